import { describe, expect, it } from 'vitest';
import { questionsOf } from './findings-of.js';
import { verdictsOf } from './verdicts-of.js';

const VERSIONS = {
  express: '4.0.0',
  zod: '3.0.0',
  '@nestjs/common': '10.0.0',
  'class-validator': '0.14.0',
  fastify: '4.0.0',
  hono: '4.0.0',
  '@trpc/server': '10.0.0',
  celebrate: '15.0.0',
};

/** Files whose last expression is handed to a shell as request input. */
async function shells(files: Readonly<Record<string, string>>): Promise<string[]> {
  const found = await verdictsOf({ ...SCHEMAS, ...files }, { versions: VERSIONS });
  return found.filter((line) => line.endsWith('no-command-injection')).map((line) => line.split(' ')[0]!);
}

const SCHEMAS = {
  'schemas.ts': `import { z } from 'zod'; export const Base = z.object({ id: z.string().uuid() });
    export const User = Base.extend({ name: z.string(), kind: z.enum(['a', 'b']) }); export const schemas = { user: User };`,
  'more.ts':
    `import { z } from 'zod'; import { User } from './schemas.js'; export const More = User.omit({ ` +
    'name: true }).extend({ text: z.string() });',
  'index.ts': `export * from './schemas.js'; export * as all from './schemas.js';`,
  'validate.ts':
    'export const validate = (schema) => (req, res, next) => { req.body = schema.parse(req.body); ' + 'next(); };',
  'dto.ts': `import { IsString, IsUUID, IsIn, IsInt, ValidateNested, IsOptional } from 'class-validator'; \
import { Type } from 'class-transformer';
    import { PartialType } from '@nestjs/mapped-types';
    export class Inner { @IsString() text: string; @IsInt() n: number; }
    export class CreateDto { @IsString() name: string; @IsUUID() id: string; \
@IsOptional() @IsIn(['a']) kind: string; @ValidateNested() @Type(() => Inner) inner: Inner; plain: string; }
    export class UpdateDto extends PartialType(CreateDto) { @IsInt() age: number; }`,
};

const express = (imports: string, body: string, before = ''): string =>
  `import express from 'express'; import { exec } from 'node:child_process'; ${imports}
  const app = express(); app.post('/:id', ${before}(req, res) => { ${body} });`;
const parsed = (imports: string, field: string): string => express(imports, `const b = ${field}; exec('x ' + b);`);

describe('schemas of other files', () => {
  it('are read by what they are made of', async () => {
    const found = await shells({
      'open-name.ts': parsed(`import { User } from './schemas.js';`, 'User.parse(req.body).name'),
      'safe-id.ts': parsed(`import { User } from './schemas.js';`, 'User.parse(req.body).id'),
      'safe-kind.ts': parsed(`import { User } from './index.js';`, 'User.parse(req.body).kind'),
      'open-all.ts': parsed(`import * as all from './schemas.js';`, 'all.User.parse(req.body).name'),
      'safe-all.ts': parsed(`import * as all from './schemas.js';`, 'all.User.parse(req.body).id'),
      'open-held.ts': parsed(`import { schemas } from './schemas.js';`, 'schemas.user.parse(req.body).name'),
      'safe-held.ts': parsed(`import { schemas } from './schemas.js';`, 'schemas.user.parse(req.body).id'),
      'open-more.ts': parsed(`import { More } from './more.js';`, 'More.parse(req.body).text'),
      'safe-more.ts': parsed(`import { More } from './more.js';`, 'More.parse(req.body).id'),
      'open-part.ts': parsed(
        `import { z } from 'zod'; import { User } from './schemas.js';`,
        'z.object({ u: User }).parse(req.body).u.name',
      ),
      'safe-part.ts': parsed(
        `import { z } from 'zod'; import { User } from './schemas.js';`,
        'z.object({ u: User }).parse(req.body).u.id',
      ),
      'required.js': parsed(`const { User } = require('./schemas.js');`, 'User.parse(req.body).id')
        .replace(/^import express.*?;/, `const express = require('express');`)
        .replace(/import \{ exec \}.*?;/, `const { exec } = require('node:child_process');`),
    });
    expect(found).toEqual(['open-name.ts', 'open-all.ts', 'open-held.ts', 'open-more.ts', 'open-part.ts']);
  });
});

describe('schemas before a handler', () => {
  it('are read where a middleware is made with them', async () => {
    const user = `import { User } from './schemas.js'; import { validate } from './validate.js';`;
    const celebrated = `import { celebrate, Joi, Segments } from 'celebrate';`;
    const ids =
      'celebrate({ params: Joi.object({ id: Joi.string().guid() }), [Segments.BODY]: Joi.object({ ' +
      't: Joi.string() }) }), ';
    const found = await shells({
      'open.ts': express(user, `exec('x ' + req.body.name);`, 'validate(User), '),
      'safe.ts': express(user, `exec('x ' + req.body.id);`, 'validate(User), '),
      'taken.ts': express(user, `const { kind } = req.body; exec('x ' + kind);`, 'validate(User), '),
      'other.ts': express(user, `const { other } = req.body; exec('x ' + other);`, 'validate(User), '),
      'part.ts': express(celebrated, `exec('x ' + req.params.id);`, ids),
      'part-open.ts': express(celebrated, `exec('x ' + req.body.t);`, ids),
    });
    // What the schema does not list is dropped by what replaces the body.
    expect(found).toEqual(['open.ts', 'part-open.ts']);
  });

  it('are read where the framework checks', async () => {
    const fastify = (
      field: string,
    ): string => `import Fastify from 'fastify'; import { exec } from 'node:child_process'; const app = Fastify();
      app.post('/', { schema: { body: { type: 'object', properties: { name: { type: 'string' }, id: { \
type: 'string', format: 'uuid' } } } } }, async (request) => { exec('x ' + request.body.${field}); });`;
    const hono = (
      field: string,
    ): string => `import { Hono } from 'hono'; import { zValidator } from '@hono/zod-validator'; import { \
User } from './schemas.js'; import { exec } from 'node:child_process';
      new Hono().post('/', zValidator('json', User), async (c) => { exec('x ' + c.req.valid('json').${field}); \
return c.text('x'); });`;
    const trpc = (
      field: string,
    ): string => `import { initTRPC } from '@trpc/server'; import { User } from './schemas.js'; import { \
exec } from 'node:child_process'; const t = initTRPC.create();
      export const r = t.router({ a: t.procedure.input(User).mutation(({ input }) => { exec('x ' + input.${field}); }) });`;
    const nest = (
      type: string,
      field: string,
    ): string => `import { Body, Controller, Post } from '@nestjs/common'; import { ${type} } from './dto'; import \
{ exec } from 'node:child_process';
      @Controller('x') export class X { @Post() create(@Body() dto: ${type}) { exec('x ' + dto.${field}); } }`;
    const found = await shells({
      'f-open.ts': fastify('name'),
      'f-safe.ts': fastify('id'),
      'h-open.ts': hono('name'),
      'h-safe.ts': hono('id'),
      't-open.ts': trpc('name'),
      't-safe.ts': trpc('kind'),
      'n-open.ts': nest('CreateDto', 'name'),
      'n-safe.ts': nest('CreateDto', 'id'),
      'n-list.ts': nest('CreateDto', 'kind'),
      'n-deep.ts': nest('CreateDto', 'inner.text'),
      'n-number.ts': nest('CreateDto', 'inner.n'),
      'n-plain.ts': nest('CreateDto', 'plain'),
      'u-open.ts': nest('UpdateDto', 'name'),
      'u-safe.ts': nest('UpdateDto', 'id'),
      'u-own.ts': nest('UpdateDto', 'age'),
    });
    expect(found).toEqual(['f-open.ts', 'h-open.ts', 't-open.ts', 'n-open.ts', 'n-deep.ts', 'u-open.ts']);
  });
});

describe('a schema nobody can read', () => {
  it('is asked about at a critical sink', async () => {
    const code = (origin: string): string =>
      parsed(`import { z } from 'zod'; import { f } from '${origin}';`, 'z.object({ f }).parse(req.body).f');
    expect(await questionsOf('no-command-injection', { 'a.ts': code('some-package') })).toEqual([
      'a.ts: Does the schema of the request in app.post("/:id") admit only what is harmless where it ' +
        'becomes part of a shell command?',
    ]);
    expect(
      await questionsOf('no-command-injection', {
        'a.ts': code('./f.js'),
        'f.ts': `import { z } from 'zod'; export const f = z.uuid();`,
      }),
    ).toEqual([]);
  });
});

describe('a route that is an object with its schemas below a name', () => {
  const HANDLER = `handler: async (request, h) => get().then((token) => {
    Object.keys(request.payload).forEach((key) => { token[key] = request.payload[key]; });
    return token.update();
  })`;
  const SERVER = "const Hapi = require('@hapi/hapi');\nconst server = Hapi.server({ port: 1 });\n";
  const here = (options: string): Record<string, string> => ({
    'app.js': `const Joi = require('joi');\nconst schema = require('own-schema');\n${SERVER}
server.route({ method: 'PUT', path: '/tokens', options: { ${options}${HANDLER} } });`,
  });
  const elsewhere = (options: string): Record<string, string> => ({
    'route.js': `const Joi = require('joi');\nconst schema = require('own-schema');
module.exports = () => ({ method: 'PUT', path: '/tokens', options: { ${options}${HANDLER} } });`,
    'app.js': `${SERVER}server.route(require('./route')());`,
  });

  it.each([
    ['', 1],
    ['validate: { payload: Joi.object({ name: Joi.string() }) }, ', 0],
    ['validate: { payload: Joi.any() }, ', 1],
    ['validate: { query: Joi.object({ name: Joi.string() }) }, ', 1],
    // What that lets through nobody here can read.
    ['validate: { payload: schema.token }, ', 0],
  ])('is checked by them, wherever it is registered: %s', async (options, many) => {
    for (const files of [here(options), elsewhere(options)]) {
      const found = await verdictsOf(files, { versions: { '@hapi/hapi': '21.0.0', joi: '17.0.0' } });
      expect(found.filter((line) => line.endsWith('no-prototype-pollution'))).toHaveLength(many);
    }
  });
});
