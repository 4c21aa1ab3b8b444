import { settingsNestTooDeeply } from '@backend-architect/analysis';
import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';

export type JsonDialect = 'strict' | 'with-comments';

/**
 * Syntax tree of JSON with comments and trailing commas, or with neither (`strict`); the parser's objections are added
 * to `errors`. `too-deep` when it nests deeper than any settings do.
 */
export function settingsTree(text: string, dialect: JsonDialect, errors: ParseError[]): Node | undefined | 'too-deep' {
  if (settingsNestTooDeeply(text)) return 'too-deep';
  return parseTree(text, errors, {
    disallowComments: dialect === 'strict',
    allowTrailingComma: dialect === 'with-comments',
  });
}

/**
 * What a file of settings says, with comments and trailing commas and as far as it can be read; `undefined` when it
 * says nothing.
 */
export function parseSettings(text: string): unknown {
  const tree = settingsTree(text, 'with-comments', []);
  return tree === undefined || tree === 'too-deep' ? undefined : getNodeValue(tree);
}
