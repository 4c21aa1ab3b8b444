import type { TSESTree } from '@typescript-eslint/types';
import { accessPath } from '../guards/access-path.js';
import type { Engine } from './evaluation.js';
import type { Guarded } from '../guards/guard-forms.js';
import { guardsOn } from '../guards/guards.js';
import { joinAll, sanitized, unsettled, withShapes } from './lattice.js';
import { narrow } from './schemas/narrow.js';
import { passedPart } from './schemas/passed-schema.js';
import { bare } from '../syntax/wrappers.js';
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
  const root = rootOf(node);
  let result = value;
  for (const guard of guardsOn(e.r, node, path)) {
    if (!counts(guard)) continue;
    const written = root && guard.since !== undefined ? e.writtenBehind(root, guard.since) : [];
    // Of a member of what was written nothing was asked.
    if (written.length > 0 && root !== node) continue;
    const proven = provenBy(e, guard, result);
    result = written.length > 0 ? joinAll([proven, ...written]) : proven;
  }
  return result;
}

function provenBy(e: Engine, guard: Guarded, value: Value): Value {
  let result = value;
  // What can be none of what is left is not made something else.
  if (
    guard.shapes &&
    !guard.ofEach &&
    (guard.shapes.length === 1 || guard.shapes.some((one) => value.shapes.includes(one)))
  )
    result = withShapes(result, guard.shapes);
  if (guard.for === 'all' || guard.for.length > 0) result = sanitized(result, guard.for);
  if (guard.ofEach && result.spread) result = { ...result, spread: sanitized(result.spread, guard.for) };
  if (guard.unknownFor) result = unsettled(result, guard.unknownFor);
  const admitted = guard.passed ? passedPart(e, guard.passed) : guard.admits;
  return admitted ? narrow(result, admitted) : result;
}

/** The name a path begins with. */
function rootOf(node: TSESTree.Node): TSESTree.Identifier | null {
  let plain = bare(node);
  while (plain.type === 'MemberExpression') plain = bare(plain.object);
  return plain.type === 'Identifier' ? plain : null;
}
