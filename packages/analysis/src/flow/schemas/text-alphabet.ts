/** Where a text does no harm, told from the characters it can hold. */
import type { SinkKind } from '../../vocabulary/concepts.js';
import type { TextFormat } from '../../vocabulary/schemas.js';
import { originOf } from '../../guards/address.js';
import { isLocalPattern } from '../../guards/local-paths.js';
import { alternativesOf, PATTERN_TOKEN } from '../../syntax/pattern-text.js';
import { constant } from '../lattice.js';

const QUOTES = '\'"`';
const BLANKS = ' \t\n\r';
/** Characters with which a text can do harm at a sink. Other sinks read no text, or none is harmless there. */
const HARMFUL: Partial<Readonly<Record<SinkKind, string>>> = {
  'sql-text': `${QUOTES}${BLANKS}\\;()*/#=<>,`,
  'sql-quoted': "'\\",
  'nosql-code': `${QUOTES}${BLANKS}\\;()[]{}=+*/<>!&|,`,
  'code-text': `${QUOTES}${BLANKS}\\;()[]{}=+*/<>!&|,`,
  'template-source': '{}<>%$#@=',
  'shell-command': `${QUOTES}${BLANKS};&|$(){}[]<>*?!~#^\\`,
  'process-argument': '-',
  'file-path': '/\\\0',
  'stored-name': '/\\\0',
  'html-response': `${QUOTES}<>&`,
  'outbound-url': ':/\\@.?#%',
  'redirect-target': ':/\\@.?#%',
  'regexp-source': '.*+?^${}()|[]\\',
  'object-path': '_',
  'log-entry': '\n\r',
  'format-text': '%',
  // Of text that holds no structure.
  'nosql-filter': '',
  'write-data': '',
  'merged-object': '',
  'response-body': '',
  'template-settings': '',
};
const ADDRESSES = ['outbound-url', 'redirect-target'] as const;
/** Sinks that read text or structure: what is written with digits and letters alone does none of them harm. */
export const READING_KINDS = Object.keys(HARMFUL) as readonly SinkKind[];
const KINDS = READING_KINDS;

const without = (...kinds: readonly SinkKind[]): readonly SinkKind[] => KINDS.filter((kind) => !kinds.includes(kind));

const HARMLESS: Readonly<Record<TextFormat, readonly SinkKind[] | 'all'>> = {
  free: [],
  identifier: 'all',
  number: 'all',
  time: 'all',
  host: without(...ADDRESSES),
  base64: without(...ADDRESSES, 'file-path', 'stored-name'),
  mail: [],
  url: [],
};

export function harmlessByFormat(format: TextFormat): readonly SinkKind[] | 'all' {
  return HARMLESS[format];
}

/** A text that begins so leads where the beginning says. */
export function harmlessByPrefix(prefix: string): readonly SinkKind[] {
  const parts = [{ text: prefix }, { hole: constant(''), at: [0, 0] as const }];
  return ADDRESSES.filter((kind) => originOf(parts, kind, () => 'tainted').taint !== 'tainted');
}

/** A text that fits this pattern. A pattern that is not bound to both ends lets anything stand around it. */
export function harmlessByPattern(source: string, flags: string): readonly SinkKind[] | 'all' {
  const alphabet = flags.includes('m') ? null : alphabetOf(source, flags.includes('i'));
  const byBeginning: readonly SinkKind[] = [
    ...(flags.includes('m') ? [] : harmlessByPrefix(fixedBeginning(source))),
    ...(isLocalPattern(source, flags) ? (['redirect-target'] as const) : []),
  ];
  if (!alphabet) return byBeginning;
  const holds = (harmful: string): boolean => [...harmful].some((character) => alphabet.has(character));
  const kinds = KINDS.filter((kind) => byBeginning.includes(kind) || !holds(HARMFUL[kind] ?? ''));
  return kinds.length === KINDS.length ? 'all' : kinds;
}

const ASCII = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: ASCII.filter((one) => /\d/.test(one)),
  w: ASCII.filter((one) => /\w/.test(one)),
  s: ASCII.filter((one) => /\s/.test(one)),
  D: ASCII.filter((one) => /\D/.test(one)),
  W: ASCII.filter((one) => /\W/.test(one)),
  S: ASCII.filter((one) => /\S/.test(one)),
};
const CONTROL: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', v: '\v', f: '\f', 0: '\0' };
/**
 * ASCII characters of the texts a pattern matches as a whole; null when it is not bound to both ends of each
 * alternative.
 */
function alphabetOf(source: string, isCaseless: boolean): ReadonlySet<string> | null {
  const found = new Set<string>();
  for (const alternative of alternativesOf(source)) {
    const body = /^\^([\s\S]*)\$$/.exec(alternative)?.[1];
    if (body === undefined || /(?:^|[^\\])(?:\\\\)*\\$/.test(body)) return null;
    for (const one of charactersOf(body)) found.add(one);
  }
  return isCaseless ? new Set([...found].flatMap((one) => [one.toLowerCase(), one.toUpperCase()])) : found;
}

function charactersOf(body: string): string[] {
  return [...body.matchAll(PATTERN_TOKEN)].flatMap((match): readonly string[] => {
    const [, unicode, hex, escaped, negated, inside, sign] = match;
    if (unicode !== undefined || hex !== undefined)
      return [String.fromCodePoint(Number.parseInt((unicode ?? hex ?? '0').replace('{', ''), 16))];
    if (escaped !== undefined) return escapedCharacters(escaped);
    if (inside !== undefined)
      return negated ? ASCII.filter((one) => !classMembers(inside).includes(one)) : classMembers(inside);
    if (sign === '.') return ASCII.filter((one) => one !== '\n' && one !== '\r');
    return sign === undefined || /[()|*+?^$]/.test(sign) ? [] : [sign];
  });
}

function escapedCharacters(name: string): readonly string[] {
  if (CLASSES[name]) return CLASSES[name];
  if (name === 'p' || name === 'P') return ASCII;
  return /[bBk1-9]/.test(name) ? [] : [CONTROL[name] ?? name];
}

function classMembers(inside: string): string[] {
  const members = [...inside.matchAll(/\\([\s\S])|([\s\S])/gu)].map(([, escaped, plain]) => ({
    characters: escaped === undefined ? [plain ?? ''] : escapedCharacters(escaped),
    isDash: plain === '-',
  }));
  const single = (index: number): string | undefined =>
    members[index]?.characters.length === 1 ? members[index].characters[0] : undefined;
  return members.flatMap(({ characters, isDash }, index): readonly string[] => {
    const [from, to] = [single(index - 1), single(index + 1)];
    if (!isDash || from === undefined || to === undefined) return characters;
    return ASCII.filter((character) => from <= character && character <= to);
  });
}

/** The characters every match begins with. */
function fixedBeginning(source: string): string {
  if (!source.startsWith('^') || alternativesOf(source).length > 1) return '';
  let text = '';
  for (const [token, , , escaped, , , sign] of source.slice(1).matchAll(PATTERN_TOKEN)) {
    const character =
      escaped !== undefined && /\W/.test(escaped)
        ? escaped
        : sign !== undefined && !/[()|.^$]/.test(sign)
          ? sign
          : null;
    // A quantifier speaks of the character before it.
    if (character !== null && escaped === undefined && /[*+?]/.test(character)) return text.slice(0, -1);
    if (character === null) return token.startsWith('{') ? text.slice(0, -1) : text;
    text += character;
  }
  return text;
}
