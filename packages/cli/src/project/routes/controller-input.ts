import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import type { DutyBook } from './duties.js';
import type { Registration } from './registrations.js';
import type { WrittenThings } from './written-things.js';

/** What is known when the controllers of a framework are read. */
export interface ControllerInput {
  readonly resolver: Resolver;
  readonly book: DutyBook;
  readonly calls: ReadonlyMap<string, LinkedCall>;
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
  readonly registrations: readonly Registration[];
  readonly things: WrittenThings;
}

/** A handler of a controller, for what stands before it. */
export interface Target {
  readonly path: string;
  readonly method: string;
  /** `file#Class`. */
  readonly controller: string;
}
