import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';

/** Settings nested deeper than this are none that a tool reads. The parser calls itself for each level. */
const DEEPEST = 200;

export type JsonDialect = 'strict' | 'with-comments';

/**
 * Syntax tree of JSON with comments and trailing commas, or with neither (`strict`); the parser's objections are added to
 * `errors`. `too-deep` when it nests deeper than any settings do.
 */
export function settingsTree(text: string, dialect: JsonDialect, errors: ParseError[]): Node | undefined | 'too-deep' {
  if (nestsTooDeeply(text)) return 'too-deep';
  return parseTree(text, errors, { disallowComments: dialect === 'strict', allowTrailingComma: dialect === 'with-comments' });
}

/** What a file of settings says, with comments and trailing commas and as far as it can be read; `undefined` when it says nothing. */
export function parseSettings(text: string): unknown {
  const tree = settingsTree(text, 'with-comments', []);
  return tree === undefined || tree === 'too-deep' ? undefined : getNodeValue(tree);
}

/** Brackets outside of strings; those in comments count too, which nobody writes so many of. */
function nestsTooDeeply(text: string): boolean {
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
