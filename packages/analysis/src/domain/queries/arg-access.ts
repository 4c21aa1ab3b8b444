import type { ArgRef } from '../../vocabulary/sink-shapes.js';
import type { ArgFact } from '../../vocabulary/facts.js';

/** The argument a model speaks of; undefined when the call does not give it. */
export function argAt(args: readonly ArgFact[], ref: ArgRef): ArgFact | undefined {
  if (typeof ref === 'number') return args.slice(0, ref).some((arg) => arg.spread) ? undefined : args[ref];
  return ref === 'last' ? args.at(-1) : undefined;
}

/** Whether an options argument names one of these properties. `unknown` when it cannot be seen. */
export function hasProperty(arg: ArgFact | undefined, names: readonly string[]): 'yes' | 'no' | 'unknown' {
  if (!arg) return 'no';
  if (arg.spread) return 'unknown';
  if (arg.properties) {
    const { properties } = arg;
    if (names.some((name) => Object.hasOwn(properties, name))) return 'yes';
    return Object.hasOwn(properties, '...') ? 'unknown' : 'no';
  }
  const isPlain =
    arg.text !== undefined ||
    arg.number !== undefined ||
    arg.boolean !== undefined ||
    arg.fn !== undefined ||
    arg.list !== undefined ||
    arg.sql !== undefined;
  return isPlain ? 'no' : 'unknown';
}

export function propertyAt(arg: ArgFact | undefined, name: string): ArgFact | undefined {
  return arg?.properties && Object.hasOwn(arg.properties, name) ? arg.properties[name] : undefined;
}
