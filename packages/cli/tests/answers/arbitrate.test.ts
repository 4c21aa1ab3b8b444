import { expect, test } from 'vitest';
import { arbitrate, type VerifiedReply } from '../../src/answers/arbitrate.js';

const DECISIONS = ['confirm', 'dismiss', 'insufficient_evidence'] as const;
const every: VerifiedReply[] = DECISIONS.flatMap((decision) =>
  [true, false].flatMap((quotesHold) =>
    [true, false].flatMap((claimsHold) =>
      [null, 'c1'].map((contract) => ({ kind: 'answer' as const, decision, quotesHold, claimsHold, contract })),
    ),
  ),
);

test('one of the 24 combinations clears: a dismissal whose quotes, claims and contract all hold', () => {
  const clearing = every.filter((reply) => arbitrate(reply).state === 'cleared');
  expect(clearing).toEqual([
    { kind: 'answer', decision: 'dismiss', quotesHold: true, claimsHold: true, contract: 'c1' },
  ]);
});

test('the other answers leave it open with their reason', () => {
  const open = (reply: Partial<Extract<VerifiedReply, { kind: 'answer' }>>) =>
    arbitrate({ kind: 'answer', decision: 'dismiss', quotesHold: true, claimsHold: true, contract: null, ...reply });
  expect(open({})).toEqual({ state: 'open', reason: 'unproven' });
  expect(open({ claimsHold: false, contract: 'c1' })).toEqual({ state: 'open', reason: 'unproven' });
  expect(open({ decision: 'confirm' })).toEqual({ state: 'open', reason: 'confirmed' });
  expect(open({ decision: 'confirm', contract: 'c1' })).toEqual({ state: 'open', reason: 'unproven' });
  expect(open({ decision: 'confirm', quotesHold: false })).toEqual({ state: 'open', reason: 'unproven' });
  expect(open({ decision: 'insufficient_evidence', contract: 'c1' })).toEqual({
    state: 'open',
    reason: 'insufficient-evidence',
  });
});

test.each(['refusal', 'truncated', 'invalid-answer', 'timeout', 'error', 'budget', 'no-key'] as const)(
  'a failure stays open and keeps its name: %s',
  (reason) => {
    expect(arbitrate({ kind: 'failure', reason })).toEqual({ state: 'open', reason });
  },
);
