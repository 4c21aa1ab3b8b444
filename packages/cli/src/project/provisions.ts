import type { ArgFact, FileFacts } from '@backend-architect/analysis';
import { tokenOf, type Provisions } from './class-tree.js';
import type { Resolver } from './resolution.js';
import { keyOf, type Thing } from './things.js';

/**
 * What the project's modules provide under a token by class: `{ provide: TOKEN, useClass: Impl }`, `useExisting`
 * likewise. A token that is provided twice with different classes stays open.
 */
export function providedBy(files: ReadonlyMap<string, FileFacts>, resolver: Resolver): Provisions {
  let found: Map<string, Thing | null> | null = null;
  const collect = (): Map<string, Thing | null> => {
    const provisions = new Map<string, Thing | null>();
    for (const facts of files.values()) {
      if (facts.role === 'test') continue;
      for (const owner of facts.classes) {
        for (const decorator of owner.decorators) {
          for (const entry of decorator.args[0]?.properties?.['providers']?.list ?? [])
            addProvision(facts.file, entry, resolver, provisions);
        }
      }
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
  const instance: Thing = { kind: 'instance', file: made.file, name: made.name };
  const type = provide.ref ? resolver.resolve(file, provide.ref) : null;
  const keys = [
    tokenOf(provide.ref, provide.text),
    type?.kind === 'class' || type?.kind === 'interface' ? `${type.file}#${type.name}` : null,
  ];
  for (const key of keys) {
    if (key === null || key === `${made.file}#${made.name}`) continue;
    const before = provisions.get(key);
    provisions.set(key, before === undefined || (before && keyOf(before) === keyOf(instance)) ? instance : null);
  }
}
