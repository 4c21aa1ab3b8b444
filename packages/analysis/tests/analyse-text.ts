import { analyse } from '../src/analyse.js';
import type { AnalysisSettings, FileAnalysis } from '../src/vocabulary/analysis.js';
import { analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { parseSync } from 'oxc-parser';

/** Analysis of a snippet, parsed the way AST-CONTRACT 2-4 describes. Throws when it does not parse. */
export function analyseText(text: string, file = 'src/snippet.ts', settings: AnalysisSettings = {}): FileAnalysis {
  const lang = /\.[mc]?ts$/.test(file) ? 'ts' : /\.tsx$/.test(file) ? 'tsx' : 'jsx';
  const result = parseSync(file, text, { lang, range: true, astType: 'ts', preserveParens: false });
  const [error] = result.errors;
  if (error) throw new SyntaxError(`${file}: ${error.message}`);
  const ast = result.program as unknown as TSESTree.Program;
  linkParents(ast);
  const esm = result.module.hasModuleSyntax;
  return analyse({
    file,
    text,
    ast,
    scopeManager: () =>
      analyze(ast, {
        sourceType: esm ? 'module' : 'script',
        globalReturn: !esm,
        lib: [],
        jsxPragma: null,
        childVisitorKeys: visitorKeys,
      }),
    visitorKeys,
    comments: [],
    settings,
  });
}

function linkParents(ast: TSESTree.Node): void {
  const stack: TSESTree.Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const item of Array.isArray(child) ? (child as unknown[]) : [child]) {
        if (typeof item !== 'object' || item === null || !('type' in item)) continue;
        (item as { parent?: TSESTree.Node }).parent = node;
        stack.push(item as TSESTree.Node);
      }
    }
  }
}
