import { describe, expect, it } from 'vitest';
import { fingerprintsOf } from '../../src/findings/fingerprint.js';
import { normaliseAnchor } from '../../src/findings/normalise-anchor.js';

describe('normaliseAnchor', () => {
  const same = (a: string, b: string): void => expect(normaliseAnchor(a)).toBe(normaliseAnchor(b));
  const differs = (a: string, b: string): void => expect(normaliseAnchor(a)).not.toBe(normaliseAnchor(b));

  it('forgets layout, comments, quotes and trailing commas', () => {
    same(`pool.query("select 1", [a, b])`, `pool\n  .query(\n  'select 1', // first\n  [a, b,],\n)`);
    same(`f('it\\'s')`, `f("it's")`);
  });

  it('renames locals alike and keeps what they are', () => {
    same('pool.query(sql + id)', 'db.query(text + userId)');
    differs('pool.query(sql + id)', 'pool.query(sql + sql)');
    differs('pool.query(sql)', 'pool.execute(sql)');
    differs('find({ id: x })', 'find({ key: x })');
    differs('new Pool(x)', 'new Client(x)');
  });

  it('keeps literals, also in templates and regular expressions', () => {
    differs(`query('select a')`, `query('select b')`);
    differs('q(`a ${x} b`)', 'q(`a ${x} c`)');
    same('q(`a ${x.y} b`)', 'q(`a ${z.y} b`)');
    differs('q(`a ${x.y} b`)', 'q(`a ${x.z} b`)');
    differs('s.replace(/"a/g, x)', 's.replace(/"b/g, x)');
    same('q(`a ${f({ b: `}` })} c`)', 'q(`a ${ f( { b:`}` } ) } c`)');
  });

  it('reads deeply nested templates in reasonable time', () => {
    const nested = `${'`${'.repeat(40)}a.b${'}`'.repeat(40)}`;
    const start = performance.now();
    expect(normaliseAnchor(nested)).toContain('$1 . b');
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('forgets bodies of functions but not their shape', () => {
    same(
      `app.post('/a', async (req, res) => { await x(); })`,
      `app.post('/a', async (req, res) => { if (y) { z(\`\${q}\`) } })`,
    );
    same(`app.post('/a', function (a) { one })`, `app.post('/a', function (b) { two })`);
    differs(`app.post('/a', (x) => {})`, `app.post('/b', (x) => {})`);
    differs(`save({ a: 1 })`, `save({ a: 2 })`);
  });
});

describe('fingerprint v1', () => {
  const anchor = {
    ruleId: 'no-sql-injection',
    file: 'src/users.ts',
    symbol: 'UserRepo.find',
    text: 'pool.query(`select * from users where id = ${id}`)',
  };

  it('is frozen', () => {
    expect(
      fingerprintsOf([
        anchor,
        anchor,
        { ...anchor, symbol: '' },
        {
          ruleId: 'require-auth-on-route',
          file: 'src/routes/orders.js',
          symbol: '',
          text: "router.delete('/:id', validate(schema), async (req, res) => { await remove(req.params.id); })",
        },
        {
          ruleId: 'no-path-traversal',
          file: 'a.ts',
          symbol: 'f',
          text: "fs.readFile(path.join(root, '/', file.name.replace(/\\.\\./g, '')), { encoding: \"utf8\", })",
        },
      ]),
    ).toEqual([
      '9a018f49d5bd318f5980', 'a803437bb248de162bea', '146f4113ba85e5552171', '63ceac94d7a6541c6e17',
      'cf898dc1b3eb3d026574',
    ]);
  });

  it('counts equals in source order, and knows rule and file', () => {
    const [first, second] = fingerprintsOf([anchor, anchor]);
    expect(first).not.toBe(second);
    expect(fingerprintsOf([{ ...anchor, file: 'b.ts' }])[0]).not.toBe(first);
    expect(fingerprintsOf([{ ...anchor, ruleId: 'no-raw-sql-concatenation' }])[0]).not.toBe(first);
    expect(first).toMatch(/^[0-9a-f]{20}$/);
  });
});
