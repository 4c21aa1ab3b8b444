import type { ArgFact, CallModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { Thing } from '../things.js';

/** Ways to sign in that are installed under a name, of which some let strangers pass. */
export interface Strategies {
  /** Name of a strategy among those a call asks for with which strangers pass, or null. */
  lenientIn(model: CallModel, args: readonly ArgFact[] | null): string | null;
}

export function createStrategies(resolver: Resolver, calls: readonly LinkedCall[]): Strategies {
  const lenient = new Set<string>();
  for (const call of calls) {
    const installs = call.target?.call.installs;
    if (!installs) continue;
    const name = call.fact.args[installs.nameArg]?.text;
    const value = call.fact.args[installs.valueArg];
    const thing = value ? resolver.argument(call.file, value) : null;
    if (name !== undefined && thing && letsPass(resolver, thing, 3)) lenient.add(name);
  }
  return {
    lenientIn(model, args) {
      const given = model.strategyArg === undefined ? undefined : args?.[model.strategyArg];
      const names = given?.list ? given.list.map((entry) => entry.text) : [given?.text];
      return names.find((name) => name !== undefined && lenient.has(name)) ?? null;
    },
  };
}

/** The strategy, its class, or the class it extends is one of a library that turns nobody away. */
function letsPass(resolver: Resolver, thing: Thing, depth: number): boolean {
  if (depth < 0) return false;
  switch (thing.kind) {
    case 'library': {
      const { meaning } = thing;
      if (meaning.kind === 'instance') return meaning.ref.type.letsPass === true;
      if (meaning.kind !== 'member')
        return meaning.kind === 'module' && Object.values(meaning.model.types ?? {}).some((type) => type.letsPass);
      const { type } = meaning.ref.member;
      return type !== undefined && meaning.ref.model.types?.[type]?.letsPass === true;
    }
    case 'class':
    case 'instance': {
      const parent = resolver.classes.parentOf(thing.file, thing.name, resolver);
      return parent !== null && letsPass(resolver, parent, depth - 1);
    }
    case 'any-of':
      return thing.things.some((one) => letsPass(resolver, one, depth - 1));
    default:
      return false;
  }
}
