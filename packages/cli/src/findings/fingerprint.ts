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
}

/**
 * Fingerprints v1, one for each anchor and in the same order: rule, file, enclosing symbol, normalised anchor text, and an
 * ordinal among equals. Anchors must come in source order. Never a line number: moving code keeps its fingerprint.
 * 20 hex digits.
 */
export function fingerprintsOf(anchors: readonly Anchor[]): readonly string[] {
  const seen = new Map<string, number>();
  return anchors.map((anchor) => {
    const identity = [anchor.ruleId, anchor.file, anchor.symbol, normaliseAnchor(anchor.text)].join('\0');
    const ordinal = seen.get(identity) ?? 0;
    seen.set(identity, ordinal + 1);
    return createHash('sha256').update(`v1\0${identity}\0${ordinal}`).digest('hex').slice(0, 20);
  });
}
