import type { Ref } from '@backend-architect/analysis';
import type { Resolver } from './resolution.js';
import { libraryOf, type Thing } from './things.js';
import type { Client } from './types.js';

const HOPS = 6;

export function clientOf(resolver: Resolver, file: string, callee: Ref, symbol: string): Client {
  return { madeAt: madeFor(resolver, file, callee), store: storeOf(resolver, symbol) };
}

function storeOf({ registry }: Resolver, symbol: string): Client['store'] {
  const library = libraryOf(symbol);
  switch (registry.models.find((model) => model.library === library)?.family) {
    case 'document-store':
      return 'documents';
    case 'sql-driver':
    case 'orm':
      return 'rows';
    default:
      return null;
  }
}

/**
 * The construction of the client, through members and results of it; null where it is not seen, or is one of several.
 */
function madeFor(resolver: Resolver, file: string, callee: Ref): string | null {
  let ref: Ref = callee;
  for (let hops = 0; hops < HOPS; hops += 1) {
    const path: readonly string[] = ('path' in ref && ref.path) || [];
    for (let length = path.length; length >= 0; length -= 1) {
      const found = madeAt(resolver.resolve(file, { ...ref, path: path.slice(0, length) } as Ref));
      if (found !== null) return found;
    }
    if (ref.kind !== 'result') return null;
    ref = ref.of;
  }
  return null;
}

function madeAt(thing: Thing | null): string | null {
  if (thing?.kind !== 'library' || thing.meaning.kind !== 'instance') return null;
  return thing.meaning.ref.type.perProcess ? (thing.origin ?? null) : null;
}
