/** What a finding is known by where callers hand the input in: one fingerprint for each of them. */
import type { Place } from '../detectors/define.js';
import { fingerprintsOf, type Anchor } from './fingerprint.js';
import { formerFingerprints } from './former-fingerprints.js';
import type { HandedIn, RawFinding } from './raw-finding.js';

export interface CallerPrints {
  readonly caller: HandedIn;
  /** Made of the place and of the call. */
  readonly fingerprint: string;
  /** Those it had before files were renamed, and when it was told where the text is handed on. */
  readonly former: readonly string[];
}

type AnchorOf = (place: Place & { readonly ruleId: string }) => Anchor;

/**
 * For each finding, in the same order, its callers; none for those whose input is read beside the place. Findings must
 * come in print order.
 */
export function callerPrints(
  findings: readonly RawFinding[],
  anchorOf: AnchorOf,
  formerPaths: ReadonlyMap<string, readonly string[]>,
): readonly (readonly CallerPrints[])[] {
  const members = findings.flatMap((finding, index) =>
    (finding.callers ?? []).map((caller) => ({ finding, caller, index })),
  );
  const anchors = members.map(({ finding, caller }): Anchor => {
    const { file, symbol, text } = anchorOf({ file: caller.file, at: caller.at, ruleId: finding.ruleId });
    return { ...anchorOf(finding), caller: { file, symbol, text } };
  });
  // A text that was put together before it is handed on was once told where that happens.
  const atCalls = members.map(({ finding: { ruleId }, caller }) =>
    anchorOf({ file: caller.file, at: caller.argument, ruleId }),
  );
  const [prints, told] = [fingerprintsOf(anchors), fingerprintsOf(atCalls)];
  const [former, formerTold] = [formerFingerprints(anchors, formerPaths), formerFingerprints(atCalls, formerPaths)];
  const byFinding = findings.map((): CallerPrints[] => []);
  members.forEach(({ caller, index }, place) => {
    const before = [...former[place]!, told[place]!, ...formerTold[place]!];
    byFinding[index]!.push({ caller, fingerprint: prints[place]!, former: before });
  });
  return byFinding;
}
