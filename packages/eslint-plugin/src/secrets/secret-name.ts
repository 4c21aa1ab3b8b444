import { nameTokens } from './name-tokens.js';

const PASSWORDS = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'passwort']);
const SECRETS = new Set([...PASSWORDS, 'secret', 'secrets', 'credential', 'credentials', 'apikey', 'apitoken', 'authtoken', 'accesstoken', 'accesskey', 'privatekey', 'secretkey', 'clientsecret', 'apisecret']);
/** `key` and `token` alone name many harmless things; with one of these before them they name a secret. */
const MAKES_KEY_SECRET = new Set(['api', 'secret', 'private', 'access', 'encryption', 'crypto', 'cipher', 'signing', 'sign', 'auth', 'jwt', 'hmac', 'aes', 'session', 'cookie', 'master', 'admin', 'service', 'account', 'webhook', 'license', 'encrypt', 'decrypt']);
const MAKES_TOKEN_SECRET = new Set(['api', 'auth', 'access', 'refresh', 'bearer', 'bot', 'service', 'admin', 'github', 'gitlab', 'slack', 'npm', 'jwt', 'deploy', 'personal', 'session', 'oauth', 'secret']);
/** What may follow the noun without changing what the thing is. */
const QUALIFIERS = new Set(['prod', 'production', 'dev', 'development', 'staging', 'live', 'default', 'value', 'text', 'string', 'plain', 'raw', 'old', 'new', 'current', 'base', 'hex', 'utf', 'str']);
/** Names of an entry the user confirms, not of a stored value. */
const CONFIRMATIONS = new Set(['confirm', 'confirmed', 'confirmation', 'repeat', 'repeated', 'retype', 'retyped', 'again', 'verify', 'verification', 'match']);
/** `publicKey`, `passwordHash`: the word before or the noun itself makes it harmless. */
const PUBLIC = new Set(['public', 'publishable', 'anon', 'anonymous', 'sample', 'example', 'fake', 'dummy', 'mock', 'placeholder', 'invalid', 'wrong', 'test']);

/** The same few names stand in file after file. */
const judged = new Map<string, boolean>();
const MAX_JUDGED = 20_000;

/**
 * Does a name say that its value is a secret? The last noun decides: `resetPasswordUrl` is an address, `secretKeyLength` a number,
 * `apiKeyHeader` a header name.
 */
export function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  if (judged.size > MAX_JUDGED) judged.clear();
  const answer = saysSecret(name);
  judged.set(name, answer);
  return answer;
}

function saysSecret(name: string): boolean {
  const tokens = headTokens(name);
  const head = tokens.at(-1);
  const before = tokens.at(-2);
  if (head === undefined || tokens.some((token) => PUBLIC.has(token) || CONFIRMATIONS.has(token))) return false;
  if (SECRETS.has(head)) return true;
  if (before === undefined) return false;
  if (head === 'key' || head === 'keys') return MAKES_KEY_SECRET.has(before);
  return (head === 'token' || head === 'tokens') && MAKES_TOKEN_SECRET.has(before);
}

/** Vendors whose keys are plain UUIDs: there the name says that it is one. */
const UUID_KEYS = new Set(['heroku', 'hubspot', 'snyk', 'messagebird']);

/** Does a name say that a UUID under it is a key? */
export function isPlainIdKeyName(name: string): boolean {
  const tokens = headTokens(name);
  return tokens.some((token) => UUID_KEYS.has(token)) && /^(?:key|keys|token|secret|apikey)$/.test(tokens.at(-1) ?? '') && !tokens.some((token) => PUBLIC.has(token));
}

/** Does a name say that its value is a password of a person, and not its confirmation, hash or hint? */
export function isPasswordName(name: string): boolean {
  const tokens = headTokens(name);
  const head = tokens.at(-1);
  return head !== undefined && PASSWORDS.has(head) && !tokens.some((token) => CONFIRMATIONS.has(token));
}

/** Name of the environment variable that belongs to a name: `dbPassword` is `DB_PASSWORD`. */
export function variableName(name: string): string {
  const tokens = nameTokens(name);
  return tokens.length === 0 ? 'SECRET' : tokens.map((token) => token.toUpperCase()).join('_');
}

function headTokens(name: string): readonly string[] {
  const tokens = [...nameTokens(name)];
  while (tokens.length > 1 && QUALIFIERS.has(tokens.at(-1) ?? '')) tokens.pop();
  return tokens;
}
