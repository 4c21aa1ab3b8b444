/** What stands before the routes of a router, and what of it a request for one of them passes. */
import type { LinkedCall } from '../call-linker.js';
import type { ChainLink } from '../types.js';
import { argPlaceOf } from './arg-place.js';
import { handlerArg } from './chain-links.js';
import { coverage } from './paths.js';
import type { Registration } from './registrations.js';
import { doubted, forgiven, withoutEffect, type OpenLink } from './settled-links.js';
import type { WalkInput } from './walk-input.js';

/** What stands before the routes of a router: links with the path they apply to. */
export interface Active {
  readonly link: OpenLink;
  readonly path: string;
  /** The registrations that put it there; each must be certain. */
  readonly by: readonly Registration[];
  /** Set where it was registered as a route: only requests for it pass. */
  readonly method?: string;
}

export interface Scope {
  readonly input: WalkInput;
  readonly router: string;
  readonly active: readonly Active[];
}

/** Links that a request for this path passes. Where only some requests do, the link is not known to check who calls. */
export function activeFor({ input, router, active }: Scope, path: string, to: Registration): OpenLink[] {
  return active.reduce<OpenLink[]>(
    (before, one) => [
      ...(one.link.failures === 'forgives' && coverage(path, one.path) !== 'none'
        ? forgiven(before, one.link)
        : before),
      ...passed(one),
    ],
    [],
  );

  function passed({ link, path: prefix, by: all, method }: Active): OpenLink[] {
    const covered = coverage(path, prefix);
    if (method !== undefined && !isTelling(link) && path !== prefix) return [];
    if (
      covered === 'none' ||
      (method !== undefined && !isSameRoute({ path, method: to.fact.method ?? 'ALL' }, { path: prefix, method }))
    )
      return [];
    if (covered === 'some')
      return [withoutEffect(doubted(link, 'that it hangs on the path of this route is not known'))];
    const shared = all.find((by) => by.shared === 'some');
    if (shared && isCaller(link) && !isAlike(input, router, shared))
      return [
        doubted(link, 'it stands before some of the routers made by one function, and which is not known', {
          file: shared.place,
          at: shared.fact.at,
        }),
      ];
    const uncertain = all.find((by) => !isCertain(by, to));
    return [
      uncertain
        ? doubted(link, 'it is put in place only under a condition', { file: uncertain.place, at: uncertain.fact.at })
        : link,
    ];
  }
}

/** Whatever other uses of the factory put in the same place checks who calls as well. */
function isAlike(input: WalkInput, router: string, by: Registration): boolean {
  const others = (input.groups.get(router) ?? []).filter((other) => other.call === by.call);
  return others.every((other) =>
    other.fact.handlers.some((arg) =>
      isCaller(handlerArg(input.resolver, input.book, input.calls, other.file, arg, argPlaceOf(other)).link),
    ),
  );
}

/**
 * Every request for the first is one for the second; a path that may be longer or shorter is settled by what it covers.
 */
function isSameRoute(
  one: { readonly path: string; readonly method: string },
  other: { readonly path: string; readonly method: string },
): boolean {
  const count = (path: string): number => path.split('/').filter((segment) => segment !== '').length;
  return (
    (other.method === 'ALL' || other.method === one.method) &&
    (count(one.path) === count(other.path) || /\*|:\?/.test(one.path + other.path))
  );
}

/** It checks who calls, or may. */
export function isTelling(link: ChainLink): boolean {
  return isCaller(link) || link.doubt !== undefined;
}

function isCaller(link: ChainLink): boolean {
  return link.duties.some((duty) => duty === 'authentication' || duty === 'authorization');
}

/** Whenever the second is registered, so is the first. */
function isCertain({ call, by, via }: Registration, to: Registration): boolean {
  if (!via && (by.file !== to.by.file || by.fact.fn !== to.by.fact.fn)) return false;
  const after = [to.call, to.by, ...(to.via ?? [])];
  return [call, by, ...(via ?? [])].every((one) => after.some((other) => isTogether(one, other)));
}

/** Wherever the second runs, the first did. */
function isTogether({ file, fact }: LinkedCall, other: LinkedCall): boolean {
  const parts = [...(fact.condition === 'sometimes' ? [fact.arm] : []), ...(fact.skips ?? [])];
  return parts.every(
    (part) => part !== undefined && file === other.file && part[0] <= other.fact.at[0] && other.fact.at[1] <= part[1],
  );
}

/** Whenever the function it stands in runs, it does. */
export function isAlways({ fact }: LinkedCall): boolean {
  return fact.condition !== 'sometimes' && !fact.skips?.length;
}
