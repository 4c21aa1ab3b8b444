/** So many type arguments in each other, `a => a => a`, `x = y = z` or `a ? b : c ? d : e` nest as deep as brackets. */
const MOST_NESTING = 2_000;
/**
 * `a + b + c` and `a.b.c` nest to the left, which parsers do in a loop; only what walks the tree afterwards calls
 * itself.
 */
const MOST_FLAT = 20_000;

const NESTING = new Set('<?:=!~');
const FLAT = new Set('+-*/%&|^.');
/** Words in front of an operand, or of a statement, and words between two operands. */
const NESTING_WORDS = new Set([
  'new', 'typeof', 'void', 'delete', 'await', 'yield', 'keyof', 'unique', 'readonly', 'infer', 'do', 'class',
]);
const FLAT_WORDS = new Set(['as', 'satisfies', 'instanceof', 'in']);
const CLOSES: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/**
 * True when one expression or type has more operators in a row than any person writes. Outside of strings and comments,
 * as far as that can be told without parsing: data in a string is no expression.
 */
export function isEndlessChain(text: string): boolean {
  // Both bounds need at least one more character for each operator.
  if (text.length <= MOST_NESTING) return false;
  const outer: { readonly nesting: number; readonly flat: number; readonly angles: number; readonly before: string }[] =
    [];
  let nesting = 0;
  let flat = 0;
  let angles = 0;
  let last = '';
  let isNewLine = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (char === '\n') isNewLine = true;
    if (char === ' ' || char === '\n' || char === '\r' || char === '\t') continue;
    const end = endOfWords(text, index, char, last);
    if (end > index) {
      // `tag\`a\`\`b\``: each template takes what stands before it.
      if (char === '`' && /[\w$)\]`]/.test(last) && (flat += 1) > MOST_FLAT) return true;
      // Nothing is assigned to a text: `<a b="c" d="e">`.
      if (last === '=' && nesting > 0 && char !== '/') nesting -= 1;
      index = end;
      if (char !== '/') last = char;
      continue;
    }
    const word = wordAt(text, index);
    // After a dot it is the name of a member.
    const isNestingWord = last !== '.' && NESTING_WORDS.has(word);
    const isOperator = NESTING.has(char) || FLAT.has(char) || (last !== '.' && FLAT_WORDS.has(word));
    // Where no operator joins two lines, a statement ends.
    if (isNewLine && !isOperator && !NESTING.has(last) && !FLAT.has(last)) nesting = flat = angles = 0;
    isNewLine = false;
    if (word !== '') {
      index += word.length - 1;
      if (isNestingWord) nesting += 1;
      else if (isOperator) flat += 1;
      if (nesting > MOST_NESTING || flat > MOST_FLAT) return true;
      // Its operand may stand on the next line.
      last = isNestingWord ? '!' : isOperator ? '+' : (text[index] ?? '');
      continue;
    }
    if (CLOSES.has(char)) {
      outer.push({ nesting, flat, angles, before: last });
      nesting = flat = angles = 0;
    } else if (char === ')' || char === ']' || char === '}') {
      const around = outer.pop() ?? { nesting: 0, flat: 0, angles: 0, before: '' };
      ({ nesting, flat, angles } = around);
      // After a call or an index the chain goes on.
      if (char !== '}') flat += 1;
      // `<a b={c} d={e}>`: attributes stand beside each other, and `{a} = {b} = c` is rare.
      else if (around.before === '=' && nesting > 0) {
        nesting -= 1;
        flat += 4;
      }
    } else if (char === ';') nesting = flat = angles = 0;
    else if (char === ',') {
      // Elements and properties stand beside each other; so do type arguments, within those around them.
      flat = 0;
      nesting = angles;
    } else if (char === '<') {
      // `<a><b>c`, where a type is asserted of what is asserted.
      if (last === '>' && text[index + 1] !== '/') flat += 1;
      nesting += 1;
      angles += 1;
    } else if (char === '>' && last !== '=') {
      nesting = Math.max(0, nesting - 1);
      angles = Math.max(0, angles - 1);
    } else if (NESTING.has(char)) nesting += 1;
    // The slash of a tag divides nothing.
    else if (FLAT.has(char) && !(char === '/' && (last === '<' || text[index + 1] === '>'))) flat += 1;
    if (nesting > MOST_NESTING || flat > MOST_FLAT) return true;
    last = char;
  }
  return false;
}

const WORD = /[\w$]+/y;

/** The word that begins here; empty when none does. */
function wordAt(text: string, index: number): string {
  WORD.lastIndex = index;
  return WORD.exec(text)?.[0] ?? '';
}

/** Index of the last character of the string or comment that begins here; the index itself when none does. */
function endOfWords(text: string, index: number, char: string, last: string): number {
  if (char === '/') {
    if (text[index + 1] === '/') return before(text, '\n', index + 2) ?? text.length;
    if (text[index + 1] === '*') return (before(text, '*/', index + 2) ?? index - 2) + 2;
    // Where a value is expected it opens a regular expression, in which quotes say nothing.
    return EXPECTS_VALUE.has(last) ? (patternEnd(text, index) ?? index) : index;
  }
  if (char === '`') return closing(text, '`', index) ?? index;
  if (char !== '"' && char !== "'") return index;
  return closing(text, char, index) ?? index;
}

function before(text: string, token: string, from: number): number | null {
  const found = text.indexOf(token, from);
  return found < 0 ? null : found - 1;
}

/** A quote that is not a backtick closes on its line. */
function closing(text: string, quote: string, from: number): number | null {
  for (let index = from + 1; index < text.length; index += 1) {
    const char = text[index];
    if (char === '\\') index += 1;
    else if (char === quote) return index;
    else if (char === '\n' && quote !== '`') return null;
  }
  return null;
}

const EXPECTS_VALUE = new Set(['', '=', '(', ',', ':', '?', '!', '&', '|', '[', '{', ';']);

/** Index of the slash that ends the regular expression beginning here; null when none does on this line. */
function patternEnd(text: string, from: number): number | null {
  let isClass = false;
  for (let index = from + 1; index < text.length; index += 1) {
    const char = text[index];
    if (char === '\n') return null;
    if (char === '\\') index += 1;
    else if (char === '[') isClass = true;
    else if (char === ']') isClass = false;
    else if (char === '/' && !isClass) return index;
  }
  return null;
}
