import {
  bare,
  conditionsAt,
  type FileAnalysis,
  isFunction,
  memberName,
  nameTokens,
  type Node,
  outer,
  textOf,
  type Value,
} from '@backend-architect/analysis';

const PRIVILEGED = /^(?:super[-_]?(?:admin|user)|admin|administrator|owner|root|staff|moderator|manager)s?$/i;
const ROLE_WORDS = new Set([
  'role', 'roles', 'admin', 'isadmin', 'superuser', 'permission', 'permissions', 'scope', 'scopes', 'privilege',
  'privileges',
]);
const COMPARES = new Set(['===', '==', '!==', '!=']);

export interface Claim {
  readonly node: Node;
  readonly value: Value;
}

/** Comparisons of a role the client names with a privileged one, where the outcome decides what it may do. */
export function* claimedRoles(file: FileAnalysis): Generator<Claim> {
  for (const node of file.nodes('BinaryExpression')) {
    if (!COMPARES.has(node.operator)) continue;
    const [claim, constant] = isPrivileged(node.right) ? [node.left, node.right] : [node.right, node.left];
    if (!isPrivileged(constant) || !isRoleName(nameOf(claim))) continue;
    const value = file.valueOf(claim);
    // What a verified token says was written by the server.
    if (value.taint !== 'tainted' || value.source === 'argv' || (value.validated && isSentAlong(value))) continue;
    const equal = node.operator === '===' || node.operator === '==';
    if (decides(node, equal, value) && !isVouchedFor(file, node)) yield { node: claim, value };
  }
}

function isPrivileged(node: Node): boolean {
  const text = textOf(node);
  const plain = bare(node);
  return text === null ? plain.type === 'Literal' && plain.value === true : text === 'true' || PRIVILEGED.test(text);
}

function isRoleName(name: string | null): boolean {
  return name !== null && nameTokens(name).some((token) => ROLE_WORDS.has(token));
}

/** `req.headers['x-role']`, `req.get('x-role')`, `role`. */
function nameOf(node: Node): string | null {
  const plain = bare(node);
  if (plain.type === 'Identifier') return plain.name;
  if (plain.type === 'MemberExpression') return memberName(plain);
  return plain.type === 'CallExpression' && plain.arguments[0] ? textOf(plain.arguments[0]) : null;
}

/**
 * Nobody sends a role in a header or cookie but to be believed. In a body or a query it may be data or a filter: there
 * the role is authority only when the request is refused without it.
 */
function decides(node: Node, equal: boolean, value: Value): boolean {
  let test = outer(node);
  while (test.parent?.type === 'LogicalExpression') test = outer(test.parent);
  const { parent } = test;
  const branch = parent?.type === 'IfStatement' && parent.test === test ? parent.consequent : null;
  if (!isSentAlong(value)) return !equal && branch !== null && leaves(branch);
  return (
    branch !== null ||
    parent?.type === 'ConditionalExpression' ||
    parent?.type === 'ReturnStatement' ||
    parent?.type === 'VariableDeclarator' ||
    isFunction(parent)
  );
}

function isSentAlong({ source }: Value): boolean {
  return source === 'header' || source === 'cookie';
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** A gateway that proved itself before, by another header or a signature, may say who asks. */
function isVouchedFor(file: FileAnalysis, node: Node): boolean {
  return conditionsAt(node).some(({ test }) =>
    /header|signature|secret|verif|trust|hmac|timingSafe/i.test(file.text.slice(...test.range)),
  );
}
