import { nameTokens } from '../../words/name-tokens.js';
import { isPasswordName, isSecretName } from '../../words/secret-names.js';

/** What only its owner may know, whatever stands before the word. */
const SECRETS = new Set(['otp', 'totp', 'passcode', 'salt', 'csrf', 'xsrf', 'sid', 'pkce']);
/** Tokens that are told to everyone, or only mark a place or an attempt. */
const PUBLIC_TOKEN = new Set([
  'cancel', 'cancellation', 'page', 'next', 'continuation', 'cursor', 'sync', 'change', 'concurrency', 'design', 'lock',
  'fencing', 'request', 'idempotency', 'query', 'dedupe', 'render', 'cache', 'color', 'colour', 'theme', 'syntax',
  'parse', 'trace', 'sample', 'test', 'mock', 'fake', 'dummy', 'seed', 'price', 'nft', 'public',
]);
/** `resetCode`, `magicLink`, `inviteUrl`: who knows it gets in. */
const OPENS_DOOR = new Set([
  'reset', 'verification', 'verify', 'confirm', 'confirmation', 'activation', 'activate', 'invite', 'invitation', 'otp',
  'auth', 'authorization', 'login', 'security', 'access', 'recovery', 'backup', 'mfa', 'sms', 'magic', 'session',
  'unsubscribe', 'oauth', 'password', 'secret', 'voucher',
]);
/** A nonce of these must not be foreseen; any other only never come twice. */
const FORESEEN = new Set(['csp', 'script', 'style', 'login', 'auth', 'oidc', 'wallet', 'challenge']);
/** Short for the code or link of the same name. */
const ALONE = new Set(['reset', 'invite', 'invitation', 'verification', 'activation', 'confirmation']);
const DOOR = new Set(['code', 'codes', 'link', 'url', 'uri', 'pin', 'hash', 'string']);
const VERBS = new Set([
  'check', 'validate', 'compare', 'change', 'update', 'set', 'save', 'store', 'send', 'hash', 'encrypt', 'match', 'is',
  'has', 'find', 'delete', 'remove', 'revoke', 'use', 'handle', 'on', 'parse', 'print', 'log', 'with', 'count',
]);
const QUALIFIERS = new Set([
  'value', 'text', 'string', 'plain', 'raw', 'new', 'old', 'hex', 'temp', 'tmp', 'random', 'generated',
]);

/** Does a name say that whoever guesses the value gets in? The last noun decides, as for secrets. */
export function isGuessableSecret(name: string): boolean {
  const tokens = [...nameTokens(name)];
  while (tokens.length > 1 && QUALIFIERS.has(tokens.at(-1) ?? '')) tokens.pop();
  const head = tokens.at(-1);
  const before = tokens.slice(0, -1);
  if (head === undefined) return false;
  if (isSecretName(name) || isPasswordName(name)) return true;
  // `tokens` alone is as often a number of them: those of a bucket, those of a prompt.
  if (head === 'token' || (head === 'tokens' && before.length > 0))
    return !before.some((word) => PUBLIC_TOKEN.has(word));
  if (SECRETS.has(head) || (before.length === 0 && ALONE.has(head))) return true;
  if (head === 'nonce') return before.some((word) => FORESEEN.has(word));
  if (head === 'id') return before.at(-1) === 'session';
  if (head === 'vector') return before.at(-1) === 'initialization';
  if (head === 'state') return before.at(-1) === 'oauth';
  return DOOR.has(head) && before.some((word) => OPENS_DOOR.has(word));
}

/**
 * The same for what a function gives back: a name that begins with another verb than of making speaks of what is done
 * to a secret.
 */
export function isMade(functionName: string, isSecret: (name: string) => boolean): boolean {
  const [verb = ''] = nameTokens(functionName);
  if (isPasswordName(functionName) && /^(?:reset|verify|forgot|forget)$/.test(verb)) return false;
  return !VERBS.has(verb) && isSecret(functionName);
}

/** A key under which a value is kept: the name of a cookie, a header, an entry of a session. */
export function isCredentialKey(key: string): boolean {
  return isGuessableSecret(key) || /^(?:__(?:host|secure)-)?(?:session|auth)(?:[-_]?(?:id|cookie))?$|\.sid$/i.test(key);
}
