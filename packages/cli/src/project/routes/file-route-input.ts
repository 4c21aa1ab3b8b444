import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import type { DutyBook } from './duties.js';

/** What is asked for routes that stand by the place of their files. */
export interface FileRouteInput {
  readonly resolver: Resolver;
  readonly book: DutyBook;
  /** The same by their place. */
  readonly calls: ReadonlyMap<string, LinkedCall>;
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
}
