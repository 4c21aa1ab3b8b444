import { typeRef } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { libraryOf, type Thing } from '../things.js';
import { serviceMethods } from './service-methods.js';

/** What methods of services are handed for requests, by function and position. */
export function serviceParameters(resolver: Resolver, calls: readonly LinkedCall[]): ReadonlyMap<string, Thing> {
  const found = new Map<string, Thing>();
  for (const call of calls) {
    const model = call.target?.call.services;
    if (!model || resolver.files.get(call.file)?.role === 'test') continue;
    const library = libraryOf(call.target.symbol);
    for (const { name, fn } of serviceMethods(resolver, call, model) ?? [])
      for (const [index, type] of (model.methods[name]?.params ?? []).entries()) {
        const ref = typeRef(resolver.registry, `${library}#${type}`, null, 3);
        if (fn !== null && ref) found.set(`${fn}:${index}`, { kind: 'library', meaning: { kind: 'instance', ref } });
      }
  }
  return found;
}
