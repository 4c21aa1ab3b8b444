/** Two writes of one function that were never meant to stand or fall together. */
import type { ArgFact } from '@backend-architect/analysis';
import type { Client, Project, ProjectFunction } from './types.js';
import { leavesProcess } from './call-effects.js';
import { runsAtStartUp } from './io-reach.js';
import type { WriteEvent } from './write-events.js';

/** Columns that say how far a piece of work has come. */
const PROGRESS = new RegExp(
  String.raw`^(?:status|state|stage|phase|step|progress|cursor|checkpoint|offset|position|attempts?|` +
    String.raw`heartbeat\w*|last_?[a-z]\w*|processed\w*|updated(?:_?at)?|(?:started|finished|completed|ended|` +
    String.raw`stopped)(?:_?(?:at|date|on))?)$`,
  'i',
);
const ROUNDS = 3;

/** Why no transaction should hold the two, or null when one should. `writes` are all of the function. */
export function whyNoUnit(
  fn: ProjectFunction,
  first: WriteEvent,
  second: WriteEvent,
  writes: readonly WriteEvent[],
  project: Project,
): string | null {
  if (haveOwnConnections(first, second)) return 'no transaction can hold two databases';
  if (isBetween(fn, first, second, project)) return 'another system is called between them';
  if (isToldHowItEnded(first, writes) || isToldHowItEnded(second, writes))
    return 'one of them records how the work goes';
  if (isCheckpoint(first, second)) return 'a batch is followed by its checkpoint';
  return runsAtStartUp(fn, project) ? 'each start of the process repeats them' : null;
}

/** Clients that were made apart, or a store of documents and one of rows: each has connections of its own. */
function haveOwnConnections(first: WriteEvent, second: WriteEvent): boolean {
  const [one, other] = [clientOf(first), clientOf(second)];
  if (!one || !other) return false;
  if (one.madeAt !== null && other.madeAt !== null) return one.madeAt !== other.madeAt;
  return one.store !== null && other.store !== null && one.store !== other.store;
}

/** What the query itself goes through, below the calls that lead to it. */
function clientOf({ query, call, through }: WriteEvent): Client | undefined {
  const holder = through.at(-1);
  const calls = holder ? holder.calls : [call];
  return calls.find(({ fact: { at } }) => at[0] === query.call[0] && at[1] === query.call[1])?.client;
}

/** A transaction around both would stay open while others answer. */
function isBetween(
  fn: ProjectFunction,
  { call: { fact: first } }: WriteEvent,
  { call: { fact: second } }: WriteEvent,
  project: Project,
): boolean {
  return fn.calls.some(
    (call) =>
      call.fact.at[0] >= first.at[1] &&
      call.fact.at[1] <= second.at[0] &&
      call.fact.use !== 'unused' &&
      call.fact.use !== 'void' &&
      leavesProcess(call, project),
  );
}

/** A row that is written again when the work fails: its failure has been thought of. */
function isToldHowItEnded({ entities, call }: WriteEvent, writes: readonly WriteEvent[]): boolean {
  return writes.some(
    (other) =>
      other.call !== call &&
      other.call.fact.inCatch === true &&
      [...other.entities].every((entity) => entities.has(entity)) &&
      entities.size === 1,
  );
}

/** In each round of a loop a batch is written, and then how far it got: when that fails, the batch is written again. */
function isCheckpoint({ call: { fact: first } }: WriteEvent, { call: { fact: second }, through }: WriteEvent): boolean {
  const loop = second.loops.find(({ at }) => first.loops.some((one) => one.at[0] === at[0]));
  if (!loop || through.length > 0) return false;
  const names = second.args.flatMap((arg) => columnsOf(arg, 0));
  return names.length > 0 && names.every((name) => PROGRESS.test(name));
}

/** Columns a write sets: the innermost names of its data, without those of its filter. */
function columnsOf(arg: ArgFact, depth: number): string[] {
  const { properties } = arg;
  if (!properties || depth > ROUNDS) return [];
  const data = properties['data'] ?? properties['set'] ?? properties['$set'];
  if (data?.properties) return columnsOf(data, depth + 1);
  return Object.hasOwn(properties, 'where') ? [] : Object.keys(properties);
}
