import { describe, expect, it } from 'vitest';
import { rules } from '../packages/eslint-plugin/src/checks.js';
import { proofOf } from '../scripts/quality/recommended.mjs';

interface Proof {
  readonly id: string;
  readonly wouldBeError: boolean;
  readonly unproven: boolean;
  readonly proven: boolean;
}

const proofs = proofOf(rules) as readonly Proof[];

describe('errors of recommended', () => {
  it('are rules whose findings on code of others were read', () => {
    expect(proofs.filter(({ wouldBeError, unproven, proven }) => wouldBeError && !unproven && !proven).map(({ id }) => id)).toEqual([]);
  });

  it('are not held back when they were', () => {
    expect(proofs.filter(({ wouldBeError, unproven, proven }) => wouldBeError && unproven && proven).map(({ id }) => id)).toEqual([]);
  });
});
