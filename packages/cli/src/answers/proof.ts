/** The result of proving one claim. Missing evidence is never a proof. */
export interface Proof {
  readonly proved: boolean;
  /** Why it holds, or what is missing: one clause without a full stop. */
  readonly because: string;
}

export const proved = (because: string): Proof => ({ proved: true, because });
export const unproved = (because: string): Proof => ({ proved: false, because });
