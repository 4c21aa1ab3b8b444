import { nameTokens } from '../../words/name-tokens.js';
import { isSecretName } from '../../words/secret-names.js';

/**
 * Texts that stand under secret-looking names without being secrets: messages, names of fields, headers and types,
 * paths, identifiers, fingerprints, alphabets, templates.
 */
const HARMLESS: readonly RegExp[] = [
  /\s/, // sentences
  /\p{L}(?<![\x00-\x7f])/u, // words of other languages
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, // UUID
  /^[0-9a-f]{24}$/i, // ObjectId
  /^sha(?:1|256|384|512)[-:]/i, // subresource integrity, image digests
  /^\$(?:2[abxy]|argon2(?:id|i|d)|scrypt|pbkdf2)\b/, // password hashes
  /^(?:pk|pub|public|anon|phc)[_-]/i, // publishable keys, and project keys that browsers send
  /-----BEGIN (?:RSA |EC )?(?:PUBLIC KEY|CERTIFICATE)/,
  /^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2)\b/,
  /^data:/,
  /^(?:https?|wss?|file|s3|gs|urn):/i, // an address; one with a password in it is another case
  /^[./~\\]|[\\/].*[\\/]|\.(?:js|ts|json|ya?ml|pem|key|crt|env|txt|html)$/i, // paths
  /^\$?\{|\{\{|\$\{|<[^>]*>|^%[^%]+%$|^#\{|^\[[^\]]*\]$|^__\w+__$/, // templates
  /^[^A-Za-z0-9]*$/, // masks
  /\*{3,}|\.{3}|x{5,}/i,
  /^(?:process|import\.meta|env|config|os)\./,
  /^(?:text|password|hidden|string|number|boolean)$/i,
];

/** Words that say "not the real one". */
const PLACEHOLDER = new RegExp(
  String.raw`^(?:null|none|nil|undefined|todo|fixme|tbd|empty|unset|default|redacted|masked|hidden|changeme|` +
    String.raw`change[_-]?me|replace[_-]?me|insert|placeholder|dummy|fake|mock|sample|test|testing|example|` +
    String.raw`demo)|example|placeholder|your|change[_-]?(?:me|this|it)|replace[_-]?(?:me|this|with)|_here$|` +
    String.raw`-here$`,
  'i',
);

/** Is this text, standing under a secret name, random enough to be the secret itself? */
export function isSecretValue(value: string, name: string): boolean {
  if (value.length < 8 || value.length > 512) return false;
  if (
    HARMLESS.some((form) => form.test(value)) ||
    isPlaceholder(value) ||
    resemblesName(value, name) ||
    isAlphabet(value) ||
    isNameOfSecret(value)
  )
    return false;
  return isRandom(value);
}

/** `changeme`, `your-secret-here`, `test`. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || /^(.)\1*$/.test(value) || /^(?:0?123456789?0?|abc123|abcdefgh\w*)$/i.test(value);
}

/** `password: 'password'`, `API_KEY: 'apiKey'`: the value names the thing. */
function resemblesName(value: string, name: string): boolean {
  const words = nameTokens(value).join('');
  const names = nameTokens(name).join('');
  return words !== '' && (words === names || names.endsWith(words) || (words.length > 5 && words.includes(names)));
}

/**
 * `s3SecretAccessKey`, `OAUTH2ClientSecret`: an identifier of words that names a secret is the name of a setting or
 * field.
 */
function isNameOfSecret(value: string): boolean {
  return (
    /^[A-Za-z_]\w*$/.test(value) && isSecretName(value) && isWords(value.replace(/(?<=[A-Za-z]\d{1,2})(?=[A-Z])/g, '_'))
  );
}

/** Code points that only rise in runs: an alphabet to choose from. */
function isAlphabet(value: string): boolean {
  let rising = 0;
  for (let index = 1; index < value.length; index += 1)
    if (value.charCodeAt(index) === value.charCodeAt(index - 1) + 1) rising += 1;
  return rising >= value.length / 2;
}

/**
 * Random text against words. Words joined by marks are names (`x-access-token`, `errors.secret.required`,
 * `camelCaseWord`); random text mixes classes of characters and spreads over them. Bits per character: 3 for
 * hexadecimal digits (of 4), 3.5 for the rest from 20 characters on; shorter texts cannot reach that and need three
 * classes of characters.
 */
function isRandom(value: string): boolean {
  if (isWords(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length;
  const bits = entropy(value);
  if (/^[0-9a-f]+$/i.test(value) && /[a-f]/i.test(value) && /[0-9]/.test(value)) return value.length >= 16 && bits >= 3;
  if (/^\d+$/.test(value)) return false;
  if (value.length >= 20) return classes >= 2 && bits >= 3.5;
  if (value.length >= 12) return classes >= 2 && /\d/.test(value) && bits >= 2.9;
  return classes >= 3 && /\d/.test(value) && bits >= 2.5;
}

/** Every piece is letters alone, with vowels like a word, or one number at the end. */
function isWords(value: string): boolean {
  const pieces = value.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/).filter((piece) => piece !== '');
  return pieces.every(
    (piece) =>
      /^[A-Za-z]*\d{0,4}$/.test(piece) &&
      (/^\d*$/.test(piece) || piece.length <= 4 || isWord(piece.replace(/\d+$/, ''))),
  );
}

function isWord(letters: string): boolean {
  const lower = letters.toLowerCase();
  const vowels = lower.replace(/[^aeiouy]/g, '').length;
  return (
    (letters === lower || letters === letters.toUpperCase() || /^[A-Z][a-z]+$/.test(letters)) &&
    letters.length <= 16 &&
    vowels / letters.length >= 1 / 6 &&
    !/[bcdfghjklmnpqrstvwxz]{5}/.test(lower)
  );
}

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0);
}
