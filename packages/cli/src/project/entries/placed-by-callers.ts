import type { ArgFact, Range } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { idOf } from '../things.js';

/** One registration: what runs, under which name, and where that is said. */
export interface Placed {
  readonly file: string;
  readonly at: Range;
  readonly handler: ArgFact;
  readonly name?: ArgFact;
}

interface Parameter {
  readonly fn: number;
  readonly index: number;
}

/** Functions that hand their parameters on to each other. */
const MAX_HOPS = 3;

/**
 * A function that registers what it is given registers nothing itself: each of its calls does, with what that passes,
 * also through a wrapper: `new Worker(queue, measured(processor))`. Nobody calls it: the registration stands as it is.
 * `runs` tells a function among several arguments that are handed on.
 */
export function placedByCallers(
  calls: readonly LinkedCall[],
  placed: Placed,
  runs: (file: string, arg: ArgFact) => boolean,
  hops = 0,
): readonly Placed[] {
  const handed = [placed.handler, ...(placed.handler.call ?? [])].flatMap((arg) => parameterIn(arg) ?? []);
  const [first] = handed;
  if (!first || hops === MAX_HOPS) return [placed];
  const callers = calls.filter((call) => call.targets.includes(idOf(placed.file, first.fn)));
  const found = callers.flatMap(({ file, fact: { args, at } }): readonly Placed[] => {
    if (args.some(({ spread }) => spread)) return [];
    const given = handed.flatMap(({ fn, index }) => (fn === first.fn ? (args[index] ?? []) : []));
    const handler =
      given.length === 1 ? given[0] : (given.find((arg) => runs(file, arg)) ?? given.find((arg) => parameterIn(arg)));
    if (!handler) return [];
    const own = placed.name && parameterIn(placed.name);
    const said = own?.fn === first.fn ? args[own.index] : placed.name?.text === undefined ? undefined : placed.name;
    return placedByCallers(calls, { file, at, handler, ...(said && { name: said }) }, runs, hops + 1);
  });
  return found.length > 0 ? found : [placed];
}

/** The parameter that an argument is, as a whole. */
function parameterIn({ ref }: ArgFact): Parameter | null {
  return ref?.kind === 'param' && ref.path.length === 0 ? ref : null;
}
