/**
 * Settings nested deeper than this are none that a tool reads. Readers of JSON with comments call themselves for each
 * level.
 */
const DEEPEST = 200;

/**
 * True when a text of settings has more brackets in each other than any settings do. Those in comments count too, which
 * nobody writes so many of.
 */
export function settingsNestTooDeeply(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (isString) {
      if (char === '\\') index += 1;
      // A string ends with its line, also one that lacks its end.
      else if (char === '"' || char === '\n') isString = false;
    } else if (char === '"') isString = true;
    else if (char === '[' || char === '{') depth += 1;
    else if ((char === ']' || char === '}') && depth > 0) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
