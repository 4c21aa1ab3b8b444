import { createHash } from 'node:crypto';
import { normaliseAnchor } from './normalise-anchor.js';

/** What a finding or question is about, without where it stands. */
export interface Anchor {
  readonly ruleId: string;
  /** Root-relative, POSIX separators. */
  readonly file: string;
  /** Dotted names of the functions and classes around it; '' at module level. */
  readonly symbol: string;
  /** Source text of the reported range. */
  readonly text: string;
  /** The call that hands the input in, where it comes through parameters. */
  readonly caller?: { readonly file: string; readonly symbol: string; readonly text: string };
}

/**
 * Fingerprints v1, one for each anchor and in the same order: rule, file, enclosing symbol, normalised anchor text, the
 * same of the caller where there is one, and an ordinal among equals. Anchors must come in source order. Never a line
 * number: moving code keeps its fingerprint. 20 hex digits.
 */
export function fingerprintsOf(anchors: readonly Anchor[]): readonly string[] {
  const seen = new Map<string, number>();
  return anchors.map((anchor) => {
    const { ruleId, file, symbol, text, caller } = anchor;
    const from = caller ? ['from', caller.file, caller.symbol, normaliseAnchor(caller.text)] : [];
    const identity = [ruleId, file, symbol, normaliseAnchor(text), ...from].join('\0');
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    return createHash('sha256').update(`v1\0${identity}\0${ordinal}`).digest('hex').slice(0, 20);
  });
}
