/** Libraries whose settings or ways of use make the difference: what is reported, and its innocent twin. */
import errorDetail from '../../../rules/src/no-error-detail-leak/rule.js';
import jwt from '../../../rules/src/no-insecure-jwt/rule.js';
import randomness from '../../../rules/src/no-insecure-randomness/rule.js';
import transport from '../../../rules/src/no-insecure-transport/rule.js';
import mass from '../../../rules/src/no-mass-assignment/rule.js';
import nosql from '../../../rules/src/no-nosql-injection/rule.js';
import paths from '../../../rules/src/no-path-traversal/rule.js';
import html from '../../../rules/src/no-unescaped-html-response/rule.js';
import deserialization from '../../../rules/src/no-unsafe-deserialization/rule.js';
import redirects from '../../../rules/src/no-untrusted-redirect-or-link/rule.js';
import connections from '../../../rules/src/no-connection-per-request/rule.js';
import unawaited from '../../../rules/src/no-unawaited-io/rule.js';
import { type InvalidCase, testRule } from '../harness.js';

const served = (body: string, before = ''): string => `import express from 'express';
${before}
const app = express();
app.post('/a', async (req, res) => {
  ${body}
});
`;
const nest = (members: string): string => `import { Controller, Get, Header, Query, Redirect } from '@nestjs/common';
@Controller('pages')
export class Pages {
  ${members}
}
`;

testRule(paths, {
  valid: [
    served("await tar.x({ file: '/data/all.tgz', cwd: '/data' }); res.end();", "import * as tar from 'tar';"),
    {
      code: served("await decompress('all.zip', 'dist'); res.end();", "import decompress from 'decompress';"),
      versions: { decompress: '4.2.1' },
    },
    served("res.render('home', { name: req.body.name });"),
    served('await sharp(req.body).toBuffer(); res.end();', "import sharp from 'sharp';"),
    served('await sharp(Buffer.concat(await all(req))).toBuffer(); res.end();', "import sharp from 'sharp';"),
    served("new AdmZip(Buffer.from(req.body.zip, 'base64')).getEntries();", "import AdmZip from 'adm-zip';"),
  ],
  invalid: [
    {
      code: served(
        "await tar.x({ file: '/data/all.tgz', preservePaths: «true» }); res.end();",
        "import * as tar from 'tar';",
      ),
      errors: [{ messageId: 'archive', severity: 'medium' }],
    },
    {
      code: served("read().pipe(«unzip.Extract({ path: '/data' })»);", "import unzip from 'unzip';"),
      errors: [{ messageId: 'archive', severity: 'medium' }],
    },
    {
      code: served("await «decompress('all.zip', 'dist')»; res.end();", "import decompress from 'decompress';"),
      versions: { decompress: '4.2.0' },
      errors: [{ messageId: 'archive', severity: 'medium' }],
    },
    { code: served('res.render(«req.query.view»);'), errors: ['whole'] },
    { code: served('await sharp(«req.body.file»).toBuffer();', "import sharp from 'sharp';"), errors: ['whole'] },
    {
      code: served('new AdmZip(all).extractAllTo(«req.body.folder»);', "import AdmZip from 'adm-zip';"),
      errors: ['whole'],
    },
  ],
});

testRule(deserialization, {
  valid: [served("new AdmZip('/data/all.zip').getEntries();", "import AdmZip from 'adm-zip';")],
  invalid: [
    {
      code: served("const zip = «new AdmZip(Buffer.from(req.body.zip, 'base64'))»;", "import AdmZip from 'adm-zip';"),
      errors: [{ messageId: 'archive', severity: 'medium' }],
    },
  ],
});

const ERRORS = "import errorhandler from 'errorhandler';";
testRule(errorDetail, {
  valid: [
    `import express from 'express';\n${ERRORS}\nconst app = express();
if (process.env.NODE_ENV === 'development') app.use(errorhandler());`,
    "import express from 'express';\nimport errorhandler from './errors.js';\nexpress().use(errorhandler());",
  ],
  invalid: [
    { code: `import express from 'express';\n${ERRORS}\nexpress().use(«errorhandler()»);`, errors: ['handler'] },
  ],
});

const JWT = "import jwt from 'express-jwt';\n";
testRule(jwt, {
  valid: [
    { code: `${JWT}jwt({ secret: key, algorithms: ['RS256'] });`, versions: { 'express-jwt': '5.3.3' } },
    { code: `${JWT}jwt({ secret: key });`, versions: { 'express-jwt': '6.0.0' } },
    `${JWT}jwt({ secret: key });`,
    { code: `${JWT}jwt(options);`, versions: { 'express-jwt': '5.3.3' } },
  ],
  invalid: [
    { code: `${JWT}«jwt({ secret: key })»;`, versions: { 'express-jwt': '5.3.3' }, errors: ['chosen'] },
    {
      code: `${JWT}jwt({ secret: key, algorithms: [«'none'»] });`,
      versions: { 'express-jwt': '5.3.3' },
      errors: [{ messageId: 'none', severity: 'critical' }],
    },
  ],
});

const GRPC = "import * as grpc from '@grpc/grpc-js';\n";
testRule(transport, {
  valid: [
    `${GRPC}new Prices('prices.example:443', grpc.credentials.createSsl());`,
    `${GRPC}const how = process.env.NODE_ENV === 'production' ? grpc.credentials.createSsl() : grpc.credentials.createInsecure();`,
    `${GRPC}new Prices('localhost:50051', grpc.credentials.createInsecure());`,
  ],
  invalid: [
    {
      code: `${GRPC}new Prices('prices.example:443', «grpc.credentials.createInsecure()»);`,
      errors: [{ messageId: 'channel', severity: 'low' }],
    },
  ],
});

testRule(randomness, {
  valid: ["import { faker } from '@faker-js/faker';\nexport const user = () => ({ name: faker.person.fullName() });"],
  invalid: [
    {
      code: `import { faker } from '@faker-js/faker';
export const reset = () => { const resetToken = «faker.string.uuid()»; return resetToken; };`,
      file: 'src/reset.ts',
      errors: ['weak'],
    },
  ],
});

testRule(mass, {
  valid: [
    served(
      "db.update({ _id: '1' }, { $inc: { visits: req.body.visits } });",
      "import Datastore from 'nedb';\nconst db = new Datastore();",
    ),
  ],
  invalid: [
    {
      code: served(
        "db.update({ _id: '1' }, «{ $inc: req.body.changes }»);",
        "import Datastore from 'nedb';\nconst db = new Datastore();",
      ),
      errors: ['spread'],
    },
  ],
});

const SEARCH =
  "import { Client } from '@elastic/elasticsearch';\nconst client = new Client({ node: process.env.SEARCH });";
testRule(nosql, {
  valid: [
    served(
      "await client.update({ id: '1', script: { source: 'ctx._source.n += params.n', params: { n: req.body.n } } });",
      SEARCH,
    ),
    served(
      "const script = { source: 'ctx._source.n += params.n', params: req.body };\n  await client.updateByQuery({ body: { script } });",
      SEARCH,
    ),
  ],
  invalid: [
    {
      code: served("await client.update({ id: '1', script: «req.body.script» });", SEARCH),
      errors: [{ messageId: 'code', severity: 'critical' }],
    },
    {
      code: served("await client.update({ id: '1', script: { source: «req.body.text», params: {} } });", SEARCH),
      errors: [{ messageId: 'code', severity: 'critical' }],
    },
    {
      code: served('await client.updateByQuery({ body: { script: «`ctx._source.n = ${req.body.n}`» } });', SEARCH),
      errors: [{ messageId: 'code', severity: 'critical' }],
    },
  ],
});

const inFunction = (before: string, body: string): string =>
  `${before}\nexport async function run(id) {\n  ${body}\n}\n`;
const LIBSQL = "import { createClient } from '@libsql/client';\nconst client = createClient({ url: 'file:app.db' });";
const DUCK = "import duckdb from 'duckdb';\nconst db = new duckdb.Database(':memory:');";
const DUCK_API =
  "import { DuckDBInstance } from '@duckdb/node-api';\nconst db = await DuckDBInstance.create(':memory:');";
const SNOW = "import snowflake from 'snowflake-sdk';\nconst connection = snowflake.createConnection({ account: 'a' });";
const NEDB = "import Datastore from 'nedb';\nconst db = new Datastore({ filename: 'app.db' });";
const MONGOJS = "import mongojs from 'mongojs';\nconst db = mongojs('app', ['users']);";
const MONGOIST = "import mongoist from 'mongoist';\nconst db = mongoist('app');";
/** Reported, and mended by waiting for it. */
const lost = (before: string, body: string, file?: string): InvalidCase => {
  const code = inFunction(before, body);
  const output = code.replace('«', 'await ').replace('»', '');
  const errors = [{ messageId: 'unawaited', suggestions: [{ messageId: 'addAwait', output }] }];
  return { code, errors, ...(file !== undefined && { file }) };
};
testRule(unawaited, {
  valid: [
    inFunction(LIBSQL, "await client.execute('select 1'); client.close();"),
    inFunction(DUCK, "db.run('create table a (i integer)'); db.connect().exec('select 1'); db.close();"),
    inFunction(SNOW, "connection.execute({ sqlText: 'select 1', complete: (err, statement, rows) => {} });"),
    inFunction(NEDB, 'db.insert({ id }); db.loadDatabase(); db.remove({ id });'),
    inFunction(MONGOJS, 'db.users.save({ id });'),
    inFunction(
      "import OpenAI from 'openai';\nconst client = new OpenAI();",
      "client.chat.completions.stream({ model: 'm', messages: [] });",
    ),
  ],
  invalid: [
    lost(LIBSQL, "«client.execute('select 1')»;"),
    lost(DUCK_API, "const connection = await db.connect(); «connection.run('select 1')»;", 'src/case.mts'),
    lost(NEDB.replace("'nedb'", "'@seald-io/nedb'"), '«db.insertAsync({ id })»;'),
    lost(MONGOIST, '«db.users.save({ id })»;'),
  ],
});

const MSSQL = "import sql from 'mssql';";
testRule(connections, {
  valid: [served("const pool = await sql.connect(process.env.DB);\n  await pool.query('select 1');", MSSQL)],
  invalid: [
    {
      code: served('const pool = await «new sql.ConnectionPool(process.env.DB)».connect();', MSSQL),
      errors: ['perRequest'],
    },
  ],
});

const PUPPETEER = "import puppeteer from 'puppeteer';\nconst page = await (await puppeteer.launch()).newPage();";
testRule(html, {
  valid: [
    served(
      'await page.setContent(`<b>${escapeHtml(req.body.name)}</b>`);',
      `import escapeHtml from 'escape-html';\n${PUPPETEER}`,
    ),
    served(
      'res.send(md.render(req.body.text));',
      "import MarkdownIt from 'markdown-it';\nconst md = new MarkdownIt();",
    ),
    served(
      'res.send(`<script>const s = ${serialize(req.body.s)}</script>`);',
      "import serialize from 'serialize-javascript';",
    ),
    served(
      "res.send(mustache.render('<b>{{name}}</b>', { name: req.body.name }));",
      "import mustache from 'mustache';",
    ),
    { code: nest("@Get('a') a(@Query('q') q: string) { return q; }"), file: 'src/pages.ts' },
    {
      code: nest(
        "@Get('a') @Header('Content-Type', 'application/json') a(@Query('q') q: string) { return `<b>${q}</b>`; }",
      ),
      file: 'src/pages.ts',
    },
    { code: nest("@Get('a') a(@Query('q') q: string) { return { text: `<b>${q}</b>` }; }"), file: 'src/pages.ts' },
  ],
  invalid: [
    { code: served('await page.setContent(«`<b>${req.headers.name}</b>`»);', PUPPETEER), errors: ['opened'] },
    { code: served('res.send(«marked(req.query.text)»);', "import { marked } from 'marked';"), errors: ['html'] },
    {
      code: served(
        'res.send(serialize(req.query, { unsafe: «true» }));',
        "import serialize from 'serialize-javascript';",
      ),
      errors: [{ messageId: 'engine', severity: 'medium' }],
    },
    {
      code: nest("@Get('a') @Header('Content-Type', 'text/html') a(@Query('q') q: string) { return «q»; }"),
      file: 'src/pages.ts',
      errors: ['html'],
    },
    {
      code: nest("@Get('a') a(@Query('q') q: string) { return «`<b>${q}</b>`»; }"),
      file: 'src/pages.ts',
      errors: ['html'],
    },
  ],
});

testRule(redirects, {
  valid: [
    { code: nest("@Get('b') @Redirect() b() { return { url: '/home' }; }"), file: 'src/pages.ts' },
    { code: nest("@Get('b') b(@Query('to') to: string) { return { url: to }; }"), file: 'src/pages.ts' },
    {
      code: nest("@Get('b') @Redirect() b(@Query('to') to: string) { return { url: '/home', statusCode: 302, to }; }"),
      file: 'src/pages.ts',
    },
  ],
  invalid: [
    {
      code: nest("@Get('b') @Redirect() b(@Query('to') to: string) { return { url: «to» }; }"),
      file: 'src/pages.ts',
      errors: ['redirect'],
    },
  ],
});
