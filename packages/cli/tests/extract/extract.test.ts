import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extract, type ExtractRequest } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'extract-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const request = (files: Record<string, string>, more: Partial<ExtractRequest> = {}): ExtractRequest => ({
  root,
  files: Object.entries(files).map(([file, text]) => ({ file, text, hash: hashOf(text) })),
  settings: { versions: { pg: '8.0.0' } },
  rules: {},
  cache: 'skip',
  ...more,
});
const flawed = `import { Pool } from 'pg'; const pool = new Pool();\n// eslint-disable-next-line no-var\nexport const find = (id) => pool.query('select * from t where id = ' + id);`;

describe('extract', () => {
  it('gives facts, problems and directives of each file in order', async () => {
    const [first, second] = await extract(request({ 'a.js': flawed, 'b.js': 'export const a = 1;' }));
    expect(first).toMatchObject({ kind: 'read', file: 'a.js', problems: [{ ruleId: 'no-raw-sql-concatenation' }], directives: [{ text: 'eslint-disable-next-line no-var', block: false }], internalErrors: [] });
    expect(second).toMatchObject({ kind: 'read', file: 'b.js', problems: [] });
  });

  it('says a file that does not parse is unread, in one line', async () => {
    expect(await extract(request({ 'a.ts': 'const a = ;\n', 'b.ts': 'const b = 1;' }))).toMatchObject([{ kind: 'unread', file: 'a.ts', reason: 'does not parse: Unexpected token' }, { kind: 'read' }]);
  });

  it('reads what only strict parsers refuse, with a note where one is due', async () => {
    const [flow, commonJs, open] = await extract(request({ 'flow.js': 'export function f(x: string): number { return 1 }', 'top.js': 'if (x) return;\nmodule.exports = 1;', 'open.ts': 'const a;' }));
    expect([flow?.kind, commonJs?.kind]).toEqual(['read', 'read']);
    expect([flow, commonJs, open].map((file) => file?.kind === 'read' && file.note !== undefined)).toEqual([false, false, true]);
  });

  it('reads text that nests too deeply as unread, not as a crash', async () => {
    const deep = `const a = ${'['.repeat(20_000)}${']'.repeat(20_000)};`;
    expect(await extract(request({ 'deep.js': deep }))).toMatchObject([{ kind: 'unread', file: 'deep.js' }]);
  });

  it('runs no rule when none is asked for', async () => {
    expect(await extract(request({ 'a.js': flawed }, { rules: 'none' }))).toMatchObject([{ kind: 'read', problems: [] }]);
  });
});

describe('cache', () => {
  const folder = () => join(root, 'node_modules/.cache/backend-architect');
  const shards = () => readdirSync(folder(), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).map((name) => join(folder(), name));

  it('gives the same results from the cache, for the same text and settings only', async () => {
    const cold = await extract(request({ 'a.js': flawed }, { cache: 'use' }));
    const [shard = ''] = shards();
    writeFileSync(shard, readFileSync(shard, 'utf8').replaceAll('no-raw-sql-concatenation', 'from-the-cache'));
    const ruleOf = (files: Awaited<ReturnType<typeof extract>>) => files.flatMap((file) => (file.kind === 'read' ? file.problems.map((problem) => problem.ruleId) : []));
    expect(ruleOf(cold)).toEqual(['no-raw-sql-concatenation']);
    expect(ruleOf(await extract(request({ 'a.js': flawed }, { cache: 'use' })))).toEqual(['from-the-cache']);
    expect(ruleOf(await extract(request({ 'a.js': `${flawed}\n` }, { cache: 'use' })))).toEqual(['no-raw-sql-concatenation']);
    expect(ruleOf(await extract(request({ 'a.js': flawed }, { cache: 'use', settings: {} })))).toEqual(['no-raw-sql-concatenation']);
  });

  it.each(['', '{', 'null', '[1]', '{"a.js":{"hash":"x"}}', '{"a.js":null}'])('ignores a damaged shard: %s', async (damage) => {
    const cold = await extract(request({ 'a.js': flawed }, { cache: 'use' }));
    for (const shard of shards()) writeFileSync(shard, damage);
    expect(await extract(request({ 'a.js': flawed }, { cache: 'use' }))).toEqual(cold);
  });
});
