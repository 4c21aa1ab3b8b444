/** Jobs that a function takes from a table by what they are called: `handlers[job.name](job)`. */
import type { EntryInput } from './entry-input.js';
import { eachIn, type EachHandler } from './each-handler.js';
import { handlerOf } from './handler-of.js';
import type { Placed } from './placed-by-callers.js';
import { fileAndKey } from '../things.js';

/** What stands in the tables that the handler of a registration chooses from by what it is given. */
export function dispatchedBy(input: EntryInput, place: Placed): readonly EachHandler[] {
  const { fn } = handlerOf(input.resolver, { file: place.file, of: { arg: place.handler } });
  if (fn === null) return [];
  const [, key] = fileAndKey(fn);
  return (input.callsBy.get(fn) ?? []).flatMap(({ file, fact: { computed } }): readonly EachHandler[] => {
    const by = computed?.key.ref;
    if (!computed || by?.kind !== 'param' || by.fn !== key || by.index !== 0) return [];
    const { handlers } = eachIn(input, {}, { file, of: { ref: computed.on } });
    return handlers.filter(({ handler }) => handler.fn !== null);
  });
}
