import {
  type FileAnalysis,
  type FunctionNode,
  isFunction,
  nameOf,
  nameTokens,
  type Node,
  outer,
} from '@backend-architect/analysis';

const ASKS = new Set([
  'is', 'has', 'can', 'check', 'verify', 'validate', 'authorize', 'authorise', 'authenticate', 'ensure', 'require',
  'may', 'should',
]);
const ACCESS = new Set([
  'auth', 'authorized', 'authorised', 'authenticated', 'authorization', 'authentication', 'permission', 'permissions',
  'permitted', 'allowed', 'access', 'admin', 'role', 'roles', 'activate', 'token', 'jwt', 'session', 'signature',
  'owner', 'ownership', 'credentials', 'password', 'granted', 'user', 'webhook', 'apikey',
]);
/** Answering true says no. */
const NEGATIVE = new Set([
  'expired', 'blocked', 'revoked', 'forbidden', 'denied', 'invalid', 'locked', 'banned', 'limited', 'missing',
  'required', 'needed', 'not', 'unauthorized', 'stale', 'blacklisted', 'disabled', 'changed', 'exists', 'exist',
  'empty', 'unique', 'taken', 'new', 'anonymous', 'guest', 'public', 'name', 'email', 'logged',
]);
/** A limiter that is down lets requests pass on purpose. */
const LIMITER = /rate|limit|throttl|quota|breach|pwned|feature|captcha/i;

/** Does a name promise to say who may pass, in a function that is no limiter? */
export function decidesAccess(name: string, text: string): boolean {
  const tokens = nameTokens(name);
  const [first = ''] = tokens;
  if (!ASKS.has(first) || tokens.some((token) => NEGATIVE.has(token)) || LIMITER.test(text)) return false;
  return tokens.length === 1 ? /^auth/.test(first) : tokens.slice(1).some((token) => ACCESS.has(token));
}

/** `optionalAuth`, `attachUser`: going on without a user is what it is for. */
export function isOptionalAuth(middleware: FunctionNode, file: FileAnalysis): boolean {
  const names = [nameOf(middleware) ?? '', ...enclosingNames(middleware)].join(' ');
  return (
    /optional|maybe|soft|try|attach|load|current|populate|context|parse|deserialize|inject|extract|anonymous|guest|public|passive/i.test(
      names,
    ) || /optional|anonymous|guest|not required/i.test(file.text.slice(...middleware.range))
  );
}

function enclosingNames(fn: Node): string[] {
  const names: string[] = [];
  for (let node = outer(fn).parent; node; node = node.parent) if (isFunction(node)) names.push(nameOf(node) ?? '');
  return names;
}
