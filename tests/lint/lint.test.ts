import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../fixture-expectations.js';

const ESLINT = join(ROOT, 'node_modules/eslint/bin/eslint.js');
const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint');
const FAULTS = 'tests/lint/fixtures/faults.ts';

const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
const typed = (...args: string[]) => run(OXLINT, '-c', 'oxlint.json', '--type-aware', '--deny-warnings', ...args);

/** Beside the other tests, because it asks for types: a processor would wait for it. */
describe('of this repository', () => {
  it('ESLint has nothing to say', { timeout: 600_000 }, () => {
    const { status, stdout, stderr } = run(ESLINT, '.');
    expect(stdout + stderr).toBe('');
    expect(status).toBe(0);
  });

  it('the rules that ask for types have nothing to say', { timeout: 600_000 }, () => {
    const sources = ['analysis', 'rules', 'eslint-plugin', 'cli'].map((name) => `packages/${name}/src`);
    const { status, stdout, stderr } = typed('-f', 'unix', ...sources);
    expect(stdout + stderr).toBe('');
    expect(status).toBe(0);
  });
});

it('each rule that asks for types speaks where it has to', { timeout: 120_000 }, () => {
  const { stdout, status } = typed('-f', 'unix', FAULTS);
  const said = new Set(
    [...stdout.matchAll(/faults\.ts:(\d+):\d+:.*typescript\(([a-z-]+)\)/g)].map(([, line, rule]) => `${line} ${rule}`),
  );
  const expected = readFileSync(join(ROOT, FAULTS), 'utf8')
    .split('\n')
    .flatMap((text, index) =>
      / \/\/ ([a-z-]+)$/.exec(text) ? [`${index + 1} ${/ \/\/ ([a-z-]+)$/.exec(text)![1]}`] : [],
    );
  expect([...said]).toEqual(expect.arrayContaining(expected));
  const settings = JSON.parse(readFileSync(join(ROOT, 'oxlint.json'), 'utf8')) as { rules: Record<string, unknown> };
  expect(expected.map((fault) => `typescript/${fault.split(' ')[1]}`).sort()).toEqual(
    Object.keys(settings.rules).sort(),
  );
  expect(status).toBe(1);
});
