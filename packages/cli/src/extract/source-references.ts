/**
 * What the cache stores is valid for one source text only, so a text that stands in the source is stored as its place
 * there: the cache then holds no literal of the project, and no secret among them, whatever a secret looks like.
 */

/** Starts a reference; source text that starts so itself is written as one. */
const MARK = '\u0001';
/** Shorter texts are stored as they are: a place would take more room, and so short a secret is no secret. */
const SHORTEST = 4;
/** Names of fields are ours; any other key may come from the source. */
const FIELD = /^[A-Za-z]{1,24}$/;

type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };
type Part = string | readonly [at: number, length: number];

/**
 * `value` with references for text of the source; null when something is left that may be a secret all the same. Plain
 * JSON in and out.
 */
export function withReferences(value: unknown, source: string, hash: string): unknown {
  const known = new Map<string, string>([[hash, `${MARK}h`]]);
  const words = placesOfWords(source);
  const longest = longestParts(source);
  let isClean = true;
  const text = (plain: string): string => {
    let coded = known.get(plain);
    if (coded !== undefined) return coded;
    const parts = partsOf(plain, source, words, longest);
    if (parts.some((part) => typeof part === 'string' && mayBeSecret(part))) isClean = false;
    known.set(
      plain,
      (coded = parts.length === 1 && parts[0] === plain && !plain.startsWith(MARK) ? plain : write(parts)),
    );
    return coded;
  };
  const coded = mapped(value as Json, text, (key) => (FIELD.test(key) ? key : text(key)));
  return isClean ? coded : null;
}

/**
 * The value again, when it was made for this text and hash; the cache asks for that first. Changes `value` in place: a
 * warm run does little else.
 */
export function withoutReferences(value: unknown, source: string, hash: string): unknown {
  const known = new Map<string, string>();
  const text = (coded: string): string => {
    if (coded.charCodeAt(0) !== 1) return coded;
    let plain = known.get(coded);
    if (plain === undefined) known.set(coded, (plain = coded === `${MARK}h` ? hash : dereference(coded, source)));
    return plain;
  };
  return restored(value as Json, text);
}

function restored(value: Json, text: (coded: string) => string): Json {
  if (typeof value === 'string') return value.charCodeAt(0) === 1 ? text(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const inner = value[index];
      if (typeof inner === 'object' || typeof inner === 'string') value[index] = restored(inner, text);
    }
    return value;
  }
  for (const key in value) {
    // Keys keep their order only in a copy.
    if (key.charCodeAt(0) === 1)
      return mapped(value, (coded) => (coded.charCodeAt(0) === 1 ? text(coded) : coded), text);
    const inner = value[key];
    if (typeof inner === 'object' || (typeof inner === 'string' && inner.charCodeAt(0) === 1))
      value[key] = restored(inner, text);
  }
  return value;
}

function mapped(value: Json, text: (text: string) => string, keyText: (key: string) => string): Json {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list: Json[] = [];
    for (let index = 0; index < value.length; index += 1) list.push(mapped(value[index], text, keyText));
    return list;
  }
  const copy: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) {
    const name = keyText(key);
    // Only this key would set the prototype instead of a field.
    if (name === '__proto__')
      Object.defineProperty(copy, name, {
        value: mapped(value[key], text, keyText),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    else copy[name] = mapped(value[key], text, keyText);
  }
  return copy;
}

/** `\u0001<at>,<length>` for one place, `\u0001[...]` for text in pieces. */
function write(parts: readonly Part[]): string {
  const [only] = parts;
  return parts.length === 1 && typeof only === 'object'
    ? `${MARK}${only[0]},${only[1]}`
    : `${MARK}${JSON.stringify(parts)}`;
}

function dereference(coded: string, source: string): string {
  if (coded.charCodeAt(1) !== 91) {
    const comma = coded.indexOf(',');
    const at = Number(coded.slice(1, comma));
    return source.slice(at, at + Number(coded.slice(comma + 1)));
  }
  const parts = JSON.parse(coded.slice(1)) as readonly Part[];
  return parts.map((part) => (typeof part === 'string' ? part : source.slice(part[0], part[0] + part[1]))).join('');
}

/** First place of every word: most texts of the facts are names, and need no search. */
function placesOfWords(source: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const match of source.matchAll(/[\w$]{4,}/g)) if (!places.has(match[0])) places.set(match[0], match.index);
  return places;
}

function partsOf(plain: string, source: string, words: ReadonlyMap<string, number>, longest: LongestPart): Part[] {
  if (plain.length < SHORTEST) return [plain];
  const at = words.get(plain) ?? source.indexOf(plain);
  return at >= 0 ? [[at, plain.length]] : piecesOf(plain, longest);
}

/** Joined texts, and texts in a sentence of ours: the longest parts that stand in the source, from left to right. */
function piecesOf(plain: string, longest: LongestPart): Part[] {
  const parts: Part[] = [];
  let literal = '';
  for (let at = 0; at < plain.length;) {
    const found = longest(plain, at);
    if (!found) {
      literal += plain[at];
      at += 1;
      continue;
    }
    if (literal !== '') parts.push(literal);
    literal = '';
    parts.push(found);
    at += found[1];
  }
  return literal === '' ? parts : [...parts, literal];
}

/** The longest part of a text, from a place of it on, that stands in the source, and where it stands first. */
type LongestPart = (plain: string, from: number) => readonly [at: number, length: number] | null;

/**
 * Places in the source are chained by a hash of the characters they start with, so that a text is compared only where
 * it may stand: searching the whole source for every part took a fifth of a first review.
 */
function longestParts(source: string): LongestPart {
  let chains: { readonly first: Int32Array; readonly next: Int32Array } | null = null;
  const chained = (): NonNullable<typeof chains> => {
    const first = new Int32Array(1 << HASH_BITS).fill(-1);
    const next = new Int32Array(source.length);
    for (let at = source.length - SHORTEST; at >= 0; at -= 1) {
      const hash = hashAt(source, at);
      next[at] = first[hash]!;
      first[hash] = at;
    }
    return { first, next };
  };
  return (plain, from) => {
    if (from + SHORTEST > plain.length) return null;
    chains ??= chained();
    let best = SHORTEST - 1;
    let place = -1;
    for (let at = chains.first[hashAt(plain, from)]!; at >= 0; at = chains.next[at]!) {
      // Only a longer part than the one known is of interest.
      if (source.charCodeAt(at + best) !== plain.charCodeAt(from + best)) continue;
      let length = 0;
      while (from + length < plain.length && source.charCodeAt(at + length) === plain.charCodeAt(from + length))
        length += 1;
      if (length <= best) continue;
      best = length;
      place = at;
      if (from + length === plain.length) break;
    }
    return place < 0 ? null : [place, best];
  };
}

const HASH_BITS = 14;

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + SHORTEST; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x9e3779b1);
  return hash >>> (32 - HASH_BITS);
}

/**
 * Text that stands nowhere in the source (written with escapes, decoded) and is no word of ours: letters and digits
 * mixed, and long.
 */
function mayBeSecret(rest: string): boolean {
  return (rest.match(/[A-Za-z0-9_+/=-]{12,}/g) ?? []).some((word) => /\d/.test(word) && /[A-Za-z]/.test(word));
}
