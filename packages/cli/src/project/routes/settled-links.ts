import type { ChainLink, Doubt } from '../types.js';
import type { Duties } from './duties.js';
import type { MadeUp } from './verdict.js';
import { mayMeet, pathOfRoute, type RouteRequest } from './request-match.js';

/** A link of which it is not yet decided what it means for one route. */
export type OpenLink = ChainLink &
  Pick<Duties, 'except' | 'failures' | 'restsOn'> & {
    /** Whom it takes for the caller without a check. */
    readonly madeUp?: readonly MadeUp[];
    /** Where it hangs: it sees the whole path, or what is left of it below. Absent: not known. */
    readonly below?: string;
    /** What it changes for requests that go on: checks behind it come too late for that. */
    readonly effect?: Doubt;
  };

/** A link with what is known of it. A doubt without a place is about the link itself. */
export function linkWith(
  link: Pick<ChainLink, 'name' | 'file' | 'at' | 'fn'>,
  { duties, evidence, except, doubt, failures, restsOn }: Duties,
): OpenLink {
  return {
    ...link,
    duties,
    evidence,
    ...(except && { except }),
    ...(failures && { failures }),
    ...(restsOn && { restsOn }),
    ...(doubt && {
      doubt: {
        file: doubt.file ?? link.file,
        at: doubt.at ?? link.at,
        what: doubt.what,
        ...(doubt.seen && { seen: true }),
        ...(doubt.cause !== undefined && { cause: doubt.cause }),
      },
    }),
  };
}

/** The link as one that is not known to check who calls, and why. Other duties stay. */
export function doubted(
  link: OpenLink,
  what: string,
  { file, at, seen }: Pick<Doubt, 'file' | 'at' | 'seen'> = { file: link.file, at: link.at },
): OpenLink {
  const { except: _except, ...rest } = link;
  const duties = link.duties.filter((duty) => duty !== 'authentication' && duty !== 'authorization');
  if (duties.length === link.duties.length) return link;
  return {
    ...rest,
    duties,
    evidence: duties.length > 0 ? link.evidence : 'unknown',
    doubt: { file, at, what, ...(seen && { seen }) },
  };
}

/**
 * The link as one of which something is not understood that may check who calls. What is known to check is no less for
 * it.
 */
export function notFollowed(link: OpenLink, what: string): OpenLink {
  const isTold =
    link.doubt !== undefined || link.duties.some((duty) => duty === 'authentication' || duty === 'authorization');
  return isTold ? link : { ...link, doubt: { file: link.file, at: link.at, what } };
}

/** The link where it is not known to run before what is written behind it. */
export function withoutEffect({ effect: _effect, ...link }: OpenLink): OpenLink {
  return link;
}

/** Failures of what stands before a handler that forgives them turn nobody away. */
export function forgiven(links: readonly OpenLink[], by: OpenLink): OpenLink[] {
  return links.map((link) =>
    link.failures === 'fails' ? doubted(link, 'a handler of failures behind it lets requests go on', by) : link,
  );
}

/** Links of one list, in order. */
export function inOrder(links: readonly OpenLink[]): OpenLink[] {
  return links.reduce<OpenLink[]>(
    (before, link) => [...(link.failures === 'forgives' ? forgiven(before, link) : before), link],
    [],
  );
}

/**
 * The links as they are for the requests of one route: a check that some of them may pass by does not count, nor does
 * one that comes too late.
 */
export function settledFor(links: readonly OpenLink[], request: RouteRequest): ChainLink[] {
  let isGuarded = false;
  let effect: Doubt | undefined;
  const madeUp: MadeUp[] = [];
  return links.map((link) => {
    const passed = link.except?.find(({ when }) => mayMeet(when, request, link.below));
    const made = isGuarded ? undefined : madeUp.find(({ of }) => link.restsOn?.includes(of));
    const believed = made
      ? doubted(link, 'whom it asks for was taken from the request without a check', { ...made, seen: true })
      : link;
    const timely = effect ? doubted(believed, effect.what, { ...effect, seen: true }) : believed;
    madeUp.push(...(link.madeUp ?? []));
    const {
      except: _except,
      failures: _failures,
      effect: own,
      below: _below,
      restsOn: _restsOn,
      madeUp: _madeUp,
      ...rest
    } = passed ? doubted(timely, passed.what, { ...passed, seen: true }) : timely;
    const leavesOut = passed?.alone ? pathOfRoute(passed.when, request, link.below) : null;
    isGuarded ||= rest.duties.some((duty) => duty === 'authentication' || duty === 'authorization');
    if (!isGuarded) effect ??= own;
    return leavesOut === null ? rest : { ...rest, leavesOut };
  });
}
