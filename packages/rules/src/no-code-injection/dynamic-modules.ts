import { bare, type FileAnalysis, type Node } from '@backend-architect/analysis';

export interface DynamicModule {
  /** What names the module. */
  readonly name: Node;
  readonly by: 'import' | 'require';
}

/** Modules that are loaded by a name that is not written down: `import(x)`, `require(x)`. */
export function* dynamicModules(file: FileAnalysis): Generator<DynamicModule> {
  for (const node of file.nodes('ImportExpression'))
    if (bare(node.source).type !== 'Literal') yield { name: node.source, by: 'import' };
  for (const node of file.nodes('CallExpression')) {
    const callee = bare(node.callee);
    const [name] = node.arguments;
    // A `require` that is declared here may be anything.
    if (callee.type !== 'Identifier' || callee.name !== 'require' || !name || bare(name).type === 'Literal') continue;
    if ((file.variableOf(callee)?.defs.length ?? 0) === 0) yield { name, by: 'require' };
  }
}
