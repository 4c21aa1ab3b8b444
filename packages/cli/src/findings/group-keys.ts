import type { Cause, Place } from '../detectors/define.js';
import type { Group } from '../report/types.js';
import { fingerprintsOf, type Anchor } from './fingerprint.js';
import type { RawFinding } from './raw-finding.js';

/**
 * The group of each finding, in the same order: findings of one rule with one cause have one key. Nothing for a finding
 * without a cause. Like a fingerprint the key does not change when code moves; it says nothing of the findings, so that
 * a group keeps its key when one of them is mended.
 * @param anchorOf What a place is known by.
 */
export function groupsOf(
  findings: readonly RawFinding[],
  anchorOf: (place: Place & { readonly ruleId: string }) => Anchor,
): readonly (Group | undefined)[] {
  const causes = new Map<string, { readonly ruleId: string; readonly cause: Cause }>();
  for (const { ruleId, cause } of findings) if (cause) causes.set(identityOf(ruleId, cause), { ruleId, cause });
  const ordered = [...causes].sort(([, a], [, b]) => byPlace(a.cause, b.cause));
  const prints = fingerprintsOf(
    ordered.map(([, { ruleId, cause }]) => {
      const anchor = cause.place ? anchorOf({ ...cause.place, ruleId }) : { ruleId, file: '', symbol: '', text: '' };
      return { ...anchor, symbol: `${anchor.symbol}\0${cause.words}` };
    }),
  );
  const groups = new Map(
    ordered.map(([identity, { cause }], index): [string, Group] => [
      identity,
      { key: prints[index] ?? '', cause: cause.words },
    ]),
  );
  return findings.map(({ ruleId, cause }) => (cause ? groups.get(identityOf(ruleId, cause)) : undefined));
}

function identityOf(ruleId: string, { place, words }: Cause): string {
  return [ruleId, place?.file ?? '', ...(place?.at ?? []), words].join('\0');
}

/** Equal anchors are counted in source order. */
function byPlace({ place: a }: Cause, { place: b }: Cause): number {
  const [left, right] = [a?.file ?? '', b?.file ?? ''];
  return left < right ? -1 : left > right ? 1 : (a?.at[0] ?? 0) - (b?.at[0] ?? 0);
}
