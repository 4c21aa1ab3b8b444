/** What the server itself holds of the caller it knows. */
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { memberName } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import { requestChain } from '../http/request-chain.js';
import { isOfClientPart, isRequest } from './sent-places.js';
import { mayBeMadeUp } from './written-values.js';

/** Members in which earlier middleware keeps what it found out. */
const HELD = new Set([
  'session', 'state', 'locals', 'var', 'auth', 'context', 'store', 'jwt', 'token', 'kauth', 'grant',
]);

/** What servers call the caller they know: nobody but the server writes these members. */
const IDENTITY = new RegExp(
  String.raw`^(?:current_?)?(?:user|account|principal|member|admin|customer|identity|actor|viewer|` +
    String.raw`employee)(?:_?(?:id|name|info|data))?$|^(?:u_?id|auth|credentials|claims?|(?:jwt|` +
    String.raw`token)_?payload|is_?(?:logged_?in|authenticated|admin)|logged_?in|authenticated)$`,
  'i',
);

const ROLE =
  /^(?:user_?)?(?:roles?|permissions?|is_?admin|is_?owner|scopes?|privileges?|abilit(?:y|ies)|capabilities)$/i;

/** What libraries that sign people in give a request to be called. */
const SESSION_METHODS = new Set(['isAuthenticated', 'isUnauthenticated']);

/** What the server itself holds of a caller it knows: `req.user`, `req.session.userId`, `ctx.state.user.role`. */
export function identityIn(file: FileAnalysis, node: Node): 'identity' | 'role' | null {
  const chain = requestChain(file, node) ?? [];
  if (chain.length === 0 || isOfClientPart(chain) || isSent(file, node)) return null;
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
