import { describe, expect, it } from 'vitest';
import { questionsOf, toldOf } from './findings-of.js';

const ROUTE = `import express from 'express';
import { chosen } from './chosen.js';
const app = express();
app.get('/files', function files(req, res) { res.json(chosen[req.query.what](req.query.name)); });
`;
const STORE = `import { readFileSync, statSync, unlinkSync } from 'node:fs';
export function shown(name) {
  if (!statSync(name).isFile()) return '';
  return readFileSync(name, 'utf8');
}
export function moved(from, to) {
  unlinkSync(from);
  return readFileSync(to, 'utf8');
}
`;
const files = {
  'app.js': ROUTE,
  'chosen.js': "import { moved, shown } from './store.js';\nexport const chosen = { moved, shown };\n",
  'store.js': STORE,
};

describe('what is asked about values of callers nobody sees', () => {
  it('is asked once of a function, whatever it does with it and however many of its parameters are open', async () => {
    expect(await questionsOf('no-path-traversal', files)).toEqual([
      'store.js: Can request input reach shown, where it is used as a path, at 2 places?',
      'store.js: Can request input reach moved, where it is used as a path, at 2 places?',
    ]);
    const [, moved] = await toldOf('no-path-traversal', files);
    expect(moved?.steps).toEqual([
      'store.js: from | is used as a path', 'store.js: moved | arrives as parameter from of moved',
      'store.js: to | is used as a path', 'store.js: moved | arrives as parameter to of moved',
    ]);
  });

  it('says what callers pass, and the way from what comes in', async () => {
    const open = {
      'app.js': `import express from 'express';
import { shown } from './store.js';
const app = express();
app.get('/help', function help(req, res) { res.json(shown('help.txt')); });
`,
      'store.js': STORE.replace(/export function moved[\s\S]*/, ''),
      'others.js': "import { shown } from './store.js';\nexport const other = (name) => shown(name);\n",
    };
    const [asked] = await toldOf('no-path-traversal', open);
    expect(asked?.steps.slice(-3)).toEqual([
      "app.js: 'help.txt' | is passed to shown",
      'others.js: name | is passed to shown',
      "app.js: app.get('/help', function help(req, res) { res.json(shown('help.txt')); }) " +
        '| GET /help runs help, then shown',
    ]);
  });

  it('is nothing where nothing that comes in runs it', async () => {
    const tool = {
      ...files,
      'chosen.js': 'export const chosen = {};\n',
      'tool.js': `import { program } from 'commander';
import { shown } from './store.js';
program.command('show').action((name) => console.log(shown(name)));
`,
    };
    expect(await questionsOf('no-path-traversal', tool)).toEqual([]);
    expect(await questionsOf('no-path-traversal', { 'store.js': STORE })).toHaveLength(2);
  });
});

describe('a timer', () => {
  const timer = (given: string): Record<string, string> => ({
    'wait.js': `export function later(done, text) { setTimeout(${given}, 10); setImmediate(done); }\n`,
  });

  it('is given a function, if nobody sees what', async () => {
    expect(await questionsOf('no-code-injection', timer('done'))).toEqual([]);
    expect(await questionsOf('no-code-injection', timer('done.next'))).toEqual([]);
  });

  it('is asked about where it is given a text, and spoken of where that is input', async () => {
    expect(await questionsOf('no-code-injection', timer("'run(' + text + ')'"))).toEqual([
      'wait.js: Can request input reach later, where it is evaluated as code?',
    ]);
    const route = `import express from 'express';
express().get('/', (req, res) => { setTimeout('run(' + req.query.text + ')', 10); res.end(); });
`;
    expect(await toldOf('no-code-injection', { 'app.js': route })).toMatchObject([{ kind: 'finding' }]);
  });
});

describe('what is made by the name of its class', () => {
  const FETCHED = `import axios from 'axios';
export class Proxy { constructor(base) { this.http = axios.create({ baseURL: base }); } }
`;
  const made = (base: string): Record<string, string> => ({
    'proxy.js': FETCHED,
    'app.js': `import { Proxy } from './proxy.js';
export const proxy = new Proxy(${base});
export const other = (x) => x.constructor(1);
`,
  });

  it('gets what those pass who make it', async () => {
    expect(await questionsOf('no-ssrf', made("'https://images.example.org'"))).toEqual([]);
    expect(await questionsOf('no-ssrf', { 'proxy.js': FETCHED })).toHaveLength(1);
  });
});

describe('an escaped text', () => {
  const search = (pattern: string): Record<string, string> => ({
    'clean.js': `const SIGNS = ['-', '[', ']', '/', '{', '}', '(', ')', '*', '+', '?', '.', '\\\\', '^', '$', '|'];
const ALL = /[.*+?^\${}()|[\\]\\\\]/g;
const SOME = /[.*]/g;
const FIRST = /[.*+?^\${}()|[\\]\\\\]/;
export const clean = (text) => text.replace(${pattern}, '\\\\$&');
`,
    'find.js': "import { clean } from './clean.js';\nexport const finder = (text) => new RegExp(clean(text), 'i');\n",
  });

  it.each(['ALL', "RegExp('[' + SIGNS.join('\\\\') + ']', 'g')", "new RegExp(ALL, 'g')", '/[.*+?^${}()|[\\]\\\\]/g'])(
    'by %s holds no pattern',
    async (pattern) => {
      expect(await questionsOf('no-regex-dos', search(pattern))).toEqual([]);
    },
  );

  it.each(['SOME', 'FIRST', "RegExp(SIGNS.join('|'), 'g')", "new RegExp(ALL, 'i')"])(
    'by %s may hold one',
    async (pattern) => {
      expect(await questionsOf('no-regex-dos', search(pattern))).toHaveLength(1);
    },
  );
});
