import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { extract, type ExtractRequest } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';
import * as parser from '../../src/extract/parse-file.js';
import { tempProject } from '../temp-project.js';

vi.mock('../../src/extract/parse-file.js', async (original) => {
  const actual = await original<typeof parser>();
  return { ...actual, parseAndKeep: vi.fn(actual.parseAndKeep) };
});

let root = '';
let home = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'extract-'));
  home = mkdtempSync(join(tmpdir(), 'home-'));
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CACHE_HOME', '');
  vi.mocked(parser.parseAndKeep).mockClear();
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of [root, home]) rmSync(folder, { recursive: true, force: true });
});

const flawed = `import { Pool } from 'pg'; const pool = new Pool();
// eslint-disable-next-line no-var
export const find = (id) => pool.query('select * from t where id = ' + id);`;

const request = (files: Record<string, string>, more: Partial<ExtractRequest> = {}): ExtractRequest => ({
  root,
  files: Object.entries(files).map(([file, text]) => ({ file, text, hash: hashOf(text) })),
  settings: { versions: { pg: '8.0.0' } },
  cache: 'use',
  ...more,
});

/** How many files were parsed by what `run` does. */
async function parsedBy(run: () => Promise<unknown>): Promise<number> {
  vi.mocked(parser.parseAndKeep).mockClear();
  await run();
  return vi.mocked(parser.parseAndKeep).mock.calls.length;
}

const withModules = (): void => void mkdirSync(join(root, 'node_modules'));
const shardsBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsv'))
    .map((name) => join(folder, name));
const inModules = (): string => join(root, 'node_modules/.cache/backend-architect');

describe('cache', () => {
  beforeEach(withModules);

  it('gives the same results from the cache, for the same text and settings only', async () => {
    const cold = await extract(request({ 'a.js': flawed }));
    expect(await extract(request({ 'a.js': flawed }))).toEqual(cold);
    expect(await parsedBy(() => extract(request({ 'a.js': flawed })))).toBe(0);
    expect(await parsedBy(() => extract(request({ 'a.js': `${flawed}\n` })))).toBe(1);
    expect(await parsedBy(() => extract(request({ 'a.js': flawed }, { settings: {} })))).toBe(1);
    expect(await parsedBy(() => extract(request({ 'b.js': flawed })))).toBe(1);
  });

  it('keeps the bytes of every kind of text and key', async () => {
    const odd = [
      'const a = { "__proto__x": 1, ["__proto__"]: 2, "10": 3, "2": 4, "\u0001,5": 5 };',
      'f("\\u0001", `tab\\t \u{1F600}`, "10", a["long-key-of-an-object"]);',
      'export const \u00e4\u00f6\u00fc = "AKIA" + "IOSFODNN7EXAMPLE";', flawed,
    ].join('\n');
    const cold = await extract(request({ 'a.js': odd }));
    const warm = await extract(request({ 'a.js': odd }));
    expect(JSON.stringify(warm)).toBe(JSON.stringify(cold));
    expect(await parsedBy(() => extract(request({ 'a.js': odd })))).toBe(0);
  });

  it.each(['', '{', 'null', 'a\tb\tc\td', '\t\t"a.js"\t{}'])('reads anew what is damaged: %j', async (damage) => {
    const cold = await extract(request({ 'a.js': flawed }));
    for (const shard of shardsBelow(inModules())) writeFileSync(shard, damage);
    expect(await extract(request({ 'a.js': flawed }))).toEqual(cold);
  });

  it('reads anew what was changed or cut off, and what was written for another file or other settings', async () => {
    const cold = await extract(request({ 'a.js': flawed }));
    const [shard = ''] = shardsBelow(inModules());
    const whole = readFileSync(shard, 'utf8');
    for (const damaged of [
      whole.replaceAll('"secretRanges":[]', '"secretRanges":[[0,9]]'),
      whole.slice(0, -20),
      whole.replace(/"directives":\[.*?\],"secretRanges"/, '"directives":[],"secretRanges"'),
    ]) {
      expect(damaged).not.toBe(whole);
      writeFileSync(shard, damaged);
      expect(await parsedBy(async () => expect(await extract(request({ 'a.js': flawed }))).toEqual(cold))).toBe(1);
    }
    await extract(request({ 'a.js': flawed }, { settings: {} }));
    const [other = ''] = shardsBelow(inModules()).filter((name) => name !== shard);
    writeFileSync(other, whole);
    expect(await parsedBy(() => extract(request({ 'a.js': flawed }, { settings: {} })))).toBe(1);
  });

  it('holds no literal of the source, and so no secret, of whatever kind', async () => {
    const secrets = [
      `ghp_${'a1B2c3D4e5F6'.repeat(3)}`,
      `sk_live_${'51H7abcdEFGH'.repeat(2)}`,
      'AKIAIOSFODNN7EXAMPLE',
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'correct horse battery staple',
      'hunter2hunter',
      'postgres://admin:s3cr3t-pw@db.example/shop',
      'xoxb-1234567890-abcdefghij',
      'Bearer 0a1b2c3d4e5f60718293',
      '-----BEGIN PRIVATE KEY-----MIIEvQIBADANBg',
      'pin-4711-0815',
    ];
    const uses = [
      `const token = '${secrets[0]}'; jwt.sign({ id }, '${secrets[1]}');`,
      `const key = { accessKeyId: '${secrets[2]}', '${secrets[3]}': 1 };`,
      `// backend-architect-ignore no-hardcoded-secrets -- ${secrets[4]}`,
      `const password = \`${secrets[5]}\`; new Pool({ connectionString: '${secrets[6]}' });`,
      `app.post('/hook/${secrets[7]}', (req, res) => { if (req.headers.authorization === '${secrets[8]}') res.end(); ` +
        '});',
      `const pem = '${secrets[9]}'; pool.query("update t set pin = '${secrets[10]}' where id = " + id);`,
      `const split = 'ghp_a1B2c3D4e5F6' + 'a1B2c3D4e5F6a1B2c3D4e5F6'; jwt.sign(x, split);`,
      `const escaped = 'gh\\x70_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6'; jwt.sign(x, escaped);`,
    ];
    const text = `import jwt from 'jsonwebtoken'; import { Pool } from 'pg'; import express from 'express'; \
const app = express(); const pool = new Pool();
${uses.join('\n')}`;
    const cold = await extract(request({ 'a.js': text }));
    // The facts do hold them: what is tested is how they are kept.
    for (const secret of [secrets[1], secrets[6], secrets[7], secrets[10]])
      expect(JSON.stringify(cold)).toContain(secret);
    const kept = shardsBelow(inModules())
      .map((shard) => readFileSync(shard, 'utf8'))
      .join('\n');
    expect(kept).toContain('a.js');
    for (const secret of secrets)
      for (let at = 0; at + 6 <= secret.length; at += 1)
        expect(kept).not.toContain(secret.slice(at, at + 6).replaceAll('"', '\\"'));
    expect(JSON.stringify(await extract(request({ 'a.js': text })))).toBe(JSON.stringify(cold));
    expect(await parsedBy(() => extract(request({ 'a.js': text })))).toBe(0);
  });

  it('does not keep a file whose facts hold a text that stands nowhere in it and may be a secret', async () => {
    const text =
      `import jwt from 'jsonwebtoken'; jwt.sign({ a }, '` +
      `${[...'k9Xw3Zr7Qp2Lm5Vt'].map((char) => `\\x${char.charCodeAt(0).toString(16)}`).join('')}');`;
    const files = { 'a.js': text, 'b.js': 'export const limit = 20;' };
    const cold = await extract(request(files));
    expect(JSON.stringify(cold)).toContain('k9Xw3Zr7Qp2Lm5Vt');
    const kept = shardsBelow(inModules())
      .map((shard) => readFileSync(shard, 'utf8'))
      .join('');
    expect(kept).toContain('b.js');
    expect(kept).not.toContain('k9Xw3Z');
    const writtenAt = shardsBelow(inModules()).map((shard) => statSync(shard).ino);
    expect(await parsedBy(async () => expect(await extract(request(files))).toEqual(cold))).toBe(1);
    // What is read again each time is no reason to write the others again.
    expect(shardsBelow(inModules()).map((shard) => statSync(shard).ino)).toEqual(writtenAt);
  });

  it('is readable for its user only, also where it was open before', async () => {
    mkdirSync(inModules(), { recursive: true });
    chmodSync(inModules(), 0o755);
    await extract(request({ 'a.js': flawed }));
    const [shard = ''] = shardsBelow(inModules());
    expect([inModules(), join(shard, '..'), shard].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual([
      '700', '700', '600',
    ]);
  });

  it('keeps eight keys of a project and deletes nothing that is not its own', async () => {
    mkdirSync(join(inModules(), 'notes'), { recursive: true });
    for (let version = 0; version < 11; version += 1)
      await extract(request({ 'a.js': flawed }, { settings: { versions: { pg: `8.${version}.0` } } }));
    expect(readdirSync(inModules()).filter((name) => name !== 'notes')).toHaveLength(8);
    expect(existsSync(join(inModules(), 'notes'))).toBe(true);
  });

  it('follows no link that the project has put in its place', async () => {
    const elsewhere = tempProject({ 'a/1': '', 'b/2': '', 'c/3': '', 'd/4': '', 'e/5': '', 'f/6': '' });
    mkdirSync(join(root, 'node_modules/.cache'));
    symlinkSync(elsewhere, inModules());
    const told: string[] = [];
    await extract(request({ 'a.js': flawed }, { onCacheLost: (why) => told.push(why) }));
    expect(readdirSync(elsewhere)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(told).toEqual([
      'the cache could not be used: its folder in node_modules is a link; every file was read again',
    ]);
  });
});

describe('cache of a project without node_modules', () => {
  const shared = (): string => join(home, '.cache/backend-architect');

  it('lies in the cache directory of the user, closed to others', async () => {
    await extract(request({ 'a.js': flawed }));
    const [shard = ''] = shardsBelow(shared());
    expect(
      [shared(), join(shard, '../..'), join(shard, '..'), shard].map((path) =>
        (statSync(path).mode & 0o777).toString(8),
      ),
    ).toEqual(['700', '700', '700', '600']);
    expect(await parsedBy(() => extract(request({ 'a.js': flawed })))).toBe(0);
  });

  it('loses projects that nobody has reviewed for a month, then the oldest above 256 MB', async () => {
    const project = (name: string, days: number, bytes: number): string => {
      const key = join(shared(), name.repeat(16), '0'.repeat(24));
      mkdirSync(key, { recursive: true });
      writeFileSync(join(key, '0.tsv'), Buffer.alloc(bytes));
      const at = new Date(Date.now() - days * 86_400_000);
      utimesSync(key, at, at);
      return name.repeat(16);
    };
    const MB = 1024 * 1024;
    const [month, oldest, older, fresh] = [
      project('a', 31, 1),
      project('b', 9, 100 * MB),
      project('c', 8, 100 * MB),
      project('d', 1, 100 * MB),
    ];
    mkdirSync(join(shared(), 'something-else'));
    await extract(request({ 'a.js': flawed }));
    const left = readdirSync(shared());
    expect([month, oldest, older, fresh, 'something-else'].map((name) => left.includes(name ?? ''))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(left).toHaveLength(4);
  });

  it('is kept and tidied up, once a day, by runs that find everything in it', async () => {
    const files = { 'a.js': flawed };
    await extract(request(files));
    const [own = ''] = readdirSync(shared());
    const [key = ''] = readdirSync(join(shared(), own));
    const other = join(shared(), 'a'.repeat(16), '0'.repeat(24));
    mkdirSync(other, { recursive: true });
    const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
    utimesSync(other, daysAgo(31), daysAgo(31));
    expect(await parsedBy(() => extract(request(files)))).toBe(0);
    expect(existsSync(other)).toBe(true);
    utimesSync(join(shared(), own, key), daysAgo(29), daysAgo(29));
    expect(await parsedBy(() => extract(request(files)))).toBe(0);
    expect(existsSync(other)).toBe(false);
    expect(Date.now() - statSync(join(shared(), own, key)).mtimeMs).toBeLessThan(60_000);
  });

  it.each([
    ['a home that is no directory', { HOME: '/dev/null' }, 'this user has no home directory'],
    ['an empty home', { HOME: '' }, 'this user has no home directory'],
    ['a cache directory that is a file', { XDG_CACHE_HOME: '/dev/null' }, 'its folder cannot be opened (ENOTDIR)'],
  ])('costs nothing but time with %s', async (_, env, why) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const told: string[] = [];
    const found = await extract(request({ 'a.js': flawed }, { onCacheLost: (text) => told.push(text) }));
    expect(found).toMatchObject([{ kind: 'read', file: 'a.js' }]);
    expect(told).toEqual([`the cache could not be used: ${why}; every file was read again`]);
    expect(existsSync('.cache')).toBe(false);
  });

  it('trusts no folder that belongs to somebody else', async (test) => {
    if (process.getuid?.() !== 0) test.skip('only root can give a folder away');
    mkdirSync(shared(), { recursive: true });
    const { chownSync } = await import('node:fs');
    chownSync(shared(), 4711, 4711);
    const told: string[] = [];
    await extract(request({ 'a.js': flawed }, { onCacheLost: (text) => told.push(text) }));
    expect(told).toEqual([
      'the cache could not be used: its folder belongs to somebody else; every file was read again',
    ]);
  });
});
