import { expect, test } from 'vitest';
import { answerQuestions } from '../../src/answers/answer-questions.js';
import type { AskedQuestion } from '../../src/answers/asked-question.js';
import type { LedgerEntry } from '../../src/answers/ledger-entry.js';
import { EMPTY_LEDGER, type Ledger } from '../../src/answers/ledger.js';
import type { Contract } from '../../src/detectors/define.js';
import type { Question, State } from '../../src/report/types.js';
import { projectOf } from '../project-of.js';

const project = projectOf({ 'src/a.ts': "import type { B } from './b.js';\nimport { C } from './c.js';\nexport const f = (b: B) => new C(b);\n", 'src/b.ts': 'export class B {}\n', 'src/c.ts': 'export class C { constructor(readonly b: object) {} }\n' });
const TYPE_ONLY: Contract = { id: 'type-only', requires: [{ predicate: 'no_runtime_imports', from: 'src/a.ts', to: 'src/b.ts' }], reason: 'the import is gone at run time' };
const NEEDED: Contract = { id: 'needed', requires: [{ predicate: 'no_runtime_imports', from: 'src/a.ts', to: 'src/c.ts' }], reason: 'never' };

function asked(fingerprint: string, contracts: readonly Contract[], state: State = 'new'): AskedQuestion {
  const location = { file: 'src/a.ts', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  const question: Question = { ruleId: 'no-layer-violation', severity: 'medium', state, fingerprint, question: 'Is this real?', impact: '', location, evidence: [] };
  return { question, detected: { kind: 'question', ruleId: 'no-layer-violation', version: 1, severity: 'medium', file: 'src/a.ts', at: [0, 1], question: 'Is this real?', whyAmbiguous: [], evidence: [], contracts, facts: [] } };
}

function ledgerWith(over: Partial<LedgerEntry>): Ledger {
  const entry: LedgerEntry = {
    schema: 'ledger/1', rule: 'no-layer-violation', fingerprint: 'q1', key: `sha256:${'0'.repeat(64)}`, decision: 'dismiss', contract: null, claims: [], citations: [], rationale: 'said so', impact: null, fix: null,
    by: { kind: 'import', id: 'somebody' }, expires: null, supersedes: null, ...over,
  };
  return { entries: new Map([[`${entry.rule}\n${entry.fingerprint}`, entry]]), warnings: [] };
}

const settle = (one: AskedQuestion, ledger: Ledger = EMPTY_LEDGER, day = '2026-11-23') => answerQuestions({ asked: [one], project, policy: {}, ledger, now: new Date(`${day}T00:00:00Z`) }).questions[0]!;

test('a contract that holds clears without any answer', () => {
  expect(settle(asked('q1', [NEEDED, TYPE_ONLY]))).toMatchObject({ state: 'cleared', reason: 'the import is gone at run time: every import of src/b.ts in src/a.ts is type-only' });
});

test('nothing else clears: open, with the reason', () => {
  expect(settle(asked('q1', [NEEDED]))).toMatchObject({ state: 'new', openReason: 'not-asked' });
  expect(settle(asked('q1', [{ id: 'empty', requires: [], reason: 'nothing to prove' }]))).toMatchObject({ state: 'new', openReason: 'not-asked' });
});

test.each([
  ['without claims', {} as Partial<LedgerEntry>],
  ['with a false claim', { contract: 'needed', claims: NEEDED.requires as LedgerEntry['claims'] }],
  ['with a true claim that no contract asks for', { claims: TYPE_ONLY.requires as LedgerEntry['claims'] }],
  ['that names a contract it does not prove', { contract: 'needed', claims: TYPE_ONLY.requires as LedgerEntry['claims'] }],
])('a dismissal written by hand %s clears nothing', (_, over) => {
  expect(settle(asked('q1', [NEEDED]), ledgerWith(over))).toMatchObject({ state: 'new', openReason: over.contract ? 'refused' : 'unproven', answer: { proved: false } });
});

test('a confirmation ranks first and changes no state', () => {
  const ledger = ledgerWith({ decision: 'confirm', fingerprint: 'q2', impact: 'slow' });
  const { questions } = answerQuestions({ asked: [asked('q1', [NEEDED]), asked('q2', [NEEDED])], project, policy: {}, ledger, now: new Date('2026-11-23') });
  expect(questions.map((one) => [one.fingerprint, one.state, one.openReason])).toEqual([['q2', 'new', 'confirmed'], ['q1', 'new', 'not-asked']]);
});

test('a risk is accepted up to its last day', () => {
  const ledger = ledgerWith({ decision: 'accept', by: { kind: 'human', id: 'Ada' }, expires: '2026-12-01' });
  expect(settle(asked('q1', [NEEDED]), ledger, '2026-12-01')).toMatchObject({ state: 'accepted', reason: 'said so (Ada, until 2026-12-01)' });
  expect(settle(asked('q1', [NEEDED]), ledger, '2026-12-02')).toMatchObject({ state: 'new', openReason: 'lapsed' });
});

test('a suppressed question is left alone, a known one may be cleared', () => {
  expect(settle(asked('q1', [TYPE_ONLY], 'suppressed'))).toMatchObject({ state: 'suppressed' });
  expect(settle(asked('q1', [TYPE_ONLY], 'known'))).toMatchObject({ state: 'cleared' });
});

test('only new questions are handed on to be asked', () => {
  const { open } = answerQuestions({ asked: [asked('q1', [NEEDED]), asked('q2', [NEEDED], 'known'), asked('q3', [TYPE_ONLY])], project, policy: {}, ledger: EMPTY_LEDGER, now: new Date('2026-11-23') });
  expect(open.map((one) => one.question.fingerprint)).toEqual(['q1']);
});

test('words of a ledger file cannot play tricks on the reader', () => {
  const ledger = ledgerWith({ decision: 'confirm', rationale: 'a\u001b[31m\nb', by: { kind: 'import', id: 'x\u202ey' } });
  expect(settle(asked('q1', [NEEDED]), ledger).answer).toMatchObject({ rationale: 'a\\u{1b}[31m b', by: 'x\\u{202e}y' });
});
