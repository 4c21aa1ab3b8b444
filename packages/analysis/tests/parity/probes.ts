/**
 * Small files on which parsers and hosts differ in what they give for the same text: encodings, line breaks, CommonJS
 * and modules, parentheses, optional chains, decorators, class members, TypeScript forms, JSX, destructuring, broken
 * text. Every host must give the same facts and findings for them; a file one side cannot parse is compared by that
 * alone.
 */
export const probes: Readonly<Record<string, string>> = build();

function build(): Record<string, string> {
  const shop = [
    "const { Pool } = require('pg');", "const express = require('express');", 'const app = express();',
    'const pool = new Pool();', "app.post('/orders', async (req, res) => {",
    "  for (const line of req.body.lines) { await pool.query('insert into lines values (' + line.id + ')'); }",
    '  if (!req.headers.authorization) return res.status(401).end();', '  res.redirect(req.query.back);', '});',
    'module.exports = { app, pool };', '',
  ].join('\n');
  return { ...encodings(shop), ...javascript(shop), ...typescript(), ...decorated(), ...jsx(), ...broken(shop) };
}

function encodings(shop: string): Record<string, string> {
  return {
    'plain.js': shop,
    'plain.cjs': shop,
    'crlf.js': shop.replaceAll('\n', '\r\n'),
    'cr.js': shop.replaceAll('\n', '\r'),
    'bom.js': '\uFEFF' + shop,
    'bom-crlf.ts': '\uFEFF' + shop.replaceAll('\n', '\r\n'),
    'hashbang.js': `#!/usr/bin/env node\n${shop}`,
    'astral.js': `const s = '😀é漢字 🧑‍🚀'; /* 😀 */\n${shop}`,
    'separators.js': `const text = 'a\u2028b\u2029c'; // end\u2028const after = 1;\n${shop}`,
    'identifiers.ts':
      'const 変数 = `😀${1}`; export function größe(π: number) { return π + 変数.length; } ' +
      'export const lone = "\\uD800";\n',
    'strict.js': `"use strict";\n'use client'\n${shop}`,
    'empty.ts': '',
    'blank.js': '  \n\n\t',
    'only-comments.ts': '// one\n/* two */\n/** three */\n',
    'comments.js': `/* a */ // b
load(/* inside */); /** doc */ function load() {} // eslint-disable-line no-x
${shop}`,
  };
}

function javascript(shop: string): Record<string, string> {
  return {
    'parentheses.js': `${shop}const same = (((pool))); (pool).query((\`select * from t where a = \
\${(x)}\`)); (async () => { (await (pool)).query(('select ' + (x))); })(); (0, pool.query)('select ' + x); \
(a, b).run(); ((app)).get(('/p'), ((req, res) => (res).end())); x = (1, 2); ({} = x); [(a.b)] = c; \
(function () {})(); (() => {})(); for ((a) of b); ((a) = 1);
`,
    'optional.js': `${shop}pool?.query('select ' + x); pool?.query?.(\`select \${x}\`); \
(pool?.query)('select ' + x); app?.['get']('/q', (req, res) => res?.json?.(req.body?.name)); a?.b.c(1)?.[d]; \
delete a?.b; const y = a ?? b?.c ?? (c || d);
`,
    'functions.js':
      'function Dao(db) { if (!(this instanceof Dao)) return new Dao(db); this.find = function (id) { ' +
      "return db.query('select ' + id); }; this.all = () => db.query('select 1'); } " +
      'Dao.prototype.count = function count() { return this.find(1); }; exports.Dao = Dao; ' +
      'exports.make = (db) => new Dao(db); const api = { get() { return this.other(); ' +
      "}, other: async () => 1, 'quoted-name': function () {}, [computed()]: () => {}, async *stream() { " +
      'yield* source; }, get size() { return 1; } }; module.exports.api = api; helper.bind(null); ' +
      'function helper(a = 1, { b, ...c } = {}, [d] = [], ...rest) { return rest; }\n',
    'loops.js':
      "const { Pool } = require('pg'); const pool = new Pool(); async function run(ids) { " +
      "for (const id of ids) await pool.query('q', [id]); for (let i = 0; i < ids.length; i++) { " +
      "await pool.query('q', [ids[i]]); } for (const key in ids) pool.query(key); while (ids.length) { " +
      "const id = ids.pop(); await pool.query('q', [id]); } do { await pool.query('q'); } while (more); " +
      "await Promise.all(ids.map((id) => pool.query('q', [id]))); ids.forEach(async ({ id }) => { " +
      "await pool.query('q', [id]); }); for await (const row of rows) await pool.query('q', [row]); " +
      "outer: for (const chunk of chunks(ids)) { try { await pool.query('q', [chunk]); } catch { " +
      'continue outer; } finally { done(); } } }\n',
    'scopes.js':
      "import { exec as run } from 'child_process'; let x = 1; { let x = 2; { function inner() { " +
      'return x; } } } try { y; } catch ({ message: x, ...rest }) { x; } try {} catch {} switch (x) { ' +
      'case 1: let z = 1; break; default: z; } class K extends (class Q {}) { static x = x; #y = x; ' +
      'static { var v = x; } m(a = x, { b = a } = {}) { return K; } [x]() {} } ' +
      'const named = function self() { self(); }; var { a, b: { c = x } = {}, ...others } = run(x); ' +
      '[a, c] = [c, a]; ({ a, b: x.y } = x); x ||= 1; x ??= y; export { a as aa, x }; ' +
      "export default function () { return new.target; } eval('x'); process.env.HOME; const { " +
      'PORT, ...env } = process.env;\n',
    'requires.js':
      "var pool = require('pg'), cp = require('child_process'); const { readFile: read, ...fs } " +
      "= require('node:fs'); require('./side'); const local = require('./local').thing; " +
      "cp.exec('ls ' + process.argv[2]); function load(name) { const require = (x) => x; " +
      'return require(name); } exports = module.exports = { read, local }; pool = other;\n',
    'modules.mjs':
      "import data from './x.json' with { type: 'json' }; import { 'a-b' as c, default as d } from './q'; " +
      "import * as all from './all'; import './side'; export { default as y } from './y.mjs'; export { " +
      "c as 'x-y' }; export * from './more'; export * as more from './more'; " +
      "const lazy = await import('pg'); const { Pool } = await import('pg'); " +
      'new Pool().query(`select ${c}`); export const url = import.meta.url; export default async () => { ' +
      'await lazy; };\n',
    'literals.js': `const a = /[\\p{L}--[a-z]]/v; const b = /(?<y>\\d)/gdimsuy; const c = 1n; const d = 'a\\
 b'; const t = tag\`\\unicode and \${1}\`; const e = 0.1e-5; const f = 0x10; const g = 1_000; \
f(a, b, c, d, e, 'x', \`y\`, null, true, -1);
`,
    'top-return.cjs': `if (x) return;\n${shop}`,
    'sloppy.js':
      'var undeclared = 1; var async; async = 1; function f(a, a) { arguments[0] = 1; } var let_ = 1; ' +
      'delete undeclared;\n',
  };
}

function typescript(): Record<string, string> {
  return {
    'casts.ts':
      "import { Pool } from 'pg'; const pool = new Pool(); declare const x: any; " +
      'pool!.query(`select ${x}`); (pool as any).query(`select ${x!}`); ' +
      '(<any>pool).query(`select ${x as string}`); (pool satisfies Pool).query(`select ${x}`); ' +
      'pool!?.query(`select ${x}`); const f = foo<string>; f(x); new Map<string, number>(); ' +
      'tag<string>`x${x}`; pool.query<Row>(`select ${x}`); let y = x!; y! += 1; (y as any) = 2; ' +
      'for (const k of x!) await z(k);\n',
    'types-only.ts':
      "import type { A } from './a'; import { type B, C } from './b'; export type { A }; " +
      'export interface I<T extends B = B> extends A { (a: string): void; readonly [k: string]: any; ' +
      'm?<U>(this: Window, a: U): asserts a is U; get x(): number; set x(v); } ' +
      "export type F = (...a: any[]) => C; export declare const d: number; declare module 'foo' { " +
      'export function f(a: string): void; } declare global { interface Window { a: string } }\n',
    'uses.ts':
      "import { Foo, type Bar } from './x'; import Def from './y'; import * as NS from './ns'; " +
      'let a: Foo = 1; function f<T extends Bar>(x: T): x is NS.Z { return null as unknown as Foo; } ' +
      'class C<T> { x: T; m<U>(this: C<U>): typeof a {} } const z = Foo; enum E { A, B = A } ' +
      'namespace Sp { export const q = 1; } export type R = ReturnType<typeof f>; abstract class P { ' +
      'constructor(private a: Foo, public b = a) { a; this.a; } } new Def(z); list(Def); export { ' +
      "Bar, NS }; import fs = require('node:fs'); fs.readFileSync(z);\n",
    'enums.ts':
      "enum E { A = 1, B = 'x', 'C-D' = A + 1 } const enum CE { Z } declare enum DE { Q } namespace N.M { " +
      'export const x = f(1); function f(a: number) { return a; } } export import Al = N.M; ' +
      'label: for (;;) { break label; } function over(a: string): void; function over(a: any) { return a; ' +
      "} let o = { m() {}, get a() { return 1; }, async *b() {}, ['c']: 1, 'f': 1, 1: 2 };\n",
    'generic.mts':
      "import { Pool } from 'pg'; const p = new Pool(); await p.query(`select ${x}`); " +
      'export const a = <T,>(x: T) => x; const q = async <T extends X>(x: T): Promise<T> => x; ' +
      "let u: Array<string>['length'];\n",
    'common.cts': "import pg = require('pg'); const p = new pg.Pool(); p.query(`select ${x}`); export = p;\n",
    'using.ts': 'async function f() { using a = open(); await using b = other(); for (const q of z) { await q(); } }\n',
    'inject.ts':
      "import { Repo } from './repo'; import type { Clock } from './clock'; export class Service { " +
      'private readonly cache = new Map<string, number>(); static #count = 0; declare name?: string; ' +
      'accessor level = 1; constructor(private readonly repo: Repo, protected clock: Clock, plain?: ' +
      'string) { this.extra = make(plain); } extra; async find(id: string) { ' +
      'const row = await this.repo.find(id); return row ?? this.fallback(id); } ' +
      'private fallback = (id: string) => this.repo.missing(id); get first() { return this.repo.one(); } ' +
      '}\n',
    'results.ts':
      "import { make } from './make'; import { Pool } from 'pg'; export const pool: Pool = make(); " +
      'let late: Pool | null = null; export function get(): Pool { late ??= new Pool(); return late; } ' +
      'export async function one(id: string): Promise<string> { const { rows: [row] } ' +
      "= await get().query('select * from t where id = $1', [id]); return row.name; } " +
      'export const maybe = Math.random() > 0.5 ? get : one;\n',
  };
}

function decorated(): Record<string, string> {
  return {
    'controller.ts':
      "import { Controller, Get, Post, Param, Body as B, UseGuards, Injectable } from '@nestjs/common'; " +
      "import { Guard } from './guard'; import { Pool } from 'pg'; " +
      "@Injectable() @Controller('x') @UseGuards(Guard) export class A extends (Base as any) implements " +
      'I, J<string> { @Input() declare readonly a?: string; private pool = new Pool(); ' +
      '[key: string]: any; override b!: number; constructor(private readonly svc: Svc, ' +
      "@Inject('x') public pool2: Pool, protected c = 1) { super(); } " +
      "@Get(':id') async get(@Param('id') id: string, @B() { name = 'x', ...rest }: Dto): Promise<void> { " +
      'await this.pool.query(`select ${id}`); await this.pool2?.query(`select ${name}`); } ' +
      "@Post() @Roles('admin', { any: true }) create(@B() body: Dto) { return this.svc.create(body); } " +
      'overload(a: string): void; overload(a: any) {} }\n',
    'decorators-around-export.ts': '@a @b() export class X {}\nexport @c class Y {}\nexport default @d class {}\n',
    'decorated-default.ts':
      'class D { m(@Dec() name = "x", @Other({ a: 1 }) second?: number) { return name; } @dec field = 1; ' +
      '@dec static other = () => {}; }\n',
  };
}

function jsx(): Record<string, string> {
  return {
    'element.jsx':
      "import React from 'react'; import { Comp } from './c'; import { useIt } from './hooks'; " +
      "export function A({ x, ...p }) { useIt(x); return <><Comp.Sub a='&amp;é' {...p} on={() => " +
      'fetch(x)}>text &nbsp; {x} {/* c */}</Comp.Sub><div data-x /></>; }\n',
    'generic.tsx':
      "import { Comp } from './c'; import type { P } from './p'; export const A = <T,>({ x }: P<T>) => " +
      '<Comp<T> a={x!} b={<i/>} on={async () => { await save(x); }}>{x as any} a&lt;b 😀</Comp>;\n',
  };
}

/** Texts that some or all parsers refuse. */
function broken(shop: string): Record<string, string> {
  return {
    'unclosed.ts': "import { Pool } from 'pg';\nconst p = new Pool();\nfunction f(x) {\n p.query(`select ${x}`);\n",
    'half.js': `const a = ;\n${shop}`,
    'class-open.ts': `${shop}class { \n`,
    'flow.js': "// @flow\nimport type { X } from './x';\nexport function f(x: string): number { return 1 }\n",
    // A BOM that is not at the start is white space.
    'bom-inside.js': `const a = 1;\uFEFF\n${shop}`,
  };
}
