import { bare, dottedName, outer, type CallNode, type FileAnalysis, type Node } from '@backend-architect/analysis';

/** Is the digest only the input of a real password hash? Hashing first lifts that function's limit of length. */
export function feedsPasswordHash(file: FileAnalysis, hash: CallNode): boolean {
  const whole = chainEnd(hash);
  const inputs = file.sinks('password-hash').map((sink) => sink.node);
  if (inputs.some((input) => contains(input, whole))) return true;
  const holder = outer(whole).parent;
  const name =
    holder?.type === 'VariableDeclarator'
      ? holder.id
      : holder?.type === 'AssignmentExpression' && holder.operator === '='
        ? bare(holder.left)
        : null;
  const variable = name?.type === 'Identifier' ? file.variableOf(name) : null;
  const later = (variable?.references ?? [])
    .map(({ identifier }) => identifier as Node)
    .filter((identifier) => identifier.range[0] > whole.range[1]);
  return later.some((use) => inputs.some((input) => contains(input, use)) || isHandedToHash(use));
}

/**
 * The derived key goes into a cipher or a signature and is no stored password: `createCipheriv(name, pbkdf2Sync(phrase,
 * salt, ...), iv)`.
 */
export function isEncryptionKey(file: FileAnalysis, call: CallNode): boolean {
  const whole = outer(call);
  const holder = whole.parent?.type === 'AwaitExpression' ? outer(whole.parent) : whole;
  const name =
    holder.parent?.type === 'VariableDeclarator' && holder.parent.id.type === 'Identifier' ? holder.parent.id : null;
  const uses = [
    holder,
    ...((name && file.variableOf(name)?.references) ?? []).map(({ identifier }) => identifier as Node),
  ];
  return file.sinks('secret').some(({ node }) => uses.some((use) => contains(node, use)));
}

const SLOW_HASH = /bcrypt|argon|scrypt|pbkdf/i;

/**
 * `pool.exec('hash', [digest, rounds])`, `bcryptWorker.compare(digest, stored)`: a slow hash elsewhere takes the
 * digest.
 */
function isHandedToHash(use: Node): boolean {
  for (let node: Node = outer(use); ;) {
    const parent: Node | undefined = outer(node).parent;
    if (parent?.type === 'ArrayExpression' || parent?.type === 'ObjectExpression' || parent?.type === 'Property')
      node = parent;
    else if (parent?.type === 'CallExpression' && parent.callee !== node) {
      return (
        SLOW_HASH.test(dottedName(parent.callee) ?? '') ||
        parent.arguments.some(
          (argument) =>
            argument.type === 'Literal' &&
            typeof argument.value === 'string' &&
            /^(?:hash|compare|verify)$|bcrypt|argon|scrypt/i.test(argument.value),
        )
      );
    } else return false;
  }
}

/** The range query of a list of leaked passwords: only the first five digits leave the process. */
export function isLookupOfLeaks(file: FileAnalysis, hash: CallNode): boolean {
  const fn = file.functionOf(hash);
  const text = fn ? file.text.slice(...fn.range) : file.text;
  return (
    /pwned|hibp|breach|leaked|compromised/i.test(text) || /\.(?:slice|substring|substr)\(\s*0\s*,\s*5\s*\)/.test(text)
  );
}

/** `createHash().update(x).digest('hex')` around the call that takes the input. */
function chainEnd(node: Node): Node {
  let current: Node = outer(node);
  for (;;) {
    const member = current.parent;
    if (member?.type !== 'MemberExpression' || member.object !== current) return current;
    const call = outer(member).parent;
    if (call?.type !== 'CallExpression') return current;
    current = outer(call);
  }
}

function contains(holder: Node, inner: Node): boolean {
  return holder.range[0] <= inner.range[0] && inner.range[1] <= holder.range[1];
}
