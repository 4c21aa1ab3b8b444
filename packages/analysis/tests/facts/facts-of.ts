import { analyze } from '@typescript-eslint/scope-manager';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import type { TSESTree } from '@typescript-eslint/types';
import { parseSync } from 'oxc-parser';
import { analyse, extractFacts, type AnalysisSettings, type FileFacts } from '../../src/index.js';

/** Facts of one literal file. */
export function factsOf(text: string, file = 'src/file.ts', settings: AnalysisSettings = {}): FileFacts {
  const result = parseSync(file, text, { lang: file.endsWith('.ts') ? 'ts' : 'jsx', range: true, astType: 'ts', preserveParens: false });
  if (result.errors.length > 0) throw new Error(result.errors[0]?.message);
  const ast = result.program as unknown as TSESTree.Program;
  link(ast);
  const scopeManager = analyze(ast, { sourceType: result.module.hasModuleSyntax ? 'module' : 'script', globalReturn: !result.module.hasModuleSyntax, lib: [], jsxPragma: null, childVisitorKeys: visitorKeys });
  return extractFacts(analyse({ file, text, ast, scopeManager: () => scopeManager, visitorKeys, comments: [], settings }), 'hash');
}

function link(node: TSESTree.Node): void {
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [(node as unknown as Record<string, unknown>)[key]].flat()) {
      if (typeof child !== 'object' || child === null) continue;
      (child as TSESTree.Node).parent = node;
      link(child as TSESTree.Node);
    }
  }
}
