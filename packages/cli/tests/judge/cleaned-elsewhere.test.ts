import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

/** What is done with the answer of `clean(to)`. */
const USES = {
  html: `res.send('<b>' + clean(to) + '</b>');`,
  path: `res.send(await fs.promises.readFile('/srv/' + clean(to)));`,
  sql: `res.json(await pool.query('select * from t order by ' + clean(to)));`,
  shell: `execSync('ls ' + clean(to)); res.end();`,
};
type Use = keyof typeof USES;
const RULES: Readonly<Record<Use, string>> = {
  html: 'no-unescaped-html-response',
  path: 'no-path-traversal',
  sql: 'no-sql-injection',
  shell: 'no-command-injection',
};
const ALL = Object.keys(USES) as Use[];

/** Uses that are reported although a function of another file is said to clean the value. */
async function openUses(clean: string, deep = ''): Promise<Use[]> {
  const handlers = Object.fromEntries(ALL.map((use) => [`${use}.ts`, handler(use)]));
  const found = await verdictsOf({ ...handlers, 'clean.ts': clean, 'deep.ts': deep });
  return ALL.filter((use) => found.includes(`${use}.ts ${RULES[use]}`));
}

function handler(use: Use): string {
  return `import express from 'express'; import fs from 'node:fs'; import { execSync } \
from 'node:child_process'; import { Pool } from 'pg';
    import { clean } from './clean';
    const pool = new Pool(); const app = express();
    app.get('/go', async (req, res) => { const to = req.query.to; ${USES[use]} });`;
}

const ESCAPES = `to.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')`;

describe('a function of another file that cleans', () => {
  it.each<[string, string, Use[]]>([
    ['escapes HTML in a chain', `export const clean = (to: string) => ${ESCAPES};`, ['path', 'sql', 'shell']],
    [
      'escapes HTML by a table',
      `const SIGNS: any = { '<': '&lt;' };
      export function clean(to: string) { return String(to).replace(/[&<>"']/g, (sign) => SIGNS[sign]); }`,
      ['path', 'sql', 'shell'],
    ],
    ['keeps letters and digits', `export const clean = (to: string) => to.replace(/[^a-z0-9]/gi, '');`, []],
    ['makes a number', 'export const clean = (to: string) => parseInt(to, 10);', []],
    [
      'takes the last part of a path',
      `import path from 'node:path';
      export const clean = (to: string) => path.basename(to);`,
      ['html', 'sql', 'shell'],
    ],
    [
      'looks it up in a table',
      `const NAMES: any = { a: 'x' }; export const clean = (to: string) => NAMES[to] ?? 'x';`,
      [],
    ],
    ['chooses from a list', `export const clean = (to: string) => (['a', 'b'].includes(to) ? to : 'a');`, []],
  ])('%s', async (_name, clean, open) => {
    expect(await openUses(clean)).toEqual(open);
  });

  it.each([
    ['gives back what it got', 'export const clean = (to: string) => to;'],
    [
      'is only called so',
      'export function clean(to: string) { const escapeHtml = (text: string) => text; return escapeHtml(to); }',
    ],
    [
      'gives it back on one way',
      `export function clean(to: string) { if (to.length > 100) return to; return ${ESCAPES}; }`,
    ],
    [
      'cleans something else',
      `export function clean(to: string) { const other = ${ESCAPES}; console.log(other); return to; }`,
    ],
  ])('%s, and is guilty', async (_name, clean) => {
    expect(await openUses(clean)).toEqual(ALL);
  });

  it('is found through a third file', async () => {
    const through = `import { deep } from './deep'; export const clean = (to: string) => deep(to).trim();`;
    expect(await openUses(through, `export const deep = (to: string) => ${ESCAPES};`)).not.toContain('html');
    expect(await openUses(through, 'export const deep = (to: string) => to;')).toEqual(ALL);
  });
});
