import type { Range } from '../../vocabulary/concepts.js';

/**
 * Where a text of the code holds what only chance writes: keys, tokens and digests of 16 characters and more, whole or
 * as a segment of a path, a header or a list. UUIDs, checksums of content, class lists, versions and codes made of
 * words are none.
 */
export function randomIn(text: string): readonly Range[] {
  if (text.length < 16 || PUBLISHED.test(text)) return [];
  if (isBase64(text) && isRandomText(text) && !isPath(text)) return [[0, text.length]];
  const found: Range[] = [];
  for (const match of text.matchAll(/[A-Za-z0-9_+~=.-]{16,}/g)) {
    const before = text.slice(Math.max(0, match.index - 8), match.index + 8);
    if (/sha(?:1|256|384|512)[-:]|(?:blob|tree|commit|raw)\/|base64,/i.test(before) || !isRandomText(match[0]))
      continue;
    found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

/** Segments made of words around one of chance: `/items/9f8aQ7b6C5d4E3f2`. Only that one is hidden. */
function isPath(text: string): boolean {
  const segments = text.split('/').filter((segment) => segment !== '');
  const isNamed = (segment: string): boolean => /^v\d{1,2}$/.test(segment) || (segment.length >= 3 && isWordy(segment));
  return (
    segments.some(isNamed) &&
    segments.every((segment) => isNamed(segment) || (segment.length >= 16 && isRandomText(segment)))
  );
}

/** With its own marks, or of the right length; a path has other words in it. */
function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) && (/[+=]/.test(text) || (text.length % 4 === 0 && isMixed(text)));
}

/** Images in the text, and the halves of keys that are made to be known. */
const PUBLISHED =
  /^data:|^sha(?:1|256|384|512)[-:]|^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2)\b|-----BEGIN (?:RSA |EC )?(?:PUBLIC KEY|CERT)/;

/** UUIDs, ULIDs, and the names that schemas give to keys and indexes. */
const PLAIN_IDS: readonly RegExp[] = [
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i,
  /^(?:PK|FK|IDX|UQ|REL|CHK|XCL|DF)_[0-9a-f-]+$/i,
];

/** Characters that tell; the rest of a long text is like them. */
const MOST_JUDGED = 512;

/**
 * Hexadecimal from 16 digits; mixed letters and digits from 16; two classes of characters from 20. Spread over them,
 * and no words.
 */
export function isRandomText(whole: string): boolean {
  // A time at the end makes a name one of a series.
  const value = whole.slice(0, MOST_JUDGED).replace(/(?<=[A-Za-z]{6})\d{10,14}$/, '');
  if (value.length < 16 || PLAIN_IDS.some((form) => form.test(value)) || /^[^A-Za-z]*$/.test(value)) return false;
  const bits = entropy(value);
  if (/^(?:0x)?[0-9a-f]+$/i.test(value)) return /[0-9]/.test(value) && bits >= 2.5;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length;
  if (rising(value) >= value.length / 2 || bits < 3) return false;
  // Marks join pieces: `v20.19.0-nightly20240131`, the numbers of a drawing. What chance writes runs on.
  if (
    isMixed(value) ? !/[A-Za-z0-9]{8}/.test(value) : value.length < 20 || classes < 2 || !/[A-Za-z0-9]{16}/.test(value)
  )
    return false;
  return bits >= 3.2 && wordShare(value) < (value.length >= 20 ? 0.55 : 0.35);
}

function isMixed(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text);
}

/** Made of words, numbers and marks: `ERR_AUTH_0012`, `utf8mb4_0900_ai_ci`, `x-access-token`, `getUserById2`. */
export function isWordy(value: string): boolean {
  return wordShare(value) >= 0.55;
}

/**
 * Share of the letters and digits that stand in words of three letters and more; short numbers beside them count for
 * them.
 */
function wordShare(value: string): number {
  const whole = value.replace(/[^A-Za-z0-9]/g, '').length;
  if (whole === 0) return 1;
  const pieces = value.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/);
  return (
    pieces.filter((piece) => piece.length >= 3 && isWord(piece)).reduce((sum, piece) => sum + piece.length, 0) / whole
  );
}

function isWord(letters: string): boolean {
  const lower = letters.toLowerCase();
  const vowels = lower.replace(/[^aeiouy]/g, '').length / letters.length;
  const oneCase = letters === lower || letters === letters.toUpperCase() || /^[A-Z][a-z]+$/.test(letters);
  if (!oneCase || letters.length > 20 || vowels < 0.2 || vowels > 0.75) return false;
  return !/[bcdfghjklmnpqrstvwxz]{5}|q[^u]|[jqvxz]{2}/.test(lower);
}

/** Steps to the next code point: an alphabet to choose from is full of them. */
function rising(value: string): number {
  let count = 0;
  for (let index = 1; index < value.length; index += 1)
    if (value.charCodeAt(index) === value.charCodeAt(index - 1) + 1) count += 1;
  return count;
}

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0);
}
