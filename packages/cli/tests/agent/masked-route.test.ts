import { analyse } from '@backend-architect/analysis';
import { secretRanges } from '../../../analysis/src/domain/secrets/secret-ranges.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dossierOf } from '../../src/agent/dossier.js';
import { entryFrom } from '../../src/agent/record.js';
import type { ReviewedProject } from '../../src/agent/reviewed-project.js';
import { verifyAnswer } from '../../src/agent/verify.js';
import { answerQuestions } from '../../src/answers/answer-questions.js';
import { unmaskedClaims } from '../../src/answers/unmasked-claims.js';
import { parseFile } from '../../src/extract/parse-file.js';
import { secretMask } from '../../src/report/secret-mask.js';
import { GUARDED, removeShops, reviewedShop, UNGUARDED } from './reviewed-shop.js';

afterAll(removeShops);

const WORD = `sk3cr3tR0ute${'9f8a7b6c5d4e'}`;
const REAL = `POST /v0/items0/${WORD}`;
const APP = `import express from 'express';
import { removeOrder } from './orders.js';
import { requestId } from './auth.js';

const r0 = express.Router();
r0.post('/items0/${WORD}', removeOrder);
const app = express();
app.use('/v0', r0);
app.delete('/orders/:id', requestId, removeOrder);
`;

/** The shop with a question about a route whose path holds a secret, masked as a review masks it. */
function shopAsking(orders: string): ReviewedProject {
  const shop = reviewedShop(orders, { 'src/app.ts': APP });
  const [one] = shop.asked;
  const contracts = [
    {
      id: 'guarded-inside',
      requires: [{ predicate: 'guarded_by' as const, route: REAL, guard: 'mustBeUser' }],
      reason: `${REAL} is guarded`,
    },
  ];
  const evidence = [
    ...one!.detected.evidence.map((place) =>
      place.role === 'chain' ? { ...place, at: [APP.indexOf('r0.post'), APP.indexOf('r0.post') + 10] as const } : place,
    ),
  ];
  const detected = {
    ...one!.detected,
    contracts,
    evidence,
    question: `Who may call ${REAL}?`,
    facts: [{ predicate: 'route', args: { of: REAL }, value: true }],
  };
  const textOf = (file: string): string => readFileSync(join(shop.root, file), 'utf8');
  const ranges = new Map(
    [...shop.project.files.keys()].map((file) => {
      const parsed = parseFile(file, textOf(file));
      if (parsed.kind === 'unread') throw new Error(parsed.reason);
      return [file, secretRanges(analyse(parsed.source))] as const;
    }),
  );
  const mask = secretMask(ranges, textOf).text;
  return { ...shop, asked: [{ detected, question: { ...one!.question, question: mask(detected.question) } }], mask };
}

async function dossierFrom(reviewed: ReviewedProject) {
  const dossier = await dossierOf(reviewed.asked[0]!, reviewed.policy, reviewed);
  if ('unsendable' in dossier) throw new Error(dossier.unsendable);
  return dossier;
}

async function dismissed(orders: string) {
  const reviewed = shopAsking(orders);
  const dossier = await dossierFrom(reviewed);
  const quote = dossier.evidence[0]!.text.split('\n')
    .find((line) => line.includes('pool.query'))!
    .trim();
  const answer = {
    question_id: dossier.question.id,
    decision: 'dismiss',
    reason_code: 'guarded_elsewhere',
    severity_opinion: null,
    impact: '',
    rationale: 'It is guarded.',
    citations: [{ evidence_id: dossier.evidence[0]!.id, quote }],
    counter_citations: [],
    claims: dossier.dismissal_contracts[0]!.requires,
    missing_evidence: [],
    policy_fact: null,
    fix: null,
  };
  const verified = verifyAnswer(answer, {
    dossier,
    asked: reviewed.asked[0]!,
    project: reviewed.project,
    policy: reviewed.policy,
  });
  return { reviewed, dossier, verified };
}

test('only the secret segment of a route is masked, and the same everywhere in one dossier', async () => {
  const dossier = await dossierFrom(shopAsking(GUARDED));
  const sent = JSON.stringify(dossier);
  expect(sent).not.toContain(WORD);
  expect(sent).not.toContain('•');
  const [label] = /‹SECRET:\d+›/.exec(dossier.question.question)!;
  const shown = `POST /v0/items0/${label}`;
  expect(dossier.question.question).toBe(`Who may call ${shown}?`);
  expect(dossier.facts[0]!.args).toEqual({ of: shown });
  expect(dossier.dismissal_contracts[0]).toMatchObject({ requires: [{ route: shown }], reason: `${shown} is guarded` });
  expect(dossier.evidence.map(({ text }) => text).join('\n')).toContain(`r0.post('/items0/${label}', removeOrder)`);
});

describe('a dismissal with the claims of the contract it was offered', () => {
  test('is proved on the real route, kept without the secret, and holds in the next review', async () => {
    const { reviewed, dossier, verified } = await dismissed(GUARDED);
    expect(verified.problem).toBeNull();
    expect(verified.proof?.contract.id).toBe('guarded-inside');
    const entry = entryFrom({ dossier, verified, by: { kind: 'import', id: 'somebody' }, fix: { checked: false } })!;
    expect(JSON.stringify(entry)).not.toContain(WORD);
    // The contract proves itself here; without it, the entry must carry the question.
    const [asked] = reviewed.asked;
    const [contract] = asked!.detected.contracts;
    const other = { ...contract!, requires: [{ predicate: 'guarded_by' as const, route: REAL, guard: 'requestId' }] };
    const ledger = { entries: new Map([[`${entry.rule}\n${entry.fingerprint}`, entry]]), warnings: [] };
    const { questions } = answerQuestions({
      asked: [{ ...asked!, detected: { ...asked!.detected, contracts: [other] } }],
      project: reviewed.project,
      policy: {},
      ledger,
      now: new Date('2026-01-15'),
    });
    expect(questions[0]).toMatchObject({ state: 'cleared' });
  });

  test('is refuted for what the route does, not for its name', async () => {
    const { verified } = await dismissed(UNGUARDED);
    expect(verified.proof).toBeNull();
    expect(verified.problem).toMatch(/was refuted: mustBeUser does not run before/);
    expect(verified.problem).not.toContain(WORD);
  });
});

test('a name that could be two, or none that was offered, stays as it is', () => {
  const claim = { predicate: 'guarded_by', route: 'POST /a/‹SECRET:1›', guard: 'g' } as const;
  const offering = (...routes: readonly string[]) =>
    routes.map((route) => ({ id: 'c', requires: [{ ...claim, route }], reason: '' }));
  expect(unmaskedClaims([claim], offering('POST /a/x1'))).toEqual([{ ...claim, route: 'POST /a/x1' }]);
  expect(unmaskedClaims([claim], offering('POST /a/x1', 'POST /a/x2'))).toEqual([claim]);
  expect(unmaskedClaims([claim], offering('POST /b/x1'))).toEqual([claim]);
  expect(unmaskedClaims([{ ...claim, route: 'POST /b' }], offering('POST /b/x1'))).toEqual([
    { ...claim, route: 'POST /b' },
  ]);
});
