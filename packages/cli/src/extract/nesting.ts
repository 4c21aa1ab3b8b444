import { isEndlessChain } from './chain-length.js';
import { isEndlessMarkup } from './markup-depth.js';

/** Brackets nested deeper than this are no source a person wrote. */
const DEEPEST = 1_000;
/** So many `else`, or `if` without a block, in one file can be one chain, which nests as deep. */
const MOST_ELSE = 4_000;

/**
 * True when a text may nest deeper than a parser's stack: a native parser does not throw then, it takes the process
 * with it. `markup`: whether it is parsed with JSX. Brackets in strings and comments count too, which only matters for
 * texts that hold thousands of them unbalanced.
 */
export function nestsTooDeeply(text: string, markup: 'jsx' | 'none'): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 40 || code === 91 || code === 123) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth -= 1;
  }
  return (
    (text.match(/\belse\b|\)\s*(?:if|for|while|with)\b/g)?.length ?? 0) > MOST_ELSE ||
    isEndlessChain(text) ||
    (markup === 'jsx' && isEndlessMarkup(text))
  );
}
