import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

/** A handler that lets `to` reach each kind of sink, behind whatever stands in `test`. */
const HANDLERS = {
  redirect: 'res.redirect(to);',
  ssrf: 'const { data } = await axios.get(to, { timeout: 5 }); res.json(data);',
  path: 'res.send(await fs.promises.readFile(to));',
  sql: `res.json(await pool.query('select * from t order by ' + to));`,
  html: `res.send('<b>' + to + '</b>');`,
  shell: `execSync('ls ' + to); res.end();`,
};
type Sink = keyof typeof HANDLERS;
const RULES: Readonly<Record<Sink, string>> = {
  redirect: 'no-untrusted-redirect-or-link',
  ssrf: 'no-ssrf',
  path: 'no-path-traversal',
  sql: 'no-sql-injection',
  html: 'no-unescaped-html-response',
  shell: 'no-command-injection',
};
const SINKS = Object.keys(HANDLERS) as Sink[];

/** Sinks that are reported although the guard of another file stands before them. */
async function openSinks(
  guard: string,
  test: string,
  imports = `import { ok } from './guard';`,
  deep = '',
): Promise<Sink[]> {
  const found = await verdictsOf({
    ...Object.fromEntries(SINKS.map((sink) => [`${sink}.ts`, handler(sink, test, imports)])),
    'guard.ts': guard,
    'deep.ts': deep,
  });
  return SINKS.filter((sink) => found.includes(`${sink}.ts ${RULES[sink]}`));
}

function handler(sink: Sink, test: string, imports: string): string {
  return `import express from 'express'; import fs from 'node:fs'; import axios from 'axios'; import {
    execSync } from 'node:child_process'; import { Pool } from 'pg';
    ${imports}
    const pool = new Pool(); const app = express();
    app.get('/go', async (req, res) => { const to = req.query.to; ${test} ${HANDLERS[sink]} });`;
}

const REFUSES = 'if (!ok(to)) return res.end();';
const LIST = `const NAMES = ['a', 'b'];`;

describe('a guard of another file', () => {
  it.each([
    ['is always true', 'export const ok = () => true;'],
    ['ignores its argument', 'export const ok = (to: string) => true;'],
    ['asks only for a text', `export const ok = (to: string) => typeof to === 'string' && to.length > 0;`],
    ['only writes it down', 'export const ok = (to: string) => { console.log(to); return true; };'],
    [
      'forgets what the callee says',
      `${LIST} const inList = (to: string) => NAMES.includes(to); export function ok(to: string) {
      inList(to); return true; }`,
    ],
    [
      'asks a function that is always true',
      `import { deep } from './deep'; export const ok = (to: string) => deep(to);`,
      'export const deep = (to: string) => true;',
    ],
    [
      'asks its own function that asks one',
      `import { deep } from './deep'; const near = (to: string) => deep(to);
      export const ok = (to: string) => near(to);`,
      'export const deep = () => true;',
    ],
  ])('that %s guards nothing', async (_name, guard, deep = '') => {
    expect(await openSinks(guard, REFUSES, undefined, deep)).toEqual(SINKS);
  });

  it.each([
    ['a list', `${LIST} export const ok = (to: string) => NAMES.includes(to);`],
    [
      'a set, in two returns',
      `const NAMES = new Set(['a']); export function ok(to: string) { if (NAMES.has(to)) return true;
      return false; }`,
    ],
    ['a pattern', 'export const ok = (to: string) => /^[a-z0-9]+$/.test(to);'],
    [
      'a type guard with a list',
      `${LIST} export function ok(to: unknown): to is string {
      return typeof to === 'string' && NAMES.includes(to); }`,
    ],
    [
      'its own helper',
      `${LIST} const inList = (to: string) => NAMES.includes(to); export const ok = (to: string) => inList(to);`,
    ],
    [
      'a function of a third file',
      `import { deep } from './deep'; export const ok = (to: string) => deep(to);`,
      `${LIST} export const deep = (to: string) => NAMES.includes(to);`,
    ],
    [
      'a function of a third file, negated',
      `import { deep } from './deep'; export const ok = (to: string) => !deep(to);`,
      `${LIST} export const deep = (to: string) => !NAMES.includes(to);`,
    ],
  ])('that asks %s guards every sink', async (_name, guard, deep = '') => {
    expect(await openSinks(guard, REFUSES, undefined, deep)).toEqual([]);
  });

  it('is found through other ways to name it', async () => {
    const list = `${LIST} export const ok = (to: string) => NAMES.includes(to);`;
    const always = 'export const ok = (to: string) => true;';
    for (const [imports, test] of [
      [`import * as guard from './guard';`, 'if (!guard.ok(to)) return res.end();'],
      [`const { ok } = require('./guard');`, REFUSES],
      [
        `import { ok as isFine } from './guard';`,
        'if (isFine(to) === false) return res.end(); if (!isFine(to)) return res.end();',
      ],
    ] as const) {
      expect(await openSinks(list, test, imports), imports).toEqual([]);
      expect(await openSinks(always, test, imports), imports).toEqual(SINKS);
    }
  });

  it('is a method of an object or a class', async () => {
    const check = (body: string): string => `${LIST} export class Check { ok(to: string) { ${body} } }`;
    const imports = `import { Check } from './guard'; const check = new Check();`;
    expect(
      await openSinks(check('return NAMES.includes(to);'), 'if (!check.ok(to)) return res.end();', imports),
    ).toEqual([]);
    expect(await openSinks(check('return to.length > 2;'), 'if (!check.ok(to)) return res.end();', imports)).toEqual(
      SINKS,
    );
  });

  it('guards nothing when it is asked the other way round', async () => {
    expect(
      await openSinks(`${LIST} export const ok = (to: string) => NAMES.includes(to);`, 'if (ok(to)) return res.end();'),
    ).toEqual(expect.arrayContaining(['sql', 'html', 'shell']));
  });

  it('of which nobody sees the body is a question for nobody', async () => {
    expect(await openSinks(`export { ok } from 'some-package';`, REFUSES)).toEqual(['sql', 'html', 'shell']);
    expect(
      await openSinks(
        `import { deep } from 'some-package';
      export const ok = (to: string) => deep(to);`,
        REFUSES,
      ),
    ).toEqual(['path', 'sql', 'html', 'shell']);
  });
});

describe('a guard with many ways out', () => {
  const refusals = (test: string): string =>
    Array.from(
      { length: 40 },
      (_, index) => `if (${test} && !to.endsWith('${index}')) return Math.random() > 0.5;`,
    ).join(' ');
  const asked = (last: string): string => `import { deep } from './deep'; export function ok(to: string) {
    ${refusals('deep(to)')} return ${last}; }`;

  it('is judged in the end, and by all of them', async () => {
    expect(
      await openSinks(
        asked('deep(to)'),
        REFUSES,
        undefined,
        `${LIST} export const deep = (to: string) => NAMES.includes(to);`,
      ),
    ).toEqual(['sql', 'html', 'shell']);
    expect(await openSinks(asked('true'), REFUSES, undefined, 'export const deep = (to: string) => true;')).toContain(
      'sql',
    );
  }, 20_000);
});

describe('an address asked about in another file', () => {
  const settled = async (guard: string, test = REFUSES): Promise<Sink[]> => {
    return (await openSinks(guard, test)).filter((sink) => sink === 'redirect' || sink === 'ssrf');
  };

  it.each([
    [
      'the host is in a list',
      `const HOSTS = ['a.example']; export function ok(to: string) { try {
      return HOSTS.includes(new URL(to).hostname); } catch { return false; } }`,
    ],
    [
      'the host is read under a name',
      `const HOSTS = ['a.example']; export function ok(to: string) { const { hostname } = new URL(to);
      if (HOSTS.length === 0) return false; return HOSTS.includes(hostname); }`,
    ],
    [
      'it is looked up on the network',
      `import dns from 'node:dns/promises'; export async function ok(to: string) {
      const found = await dns.lookup(new URL(to).hostname); return !found.address.startsWith('10.'); }`,
    ],
  ])('is open to nobody when %s', async (_name, guard) => {
    expect(await settled(guard)).toEqual([]);
  });

  it.each([
    ['for a beginning that is no host', `export const ok = (to: string) => to.startsWith('http');`],
    [
      'only the scheme',
      `export function ok(to: string) { const url = new URL(to); return url.protocol === 'https:'; }`,
    ],
    [
      'only whether it can be read',
      `export function ok(to: string) { try { new URL(to); return true; } catch { return false; } }`,
    ],
  ])('stays open when the guard asks %s', async (_name, guard) => {
    expect(await settled(guard)).toEqual(['redirect', 'ssrf']);
  });

  it('hands its host to a guard', async () => {
    const test = 'if (!ok(new URL(to).hostname)) return res.end();';
    expect(
      await settled(`const HOSTS = ['a.example']; export const ok = (host: string) => HOSTS.includes(host);`, test),
    ).toEqual([]);
    expect(await settled('export const ok = (host: string) => host.length > 3;', test)).toEqual(['redirect', 'ssrf']);
  });
});

describe('a path asked about in another file', () => {
  it('is settled by where it ends, whatever the function is called', async () => {
    const inside = (
      name: string,
    ): string => `import path from 'node:path'; const ROOT = '/srv'; export function ${name}(to: string) {
      const full = path.resolve(ROOT, to); return full.startsWith(ROOT + path.sep); }`;
    expect(await openSinks(inside('ok'), REFUSES)).not.toContain('path');
    expect(
      await openSinks(
        inside('isInside'),
        'if (!isInside(to)) return res.end();',
        `import {
      isInside } from './guard';`,
      ),
    ).not.toContain('path');
  });

  it('is not settled by a name', async () => {
    expect(
      await openSinks(
        'export const isInside = (to: string) => to.length > 1;',
        'if (!isInside(to)) return res.end();',
        `import {
      isInside } from './guard';`,
      ),
    ).toContain('path');
  });

  it('names what the program keeps when the callee searches for it, and only then', async () => {
    const test = 'const row = await load(to); if (!row) return res.end();';
    const imports = `import { load } from './guard';`;
    expect(
      await openSinks(
        `const ROWS = new Map();
      export const load = async (to: string) => ROWS.get(to);`,
        test,
        imports,
      ),
    ).not.toContain('path');
    expect(await openSinks('export const load = async (to: string) => to.length;', test, imports)).toContain('path');
  });
});

describe('an assertion of another file', () => {
  it.each([
    [
      'throws unless it is listed',
      `export function assertId(to: string) { if (!['a'].includes(to)) throw new Error('no'); }`,
      [],
    ],
    ['throws when it is missing', `export function assertId(to: string) { if (!to) throw new Error('no'); }`, SINKS],
    [
      'waits for another that throws',
      `import { deep } from './deep'; export async function assertId(to: string) { await deep(to);
      }`,
      [],
    ],
    ['does not throw', `export function assertId(to: string) { if (!['a'].includes(to)) console.warn('no'); }`, SINKS],
  ])('that %s', async (_name, guard, open) => {
    const deep = `export async function deep(to: string) { if (!/^[a-z]+$/.test(to)) throw new Error('no'); }`;
    expect(await openSinks(guard, 'await assertId(to);', `import { assertId } from './guard';`, deep)).toEqual(open);
  });
});
