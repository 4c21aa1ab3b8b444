/** Elements in each other deeper than this are no markup a person wrote. */
const DEEPEST = 2_000;

/**
 * `<a`, `<>`, `</a`, `/>`; a string in which a tag stands counts too. A line that begins a declaration stands in no
 * element.
 */
const TAG = /<[A-Za-z_$>]|<\/|\/>|\n(?:export|import|function|const|let|class)\b/g;
/** What comes before `<` where it compares, or opens type arguments: a value. After a keyword none has ended yet. */
const VALUE = /[\w$)\]]\s*$/;
const KEYWORD = /(?:^|[^\w$.])(?:return|default|yield|await|case|else|of|in)\s*$/;

/** True when elements of JSX may nest deeper than a parser's stack. Only for texts that are parsed with JSX. */
export function isEndlessMarkup(text: string): boolean {
  let depth = 0;
  for (const { 0: tag, index } of text.matchAll(TAG)) {
    if (tag.startsWith('\n')) depth = 0;
    else if (tag === '/>' || tag.endsWith('/')) depth = Math.max(0, depth - 1);
    else if (depth > 0 || isElement(text.slice(Math.max(0, index - 20), index))) depth += 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Text of an element may come before a tag, so this is only asked where none is open. */
function isElement(before: string): boolean {
  return !VALUE.test(before) || KEYWORD.test(before);
}
