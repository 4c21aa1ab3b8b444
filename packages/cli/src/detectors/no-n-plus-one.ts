import type { LoopFact, QueryFact, Severity } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from '../project/types.js';
import { defineDetector, type DetectedFinding, type DetectorStep } from './define.js';
import { positionsFrom, type Positions } from './derivation.js';
import { elementWork, tableKey } from './element-work.js';
import { hopsFrom, reachedQuery, type Hop } from '../project/reached-query.js';
import { entityName, nameOf, queryOfCall, routesReaching, servesRequests } from './reachability.js';
import { requestReach, type Reach } from './request-reach.js';

/** Calls between the loop and the query that are followed. */
const MAX_HOPS = 4;
/** Loops that end or page by themselves make what is inside them no query per element of one list. */
const ENDS_OUTER: ReadonlySet<string> = new Set(['stream', 'cursor', 'chunked']);

export default defineDetector({
  id: 'no-n-plus-one',
  severity: 'medium',
  meta: {
    cwe: [1073],
    owasp: ['API4:2023'],
    description: 'A read query runs once for every element of a list, directly or through the functions it calls.',
    impact:
      'A page of 100 rows costs 101 round trips: the answer gets slower with every row, ' +
      'and the database sees the load of many users where there is one.',
    fix:
      'Collect the keys, ask once for all of them (`where id in (...)`, grouped where it counts), ' +
      'and pick from a map inside the loop.',
    refactoring:
      'Give the repository a method that takes many keys and returns a map; ' +
      'let the single lookup call it with one key.',
  },
  *detect(project) {
    for (const fn of project.functions.values()) {
      if (!servesRequests(fn.file, project)) continue;
      const loops = loopsOf(fn);
      if (loops.length === 0) continue;
      const reach = requestReach(fn.id, project);
      for (const loop of loops) {
        const pointless = noOneQueryFor(fn, loop, reach, project);
        if (pointless !== null) {
          yield {
            kind: 'cleared',
            ruleIds: ['no-n-plus-one'],
            file: fn.file,
            at: loop.at,
            reason: pointless,
            steps: [],
          };
          continue;
        }
        const weight = reach === 'requested' ? 'medium' : 'low';
        if (weight === 'low')
          yield { kind: 'weighed', ruleIds: ['no-n-plus-one'], file: fn.file, at: loop.at, severity: weight };
        for (const call of fn.calls) {
          if (!call.fact.keyedByLoop || perElement(call.fact.loops)?.at[0] !== loop.at[0]) continue;
          const path = pathToRead(fn, call, project);
          if (
            !path ||
            !isOneOf(
              elementWork(fn, loop, project).writes,
              path.hops.length === 0 ? tableKey(path.query, call) : path.query.entity,
            )
          )
            continue;
          yield finding(fn, call, loop, path, weight, project);
          break;
        }
      }
    }
  },
});

/** The loops of a function that run once per element and hold a call, innermost of each call. */
function loopsOf(fn: ProjectFunction): readonly LoopFact[] {
  const loops = new Map<number, LoopFact>();
  for (const { fact } of fn.calls) {
    const loop = perElement(fact.loops);
    if (loop) loops.set(loop.at[0], loop);
  }
  return [...loops.values()];
}

/** Why no single query would help whoever waits, or null. */
function noOneQueryFor(fn: ProjectFunction, loop: LoopFact, reach: Reach, project: Project): string | null {
  if (reach === 'background') return 'no request waits for it: only the start of the process, timers or queues run it';
  const { leaves, tableByLoop } = elementWork(fn, loop, project);
  if (tableByLoop) return 'each round reads a table of its own';
  return leaves ? 'each round also calls another system, mails or handles files' : null;
}

/**
 * Rows that are read and then written one by one: the reads can be made at once. Writes elsewhere make each round a
 * piece of work.
 */
function isOneOf(writes: ReadonlySet<string>, table: string | undefined): boolean {
  return writes.size === 0 || (table !== undefined && table !== '' && writes.size === 1 && writes.has(table));
}

interface ReadPath {
  readonly hops: readonly Hop[];
  readonly query: QueryFact;
  readonly file: string;
}

/** The innermost loop that runs the call once per element; null when a loop around it is exempt. */
function perElement(loops: readonly LoopFact[]): LoopFact | null {
  if (loops.some((loop) => loop.exempt !== undefined && ENDS_OUTER.has(loop.exempt))) return null;
  return loops.find((loop) => loop.exempt === undefined) ?? null;
}

function pathToRead(fn: ProjectFunction, call: ProjectCall, project: Project): ReadPath | null {
  const own = queryOfCall(fn, call);
  if (own)
    return isLookup(own) && !isBatched(own, call) && !isPartOfQuery(fn, call)
      ? { hops: [], query: own, file: fn.file }
      : null;
  if (call.indirect || call.targets.length !== 1) return null;
  const to = project.functions.get(call.targets[0]!);
  // A callee that also writes does a piece of work per element, not a look-up.
  if (!to || to.id === fn.id || reachedQuery(to, project, (query) => query.operation !== 'read', MAX_HOPS)) return null;
  const given: Positions = new Set(call.fact.keyedArgs ?? []);
  return follow([{ call, to }], given, project, new Set([fn.id, to.id]));
}

/** Follows the value from parameter to argument until it keys a read. */
function follow(hops: readonly Hop[], params: Positions, project: Project, seen: Set<FunctionId>): ReadPath | null {
  const fn = hops.at(-1)!.to;
  for (const call of fn.calls) {
    const query = queryOfCall(fn, call);
    if (query && isLookup(query) && positionsFrom(fn, params, call).size > 0) return { hops, query, file: fn.file };
  }
  if (hops.length >= MAX_HOPS) return null;
  for (const next of hopsFrom(fn, project)) {
    if (next.call.indirect || seen.has(next.to.id)) continue;
    const passed = positionsFrom(fn, params, next.call);
    if (passed.size === 0) continue;
    const path = follow([...hops, next], passed, project, new Set([...seen, next.to.id]));
    if (path) return path;
  }
  return null;
}

/** A subquery: a builder given to another one, which alone is run. */
function isPartOfQuery(fn: ProjectFunction, call: ProjectCall): boolean {
  return fn.calls.some(({ fact }) => {
    const [start, end] = fact.whole ?? fact.at;
    const holds = fact.at[0] !== call.fact.at[0] && start <= call.fact.at[0] && call.fact.at[1] <= end;
    return holds && fn.queries.some((query) => query.call[0] === fact.at[0] && query.call[1] === fact.at[1]);
  });
}

/** Lookups started together in one tick are sent as one query; awaited one by one they are not. */
function isBatched(query: QueryFact, { fact }: ProjectCall): boolean {
  return query.batched === true && fact.loops[0]?.kind === 'callback' && fact.use !== 'unused';
}

function isLookup(query: QueryFact): boolean {
  return query.operation === 'read';
}

function insteadOf({ counts, many, bounded }: QueryFact): string {
  if (counts) return 'Count for all of them with one grouped query';
  return many && bounded === 'yes' ? 'Ask for all of them with one query' : 'Read all rows with one query';
}

function finding(
  fn: ProjectFunction,
  call: ProjectCall,
  loop: LoopFact,
  path: ReadPath,
  weight: Severity,
  project: Project,
): DetectedFinding {
  const lists = routesReaching(fn.id, project, MAX_HOPS).filter((route) => route.method === 'GET');
  const steps: DetectorStep[] = [
    {
      file: fn.file,
      at: loop.at,
      what: loop.element ? `this loop runs once for each \`${loop.element}\`` : 'this loop runs once per element',
    },
    ...path.hops.map((hop) => ({ file: hop.call.file, at: hop.call.fact.at, what: `calls ${nameOf(hop.to)}` })),
    { file: path.file, at: path.query.call, what: `reads ${entityName(path.query)} by a key of that element` },
  ];
  const through = path.hops.length === 0 ? '' : ` through ${path.hops.map((hop) => nameOf(hop.to)).join(' and ')}`;
  const route = lists[0];
  return {
    kind: 'finding',
    ruleId: 'no-n-plus-one',
    severity: route ? 'high' : weight,
    file: fn.file,
    at: call.fact.at,
    unit: loop.at,
    message: (
      `${entityName(path.query)} is ${path.query.counts ? 'counted' : 'read'} once for every element` +
      `${through}${route ? ` while ${route.method} ${route.path} is answered` : ''}. ` +
      `${insteadOf(path.query)} before the loop.`
    ).replace(/^t/, 'T'),
    steps,
  };
}
