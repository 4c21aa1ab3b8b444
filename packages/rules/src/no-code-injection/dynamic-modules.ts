import { bare, bindingOf, dottedName, type FileAnalysis, type Node } from '@backend-architect/analysis';

export interface DynamicModule {
  /** What names the module. */
  readonly name: Node;
  readonly by: 'import' | 'require';
}

/** Modules that are loaded by a name that is not written down: `import(x)`, `require(x)`, and `require` by other names. */
export function* dynamicModules(file: FileAnalysis): Generator<DynamicModule> {
  for (const node of file.nodes('ImportExpression'))
    if (bare(node.source).type !== 'Literal') yield { name: node.source, by: 'import' };
  for (const { node } of file.sinks('module-name'))
    if (bare(node).type !== 'Literal') yield { name: node, by: 'require' };
  for (const node of file.nodes('CallExpression')) {
    const [name] = node.arguments;
    if (name && bare(name).type !== 'Literal' && isRequire(file, node.callee)) yield { name, by: 'require' };
  }
}

const REQUIRE = /^(?:(?:module\.(?:parent\.)?)?require|require\.main\.require)$/;

/** What every module is given, its aliases, and those of its parents. One that is declared here may be anything. */
function isRequire(file: FileAnalysis, callee: Node): boolean {
  const plain = bare(callee);
  if (plain.type === 'Identifier') {
    const variable = file.variableOf(plain);
    if (!variable || variable.defs.length === 0) return plain.name === 'require';
    const binding = bindingOf(variable);
    const held = binding.kind === 'value' && binding.path.length === 0 && binding.init ? bare(binding.init) : null;
    const isFixed = variable.references.every((reference) => reference.init === true || !reference.isWrite());
    return isFixed && held !== null && held.type !== 'CallExpression' && held !== plain && isOriginal(file, held);
  }
  return isOriginal(file, plain);
}

function isOriginal(file: FileAnalysis, plain: Node): boolean {
  if (!REQUIRE.test(dottedName(plain) ?? '')) return false;
  let root = plain;
  while (root.type === 'MemberExpression') root = bare(root.object);
  return root.type === 'Identifier' && (file.variableOf(root)?.defs.length ?? 0) === 0;
}
