/** Paths that are settings: what the code, or a document of the repository, says they are where nobody sets them. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

const rows = (files: Files): readonly string[] =>
  projectOf(files).routes.map(({ method, path, complete }) => `${method} ${path}${complete ? '' : ' open'}`);

const SERVER = 'const app = express(); const router = express.Router(); router.get("/x", (req, res) => res.json(1)); ';
const mounted = (path: string, before = ''): string =>
  `import express from 'express'; ${before}\n${SERVER} app.use(${path}, router); app.listen(1);`;
const required = (path: string, before: string): string =>
  `const express = require('express'); ${before}\n${SERVER} app.use(${path}, router); app.listen(1);`;
const NEST = `import { Module, Controller, Get } from '@nestjs/common';
@Controller('u') export class Users { @Get('x') x() { return 1; } }
@Module({ controllers: [Users] }) export class AppModule {}`;
const nest = (prefix: string): Files => ({
  'main.ts': `import { NestFactory } from '@nestjs/core'; import { ConfigService } from '@nestjs/config';
import { AppModule } from './app';
async function main() {
  const app = await NestFactory.create(AppModule); const settings = app.get(ConfigService);
  app.setGlobalPrefix(${prefix}); await app.listen(1);
}
main();`,
  'app.ts': NEST,
});

describe('a path the environment may set', () => {
  it.each([
    `process.env.BASE || '/api'`,
    `process.env.BASE ?? '/api'`,
    `process.env.OLD_BASE || process.env.BASE || '/api'`,
    `process.env.BASE ? process.env.BASE : '/api'`,
    `!process.env.BASE ? '/api' : process.env.BASE`,
    `import.meta.env.BASE ?? '/api'`,
    '`/${process.env.NAME ?? "api"}`',
  ])('is what the code says otherwise: %s', (path) => {
    expect(rows({ 'app.ts': mounted(path) })).toEqual(['GET /api/x']);
    expect(rows({ 'app.ts': mounted('BASE', `const BASE = ${path};`) })).toEqual(['GET /api/x']);
    expect(rows({ 'app.ts': mounted('config.base', `const config = { base: ${path} };`) })).toEqual(['GET /api/x']);
    expect(rows({ 'app.ts': mounted('`${BASE}/v1`', `const BASE = ${path};`) })).toEqual(['GET /api/v1/x']);
  });

  it('is what another file says', () => {
    const by = (imported: string, path: string): string => mounted(path, `import ${imported} from './config.js';`);
    const value = `process.env.BASE ?? '/api'`;
    expect(rows({ 'config.ts': `export const BASE = ${value};`, 'app.ts': by('{ BASE }', 'BASE') })).toEqual([
      'GET /api/x',
    ]);
    expect(
      rows({
        'config.ts': `export const config = Object.freeze({ http: { base: ${value} } } as const);`,
        'app.ts': by('{ config }', 'config.http.base'),
      }),
    ).toEqual(['GET /api/x']);
    expect(
      rows({ 'config.ts': `export default { base: ${value} };`, 'app.ts': by('config', '`${config.base}/v1`') }),
    ).toEqual(['GET /api/v1/x']);
    expect(
      rows({
        'config.js': `module.exports = { base: ${value} };`,
        'app.js': required('config.base', `const config = require('./config');`),
      }),
    ).toEqual(['GET /api/x']);
  });

  it('is not known where the code says nothing, or asks for something else', () => {
    expect(rows({ 'app.ts': mounted('process.env.BASE') })).toEqual(['GET /:?/x open']);
    expect(rows({ 'app.ts': mounted(`process.env.NODE_ENV === 'test' ? '/a' : '/b'`) })).toEqual(['GET /:?/x open']);
    expect(rows({ 'app.ts': mounted(`load() || '/api'`, `import { load } from './load.js';`) })).toEqual([
      'GET /:?/x open',
    ]);
  });

  it('holds for the other ways to say it', () => {
    const prefix = `process.env.BASE ?? '/api'`;
    const fastify = (options: string): string =>
      `import Fastify from 'fastify'; const app = Fastify();
app.register(async (one) => { one.get('/x', async () => 1); }, ${options}); app.listen({ port: 1 });`;
    expect(rows({ 'app.ts': fastify(`{ prefix: ${prefix} }`) })).toEqual(['GET /api/x']);
    expect(rows({ 'app.ts': fastify(`{ prefix: process.env.BASE }`) })).toEqual(['GET /:?/x open']);
    expect(
      rows({
        'app.ts': `import { Hono } from 'hono'; const app = new Hono().basePath(${prefix});
app.get('/x', (c) => c.text('a')); export default app;`,
      }),
    ).toEqual(['GET /api/x']);
    expect(rows(nest(`process.env.PREFIX || 'api'`))).toEqual(['GET /api/u/x']);
    expect(rows(nest(`process.env.PREFIX`))).toEqual(['GET /:?/u/x open']);
  });
});

describe('a path that a library of settings gives', () => {
  const config = (path: string): string => required(path, `const config = require('config');`);

  it.each([
    ['config/default.json', '{ "server": { "base": "/app" } }'],
    ['config/default.json5', `// served below\n{ server: { base: '/app', url: 'http://a', }, }`],
    ['config/default.yaml', 'server:\n  base: /app\n'],
    ['config/default.yml', 'server: { base: /app }\n'],
    ['config/default.js', `module.exports = { server: { base: '/app' } };`],
    ['config/default.js', `module.exports = { server: { base: process.env.BASE || '/app' } };`],
    ['config/default.ts', `export default { server: { base: '/app' } };`],
  ])('is what %s says', (file, text) => {
    expect(rows({ [file]: text, 'app.js': config(`config.get('server.base')`) })).toEqual(['GET /app/x']);
    expect(rows({ [file]: text, 'src/http/app.js': config(`config.get('server').base`) })).toEqual(['GET /app/x']);
    expect(rows({ [file]: text, 'app.js': config("`${config.get('server.base')}/v1`") })).toEqual(['GET /app/v1/x']);
    expect(
      rows({
        [file]: text,
        'settings.js': `const config = require('config'); module.exports = { base: config.get('server.base') };`,
        'app.js': required('settings.base', `const settings = require('./settings');`),
      }),
    ).toEqual(['GET /app/x']);
  });

  it('is not known where no document says it, and not what another library says', () => {
    const shipped = { 'config/default.json': '{ "server": { "base": "/app" } }' };
    expect(rows({ ...shipped, 'app.js': config(`config.get('server.path')`) })).toEqual(['GET /:?/x open']);
    expect(rows({ ...shipped, 'app.js': config(`config.get(name)`) })).toEqual(['GET /:?/x open']);
    expect(rows({ ...shipped, 'app.js': config(`config.get('server.path') || '/otherwise'`) })).toEqual([
      'GET /otherwise/x',
    ]);
    expect(
      rows({
        ...shipped,
        'app.js': required(`config.get('server.base')`, `const config = require('./mine');`),
        'mine.js': 'exports.get = (name) => load(name);',
      }),
    ).toEqual(['GET /:?/x open']);
    expect(rows({ 'config/default.json': '{', 'app.js': config(`config.get('server.base')`) })).toEqual([
      'GET /:?/x open',
    ]);
  });

  it.each([
    [
      `nconf.get('http:base')`,
      `const nconf = require('nconf'); nconf.argv().env().defaults({ http: { base: '/app' } });`,
    ],
    [`nconf.get('base')`, `const nconf = require('nconf'); nconf.defaults({ base: '/app' });`],
    [
      `config.get('http.base')`,
      `const convict = require('convict');
const config = convict({ http: { base: { format: String, default: '/app', env: 'BASE' } } });`,
    ],
    [
      'env.BASE',
      `const { cleanEnv, str } = require('envalid'); const env = cleanEnv(process.env, { BASE: str({ default: '/app' }) });`,
    ],
    ['settings.base', `const settings = require('./settings.json');`],
  ])('%s is what the code hands it', (path, before) => {
    expect(rows({ 'settings.json': '{ "base": "/app" }', 'app.js': required(path, before) })).toEqual(['GET /app/x']);
  });

  it('is what a call says otherwise', () => {
    expect(rows(nest(`settings.get('PREFIX', 'api')`))).toEqual(['GET /api/u/x']);
    expect(rows(nest(`settings.get<string>('PREFIX') ?? 'api'`))).toEqual(['GET /api/u/x']);
    expect(rows(nest(`settings.get('PREFIX')`))).toEqual(['GET /:?/u/x open']);
  });
});
