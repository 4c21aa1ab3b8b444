import type { ChainLink, Route } from '../project/types.js';
import { isUnknown } from './route-guards.js';

/** A link that may check who calls and is not known to, with the routes that have no other. */
export interface DoubtfulLink {
  readonly link: ChainLink;
  readonly routes: readonly Route[];
}

/**
 * The links on which it hangs whether routes are guarded, each once: what is asked of one is asked of all routes behind
 * it.
 */
export function doubtfulLinks(routes: readonly Route[]): readonly DoubtfulLink[] {
  const groups = new Map<string, { link: ChainLink; routes: Route[] }>();
  for (const route of routes) {
    const link = route.chain.find(({ doubt }) => doubt !== undefined) ?? route.chain.find(isUnknown);
    if (!link) continue;
    const key = causeOf(link);
    const group = groups.get(key);
    if (group) group.routes.push(route);
    else groups.set(key, { link, routes: [route] });
  }
  return [...groups.values()];
}

/** Where the reason stands; a function or library that is doubted wherever it is used is one cause. */
function causeOf({ name, file, at, fn, doubt }: ChainLink): string {
  if (doubt?.cause !== undefined) return `${doubt.cause} ${doubt.what}`;
  const isOfPlace = doubt && (doubt.file !== file || doubt.at[0] !== at[0]);
  return isOfPlace ? `${name} ${doubt.file}:${doubt.at[0]} ${doubt.what}` : `${fn ?? name} ${doubt?.what ?? ''}`;
}
