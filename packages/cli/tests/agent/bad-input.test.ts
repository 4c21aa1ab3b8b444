/** `escalate` with something wrong at its edges: one clear line, exit code 2 or 3, and nothing lost. */
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runEscalate, type EscalateAction } from '../../src/agent/escalate.js';
import type { ReviewedProject } from '../../src/agent/reviewed-project.js';
import { readLedger, writeEntry } from '../../src/answers/ledger.js';
import type { LedgerEntry } from '../../src/answers/ledger-entry.js';
import { runCli } from '../commands/run-cli.js';
import { capturedIo } from './captured-io.js';
import { removeShops, reviewedShop, reviewedShopAsking } from './reviewed-shop.js';

afterAll(removeShops);

async function run(
  shop: ReviewedProject,
  action: EscalateAction,
): Promise<{ readonly code: number | string; readonly out: string }> {
  const io = capturedIo({});
  try {
    return { code: await runEscalate({ action, flags: {}, review: async () => shop }, io), out: io.out() };
  } catch (error) {
    return { code: `${(error as Error).name}: ${(error as Error).message}`, out: io.out() };
  }
}

const PERSON: LedgerEntry = {
  schema: 'ledger/1',
  rule: 'require-auth-on-route',
  fingerprint: 'aa11',
  key: `sha256:${'1'.repeat(64)}`,
  decision: 'confirm',
  contract: null,
  claims: [],
  citations: [],
  rationale: 'seen',
  impact: null,
  fix: null,
  by: { kind: 'human', id: 'Ada' },
  expires: null,
  supersedes: null,
};

interface Paper {
  by: unknown;
  items: { question_id: string; dossier: { evidence: { text: string }[] }; answer: object | null }[];
}

/** An export with an answer to every question. */
async function answered(shop: ReviewedProject): Promise<{ readonly file: string; readonly paper: Paper }> {
  const file = join(shop.root, 'questions.json');
  expect((await run(shop, { kind: 'export', file })).code).toBe(0);
  const paper = JSON.parse(readFileSync(file, 'utf8')) as Paper;
  paper.by = 'a colleague';
  for (const item of paper.items) {
    const quote = item.dossier.evidence[0]!.text.split('\n').find((line) => line.includes('pool.query'))!;
    item.answer = {
      question_id: item.question_id,
      decision: 'confirm',
      reason_code: 'real_problem',
      severity_opinion: 'high',
      impact: 'Anybody can.',
      rationale: 'Nothing checks.',
      citations: [{ evidence_id: 'E1', quote }],
      counter_citations: [],
      claims: [],
      missing_evidence: [],
      policy_fact: null,
      fix: null,
    };
  }
  return { file, paper };
}

describe('--export', () => {
  test.each([
    [
      'into a folder that does not exist',
      'nowhere/questions.json',
      /^UsageError: \S+nowhere\/questions\.json cannot be written \(ENOENT\)$/,
    ],
    ['below a file', 'package.json/questions.json', /^UsageError: \S+ cannot be written \(ENOTDIR\)$/],
    ['over a folder', 'src', /^UsageError: \S+src exists already; move it away first, it may hold answers$/],
  ])('%s', async (_, name, line) => {
    const shop = reviewedShop();
    const before = readdirSync(shop.root);
    expect(await run(shop, { kind: 'export', file: join(shop.root, name) })).toEqual({
      code: expect.stringMatching(line),
      out: '',
    });
    expect(readdirSync(shop.root)).toEqual(before);
  });

  test('says before a long review that a file is in the way', async () => {
    const shop = reviewedShop();
    const io = capturedIo({});
    await expect(
      runEscalate(
        {
          action: { kind: 'export', file: join(shop.root, 'package.json') },
          flags: {},
          review: () => Promise.reject(new Error('reviewed for nothing')),
        },
        io,
      ),
    ).rejects.toThrow('exists already');
  });
});

describe('--import', () => {
  test.each([
    ['a file that is not there', null, /^UsageError: \S+ cannot be read: there is no such file$/],
    ['broken JSON', '{"schema": "exchange/1", ', /^ConfigError: \S+ is not JSON$/],
    ['something else', '[]', /^ConfigError: \S+ is not an export of questions \(at its top\)$/],
    [
      'another version',
      '{"schema":"exchange/9","by":"me","items":[]}',
      /^ConfigError: \S+ is not an export of questions \(schema\)$/,
    ],
    ['nobody', '{"schema":"exchange/1","by":" ","items":[]}', /^ConfigError: \S+: "by" does not say who answered$/],
    ['JSON without end', '['.repeat(200_000), /^ConfigError: \S+ is not JSON$/],
  ])('%s', async (_, text, line) => {
    const shop = reviewedShop();
    const file = join(shop.root, 'answers.json');
    if (text !== null) writeFileSync(file, text);
    expect(await run(shop, { kind: 'import', file })).toEqual({ code: expect.stringMatching(line), out: '' });
    expect(readLedger(shop.root).entries.size).toBe(0);
  });

  test('a folder', async () => {
    const shop = reviewedShop();
    expect((await run(shop, { kind: 'import', file: join(shop.root, 'src') })).code).toMatch(
      /^UsageError: \S+ cannot be read: a directory, not a file$/,
    );
  });

  test('half of it valid: the valid answers are kept, the others are named', async () => {
    const shop = reviewedShopAsking(5);
    const { file, paper } = await answered(shop);
    const [first, second, third, fourth] = paper.items;
    delete (second as { question_id?: string }).question_id;
    third!.answer = { decision: 'dismiss' };
    const items = [
      ...paper.items,
      { ...first!, answer: { ...first!.answer, decision: 'insufficient_evidence' } },
      { question_id: 'ffff\u001b[2J', answer: {} },
      'nonsense',
      { question_id: fourth!.question_id },
    ];
    writeFileSync(file, `\ufeff${JSON.stringify({ ...paper, items })}`);
    const ran = await run(shop, { kind: 'import', file });
    expect(ran.code).toBe(3);
    expect(readLedger(shop.root).entries.size).toBe(3);
    expect([...readLedger(shop.root).entries.values()].map(({ decision }) => decision)).toEqual([
      'confirm', 'confirm', 'confirm',
    ]);
    expect(ran.out).toContain('still open (invalid answer: the answer does not fit the schema at question_id)');
    expect(ran.out).toContain('item 2 was left out: it has no question_id\n');
    expect(ran.out).toContain(
      `item 6, ${first!.question_id}: it is answered twice here, and the first answer counts\n`,
    );
    expect(ran.out).toContain('item 7, ffff\\u{1b}[2J: this question is not open here\n');
    expect(ran.out).toContain('item 8 was left out: it has no question_id\n');
    expect(ran.out).toContain('exit 3: 3 answers that cannot be used\n');
  });

  test('where answers cannot be kept nothing is read', async () => {
    const shop = reviewedShop();
    const { file, paper } = await answered(shop);
    writeFileSync(file, JSON.stringify(paper));
    writeFileSync(join(shop.root, '.backend-architect'), '');
    expect(await run(shop, { kind: 'import', file })).toEqual({
      code:
        'UsageError: answers could not be kept in .backend-architect/answers: a file stands in its place; ' +
        'nothing was imported',
      out: '',
    });
  });

  test('a second import says the same as the first', async () => {
    const shop = reviewedShopAsking(2);
    const { file, paper } = await answered(shop);
    paper.items[1]!.answer = { ...paper.items[1]!.answer, decision: 'insufficient_evidence' };
    writeFileSync(file, JSON.stringify(paper));
    const [first, second] = [await run(shop, { kind: 'import', file }), await run(shop, { kind: 'import', file })];
    expect([first.code, second.code]).toEqual([3, 3]);
  });
});

describe('--prune', () => {
  test('a review that did not look at everything removes nothing', async () => {
    const shop = reviewedShop();
    writeEntry(shop.root, PERSON, '2026-11-23');
    expect(await run({ ...shop, asked: [], incomplete: 'src/a.ts was not read' }, { kind: 'prune' })).toEqual({
      code: 'UsageError: --prune needs a complete review, and src/a.ts was not read; nothing was removed',
      out: '',
    });
    expect(readLedger(shop.root).entries.size).toBe(1);
  });

  test.skipIf(process.getuid?.() === 0)('what cannot be removed is named', async () => {
    const shop = reviewedShop();
    writeEntry(shop.root, PERSON, '2026-11-23');
    const folder = join(shop.root, '.backend-architect/answers/require-auth-on-route');
    chmodSync(folder, 0o500);
    const ran = await run({ ...shop, asked: [] }, { kind: 'prune' });
    chmodSync(folder, 0o700);
    expect(ran.code).toBe(
      'UsageError: 1 answer cannot be removed: .backend-architect/answers/require-auth-on-route/aa11.json (EACCES)',
    );
  });
});

test('--accept where nothing can be written', async () => {
  const shop = reviewedShop();
  mkdirSync(join(shop.root, '.backend-architect/answers'), { recursive: true });
  writeFileSync(join(shop.root, '.backend-architect/answers/require-auth-on-route'), '');
  const request = { fingerprint: 'a1b2c3d4', reason: 'ok', expires: '2026-12-31', by: 'Ada' };
  expect((await run(shop, { kind: 'accept', request })).code).toMatch(
    new RegExp(
      String.raw`^UsageError: ` +
        String.raw`\.backend-architect\/answers\/require-auth-on-route\/a1b2c3d4e5f6a7b8c9d0\.json cannot be ` +
        String.raw`written \(E\w+\); nothing was accepted$`,
    ),
  );
});

describe('on the command line', () => {
  test.each([
    [
      ['--reason', 'a gateway checks', '--expires', '2027-01-01'],
      '--reason and --expires belong to --accept FINGERPRINT',
    ],
    [['--by', 'Ada', '--plan'], '--by belongs to --accept FINGERPRINT'],
    [['--plan', '--prune'], '--plan and --prune cannot be combined'],
    [['--timeout', '0', '--plan'], '--timeout needs more than 0 and at most 86400 seconds, not 0'],
    [['--deadline', '1e9', '--plan'], '--deadline needs more than 0 and at most 86400 seconds, not 1e9'],
    [['--max-calls', 'many', '--plan'], '--max-calls needs a number, not many'],
  ])('%j asks nobody', async (flags, line) => {
    const { root } = reviewedShop();
    expect(await runCli(root, ['escalate', '.', ...flags])).toEqual({
      code: 2,
      stdout: '',
      stderr: `backend-architect: ${line}\n`,
    });
  });

  test.each([
    ['that is not there', null, 'cannot be read: there is no such file'],
    ['that is no JSON', '{', 'is not JSON'],
    ['with a list', '[]', ': the file is not a price'],
    ['with half a price', '{"m":{"input":1}}', ': m.output is not a price'],
    ['that is too large', ' '.repeat(2 * 1024 * 1024), 'cannot be read: larger than 1 MB'],
  ])('a price file %s', async (_, text, line) => {
    const { root } = reviewedShop();
    if (text !== null) writeFileSync(join(root, 'prices.json'), text);
    const ran = await runCli(root, ['escalate', '.', '--plan', '--price-file', 'prices.json']);
    expect(ran).toEqual({
      code: 2,
      stdout: '',
      stderr: `backend-architect: ${join(root, 'prices.json')}${line.startsWith(':') ? '' : ' '}${line}\n`,
    });
    writeFileSync(join(root, 'prices.json'), '\ufeff{"m":{"input":1,"output":2}}');
    expect((await runCli(root, ['escalate', '.', '--plan', '--price-file', 'prices.json'])).code).toBe(0);
  });

  test('--prune with a file that does not parse removes nothing', async () => {
    const { root } = reviewedShop();
    writeEntry(root, PERSON, '2026-11-23');
    writeFileSync(join(root, 'src/broken.ts'), 'export const = ;\n');
    const ran = await runCli(root, ['escalate', '.', '--prune']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(
      /^backend-architect: --prune needs a complete review, and src\/broken\.ts was not read .*; nothing was removed\n$/,
    );
    expect(readLedger(root).entries.size).toBe(1);
    rmSync(join(root, 'src/broken.ts'));
    expect(await runCli(root, ['escalate', '.', '--prune'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 answer removed'),
    });
    expect(existsSync(join(root, '.backend-architect/answers/require-auth-on-route/aa11.json'))).toBe(false);
  });
});
