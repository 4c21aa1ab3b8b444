import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LedgerEntry } from '../../src/answers/ledger-entry.js';
import { checksumOf } from '../../src/answers/entry-checksum.js';
import { entryOf, ledgerPathOf, readLedger, writeEntry } from '../../src/answers/ledger.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ledger-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ENTRY: LedgerEntry = {
  schema: 'ledger/1',
  rule: 'no-layer-violation',
  fingerprint: 'aa11',
  key: `sha256:${'1'.repeat(64)}`,
  decision: 'dismiss',
  contract: 'type-only',
  claims: [{ predicate: 'no_runtime_imports', from: 'src/a.ts', to: 'src/b.ts' }],
  citations: [],
  rationale: 'only types',
  impact: null,
  fix: null,
  by: { kind: 'model', id: 'claude-sonnet-5-5', prompt: 'p1:00000000', usage: { in: 1, out: 1, usd: 0.1 } },
  expires: null,
  supersedes: null,
};
const TODAY = '2026-11-23';
const place = join('.backend-architect', 'answers', 'no-layer-violation', 'aa11.json');

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('an entry is read back as it was written, keys in order, nothing else left behind', () => {
  expect(writeEntry(root, ENTRY, TODAY)).toEqual({ kind: 'written', path: place, replaced: null });
  const text = readFileSync(join(root, place), 'utf8');
  expect(Object.keys(JSON.parse(text) as object)).toEqual([...Object.keys(ENTRY), 'checksum'].sort());
  expect(entryOf(readLedger(root), 'no-layer-violation', 'aa11')).toEqual({ ...ENTRY, checksum: checksumOf(ENTRY) });
  expect(readdirSync(dirname(join(root, place)))).toEqual(['aa11.json']);
});

test('no ledger is an empty ledger', () => {
  expect(readLedger(root)).toEqual({ entries: new Map(), warnings: [] });
});

test.each([
  ['not JSON', '{{{ nonsense', 'it is not JSON'],
  ['an empty file', '', 'it is not JSON'],
  ['another schema', JSON.stringify({ ...ENTRY, schema: 'ledger/9' }), 'schema: Invalid input: expected "ledger/1"'],
  [
    'a predicate that does not exist',
    JSON.stringify({ ...ENTRY, claims: [{ predicate: 'trust_me' }] }),
    'claims.0.predicate: ',
  ],
  ['a field too many', JSON.stringify({ ...ENTRY, trusted: true }), 'Unrecognized key: "trusted"'],
  [
    'a risk nobody accepted',
    JSON.stringify({ ...ENTRY, decision: 'accept' }),
    'an accepted risk needs a person, a reason and an expiry date',
  ],
  [
    'an entry for another place',
    JSON.stringify({ ...ENTRY, fingerprint: 'bb22' }),
    'its rule and fingerprint do not match its place',
  ],
  ['a very large file', `{"rationale": "${'x'.repeat(70_000)}"}`, 'it is larger than 64 KiB'],
])('%s is named in one line, ignored and left alone', (_, text, reason) => {
  put(place, text);
  const ledger = readLedger(root);
  expect(ledger.entries.size).toBe(0);
  expect(ledger.warnings).toHaveLength(1);
  expect(ledger.warnings[0]).toContain(`${place} was ignored: ${reason}`);
  expect(ledger.warnings[0]).not.toContain('\n');
  expect(writeEntry(root, ENTRY, TODAY)).toMatchObject({ kind: 'kept' });
  expect(readFileSync(join(root, place), 'utf8')).toBe(text);
});

test('a newer answer says what it replaces', () => {
  writeEntry(root, ENTRY, TODAY);
  writeEntry(root, { ...ENTRY, key: `sha256:${'2'.repeat(64)}` }, TODAY);
  expect(entryOf(readLedger(root), 'no-layer-violation', 'aa11')).toMatchObject({
    key: `sha256:${'2'.repeat(64)}`,
    supersedes: ENTRY.key,
  });
});

test("a person's entry is not replaced by a model's", () => {
  const accepted: LedgerEntry = {
    ...ENTRY,
    decision: 'accept',
    contract: null,
    rationale: 'small table',
    by: { kind: 'human', id: 'Ada' },
    expires: '2027-01-01',
  };
  writeEntry(root, accepted, TODAY);
  expect(writeEntry(root, ENTRY, TODAY)).toEqual({
    kind: 'kept',
    path: place,
    reason: 'Ada answered it; delete the file to ask again',
  });
  expect(entryOf(readLedger(root), 'no-layer-violation', 'aa11')).toEqual({
    ...accepted,
    checksum: checksumOf(accepted),
  });
});

test('names that are no file names cannot lead outside', () => {
  const path = ledgerPathOf('../../etc', '../../../passwd');
  expect(path).toMatch(/^\.backend-architect\/answers\/[0-9a-f]{32}\/[0-9a-f]{32}\.json$/);
  writeEntry(root, { ...ENTRY, rule: '../../etc', fingerprint: '../../../passwd' }, TODAY);
  expect(existsSync(join(root, path))).toBe(true);
  expect(readLedger(root).entries.size).toBe(1);
});

test('a ledger that is a link to somewhere else is neither read nor written', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  mkdirSync(join(root, '.backend-architect'));
  symlinkSync(elsewhere, join(root, '.backend-architect', 'answers'));
  expect(readLedger(root).warnings).toEqual(['.backend-architect/answers was ignored: it leads outside the project']);
  expect(writeEntry(root, ENTRY, TODAY)).toMatchObject({ kind: 'kept', reason: 'it leads outside the project' });
  expect(readdirSync(elsewhere)).toEqual([]);
  rmSync(elsewhere, { recursive: true });
});

test('what was accepted one by one is accepted of all together, as long as each of them holds', () => {
  const accept = (fingerprint: string, expires: string | null): LedgerEntry => ({
    ...ENTRY,
    fingerprint,
    decision: 'accept',
    contract: null,
    claims: [],
    by: { kind: 'human', id: 'ada' },
    expires,
  });
  writeEntry(root, accept('aa11', '2027-03-01'), TODAY);
  writeEntry(root, accept('bb22', '2027-01-01'), TODAY);
  writeEntry(root, { ...accept('cc33', '2027-02-01'), members: ['c1', 'c2'] }, TODAY);
  const ledger = readLedger(root);
  const asked = (...members: string[]) =>
    entryOf(
      ledger,
      'no-layer-violation',
      'together',
      [],
      members.map((print) => [print]),
    )?.fingerprint;
  expect(asked('aa11', 'bb22')).toBe('bb22');
  expect(asked('aa11', 'c2')).toBe('cc33');
  expect(asked('aa11', 'dd44')).toBeUndefined();
  expect(entryOf(ledger, 'no-import-cycle', 'together', [], [['aa11']])).toBeUndefined();
});
