import { nameTokens } from '@backend-architect/analysis';

/** Words of names and texts that stand in the place of a secret. */
const MARKERS = new Set([
  'redacted', 'masked', 'blank', 'placeholder', 'sentinel', 'unchanged', 'omitted', 'censored', 'scrubbed',
]);
/** A marker in a text is a word of its own between underscores or dashes, or in capitals. */
const IN_TEXT =
  /(?:^|[_\-<[*])(?:REDACTED|MASKED|BLANK|PLACEHOLDER|SENTINEL|HIDDEN|OBFUSCATED|UNCHANGED|OMITTED|CENSORED)(?:$|[_\-\]>*])/;

/**
 * Is a text shown or sent in place of a secret, by its name or by what it says: `REDACTED_CREDENTIAL_VALUE`,
 * `_SHOP_BLANK_07167752-...`?
 */
export function isMarker(name: string | null, text: string): boolean {
  return IN_TEXT.test(text) || (name !== null && nameTokens(name).some((word) => MARKERS.has(word)));
}
