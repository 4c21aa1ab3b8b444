/**
 * The one list of names that say "secret". Rules, the mask and the schema read it with a policy of their own: a rule
 * wants names that can hardly mean anything else, a mask would rather hide too much, a schema asks which columns nobody
 * outside may read.
 */
import { nameTokens } from './name-tokens.js';

/** Passwords of people and programs. */
const PASSWORDS = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'passwort']);
/** What lets a program in. */
const SECRETS = new Set([
  ...PASSWORDS, 'passwords', 'secret', 'secrets', 'credential', 'credentials', 'apikey', 'apikeys', 'apitoken',
  'authtoken', 'accesstoken', 'accesskey', 'privatekey', 'secretkey', 'clientsecret', 'apisecret',
]);
/** Words that mean other things too, or are too short to be sure of: hidden, and no rule speaks of them. */
const GUARDED = new Set([
  'pass', 'pin', 'otp', 'totp', 'pepper', 'salt', 'cvv', 'cvc', 'mnemonic', 'passkey', 'sessionkey', 'signingkey',
  'encryptionkey', 'masterkey', 'pw', 'psw', 'pword', 'cred', 'passe', 'mdp', 'contrasena', 'wachtwoord', 'kennwort',
  'senha',
]);
/** Words for the whole of a login, or for its scheme: hidden when the value does not read like words. */
const SCHEMES = new Set(['token', 'authorization', 'auth', 'bearer', 'jwt', 'mfa', 'signature', 'cookie']);
/** What is derived from a secret, and stored in its place. */
const DERIVED = new Set(['hash', 'digest']);
/** Written in one word with others: `dbpassword`, `jwtsecret`. */
const COMPOUND = /^[a-z]{2,}(?:password|passwd|passphrase|passcode|secret|apikey|privatekey)$/;
const COMPOUND_PASSWORD = /^[a-z]{2,}(?:password|passwd|passphrase|passcode)$/;

/** `key` and `token` alone name many harmless things; with one of these before them they name a secret. */
const MAKES_KEY_SECRET = new Set([
  'api', 'secret', 'private', 'access', 'encryption', 'crypto', 'cipher', 'signing', 'sign', 'auth', 'jwt', 'hmac',
  'aes', 'session', 'cookie', 'master', 'admin', 'service', 'account', 'webhook', 'license', 'encrypt', 'decrypt',
]);
const MAKES_TOKEN_SECRET = new Set([
  'api', 'auth', 'access', 'refresh', 'bearer', 'bot', 'service', 'admin', 'github', 'gitlab', 'slack', 'npm', 'jwt',
  'deploy', 'personal', 'session', 'oauth', 'secret',
]);
/** Codes and phrases that open something. */
const MAKES_CODE_SECRET = new Set([
  'recovery', 'backup', 'access', 'pin', 'otp', 'verification', 'security', 'activation', 'login', 'mfa', 'sms', 'pass',
  'seed', 'secret', 'mnemonic',
]);
/**
 * Codes that open something as well, and are error codes and states elsewhere: hidden, and no column is judged by them.
 */
const GUARDS_CODE = new Set([
  'unlock', 'auth', 'authentication', 'door', 'gate', 'alarm', 'admin', 'master', 'invite', 'invitation', 'voucher',
  'totp',
]);
/**
 * A seed is a number for chance or for a garden, and with one of these before it what codes and keys are derived from.
 */
const MAKES_SEED_SECRET = new Set([
  'totp', 'otp', 'hotp', 'mfa', 'wallet', 'master', 'hd', 'key', 'secret', 'recovery', 'auth', 'crypto',
  'authenticator',
]);
/** Keys that only say where something lies. */
const PLAIN_KEYS = new Set([
  'primary', 'foreign', 'cache', 'translation', 'sort', 'partition', 'routing', 'object', 'map', 'group', 'storage',
  'query', 'i', 'n', 'index', 'unique', 'composite', 'natural', 'row', 'item', 'meta', 'metadata', 'header', 'error',
  'message', 'config', 'option', 'param', 'field', 'column', 'json', 'locale', 'lang', 'label', 'event', 'queue', 'job',
  'lock', 'feature', 'flag', 'document', 'entity', 'data', 'state', 'context', 'injection', 'provider', 'reflect',
  'hot', 'arrow', 'search', 'filter', 'order',
]);

/** What may follow the noun without changing what the thing is. */
const QUALIFIERS = new Set([
  'prod', 'production', 'dev', 'development', 'staging', 'live', 'default', 'value', 'text', 'string', 'plain', 'raw',
  'old', 'new', 'current', 'base', 'hex', 'utf', 'str',
]);
/** The same, where hiding too much does no harm. */
const LOOSE_QUALIFIERS = new Set([
  ...QUALIFIERS, 'test', 'tests', 'local', 'backup', 'fallback', 'primary', 'secondary', 'next', 'previous', 'prev',
  'bytes', 'buffer', 'buf', 'encoded', 'part', 'parts', 'piece', 'pieces', 'chunk', 'chunks', 'list', 'set', 'map',
  'array', 'one', 'two', 'first', 'second', 'half', 'left', 'right', 'literal', 'const', 'bits',
]);
/** Names of an entry the user confirms, not of a stored value. */
const CONFIRMATIONS = new Set([
  'confirm', 'confirmed', 'confirmation', 'repeat', 'repeated', 'retype', 'retyped', 'again', 'verify', 'verification',
  'match',
]);
/** Made to be published. */
const PUBLISHED = new Set(['public', 'publishable', 'anon', 'anonymous']);
/** `publicKey`, `passwordHash`: the word before or the noun itself makes it harmless. */
const PUBLIC = new Set([
  ...PUBLISHED, 'sample', 'example', 'fake', 'dummy', 'mock', 'placeholder', 'invalid', 'wrong', 'test',
]);
/** Vendors whose keys are plain UUIDs: there the name says that it is one. */
const UUID_KEYS = new Set(['heroku', 'hubspot', 'snyk', 'messagebird']);

/**
 * The rules' policy: does a name say that its value is a secret? The last noun decides: `resetPasswordUrl` is an
 * address, `secretKeyLength` a number, `apiKeyHeader` a header name.
 */
export const isSecretName: (name: string) => boolean = remembered(saysSecret);

function saysSecret(name: string): boolean {
  const tokens = headTokens(name, QUALIFIERS);
  if (tokens.some((token) => PUBLIC.has(token) || CONFIRMATIONS.has(token))) return false;
  return isSecretHead(tokens);
}

/**
 * How surely a name says "secret" to a mask. `sure`: hide any text. `likely`: hide all but words joined to a name.
 * `possible`: hide what does not read like words.
 */
export type MaskGrade = 'sure' | 'likely' | 'possible';

/**
 * The mask's policy: names of secrets, of what is probably one, and of codes and pieces; null for all others. Test data
 * counts too.
 */
export const maskGrade: (name: string) => MaskGrade | null = remembered(gradeOf);

function gradeOf(name: string): MaskGrade | null {
  const alternatives = alternativesIn(name);
  if (alternatives.length < 2) return gradeOfOne(name);
  // `secretOrKey`: either may stand there.
  const grades = alternatives.map(gradeOfOne);
  return grades.includes(null) ? null : (GRADES.find((grade) => grades.includes(grade)) ?? null);
}

/** A vector of a cipher, not one of a drawing. */
const STARTS = new Set(['init', 'initial', 'initialization', 'initialisation', 'initializing']);

const GRADES: readonly MaskGrade[] = ['sure', 'likely', 'possible'];

function alternativesIn(name: string): readonly string[] {
  return /or/i.test(name) ? nameTokens(name).join(' ').split(' or ') : [];
}

function gradeOfOne(name: string): MaskGrade | null {
  const tokens = headTokens(heldName(name), LOOSE_QUALIFIERS).map(singular);
  if (tokens.some((token) => PUBLISHED.has(token))) return null;
  const head = tokens.at(-1);
  const before = tokens.at(-2);
  if (head === undefined) return null;
  if (isSecretHead(tokens) || GUARDED.has(head)) return 'sure';
  if ((head === 'code' || head === 'phrase') && before !== undefined && MAKES_CODE_SECRET.has(before)) return 'sure';
  if (head === 'seed' && before !== undefined && MAKES_SEED_SECRET.has(before)) return 'sure';
  if (head === 'word' && before === 'secret') return 'sure';
  if (head === 'code' && before !== undefined && GUARDS_CODE.has(before)) return 'likely';
  if (SCHEMES.has(head) || /^[a-z]{2,}token$/.test(head)) return 'likely';
  if (DERIVED.has(head) && tokens.length > 1) return 'possible';
  if (head === 'iv' || (head === 'vector' && before !== undefined && STARTS.has(before))) return 'possible';
  return head === 'key' && (before === undefined || !PLAIN_KEYS.has(before)) ? 'possible' : null;
}

/** What a table holds: `tokensByUser` holds tokens. */
export function heldName(name: string): string {
  return name.replace(/(?<=[a-z])(?:By(?=[A-Z])|_by_).*$|(?<=[A-Z])_BY_.*$/, '');
}

/** The schema's policy: columns whose values nobody outside may read, hashes included. */
export function isSecretColumn(name: string): boolean {
  const tokens = headTokens(name, QUALIFIERS).map(singular);
  const head = tokens.at(-1);
  if (head === undefined || tokens.some((token) => PUBLISHED.has(token))) return false;
  const before = tokens.at(-2) ?? '';
  if (
    isSecretHead(tokens) ||
    GUARDED.has(head) ||
    DERIVED.has(head) ||
    head === 'token' ||
    head === 'mfa' ||
    /^[a-z]{2,}(?:token|hash)$/.test(head)
  )
    return true;
  return (head === 'code' || head === 'phrase') && MAKES_CODE_SECRET.has(before);
}

/** Does a name say that a UUID under it is a key? */
export function isPlainIdKeyName(name: string): boolean {
  const tokens = headTokens(name, QUALIFIERS);
  return (
    tokens.some((token) => UUID_KEYS.has(token)) &&
    /^(?:key|keys|token|secret|apikey)$/.test(tokens.at(-1) ?? '') &&
    !tokens.some((token) => PUBLIC.has(token))
  );
}

/** Does a name say that its value is a password of a person, and not its confirmation, hash or hint? */
export function isPasswordName(name: string): boolean {
  const tokens = headTokens(name, QUALIFIERS);
  const head = tokens.at(-1);
  return (
    head !== undefined &&
    (PASSWORDS.has(head) || PASSWORDS.has(joinedHead(tokens)) || COMPOUND_PASSWORD.test(head)) &&
    !tokens.some((token) => CONFIRMATIONS.has(token))
  );
}

/** Name of the environment variable that belongs to a name: `dbPassword` is `DB_PASSWORD`. */
export function variableName(name: string): string {
  const tokens = nameTokens(name);
  return tokens.length === 0 ? 'SECRET' : tokens.map((token) => token.toUpperCase()).join('_');
}

function isSecretHead(tokens: readonly string[]): boolean {
  const head = tokens.at(-1);
  const before = tokens.at(-2);
  if (head === undefined) return false;
  if (SECRETS.has(head) || COMPOUND.test(head) || PASSWORDS.has(joinedHead(tokens))) return true;
  if (before === undefined) return false;
  if (head === 'key' || head === 'keys') return MAKES_KEY_SECRET.has(before);
  return (head === 'token' || head === 'tokens') && MAKES_TOKEN_SECRET.has(before);
}

/** `pass_word` is a password. */
function joinedHead(tokens: readonly string[]): string {
  return tokens.slice(-2).join('');
}

function headTokens(name: string, qualifiers: ReadonlySet<string>): readonly string[] {
  const tokens = [...nameTokens(name)];
  const isQualifier = (token: string): boolean =>
    qualifiers.has(token) || (qualifiers === LOOSE_QUALIFIERS && token.length === 1);
  while (tokens.length > 1 && isQualifier(tokens.at(-1) ?? '')) tokens.pop();
  return tokens;
}

function singular(token: string): string {
  return token.length > 3 && token.endsWith('s') && !token.endsWith('ss') ? token.slice(0, -1) : token;
}

const MAX_REMEMBERED = 20_000;

/** The same few names stand in file after file. */
function remembered<Answer>(judge: (name: string) => Answer): (name: string) => Answer {
  const known = new Map<string, Answer>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined && !known.has(name)) {
      if (known.size > MAX_REMEMBERED) known.clear();
      known.set(name, (answer = judge(name)));
    }
    return answer as Answer;
  };
}
