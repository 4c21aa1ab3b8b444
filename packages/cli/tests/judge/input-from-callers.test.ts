import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

const app = (call: string, imports: string): Record<string, string> => ({
  'src/app.ts': `import express from 'express';
import { ${imports} } from './work.js';
const app = express();
app.get('/t/:id', async (req, res) => { res.json(await ${call}); });`,
});
const COMMAND = {
  'src/work.ts': `import { exec } from 'node:child_process';
export function ping(host: string) { return exec('ping -c 1 ' + host); }`,
};

describe('request input that arrives in another file', () => {
  it('runs in a shell', async () => {
    const [found, ...others] = await toldOf('no-command-injection', {
      ...COMMAND,
      ...app('ping(req.query.host as string)', 'ping'),
    });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: "src/work.ts: 'ping -c 1 ' + host",
      says: expect.stringMatching(/^critical: The query string becomes part of the shell command of `exec`/),
    });
    expect(found?.steps).toContain('src/app.ts: req.query.host as string | is passed to ping');
    expect(found?.callers).toEqual(['src/app.ts: ping(req.query.host as string)']);
  });

  it('is silent where every caller passes what is fixed', async () => {
    expect(await toldOf('no-command-injection', { ...COMMAND, ...app("ping('localhost')", 'ping') })).toEqual([]);
  });

  it('asks where no caller is visible and a shell is started', async () => {
    expect(await toldOf('no-command-injection', COMMAND)).toMatchObject([
      { kind: 'question', says: 'Can request input reach ping, where it becomes part of a shell command?' },
    ]);
  });

  it('asks about paths of functions that others can import, and not about callbacks', async () => {
    expect(
      await toldOf('no-path-traversal', {
        'src/work.ts':
          "import { readFile } from 'node:fs/promises';\nexport const load = (name: string) => readFile(name);",
      }),
    ).toMatchObject([{ kind: 'question' }]);
    expect(
      await toldOf('no-code-injection', {
        'src/wait.ts': 'export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));',
      }),
    ).toEqual([]);
  });

  it('comes back as a member of what a function of another file makes, read as HTML or not', async () => {
    const files = (answer: string): Record<string, string> => ({
      'src/work.ts': 'export const make = (name: string) => ({ html: "<b>" + name });',
      'src/app.ts': `import express from 'express';
import { make } from './work.js';
express().get('/', async (req, res) => { const made = make(req.query.name as string); ${answer} });`,
    });
    expect(await toldOf('no-unescaped-html-response', files('res.send(made.html);'))).toMatchObject([
      { kind: 'finding' },
    ]);
    expect(
      await toldOf(
        'no-unescaped-html-response',
        files("res.writeHead(200, { 'Content-Type': 'image/png' }); res.end(made.html);"),
      ),
    ).toEqual([]);
  });

  it('runs in a shell, or decides where a request goes, whatever options are handed in with it', async () => {
    const command = {
      'src/work.ts': `import { exec } from 'node:child_process';
export const ping = (host: string, options: object) => exec('ping ' + host, options);`,
    };
    const request = (call: string): Record<string, string> => ({
      'src/work.ts': `import axios from 'axios';
import { agent } from './agent.js';
export const load = (url: string, config: object) => ${call};`,
    });
    const loads = (call: string): Promise<readonly unknown[]> =>
      toldOf('no-ssrf', { ...request(call), ...app('load(req.query.u as string, {})', 'load') });
    expect(
      await toldOf('no-command-injection', { ...command, ...app('ping(req.query.host as string, {})', 'ping') }),
    ).toMatchObject([{ kind: 'finding' }]);
    expect(await loads('axios.get(url, config)')).toMatchObject([{ kind: 'finding' }]);
    expect(await loads('axios.get(url, { ...config, timeout: 1 })')).toMatchObject([{ kind: 'finding' }]);
    expect(await loads('axios.get(url, { ...config, httpAgent: agent })')).toEqual([]);
  });

  it('is written into options, or into the arguments of a program, in the file that it comes to', async () => {
    const request = {
      'src/work.ts': `import axios from 'axios';
export function load(url: string) { const options: Record<string, unknown> = {}; options.url = url; return axios(options); }`,
    };
    const script = {
      'src/work.ts': `import { spawn } from 'node:child_process';
export function run(text: string) { const args = ['-c']; args.push(text); return spawn('sh', args); }`,
    };
    const plain = {
      'src/work.ts': `import { spawn } from 'node:child_process';
export function run(text: string) { const args = ['--']; args.push(text); return spawn('ls', args); }`,
    };
    expect(await toldOf('no-ssrf', { ...request, ...app('load(req.query.u as string)', 'load') })).toMatchObject([
      { kind: 'finding', at: 'src/work.ts: url' },
    ]);
    expect(
      await toldOf('no-command-injection', { ...script, ...app('run(req.query.u as string)', 'run') }),
    ).toMatchObject([{ kind: 'finding', at: 'src/work.ts: text' }]);
    expect(await toldOf('no-command-injection', { ...plain, ...app('run(req.query.u as string)', 'run') })).toEqual([]);
  });

  it('is given with `call` and `apply`, behind what `this` is', async () => {
    const run = {
      'src/work.ts': `import { exec } from 'node:child_process';
export function run(name: string, text: string) { return exec('run ' + text); }`,
    };
    const runs = (call: string): Promise<readonly unknown[]> =>
      toldOf('no-command-injection', { ...run, ...app(call, 'run') });
    expect(await runs('run.call(null, "a", req.query.t as string)')).toMatchObject([{ kind: 'finding' }]);
    expect(await runs('run.call(null, req.query.t as string, "a")')).toEqual([]);
    expect(await runs('run.call(req.query.t, "a", "b")')).toEqual([]);
    expect(await runs('run.apply(null, ["a", "b"])')).toEqual([]);
  });

  it('goes through a client of another file, as the options of the call say', async () => {
    const client = {
      'src/http.ts': "import axios from 'axios';\nexport const http = axios.create({ timeout: 1000 });",
    };
    const loads = (call: string): Promise<readonly unknown[]> =>
      toldOf('no-ssrf', {
        ...client,
        'src/work.ts': `import { http } from './http.js';
import { agent, more } from './more.js';
export const load = (url: string) => ${call};`,
        ...app('load(req.query.u as string)', 'load'),
      });
    expect(await loads('http.get(url)')).toMatchObject([{ kind: 'finding' }]);
    expect(await loads('http.get(url, more)')).toMatchObject([{ kind: 'finding' }]);
    expect(await loads('http.get(url, { ...more, maxRedirects: 0 })')).toMatchObject([{ kind: 'finding' }]);
    expect(await loads('http.get(url, { httpAgent: agent })')).toEqual([]);
  });

  it('is put into the header of a redirect only', async () => {
    const answers = (name: string): Promise<readonly unknown[]> =>
      toldOf('no-untrusted-redirect-or-link', {
        'src/base.ts':
          "import { Response } from 'express';\nexport class Base { constructor(readonly res: Response) {} }",
        'src/work.ts': `import { Base } from './base.js';
export class Work extends Base { go(to: string) { this.res.set('${name}', to); } }`,
        'src/app.ts': `import express from 'express';
import { Work } from './work.js';
express().get('/', (req, res) => { new Work(res).go(req.query.to as string); });`,
      });
    expect(await answers('Location')).toMatchObject([{ kind: 'finding' }]);
    expect(await answers('X-Asked')).toEqual([]);
  });

  it('is no path once it is encoded without dots and separators, in whatever file', async () => {
    const work = (text: string): Record<string, string> => ({
      'src/keys.ts': `export const keyOf = (name: string, width: number) => \`\${${text}}-\${width}.png\`;`,
      'src/work.ts': `import { readFileSync } from 'node:fs';
import { keyOf } from './keys.js';
export const find = (name: string, width: number) => readFileSync('/srv/files/' + keyOf(name, width));`,
      ...app('find(req.query.name as string, 20)', 'find'),
    });
    expect(await toldOf('no-path-traversal', work("Buffer.from(name).toString('base64url')"))).toEqual([]);
    expect(await toldOf('no-path-traversal', work("Buffer.from(name, 'hex').toString()"))).toMatchObject([
      { says: expect.stringMatching(/^high: /) },
    ]);
  });

  it('comes back from helpers by what this call passes, whatever others pass', async () => {
    const files = (target: string): Record<string, string> => ({
      'src/places.ts':
        "import { prefixed } from './prefixed.js';\nexport function place(url: string) { return prefixed(url); }",
      'src/prefixed.ts': `export function prefixed(url: string) { return trimmed(url); }
function trimmed(text: string) { return text.trim(); }`,
      'src/app.ts': `import express from 'express';
import { place } from './places.js';
import { rows } from './rows.js';
const app = express();
app.get('/a', (req, res) => { res.redirect(place(req.query.to as string)); });
app.get('/b', async (req, res) => { const row = await rows.read(); res.redirect(${target}); });`,
    });
    const places = async (target: string): Promise<string[]> =>
      (await toldOf('no-untrusted-redirect-or-link', files(target)))
        .filter(({ kind }) => kind === 'finding')
        .map(({ at }) => at);
    expect(await places('place(row.to)')).toEqual(['src/app.ts: place(req.query.to as string)']);
    expect(await places("place('/home')")).toEqual(['src/app.ts: place(req.query.to as string)']);
    expect(await places('place(req.query.back as string)')).toEqual([
      'src/app.ts: place(req.query.to as string)',
      'src/app.ts: place(req.query.back as string)',
    ]);
  });

  it('asked of the disk only is low, and an object is no path', async () => {
    const work = (body: string): Record<string, string> => ({
      'src/work.ts': `import { existsSync, readFileSync } from 'node:fs';
export const find = (name: string) => ${body};`,
    });
    expect(
      await toldOf('no-path-traversal', {
        ...work("existsSync('/srv/files/' + name)"),
        ...app('res.json(find(req.query.name as string))', 'find'),
      }),
    ).toMatchObject([{ says: expect.stringMatching(/^low: /) }]);
    expect(
      await toldOf('no-path-traversal', {
        ...work("readFileSync('/srv/files/' + name)"),
        ...app('res.json(find(req.query.name as string))', 'find'),
      }),
    ).toMatchObject([{ says: expect.stringMatching(/^high: /) }]);
    expect(
      await toldOf('no-path-traversal', {
        ...work('readFileSync(name)'),
        ...app('res.json(find({ name: req.query.name } as any))', 'find'),
      }),
    ).toEqual([]);
  });

  it('is used as a path, unless the function checks it', async () => {
    const open = {
      'src/work.ts': `import { readFile } from 'node:fs/promises';
export const load = (name: string) => readFile('/srv/files/' + name);`,
    };
    const checked = {
      'src/work.ts': `import { readFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
function inside(name: string) { const root = resolve('/srv/files'); const full = resolve(root, name); \
if (full !== root && !full.startsWith(root + sep)) throw new Error('outside'); return full; }
export const load = (name: string) => readFile(inside(name));`,
    };
    expect(
      await toldOf('no-path-traversal', { ...open, ...app('load(req.query.name as string)', 'load') }),
    ).toMatchObject([{ kind: 'finding', at: "src/work.ts: '/srv/files/' + name" }]);
    expect(await toldOf('no-path-traversal', { ...checked, ...app('load(req.query.name as string)', 'load') })).toEqual(
      [],
    );
  });

  it('named something that was found, before it is passed on', async () => {
    const work = (before: string): Record<string, string> => ({
      'src/disk.ts': `import { unlink } from 'node:fs/promises';
export const drop = async ({ file }: { file: string }) => { await unlink('/srv/files/' + file); };`,
      'src/owners.ts': `import { Pool } from 'pg';
const pool = new Pool();
export const ownerOf = async (file: string) => (await pool.query('SELECT owner FROM files WHERE name = $1', [file])).rows[0];`,
      'src/work.ts': `import { drop } from './disk.js';
import { ownerOf } from './owners.js';
export async function dropAll(user: string, files: string[]) { ${before} for (let i = 0; i < files.length; \
i += 1) { const file = files[i]; await drop({ file: \`\${user}/\${file}.pdf\` }); } }`,
    });
    const open = work(
      'for (const file of files) { const owner = await ownerOf(file); if (owner) console.log(owner); }',
    );
    const asked = work(
      'for (const file of files) { const owner = await ownerOf(file); ' +
        'const shared = owner?.shares.some((share: { by: string }) => share.by === user); ' +
        "if (!(owner?.id === user || shared)) { throw new Error('not yours'); } }",
    );
    expect(
      await toldOf('no-path-traversal', { ...open, ...app("dropAll('me', req.body.files)", 'dropAll') }),
    ).toMatchObject([{ kind: 'finding', at: "src/disk.ts: '/srv/files/' + file" }]);
    expect(await toldOf('no-path-traversal', { ...asked, ...app("dropAll('me', req.body.files)", 'dropAll') })).toEqual(
      [],
    );
  });

  it('decides the host of a request, not its path', async () => {
    const fetcher = (url: string): Record<string, string> => ({
      'src/work.ts': `export const load = (part: string) => fetch(${url});`,
    });
    expect(
      await toldOf('no-ssrf', {
        ...fetcher('`https://${part}/status`'),
        ...app('load(req.query.host as string)', 'load'),
      }),
    ).toMatchObject([{ kind: 'finding' }]);
    expect(
      await toldOf('no-ssrf', {
        ...fetcher('`https://api.example.com/${part}`'),
        ...app('load(req.query.host as string)', 'load'),
      }),
    ).toEqual([]);
  });

  it('is evaluated by the database', async () => {
    const store = {
      'src/work.ts': `import { MongoClient } from 'mongodb';
const rows = new MongoClient('mongodb://localhost').db('a').collection('rows');
export const above = (limit: string) => rows.find({ $where: \`this.price > \${limit}\` }).limit(10).toArray();`,
    };
    expect(
      await toldOf('no-nosql-injection', { ...store, ...app('above(req.query.limit as string)', 'above') }),
    ).toMatchObject([{ kind: 'finding' }]);
    expect(
      await toldOf('no-nosql-injection', { ...store, ...app('above(String(Number(req.query.limit)))', 'above') }),
    ).toEqual([]);
  });

  it('becomes a key of what lives as long as the process', async () => {
    const store = (
      body: string,
      made = 'private readonly plans = new Map<string, object>();',
      decorator = '@Injectable()',
    ): Record<string, string> => ({
      'src/plans.ts': `import { Injectable, Scope } from '@nestjs/common';
${decorator}
export class Plans { ${made}
  of(id: string) { ${body} } }`,
      'src/controller.ts': `import { Controller, Get, Param } from '@nestjs/common';
import { Plans } from './plans';
@Controller('plans')
export class PlansController { constructor(private readonly plans: Plans) {}
  @Get(':id') one(@Param('id') id: string) { return this.plans.of(id); } }`,
    });
    const keeps = (files: Record<string, string>): Promise<readonly unknown[]> =>
      toldOf('require-bounded-cache', files);
    expect(await keeps(store('this.plans.set(id, {});'))).toMatchObject([
      { kind: 'finding', at: 'src/plans.ts: this.plans.set(id, {})' },
    ]);
    expect(await keeps(store('this.plans.set(id, {}); if (this.plans.size > 100) this.plans.clear();'))).toEqual([]);
    expect(await keeps(store('this.plans.set(id, {});', undefined, '@Injectable({ scope: Scope.REQUEST })'))).toEqual(
      [],
    );
    expect(await keeps(store("this.plans.set('all', { id });"))).toEqual([]);
    const module = (body: string): Record<string, string> => ({
      'src/work.ts': `const plans = new Map<string, object>();\nexport function plan(id: string) { ${body} }`,
      ...app('plan(req.params.id)', 'plan'),
    });
    expect(await keeps(module('plans.set(id, {});'))).toMatchObject([{ kind: 'finding' }]);
    expect(await keeps(module('plans.set(id, {}); setTimeout(() => plans.delete(id), 1000);'))).toEqual([]);
  });
});
