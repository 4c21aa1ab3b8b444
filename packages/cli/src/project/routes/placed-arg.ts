import type { ArgFact } from '@backend-architect/analysis';
import type { Instance } from '../things.js';

/** An argument that comes from another file than the call it is in. */
export type PlacedArg = ArgFact & {
  readonly file?: string;
  readonly self?: Instance;
  /** Functions it is given to, in this order, each of its file. */
  readonly wraps?: readonly PlacedArg[];
};
