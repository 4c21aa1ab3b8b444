import {
  bare,
  bindingOf,
  type FileAnalysis,
  keyOf,
  memberName,
  nameTokens,
  type Node,
  unwrap,
} from '@backend-architect/analysis';

/** Whoever has a password of their own. */
const PERSONS = new Set([
  'user', 'users', 'account', 'accounts', 'member', 'admin', 'administrator', 'customer', 'client', 'person',
  'employee', 'student', 'teacher', 'patient', 'owner', 'author', 'player', 'login', 'credential', 'credentials',
  'profile', 'staff', 'driver', 'guest', 'subscriber', 'operator', 'agent', 'manager', 'doctor', 'seller', 'buyer',
  'vendor', 'merchant', 'tenant', 'identity', 'principal', 'auth', 'visitor',
]);
/** Names of whatever was found. */
const NEUTRAL = new Set([
  'row', 'rows', 'record', 'result', 'results', 'data', 'doc', 'document', 'found', 'existing', 'item', 'entity',
  'object', 'model', 'stored', 'match', 'res', 'response', 'value', 'one', 'first', 'self', 'this', 'instance',
]);

/**
 * A stored password that belongs to a thing, as the code of a form or a room does: its owner can read it and hands it
 * out. The thing is looked up by its own identifier; nobody signs in by that.
 */
export function isCodeOfAThing(file: FileAnalysis, stored: Node): boolean {
  let plain = unwrap(stored);
  const path: string[] = [];
  for (; plain.type === 'MemberExpression'; plain = unwrap(plain.object)) path.unshift(memberName(plain) ?? '');
  if (plain.type !== 'Identifier') return false;
  const owners = [plain.name, ...path.slice(0, -1)].map((name) => nameTokens(name).at(-1) ?? '');
  const [root = ''] = owners;
  if (root.length < 3 || NEUTRAL.has(root) || owners.some((owner) => PERSONS.has(owner))) return false;
  const variable = file.variableOf(plain);
  const binding = variable && bindingOf(variable);
  const found = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : null;
  return found?.type === 'CallExpression' && isById(root, found.callee, found.arguments);
}

/** `findById(input.formId)`, `findOne({ id })`, `findUnique({ where: { slug } })`. */
function isById(owner: string, callee: Node, args: readonly Node[]): boolean {
  const plain = bare(callee);
  const method = plain.type === 'MemberExpression' ? memberName(plain) : null;
  const [first] = args;
  if (first === undefined) return false;
  const given = unwrap(first);
  if (given.type !== 'ObjectExpression')
    return method !== null && /by(?:Id|Pk|Slug)$|^(?:get|find)(?:One|By)?$/i.test(method) && namesIt(owner, given);
  const keys = given.properties.flatMap((entry) =>
    entry.type === 'Property' ? [{ name: keyOf(entry.key, entry.computed) ?? '', value: entry.value }] : [],
  );
  const where = keys.find(({ name }) => name === 'where' || name === 'filter');
  if (where) return isById(owner, callee, [where.value]);
  return keys.length > 0 && keys.every(({ name }) => isIdentifier(owner, name));
}

function namesIt(owner: string, node: Node): boolean {
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : null;
  return name !== null && isIdentifier(owner, name);
}

function isIdentifier(owner: string, name: string): boolean {
  const words = nameTokens(name);
  return (
    /^(?:id|uuid|slug|pk|cid)$/.test(words.at(-1) ?? '') &&
    words.slice(0, -1).every((word) => word === owner || word === '')
  );
}
