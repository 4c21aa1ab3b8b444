import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runEscalate } from '../../src/agent/escalate.js';
import { dossierOf } from '../../src/agent/dossier.js';
import type { ReviewedProject } from '../../src/agent/reviewed-project.js';
import { removeShops, reviewedShop, UNGUARDED } from './reviewed-shop.js';
import { INNOCENTS, PLANTS } from './secret-plants.js';

afterAll(removeShops);

// In the function the question is about; what cannot stand there is a declaration or markup, and has its own test on
// ranges.
const IN_CODE = PLANTS.filter(
  ({ file, code }) => file === undefined && !/^import |^\/\/|^enum |^class |host\}/m.test(code),
);

function planted(code: string): ReviewedProject {
  return reviewedShop(
    UNGUARDED.replace(
      '  res.status(204).end();\n',
      `${code
        .split('\n')
        .map((line) => `  ${line}\n`)
        .join('')}  res.status(204).end();\n`,
    ),
  );
}

async function sentFor(reviewed: ReviewedProject): Promise<string> {
  const dossier = await dossierOf(reviewed.asked[0]!, reviewed.policy, reviewed);
  return JSON.stringify(dossier);
}

describe('what is sent with a question holds none of the plants', () => {
  test('enough of them stand where evidence is taken from', () => expect(IN_CODE.length).toBeGreaterThanOrEqual(45));

  test.each(IN_CODE)('$what', async ({ code, secrets }) => {
    const sent = await sentFor(planted(code));
    for (const secret of secrets) expect(sent).not.toContain(secret);
  });

  test.each(IN_CODE.filter(({ what }) => !/pattern|comment/.test(what)))(
    'and says that something was there: $what',
    async ({ code }) => {
      expect(await sentFor(planted(code))).toContain('‹SECRET');
    },
  );

  test.each(INNOCENTS.filter(([, code, file]) => file === undefined && !/^import |^\/\/|^enum |`/m.test(code)))(
    'but what can be read: %s',
    async (_, code) => {
      const sent = await sentFor(planted(code));
      expect(sent).not.toContain('‹SECRET›');
      expect(sent.match(/‹SECRET:\d+›/g) ?? []).toHaveLength(1); // signingSecret of the shop
    },
  );
});

test('what only its use in another file shows to be a secret is masked as well', async () => {
  const reviewed = planted("const door = { opens: 'every early morning' };");
  const file = 'src/orders.ts';
  const start = readFileSync(join(reviewed.root, file), 'utf8').indexOf('every early');
  expect(await sentFor(reviewed)).toContain('every early morning');
  const sent = await sentFor({
    ...reviewed,
    secrets: new Map([[file, [[start, start + 'every early morning'.length]]]]),
  });
  expect(sent).not.toMatch(/every early|morning/);
  expect(sent).toContain("opens: '‹SECRET");
});

test('names beside a masked password are masked in the export as well', async () => {
  const reviewed = planted(
    `const password = 'apfelmus1';
const pwd = 'birnenmus';
const passcode = '4711-x';
const sessionKey = 'quitten-77';`,
  );
  const file = join(mkdtempSync(join(tmpdir(), 'export-')), 'questions.json');
  let out = '';
  const io = {
    stdout: (text: string) => void (out += text),
    stderr: (text: string) => void (out += text),
    env: {},
    now: () => new Date('2026-01-15T00:00:00Z'),
  };
  expect(await runEscalate({ action: { kind: 'export', file }, flags: {}, review: async () => reviewed }, io)).toBe(0);
  const text = readFileSync(file, 'utf8');
  for (const secret of ['apfelmus1', 'birnenmus', '4711-x', 'quitten-77']) expect(text).not.toContain(secret);
  for (const name of ['password', 'pwd', 'passcode', 'sessionKey']) expect(text).toContain(`const ${name} = '‹SECRET`);
});

test('routes, facts and contracts are masked beside the code', async () => {
  const reviewed = reviewedShop();
  const [asked] = reviewed.asked;
  const route = 'POST /hooks/9f8a7b6c5d4e3f2a1b/orders';
  const detected = {
    ...asked!.detected,
    whyAmbiguous: [`${route} is the only one`],
    facts: [{ predicate: 'route', args: { of: route }, value: true }],
    contracts: [{ id: 'c', requires: [], reason: `${route} is public` }],
  };
  const question = { ...asked!.question, question: `Who may call ${route}?` };
  const dossier = JSON.stringify(
    await dossierOf({ detected, question }, reviewed.policy, {
      ...reviewed,
      mask: (text) => text.replaceAll('9f8a7b6c5d4e3f2a1b', '••••••••'),
    }),
  );
  expect(dossier).not.toContain('9f8a7b6c5d4e3f2a1b');
  expect(dossier).toContain('POST /hooks/••••••••/orders');
});
