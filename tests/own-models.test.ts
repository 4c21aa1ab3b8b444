import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import plugin from '../packages/eslint-plugin/src/index.js';
import type { Report } from '../packages/cli/src/report/types.js';
import { ROOT } from './fixture-expectations.js';

const page = readFileSync(join(ROOT, 'docs/own-models.md'), 'utf8');
const files = Object.fromEntries(
  [...page.matchAll(/<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g)].map((match) => [match[1]!, match[2]!]),
);
const CODE = 'src/orders.ts';
const expected = files[CODE]!.split('\n').flatMap((line, index) => {
  const rule = /\/\/ ([\w-]+)$/.exec(line)?.[1];
  return rule ? [`${index + 1} ${rule}`] : [];
});
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'own-models-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function project(name: string, withModels: 'with models' | 'without models'): string {
  const root = join(folder, name);
  const own = { ...files, 'package.json': '{ "name": "acme", "version": "1.0.0" }' };
  for (const [file, text] of Object.entries(own)) {
    if (file === 'backend-architect.json' && withModels === 'without models') continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

function lint(root: string): string[] {
  const messages = new Linter({ cwd: root }).verify(
    files[CODE]!,
    [{ files: ['**/*.ts'], languageOptions: { parser } }, plugin.configs.recommended],
    { filename: join(root, CODE) },
  );
  return messages.map(({ line, ruleId }) => `${line} ${ruleId?.replace('backend-architect/', '')}`);
}

describe('docs/own-models.md', () => {
  it('has code whose comments name three findings', () => {
    expect(expected).toHaveLength(3);
  });

  it('is true in ESLint', () => {
    expect(lint(project('eslint', 'with models'))).toEqual(expected);
    expect(lint(project('bare', 'without models'))).toEqual([]);
  });

  it('is true in review', () => {
    const run = spawnSync(
      process.execPath,
      [join(ROOT, 'packages/cli/dist/bin.js'), 'review', project('review', 'with models'), '--format', 'json'],
      { encoding: 'utf8', env: { ...process.env, INIT_CWD: '', ANTHROPIC_API_KEY: '' } },
    );
    const { findings } = JSON.parse(run.stdout) as Report;
    expect(findings.map(({ ruleId, location }) => `${location.startLine} ${ruleId}`).sort()).toEqual(
      [...expected].sort(),
    );
  });
});
