/** Values the program keeps itself, in a place that it names itself: they say nothing of who calls. */
import type { Range } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { libraryOf } from '../things.js';
import type { FunctionId } from '../types.js';
import { isKnownHarmless } from './known-harmless.js';
import type { PlacedCalls } from './placed-calls.js';

/** Families of libraries that keep what they are given. */
const STORES: ReadonlySet<string | undefined> = new Set(['key-value', 'sql-driver', 'orm', 'document-store']);
const DEPTH = 3;

/** Whether a call, by its place, gives one: its arguments are constants, and all it does is read a store. */
export function createOwnValues(
  { registry }: Pick<Resolver, 'registry'>,
  { at, within }: PlacedCalls,
): (file: string, call: Range) => boolean {
  const families = new Map(registry.models.map(({ library, family }) => [library, family]));
  const isStore = ({ target }: LinkedCall): boolean =>
    target !== null && STORES.has(families.get(libraryOf(target.symbol)));
  const readsStore = (id: FunctionId, depth: number): boolean => {
    const calls = within(id);
    const reads = calls.filter(
      (call) =>
        isStore(call) ||
        (depth > 0 && call.targets.length > 0 && call.targets.every((one) => readsStore(one, depth - 1))),
    );
    // Whatever else it asks may be the request: cookies of a framework, a storage of its own.
    return reads.length > 0 && calls.every((call) => reads.includes(call) || isOnlyComputed(call));
  };
  return (file, range) => {
    const call = at(file, range);
    return (
      !!call &&
      isOfConstants(call) &&
      (isStore(call) || (call.targets.length > 0 && call.targets.every((id) => readsStore(id, DEPTH))))
    );
  };
}

function isOfConstants({ fact: { args } }: LinkedCall): boolean {
  return args.length > 0 && args.every(({ text, number, boolean }) => (text ?? number ?? boolean) !== undefined);
}

function isOnlyComputed(call: LinkedCall): boolean {
  const { result, holdsCaller, keeps } = call.target?.call ?? {};
  return result?.is !== 'source' && !holdsCaller && !keeps && isKnownHarmless(call, () => false);
}
