import { maskGrade, type MaskGrade } from '../../words/secret-names.js';
import { nameTokens } from '../../words/name-tokens.js';
import { isWordy } from './random-text.js';
import { wholly } from './wholly.js';

/**
 * May a text that stands under the name of a secret be shown? Yes when it is plainly something else: a message, a
 * statement, the name of a field, a header or a variable, a type, a path, a placeholder in brackets. When in doubt it
 * is hidden.
 */
export function isReadableValue(value: string, name: string, grade: MaskGrade): boolean {
  if (/^[^A-Za-z0-9]{0,3}$/.test(value) || NO_VALUE.some((form) => form.test(value)) || WORDS.test(value)) return true;
  if (/\s/.test(value)) return (grade !== 'sure' && !/\d[a-z]|[a-z]\d/.test(value)) || isSentence(value, name);
  if (namesTheSame(value, name)) return true;
  switch (grade) {
    case 'sure':
      return false;
    case 'likely':
      return isJoinedWords(value) || value.length < 4;
    case 'possible':
      if (isJoinedWords(value) || value.length < 4 || /^[A-Za-z]+\d{0,2}$|^\d{1,6}$/.test(value)) return true;
      return isWordy(value) && (!/\d/.test(value) || /[@:/{}.%]/.test(value));
    default:
      return grade satisfies never;
  }
}

const NO_VALUE: readonly RegExp[] = [
  /^\$?\{[^}]*\}$|^\{\{.*\}\}$|^<[^>]*>$|^%[A-Za-z_]*%?$|^#\{|^\*+$|^\.+$/, // templates and masks
  /^(?:process|import\.meta|env|config|os)\./,
  /^(?:https?|wss?|file|s3|gs|urn|arn|data):/i, // an address; a password in it is another case
  /^\.{0,2}\/|^~\/|^[A-Za-z]:\\|\.(?:js|ts|json|ya?ml|pem|key|crt|env|txt|html|sql|p8|pfx)$/i, // paths
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/, // names of variables, codes of errors
  /^(?:HS|RS|ES|PS)\d{3}$|^(?:aes|sha|md|chacha|des|rsa|ec)-?\d*(?:-[a-z0-9]+)*$/i, // algorithms
  /-----BEGIN (?:RSA |EC )?(?:PUBLIC KEY|CERTIFICATE)/,
];

/** Types, formats, kinds and places. */
const WORDS = wholly([
  'text', 'password', 'hidden', 'string', 'number', 'boolean', 'bool', 'int', 'integer', 'char', 'varchar', 'uuid',
  'json', 'enum', 'object', 'array', 'buffer', 'bytes', 'function', 'symbol', 'date', 'required', 'optional', 'none',
  'null', 'nil', 'undefined', 'true', 'false', 'yes', 'no', 'on', 'off', 'basic', 'bearer', 'jwt', 'oauth2?', 'digest',
  'apikey', 'api_key', 'header', 'headers', 'query', 'cookie', 'cookies', 'body', 'params', 'path', 'session',
  'request', 'response', 'asc', 'desc', 'utf-?8', 'hex', 'base64(?:url)?', 'ascii', 'latin1', 'binary', 'pem', 'der',
  'jwk', 'spki', 'pkcs[18]', 'env', 'vault', 'default', 'any', 'all', 'local', 'remote', 'invalid', 'expired',
  'missing', 'unknown', 'valid', 'ok', 'error', 'id', 'name', 'email', 'user(?:name)?',
]);

/**
 * `password: 'password'`, `apiKey: 'x-api-key'`, `Token = 'refresh_token'`: the value is the name of a field, and no
 * pun on it.
 */
function namesTheSame(value: string, name: string): boolean {
  if (!/^[A-Za-z][A-Za-z_.:$-]*$/.test(value)) return false;
  const words = nameTokens(value).filter((word) => word !== 'x');
  const names = nameTokens(name);
  const whole = words.join('');
  if (whole === names.join('') || (words.length > 0 && names.join('').endsWith(whole) && whole.length >= 4))
    return true;
  // `user_password`, `refreshToken`: a column or field; `my-super-secret` is a secret somebody made up, `supersecret`
  // one word.
  if (words.length < 2 || words.length > 4 || words.at(-1) !== names.at(-1)) return false;
  return maskGrade(value) !== null && !words.some((word) => MADE_UP.has(word));
}

const MADE_UP = new Set([
  'my', 'super', 'very', 'top', 'our', 'the', 'some', 'a', 'is', 'this', 'so', 'dont', 'do', 'not', 'change', 'random',
  'strong', 'long', 'default', 'dev', 'local', 'prod', 'secret', 'test', 'please', 'really', 'big', 'cat', 'keyboard',
  'shh', 'hello', 'ultra', 'mega', 'jwt', 'session',
]);

/** `x-access-token`, `user.profile.name`, `refreshTokenCookie`. */
function isJoinedWords(value: string): boolean {
  return (
    /^[a-z]+(?:[-_:./][a-z]+)+$/i.test(value) ||
    /^[a-z]+(?:[A-Z][a-z]+)+$|^(?:[A-Z][a-z]+){2,}$|^[A-Z]{3,}$/.test(value)
  );
}

const FUNCTION_WORDS = [
  'is', 'are', 'was', 'must', 'should', 'can', 'cannot', "can't", 'not', 'no', 'the', 'a', 'an', 'your', 'please',
  'enter', 'too', 'be', 'has', 'have', 'of', 'for', 'to', 'in', 'or', 'and', 'with', 'required', 'invalid', 'expired',
  'missing', 'wrong', 'incorrect', 'failed', 'match', 'does', 'least', 'than', 'already', 'by', 'on', 'from', 'could',
  'will',
];
const SPEAKS = new RegExp(`(?:^|\\s)(?:${FUNCTION_WORDS.join('|')})(?=\\s|[.,!?:]|$)`, 'i');
const STATEMENT = /^\s*(?:select|insert|update|delete|with|create|alter|drop|merge|grant|begin|call)\s/i;

/** A message or a statement, and not a passphrase: it says something, and begins or ends like a sentence. */
function isSentence(value: string, name: string): boolean {
  if (STATEMENT.test(value)) return true;
  const trimmed = value.trim();
  if (/^(?:basic|bearer|token|digest)\s*$/i.test(trimmed)) return true;
  const looksSo = /^[A-Z`'"{$<]/.test(trimmed) || /[.!?:…]$/.test(trimmed);
  return SPEAKS.test(trimmed) && (looksSo || !/phrase/i.test(name)) && !/\d[a-z]|[a-z]\d/i.test(trimmed);
}
