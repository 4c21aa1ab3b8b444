import type { ArgFact, CallFact, FileFacts } from '@backend-architect/analysis';
import { tokenOf, type Provisions } from './class-tree.js';
import type { Resolver } from './resolution.js';
import { libraryThing, targetOf } from './library-things.js';
import { keyOf, type Instance, type Thing } from './things.js';

/**
 * What the project's modules provide under a token by class: `{ provide: TOKEN, useClass: Impl }`, `useExisting`
 * likewise, and what its containers hold: `bind(TOKEN).to(Impl)`. A token that is provided twice with different classes stays open.
 */
export function providedBy(files: ReadonlyMap<string, FileFacts>, resolver: Resolver): Provisions {
  let found: Map<string, Thing | null> | null = null;
  const collect = (): Map<string, Thing | null> => {
    const provisions = new Map<string, Thing | null>();
    // What is provided may itself hang on what is.
    found = provisions;
    for (const facts of files.values()) {
      if (facts.role === 'test') continue;
      for (const owner of facts.classes) {
        for (const decorator of owner.decorators) {
          for (const entry of decorator.args[0]?.properties?.['providers']?.list ?? [])
            addProvision(facts.file, entry, resolver, provisions);
        }
      }
      addBindings(facts, resolver, provisions);
    }
    return provisions;
  };
  return (token) => (found ??= collect()).get(token) ?? null;
}

function addProvision(file: string, entry: ArgFact, resolver: Resolver, provisions: Map<string, Thing | null>): void {
  const provide = entry.properties?.['provide'];
  const given = entry.properties?.['useClass'] ?? entry.properties?.['useExisting'];
  const made = given?.ref && resolver.resolve(file, given.ref);
  if (!provide || made?.kind !== 'class') return;
  addInstance(file, provide, { kind: 'instance', file: made.file, name: made.name }, resolver, provisions);
}

/** `container.bind(TOKEN).to(Impl)`, `.toConstantValue(new Impl())`, `register(TOKEN, { useClass: Impl })` */
function addBindings(facts: FileFacts, resolver: Resolver, provisions: Map<string, Thing | null>): void {
  for (const call of facts.calls) {
    if (call.callee.kind !== 'library') continue;
    const thing = libraryThing(resolver.registry, call.callee, facts.file);
    const binds = thing && targetOf(resolver.registry, thing.meaning, 'call')?.call.binds;
    if (!binds) continue;
    const token = binds.token === undefined ? chainedTo(facts, call)?.args[0] : call.args[binds.token];
    const given = call.args[binds.arg];
    const instance = given && instanceFrom(facts.file, given, resolver);
    if (token && instance) addInstance(facts.file, token, instance, resolver, provisions);
  }
}

/** The call whose result this one is made on. */
function chainedTo({ calls }: FileFacts, { at, nameRange }: CallFact): CallFact | undefined {
  return calls
    .filter((call) => call.at[0] === at[0] && call.at[1] <= nameRange[0])
    .sort((a, b) => b.at[1] - a.at[1])[0];
}

/** A class, an instance of one, a function that makes one, or one of these under the key for it. */
function instanceFrom(file: string, given: ArgFact, resolver: Resolver): Instance | null {
  const { properties } = given;
  const inner = properties?.['useClass'] ?? properties?.['useValue'] ?? properties?.['useFactory'];
  if (inner) return instanceFrom(file, inner, resolver);
  const made = given.fn === undefined ? null : resolver.functionFact(file, given.fn)?.result;
  const thing = made ? resolver.resolve(file, made) : resolver.argument(file, given);
  switch (thing?.kind) {
    case 'class':
    case 'instance':
      return { kind: 'instance', file: thing.file, name: thing.name };
    default:
      return null;
  }
}

function addInstance(
  file: string,
  provide: ArgFact,
  instance: Instance,
  resolver: Resolver,
  provisions: Map<string, Thing | null>,
): void {
  const type = provide.ref ? resolver.resolve(file, provide.ref) : null;
  const keys = [
    tokenOf(provide.ref, provide.text),
    type?.kind === 'class' || type?.kind === 'interface' ? `${type.file}#${type.name}` : null,
  ];
  for (const key of keys) {
    if (key === null || key === `${instance.file}#${instance.name}`) continue;
    const before = provisions.get(key);
    provisions.set(key, before === undefined || (before && keyOf(before) === keyOf(instance)) ? instance : null);
  }
}
