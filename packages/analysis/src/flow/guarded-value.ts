import type { TSESTree } from '@typescript-eslint/types';
import { accessPath } from '../guards/access-path.js';
import type { Engine } from './evaluation.js';
import type { Guarded } from '../guards/guard-forms.js';
import { guardsOn } from '../guards/guards.js';
import { sanitized, unsettled, withShapes } from './lattice.js';
import { narrow } from './schemas/narrow.js';
import { passedPart } from './schemas/passed-schema.js';
import type { Value } from '../vocabulary/value.js';

/** What dominating conditions prove of the place that is read; `counts` leaves some of them out. */
export function guarded(
  e: Engine,
  node: TSESTree.Node,
  value: Value,
  counts: (guard: Guarded) => boolean = () => true,
): Value {
  if (value.taint === 'safe') return value;
  const path = accessPath(e.r.variables, node);
  if (path === null) return value;
  let result = value;
  for (const guard of guardsOn(e.r, node, path)) {
    if (!counts(guard)) continue;
    if (guard.shapes && !guard.ofEach) result = withShapes(result, guard.shapes);
    if (guard.for === 'all' || guard.for.length > 0) result = sanitized(result, guard.for);
    if (guard.ofEach && result.spread) result = { ...result, spread: sanitized(result.spread, guard.for) };
    if (guard.unknownFor) result = unsettled(result, guard.unknownFor);
    const admitted = guard.passed ? passedPart(e, guard.passed) : guard.admits;
    if (admitted) result = narrow(result, admitted);
  }
  return result;
}
