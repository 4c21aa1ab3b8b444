import { isSecretColumn, maskGrade } from '../../words/secret-names.js';
import type { Range } from '../../vocabulary/concepts.js';
import { isReadableValue } from './readable-value.js';

/**
 * Where a text states a secret in a language of its own: statements that set a password or insert one, command lines,
 * markup, files of settings, addresses whose user is a token, sentences ("the password is ..."), numbers of cards.
 */
export function* statedSecrets(text: string): Generator<Range> {
  if (CARD_LIKE.test(text)) yield* cardNumbers(text);
  if (!SPEAKS.test(text)) return;
  for (const { pattern, isSecret } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const at = match.indices?.groups?.['secret'];
      const secret = match.groups?.['secret'];
      if (at && secret !== undefined && isSecret(secret, match.groups?.['name'] ?? '')) yield [at[0], at[1]];
    }
  }
  if (/\binsert\s+into\b/i.test(text)) yield* insertedSecrets(text);
  if (/<[a-z][^<>]*\bvalue\b/i.test(text)) yield* filledFields(text);
}

/** One cheap test for all that is not a card. */
const SPEAKS = new RegExp(
  String.raw`identified|password|passwd|passphrase|\bpw\b|\bpwd\b|\bpin\b|secret|token|credential|` +
    String.raw`\bcreds?\b|sshpass|--[a-z-]*(?:pass|key)\b|\blog\s?in\b|curl|mysql|mariadb|redis-cli|` +
    String.raw`\/\/[\w.%~-]{8,}@`,
  'i',
);

interface Form {
  readonly pattern: RegExp;
  readonly isSecret: (secret: string, name: string) => boolean;
}

const WORDS_FOR_IT = 'password|passwd|passphrase|passcode|pwd|pw|pin|secret|token|api[ -]?key';
const FORMS: readonly Form[] = [
  // statements
  {
    pattern: /\bidentified\s+(?:with\s+\S+\s+)?(?:by|as)\s+(?:password\s+)?\\?['"](?<secret>[^'"\\]+)/dgi,
    isSecret: isGiven,
  },
  {
    pattern:
      /\b(?:user|role|login|set|with|encrypted|for)\b[^;\n]{0,80}?\bpassword\s*[=(]?\s*\\?'(?<secret>[^'"\\]+)/dgi,
    isSecret: isGiven,
  },
  // command lines
  {
    pattern: /(?:^|[\s'"`])--?(?<name>[a-z][a-z-]*)[ =]["']?(?<secret>[^\s"'`$<{[-][^\s"'`]{2,})/dgi,
    isSecret: isOption,
  },
  {
    pattern: /\b(?:curl|wget|https?|xh)\b[^\n|;]*?\s(?:-u|--user)[ =]?["']?[^\s:"'`$]+:(?<secret>[^\s"'`${}]+)/dg,
    isSecret: isGiven,
  },
  { pattern: /\bsshpass\s+-p\s*["']?(?<secret>[^\s"'`${}-]+)/dg, isSecret: isGiven },
  { pattern: /\b(?:mysql\w*|mariadb[\w-]*)\b[^\n|;]*?\s-p(?<secret>[^\s"'`${}<-][^\s"'`${}]*)/dg, isSecret: isGiven },
  { pattern: /\bredis-cli\b[^\n|;]*?\s-a\s+["']?(?<secret>[^\s"'`${}<-]+)/dg, isSecret: isGiven },
  // an address whose user is a token
  { pattern: /\b(?:git\+)?https?:\/\/(?<secret>[\w.%~-]{8,})@/dgi, isSecret: (secret) => /\d/.test(secret) },
  // files of settings: the whole line, beside other lines of the kind
  {
    pattern:
      /(?:^|\n|\\n)[ \t-]*(?<name>[A-Za-z][\w.-]{1,40})[ \t]*[:=][ \t]+(?<secret>[^\s\\'"`,;:(){}[\]<>$|]{4,})[ \t]*(?=$|\n|\\n)/dg,
    isSecret: isSetting,
  },
  // sentences
  {
    pattern: new RegExp(
      `\\b(?:${WORDS_FOR_IT})\\s+(?:is|was|ist)\\s*:?\\s+["'\`]?(?<secret>[^\\s"'\`,;()<>{}$]{5,}?)(?=[.!]?(?:["'\`,;)\\s]|$|\\*/))`,
      'dgi',
    ),
    isSecret: isSaid,
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:creds?|credentials?|login|log\s?in\s+(?:with|as)|user\/pass(?:word)?)\b` +
        String.raw`(?:\s*[:=]\s*|\s+)[\w.@+-]+\s*[/:]\s*(?<secret>[^\s/,;:'"\x60()<>{}$]{5,})` +
        String.raw`(?=[\s.,;'"\x60)]|$|\*\/)`,
      'dgi',
    ),
    isSecret: isSaid,
  },
];

function isGiven(secret: string): boolean {
  return !/^(?:[$:?@%<{[*]|x+$|\.+$)/i.test(secret);
}

function isOption(secret: string, name: string): boolean {
  return (
    maskGrade(name) === 'sure' &&
    !/^(?:stdin|file|env|prompt|true|false)\b|[/\\]/.test(secret) &&
    isGiven(secret) &&
    (/\d/.test(secret) || !isReadableValue(secret, name, 'likely')) &&
    !isVerb(secret)
  );
}

/** `--password is required`: an option that is spoken of. */
function isVerb(word: string): boolean {
  return new RegExp(
    String.raw`^(?:is|was|must|may|can|should|option|flag|argument|and|or|for|to|with|when|the|from|cannot|` +
      String.raw`requires?|required|instead|not|value|has)$`,
    'i',
  ).test(word);
}

function isSetting(secret: string, name: string): boolean {
  return (
    maskGrade(name) === 'sure' &&
    !/^(?:true|false|string|number|boolean|required|optional|values?|hidden|null|undefined|none|text|any|unknown|object|file)[.!?]?$/i.test(
      secret,
    ) &&
    !/[?!]$/.test(secret) &&
    /^[a-z]*\d[\w.@#%+-]*$|^[a-z]{5,}$/i.test(secret) &&
    maskGrade(secret) === null
  );
}

/** Letters with digits or marks, and no name of an algorithm, a format or a place. */
function isSaid(secret: string): boolean {
  const mixed =
    /[A-Za-z]/.test(secret) && /\d|[!#%&*+=?@^]/.test(secret.slice(0, -1) + secret.slice(-1).replace(/[.!?]/, ''));
  return (
    mixed &&
    !/^(?:base\d|sha|md\d|utf|[hrep]s\d|aes|argon|oauth|x5|pbkdf|hmac|v\d|https?|p\d|ed\d|rfc|iso|url|\d+[a-z]{1,7}$|\d+-)/i.test(
      secret,
    ) &&
    !/^[a-z]+(?:[-_][a-z]+)+\d?$/i.test(secret)
  );
}

/** `INSERT INTO users (name, password) VALUES ('admin', '...')`: the values whose column holds secrets. */
function* insertedSecrets(text: string): Generator<Range> {
  for (const match of text.matchAll(/\binsert\s+into\s+[^\s(]+\s*\(([^()]*)\)\s*values\s*/gi)) {
    const columns = (match[1] ?? '').split(',').map((column) => column.replace(/[^\w]/g, ''));
    if (!columns.some((column) => isSecretColumn(column))) continue;
    let at = match.index + match[0].length;
    // Row after row, value after value; a hole, a call or a parameter is no text.
    for (let row = ROW.exec(text.slice(at)); row; row = ROW.exec(text.slice(at))) {
      const from = at + row[0].indexOf('(') + 1;
      let column = 0;
      for (const value of (row[1] ?? '').matchAll(/\\?'((?:[^'\\]|''|\\[^'])*)\\?'|,|[^,']+/g)) {
        if (value[0] === ',') column += 1;
        else if (
          value[1] !== undefined &&
          value[1] !== '' &&
          isSecretColumn(columns[column] ?? '') &&
          isGiven(value[1])
        ) {
          const start = from + value.index + value[0].indexOf(value[1]);
          yield [start, start + value[1].length];
        }
      }
      at += row[0].length;
    }
  }
}

const ROW = /^\s*,?\s*\(((?:[^()']|'(?:[^']|'')*')*)\)/;

/** `<input name="password" value="...">`, the attributes in any order. */
function* filledFields(text: string): Generator<Range> {
  for (const tag of text.matchAll(/<[a-z][^<>]{0,600}>/gi)) {
    const name = /\b(?:name|id|type)\s*=\s*\\?["']?([\w.-]+)/gi;
    const isSecretField = [...tag[0].matchAll(name)].some(
      ([, field = '']) => maskGrade(field) === 'sure' || maskGrade(field) === 'likely',
    );
    const value = isSecretField ? /\bvalue\s*=\s*\\?["']([^"'\\<>]+)/di.exec(tag[0]) : null;
    const at = value?.indices?.[1];
    const given = value?.[1] ?? '';
    if (at && !isReadableValue(given, 'password', 'likely') && isGiven(given))
      yield [tag.index + at[0], tag.index + at[1]];
  }
}

const CARD_LIKE = /[2-6]\d{3}[ -]?\d{4,6}[ -]?\d/;

/** Numbers of cards: the first digits and the length of an issuer, and the check digit. */
function* cardNumbers(text: string): Generator<Range> {
  for (const match of text.matchAll(
    /(?<![\w.+-])(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d{2}))([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -]?)\d{6}\2\d{5})(?![\w.-])/g,
  )) {
    if (isChecked(match[0].replace(/\D/g, ''))) yield [match.index, match.index + match[0].length];
  }
}

/** The check digit of Luhn. */
function isChecked(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 && new Set(digits).size > 2;
}
