import type { ArgFact, CallFact, CallModel, FileFacts, ModelRegistry } from '@backend-architect/analysis';
import { tokenOf, type Provisions } from './class-tree.js';
import type { Resolver } from './resolution.js';
import { targetOf } from './library-things.js';
import { providersOf } from './routes/module-lists.js';
import { keyOf, type Instance, type Thing } from './things.js';

/**
 * What the project's modules provide under a token by class: `{ provide: TOKEN, useClass: Impl }`, `useExisting`
 * likewise, and what its containers hold: `bind(TOKEN).to(Impl)`. A token that is provided twice with different classes,
 * or once with something that is not known, stays open.
 */
export function providedBy(files: ReadonlyMap<string, FileFacts>, resolver: Resolver): Provisions {
  let found: Map<string, Thing | null> | null = null;
  const collect = (): Map<string, Thing | null> => {
    const provisions = new Map<string, Thing | null>();
    // What is provided may itself hang on what is.
    found = provisions;
    for (const { file, arg } of providersOf(resolver)) {
      const { provide, ...given } = arg.properties ?? {};
      if (provide)
        put(provisions, resolver, file, provide, instanceFrom(file, { ...arg, properties: given }, resolver));
    }
    const names = bindingNames(resolver.registry);
    for (const facts of files.values())
      if (facts.role !== 'test') for (const call of facts.calls) if (names.has(lastName(call))) bound(facts, call);
    return provisions;

    /** `container.bind(TOKEN).to(Impl)`, `.toConstantValue(new Impl())`, `register(TOKEN, { useClass: Impl })` */
    function bound(facts: FileFacts, call: CallFact): void {
      const thing = resolver.resolve(facts.file, call.callee);
      const binds =
        thing?.kind === 'library' ? targetOf(resolver.registry, thing.meaning, 'call')?.call.binds : undefined;
      if (!binds) return;
      const token = tokenArg(facts, call, binds);
      const given = call.args[binds.arg];
      if (token) put(provisions, resolver, facts.file, token, given ? instanceFrom(facts.file, given, resolver) : null);
    }
  };
  return (token) => (found ??= collect()).get(token) ?? null;
}

const known = new WeakMap<ModelRegistry, ReadonlySet<string>>();

/** Names of members that put something behind a token, in any library. */
function bindingNames(registry: ModelRegistry): ReadonlySet<string> {
  const before = known.get(registry);
  if (before) return before;
  const names = new Set(
    registry.models.flatMap(({ types = {} }) =>
      Object.values(types).flatMap(({ members = {} }) =>
        Object.entries(members).flatMap(([name, { call }]) => (call?.binds ? [name] : [])),
      ),
    ),
  );
  known.set(registry, names);
  return names;
}

function lastName({ callee }: CallFact): string {
  if (callee.kind === 'library' && !callee.path?.length) return callee.symbol.slice(callee.symbol.lastIndexOf('.') + 1);
  return ('path' in callee ? callee.path?.at(-1) : undefined) ?? '';
}

/** The token itself, or the first argument of the call this one is made on. */
function tokenArg({ calls }: FileFacts, call: CallFact, binds: NonNullable<CallModel['binds']>): ArgFact | undefined {
  if (binds.token !== undefined) return call.args[binds.token];
  const { at, nameRange } = call;
  return calls
    .filter((other) => other.at[0] === at[0] && other.at[1] <= nameRange[0])
    .sort((a, b) => b.at[1] - a.at[1])[0]?.args[0];
}

/** A class, an instance of one, a function that makes one, or one of these under the key for it. */
function instanceFrom(file: string, given: ArgFact, resolver: Resolver): Instance | null {
  const { properties } = given;
  if (properties) {
    const inner =
      properties['useClass'] ?? properties['useExisting'] ?? properties['useValue'] ?? properties['useFactory'];
    return inner ? instanceFrom(file, inner, resolver) : null;
  }
  const thing = resolver.argument(file, given);
  const made = thing?.kind === 'function' ? resolver.resultOf(thing, 'call') : thing;
  return made?.kind === 'class' || made?.kind === 'instance'
    ? { kind: 'instance', file: made.file, name: made.name }
    : null;
}

function put(
  provisions: Map<string, Thing | null>,
  resolver: Resolver,
  file: string,
  provide: ArgFact,
  instance: Instance | null,
): void {
  const type = provide.ref ? resolver.resolve(file, provide.ref) : null;
  const keys = [
    tokenOf(provide.ref, provide.text),
    type?.kind === 'class' || type?.kind === 'interface' ? `${type.file}#${type.name}` : null,
  ];
  for (const key of keys) {
    if (key === null || (instance && key === `${instance.file}#${instance.name}`)) continue;
    const before = provisions.get(key);
    const agrees = before === undefined || (before && instance && keyOf(before) === keyOf(instance));
    provisions.set(key, agrees ? instance : null);
  }
}
