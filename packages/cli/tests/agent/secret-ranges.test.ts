import { analyse } from '@backend-architect/analysis';
import { dotted } from '../../../analysis/src/domain/secrets/mask.js';
import { rules } from '../../../rules/src/rule-index.js';
import { runRules } from '../../../rules/src/checks.js';
import { secretRanges } from '../../../analysis/src/domain/secrets/secret-ranges.js';
import { describe, expect, test } from 'vitest';
import { parseFile } from '../../src/extract/parse-file.js';
import { INNOCENTS, PLANTS } from './secret-plants.js';

const ONLY_SECRETS = Object.fromEntries(
  Object.keys(rules).map((id) => [id, id === 'no-hardcoded-secrets' ? ('high' as const) : ('off' as const)]),
);

function shown(code: string, file = 'a.ts'): string {
  const parsed = parseFile(file, code);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return dotted(code, secretRanges(analyse(parsed.source)));
}

describe('secrets are found wherever they are planted', () => {
  test.each(PLANTS)('$what', ({ code, secrets, file }) => {
    for (const secret of secrets) expect(code).toContain(secret);
    const text = shown(code, file);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toHaveLength(code.length);
    expect(text.split('\n')).toHaveLength(code.split('\n').length);
  });

  test.each(PLANTS)('in a test file as well: $what', ({ code, secrets, file = 'a.ts' }) => {
    const text = shown(code, `tests/${file.replace('.', '.test.')}`);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

describe('everything else can be read', () => {
  test.each(INNOCENTS)('%s', (_, code, file) => {
    expect(shown(code, file)).toBe(code);
  });
});

test('whatever our own rule reports is hidden', () => {
  const found = PLANTS.flatMap(({ code, file = 'a.ts' }) => {
    const parsed = parseFile(file, code);
    if (parsed.kind === 'unread') throw new Error(parsed.reason);
    const analysis = analyse(parsed.source);
    return runRules(analysis, { rules: ONLY_SECRETS }).map(({ at }) =>
      secretRanges(analysis).some(([start, end]) => start < at[1] && at[0] < end),
    );
  });
  expect(found.length).toBeGreaterThan(5);
  expect(found).not.toContain(false);
});

test('both halves of a key pair on one line are reported, each at its own place', () => {
  const plant = PLANTS.find(({ what }) => what === 'a key pair on one line')!;
  const parsed = parseFile('a.ts', plant.code);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  const problems = runRules(analyse(parsed.source), { rules: ONLY_SECRETS });
  expect(problems.map(({ at }) => plant.code.slice(at[0] + 1, at[1] - 1))).toEqual(plant.secrets);
});
