import type { ServicesModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf } from '../things.js';
import type { FunctionId } from '../types.js';

export interface ServiceMethod {
  readonly name: string;
  /** Null: a class of a package has it. */
  readonly fn: FunctionId | null;
}

/** Methods of a service that answer requests; null where it is not known to be one. */
export function serviceMethods(
  resolver: Resolver,
  { file, fact }: LinkedCall,
  { service, listed, methods }: ServicesModel,
): readonly ServiceMethod[] | null {
  const arg = fact.args[service];
  const thing = arg ? resolver.argument(file, arg) : null;
  if (thing?.kind !== 'instance' && thing?.kind !== 'object') return null;
  const open = fact.args[listed.arg]?.properties?.[listed.property]?.list?.flatMap(({ text }) => text ?? []);
  const isInherited = thing.kind === 'instance' && hasParentOfPackage(resolver, thing.file, thing.name);
  const found = Object.keys(methods).flatMap((name): ServiceMethod[] => {
    if (open && !open.includes(name)) return [];
    const member = resolver.memberOf(thing, name);
    if (member?.kind === 'function') return [{ name, fn: idOf(member.file, member.fn) }];
    return isInherited ? [{ name, fn: null }] : [];
  });
  return found.length > 0 ? found : null;
}

function hasParentOfPackage(resolver: Resolver, file: string, name: string): boolean {
  let owner: { readonly file: string; readonly name: string } | null = { file, name };
  for (let hops = 0; owner && hops < 5; hops += 1) {
    if (!resolver.classes.fact(owner.file, owner.name)?.extends) return false;
    const parent = resolver.classes.parentOf(owner.file, owner.name, resolver);
    owner = parent?.kind === 'instance' || parent?.kind === 'class' ? parent : null;
  }
  return true;
}
