import { bare, isFunction, isWithin, keyOf, outer, type FileAnalysis, type Node } from '@backend-architect/analysis';

/**
 * What was found by a secret is then held against the same secret in code, which no operator equals: it tells whether
 * something was found, and lets nobody in.
 * @param query The call that is given the filter.
 * @param path Where in the filter the secret stands, its keys joined by dots.
 */
export function isAskedAgain(file: FileAnalysis, query: Node, filter: Node, path: string): boolean {
  const secret = valueAt(filter, path);
  const fn = file.functionOf(query);
  if (!secret || !fn) return false;
  return file.nodes('BinaryExpression').some((comparison) => {
    const { operator, left, right, range } = comparison;
    if ((operator !== '===' && operator !== '!==') || range[0] < query.range[1] || range[1] > fn.range[1]) return false;
    const [one, other] = isSame(file, left, secret) ? [left, right] : [right, left];
    return (
      isSame(file, one, secret) && isOfProgram(file, other) && isFoundIn(file, other, fn) && isDecisive(comparison)
    );
  });
}

/** A value in a filter that is written out there; a key may have dots of its own. */
function valueAt(filter: Node, path: string): Node | null {
  const plain = bare(filter);
  if (path === '') return plain;
  for (const property of plain.type === 'ObjectExpression' ? plain.properties : []) {
    const key = property.type === 'Property' ? keyOf(property.key, property.computed) : null;
    if (property.type !== 'Property' || key === null) continue;
    if (path === key || path.startsWith(`${key}.`)) return valueAt(property.value, path.slice(key.length + 1));
  }
  return null;
}

/** The same name, or the same members of one. */
function isSame(file: FileAnalysis, a: Node, b: Node): boolean {
  const [one, other] = [bare(a), bare(b)];
  if (one.type === 'Identifier' && other.type === 'Identifier') {
    const variable = file.variableOf(one);
    return variable !== null && variable === file.variableOf(other);
  }
  return (
    one.type === 'MemberExpression' &&
    other.type === 'MemberExpression' &&
    file.text.slice(...one.range) === file.text.slice(...other.range)
  );
}

/** Neither a fixed text nor something else that the client sends. */
function isOfProgram(file: FileAnalysis, node: Node): boolean {
  const value = file.valueOf(node);
  return value.constant === undefined && value.taint !== 'tainted' && bare(node).type !== 'UnaryExpression';
}

/** It belongs to a name made in the function, as what was found does; what the program knows before says nothing of it. */
function isFoundIn(file: FileAnalysis, node: Node, fn: Node): boolean {
  let root = bare(node);
  while (root.type === 'MemberExpression') root = bare(root.object);
  const definition = root.type === 'Identifier' ? file.variableOf(root)?.defs[0] : undefined;
  return definition !== undefined && definition.node !== fn && isWithin(definition.name, fn);
}

/** It stands in a condition, or in what picks an element of a list. */
function isDecisive(comparison: Node): boolean {
  for (let node = comparison, { parent } = node; parent; node = parent, { parent } = node) {
    if (parent.type === 'IfStatement') return parent.test === node;
    if (isFunction(parent)) return outer(parent).parent?.type === 'CallExpression';
    if (parent.type === 'ConditionalExpression') return parent.test === node;
    if (!/^(?:LogicalExpression|UnaryExpression|ReturnStatement|BlockStatement|ChainExpression)$/.test(parent.type))
      return false;
  }
  return false;
}
