/** The text of a regular expression, taken apart. */

/**
 * One character of a class, a class, a whole class in brackets, a quantifier, the head of a group, or any other sign.
 */
export const PATTERN_TOKEN = new RegExp(
  String.raw`\\(?:u([\da-fA-F]{4}|\{(?:10|[\da-fA-F])?[\da-fA-F]{1,4}\})|x([\da-fA-F]{2})|([\s\S]))|\[(\^?)((?:\\[\s\S]|[^\]\\])*)\]|` +
    String.raw`\{\d+(?:,\d*)?\}|\(\?(?::|<?[=!]|<\w+>)|([\s\S])`,
  'gu',
);

/** The pattern at its outermost `|`. */
export function alternativesOf(source: string): string[] {
  const found: string[] = [''];
  let depth = 0;
  for (const [token] of source.matchAll(PATTERN_TOKEN)) {
    if (token.startsWith('(')) depth += 1;
    else if (token === ')') depth -= 1;
    if (token === '|' && depth === 0) found.push('');
    else found[found.length - 1] += token;
  }
  return found;
}

/** Characters of a pattern that is read here; the longest ones are lists of words. */
const LONGEST = 2_000;

/**
 * Whether a text that begins with these characters may fit the pattern. `false` is certain; where the pattern is not
 * bound to the beginning, or says what is not read here, any text may.
 */
export function mayBegin(pattern: string, flags: string, beginning: string): boolean {
  if (/[mv]/.test(flags) || pattern.length > LONGEST) return true;
  const seen = new Set<string>();
  return alternativesOf(pattern).some((one) => !one.startsWith('^') || may(one.slice(1), flags, beginning, seen));
}

/** Whether the pattern is found in every text that begins with these characters, however that goes on. `true` is certain. */
export function isFoundIn(pattern: string, flags: string, beginning: string): boolean {
  return !/[vy]/.test(flags) && !/[$]|\\[bB]|\(\?<?[=!]/.test(pattern) && finds(pattern, flags, beginning) === true;
}

/** `seen`: what was asked on the way here, and is not asked again. */
function may(rest: string, flags: string, text: string, seen: Set<string>): boolean {
  const state = `${text} ${rest}`;
  if (seen.has(state)) return false;
  seen.add(state);
  const [character] = text;
  if (rest === '' || character === undefined) return true;
  const element = elementAt(rest);
  const after = rest.slice(element.length);
  // `(?!a)*`: it need not look ahead.
  if (/^\(\?<?[=!]/.test(element) && /^[?*+{]/.test(after)) return true;
  if (element === '$') return false;
  if (element === '\\b' || element === '\\B') return may(after, flags, text, seen);
  if (element.startsWith('(?!')) {
    return !isFoundIn(`^(?:${element.slice(3, -1)})`, flags, text) && may(after, flags, text, seen);
  }
  if (/^\(\?(?!:|<\w)|^\^|^\\[pPkKc1-9]/.test(element)) return true;
  const [quantifier = ''] = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(after) ?? [];
  const unquantified = after.slice(quantifier.length);
  const behind = quantifier === '' ? unquantified : unquantified.replace(/^\?/, '');
  if (/^(?:[*?]|\{0)/.test(quantifier) && may(behind, flags, text, seen)) return true;
  const isOnce = quantifier === '' || quantifier === '?';
  if (element.startsWith('(')) {
    const inside = element.replace(/^\((?:\?(?::|<\w+>))?/, '').slice(0, -1);
    // What is repeated may be followed by itself.
    return alternativesOf(inside).some((one) => may(isOnce ? one + behind : one, flags, text, seen));
  }
  if (finds(`^(?:${element})$`, flags, character) === false) return false;
  const left = text.slice(character.length);
  return may(behind, flags, left, seen) || (!isOnce && may(`(?:${element})*${behind}`, flags, left, seen));
}

/** A character, a class, or a group with all that is in it. */
function elementAt(rest: string): string {
  let element = '';
  let depth = 0;
  for (const [token] of rest.matchAll(PATTERN_TOKEN)) {
    element += token;
    if (token.startsWith('(')) depth += 1;
    else if (token === ')') depth -= 1;
    if (depth === 0) break;
  }
  return element;
}

/** `null`: the engine cannot read it. */
function finds(pattern: string, flags: string, text: string): boolean | null {
  try {
    return new RegExp(pattern, flags.replace(/[gyd]/g, '')).test(text);
  } catch {
    return null;
  }
}
