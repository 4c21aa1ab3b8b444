import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../src/options/glob-pattern.js';
import { positives } from '../../src/detectors/positives.js';
import { refactorings } from '../../src/detectors/refactorings.js';
import type { Finding, Location } from '../../src/report/types.js';
import { projectOf } from '../project-of.js';

const queries = (bound: number, joined: number): Record<string, string> => ({
  'src/db.ts': `import { Pool } from 'pg';\nconst pool = new Pool();\n${[
    ...Array.from(
      { length: bound },
      (_, n) => `export const b${n} = (id: string) => pool.query('select a from t where id = $1', [id]);`,
    ),
    ...Array.from(
      { length: joined },
      (_, n) => `export const j${n} = (id: string) => pool.query('select a from t where id = ' + id);`,
    ),
  ].join('\n')}`,
});

describe('positives', () => {
  it('counts what is bound against what could be', () => {
    expect(positives(projectOf(queries(9, 1)))).toContainEqual({
      id: 'bound-parameters',
      count: 9,
      of: 10,
      message: '9 of 10 queries with values bind them as parameters; keep',
    });
  });

  it.each([
    [2, 0],
    [6, 4],
  ])('does not praise %i of them beside %i others', (bound, joined) => {
    expect(positives(projectOf(queries(bound, joined))).map(({ id }) => id)).not.toContain('bound-parameters');
  });
});

describe('guarded routes', () => {
  const app = (lines: string): Record<string, string> => ({
    'src/app.ts': `import express from 'express'; const app = express(); const write = (req: any, res: any) => { res.end(); };
    const guard = (req: any, res: any, next: any) => { if (!req.session.user) { res.status(401).end(); return; } next(); };
    const looksLike = (req: any, res: any, next: any) => { if (!req.headers.authorization) { \
res.status(401).end(); return; } next(); };
${lines}`,
  });
  const said = (lines: string) => positives(projectOf(app(lines))).find(({ id }) => id === 'guarded-routes')?.message;
  const GUARDED =
    "app.post('/a', guard, write); app.put('/b', guard, write); app.patch('/c', guard, write); " +
    "app.delete('/d', guard, write);";

  it('are those of which it is proved, among all', () => {
    expect(said(GUARDED)).toBe('4 of 4 state-changing routes check who calls; keep');
    expect(said(`${GUARDED} app.post('/init', write); app.post('/login', write);`)).toBe(
      '4 of 6 state-changing routes check who calls (1 does not, 1 is public by declaration or by name); keep',
    );
    expect(said(`${GUARDED} app.post('/e', looksLike, write);`)).toBe(
      '4 of 5 state-changing routes check who calls (of 1 it is not known); keep',
    );
  });

  it('are not praised where most are not known to be', () => {
    expect(said(GUARDED.replaceAll('guard', 'looksLike'))).toBeUndefined();
    expect(said(`${GUARDED} app.post('/e', looksLike, write); app.put('/f', write);`)).toBeUndefined();
  });
});

describe('refactorings', () => {
  const at = (file: string, startLine: number): Location => ({
    file,
    startLine,
    startColumn: 1,
    endLine: startLine,
    endColumn: 9,
  });
  const loop = (file: string, end: Location): Finding => ({
    ruleId: 'no-n-plus-one',
    severity: 'medium',
    state: 'new',
    fingerprint: file,
    message: '',
    impact: '',
    location: at(file, 3),
    steps: [
      { location: at(file, 2), what: 'this loop runs' },
      { location: at(file, 3), what: 'calls Users.find' },
      { location: end, what: 'reads `users`' },
    ],
  });
  const nowhere = projectOf({ 'src/a.ts': 'export const a = 1;' });
  const locate = ({ file }: { readonly file: string }): Location => at(file, 1);

  it('joins loops that end in one query', () => {
    const query = at('src/users.ts', 9);
    expect(
      refactorings(
        nowhere,
        [loop('src/a.ts', query), loop('src/b.ts', query), loop('src/c.ts', at('src/other.ts', 1))],
        locate,
      ),
    ).toEqual([
      {
        id: 'batch-read',
        message: expect.stringContaining('2 loops end in the same query for one key of Users.find'),
        locations: [query, at('src/a.ts', 3), at('src/b.ts', 3)],
      },
    ]);
  });

  it('offers nothing for what is suppressed', () => {
    const query = at('src/users.ts', 9);
    expect(
      refactorings(nowhere, [loop('src/a.ts', query), { ...loop('src/b.ts', query), state: 'suppressed' }], locate),
    ).toEqual([]);
  });

  it('sees a guard that every route of a file repeats', () => {
    const guard =
      'function guard(req: any, res: any, next: any) { if (!req.session.user) { res.status(401).end(); ' +
      'return; } next(); }';
    const lines = (last: string) =>
      `import express from 'express';
const app = express();
${guard}
app.get('/a', guard, (req, res) => { res.end(); });
app.post('/b', guard, (req, res) => { res.end(); });
${last}`;
    const found = (last: string) =>
      refactorings(projectOf({ 'src/app.ts': lines(last) }), [], locate).map(({ id }) => id);
    expect(found("app.put('/c', guard, (req, res) => { res.end(); });")).toEqual(['router-guard']);
    expect(found("app.put('/c', (req, res) => { res.end(); });")).toEqual([]);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['src/a/b.ts', 'src/**', true],
    ['src/a/b.ts', 'src/*', false],
    ['src/a.ts', 'src/**/a.ts', true],
    ['a.ts', '**/*.{ts,js}', true],
    ['src/a.ts', './src/a.ts', true],
    ['src/axts', 'src/a.ts', false],
    ['webhooks/stripe', '/webhooks/*', true],
  ])('%s against %s', (path, glob, expected) => {
    expect(matchesGlob(path, glob)).toBe(expected);
  });
});
