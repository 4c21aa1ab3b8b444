import { bare, bindingOf, conditionsAt, memberName, type FileAnalysis, type Node } from '@backend-architect/analysis';

/**
 * A path that was resolved and asked whether it begins with its folder: what is left to reach lies beside that folder,
 * under a name that begins the same.
 */
export function reachesOnlySiblings(file: FileAnalysis, path: Node): boolean {
  const plain = bare(path);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  const made = binding?.kind === 'value' && binding.init ? bare(binding.init) : null;
  if (!variable || made?.type !== 'CallExpression') return false;
  const callee = bare(made.callee);
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
  if (!/^(?:resolve|join|normalize|realpathSync)$/.test(name ?? '')) return false;
  return conditionsAt(plain).some(({ test, truth }) => {
    const asked = bare(test);
    const call = asked.type === 'UnaryExpression' && asked.operator === '!' ? bare(asked.argument) : asked;
    if ((call === asked) !== truth || call.type !== 'CallExpression') return false;
    const method = bare(call.callee);
    if (method.type !== 'MemberExpression' || memberName(method) !== 'startsWith') return false;
    const subject = bare(method.object);
    return subject.type === 'Identifier' && file.variableOf(subject) === variable;
  });
}
