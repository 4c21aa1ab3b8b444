import {
  bare,
  bindingOf,
  type CookieSet,
  type FileAnalysis,
  memberName,
  nameTokens,
  type Node,
  unwrap,
} from '@backend-architect/analysis';

/** Who holds it is taken for the owner of the account. */
const LOGIN = new Set([
  'session', 'sess', 'sid', 'ssid', 'token', 'jwt', 'auth', 'authorization', 'authentication', 'bearer', 'refresh',
  'sessid', 'phpsessid', 'jsessionid',
]);
/** Written in one word. */
const JOINED = /^(?:session|sess|auth|access|refresh|jwt|id|user|login|api|bearer)(?:id|token|key)$|^remember(?:me)?$/;
/** What may follow without changing what it is. */
const QUALIFIERS = new Set([
  'cookie', 'cookies', 'name', 'value', 'key', 'id', 'me', 'string', 'signed', 'data', 'dev', 'prod', 'local', 'hash',
]);
/** Meant to be read by the page, or of one short exchange, or about the login and not the login itself. */
const OTHER = new Set([
  'csrf', 'xsrf', 'nonce', 'state', 'pkce', 'verifier', 'challenge', 'theme', 'locale', 'lang', 'language', 'consent',
  'banner', 'flash', 'csrftoken', 'xsrftoken', 'expires', 'expiry', 'exp', 'status', 'type', 'provider', 'method', 'is',
  'has', 'logged', 'public', 'device', 'push', 'fcm', 'page', 'cart', 'visitor', 'analytics', 'tracking', 'guest',
  'anonymous', 'anon', 'redirect', 'callback', 'return', 'test', 'unsubscribe', 'preview', 'user_id', 'checked',
  'count',
]);

/** Does the name of a cookie say that it opens an account? `other`: it says what else it is for. */
export function isLoginName(name: string): boolean | 'other' {
  const tokens = [...nameTokens(name.replace(/^__(?:Host|Secure)-/i, ''))];
  if (tokens.some((token) => OTHER.has(token))) return 'other';
  if (tokens.some((token) => JOINED.test(token)) || tokens.includes('remember')) return true;
  while (tokens.length > 1 && QUALIFIERS.has(tokens.at(-1) ?? '')) tokens.pop();
  return LOGIN.has(tokens.at(-1) ?? '');
}

/**
 * Name of a cookie that opens an account, as the code has it; null when it does not say so, by its name or by what it
 * holds.
 */
export function loginCookie(file: FileAnalysis, { name, value }: CookieSet): string | null {
  if (name === null) return 'session';
  const fixed = typeof name === 'string' ? name : file.valueOf(name).constant;
  const said = typeof fixed === 'string' ? fixed : typeof name === 'string' ? null : nameBehind(name);
  const meaning = said === null ? false : isLoginName(said);
  if (meaning === 'other' || said === null) return null;
  return meaning || (value !== null && holdsLogin(file, value)) ? said : null;
}

/** A name that stands for another: `SESSION_COOKIE`, `config.cookies.session`. */
function nameBehind(node: Node): string | null {
  const plain = bare(node);
  if (plain.type === 'Identifier') return plain.name;
  return plain.type === 'MemberExpression' ? memberName(plain) : null;
}

/** A signed token, or a value that is called one. */
function holdsLogin(file: FileAnalysis, value: Node): boolean {
  const plain = unwrap(value);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  const made = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : plain;
  if (made.type === 'CallExpression' && file.libraryCall(made)?.call.token?.does === 'sign') return true;
  const called = nameBehind(plain);
  return (
    called !== null &&
    /^(?:jwt|token|sid)$|^(?:\w*_)?(?:access|auth|refresh|session|jwt|login|id)_?token$|^session_?id$/i.test(called)
  );
}
