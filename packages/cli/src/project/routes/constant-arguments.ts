/** Settings that other files say: what an argument is where it names a constant. */
import type { ArgFact, Range, Value } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import { valueBelow } from './value-below.js';

const MAX_DEPTH = 4;

/** The argument with constants of other files in place of their names, as far as they are known whole. */
export function constantArgument(resolver: Resolver, file: string, arg: ArgFact, depth = 0): ArgFact {
  if (depth > MAX_DEPTH) return arg;
  const inner = (one: ArgFact): ArgFact => constantArgument(resolver, file, one, depth + 1);
  if (arg.list) return { ...arg, list: arg.list.map(inner) };
  if (arg.properties)
    return {
      ...arg,
      properties: Object.fromEntries(Object.entries(arg.properties).map(([name, one]) => [name, inner(one)])),
    };
  const found = arg.ref?.kind === 'import' && !arg.spread ? resolver.exportFactOf(file, arg.ref) : null;
  const value = found && valueBelow(found.fact.value, found.path);
  const written = value && writtenAs(value, arg.at, depth);
  return written ? { ...arg, ...written } : arg;
}

function writtenAs(value: Value, at: Range, depth: number): ArgFact | null {
  const { constant, elements, properties, spread } = value;
  if (typeof constant === 'string') return { at, text: constant };
  if (typeof constant === 'number') return { at, number: constant };
  if (typeof constant === 'boolean') return { at, boolean: constant };
  if (depth > MAX_DEPTH) return null;
  const inner = (one: Value): ArgFact => writtenAs(one, at, depth + 1) ?? { at };
  // Of a list that something is spread into, no elements are kept.
  if (elements) return { at, list: elements.map(inner) };
  return properties && !spread
    ? { at, properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)])) }
    : null;
}
