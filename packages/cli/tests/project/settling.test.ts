import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';
import type { Report } from '../../src/report/types.js';

const manifest =
  '{"name":"shop","dependencies":{"express":"^4.18.0","pg":"^8.11.0","fs-extra":"^11.0.0","prom-client":"^15.0.0"}}';
const work = (body: string): string => `import { Pool } from 'pg';
const pool = new Pool();
export async function flush(id) {
${body}
}
`;
const CAUGHT = `  try {
    await pool.query('delete from jobs where id = $1', [id]);
  } catch (error) {
    console.error(error);
  }`;
const OPEN = "  await pool.query('delete from jobs where id = $1', [id]);";
const THROWS_AGAIN = `  try {
    await pool.query('delete from jobs where id = $1', [id]);
  } catch (error) {
    console.error(error);
    throw error;
  }`;
const AFTER = `  try {
    await pool.query('select 1');
  } catch (error) {
    console.error(error);
  }
  await pool.query('delete from jobs where id = $1', [id]);`;

async function said(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await runCli(tempProject({ 'package.json': manifest, ...files }), [
    '--format', 'json', '--no-cache',
  ]);
  const { findings } = JSON.parse(stdout) as Report;
  return findings
    .filter(({ ruleId }) => /unawaited|async/.test(ruleId))
    .map(({ ruleId, location }) => `${ruleId} ${location.file}:${location.startLine}`)
    .sort();
}

const TIMER =
  "import { flush } from './work.js';\nexport function start() {\n  setInterval(async () => flush(1), 1000);\n}\n";
const WAITING = `import { flush } from './work.js';
export function start() {
  setInterval(async () => { await flush(1); await Promise.all([flush(2), flush(3)]); }, 1000);
}
`;
const ROUTE = `import express from 'express';
import { flush } from './work.js';
const app = express();
app.get('/', async (req, res) => {
  await flush(1);
  res.end();
});
app.listen(3000);
`;
const DROPPED = "import { flush } from './work.js';\nexport function start() {\n  flush(1);\n}\n";

describe('a promise that cannot reject, in another file', () => {
  it.each([
    ['an interval that hands it on', TIMER, 'no-async-callback-misuse src/a.js:3'],
    ['an interval that waits for it', WAITING, 'no-async-callback-misuse src/a.js:3'],
    ['a handler of Express 4', ROUTE, 'require-async-error-handling src/a.js:4'],
    ['a call nobody waits for', DROPPED, 'no-unawaited-io src/a.js:3'],
  ])('%s', async (_, caller, finding) => {
    expect(await said({ 'src/work.js': work(CAUGHT), 'src/a.js': caller })).toEqual([]);
    for (const body of [OPEN, AFTER])
      expect(await said({ 'src/work.js': work(body), 'src/a.js': caller })).toEqual([finding]);
  });

  it('is that of a handler that also answers, of a method of a field', async () => {
    const route = (work: string): Record<string, string> => ({
      'src/work.js': `import { Pool } from 'pg';
const pool = new Pool();
export class Work {
  async flush(id) {
${work}
  }
}
`,
      'src/a.js': `import express from 'express';
import { Work } from './work.js';
export class Routes {
  constructor() {
    this.work = new Work();
  }
  init() {
    const app = express();
    app.get('/', async (req, res) => {
      if (!req.query.id) return res.sendStatus(400);
      await this.work.flush(1);
      res.end();
    });
    app.listen(3000);
  }
}
new Routes().init();
`,
    });
    expect(await said(route(CAUGHT))).toEqual([]);
    expect(await said(route(OPEN))).toEqual(['require-async-error-handling src/a.js:9']);
  });

  it('is one that catches and throws again', async () => {
    expect(await said({ 'src/work.js': work(THROWS_AGAIN), 'src/a.js': TIMER })).toEqual([
      'no-async-callback-misuse src/a.js:3',
    ]);
    expect(await said({ 'src/work.js': work(THROWS_AGAIN), 'src/a.js': DROPPED })).toEqual([
      'no-unawaited-io src/a.js:3',
    ]);
  });

  it('is followed through functions, through `finally`, and round a circle', async () => {
    const middle = `import { flush } from './work.js';
export const once = async (id) => { try { await other(); } catch { /* next time */ } finally { \
await flush(id); } if (id > 0) await once(id - 1); };
`;
    const caller = TIMER.replace('./work.js', './middle.js').replaceAll('flush', 'once');
    expect(await said({ 'src/work.js': work(CAUGHT), 'src/middle.js': middle, 'src/a.js': caller })).toEqual([]);
    expect(await said({ 'src/work.js': work(OPEN), 'src/middle.js': middle, 'src/a.js': caller })).toEqual([
      'no-async-callback-misuse src/a.js:3',
    ]);
  });

  it('says nothing of a callback within it that nobody waits for', async () => {
    const caller = `import { flush } from './work.js';
export function start() {
  setInterval(async () => {
    await flush(1);
    setTimeout(async () => { await unknown(); }, 10);
  }, 1000);
}
`;
    expect(await said({ 'src/work.js': work(CAUGHT), 'src/a.js': caller })).toEqual([
      'no-async-callback-misuse src/a.js:5',
    ]);
  });

  it('is none of a plain function that throws, and one of a plain function that only hands on', async () => {
    const timer = (name: string): string =>
      `import { ${name} } from './plain.js';
export function start() {
  setInterval(async () => { await ${name}(1); }, 1000);
}
`;
    const plain = `import { flush } from './work.js';
export function checked(id) { if (!id) throw new Error('no id'); return id; }
export function caught(id) { try { if (!id) throw new Error('no id'); } catch { return 0; } return 1; }
export function handed(id) { return flush(id); }
`;
    const of = (name: string, body: string) =>
      said({ 'src/work.js': work(body), 'src/plain.js': plain, 'src/a.js': timer(name) });
    expect(await of('checked', CAUGHT)).toEqual(['no-async-callback-misuse src/a.js:3']);
    expect([await of('caught', CAUGHT), await of('handed', CAUGHT)]).toEqual([[], []]);
    expect(await of('handed', OPEN)).toEqual(['no-async-callback-misuse src/a.js:3']);
  });

  it('does not make a promise a condition', async () => {
    const caller =
      "import { flush } from './work.js';\nexport const some = (ids) => ids.filter(async (id) => flush(id));\n";
    expect(await said({ 'src/work.js': work(CAUGHT), 'src/a.js': caller })).toEqual([
      'no-async-callback-misuse src/a.js:2',
    ]);
  });

  it('is one of a library whose model says so', async () => {
    const caller = `import fse from 'fs-extra';
export function start() {
  setInterval(async () => { if (await fse.pathExists('/tmp/x')) console.log('there'); }, 1000);
  setInterval(async () => { await fse.remove('/tmp/x'); }, 1000);
}
`;
    expect(await said({ 'src/a.js': caller })).toEqual(['no-async-callback-misuse src/a.js:4']);
  });
});
