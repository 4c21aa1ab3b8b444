import type { ArgFact, Ref } from '@backend-architect/analysis';

/** What the members of an object that is written out refer to. */
export function refsOf(properties: Readonly<Record<string, ArgFact>>): Record<string, Ref> {
  const refs: Record<string, Ref> = {};
  for (const [name, arg] of Object.entries(properties)) {
    if (arg.fn !== undefined) refs[name] = { kind: 'function', fn: arg.fn };
    else if (arg.properties) refs[name] = { kind: 'object', members: refsOf(arg.properties) };
    else if (arg.ref) refs[name] = arg.ref;
  }
  return refs;
}
