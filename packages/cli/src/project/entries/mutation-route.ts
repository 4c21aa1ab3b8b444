import { MUTATION } from '../route-privilege.js';
import type { Entry, Route } from '../types.js';

/** A mutation as a route, where what stands before it is followed; null for anything else. */
export function mutationRoute({ changes, chain, name, ...entry }: Entry): Route | null {
  if (!changes || chain === null || name.includes(':?')) return null;
  const { framework, file, at, handler, handlerName, complete, declaredPublic } = entry;
  return {
    framework,
    method: MUTATION,
    path: name.replace(/^Mutation\./, ''),
    file,
    at,
    chain: [...chain],
    handler,
    handlerName,
    complete,
    ...(declaredPublic !== undefined && { declaredPublic }),
  };
}
