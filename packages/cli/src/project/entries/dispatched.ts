/** Jobs that a function takes from a table by what they are called: `handlers[job.name](job)`. */
import type { EntryInput } from './entry-input.js';
import { eachIn, type EachHandler } from './each-handler.js';
import { handlerOf } from './handler-of.js';
import type { Placed } from './placed-by-callers.js';
import { fileAndKey } from '../things.js';

/**
 * What stands in the tables that the handler of a registration chooses from by what it is given.
 */
export function dispatchedBy(input: EntryInput, kind: 'queue' | 'socket', place: Placed): readonly EachHandler[] {
  const { fn } = handlerOf(input.resolver, { file: place.file, of: { arg: place.handler } });
  if (fn === null) return [];
  const [, key] = fileAndKey(fn);
  return (input.callsBy.get(fn) ?? []).flatMap(({ file, fact: { computed } }): readonly EachHandler[] => {
    const by = computed?.key.ref;
    const isGiven = by?.kind === 'param' && by.fn === key && by.index === 0;
    // A message of a socket is a text, and is read before it says what it asks for.
    if (!computed || (kind === 'queue' ? !isGiven : computed.key.text !== undefined)) return [];
    const { handlers } = eachIn(input, {}, { file, of: { ref: computed.on } });
    return handlers.filter(({ handler }) => handler.fn !== null);
  });
}
