import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings-of.js';

const POOL = "import { Pool } from 'pg';\nconst pool = new Pool();\nconst seen = [];\n";
const QUERY = "await pool.query('delete from jobs where id = $1', [id]);";
const flush = (body: string): string => `${POOL}export async function flush(id) { ${body} }`;

/** Bodies in another file, and whether a promise of theirs can reject. */
const BODIES: readonly (readonly [string, string, 'settles' | 'rejects'])[] = [
  ['catches what it waits for', flush(`try { ${QUERY} } catch (error) { console.error(error); }`), 'settles'],
  ['waits for nothing', flush('seen.push(id);'), 'settles'],
  ['catches at the end of the chain', flush(`${QUERY.slice(0, -1)}.catch(console.error);`), 'settles'],
  ['is plain and gives nothing', `${POOL}export function flush(id) { seen.push(id); }`, 'settles'],
  [
    'hands on what settles',
    `${POOL}const tidy = async (id) => { try { ${QUERY} } catch { seen.push(id); } };
export const flush = (id) => tidy(id);`,
    'settles',
  ],
  ['waits without a catch', flush(QUERY), 'rejects'],
  ['fails while it handles a failure', flush(`try { seen.push(id); } catch (error) { ${QUERY} }`), 'rejects'],
  [
    'fails in the end',
    flush(`try { ${QUERY} } catch (error) { console.error(error); } finally { ${QUERY} }`),
    'rejects',
  ],
  [
    'throws where it handles the failure',
    flush("await pool.query('a').catch((error) => { throw new Error('lost'); });"),
    'rejects',
  ],
  ['is plain and throws', `${POOL}export function flush(id) { if (!id) throw new Error('no id'); }`, 'rejects'],
];

const app = (handler: string): string => `import express from 'express';
import { flush } from './work.js';
const app = express();
app.post('/jobs', async (req, res) => { ${handler} });
app.listen(3000);`;

/** What hangs on whether `flush` can reject, in a file beside it. */
const USES: readonly (readonly [string, string])[] = [
  [
    'no-async-callback-misuse',
    "import { flush } from './work.js';\nsetInterval(async () => { await flush(1); }, 1000);",
  ],
  ['require-async-error-handling', app('await flush(1); res.end();')],
  ['no-swallowed-error', app('try { await flush(1); res.end(); } catch (error) { console.error(error); }')],
];

describe.each(USES)('%s asks whether the promise of another file can reject', (rule, use) => {
  it.each(BODIES)('of a function that %s', async (_name, work, answer) => {
    const found = await findingsOf(rule, { 'src/work.js': work, 'src/use.js': use });
    expect(found.map(({ at }) => at.slice(0, at.indexOf(':')))).toEqual(answer === 'rejects' ? ['src/use.js'] : []);
  });
});

describe('the failure that is named', () => {
  it('is the first that can happen, not the first that is waited for', async () => {
    const found = await findingsOf('require-async-error-handling', {
      'src/work.js': `${POOL}export async function flush(id) { try { ${QUERY} } catch { seen.push(id); } }
export async function save(id) { ${QUERY} }`,
      'src/use.js': app(
        'await flush(1); await Promise.all([flush(2), flush(3)]); await save(4); await other(5); res.end();',
      ).replace('{ flush }', '{ flush, save }'),
    });
    expect(found.map(({ says }) => /when `(.*?)` fails/.exec(says)?.[1])).toEqual(['save(...)']);
  });
});

describe('functions that wait for each other across files', () => {
  it('settle when nothing else in the circle can fail', async () => {
    const files = (body: string) => ({
      'src/a.js': `${POOL}import { second } from './b.js';
export async function first(id) { ${body} if (id > 0) await second(id - 1); }`,
      'src/b.js': `import { first } from './a.js';
export async function second(id) { await first(id); }
setInterval(async () => { await second(3); }, 1000);`,
    });
    expect(await findingsOf('no-async-callback-misuse', files('seen.push(id);'))).toEqual([]);
    expect(await findingsOf('no-async-callback-misuse', files(QUERY))).toHaveLength(1);
  });
});

describe('no-async-callback-misuse of a function that another file gives', () => {
  const using = (use: string) => `import { flush } from './work.js';\n${use}`;
  const found = (work: string, use: string) =>
    findingsOf('no-async-callback-misuse', { 'src/work.js': work, 'src/use.js': using(use) });
  const TIMER = 'setInterval(flush, 1000);';

  it('says where it is declared', async () => {
    expect((await found(flush(QUERY), TIMER)).map(({ at, steps }) => [at, ...steps])).toEqual([
      ['src/use.js: flush', 'src/work.js: flush | flush is asynchronous', 'src/use.js: flush | is given here'],
    ]);
  });

  it.each(BODIES.filter(([name]) => !name.includes('plain')))(
    'hangs on a body that %s',
    async (_name, work, answer) => {
      expect(await found(work, TIMER)).toHaveLength(answer === 'rejects' ? 1 : 0);
    },
  );

  it('is wrong as a test, whatever becomes of the promise', async () => {
    const work = flush('return id > 1;');
    const [tested] = await found(work, 'export const some = (ids) => ids.filter(flush);');
    expect(tested?.says).toMatch(/^high: `ids.filter` tests the promise/);
    expect(await found(work, 'export const all = (ids) => Promise.all(ids.map(flush));')).toEqual([]);
  });

  it.each([
    ['a plain function', `${POOL}export function flush(id) { seen.push(id); return pool.query('select 1'); }`, TIMER],
    ['an async generator', `${POOL}export async function* flush(id) { yield await pool.query('select 1'); }`, TIMER],
    [
      'a parameter',
      flush(QUERY),
      'export function every(work) { setInterval(work, 1000); }\nexport function start() { every(flush); }',
    ],
  ])('is silent about %s', async (_name, work, use) => {
    expect(await found(work, use)).toEqual([]);
  });
});
