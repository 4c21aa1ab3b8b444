import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
  cache: 'skip',
  ...more,
});
const flawed = `import { Pool } from 'pg'; const pool = new Pool();
// eslint-disable-next-line no-var
export const find = (id) => pool.query('select * from t where id = ' + id);`;

describe('extract', () => {
  it('gives facts and directives of each file in order', async () => {
    const [first, second] = await extract(request({ 'a.js': flawed, 'b.js': 'export const a = 1;' }));
    expect(first).toMatchObject({
      kind: 'read',
      file: 'a.js',
      facts: { libraries: ['pg'] },
      directives: [{ text: 'eslint-disable-next-line no-var', block: false }],
    });
    expect(second).toMatchObject({ kind: 'read', file: 'b.js', directives: [] });
  });

  it('says a file that does not parse is unread, in one line', async () => {
    expect(await extract(request({ 'a.ts': 'const a = ;\n', 'b.ts': 'const b = 1;' }))).toMatchObject([
      { kind: 'unread', file: 'a.ts', reason: 'does not parse at 1:11: Unexpected token' },
      { kind: 'read' },
    ]);
  });

  it('reads what only strict parsers refuse, with a note where one is due', async () => {
    const [flow, commonJs, open] = await extract(
      request({
        'flow.js': 'export function f(x: string): number { return 1 }',
        'top.js': 'if (x) return;\nmodule.exports = 1;',
        'open.ts': 'const a;',
      }),
    );
    expect([flow?.kind, commonJs?.kind]).toEqual(['read', 'read']);
    expect([flow, commonJs, open].map((file) => file?.kind === 'read' && file.note !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each([
    ['export default foo;\nfoo::bar;', '2:4', 'the bind operator `::`'],
    ['const log = ::console.log;', '1:13', 'the bind operator `::`'],
    ["export Button from './button';", '1:8', '`export v from`'],
    ["export Button, { size } from './button';", '1:8', '`export v from`'],
    ['const model = { @observable name() {} };', '1:17', 'a decorator where the language allows none'],
    ['const a = do { if (x) 1; else 2; };', '1:11', 'a `do` expression'],
    ['a |> b;', '1:3', 'the pipeline operator `|>`'],
    ['const f = () => throw new Error();', '1:17', '`throw` as an expression'],
    ['const p = #{ x: 1 };', '1:11', 'records or tuples'],
    ['const add = f(?, 1);', '1:15', 'partial application'],
    ['%OptimizeFunctionOnNextCall(f);', '1:1', 'calls into the engine'],
    ['const a = 1;\n<<<<<<< HEAD\nconst b = 2;\n=======\nconst b = 3;\n>>>>>>> x\n', '2:1', 'merge conflict markers'],
    ['// @flow\ntype B = {| a: number |};\nexport type C = { +a: string };', '2:11', 'type annotations of Flow'],
    ['/**\n * Copyright\n * @flow strict\n */\nconst a = (x: any);', '5:19', 'type annotations of Flow'],
    ['opaque type A = string;', '1:7', 'type annotations of Flow'],
    ['square = (x) -> x * x', '1:15', 'Unexpected token'],
  ])('says what %j is written in, with line and column', async (text, place, name) => {
    const [found] = await extract(request({ 'a.js': text }));
    expect(found).toMatchObject({ kind: 'unread', file: 'a.js' });
    expect(
      found?.kind === 'unread' && found.reason.startsWith(`does not parse at ${place}: ${name}`),
      JSON.stringify(found),
    ).toBe(true);
  });

  it.each([
    'class A { constructor(@Inject() x) { this.x = x; } }', '@dec export class A { @prop x = 1; @m() y() {} }',
    'export @dec class A {}', 'var a = 1;\n<!-- an old comment\nvar b = 2;\n--> its end\n',
    'if (x) return;\nmodule.exports = 1;', 'var mode = 0777; var s = "\\01";', 'with (a) { b(); }',
    '// @flow\nfunction f(x: ?string): number { return 1; }', 'import a from "./a.json" assert { type: "json" };',
    'var yield = 1; var let = 2; var await = 3;', '#!/usr/bin/env node\nfoo();', 'delete x; function f(a, a) {}',
  ])('reads %j', async (text) => {
    expect(await extract(request({ 'a.js': text }))).toMatchObject([{ kind: 'read' }]);
  });

  it('says of a file that is read what the parser objected to, and where', async () => {
    expect(await extract(request({ 'a.js': '// @flow\nexport function f(options?: Object = {}) {}\n' }))).toMatchObject(
      [{ kind: 'read', note: expect.stringMatching(/^at 2:19: (?!type annotations).+/) }],
    );
  });

  it(
    'takes no part of a file for the whole: after a comment that never ends the parser goes on with ' +
      'what stood before',
    async () => {
      expect(await extract(request({ 'a.js': `const a = 1;\n/* never ends\n${flawed}` }))).toEqual([
        {
          kind: 'unread',
          file: 'a.js',
          reason: 'does not parse at 2:1: Unterminated multiline comment, and the rest from 2:1 on is lost',
        },
      ]);
    },
  );

  it('reads text that nests too deeply as unread, not as a crash', async () => {
    const deep = `const a = ${'['.repeat(20_000)}${']'.repeat(20_000)};`;
    expect(await extract(request({ 'deep.js': deep }))).toMatchObject([{ kind: 'unread', file: 'deep.js' }]);
  });

  it.each([
    ['type arguments', `let x: ${'Array<'.repeat(20_000)}a${'>'.repeat(20_000)};`],
    ['a sum', `x = ${'a+\n'.repeat(200_000)}1;`],
    ['texts', `x = ${'"a" + '.repeat(200_000)}"b";`],
    ['members', `a${'.b'.repeat(200_000)};`],
    ['calls', `a${'()'.repeat(200_000)};`],
    ['conditions', `x = ${'a ? b : '.repeat(20_000)}c;`],
    ['arrows', `x = ${'a => '.repeat(20_000)}1;`],
    ['assignments', `${'x = '.repeat(20_000)}1;`],
    ['negations', `${'!'.repeat(60_000)}a;`],
    ['if without a block', `${'if (a) '.repeat(20_000)}b;`],
  ])('reads an endless chain as unread: %s', async (_, text) => {
    expect(await extract(request({ 'chain.ts': text }))).toMatchObject([
      { kind: 'unread', reason: 'nests too deeply to be read' },
    ]);
  });

  it.each([
    ['data in a string', `export const data = '${'a+/='.repeat(50_000)}';`],
    ['many entries', `export const list = [${'{ a: b < c, d: !e, f: g.h + 1 },\n'.repeat(5_000)}];`],
    ['many lines without semicolons', `${'x = a < b ? c.d : !e\n'.repeat(5_000)}`],
    ['comments', `/* ${'='.repeat(9_000)} */\n// ${'<'.repeat(9_000)}\nexport {};`],
    ['a long text in parts', `export const page = ${"'<p>' +\n".repeat(3_000)}'';`],
  ])('reads what is only long: %s', async (_, text) => {
    expect(await extract(request({ 'long.ts': text }))).toMatchObject([{ kind: 'read' }]);
  });
});
