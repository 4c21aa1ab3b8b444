/** A set of rules a project takes as a whole. */
export type Preset = 'recommended' | 'strict';

/** Where a rule stands by what was read of its findings. */
export interface RuleLevel {
  /** The smallest preset it is in: `strict` holds all of `recommended`. */
  readonly preset: Preset;
  /** Whether a linter may fail by it; a warning otherwise, whatever its severity. */
  readonly mayBeError: boolean;
  /** The round of first looks in which it left `recommended`. */
  readonly left?: string;
}
