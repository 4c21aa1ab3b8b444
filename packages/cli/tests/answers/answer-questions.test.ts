import { expect, test } from 'vitest';
import { answerQuestions } from '../../src/answers/answer-questions.js';
import type { AskedQuestion } from '../../src/answers/asked-question.js';
import { checksumOf } from '../../src/answers/entry-checksum.js';
import type { LedgerEntry } from '../../src/answers/ledger-entry.js';
import { EMPTY_LEDGER, type Ledger } from '../../src/answers/ledger.js';
import type { Contract } from '../../src/detectors/define.js';
import type { Question, State } from '../../src/report/types.js';
import { projectOf } from '../project-of.js';

const project = projectOf({
  'src/a.ts': "import type { B } from './b.js';\nimport { C } from './c.js';\nexport const f = (b: B) => new C(b);\n",
  'src/b.ts': 'export class B {}\n',
  'src/c.ts': 'export class C { constructor(readonly b: object) {} }\n',
});
const TYPE_ONLY: Contract = {
  id: 'type-only',
  requires: [{ predicate: 'no_runtime_imports', from: 'src/a.ts', to: 'src/b.ts' }],
  reason: 'the import is gone at run time',
};
const NEEDED: Contract = {
  id: 'needed',
  requires: [{ predicate: 'no_runtime_imports', from: 'src/a.ts', to: 'src/c.ts' }],
  reason: 'never',
};

function asked(fingerprint: string, contracts: readonly Contract[], state: State = 'new'): AskedQuestion {
  const location = { file: 'src/a.ts', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  const question: Question = {
    ruleId: 'no-layer-violation',
    severity: 'medium',
    state,
    fingerprint,
    question: 'Is this real?',
    impact: '',
    location,
    evidence: [],
  };
  return {
    question,
    detected: {
      kind: 'question',
      ruleId: 'no-layer-violation',
      version: 1,
      severity: 'medium',
      file: 'src/a.ts',
      at: [0, 1],
      question: 'Is this real?',
      whyAmbiguous: [],
      evidence: [],
      contracts,
      facts: [],
    },
  };
}

function ledgerWith(over: Partial<LedgerEntry>): Ledger {
  const entry: LedgerEntry = {
    schema: 'ledger/1',
    rule: 'no-layer-violation',
    fingerprint: 'q1',
    key: `sha256:${'0'.repeat(64)}`,
    decision: 'dismiss',
    contract: null,
    claims: [],
    citations: [],
    rationale: 'said so',
    impact: null,
    fix: null,
    by: { kind: 'import', id: 'somebody' },
    expires: null,
    supersedes: null,
    ...over,
  };
  return { entries: new Map([[`${entry.rule}\n${entry.fingerprint}`, entry]]), warnings: [] };
}

const settle = (one: AskedQuestion, ledger: Ledger = EMPTY_LEDGER, day = '2026-11-23') =>
  answerQuestions({ asked: [one], project, policy: {}, ledger, now: new Date(`${day}T00:00:00Z`) }).questions[0]!;

test('a contract that holds clears without any answer', () => {
  expect(settle(asked('q1', [NEEDED, TYPE_ONLY]))).toMatchObject({
    state: 'cleared',
    reason: 'the import is gone at run time: every import of src/b.ts in src/a.ts is type-only',
  });
});

test('nothing else clears: open, with the reason', () => {
  expect(settle(asked('q1', [NEEDED]))).toMatchObject({ state: 'new', openReason: 'not-asked' });
  expect(settle(asked('q1', [{ id: 'empty', requires: [], reason: 'nothing to prove' }]))).toMatchObject({
    state: 'new',
    openReason: 'not-asked',
  });
});

test.each([
  ['without claims', {} as Partial<LedgerEntry>],
  ['with a false claim', { contract: 'needed', claims: NEEDED.requires as LedgerEntry['claims'] }],
  ['with a true claim that no contract asks for', { claims: TYPE_ONLY.requires as LedgerEntry['claims'] }],
  [
    'that names a contract it does not prove',
    { contract: 'needed', claims: TYPE_ONLY.requires as LedgerEntry['claims'] },
  ],
])('a dismissal written by hand %s clears nothing', (_, over) => {
  expect(settle(asked('q1', [NEEDED]), ledgerWith(over))).toMatchObject({
    state: 'new',
    openReason: over.contract ? 'refused' : 'unproven',
    answer: { proved: false },
  });
});

test('a confirmation ranks first and changes no state', () => {
  const ledger = ledgerWith({ decision: 'confirm', fingerprint: 'q2', impact: 'slow' });
  const { questions } = answerQuestions({
    asked: [asked('q1', [NEEDED]), asked('q2', [NEEDED])],
    project,
    policy: {},
    ledger,
    now: new Date('2026-11-23'),
  });
  expect(questions.map((one) => [one.fingerprint, one.state, one.openReason])).toEqual([
    ['q2', 'new', 'confirmed'],
    ['q1', 'new', 'not-asked'],
  ]);
});

test('a risk is accepted up to its last day', () => {
  const ledger = ledgerWith({ decision: 'accept', by: { kind: 'human', id: 'Ada' }, expires: '2026-12-01' });
  expect(settle(asked('q1', [NEEDED]), ledger, '2026-12-01')).toMatchObject({
    state: 'accepted',
    reason: 'said so (Ada, until 2026-12-01)',
  });
  expect(settle(asked('q1', [NEEDED]), ledger, '2026-12-02')).toMatchObject({ state: 'new', openReason: 'lapsed' });
});

test('a suppressed question is left alone, a known one may be cleared', () => {
  expect(settle(asked('q1', [TYPE_ONLY], 'suppressed'))).toMatchObject({ state: 'suppressed' });
  expect(settle(asked('q1', [TYPE_ONLY], 'known'))).toMatchObject({ state: 'cleared' });
});

test('only new questions are handed on to be asked', () => {
  const { open } = answerQuestions({
    asked: [asked('q1', [NEEDED]), asked('q2', [NEEDED], 'known'), asked('q3', [TYPE_ONLY])],
    project,
    policy: {},
    ledger: EMPTY_LEDGER,
    now: new Date('2026-11-23'),
  });
  expect(open.map((one) => one.question.fingerprint)).toEqual(['q1']);
});

test('words of a ledger file cannot play tricks on the reader', () => {
  const ledger = ledgerWith({
    decision: 'confirm',
    rationale: 'a\u001b[31m\nb',
    by: { kind: 'import', id: 'x\u202ey' },
  });
  expect(settle(asked('q1', [NEEDED]), ledger).answer).toMatchObject({
    rationale: 'a\\u{1b}[31m b',
    by: 'x\\u{202e}y',
  });
});

const words = (ledger: Ledger, contracts: readonly Contract[] = [NEEDED]) => settle(asked('q1', contracts), ledger);
const written = (over: Partial<LedgerEntry>): Ledger => {
  const [entry] = [
    ...ledgerWith({
      by: { kind: 'import', id: 'a model' },
      rationale: 'All is well, nothing can happen.',
      impact: 'none',
      ...over,
    }).entries.values(),
  ];
  return ledgerWith({ ...entry!, checksum: checksumOf(entry!) });
};
const FALSE = NEEDED.requires as LedgerEntry['claims'];

test('a confirmation is never proved: no claim of the vocabulary supports one', () => {
  expect(words(written({ decision: 'confirm', claims: [] }))).toMatchObject({
    openReason: 'confirmed',
    answer: { proved: false },
  });
  // The claim is true, and says that the import is gone.
  expect(words(written({ decision: 'confirm', claims: TYPE_ONLY.requires as LedgerEntry['claims'] }))).toMatchObject({
    openReason: 'confirmed',
    answer: { proved: false },
  });
  expect(words(written({ decision: 'confirm', claims: FALSE }))).toMatchObject({
    openReason: 'unproven',
    answer: { proved: false },
  });
});

test.each([
  [
    'a refuted dismissal',
    written({ claims: FALSE }),
    'unproven',
    'the dismissal does not hold: its claim no_runtime_imports src/a.ts src/c.ts was refuted: ',
  ],
  [
    'one without a claim',
    written({ claims: [] }),
    'unproven',
    'the dismissal does not hold: it claims nothing that could be proved',
  ],
  [
    'one with a claim beside the point',
    written({ claims: TYPE_ONLY.requires as LedgerEntry['claims'] }),
    'unproven',
    'the dismissal does not hold: what it claims is true and does not clear the question',
  ],
  [
    'one that held once',
    written({ claims: FALSE, contract: 'needed' }),
    'lapsed',
    'the dismissal held once and does not any more: its claim no_runtime_imports src/a.ts src/c.ts was refuted: ',
  ],
  [
    'one written by hand as if it had held',
    ledgerWith({ claims: FALSE, contract: 'needed', rationale: 'All is well, nothing can happen.' }),
    'refused',
    'the dismissal was written by hand, and the code does not bear it out: its claim',
  ],
  [
    'one changed by hand',
    ledgerWith({ ...[...written({ claims: FALSE }).entries.values()][0]!, contract: 'needed' }),
    'refused',
    'its entry was changed by hand, and the code does not bear it out: its claim',
  ],
  [
    'one whose key was changed by hand',
    ledgerWith({
      ...[...written({ claims: FALSE, contract: 'needed' }).entries.values()][0]!,
      key: `sha256:${'1'.repeat(64)}`,
    }),
    'refused',
    'its entry was changed by hand',
  ],
  [
    'one whose quote was changed by hand',
    ledgerWith({
      ...[...written({ claims: FALSE, contract: 'needed' }).entries.values()][0]!,
      citations: [{ evidence_id: 'E1', quote: 'this line does not exist' }],
    }),
    'refused',
    'its entry was changed by hand',
  ],
  [
    'one whose time is over',
    written({ claims: FALSE, expires: '2026-11-01' }),
    'lapsed',
    'the dismissal has lapsed: answered until 2026-11-01',
  ],
] as const)('%s says what became of it, and not that all is well', (_, ledger, openReason, rationale) => {
  const question = words(ledger);
  expect(question).toMatchObject({
    state: 'new',
    openReason,
    answer: { decision: 'dismiss', proved: false, rationale: expect.stringContaining(rationale) },
  });
  expect(JSON.stringify(question)).not.toMatch(/All is well|none/);
});

test('other words that were changed by hand are not put into a mouth', () => {
  const [entry] = [...written({ decision: 'confirm', rationale: 'It is real.' }).entries.values()];
  const question = words(ledgerWith({ ...entry!, rationale: 'It is nothing.' }));
  expect(question).toMatchObject({
    openReason: 'refused',
    answer: { rationale: 'its entry was changed by hand, and these are no longer the words of whom it names' },
  });
});

test('who extends an acceptance by hand may: it rests on review, not on proof', () => {
  const [entry] = [
    ...written({ decision: 'accept', by: { kind: 'human', id: 'Ada' }, expires: '2026-11-01' }).entries.values(),
  ];
  expect(words(ledgerWith({ ...entry!, expires: '2027-11-01' }))).toMatchObject({ state: 'accepted' });
});

test('what is proved clears, whoever wrote it, and the words of a changed entry are not shown', () => {
  const [entry] = [...written({ claims: TYPE_ONLY.requires as LedgerEntry['claims'] }).entries.values()];
  // The contract is one that only the answer names a witness for; here it is proved without.
  expect(words(ledgerWith({ ...entry!, rationale: 'changed' }), [TYPE_ONLY])).toMatchObject({ state: 'cleared' });
});
