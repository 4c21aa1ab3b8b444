import type { Told } from './entry-shapes.js';
import type { ArgRef } from './sink-shapes.js';

/** A function that a call is given, and what it gets. */
export interface CallbackModel {
  readonly arg: ArgRef;
  readonly from?: number;
  /** Property of an options object that holds the callback: `{ handler: fn }`; `tasks.*`: each member of it. */
  readonly property?: string;
  /**
   * Types of the parameters, `null` where nothing is known. `element` = element of the receiver, `source:body` =
   * untrusted.
   */
  readonly params: readonly (string | null)[];
  /** Types when the function declares four parameters (error-handling middleware). */
  readonly errorParams?: readonly (string | null)[];
  /** With these the parameters hold nothing of it. */
  readonly unless?: Told;
  /** Only with these they do. */
  readonly only?: Told;
  /** What happens to a promise the callback returns. Default `ignored`. */
  readonly promise?: 'awaited' | 'ignored' | 'condition' | 'error-event';
  /** It runs when the call is over, on a stack of its own: what it throws reaches nobody, and ends the process. */
  readonly later?: true;
}
