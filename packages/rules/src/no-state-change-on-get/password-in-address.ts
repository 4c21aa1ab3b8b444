import { keyOf, memberName, outer, type FileAnalysis, type FunctionNode, type Node } from '@backend-architect/analysis';

/** Nothing but a password is called so; a hash or a flag has other words in its name. */
const PASSWORD = /^(?:(?:user|current|old|new)_?)?(?:password|passwd|passphrase|pwd)$/i;

/** Where the handler reads a password out of the query or the path: `req.query.password`, `const { password } = req.query`. */
export function passwordInAddress(file: FileAnalysis, fn: FunctionNode): Node | null {
  const isWithin = ({ range }: Node): boolean => range[0] >= fn.range[0] && range[1] <= fn.range[1];
  for (const member of file.nodes('MemberExpression'))
    if (isWithin(member) && PASSWORD.test(memberName(member) ?? '') && isTaken(member) && isOfAddress(file, member))
      return member;
  for (const { id, init } of file.nodes('VariableDeclarator')) {
    if (id.type !== 'ObjectPattern' || !init || !isWithin(id) || !isOfAddress(file, init)) continue;
    const named = id.properties.find(
      (entry) =>
        entry.type === 'Property' &&
        PASSWORD.test(keyOf(entry.key, entry.computed) ?? '') &&
        !isLeftOut(file, entry.value),
    );
    if (named) return named;
  }
  return null;
}

function isOfAddress(file: FileAnalysis, node: Node): boolean {
  const { taint, source, steps } = file.valueOf(node);
  return taint === 'tainted' && (source === 'query' || source === 'param') && steps.length <= 2;
}

/** Neither written over, nor deleted, nor looked at for being there at all. */
function isTaken(member: Node): boolean {
  const whole = outer(member);
  const { parent } = whole;
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left !== whole;
    case 'UnaryExpression':
      return parent.operator !== 'delete' && parent.operator !== '!' && parent.operator !== 'typeof';
    case 'IfStatement':
      return false;
    case 'BinaryExpression':
      return ![parent.left, parent.right].some(isNothing);
    default:
      return true;
  }
}

/** `undefined` or `null`. */
function isNothing(node: Node): boolean {
  return node.type === 'Identifier' ? node.name === 'undefined' : node.type === 'Literal' && node.value === null;
}

/** `const { password, ...rest } = req.query`: named so that the rest is without it. */
function isLeftOut(file: FileAnalysis, name: Node): boolean {
  const variable = name.type === 'Identifier' ? file.variableOf(name) : null;
  return variable !== null && !variable.references.some((reference) => reference.isRead());
}
