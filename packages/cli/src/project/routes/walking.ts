/** What routers are walked with, and what is known while they are. */
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import type { ArgPlace } from './chain-links.js';
import type { DutyBook } from './duties.js';
import type { Registration } from './registrations.js';
import type { OpenLink } from './settled-links.js';
import type { SignIns } from './sign-ins.js';

export interface WalkInput {
  readonly resolver: Resolver;
  readonly book: DutyBook;
  readonly groups: ReadonlyMap<string, readonly Registration[]>;
  readonly calls: ReadonlyMap<string, LinkedCall>;
  /** The calls that made what has this origin. */
  readonly origins: (origin: string) => readonly LinkedCall[];
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
  readonly signIns: SignIns;
}

/** What stands before the routes of a router: links with the path they apply to. */
export interface Active {
  readonly link: OpenLink;
  readonly path: string;
  /** The registrations that put it there; each must be certain. */
  readonly by: readonly Registration[];
  /** Set where it was registered as a route: only requests for it pass. */
  readonly method?: string;
  /** The path is meant as it stands: what is below it does not pass. */
  readonly exact?: true;
}

/** Frameworks with hooks go on when a hook comes back; plugins are handed over with their options. */
export function placeOf({ mount, call }: Registration): ArgPlace {
  if (mount?.scope === 'encapsulated')
    return mount.hook === undefined ? { as: 'hook', beside: call.fact.args } : { as: 'hook' };
  const route = call.target?.call.route;
  const goesOn = route?.goesOnWhenDone ?? mount?.goesOnWhenDone;
  if (goesOn === 'with-nothing') return { as: 'unanswered' };
  return { as: (route?.guardProperties ?? goesOn) ? 'hook' : 'chain' };
}
