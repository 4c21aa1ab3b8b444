import type { Range } from '../../vocabulary/concepts.js';
import { isWordy } from './random-text.js';
import { secretsInText } from './secrets-in-text.js';

/** Stands for a secret wherever places do not matter; of one length, so that nothing is told of the secret's. */
export const MASK = '••••••••';

/** The text with dots in place of these ranges: same length, same lines, so that every place stays where it is. */
export function dotted(text: string, ranges: readonly Range[]): string {
  return replaced(text, ranges, (secret) => secret.replace(/[^\r\n\u2028\u2029]/g, '•'));
}

/** The text with the mask, or what stands for it, in place of these ranges. */
export function masked(text: string, ranges: readonly Range[], labelOf: (secret: string) => string = always): string {
  return replaced(text, ranges, labelOf);
}

const always = (): string => MASK;

function replaced(text: string, ranges: readonly Range[], by: (secret: string) => string): string {
  let result = '';
  let at = 0;
  for (const [start, end] of ranges) {
    result += text.slice(at, start) + by(text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}

/**
 * Takes a text that is about to leave the process, and gives it back without secrets; `labelOf` says what stands in the
 * place of one.
 */
export type TextMask = (text: string, labelOf?: (secret: string) => string) => string;

/**
 * The mask for texts that speak of code: hides what says itself that it is a secret, and these values, which stand in
 * the code spoken of. A value that is a plain word is hidden only between quotes, where it is quoted; one cut off by
 * `...` as well.
 */
export function textMask(values: Iterable<string> = []): TextMask {
  const distinct = [...new Set(values)].filter((value) => value.trim() !== '').sort((a, b) => b.length - a.length);
  const patterns = distinct.length === 0 ? [] : [knownPattern(distinct)];
  const starts = distinct.filter((value) => value.length > 3).map(folded);
  return (text, labelOf = always) => {
    let result = text;
    for (const pattern of patterns) result = result.replace(pattern, (secret) => labelOf(secret));
    if (starts.length > 0)
      result = result.replace(CUT_OFF, (_, piece: string, mark: string) => withoutStart(piece, starts) + mark);
    return masked(result, secretsInText(result), labelOf);
  };
}

/** A quoted text that ends where the excerpt ends. */
const CUT_OFF = /(?<=['"`}])([^'"`{}]{2,}?)(\.\.\.|…)/g;

/** The excerpt ends in a secret: from where the secret begins, the mask stands. */
function withoutStart(piece: string, values: readonly string[]): string {
  const text = folded(piece);
  const hidden = Math.max(
    0,
    ...values.map((value) => {
      let length = Math.min(value.length, text.length);
      while (length >= 2 && !text.endsWith(value.slice(0, length))) length -= 1;
      return length >= 2 ? length : 0;
    }),
  );
  return hidden === 0 ? piece : text.slice(0, text.length - hidden) + MASK;
}

function knownPattern(values: readonly string[]): RegExp {
  return new RegExp(
    values.map((value) => (isDistinct(value) ? escaped(value) : `(?<=['"])${escaped(value)}(?=\\\\?['"])`)).join('|'),
    'g',
  );
}

/**
 * Mixed or long enough to mean nothing else, wherever it stands; `user-service` may be a secret and is a name as well.
 */
export function isDistinct(value: string): boolean {
  if (/[A-Za-z]/.test(value) && /\d/.test(value)) return value.length >= 5;
  return /\s/.test(value) ? value.length >= 8 : value.length >= 16 && !isWordy(value);
}

function escaped(value: string): string {
  return folded(value)
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/ /g, '\\s+');
}

function folded(value: string): string {
  return value.replace(/\s+/g, ' ');
}
