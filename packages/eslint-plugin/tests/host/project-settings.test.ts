import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { afterEach, describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/**
 * Ids of rules that ESLint reports on one file of a project on disk. Every project is a folder of its own: settings are
 * read once.
 */
function lint(
  files: Readonly<Record<string, string>>,
  name: string,
  settings: Readonly<Record<string, unknown>> = {},
): string[] {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'host-')));
  folders.push(root);
  mkdirSync(join(root, '.git'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const messages = new Linter({ cwd: root }).verify(files[name] ?? '', [plugin.configs.recommended, { settings }], {
    filename: join(root, name),
  });
  expect(messages.filter((message) => message.fatal)).toEqual([]);
  return messages.map(({ ruleId }) => ruleId?.replace('backend-architect/', '') ?? '');
}

const QUERY = `import { Store } from 'house-store';
export function find(id) { return new Store().ask('select * from t where id = ' + id); }
`;
const MODEL = {
  library: 'house-store',
  modules: ['house-store'],
  exports: { Store: { type: 'Store', new: {} } },
  types: {
    Store: {
      members: {
        ask: {
          call: { async: 'promise', sinks: [{ kind: 'sql-text', arg: 0 }], query: { operation: 'raw', textArg: 0 } },
        },
      },
    },
  },
};
const FLAWED = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from t where id = ' + id);
`;

describe('settings of the ESLint host', () => {
  it('reads models from backend-architect.json, with comments, above the file', () => {
    expect(lint({ 'src/a.js': QUERY }, 'src/a.js')).toEqual([]);
    expect(
      lint(
        { 'src/a.js': QUERY, 'backend-architect.json': `{ // ours\n "models": [${JSON.stringify(MODEL)}], }` },
        'src/a.js',
      ),
    ).toEqual(['no-raw-sql-concatenation']);
  });

  it('takes models and ignore patterns from shared settings', () => {
    expect(lint({ 'src/a.js': QUERY }, 'src/a.js', { 'backend-architect': { models: [MODEL] } })).toEqual([
      'no-raw-sql-concatenation',
    ]);
    expect(lint({ 'src/a.js': FLAWED }, 'src/a.js', { 'backend-architect': { ignore: ['src/*.js'] } })).toEqual([]);
  });

  it('leaves out what backend-architect.json ignores, and nothing else', () => {
    const config = '{ "ignore": ["legacy/**", "!legacy/kept.js"] }';
    expect(lint({ 'legacy/a.js': FLAWED, 'backend-architect.json': config }, 'legacy/a.js')).toEqual([]);
    expect(lint({ 'legacy/kept.js': FLAWED, 'backend-architect.json': config }, 'legacy/kept.js')).toEqual([
      'no-raw-sql-concatenation',
    ]);
    expect(lint({ 'src/a.js': FLAWED, 'backend-architect.json': config }, 'src/a.js')).toEqual([
      'no-raw-sql-concatenation',
    ]);
  });

  it('says which config is broken', () => {
    expect(() => lint({ 'src/a.js': FLAWED, 'backend-architect.json': '{ "ignore": ' }, 'src/a.js')).toThrow(
      /backend-architect\.json: not valid JSON/,
    );
    expect(() => lint({ 'src/a.js': FLAWED, 'backend-architect.json': '{ "ignore": "legacy" }' }, 'src/a.js')).toThrow(
      /"ignore" is not a list/,
    );
    expect(() => lint({ 'src/a.js': FLAWED, 'backend-architect.json': '{ "models": [{}] }' }, 'src/a.js')).toThrow(
      /"models" is not a list/,
    );
    expect(() =>
      lint(
        { 'src/a.js': FLAWED, 'backend-architect.json': '{ "rules": { "no-raw-sql-concatenation": "error" } }' },
        'src/a.js',
      ),
    ).toThrow(/"rules" is not an object of severities/);
    expect(() =>
      lint({ 'src/a.js': FLAWED, 'backend-architect.json': '{ "rules": ["no-raw-sql-concatenation"] }' }, 'src/a.js'),
    ).toThrow(/"rules" is not an object of severities/);
  });

  it('tells the role of a file from its place in the project, not from where the project lies', () => {
    expect(
      lint({ 'tests/shop/package.json': '{ "name": "shop" }', 'tests/shop/src/a.js': FLAWED }, 'tests/shop/src/a.js'),
    ).toEqual(['no-raw-sql-concatenation']);
    expect(lint({ 'package.json': '{ "name": "shop" }', 'tests/a.js': FLAWED }, 'tests/a.js')).toEqual([]);
  });

  it('switches off what backend-architect.json switches off, and no other rule', () => {
    const config = (setting: string): string =>
      `{ "rules": { "no-raw-sql-concatenation": ${setting}, "no-import-cycle": "off" } }`;
    for (const off of ['"off"', '["off"]', '["off", {}]'])
      expect(lint({ 'src/a.js': FLAWED, 'backend-architect.json': config(off) }, 'src/a.js')).toEqual([]);
    for (const on of ['"low"', '["critical"]'])
      expect(lint({ 'src/a.js': FLAWED, 'backend-architect.json': config(on) }, 'src/a.js')).toEqual([
        'no-raw-sql-concatenation',
      ]);
  });

  it('honours our comments with a reason, and only these', () => {
    const text = (comment: string): string => FLAWED.replace(/\n$/, ` ${comment}\n`);
    expect(
      lint({ 'src/a.js': text('// backend-architect-ignore no-raw-sql-concatenation -- ids are numbers') }, 'src/a.js'),
    ).toEqual([]);
    expect(lint({ 'src/a.js': text('// backend-architect-ignore no-raw-sql-concatenation') }, 'src/a.js')).toEqual([
      'no-raw-sql-concatenation',
    ]);
    expect(lint({ 'src/a.js': text('// backend-architect-ignore no-ssrf -- another rule') }, 'src/a.js')).toEqual([
      'no-raw-sql-concatenation',
    ]);
    expect(lint({ 'src/a.js': text('// backend-architect-ignore -- everything') }, 'src/a.js')).toEqual([
      'no-raw-sql-concatenation',
    ]);
  });

  it('takes the installed version before the declared one', () => {
    const model = (versions: string, arg: number) => ({
      ...MODEL,
      versions,
      types: {
        Store: {
          members: { ask: { call: { sinks: [{ kind: 'sql-text', arg }], query: { operation: 'raw', textArg: arg } } } },
        },
      },
    });
    const config = JSON.stringify({ models: [model('>=2', 1), model('<2', 0)] });
    const project = {
      'src/a.js': QUERY,
      'backend-architect.json': config,
      'package.json': '{ "name": "shop", "dependencies": { "house-store": "^1.4.0" } }',
    };
    expect(lint(project, 'src/a.js')).toEqual(['no-raw-sql-concatenation']);
    expect(lint({ ...project, 'node_modules/house-store/package.json': '{ "version": "2.0.1" }' }, 'src/a.js')).toEqual(
      [],
    );
  });

  it('reads the range of a dependency as the command does', () => {
    const lost = `import express from 'express';
const app = express();
app.get('/', async (req, res) => { res.json(await users.all()); });
`;
    const linted = (range: string, more: Readonly<Record<string, string>> = {}) =>
      lint(
        { 'src/a.js': lost, 'package.json': JSON.stringify({ dependencies: { express: range } }), ...more },
        'src/a.js',
      );
    // Express 4 drops the promise of an async handler, 5 takes it.
    for (const range of ['<5', '<5.0.0', '<=4', '4.x', '>=4 <6', '^4 || ^5', 'npm:express@4', 'workspace:^4.1.0'])
      expect(linted(range), range).toEqual(['require-async-error-handling']);
    for (const range of ['5', '>4', '<6', 'npm:express@5']) expect(linted(range), range).toEqual([]);
    // Which of them it is nobody says.
    for (const range of ['*', 'latest', '>=0', 'catalog:'])
      expect(linted(range), range).toEqual(['require-async-error-handling']);
    const catalog = { 'pnpm-workspace.yaml': 'catalog:\n  express: <5\n' };
    expect(linted('catalog:', catalog)).toEqual(['require-async-error-handling']);
    expect(linted('catalog:', { 'pnpm-workspace.yaml': 'catalog:\n  express: ^5.1.0\n' })).toEqual([]);
    const locked = (version: string) => ({
      'package-lock.json': JSON.stringify({ packages: { 'node_modules/express': { version } } }),
    });
    expect(linted('>=4', locked('5.1.0'))).toEqual([]);
    expect(linted('*', locked('4.21.2'))).toEqual(['require-async-error-handling']);
  });
});
