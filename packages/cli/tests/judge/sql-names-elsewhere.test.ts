import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

/** The text of a query, behind a test on `x`, with names of another file. */
async function isOpen(names: string, test: string, text = '`select * from t order by ${x}`'): Promise<boolean> {
  const app = `import express from 'express'; import { Pool } from 'pg'; import { N } from './names';
    const pool = new Pool(); const app = express();
    app.get('/go', async (req, res) => { const x = String(req.query.x); ${test} res.json(await pool.query(${text})); });`;
  return (await verdictsOf({ 'app.ts': app, 'names.ts': names })).includes('app.ts no-sql-injection');
}

const LIST = `export const N = ['id', 'name'];`;

describe('a name chosen with what another file lists', () => {
  it.each([
    ['includes', LIST, 'if (!N.includes(x)) return res.end();'],
    ['indexOf and -1', LIST, 'if (N.indexOf(x) === -1) return res.end();'],
    ['indexOf and 0', LIST, `if (N.indexOf(x) < 0) throw new Error('no');`],
    ['indexOf, the other way round', LIST, `if (!(N.indexOf(x) >= 0)) throw new Error('no');`],
    ['a key of a table', 'export const N = { id: 1 };', 'if (!(x in N)) return res.end();'],
    ['the keys of a table', 'export const N = { id: 1 };', 'if (!Object.keys(N).includes(x)) return res.end();'],
    [
      'the members of an enum',
      `export enum N { Id = 'id' }`,
      'if (!Object.values(N).includes(x as any)) return res.end();',
    ],
    ['a constant', `export const N = 'id';`, 'if (x !== N) return res.end();'],
    ['a constant of a settings object', `export const N = { column: 'id' };`, 'if (x !== N.column) return res.end();'],
  ])('is settled by %s', async (_name, names, test) => {
    expect(await isOpen(names, test)).toBe(false);
  });

  it.each([
    ['the list is asked the wrong way', LIST, 'if (N.indexOf(x) !== -1) return res.end();'],
    ['a place in the text is asked for', `export const N = 'x';`, `if (x.indexOf('id') === -1) return res.end();`],
    ['the other is no constant', 'export const N = { column: process.argv[2] };', 'if (x === N) return res.end();'],
  ])('is open when %s', async (_name, names, test) => {
    expect(await isOpen(names, test)).toBe(true);
  });

  it('is settled for a list when each element was asked, and every refusal leaves', async () => {
    const text = '"select * from t where id in (\'" + ids.join("\',\'") + "\')"';
    const uuid = 'export const N = (id: string) => /^[0-9a-f-]{36}$/.test(id);';
    const each = (refusal: string): string =>
      `const ids = x.split(','); for (const id of ids) { if (!N(id)) ${refusal} }`;
    expect(await isOpen(uuid, each('return res.end();'), text)).toBe(false);
    expect(await isOpen(uuid, each('continue;'), text)).toBe(true);
    expect(await isOpen('export const N = (id: string) => id.length > 3;', each('return res.end();'), text)).toBe(true);
  });
});
