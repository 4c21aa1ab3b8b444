/** Functions that take messages themselves, again and again: `while (running) { const { Messages } = await receive(); }`. */
import type { LinkedCall } from '../call-linker.js';
import { idOf, libraryOf } from '../things.js';
import type { Entry, FunctionId } from '../types.js';
import { nameArg, nameOfMaker } from './called-entries.js';
import { UNNAMED, type EntryInput } from './entry-input.js';

/** Functions that hand on what they took. */
const MAX_HOPS = 3;

export function receivedEntries(input: EntryInput): Entry[] {
  const { resolver, calls, textOf } = input;
  const found = new Map<string, Entry>();
  for (const call of calls) {
    const { file, fact, target } = call;
    const receives = target?.call.receives;
    if (!receives || resolver.files.get(file)?.role === 'test') continue;
    const handler = idOf(file, fact.fn);
    if (!isLooped(call) && !isRepeated(input, handler, new Set())) continue;
    const own = receives.name && nameArg(fact.args, receives.name);
    const name =
      (own ? textOf(file, own) : null) ??
      (receives.name ? nameOfMaker(input, { call, entry: { name: receives.name } }) : null) ??
      UNNAMED;
    const fn = resolver.functionFact(file, fact.fn);
    found.set(`${handler} ${name}`, {
      kind: receives.kind,
      framework: libraryOf(target.symbol),
      name,
      file,
      at: fact.at,
      handler,
      handlerName: fn?.name ?? '<module>',
      chain: null,
      complete: !name.includes(UNNAMED),
    });
  }
  return [...found.values()];
}

/** It stands in a loop of those who call it, a timer runs it, or it begins anew by itself. */
function isRepeated(input: EntryInput, id: FunctionId, seen: Set<FunctionId>): boolean {
  if (seen.has(id) || seen.size > MAX_HOPS) return false;
  seen.add(id);
  return input.calls.some((call) => {
    if (input.resolver.files.get(call.file)?.role === 'test') return false;
    const by = idOf(call.file, call.fact.fn);
    if (call.given.some((given) => given.id === id)) return by === id || call.target?.call.background === true;
    if (!call.targets.includes(id)) return false;
    return by === id || isLooped(call) || isRepeated(input, by, seen);
  });
}

/** Not for the elements of a list, of which there is an end. */
function isLooped({ fact }: LinkedCall): boolean {
  return fact.loops.some(({ kind }) => kind === 'while' || kind === 'for');
}
