import { analyze as analyzeTypeScript } from '@typescript-eslint/scope-manager';
import { parseForESLint } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { Linter } from 'eslint';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/analyse.js';
import { extractFacts } from '../../src/summary/extract.js';
import type { SourceInput } from '../../src/vocabulary/analysis.js';
import { probes } from './probes.js';

type Host = (file: string, text: string) => SourceInput | null;

/** What ESLint's own parser and scope analysis give a rule, in one source type. */
const espree =
  (sourceType: 'module' | 'commonjs' | 'script'): Host =>
  (file, text) => {
    let input: SourceInput | null = null;
    const linter = new Linter({ configType: 'flat' });
    linter.verify(
      text,
      {
        files: ['**/*'],
        languageOptions: { sourceType, ecmaVersion: 'latest', parserOptions: { ecmaFeatures: { jsx: true } } },
        plugins: {
          probe: {
            rules: {
              grab: {
                create(context) {
                  const source = context.sourceCode;
                  return {
                    Program: () =>
                      void (input = {
                        file,
                        text: source.text,
                        ast: source.ast as unknown as TSESTree.Program,
                        scopeManager: () => source.scopeManager as never,
                        visitorKeys: source.visitorKeys,
                        comments: [],
                      }),
                    'Program:exit': () => void (input = input && ({ ...input, facts: factsText(input) } as never)),
                  };
                },
              },
            },
          },
        },
        rules: { 'probe/grab': 2 },
      },
      { filename: file },
    );
    return input;
  };

const typescriptEslint: Host = (file, text) => {
  try {
    const {
      ast,
      scopeManager,
      visitorKeys: keys,
    } = parseForESLint(text.replace(/^\uFEFF/, ''), {
      filePath: file,
      range: true,
      loc: true,
      ecmaFeatures: { jsx: /x$|\.[mc]?js$/.test(file) },
      sourceType: 'module',
    });
    link(ast as unknown as TSESTree.Program);
    return {
      file,
      text: text.replace(/^\uFEFF/, ''),
      ast: ast as unknown as TSESTree.Program,
      scopeManager: () => scopeManager as never,
      visitorKeys: keys as SourceInput['visitorKeys'],
      comments: [],
    };
  } catch {
    return null;
  }
};

const oxc: Host = (file, raw) => {
  const text = raw.replace(/^\uFEFF/, '');
  const lang = /\.[mc]?ts$/.test(file) ? 'ts' : file.endsWith('.tsx') ? 'tsx' : 'jsx';
  const first = parseSync(file, text, { lang, range: true, astType: 'ts', preserveParens: false });
  const result = first.errors.some((error) => error.message.includes("'return'"))
    ? parseSync(file, text, { lang, range: true, astType: 'ts', preserveParens: false, sourceType: 'commonjs' })
    : first;
  if (result.errors.length > 0) return null;
  const ast = result.program as unknown as TSESTree.Program;
  link(ast);
  const esm = result.module.hasModuleSyntax;
  return {
    file,
    text,
    ast,
    scopeManager: () =>
      analyzeTypeScript(ast, {
        sourceType: esm ? 'module' : 'script',
        globalReturn: !esm,
        lib: [],
        jsxPragma: null,
        childVisitorKeys: visitorKeys,
      }),
    visitorKeys,
    comments: [],
  };
};

function factsText(input: SourceInput | null): string | null {
  if (!input) return null;
  return (input as { facts?: string }).facts ?? JSON.stringify(extractFacts(analyse(input), 'hash'));
}

function link(root: TSESTree.Node): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      for (const child of [(node as unknown as Record<string, unknown>)[key]].flat()) {
        if (typeof child !== 'object' || child === null) continue;
        (child as TSESTree.Node).parent = node;
        stack.push(child as TSESTree.Node);
      }
    }
  }
}

const hosts: Readonly<Record<string, Host>> = {
  'espree module': espree('module'),
  'espree commonjs': espree('commonjs'),
  'espree script': espree('script'),
  'typescript-eslint': typescriptEslint,
};

describe('facts are the same whoever parsed', () => {
  it.each(Object.entries(probes))('%s', (file, text) => {
    const expected = factsText(oxc(file, text));
    for (const [name, host] of Object.entries(hosts)) {
      const facts = factsText(host(file, text));
      // What one side cannot parse is compared by that alone, elsewhere.
      if (facts !== null && expected !== null) expect([name, facts]).toEqual([name, expected]);
    }
  });

  it('compares something: every probe but the broken ones is read by at least two', () => {
    const read = Object.entries(probes).filter(
      ([file, text]) => oxc(file, text) && Object.values(hosts).some((host) => host(file, text)),
    );
    for (const [name, host] of Object.entries(hosts)) {
      const count = Object.entries(probes).filter(([file, text]) => factsText(host(file, text)) !== null).length;
      expect([name, count >= (name === 'typescript-eslint' ? 38 : 18)]).toEqual([name, true]);
    }
    expect(
      Object.keys(probes)
        .filter((file) => !read.some(([name]) => name === file))
        .sort(),
    ).toEqual(['class-open.ts', 'flow.js', 'half.js', 'unclosed.ts']);
  });
});
