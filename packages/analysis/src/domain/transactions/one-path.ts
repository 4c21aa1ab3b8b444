import type { CallFact } from '../../vocabulary/facts.js';

/**
 * The first call is made, and done, on every way to the second; a failure that is caught at the second has been thought
 * of.
 */
export function isOnOnePath(first: CallFact, second: CallFact): boolean {
  if (second.at[0] < first.at[1] || (second.inTry && !first.inTry)) return false;
  return (
    first.condition === 'always' ||
    (first.arm !== undefined && first.arm[0] <= second.at[0] && second.at[1] <= first.arm[1])
  );
}
