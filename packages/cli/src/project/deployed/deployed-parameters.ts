/** What a platform hands to the functions it runs, also through a wrapper that hands it on: `handler(async (event) => ...)`. */
import { typeRef, type Ref } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { fileAndKey, idOf, oneOf, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';
import type { DeployedFunction } from './deployed-functions.js';

/** By function and position of the parameter. */
export function deployedParameters(
  resolver: Resolver,
  calls: readonly LinkedCall[],
  deployed: readonly DeployedFunction[],
): ReadonlyMap<string, Thing> {
  const found = new Map<string, Thing[]>();
  const put = (id: FunctionId, index: number, input: string): void => {
    const ref = typeRef(resolver.registry, input, null, 3);
    const key = `${id}:${index}`;
    // What hands over nothing leaves what others do.
    if (ref && Object.keys(ref.type.members ?? {}).length > 0)
      found.set(key, [...(found.get(key) ?? []), { kind: 'library', meaning: { kind: 'instance', ref } }]);
  };
  const files = new Set(deployed.map(({ file }) => file));
  const making = calls.filter(({ file, fact }) => files.has(file) && fact.fn === -1 && fact.exportedAs);
  for (const { file, exported, runs } of deployed) {
    const inputs = [...new Set(runs.flatMap(({ input }) => input ?? []))];
    const thing = exported.ref ? resolver.resolve(file, exported.ref) : null;
    const wrapper = making.filter((call) => call.file === file && call.fact.exportedAs?.includes(exported.name));
    for (const input of inputs) {
      if (thing?.kind === 'function') put(idOf(thing.file, thing.fn), 0, input);
      for (const call of wrapper)
        for (const { position, id, under } of call.given) {
          const index = under === undefined ? eventIn(resolver, calls, call, position) : null;
          if (index !== null) put(id, index, input);
        }
    }
  }
  return new Map(
    [...found].flatMap(([key, things]) => {
      const thing = oneOf(things);
      return thing && thing.kind !== 'any-of' ? [[key, thing] as const] : [];
    }),
  );
}

/** The parameter with which a wrapper hands on what it is run with to the function in this position. */
function eventIn(
  resolver: Resolver,
  calls: readonly LinkedCall[],
  { target, fact, targets }: LinkedCall,
  position: number,
): number | null {
  if (runsFirst(target, position)) return 0;
  for (const id of targets) {
    const [file, fn] = fileAndKey(id);
    const isGiven = (ref: Ref | undefined): boolean =>
      ref?.kind === 'param' && ref.fn === fn && ref.index === position && ref.path.length === 0;
    const made = resolver.resultOf({ kind: 'function', file, fn }, 'call', fact.args);
    for (const call of calls) {
      if (call.file !== file) continue;
      // `middleware(handler)` of a library, which runs it with what itself is run with.
      const place = call.fact.args.findIndex(({ ref }) => isGiven(ref));
      if (place >= 0 && runsFirst(call.target, place)) return 0;
      if (!isGiven(call.fact.callee) || made?.kind !== 'function') continue;
      const index = call.fact.args.findIndex(
        ({ ref }) => ref?.kind === 'param' && ref.fn === made.fn && ref.index === 0 && ref.path.length === 0,
      );
      if (index >= 0) return index;
    }
  }
  return null;
}

function runsFirst(target: LinkedCall['target'], position: number): boolean {
  return [target?.call.entry ?? []]
    .flat()
    .some(({ name, handler }) => name === 'export' && handler.arg === position && handler.property === undefined);
}
