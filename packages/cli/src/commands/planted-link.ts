import { isAbsolute, relative } from 'node:path';
import { pointsOutside } from '../answers/ledger-place.js';
import { UsageError } from '../options/user-error.js';

/** A link in the reviewed project must not choose another file to be overwritten. */
export function refusePlantedLink(root: string, output: string): void {
  const within = relative(root, output);
  if (within.startsWith('..') || isAbsolute(within)) return;
  const outside = pointsOutside(root, within);
  if (outside) throw new UsageError(`cannot write ${output}: ${outside}; delete it or name another file`);
}
