import { describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/index.js';
import { projectOf } from '../project-of.js';
import { detected } from './detected.js';

const app = (lines: string, others: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...others,
  'src/app.ts': `import express from 'express';
import rateLimit from 'express-rate-limit';
import { signIn, signUp } from './handlers.js';
const app = express();
const limiter = rateLimit({ windowMs: 60000, limit: 5 });
${lines}`,
  'src/handlers.ts':
    others['src/handlers.ts'] ??
    `import type { Request, Response } from 'express';
export function signIn(req: Request, res: Response) { res.json({ ok: req.body.password === undefined }); }
export function signUp(req: Request, res: Response) { res.status(201).end(); }`,
});

function detectedFixes(files: Readonly<Record<string, string>>): (string | undefined)[] {
  const project = projectOf(files);
  return detectors
    .filter(({ id }) => id === 'require-rate-limiting')
    .flatMap((detector) => [...detector.detect(project, {})])
    .map((found) => (found.kind === 'finding' ? found.fix?.description : undefined));
}

describe('require-rate-limiting', () => {
  it('reports the credential route that was forgotten, beside one that is limited', () => {
    const found = detected(
      'require-rate-limiting',
      app("app.post('/signup', limiter, signUp);\napp.post('/login', signIn);"),
    );
    expect(found).toMatchObject([
      {
        kind: 'finding',
        at: "src/app.ts: app.post('/login', signIn)",
        says: expect.stringContaining(
          'medium: POST /login takes passwords or codes and nothing limits how often; POST /signup is limited by',
        ),
      },
    ]);
    expect(found[0]?.steps.at(-1)).toContain('POST /login has no limiter');
  });

  it.each([
    ['a header by its name', "(req) => req.headers['x-client-id']", 'x-client-id'],
    ['a header that is asked for', "(req) => String(req.get('x-device'))", 'x-device'],
    ['the address beside it', "(req) => `${req.ip}-${req.headers['user-agent']}`", 'user-agent'],
  ])('reports a limiter that counts by %s', (_name, key, header) => {
    const limited = `app.use(rateLimit({ limit: 5, keyGenerator: ${key} }));`;
    expect(detected('require-rate-limiting', app(limited))).toMatchObject([
      { says: expect.stringContaining(`medium: This limiter counts by the header \`${header}\``) },
    ]);
  });

  it.each([
    ['the address', '(req) => req.ip'],
    ['what a proxy writes', "(req) => req.headers['x-forwarded-for'] || req.ip"],
    ['a key that is checked', "(req) => req.headers['x-api-key']"],
    ['the account', '(req) => req.user.id'],
    ['the account that is tried', '(req) => req.body.email'],
    ['a header that is only noted', "(req) => { note(req.headers['user-agent']); return req.ip; }"],
  ])('is silent where a limiter counts by %s', (_name, key) => {
    const limited = `app.use(rateLimit({ limit: 5, keyGenerator: ${key} }));`;
    expect(detected('require-rate-limiting', app(limited))).toEqual([]);
  });

  it.each([
    ['a limiter before it', "app.post('/signup', limiter, signUp);\napp.post('/login', limiter, signIn);"],
    ['a limiter for all', "app.use(limiter);\napp.post('/login', signIn);"],
    ['no limiter anywhere: something in front may do it', "app.post('/login', signIn);"],
    ['a route that takes no password', "app.post('/signup', limiter, signUp);\napp.post('/notes', signIn);"],
    [
      'a list of logins that were',
      `app.post('/signup', limiter, signUp);
app.post('/login-activity', list);
app.post('/login/history', list);
app.post('/2fa/settings', list);
function list(req: Request, res: Response) { res.json(req.body.page); }`,
    ],
    ['a page', "app.post('/signup', limiter, signUp);\napp.get('/login', signIn);"],
    [
      'a link of the chain that is not known',
      "import { shield } from 'somewhere';\napp.post('/signup', limiter, signUp);\napp.post('/login', shield, signIn);",
    ],
  ])('is silent: %s', (_name, lines) => {
    expect(detected('require-rate-limiting', app(lines))).toEqual([]);
  });

  it.each(['/login/:id', '/login/password', '/sign-in-with-email', '/otp/verify', '/auth/reset-password'])(
    'reports %s by its address',
    (path) => {
      expect(
        detected('require-rate-limiting', app(`app.post('/signup', limiter, signUp);\napp.post('${path}', signUp);`)),
      ).toHaveLength(1);
    },
  );

  it('reports an address that is near when the handler reads a password', () => {
    expect(
      detected('require-rate-limiting', app("app.post('/signup', limiter, signUp);\napp.post('/login-flow', signIn);")),
    ).toHaveLength(1);
  });

  it('proposes a limiter only when it is seen to work before any handler', () => {
    const own = `import type { Request, Response, NextFunction } from 'express';
const limits = new Map();
export function limitPerFlow(req: Request, res: Response, next: NextFunction) { \
const one = limits.get(req.params.id); if (one) return one(req, res, next); next(); }`;
    const made = detectedFixes(app("app.post('/signup', limiter, signUp);\napp.post('/login', signIn);"));
    const written = detectedFixes(
      app(
        `import { limitPerFlow } from './limits.js';
app.post('/flows/:id', limitPerFlow, signUp);
app.post('/login', signIn);`,
        { 'src/limits.ts': own },
      ),
    );
    expect(made).toEqual([expect.stringMatching(/^Put `.*` before the handler, as in POST \/signup\.$/)]);
    expect(written).toEqual([expect.stringContaining('counts by account and by address')]);
  });

  it.each([
    ['leaves requests out', 'rateLimit({ windowMs: 60000, limit: 5, skip: (req) => !req.user })'],
    ['counts by what this route lacks', 'rateLimit({ limit: 5, keyGenerator: (req) => req.user.id })'],
    ['counts what worked only', 'rateLimit({ limit: 5, skipFailedRequests: true })'],
    ['has settings nobody sees', 'rateLimit({ limit: 5, ...settings })'],
  ])('proposes no limiter that %s', (_name, made) => {
    const here = detectedFixes(
      app(`const narrow = ${made};\napp.post('/signup', narrow, signUp);\napp.post('/login', signIn);`),
    );
    const elsewhere = detectedFixes(
      app("import { narrow } from './limits.js';\napp.post('/signup', narrow, signUp);\napp.post('/login', signIn);", {
        'src/limits.ts': `import rateLimit from 'express-rate-limit';\nexport const narrow = ${made};`,
      }),
    );
    expect([...here, ...elsewhere]).toEqual([
      expect.stringMatching(/^Create a limiter/),
      expect.stringMatching(/^Create a limiter/),
    ]);
  });

  it('proposes a plain limiter of another file, and before a narrow one', () => {
    const limits = {
      'src/limits.ts': `import rateLimit from 'express-rate-limit';
export const plain = rateLimit({ windowMs: 60000, limit: 5 });
export const narrow = rateLimit({ limit: 5, skip: (req) => !req.user });`,
    };
    const found = detectedFixes(
      app(
        `import { narrow, plain } from './limits.js';
app.post('/upload', narrow, signUp);
app.post('/signup', plain, signUp);
app.post('/login', signIn);`,
        limits,
      ),
    );
    expect(found).toEqual([expect.stringMatching(/, as in POST \/signup\.$/)]);
  });

  it('is silent when the handler counts attempts itself', () => {
    const handlers = `import type { Request, Response } from 'express';
import { countFailedAttempts } from './attempts.js';
export async function signIn(req: Request, res: Response) { if (await countFailedAttempts(req.body.email) > \
5) return res.status(429).end(); res.end(); }
export function signUp(req: Request, res: Response) { res.status(201).end(); }`;
    expect(
      detected(
        'require-rate-limiting',
        app("app.post('/signup', limiter, signUp);\napp.post('/login', signIn);", { 'src/handlers.ts': handlers }),
      ),
    ).toEqual([]);
  });

  it('is silent behind a gateway that limits', () => {
    expect(
      detected('require-rate-limiting', app("app.post('/signup', limiter, signUp);\napp.post('/login', signIn);"), {
        gateway: { rateLimits: true },
      }),
    ).toEqual([]);
  });
});

/** Two applications, the first with a limiter for all; the controllers stand in a list of their own file. */
function applications(controllers: string, lists: string, second = 'imports: []'): Record<string, string> {
  const root = (name: string, body: string): string =>
    `import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard } from '@nestjs/throttler';
import { CoreModule } from './core.module';
@Module({ ${body} }) export class ${name} {}`;
  const main = (name: string, file: string): string =>
    `import { NestFactory } from '@nestjs/core';
import { ${name} } from './${file}';
const app = await NestFactory.create(${name});
await app.listen(1);`;
  return {
    'src/first.module.ts': root(
      'First',
      'imports: [CoreModule], providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }]',
    ),
    'src/second.module.ts': root('Second', second),
    'src/first.ts': main('First', 'first.module'),
    'src/second.ts': main('Second', 'second.module'),
    'src/core.module.ts': `import { Module } from '@nestjs/common';
import { listed } from './lists';
import { Health } from './health.controller';
@Module({ controllers: ${controllers} }) export class CoreModule {}`,
    'src/lists.ts': lists,
    'src/health.controller.ts': `import { Controller, Get } from '@nestjs/common';
@Controller('health') export class Health { @Get() read() { return 1; } }`,
    'src/auth.controller.ts': `import { Body, Controller, Post } from '@nestjs/common';
@Controller('auth') export class Auth { @Post('login') login(@Body() body: { password: string }) { \
return body.password === 'x'; } }`,
  };
}

describe('a limiter of a whole application', () => {
  it.each([
    [
      'spread in from another file', '[Health, ...listed]',
      "import { Auth } from './auth.controller';\nexport const listed = [Auth];",
    ],
    [
      'given whole by another file',
      'listed',
      `import { Auth } from './auth.controller';
import { Health } from './health.controller';
export const listed = [Health, Auth];`,
    ],
    [
      'through lists of lists', '[Health, ...listed]',
      "import { Auth } from './auth.controller';\nconst inner = [Auth];\nexport const listed = [...inner];",
    ],
    [
      'from where nothing is seen', '[Health, ...listed()]',
      "import { Auth } from './auth.controller';\nexport const listed = () => [Auth];",
    ],
  ])('holds for controllers %s', (_name, controllers, lists) => {
    expect(detected('require-rate-limiting', applications(controllers, lists))).toEqual([]);
  });

  it('does not hold for a controller of another application', () => {
    const files = applications('[Health]', 'export const listed = [];', 'controllers: [Auth]');
    files['src/second.module.ts'] = `import { Auth } from './auth.controller';\n${files['src/second.module.ts']!}`;
    expect(detected('require-rate-limiting', files)).toMatchObject([
      { says: expect.stringContaining('POST /auth/login takes passwords') },
    ]);
  });

  describe('a limiter that is registered', () => {
    const server = (lines: string, others: Readonly<Record<string, string>> = {}): Record<string, string> => ({
      ...others,
      'src/server.ts': `import Fastify from 'fastify';
import rateLimit from '@fastify/rate-limit';
${lines}
server.get('/search', { preHandler: server.rateLimit({ max: 5 }) }, async (request) => request.query);`,
    });
    const LOGIN = "server.post('/login', async (request) => ({ ok: request.body.password === undefined }));";
    const missing = (files: Record<string, string>): readonly unknown[] => detected('require-rate-limiting', files);

    it.each([
      ['for all', `const server = Fastify();\nawait server.register(rateLimit, { max: 60 });\n${LOGIN}`],
      [
        'for all, on an application with a type provider',
        `const server = Fastify().withTypeProvider();
await server.register(rateLimit, { global: true, max: 60 });
${LOGIN}`,
      ],
      [
        'for the route, by its settings',
        `const server = Fastify().withTypeProvider();
server.register(rateLimit, { global: false });
server.post('/login', { config: { rateLimit: { max: 5 } } }, async (request) => request.body);`,
      ],
      [
        'before the type provider',
        `const app = Fastify();
app.register(rateLimit, { max: 60 });
const server = app.withTypeProvider();
${LOGIN}`,
      ],
    ])('limits %s', (_name, lines) => {
      expect(missing(server(lines))).toEqual([]);
    });

    it('limits in a plugin that is made for the routes beside it', () => {
      const limits = (plugin: string): Record<string, string> => ({
        'src/limits.ts': `import fp from 'fastify-plugin';
import rateLimit from '@fastify/rate-limit';
export default ${plugin};`,
      });
      expect(
        missing(
          server(
            `import limits from './limits.js';\nconst server = Fastify();\nserver.register(limits);\n${LOGIN}`,
            limits('fp(async (app) => { await app.register(rateLimit, { max: 100 }); })'),
          ),
        ),
      ).toEqual([]);
    });

    it('limits the routes of a plugin of another file', () => {
      const routes = {
        'src/routes.ts': `import type { FastifyInstance } from 'fastify';
export default async function routes(fastify: FastifyInstance) {
  const typed = fastify.withTypeProvider();
  typed.post('/login', async (request) => request.body);
}`,
      };
      const plugin = (before: string): Record<string, string> =>
        server(
          `import routes from './routes.js';
const server = Fastify();
${before}server.register(routes, { prefix: '/auth' });`,
          routes,
        );
      expect(missing(plugin('server.register(rateLimit, { max: 60 });\n'))).toEqual([]);
      expect(missing(plugin(''))).toMatchObject([
        { says: expect.stringContaining('POST /auth/login takes passwords') },
      ]);
    });

    it.each([
      [
        'it waits for routes that ask',
        `const server = Fastify();\nserver.register(rateLimit, { global: false });\n${LOGIN}`,
      ],
      [
        'the route takes it away',
        `const server = Fastify();
server.register(rateLimit, { max: 60 });
server.post('/login', { config: { rateLimit: false } }, async (request) => request.body);`,
      ],
      ['it is none', `import cors from '@fastify/cors';\nconst server = Fastify();\nserver.register(cors);\n${LOGIN}`],
    ])('does not where %s', (_name, lines) => {
      expect(missing(server(lines))).toMatchObject([{ says: expect.stringContaining('POST /login takes passwords') }]);
    });
  });
});
