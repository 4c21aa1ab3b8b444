import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { DutyBook } from './duties.js';
import type { Registration } from './registrations.js';

/** What routers are walked with. */
export interface WalkInput {
  readonly resolver: Resolver;
  readonly book: DutyBook;
  readonly groups: ReadonlyMap<string, readonly Registration[]>;
  readonly calls: ReadonlyMap<string, LinkedCall>;
  /** The calls that made what has this origin. */
  readonly origins: (origin: string) => readonly LinkedCall[];
}
