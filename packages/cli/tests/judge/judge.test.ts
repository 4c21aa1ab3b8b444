import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { extract } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';
import * as parser from '../../src/extract/parse-file.js';
import { judge } from '../../src/judge/judge.js';
import { linkProject } from '../../src/project/link-project.js';
import { tempProject } from '../temp-project.js';

vi.mock('../../src/extract/parse-file.js', async (original) => {
  const actual = await original<typeof parser>();
  return { ...actual, takeParsed: vi.fn(actual.takeParsed) };
});

const settings = { versions: { pg: '8.0.0', express: '4.0.0' } };

let root = '';
beforeEach(() => {
  root = tempProject({});
  mkdirSync(join(root, 'node_modules'));
});

/** A function of a library of the language, made of one that takes a secret. */
const PROMISED = `import { promisify } from 'node:util';
import { hash } from 'bcrypt';
export const issue = promisify(hash);
`;

type Files = Readonly<Record<string, string>>;

/** The problems of all files as `file rule`, and the files that were parsed for it. */
async function verdicts(
  files: Files,
  cache: 'use' | 'skip' = 'use',
): Promise<{ readonly problems: string[]; readonly judged: string[] }> {
  const sources = Object.entries(files).map(([file, text]) => ({ file, text, hash: hashOf(text) }));
  const read = (await extract({ root, files: sources, settings, cache: 'skip' })).filter(
    (file) => file.kind === 'read',
  );
  const project = linkProject({ root, files: read.map(({ facts }) => facts), settings });
  vi.mocked(parser.takeParsed).mockClear();
  const judged = await judge({
    root,
    files: read,
    textOf: (file) => files[file] ?? '',
    project,
    settings,
    rules: {},
    preset: 'recommended',
    cache,
  });
  return {
    problems: judged.flatMap(({ file, problems }) => problems.map(({ ruleId }) => `${file} ${ruleId}`)),
    judged: vi.mocked(parser.takeParsed).mock.calls.map(([file]) => file),
  };
}

const store = `import { database } from './store-client.js';
export function touch(id) {
  database.query('update t set seen = true where id = $1', [id]);
}
`;
const client = `import { Pool } from 'pg';\nexport const database = new Pool();\n`;
const FLAWED: Files = { 'client-of-store.js': '', 'store.js': store, 'store-client.js': client };

describe('judge', () => {
  it('runs the rules of a file with what other files say', async () => {
    expect((await verdicts(FLAWED, 'skip')).problems).toEqual(['store.js no-unawaited-io']);
    expect(
      (await verdicts({ ...FLAWED, 'store-client.js': 'export const database = { query: (text) => text };\n' }, 'skip'))
        .problems,
    ).toEqual([]);
  });

  it('does not parse again where no rule speaks, unless a secret of another file may be used there', async () => {
    const { judged } = await verdicts(
      {
        'plain.js': 'export const plain = (a) => a + 1;\n',
        'plain.test.js': "import { plain } from './plain.js';\nit('adds', () => expect(plain(1)).toBe(2));\n",
        'signed.test.js': "import { secret } from './settings.js';\nit('signs', () => sign({}, secret));\n",
      },
      'skip',
    );
    expect(judged).toEqual(['plain.js', 'signed.test.js']);
  });

  it.each([
    ['another name', "export { sign as issue } from 'jsonwebtoken';\n", 'issue({}, secret)'],
    ['a default export', "export { default as guard } from 'express-jwt';\n", 'guard({ secret })'],
    ['all of a library', "export * from 'jsonwebtoken';\n", 'issue({}, secret)'],
    ['what a library makes of it', PROMISED, 'issue({}, secret)'],
    ['a class of the project', "import { Pool } from 'pg';\nexport class Db extends Pool {}\n", 'new Db({ secret })'],
    ['CommonJS', "exports.issue = require('jsonwebtoken').sign;\n", 'issue({}, secret)'],
    [
      'a member of an object', "import jwt from 'jsonwebtoken';\nexport const tokens = { issue: jwt.sign };\n",
      'tokens.issue({}, secret)',
    ],
  ])('parses again where no rule speaks and what takes secrets comes by way of %s', async (_what, tokens, use) => {
    const name = /^(?:new )?(\w+)/.exec(use)![1]!;
    const test = (from: string): string =>
      `import { secret } from './settings.js';\nimport { ${name} } from '${from}';\n${use};\n`;
    const { judged } = await verdicts(
      {
        'tokens.js': tokens,
        'twice.js': `export { ${name} } from './tokens.js';\n`,
        'all.js': "export * from './twice.js';\n",
        'plain.js': `export const ${name} = (a) => a + 1;\n`,
        'once.test.js': test('./tokens.js'),
        'again.test.js': test('./twice.js'),
        'all.test.js': test('./all.js'),
        'other.test.js': test('./plain.js'),
        'none.test.js': `export const ${name} = 1;\n`,
      },
      'skip',
    );
    expect(judged.filter((file) => file.includes('.test.'))).toEqual(['once.test.js', 'again.test.js', 'all.test.js']);
  });

  it('says that a function of another file settles, through any number of files', async () => {
    const files = (body: string): Files => ({
      'mail.ts': `import { send } from './send'; export const notify = async (to: string) => { await send(to); };`,
      'send.ts': `import { deliver } from './deliver'; export async function send(to: string) { await deliver(to); }`,
      'deliver.ts':
        `import { Pool } from 'pg'; const pool = new Pool(); export async function deliver(to: string) { ` +
        `${body} }`,
      'app.ts': `import express from 'express'; import { notify } from './mail'; const app = express();
        app.post('/orders', (req, res) => { notify(req.body.to); res.sendStatus(202); });`,
    });
    expect((await verdicts(files(`await pool.query('select 1', [to]);`), 'skip')).problems).toContain(
      'app.ts no-unawaited-io',
    );
    expect(
      (
        await verdicts(
          files(`try { await pool.query('select 1', [to]); } catch (error) { console.error(error); }`),
          'skip',
        )
      ).problems,
    ).not.toContain('app.ts no-unawaited-io');
  });

  it('says that a file was not judged where the stack does not reach, and judges the others', async () => {
    const files: Files = {
      'deep.js':
        `import { database } from './store-client.js'; import jwt from 'jsonwebtoken'; ` +
        'export const sign = (x) => jwt.sign(x, database.key);',
      'flat.js': 'export const a = 1;',
    };
    const sources = Object.entries(files).map(([file, text]) => ({ file, text, hash: hashOf(text) }));
    const read = (await extract({ root, files: sources, settings, cache: 'skip' })).filter(
      (file) => file.kind === 'read',
    );
    const linked = linkProject({ root, files: read.map(({ facts }) => facts), settings });
    const imported = (): never => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    const project = {
      ...linked,
      viewOf: (file: string) => ({ ...linked.viewOf(file), ...(file === 'deep.js' && { imported }) }),
    };
    const judged = await judge({
      root,
      files: read,
      textOf: (file) => files[file] ?? '',
      project,
      settings,
      rules: {},
      preset: 'strict',
      cache: 'skip',
    });
    expect(judged.map(({ file, internalErrors }) => [file, internalErrors.length > 0])).toEqual([
      ['deep.js', true],
      ['flat.js', false],
    ]);
  });

  it(
    'names texts for the mask that are used as secrets elsewhere, ' + 'also those the program refuses to run with',
    async () => {
      const config =
        `export const word = process.env.WORD ?? 'open sesame now'; ` +
        `if (word === 'open sesame now') throw new Error();`;
      const files: Files = {
        'config.js': config,
        'use.js':
          `import { word } from './config.js'; import jwt from 'jsonwebtoken'; export const sign = (x) => ` +
          'jwt.sign(x, word);',
      };
      const sources = Object.entries(files).map(([file, text]) => ({ file, text, hash: hashOf(text) }));
      const read = (await extract({ root, files: sources, settings, cache: 'skip' })).filter(
        (file) => file.kind === 'read',
      );
      const project = linkProject({ root, files: read.map(({ facts }) => facts), settings });
      const judged = await judge({
        root,
        files: read,
        textOf: (file) => files[file] ?? '',
        project,
        settings,
        rules: {},
        preset: 'strict',
        cache: 'skip',
      });
      const at = config.indexOf(`'open sesame now'`);
      expect(judged.flatMap(({ secretsElsewhere }) => secretsElsewhere)).toEqual([
        { file: 'config.js', at: [at, at + 17] },
      ]);
      expect(judged.flatMap(({ problems }) => problems.map(({ ruleId }) => ruleId))).not.toContain(
        'no-hardcoded-secrets',
      );
    },
  );

  it('runs no rule when none is asked for, and parses nothing then', async () => {
    const project = linkProject({ root, files: [], settings });
    expect(await judge({ root, files: [], textOf: () => '', project, settings, rules: {}, cache: 'skip' })).toEqual([]);
  });
});

describe('verdicts that are kept', () => {
  it('are taken as they are when nothing has changed', async () => {
    const first = await verdicts(FLAWED);
    expect(first.judged).toEqual(Object.keys(FLAWED));
    expect(await verdicts(FLAWED)).toEqual({ problems: first.problems, judged: [] });
  });

  it('hold when another file changes and still says the same', async () => {
    await verdicts(FLAWED);
    const edited = { ...FLAWED, 'store-client.js': `// the pool\n${client}export const size = 1;\n` };
    expect((await verdicts(edited)).judged).toEqual(['store-client.js']);
  });

  it('fall when another file says something else', async () => {
    await verdicts(FLAWED);
    const edited = { ...FLAWED, 'store-client.js': 'export const database = { query: (text) => text };\n' };
    expect(await verdicts(edited)).toEqual({ problems: [], judged: ['store.js', 'store-client.js'] });
    expect((await verdicts(FLAWED)).problems).toEqual(['store.js no-unawaited-io']);
  });

  it('fall when a constant, a callee or a parameter becomes something else', async () => {
    const base: Files = {
      'names.js': `export const TABLE = 'users';\n`,
      'clean.js': `export const column = (name) => (['id', 'email'].includes(name) ? name : 'id');\n`,
      'handed.js': `import { Pool } from 'pg'; import { list } from './list.js'; list(new Pool(), 'x');\n`,
      'list.js': `import { TABLE } from './names.js'; import { column } from './clean.js';
        export const list = (database, name) => database.query('select ' + column(name) + ' from ' + TABLE);\n`,
    };
    expect((await verdicts(base)).problems).toEqual([]);
    const changes: Files = {
      'names.js': 'export let TABLE = process.argv[2];\n',
      'clean.js': 'export const column = (name) => name;\n',
      'handed.js': `import { list } from './list.js'; list({ query: () => 1 }, 'x');\n`,
    };
    for (const [file, text] of Object.entries(changes)) {
      expect((await verdicts({ ...base, [file]: text })).judged.sort(), file).toEqual([file, 'list.js'].sort());
      await verdicts(base);
    }
  });

  it('fall when a function that a guard asks proves something else', async () => {
    const base: Files = {
      'app.js': `import express from 'express'; import { ok } from './guard.js'; const app = express();
        app.get('/go', (req, res) => { const { to } = req.query; if (!ok(to)) return res.end(); res.redirect(to); });\n`,
      'guard.js': `import { listed } from './listed.js';\nexport const ok = (to) => listed(to);\n`,
      'listed.js': `export const listed = (to) => ['/a', '/b'].includes(to);\n`,
    };
    expect((await verdicts(base)).problems).toEqual([]);
    const edited = { ...base, 'listed.js': 'export const listed = (to) => to.length > 0;\n' };
    expect(await verdicts(edited)).toEqual({
      problems: ['app.js no-untrusted-redirect-or-link'],
      judged: ['app.js', 'listed.js'],
    });
  });

  it('fall when a wrapper of another file no longer opens a transaction', async () => {
    const base: Files = {
      'store.js': client.replace('database', 'pool'),
      'unit.js': `import { pool } from './store.js'; export async function unit(work) { const held = await pool.connect();
        await held.query('BEGIN'); await work(held); await held.query('COMMIT'); held.release(); }\n`,
      'place.js': `import { unit } from './unit.js'; import axios from 'axios';
        export const place = () => unit(async () => { await axios.post('https://mail.example', {}, { timeout: 5 }); });\n`,
    };
    expect((await verdicts(base)).problems).toContain('place.js no-transaction-misuse');
    const edited = { ...base, 'unit.js': 'export async function unit(work) { await work(); }\n' };
    const after = await verdicts(edited);
    expect(after.problems).not.toContain('place.js no-transaction-misuse');
    expect(after.judged).toContain('place.js');
  });

  it('hold no text of other files, and fall when they are damaged', async () => {
    const files: Files = {
      ...FLAWED,
      'settings.js': `export const settings = { name: 'correct horse battery 4711' };`,
      'use.js':
        `import { settings } from './settings.js'; import jwt from 'jsonwebtoken'; ` +
        'export const sign = (x) => jwt.sign(x, settings.name);',
    };
    await verdicts(files);
    const folder = join(root, 'node_modules/.cache/backend-architect');
    expect(existsSync(folder)).toBe(true);
    const shards = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsv'))
      .map((name) => join(folder, name));
    const kept = shards.map((shard) => readFileSync(shard, 'utf8'));
    expect(kept.join('')).toContain('no-unawaited-io');
    expect(kept.join('')).not.toMatch(/correct horse|battery|4711/);
    for (const [index, shard] of shards.entries())
      writeFileSync(shard, kept[index]!.replaceAll('no-unawaited-io', 'no-unawaited-ia'));
    expect((await verdicts(files)).judged).toEqual(['store.js']);
  });
});
