/** So many type arguments in each other, `a => a => a`, `x = y = z` or `a ? b : c ? d : e` nest as deep as brackets. */
const MOST_NESTING = 2_000;
/** `a + b + c` and `a.b.c` nest to the left, which parsers do in a loop; only what walks the tree afterwards calls itself. */
const MOST_FLAT = 20_000;

const NESTING = new Set('<?:=!~');
const FLAT = new Set('+-*/%&|^.');
const CLOSES: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);

/**
 * True when one expression or type has more operators in a row than any person writes. Outside of strings and comments, as
 * far as that can be told without parsing: data in a string is no expression.
 */
export function isEndlessChain(text: string): boolean {
  // Both bounds need at least one more character for each operator.
  if (text.length <= MOST_NESTING) return false;
  const outer: { readonly nesting: number; readonly flat: number; readonly angles: number }[] = [];
  let nesting = 0;
  let flat = 0;
  let angles = 0;
  let last = '';
  let isNewLine = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (char === '\n') isNewLine = true;
    if (char === ' ' || char === '\n' || char === '\r' || char === '\t') continue;
    const end = endOfWords(text, index, char);
    if (end > index) {
      index = end;
      if (char !== '/') last = char;
      continue;
    }
    const isOperator = NESTING.has(char) || FLAT.has(char);
    // Where no operator joins two lines, a statement ends.
    if (isNewLine && !isOperator && !NESTING.has(last) && !FLAT.has(last)) nesting = flat = angles = 0;
    isNewLine = false;
    if (CLOSES.has(char)) {
      outer.push({ nesting, flat, angles });
      nesting = flat = angles = 0;
    } else if (char === ')' || char === ']' || char === '}') {
      ({ nesting, flat, angles } = outer.pop() ?? { nesting: 0, flat: 0, angles: 0 });
      // After a call or an index the chain goes on.
      if (char !== '}') flat += 1;
    } else if (char === ';') nesting = flat = angles = 0;
    else if (char === ',') {
      // Elements and properties stand beside each other; so do type arguments, within those around them.
      flat = 0;
      nesting = angles;
    } else if (char === '<') {
      nesting += 1;
      angles += 1;
    } else if (char === '>' && last !== '=') {
      nesting = Math.max(0, nesting - 1);
      angles = Math.max(0, angles - 1);
    } else if (NESTING.has(char)) nesting += 1;
    else if (FLAT.has(char)) flat += 1;
    if (nesting > MOST_NESTING || flat > MOST_FLAT) return true;
    last = char;
  }
  return false;
}

/** Index of the last character of the string or comment that begins here; the index itself when none does. */
function endOfWords(text: string, index: number, char: string): number {
  if (char === '/') {
    if (text[index + 1] === '/') return before(text, '\n', index + 2) ?? text.length;
    return text[index + 1] === '*' ? (before(text, '*/', index + 2) ?? index - 2) + 2 : index;
  }
  if (char === '`') return closing(text, '`', index, text.length) ?? index;
  if (char !== '"' && char !== "'") return index;
  return closing(text, char, index, before(text, '\n', index) ?? text.length) ?? index;
}

function before(text: string, token: string, from: number): number | null {
  const found = text.indexOf(token, from);
  return found < 0 ? null : found - 1;
}

function closing(text: string, quote: string, from: number, to: number): number | null {
  for (let index = from + 1; index <= to && index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === quote) return index;
  }
  return null;
}
