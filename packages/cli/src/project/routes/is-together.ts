import type { LinkedCall } from '../call-linker.js';

/** Wherever the second runs, the first did, as long as the functions they stand in run. */
export function isTogether({ file, fact }: LinkedCall, other: LinkedCall): boolean {
  const parts = [...(fact.condition === 'sometimes' ? [fact.arm] : []), ...(fact.skips ?? [])];
  return parts.every(
    (part) => part !== undefined && file === other.file && part[0] <= other.fact.at[0] && other.fact.at[1] <= part[1],
  );
}
