import { describe, expect, it } from 'vitest';
import { projectOf } from '../project-of.js';
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
      'store.js: moved | moved is run by somebody who cannot be followed',
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
      'table.js': "import { other } from './others.js';\nexport const table = { other };\n",
    };
    const [asked] = await toldOf('no-path-traversal', open);
    expect(asked?.steps.slice(-4)).toEqual([
      "app.js: 'help.txt' | is passed to shown",
      'others.js: name | is passed to shown',
      'others.js: other | other is run by somebody who cannot be followed',
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

describe('what callers are seen to hand in', () => {
  const app = (given: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    'app.js': `import express from 'express';
import { join } from 'node:path';
import { Local } from './local.js';
import { container } from './container.js';
import { config } from './config.js';
const app = express();
app.get('/files/:name', async function files(req, res) {
  res.json(await container.find(Local).readAll(${given}));
});
`,
    'config.js': 'export const config = { root: process.env.ROOT };\n',
    'container.js': 'export const container = makeContainer();\n',
    'local.js': `import { readFile, stat } from 'node:fs/promises';
export class Local {
  async readAll(name) { return readFile(name, 'utf8'); }
  async sizeOf(name) { return (await stat(name)).size; }
}
`,
    ...more,
  });

  it('is input of a request, by a call of that name: one question for the class', async () => {
    expect(await questionsOf('no-path-traversal', app('req.params.name'))).toEqual([
      'local.js: Can request input reach Local.readAll, where it is used as a path, at 2 places?',
    ]);
    const [asked] = await toldOf('no-path-traversal', app('req.params.name'));
    expect(asked?.steps).toContain('app.js: req.params.name | untrusted input is passed on here');
  });

  it.each(["'help.txt'", "join(config.root, 'help.txt')", 'config.help', 'req.app.locals.help'])(
    'is the program’s own: %s',
    async (given) => {
      expect(await questionsOf('no-path-traversal', app(given))).toEqual([]);
    },
  );

  it('goes through whoever hands it on', async () => {
    const step = (given: string): Record<string, string> =>
      app("'help.txt'", {
        'steps.js': `import { container } from './container.js';
export class Steps { pass(name) { return container.find('local').readAll(name); } }
`,
        'more.js': `import express from 'express';
import { Steps } from './steps.js';
import { container } from './container.js';
express().get('/more', function more(req, res) { res.json(container.find(Steps).pass(${given})); });
`,
      });
    expect(await questionsOf('no-path-traversal', step('req.query.name'))).toHaveLength(1);
    expect(await questionsOf('no-path-traversal', step("'more.txt'"))).toEqual([]);
  });

  it('is nothing by a name that texts and lists have', async () => {
    const find = (name: string): Record<string, string> =>
      app("'help.txt'", {
        'templates.js': `import { readFileSync } from 'node:fs';
export class Templates { ${name}(file) { return readFileSync(file, 'utf8'); } }
`,
        'words.js': `import express from 'express';
import { Templates } from './templates.js';
import { container } from './container.js';
export const all = [Templates];
express().get('/words', function words(req, res) { res.json(container.find('words').${name}(req.query.word)); });
`,
      });
    expect(await questionsOf('no-path-traversal', find('render'))).toHaveLength(1);
    for (const name of ['match', 'with', 'then'])
      expect(await questionsOf('no-path-traversal', find(name))).toEqual([]);
  });
});

describe('what is handed in beside another value', () => {
  const app = (read: string, unseen: string): Record<string, string> => ({
    'app.js': `import express from 'express';
import { read } from './read.js';
import { unseen } from './unseen.js';
const app = express();
app.get('/a/:id', async function a(req, res) { res.json(await read({ id: ${read}, lang: req.query.lang })); });
app.get('/b', function b(req, res) { res.json(unseen[req.query.what](req.query.x)); });
`,
    'read.js': `import axios from 'axios';
const client = axios.create({ baseURL: process.env.API, timeout: 500 });
async function load(path, options) { return (await client.get(path, options)).data; }
export const read = async ({ id, lang }) => load(\`/people/\${id}\`, { params: { lang } });
export const other = async (lang, path) => load(${unseen}, { params: { lang } });
`,
    'unseen.js': "import { other } from './read.js';\nexport const unseen = { other };\n",
  });

  it('says nothing of it, whoever gives that', async () => {
    expect(await questionsOf('no-ssrf', app('Number(req.params.id)', "'/languages'"))).toEqual([]);
    expect(await questionsOf('no-ssrf', app('req.params.id', "'/languages'"))).toEqual([]);
    expect(await questionsOf('no-ssrf', app('Number(req.params.id)', 'path'))).toEqual([
      'read.js: Can request input reach other, where it decides where a request goes?',
    ]);
  });

  it('says nothing of another member of one object', () => {
    const list = 'export const list = async (data) => data.size;\n';
    const project = projectOf({
      'app.js': `import express from 'express';
import { list } from './list.js';
const app = express();
app.get('/a', async (req, res) => { res.json(await all({ user: req.user?.id, size: 20 })); });
const all = async (data) => list(data);
`,
      'list.js': list,
    });
    const passed = (path: readonly string[]) =>
      project.viewOf('list.js').passed(list.indexOf('async'), 0, path)?.complete;
    expect([passed(['size']), passed(['user']), passed([])]).toEqual([true, false, false]);
  });

  it('is no other member of the object either', async () => {
    const given = (member: string): Record<string, string> => ({
      'app.js': `import express from 'express';
import { readFileSync } from 'node:fs';
import { container } from './container.js';
const app = express();
app.get('/a', function a(req, res) { res.json(container.find(Local).readAll({ name: pick(), lang: req.query.lang })); });
export class Local {
  readAll(options) { return readFileSync(options.${member}, 'utf8'); }
}
`,
      'container.js': 'export const container = makeContainer();\n',
    });
    expect(await questionsOf('no-path-traversal', given('name'))).toEqual([]);
    expect(await questionsOf('no-path-traversal', given('lang'))).toHaveLength(1);
  });
});

describe('a handler that nobody is seen to register', () => {
  const app = "import express from 'express';\nexpress().get('/', (req, res) => res.end());\n";
  const handler = (given: string): Record<string, string> => ({
    'app.js': app,
    'job.js': `import { exec } from 'node:child_process';
export const run = (input, done) => { exec('make ' + ${given}, done); };
`,
  });

  it('is asked about by what a request holds', async () => {
    expect(await questionsOf('no-command-injection', handler('input.query.target'))).toEqual([
      'job.js: Can request input reach run, where it becomes part of a shell command?',
    ]);
    expect(await questionsOf('no-command-injection', handler('input.settings.target'))).toEqual([]);
    expect(await questionsOf('no-command-injection', handler('input'))).toEqual([]);
  });
});

describe('a pattern in a filter', () => {
  const rows = (body: string): Record<string, string> => ({
    'find.js': `import { Thing } from './thing.js';\nexport function found(rows, text) { ${body} }\n`,
    'thing.js':
      "import mongoose from 'mongoose';\nexport const Thing = mongoose.model('Thing', new mongoose.Schema({}));\n",
  });

  it.each([
    "return Thing.find({ name: new RegExp(text, 'i') });",
    "const filter = { name: new RegExp(text, 'i') }; return Thing.find(filter).lean();",
    "const pattern = new RegExp(text, 'i'); return Thing.findOne({ name: { first: pattern } });",
    "const pattern = new RegExp(text, 'i'); return rows.find({ $or: [{ name: pattern }, { mail: pattern }] });",
    "return rows.find({ name: { $regex: text, $options: 'i' } });",
  ])('is run by whoever searches: %s', async (body) => {
    expect(await questionsOf('no-regex-dos', rows(body))).toEqual([]);
  });

  it.each([
    "return rows.filter((row) => new RegExp(text, 'i').test(row));",
    "return rows.find({ name: new RegExp(text, 'i') });", "return { name: new RegExp(text, 'i') };",
    "const filter = { name: new RegExp(text, 'i') }; if (filter.name.test('a')) return Thing.find(filter);",
    "const pattern = new RegExp(text, 'i'); return rows.find({ name: pattern }).filter((row) => pattern.test(row));",
  ])('is asked about where this process runs it: %s', async (body) => {
    expect(await questionsOf('no-regex-dos', rows(body))).toHaveLength(1);
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
