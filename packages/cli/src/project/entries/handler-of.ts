import type { ArgFact, Ref } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import { idOf, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';

/** Something that is written in a file: an argument or a member of an object. */
export interface Written {
  readonly file: string;
  readonly of: { readonly arg: ArgFact } | { readonly ref: Ref };
}

export interface Handler {
  /** Null when it is not known what runs. */
  readonly fn: FunctionId | null;
  readonly name: string;
}

export const UNKNOWN_HANDLER: Handler = { fn: null, name: '<unknown>' };

export function thingOf(resolver: Resolver, { file, of }: Written): Thing | null {
  return 'arg' in of ? resolver.argument(file, of.arg) : resolver.resolve(file, of.ref);
}

/** The function that runs, where it is written down: inline, by name, or as what a file exports. */
export function handlerOf(resolver: Resolver, written: Written): Handler {
  const found = thingOf(resolver, written);
  const thing = found?.kind === 'module' ? resolver.exportOf(found.file, 'default') : found;
  if (thing?.kind !== 'function') return UNKNOWN_HANDLER;
  const fact = resolver.functionFact(thing.file, thing.fn);
  return fact ? { fn: idOf(thing.file, thing.fn), name: fact.name } : UNKNOWN_HANDLER;
}
