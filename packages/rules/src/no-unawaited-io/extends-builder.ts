import { bare, bindingOf, type FileAnalysis, type Node } from '@backend-architect/analysis';

type TypeRef = NonNullable<ReturnType<FileAnalysis['typeOf']>>;

/**
 * `query.where(...)` on a builder kept in a variable changes it for later, also behind `named(query)`; nothing is lost.
 */
export function extendsBuilder(file: FileAnalysis, node: Node): boolean {
  const result = file.typeOf(node);
  if (!result) return false;
  let current = bare(node);
  while (current.type === 'CallExpression') {
    // What a function of somebody else makes of a builder that is kept may be that builder.
    if (file.libraryCall(current) === null && current.arguments.some((given) => isKeptBuilder(file, given, result)))
      return true;
    const callee = bare(current.callee);
    if (callee.type !== 'MemberExpression') return false;
    current = bare(callee.object);
  }
  return current.type !== 'TaggedTemplateExpression' && isOfType(file, current, result);
}

function isOfType(file: FileAnalysis, node: Node, { name, model }: TypeRef): boolean {
  const type = file.typeOf(node);
  return type !== null && type.name === name && type.model.library === model.library;
}

function isKeptBuilder(file: FileAnalysis, given: Node, builder: TypeRef): boolean {
  const plain = bare(given);
  if (plain.type === 'MemberExpression') return isOfType(file, plain, builder);
  if (plain.type !== 'Identifier') return false;
  if (isOfType(file, plain, builder)) return true;
  // `query.whereIn('id', (sub) => ...)`: a step hands its callback a builder, and runs what is added to it.
  const variable = file.variableOf(plain);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  const step = binding?.kind === 'param' && binding.path.length === 0 ? binding.fn.parent : null;
  return step?.type === 'CallExpression' && isOfType(file, step, builder);
}
