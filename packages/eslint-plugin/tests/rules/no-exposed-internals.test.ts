import rule from '../../../rules/src/no-exposed-internals/rule.js';
import { testRule } from '../harness.js';

const app = (body: string, imports = ''): string =>
  `import express from 'express';\nimport path from 'node:path';\n${imports}const app = express();\n${body}\n`;
const BOARD = "import { ExpressAdapter } from '@bull-board/express';\nconst adapter = new ExpressAdapter();\n";
const INDEX = "import serveIndex from 'serve-index';\n";
const DOCS = "import swaggerUi from 'swagger-ui-express';\nimport document from './openapi.js';\n";

testRule(rule, {
  valid: [
    {
      name: 'a folder of public files',
      code: app(
        `app.use(express.static('public'));
app.use(express.static(path.join(__dirname, 'public')));
app.use('/assets', express.static(path.join(process.cwd(), 'assets')));`,
      ),
    },
    { name: 'a folder of the settings', code: app('app.use(express.static(process.env.PUBLIC_FOLDER));') },
    {
      name: 'while developing',
      code: app("if (process.env.NODE_ENV !== 'production') { app.use(express.static('.')); }"),
    },
    { name: 'hidden files denied', code: app("app.use(express.static('public', { dotfiles: 'deny' }));") },
    {
      name: 'the folder every server may show',
      code: app(
        `app.use('/.well-known', express.static('.well-known', { dotfiles: 'allow' }));
app.use('/.well-known', serveIndex('.well-known'));`,
        INDEX,
      ),
    },
    {
      name: 'list behind a login',
      code: app(
        "app.use('/files', requireLogin, serveIndex('files'));",
        `${INDEX}import { requireLogin } from './login.js';\n`,
      ),
    },
    {
      name: 'console behind a login',
      code: app(
        "app.use(authenticate);\napp.use('/queues', adapter.getRouter());",
        `${BOARD}import { authenticate } from './access.js';\n`,
      ),
    },
    {
      name: 'console behind a local guard',
      code: app(
        `const check = (req, res, next) => (req.get('x-key') === process.env.KEY ? next() : res.sendStatus(403));
app.use('/queues', check, adapter.getRouter());`,
        BOARD,
      ),
    },
    {
      name: 'console of a router that may be guarded elsewhere',
      code: app(
        "const router = express.Router();\nrouter.use('/queues', adapter.getRouter());\nexport default router;",
        BOARD,
      ),
    },
    {
      name: 'console on an application of another file',
      code: `import type { Application } from 'express';
${BOARD}export function mount(app: Application) { app.use('/queues', adapter.getRouter()); }`,
      file: 'src/board.ts',
    },
    { name: 'console while developing', code: app("if (isDev) app.use('/queues', adapter.getRouter());", BOARD) },
    {
      name: 'console by the environment',
      code: app(
        "app.use('/graphql', graphqlHTTP({ schema, graphiql: process.env.NODE_ENV !== 'production' }));",
        "import { graphqlHTTP } from 'express-graphql';\nimport { schema } from './schema.js';\n",
      ),
    },
    { name: 'documentation', code: app("app.use('/docs', swaggerUi.serve, swaggerUi.setup(document));", DOCS) },
    {
      name: 'documentation behind a login',
      code: app(
        "app.use('/docs', basicAuth({ users }), swaggerUi.serve, swaggerUi.setup(document));",
        `${DOCS}import basicAuth from 'express-basic-auth';\n`,
      ),
      options: [{ documentation: true }],
    },
    {
      name: 'documentation of NestJS behind a login',
      file: 'src/main.ts',
      code: `import { NestFactory } from '@nestjs/core';
import basicAuth from 'express-basic-auth';
import { SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module';
async function start() { const app = await NestFactory.create(AppModule); app.use('/docs', basicAuth({ \
users })); SwaggerModule.setup('docs', app, SwaggerModule.createDocument(app, {})); }
void start();`,
      options: [{ documentation: true }],
    },
    {
      name: 'one value of the environment',
      code: app("app.get('/version', (req, res) => res.json({ version: process.env.VERSION }));"),
    },
  ],
  invalid: [
    {
      code: app('app.use(express.static(«process.cwd()»));'),
      errors: [{ messageId: 'folder', data: { folder: 'process.cwd()' } }],
    },
    {
      name: 'other ways to say it',
      code: app(
        `app.use(express.static(«'.'»));
app.use(express.static(«path.join(__dirname, '..')»));
app.use('/files', express.static(«__dirname»));
app.use(express.static(«path.resolve('./')»));`,
      ),
      errors: ['folder', 'folder', 'folder', 'folder'],
    },
    {
      name: 'Koa',
      code: `import Koa from 'koa';
import serve from 'koa-static';
const app = new Koa();
app.use(serve(«'./'»));
app.use(serve('public', { «hidden: true» }));`,
      errors: ['folder', 'hidden'],
    },
    {
      name: 'hidden files',
      code: app("app.use(express.static('public', { «dotfiles: 'allow'» }));"),
      errors: [{ messageId: 'hidden', data: { setting: "dotfiles: 'allow'" } }],
    },
    {
      name: 'list of files',
      code: app("app.use('/files', express.static('files'), «serveIndex('files', { icons: true })»);", INDEX),
      errors: [{ messageId: 'listing', data: { call: 'serveIndex' } }],
    },
    {
      name: 'open console',
      code: app("app.use('/queues', «adapter.getRouter()»);", BOARD),
      errors: [{ messageId: 'console', data: { call: 'adapter.getRouter' } }],
    },
    {
      name: 'guard of something else',
      code: app(
        "app.use(express.json());\napp.use('/queues', «adapter.getRouter()»);\napp.use(authenticate);",
        `${BOARD}import { authenticate } from './access.js';\n`,
      ),
      errors: ['console'],
    },
    {
      name: 'guard of another path',
      code: app(
        "app.use('/admin', authenticate);\napp.use('/queues', «adapter.getRouter()»);",
        `${BOARD}import { authenticate } from './access.js';\n`,
      ),
      errors: ['console'],
    },
    {
      name: 'query console',
      code: app(
        "app.use('/graphql', graphqlHTTP({ schema, graphiql: «true» }));",
        "import { graphqlHTTP } from 'express-graphql';\nimport { schema } from './schema.js';\n",
      ),
      errors: [{ messageId: 'console', data: { call: 'graphiql: true' } }],
    },
    {
      name: 'documentation, asked for',
      code: app("app.use('/docs', swaggerUi.serve, «swaggerUi.setup(document)»);", DOCS),
      options: [{ documentation: true }],
      errors: [{ messageId: 'console', severity: 'low' }],
    },
    {
      name: 'documentation of NestJS',
      file: 'src/main.ts',
      code: `import { NestFactory } from '@nestjs/core';
import { SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module';
async function start() { const app = await NestFactory.create(AppModule); \
«SwaggerModule.setup('docs', app, SwaggerModule.createDocument(app, {}))»; }
void start();`,
      options: [{ documentation: true }],
      errors: [{ messageId: 'console', severity: 'low' }],
    },
    {
      name: 'the environment',
      code: app(
        `app.get('/debug', (req, res) => res.json(«process.env»));
app.get('/info', (req, res) => { res.send(«{ uptime: 1, env: process.env }»); });`,
      ),
      errors: [
        { messageId: 'environment', severity: 'high' },
        { messageId: 'environment', severity: 'high' },
      ],
    },
    {
      name: 'an answer that is assigned',
      code: `import Koa from 'koa';
new Koa().use(async (ctx) => { ctx.body = «{ up: true, env: process.env }»; });`,
      errors: [{ messageId: 'environment', severity: 'high' }],
    },
  ],
});
