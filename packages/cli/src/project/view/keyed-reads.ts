/** Reads that hang on what a call passes: what runs once per element when the call does. */
import type { KeyedRead, QueryFact } from '@backend-architect/analysis';
import { effectsOf } from '../call-effects.js';
import { positionsFrom, type Positions } from '../derivation.js';
import { entityName, queryOfCall } from '../reachability.js';
import { nameOf } from '../function-name.js';
import { hopsFrom, reachedQuery, type Hop } from '../reached-query.js';
import type { FunctionId, Project, ProjectFunction } from '../types.js';

/** Calls between the function and the read. */
const MAX_HOPS = 4;

interface Found {
  readonly hops: readonly Hop[];
  readonly query: QueryFact;
  readonly file: string;
}

/**
 * The first read keyed by one of these arguments; null where the function also writes or opens a transaction: that is a
 * piece of work for each, no look-up.
 */
export function keyedRead(fn: ProjectFunction, given: readonly number[], project: Project): KeyedRead | null {
  if (effectsOf(fn.id, project).opens) return null;
  if (reachedQuery(fn, project, (query) => query.operation !== 'read', MAX_HOPS)) return null;
  const found = follow(fn, [], new Set(given), project, new Set([fn.id]));
  if (!found) return null;
  const { entity, counts, many, bounded, searches } = found.query;
  return {
    ...(entity !== undefined && { entity }),
    counts: counts === true,
    many: many === true,
    isBounded: bounded === 'yes',
    ...(searches && { searches }),
    steps: [
      ...found.hops.map(({ call, to }) => ({ file: call.file, at: call.fact.at, what: `calls ${nameOf(to)}` })),
      { file: found.file, at: found.query.call, what: `reads ${entityName(found.query)} by a key of that element` },
    ],
  };
}

/** Follows the value from parameter to argument until it keys a read. */
function follow(
  fn: ProjectFunction,
  hops: readonly Hop[],
  params: Positions,
  project: Project,
  seen: ReadonlySet<FunctionId>,
): Found | null {
  for (const call of fn.calls) {
    const query = queryOfCall(fn, call);
    if (query?.operation === 'read' && positionsFrom(fn, params, call).size > 0) return { hops, query, file: fn.file };
  }
  if (hops.length >= MAX_HOPS - 1) return null;
  for (const next of hopsFrom(fn, project)) {
    if (next.call.indirect || seen.has(next.to.id)) continue;
    const passed = positionsFrom(fn, params, next.call);
    const found =
      passed.size === 0 ? null : follow(next.to, [...hops, next], passed, project, new Set([...seen, next.to.id]));
    if (found) return found;
  }
  return null;
}
