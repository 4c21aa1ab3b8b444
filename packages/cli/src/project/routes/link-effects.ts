import { isIndependentRecord, type Range, type WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf } from '../things.js';
import type { Doubt, FunctionId } from '../types.js';
import type { CallerProof } from './proof.js';
import { carriesInput, lastName } from './known-harmless.js';
import type { PlacedCalls } from './placed-calls.js';

const DEPTH = 4;
const LISTENS = /^(?:on|once|addListener|addEventListener|prependListener)$/;
const SENDS = /^(?:post|put|patch|delete|del)$/i;

/**
 * What a function that stands before a handler changes, or sends out, for requests that go on: a check behind it comes
 * too late for that. Records that stand by themselves (an audit entry, a session) are none; neither is what it does
 * when the handler has run, nor what it does for callers it knows.
 */
export function createLinkEffects(
  resolver: Resolver,
  calls: readonly LinkedCall[],
  placed: PlacedCalls,
  proof: CallerProof,
): (id: FunctionId) => Doubt | null {
  const known = new Map<FunctionId, Doubt | null>();
  let listeners: ReadonlySet<FunctionId> | undefined;

  const factsOf = (
    id: FunctionId,
  ): { readonly file: string; readonly ways: WaysFact | undefined; readonly range: Range | undefined } => {
    const { file, key, range } = placed.placeOf(id);
    return { file, range, ways: resolver.files.get(file)?.ways.find(({ fn }) => fn === key) };
  };

  /** The function itself, or what a factory makes: a function in it that goes on. */
  const running = (id: FunctionId): readonly FunctionId[] => {
    const { file, ways, range } = factsOf(id);
    if (goesOn(ways) || !range) return [id];
    const made = (resolver.files.get(file)?.ways ?? []).filter(
      (one) => range[0] < one.fn && one.fn < range[1] && goesOn(one),
    );
    return made.length > 0 ? made.map(({ fn }) => idOf(file, fn)) : [id];
  };

  const isLater = (file: string, at: number): boolean => {
    listeners ??= new Set(
      calls.filter(({ fact }) => LISTENS.test(lastName(fact))).flatMap(({ given }) => given.map(({ id }) => id)),
    );
    return (resolver.files.get(file)?.functions ?? []).some(
      ({ key, range, entry }) =>
        range[0] <= at && at < range[1] && (entry === 'background' || listeners!.has(idOf(file, key))),
    );
  };

  const effectOf = (id: FunctionId, depth: number): Doubt | null => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, null);
    const { ways } = factsOf(id);
    const last = Math.max(...(ways?.ways ?? []).flatMap(({ to, at }) => (to === 'on' ? [at[0]] : [])));
    for (const call of placed.within(id)) {
      if (
        (last > 0 && call.fact.at[0] > last) ||
        isLater(call.file, call.fact.at[0]) ||
        proof.isCheckedBefore(id, call)
      )
        continue;
      const own = changed(call) ?? (ways?.refuses ? null : sent(call));
      const effect = own
        ? { file: call.file, at: call.fact.at, what: `what runs before it ${own} already` }
        : depth > 0
          ? firstOf(call.targets, depth - 1)
          : null;
      if (!effect) continue;
      known.set(id, effect);
      return effect;
    }
    return null;
  };

  const firstOf = (ids: readonly FunctionId[], depth: number): Doubt | null => {
    for (const id of ids) {
      const effect = effectOf(id, depth);
      if (effect) return effect;
    }
    return null;
  };

  const changed = (call: LinkedCall): string | null => {
    const query = placed.queryAt(call);
    if (
      (query?.operation !== 'write' && query?.operation !== 'delete') ||
      (query.entity !== undefined && isIndependentRecord(query.entity))
    )
      return null;
    return `${query.operation === 'delete' ? 'deletes from' : 'writes'} ${query.entity ?? 'stored data'}`;
  };

  return (id) => firstOf(running(id), DEPTH);
}

function goesOn(ways: WaysFact | undefined): boolean {
  return ways?.ways.some(({ to }) => to === 'on') ?? false;
}

/** What leaves the process and cannot be taken back. Whoever refuses by what comes back has only asked. */
function sent({ fact }: LinkedCall): string | null {
  if (fact.external === 'mail') return 'sends mail';
  if (fact.external === 'queue') return 'hands work to a queue';
  const method = fact.args.flatMap(({ properties }) => properties?.['method']?.text ?? []).at(0) ?? lastName(fact);
  // A licence that is looked up says nothing of whoever calls.
  return fact.external === 'network' && SENDS.test(method) && carriesInput(fact) ? 'sends something out' : null;
}
