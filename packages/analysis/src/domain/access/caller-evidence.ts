import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { isFunction, returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import { identifiersIn } from '../calls/identifiers.js';
import { onlyValue, requestChain } from '../http/request-chain.js';
import { isEmptyAround, writesOf, isNothing } from './written-values.js';

/** Members of a request that hold what its client wrote. */
const CLIENT = new Set([
  'headers', 'header', 'rawHeaders', 'cookies', 'cookie', 'signedCookies', 'query', 'querystring', 'searchParams',
  'nextUrl', 'body', 'payload', 'rawBody', 'params', 'files', 'file', 'url', 'originalUrl', 'path', 'hostname', 'host',
  'ip', 'form', 'handshake',
]);
/** Members in which earlier middleware keeps what it found out. */
const HELD = new Set([
  'session', 'state', 'locals', 'var', 'auth', 'context', 'store', 'jwt', 'token', 'kauth', 'grant',
]);
/** Of those, what holds many things by their names. */
const CONTAINERS = new Set(['headers', 'header', 'cookies', 'signedCookies', 'query', 'searchParams', 'body']);
/** What servers call the caller they know: nobody but the server writes these members. */
const IDENTITY = new RegExp(
  String.raw`^(?:current_?)?(?:user|account|principal|member|admin|customer|identity|actor|viewer|` +
    String.raw`employee)(?:_?(?:id|name|info|data))?$|^(?:u_?id|auth|credentials|claims?|(?:jwt|` +
    String.raw`token)_?payload|is_?(?:logged_?in|authenticated|admin)|logged_?in|authenticated)$`,
  'i',
);
const ROLE =
  /^(?:user_?)?(?:roles?|permissions?|is_?admin|is_?owner|scopes?|privileges?|abilit(?:y|ies)|capabilities)$/i;
/** Keys under which clients send what only they should know. */
const SECRET_KEY =
  /^(?:x-)?(?:authorization|bearer|sid|jwt|auth|session(?:-id)?|(?:[\w]+-)*(?:key|token|secret|password|passwd))$/;
const NO_SECRET_KEY =
  /csrf|xsrf|captcha|idempotency|cache|page|next|continuation|public|sort|reset|verification|invite/;
const TEXT_METHODS = new Set([
  'slice', 'split', 'replace', 'replaceAll', 'trim', 'substring', 'substr', 'match', 'at', 'pop', 'shift', 'toString',
  'toLowerCase', 'normalize',
]);
/** What libraries that sign people in give a request to be called. */
const SESSION_METHODS = new Set(['isAuthenticated', 'isUnauthenticated']);
const MAX_DEPTH = 8;

/** What the server itself holds of a caller it knows: `req.user`, `req.session.userId`, `ctx.state.user.role`. */
export function identityIn(file: FileAnalysis, node: Node): 'identity' | 'role' | null {
  const chain = requestChain(file, node) ?? [];
  if (chain.length === 0 || chain.some((name) => CLIENT.has(name)) || isSent(file, node)) return null;
  if (mayBeMadeUp(file, node)) return null;
  const [first = ''] = chain;
  const known = chain.findIndex((name) => IDENTITY.test(name));
  // The container itself is there for everybody.
  if (
    known < 0 ||
    (known > 0 && !chain.slice(0, known).every((name) => HELD.has(name) || name === '*' || /^req(?:uest)?$/.test(name)))
  ) {
    return HELD.has(first) && ROLE.test(chain.at(-1) ?? '') ? 'role' : null;
  }
  if (isMethodNamed(file, node, chain)) return null;
  return ROLE.test(chain.at(-1) ?? '') ? 'role' : 'identity';
}

/** `const { user = GUEST } = req`: where there is none, something else stands in. */
function mayBeMadeUp(file: FileAnalysis, node: Node): boolean {
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return (
    (binding?.kind === 'value' || binding?.kind === 'param') &&
    binding.defaults.some((value) => !isNothing(value) && !isEmptyAround(variable!, value))
  );
}

/** What the file itself writes into the parts of requests that their clients write, by where it stands. */
const written = new WeakMap<FileAnalysis, readonly { readonly chain: readonly string[]; readonly value: Node }[]>();

/** `req.headers.authorization ??= KEY`: what stands there the server may have put there itself, and it is no credential. */
function isWrittenOver(file: FileAnalysis, chain: readonly string[]): boolean {
  let writes = written.get(file);
  if (!writes) {
    // What is written is asked in turn.
    written.set(file, []);
    writes = file.nodes('AssignmentExpression').flatMap(({ left, right }) => {
      const to = left.type === 'MemberExpression' ? requestChain(file, left) : null;
      return to?.some((name) => CLIENT.has(name)) && !isOfClient(file, right) ? [{ chain: to, value: right }] : [];
    });
    written.set(file, writes);
  }
  return writes.some((write) => write.chain.every((name, index) => name === chain[index]));
}

/** A credential from another place, with words around it: `'Bearer ' + req.cookies.token`. */
function isOfClient(file: FileAnalysis, value: Node): boolean {
  const plain = unwrap(value);
  if (plain.type === 'BinaryExpression')
    return [plain.left, plain.right].every(
      (part) => file.valueOf(part).constant !== undefined || isOfClient(file, part),
    );
  if (plain.type === 'LogicalExpression') return [plain.left, plain.right].every((part) => isOfClient(file, part));
  return isNothing(plain) || isCredential(file, plain);
}

/** A part of it is, as the library says, what its client sent: `request.state` of one is a cookie. */
function isSent(file: FileAnalysis, node: Node): boolean {
  for (let part = unwrap(node); part.type === 'MemberExpression'; part = unwrap(part.object))
    if (file.symbolOf(part)?.member.source) return true;
  return false;
}

/**
 * A method of the request or context that is named and not called, `req.isAuthenticated`: it is always there. What the
 * file writes there itself is none.
 */
function isMethodNamed(file: FileAnalysis, node: Node, chain: readonly string[]): boolean {
  const [name, ...rest] = chain.filter((part) => !/^req(?:uest)?$/.test(part));
  if (name === undefined || rest.length > 0 || unwrap(node).type === 'CallExpression' || isWritten(file, name))
    return false;
  return (
    SESSION_METHODS.has(name) ||
    file.nodes('CallExpression').some((call) => isOwnMember(file, unwrap(call.callee), name))
  );
}

function isWritten(file: FileAnalysis, name: string): boolean {
  return file.nodes('AssignmentExpression').some(({ left }) => isOwnMember(file, left, name));
}

/** This member of a request or context itself. */
function isOwnMember(file: FileAnalysis, node: Node, name: string): boolean {
  return (
    node.type === 'MemberExpression' && memberName(node) === name && isRequest(requestChain(file, node.object) ?? ['*'])
  );
}

/**
 * The place under which the caller is kept, of those that lead to an expression: `state.user` of `['state', 'user',
 * 'role']`.
 */
export function identityName(chain: readonly string[]): string | null {
  const end = chain.findIndex((name) => IDENTITY.test(name));
  // What is set on a context is read from it by a call or by a member.
  return end < 0
    ? null
    : chain
        .slice(0, end + 1)
        .map((name) => (name === 'var' ? 'state' : name))
        .filter((name) => !/^req(?:uest)?$/.test(name))
        .join('.');
}

/** `req.isAuthenticated()`: asks the session, on the request or its context. */
export function asksSession(file: FileAnalysis, node: Node): 'signed-in' | 'stranger' | null {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  if (callee?.type !== 'MemberExpression') return null;
  const name = memberName(callee);
  if (name === null || !SESSION_METHODS.has(name)) return null;
  if (requestChain(file, callee.object) === null) return null;
  return name === 'isAuthenticated' ? 'signed-in' : 'stranger';
}

/** The request itself, or its context. */
export function isRequest(chain: readonly string[]): boolean {
  return chain.every((name) => /^req(?:uest)?$/.test(name));
}

/** All of a part of the request that its client wrote. */
export function isClientPart(chain: readonly string[]): boolean {
  return isRequest(chain.slice(0, -1)) && CONTAINERS.has(chain.at(-1) ?? '');
}

/** A member under which clients send what only they should know: of a part of a request, or of something else. */
export function isSecretMember(path: readonly string[]): boolean {
  return (
    isSecretKey(path.at(-1) ?? '') && (path.length === 1 || path.slice(0, -1).some((name) => CONTAINERS.has(name)))
  );
}

/** `without`: what stands in this part of the request is none. */
export interface CredentialPlaces {
  readonly without?: 'params';
  /** What is decoded from bytes counts: good enough to be compared. */
  readonly decoded?: true;
}

/**
 * A credential as the client sent it, or text cut out of it or hashed from it. What is decoded from it can be made up
 * and is none.
 */
export function isCredential(file: FileAnalysis, node: Node, places: CredentialPlaces = {}, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const plain = unwrap(node);
  const chain = requestChain(file, plain);
  if (chain !== null)
    return (
      !mayBeMadeUp(file, plain) &&
      !isWrittenOver(file, chain) &&
      !chain.includes(places.without ?? '') &&
      chain.some((name) => CLIENT.has(name)) &&
      isSecretKey(chain.at(-1) ?? '') &&
      chain.at(-1) !== chain.find((name) => CLIENT.has(name))
    );
  const inner = (part: Node): boolean => isCredential(file, part, places, depth + 1);
  switch (plain.type) {
    case 'Identifier':
      if (isUserName(file, plain)) return false;
      return (
        writesOf(file, plain).length > 0 &&
        writesOf(file, plain).every((write) => inner(write) || isNothing(write)) &&
        writesOf(file, plain).some(inner)
      );
    case 'MemberExpression':
      return plain.computed && !(isSplitPair(plain.object) && memberName(plain) === '0') && inner(plain.object);
    case 'LogicalExpression':
      return plain.operator === '&&'
        ? inner(plain.right)
        : inner(plain.left) && (inner(plain.right) || isNothing(plain.right));
    case 'ConditionalExpression':
      return (
        [plain.consequent, plain.alternate].every((part) => inner(part) || isNothing(part)) &&
        [plain.consequent, plain.alternate].some(inner)
      );
    case 'TemplateLiteral':
      return plain.expressions.length > 0 && plain.expressions.every(inner);
    case 'CallExpression': {
      const callee = unwrap(plain.callee);
      if (callee.type === 'MemberExpression') {
        if (TEXT_METHODS.has(memberName(callee) ?? '')) return inner(callee.object);
        if (places.decoded && plain.arguments[0] && isBytesOf(callee)) return inner(plain.arguments[0]);
        return isDigest(file, plain) && fedTo(callee.object).some(inner);
      }
      if (callee.type !== 'Identifier') return false;
      if (callee.name === 'String') return plain.arguments.length === 1 && inner(plain.arguments[0]!);
      const helper = file.localFunctionOf(callee);
      const argument = helper && plain.arguments[handedOn(file, helper) ?? -1];
      return !!argument && inner(argument);
    }
    default:
      return false;
  }
}

/**
 * The parameter of which a function gives back the text, a part of it or its digest: `(token) =>
 * createHash('sha256').update(token).digest('hex')`. Null where it gives back anything else.
 */
export function handedOn(file: FileAnalysis, fn: FunctionNode): number | null {
  const [only, ...others] = returnedExpressions(fn);
  if (!only || others.length > 0 || fn.generator) return null;
  const root = rootOfText(file, only, 0);
  const variable = root?.type === 'Identifier' ? file.variableOf(root) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'param' && binding.fn === fn && binding.path.length === 0 ? binding.index : null;
}

/** The name a text is cut out of, decoded from bytes or hashed from. */
export function rootOfText(
  file: FileAnalysis,
  node: Node,
  depth: number,
): TSESTree.Identifier | TSESTree.MemberExpression | null {
  if (depth > MAX_DEPTH) return null;
  const plain = unwrap(node);
  if (plain.type === 'Identifier') {
    const value = onlyValue(file, plain);
    if (!value?.init) return plain;
    // `const [, token] = header.split(' ')`
    const isPart = value.path.length === 1 && isSplit(value.init) && !isUserName(file, plain);
    return value.path.length === 0 || isPart ? rootOfText(file, value.init, depth + 1) : plain;
  }
  if (plain.type === 'MemberExpression')
    return plain.computed && isSplit(plain.object) && !(isSplitPair(plain.object) && memberName(plain) === '0')
      ? rootOfText(file, plain.object, depth + 1)
      : plain;
  if (plain.type === 'LogicalExpression' && plain.operator !== '&&' && isNothing(plain.right))
    return rootOfText(file, plain.left, depth + 1);
  if (plain.type !== 'CallExpression') return null;
  const callee = unwrap(plain.callee);
  const [first] = plain.arguments;
  if (callee.type === 'Identifier')
    return callee.name === 'String' && first ? rootOfText(file, first, depth + 1) : null;
  if (callee.type !== 'MemberExpression') return null;
  if (isDigest(file, plain)) {
    const fed = fedTo(callee.object).flatMap((argument) => rootOfText(file, argument, depth + 1) ?? []);
    return fed.length === 1 ? fed[0]! : null;
  }
  if (isBytesOf(callee)) return first ? rootOfText(file, first, depth + 1) : null;
  return TEXT_METHODS.has(memberName(callee) ?? '') ? rootOfText(file, callee.object, depth + 1) : null;
}

/** The same, or its bytes: good enough to be compared. */
export function isCredentialBytes(file: FileAnalysis, node: Node): boolean {
  if (isCredential(file, node, { decoded: true })) return true;
  const plain = unwrap(node);
  if (plain.type === 'Identifier') {
    const value = onlyValue(file, plain);
    return value?.init ? value.path.length === 0 && isCredentialBytes(file, value.init) : false;
  }
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  const isBytes = callee?.type === 'MemberExpression' && isBytesOf(callee);
  return (
    isBytes &&
    plain.type === 'CallExpression' &&
    plain.arguments[0] !== undefined &&
    isCredential(file, plain.arguments[0])
  );
}

/** `Buffer.from(text)` */
function isBytesOf(callee: TSESTree.MemberExpression): boolean {
  return callee.object.type === 'Identifier' && callee.object.name === 'Buffer' && memberName(callee) === 'from';
}

function isSplit(node: Node): boolean {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  return callee?.type === 'MemberExpression' && memberName(callee) === 'split';
}

/** `credentials.split(':')`: a name, and what only its owner knows. */
function isSplitPair(node: Node): boolean {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  return (
    plain.type === 'CallExpression' &&
    callee?.type === 'MemberExpression' &&
    memberName(callee) === 'split' &&
    plain.arguments[0]?.type === 'Literal' &&
    plain.arguments[0].value === ':'
  );
}

/** `const [name] = credentials.split(':')` */
function isUserName(file: FileAnalysis, node: TSESTree.Identifier): boolean {
  const [definition] = file.variableOf(node)?.defs ?? [];
  const pattern = definition?.name.parent;
  return (
    pattern?.type === 'ArrayPattern' &&
    pattern.elements[0] === definition?.name &&
    pattern.parent?.type === 'VariableDeclarator' &&
    pattern.parent.init !== null &&
    isSplitPair(pattern.parent.init)
  );
}

/**
 * A secret of the server: it comes from the environment, from configuration or from whoever made the function, and is
 * no constant of the code.
 */
export function isHeldSecret(file: FileAnalysis, node: Node, depth = 0): boolean {
  if (depth > MAX_DEPTH || typeof file.valueOf(node).constant === 'string') return false;
  const plain = unwrap(node);
  const helper = plain.type === 'CallExpression' ? file.localFunctionOf(unwrap(plain.callee)) : null;
  const given = plain.type === 'CallExpression' && helper ? plain.arguments[handedOn(file, helper) ?? -1] : undefined;
  if (given) return isHeldSecret(file, given, depth + 1);
  const names = identifiersIn(file, node).filter((name) => !isProperty(name));
  if (names.length === 0 && !/\bthis\b/.test(file.text.slice(...node.range))) return false;
  return names.every((name) => {
    const variable = file.variableOf(name);
    if (!variable) return true;
    const binding = bindingOf(variable);
    if (binding.kind === 'import' || binding.kind === 'function' || binding.kind === 'class') return true;
    if (binding.kind === 'param')
      return binding.fn !== file.functionOf(node) && !isHandlerParam(file, name) && requestChain(file, name) === null;
    return binding.kind === 'value' && binding.init !== null && isHeldSecret(file, binding.init, depth + 1);
  });
}

export function isSecretKey(name: string): boolean {
  const key = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
  return SECRET_KEY.test(key) && !NO_SECRET_KEY.test(key);
}

function isProperty(name: TSESTree.Identifier): boolean {
  const { parent } = name;
  return (
    (parent.type === 'MemberExpression' && parent.property === name && !parent.computed) ||
    (parent.type === 'Property' && parent.key === name && !parent.computed && parent.value !== name)
  );
}

/**
 * A parameter of the function that handles the request, of a callback in it, or of a function around the callback that is
 * handed the request: `(req, key) => run(() => req.headers.authorization === key)`.
 */
function isHandlerParam(file: FileAnalysis, name: TSESTree.Identifier): boolean {
  const variable = file.variableOf(name);
  const binding = variable && bindingOf(variable);
  if (binding?.kind !== 'param') return false;
  const own = file.functionOf(name);
  for (let fn = own; fn; fn = file.functionOf(fn)) {
    const takesRequest = fn.params.some((param) => param.type === 'Identifier' && requestChain(file, param) !== null);
    if (fn === binding.fn) return fn === own || takesRequest || !isFunction(binding.fn);
    if (takesRequest) return false;
  }
  return true;
}

function isDigest(file: FileAnalysis, node: TSESTree.CallExpression): boolean {
  const { symbol } = file.libraryCall(node)?.symbol ?? {};
  return symbol !== undefined && /\.digest$/.test(symbol);
}

/** Arguments of the calls an expression is chained to: `createHash('sha256').update(token)`. */
function fedTo(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let current = unwrap(node); current.type === 'CallExpression';) {
    found.push(...current.arguments);
    const callee = unwrap(current.callee);
    if (callee.type !== 'MemberExpression') break;
    current = unwrap(callee.object);
  }
  return found;
}
