/**
 * Files a lint run reads by their names, where something else lies: never a wait, and never an end without a sentence.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { afterEach, describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const FLAWED = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from t where id = ' + id);
`;

type Spoil = (path: string) => void;

/** Ids of rules that are reported in a project where these paths were spoiled. */
function lint(spoiled: Readonly<Record<string, Spoil>>): string[] {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'host-')));
  folders.push(root);
  mkdirSync(join(root, '.git'));
  for (const [path, spoil] of Object.entries(spoiled)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    spoil(join(root, path));
  }
  return new Linter({ cwd: root })
    .verify(FLAWED, [plugin.configs.recommended], { filename: join(root, 'src/a.js') })
    .map(({ ruleId }) => ruleId?.replace('backend-architect/', '') ?? '');
}

const pipe: Spoil = (path) => execFileSync('mkfifo', [path]);
const folder: Spoil = (path) => mkdirSync(path);
const loop: Spoil = (path) => symlinkSync(path, path);
const dangling: Spoil = (path) => symlinkSync(`${path}.gone`, path);
const large: Spoil = (path) => {
  writeFileSync(path, '{}');
  truncateSync(path, 9 * 1024 * 1024);
};
const deep: Spoil = (path) => writeFileSync(path, '{"a":'.repeat(100_000));

const SPOILED: readonly (readonly [string, Spoil, RegExp])[] = [
  ...(process.platform === 'win32'
    ? []
    : [['a pipe', pipe, /backend-architect\.json: cannot be read: a device or a pipe, not a file\./] as const]),
  ['a folder', folder, /backend-architect\.json: cannot be read: a directory, not a file\./],
  ['a link to itself', loop, /backend-architect\.json: cannot be read: a link that leads to itself\./],
  ['a link to nowhere', dangling, /backend-architect\.json: cannot be read: a link that leads nowhere\./],
  ['too large', large, /backend-architect\.json: cannot be read: larger than 8 MB\./],
  ['nested without end', deep, /backend-architect\.json: nests too deeply to be settings\./],
];

describe.each(SPOILED)('%s', (_, spoil, sentence) => {
  it('in place of manifests and lock files says as little as none', () => {
    expect(
      lint({
        'package.json': spoil,
        'src/package.json': spoil,
        'package-lock.json': spoil,
        'pnpm-workspace.yaml': spoil,
        'lerna.json': spoil,
        'node_modules/pg/package.json': spoil,
      }),
    ).toEqual(['no-raw-sql-concatenation']);
    expect(
      lint({
        'package.json': (path) => writeFileSync(path, '{"name":"x","dependencies":{"pg":"^8.0.0"}}'),
        'package-lock.json': spoil,
        'node_modules/pg/package.json': spoil,
      }),
    ).toEqual(['no-raw-sql-concatenation']);
  });

  it('in place of the config is said in one sentence', () => {
    expect(() => lint({ 'backend-architect.json': spoil })).toThrow(sentence);
  });
});
