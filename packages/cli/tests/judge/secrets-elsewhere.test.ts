import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/types.js';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';
import { verdictsOf } from './verdicts-of.js';

const RULE = 'no-hardcoded-secrets';
const TEXT = 'letMeIntoTheShop';

/** Problems of the one rule, `file` each. */
async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await verdictsOf(files))
    .filter((verdict) => verdict.endsWith(` ${RULE}`))
    .map((verdict) => verdict.slice(0, -RULE.length - 1));
}

const JWT = `import jwt from 'jsonwebtoken';`;

/** How a file gives a secret to others, and how another one takes it. */
const WAYS: Readonly<Record<string, readonly [config: string, use: string]>> = {
  'CommonJS object': [
    `module.exports = { jwtSecret: process.env.S || '${TEXT}' };`,
    `const jwt = require('jsonwebtoken'); const config = require('./config'); exports.sign = (x) => ` +
      'jwt.sign(x, config.jwtSecret);',
  ],
  'CommonJS members': [
    `exports.jwtSecret = '${TEXT}';`,
    `const jwt = require('jsonwebtoken'); const { jwtSecret } = require('./config'); ` +
      'exports.sign = (x) => jwt.sign(x, jwtSecret);',
  ],
  'read where it is required': [
    `module.exports.jwtSecret = '${TEXT}';`,
    `const jwt = require('jsonwebtoken'); exports.sign = (x) => jwt.sign(x, require('./config').jwtSecret);`,
  ],
  'default export': [
    `export default { jwtSecret: '${TEXT}' };`,
    `${JWT} import config from './config'; export const sign = (x) => jwt.sign(x, config.jwtSecret);`,
  ],
  'named constant': [
    `export const key = process.env.S ?? '${TEXT}';`,
    `${JWT} import { key } from './config'; export const sign = (x) => jwt.sign(x, key);`,
  ],
  'named constant under another name': [
    `const key = '${TEXT}'; export { key as signing };`,
    `${JWT} import { signing as mine } from './config'; export const sign = (x) => jwt.sign(x, mine);`,
  ],
  namespace: [
    `export const key = '${TEXT}';`,
    `${JWT} import * as config from './config'; export const sign = (x) => jwt.sign(x, config.key);`,
  ],
  'nested object': [
    `const auth = { jwt: { secret: '${TEXT}' } }; export const config = Object.freeze({ port: 3000, auth });`,
    `${JWT} import { config } from './config'; export const sign = (x) => jwt.sign(x, config.auth.jwt.secret);`,
  ],
  'nested object, taken apart': [
    `export const config = { auth: { jwt: { secret: '${TEXT}' } } };`,
    `${JWT} import { config } from './config'; const { auth: { jwt: { secret } } } = config; ` +
      'export const sign = (x) => jwt.sign(x, secret);',
  ],
  'through a constant of the user': [
    `export const config = { auth: { secret: '${TEXT}' } };`,
    `${JWT} import { config } from './config'; const auth = config.auth; const key = auth.secret; ` +
      'export const sign = (x) => jwt.sign(x, key);',
  ],
  function: [
    `export function getConfig() { return { secret: process.env.S || '${TEXT}' }; }`,
    `${JWT} import { getConfig } from './config'; export const sign = (x) => jwt.sign(x, getConfig().secret);`,
  ],
  'async function': [
    `export const load = async () => ({ auth: { secret: '${TEXT}' } });`,
    `${JWT} import { load } from './config'; export const sign = async (x) => { ` +
      'const config = await load(); return jwt.sign(x, config.auth.secret); };',
  ],
  'function that gives the secret': [
    `export const secret = () => process.env.S || '${TEXT}';`,
    `${JWT} import { secret } from './config'; export const sign = (x) => jwt.sign(x, secret());`,
  ],
  'static field': [
    `export class Config { static readonly JWT = process.env.S ?? '${TEXT}'; }`,
    `${JWT} import { Config } from './config'; export const sign = (x: object) => jwt.sign(x, Config.JWT);`,
  ],
  'field of an instance': [
    `export class Config { readonly key = '${TEXT}'; }`,
    `${JWT} import { Config } from './config'; const config = new Config(); ` +
      'export const sign = (x: object) => jwt.sign(x, config.key);',
  ],
  injected: [
    `export class Config { readonly key = '${TEXT}'; }`,
    `${JWT} import { Config } from './config'; export class Tokens { ` +
      'constructor(private readonly config: Config) {} sign(x: object) { ' +
      'return jwt.sign(x, this.config.key); } }',
  ],
  'fallback of the user': [
    `export const FALLBACK = '${TEXT}';`,
    `${JWT} import { FALLBACK } from './config'; export const sign = (x) => jwt.sign(x, process.env.S || FALLBACK);`,
  ],
};

/** Where libraries take secrets. */
const SINKS: Readonly<Record<string, string>> = {
  'jwt.verify': `${JWT} export const read = (x) => jwt.verify(x, config.key, { algorithms: ['HS256'] });`,
  'Nest JwtModule':
    `import { JwtModule } from '@nestjs/jwt'; export const tokens = JwtModule.register({ ` + 'secret: config.key });',
  'passport-jwt': `import { Strategy } from 'passport-jwt'; import { PassportStrategy } from '@nestjs/passport';
    export class Jwt extends PassportStrategy(Strategy) { constructor() { super({ jwtFromRequest: (r) => \
r.headers.a, secretOrKey: config.key }); } }`,
  'passport-jwt, plain':
    `import { Strategy } from 'passport-jwt'; export const one = new Strategy({ jwtFromRequest: (r) => ` +
    'r.headers.a, secretOrKey: config.key }, () => {});',
  'express-session':
    `import session from 'express-session'; export const use = session({ ` +
    'secret: config.key, resave: false, saveUninitialized: false });',
  'express-session, list':
    `import session from 'express-session'; export const use = session({ ` +
    'secret: [process.env.S, config.key], resave: false, saveUninitialized: false });',
  'cookie-session': `import session from 'cookie-session'; export const use = session({ keys: [config.key] });`,
  'cookie-parser': `import cookies from 'cookie-parser'; export const use = cookies(config.key);`,
  'express-jwt':
    `import { expressjwt } from 'express-jwt'; export const use = expressjwt({ ` +
    `secret: config.key, algorithms: ['HS256'] });`,
  'koa-jwt': `import jwt from 'koa-jwt'; export const use = jwt({ secret: config.key });`,
  '@fastify/jwt':
    `import fastify from 'fastify'; import jwt from '@fastify/jwt'; const app = fastify(); ` +
    'app.register(jwt, { secret: config.key });',
  'hono/jwt': `import { sign } from 'hono/jwt'; export const make = (x) => sign(x, config.key);`,
  'next-auth': `import NextAuth from 'next-auth'; export default NextAuth({ providers: [], secret: config.key });`,
  'iron-session':
    `import { getIronSession } from 'iron-session'; export const open = (q, s) => ` +
    `getIronSession(q, s, { cookieName: 'a', password: config.key });`,
  createHmac:
    `import { createHmac } from 'node:crypto'; export const mac = (x) => ` +
    `createHmac('sha256', config.key).update(x).digest('hex');`,
  createCipheriv:
    `import { createCipheriv } from 'node:crypto'; export const lock = (iv) => ` +
    `createCipheriv('aes-256-gcm', Buffer.from(config.key), iv);`,
};

describe('secrets of other files', () => {
  it.each(Object.entries(WAYS))('%s', async (_name, [config, use]) => {
    expect(await found({ 'config.ts': config, 'use.ts': use })).toEqual(['use.ts']);
    // The neighbour: the environment alone.
    const env = config.replaceAll(
      new RegExp(`(?:process\\.env\\.S (?:\\|\\||\\?\\?) )?'${TEXT}'`, 'g'),
      'process.env.S',
    );
    expect(await found({ 'config.ts': env, 'use.ts': use })).toEqual([]);
  });

  it.each(Object.entries(SINKS))('%s', async (_name, use) => {
    const file = `import { config } from './config';\n${use}`;
    expect(await found({ 'config.ts': `export const config = { key: '${TEXT}' };`, 'use.ts': file })).toEqual([
      'use.ts',
    ]);
    expect(await found({ 'config.ts': `export const config = { key: process.env.KEY };`, 'use.ts': file })).toEqual([]);
  });

  it.each([
    [
      'is refused in production',
      `process.env.NODE_ENV === 'production' && SECRET === '${TEXT}'`,
      'throw new Error()',
      [],
    ],
    ['is refused at start-up', `'${TEXT}' === SECRET`, 'process.exit(1)', []],
    ['is shorter than what is let through', 'SECRET.length < 64', 'throw new Error()', []],
    ['is not the text that is refused', `SECRET === 'changeme'`, 'throw new Error()', ['use.ts']],
    ['is only spoken of', `SECRET === '${TEXT}'`, 'console.warn()', ['use.ts']],
    ['is as long as what is let through', 'SECRET.length < 4', 'throw new Error()', ['use.ts']],
    ['is kept under another name', `NAME === '${TEXT}'`, 'throw new Error()', ['use.ts']],
  ])('a default of another file that %s', async (_name, test, then, expected) => {
    const config =
      `export const SECRET = process.env.S || '${TEXT}'; const NAME = process.env.NAME; if (${test}) { ` + `${then}; }`;
    const use =
      `import jwt from 'jsonwebtoken'; import { SECRET } from './config'; export const sign = (x) => ` +
      'jwt.sign(x, SECRET);';
    expect(await found({ 'config.ts': config, 'use.ts': use })).toEqual(expected);
  });

  it('reports what stands in the options as a whole', async () => {
    const mail =
      `import { createTransport } from 'nodemailer'; import { config } from './config'; ` +
      'export const mailer = createTransport(config.mail);';
    expect(
      await found({
        'config.ts': `export const config = { mail: { host: 'mail.shop.io', auth: { user: 'shop', pass: '${TEXT}' } } };`,
        'use.ts': mail,
      }),
    ).toEqual(['use.ts']);
    expect(
      await found({
        'config.ts':
          `export const config = { mail: { host: 'mail.shop.io', auth: { ` +
          `user: 'shop', pass: process.env.PASS } } };`,
        'use.ts': mail,
      }),
    ).toEqual([]);
    const store =
      `import { Pool } from 'pg'; import { database } from './config'; ` + 'export const pool = new Pool(database);';
    expect(
      await found({
        'config.ts': `export const database = { host: 'db.shop.io', password: '${TEXT}' };`,
        'use.ts': store,
      }),
    ).toEqual(['use.ts']);
    expect(
      await found({
        'config.ts': `export const database = { host: 'localhost', password: '${TEXT}' };`,
        'use.ts': store,
      }),
    ).toEqual([]);
    expect(
      await found({
        'config.ts': `export const database = { host: process.env.HOST, password: 'postgres' };`,
        'use.ts': store,
      }),
    ).toEqual([]);
  });

  it('goes through files that pass things on', async () => {
    const use =
      `${JWT} import { settings } from './settings'; export const sign = (x) => ` +
      'jwt.sign(x, settings.auth.secret);';
    expect(
      await found({
        'keys.ts': `export const auth = { secret: '${TEXT}' };`,
        'settings.ts': `import { auth } from './keys'; export const settings = { port: 1, auth };`,
        'use.ts': use,
      }),
    ).toEqual(['use.ts']);
    expect(
      await found({
        'keys.ts': `export const settings = { auth: { secret: '${TEXT}' } };`,
        'settings.ts': `export * from './keys';`,
        'use.ts': use,
      }),
    ).toEqual(['use.ts']);
    expect(
      await found({
        'keys.ts': `export default { auth: { secret: '${TEXT}' } };`,
        'settings.ts': `export { default as settings } from './keys';`,
        'use.ts': use,
      }),
    ).toEqual(['use.ts']);
    expect(
      await found({
        'keys.ts': `export const read = () => ({ secret: '${TEXT}' });`,
        'settings.ts': `import { read } from './keys'; export const settings = { auth: read() };`,
        'use.ts': use,
      }),
    ).toEqual(['use.ts']);
    expect(
      await found({
        'keys.ts': `export const base = { auth: { secret: '${TEXT}' } };`,
        'settings.ts': `import { base } from './keys'; export const settings = { ...base, port: 1 };`,
        'use.ts': use,
      }),
    ).toEqual(['use.ts']);
    // What is written after it takes its place.
    expect(
      await found({
        'keys.ts': `export const base = { auth: { secret: '${TEXT}' } };`,
        'settings.ts': `import { base } from './keys'; export const settings = { ...base, auth: { secret: process.env.S } };`,
        'use.ts': use,
      }),
    ).toEqual([]);
    expect(
      await found({
        'keys.ts': '',
        'settings.ts': `export const settings = { auth: { secret: '${TEXT}' }, ...JSON.parse(process.env.SETTINGS) };`,
        'use.ts': use,
      }),
    ).toEqual([]);
  });

  it('is silent where the text is no secret of the service', async () => {
    const use = (name: string, file: string): string =>
      `${JWT} import { config } from '${file}'; export const sign = (x) => jwt.sign(x, config.${name});`;
    const silent = async (file: string, config: string, name = 'key'): Promise<void> =>
      expect(await found({ [file]: config, 'use.ts': use(name, `./${file.replace(/\.ts$/, '')}`) }), config).toEqual(
        [],
      );
    await silent('config.test.ts', `export const config = { key: '${TEXT}' };`);
    await silent('config/development.ts', `export const config = { key: '${TEXT}' };`);
    await silent(
      'config.ts',
      `export const config = { key: process.env.NODE_ENV === 'production' ? process.env.KEY : '${TEXT}' };`,
    );
    await silent(
      'config.ts',
      `const all = { development: { key: '${TEXT}' }, production: { key: process.env.KEY } }; ` +
        'export const config = all[process.env.NODE_ENV];',
    );
    await silent('config.ts', `export const config = { key: process.env['KEY'], SECRET_NAME: 'JWT_SECRET' };`);
    await silent(
      'config.ts',
      `const SECRET_NAME = 'JWT_SECRET'; export const config = { key: process.env[SECRET_NAME] };`,
    );
    await silent('config.ts', `export const config = { publicKey: '${TEXT}' };`, 'publicKey');
    await silent('config.ts', `export const config = { key: '-----BEGIN PUBLIC KEY-----abc' };`);
    await silent('config.ts', `export const config = { key: '' };`);
    await silent(
      'config.ts',
      `import { readFileSync } from 'node:fs'; export const config = { key: readFileSync('key.pem', 'utf8') };`,
    );
    // A placeholder opens the door like any other text.
    expect(
      await found({ 'config.ts': `export const config = { key: 'changeme' };`, 'use.ts': use('key', './config') }),
    ).toEqual(['use.ts']);
  });
});

const RANDOM = 'q8Xv2LmP9rTz4WbK7cYd';

/** The report of a whole review, in all its formats, and what its cache holds. */
async function reviewed(
  files: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<{
  readonly findings: readonly string[];
  readonly groups: readonly (string | undefined)[];
  readonly shown: string;
  readonly kept: string;
}> {
  const root = tempProject({
    'package.json': JSON.stringify({ dependencies: { jsonwebtoken: '9.0.0', express: '4.0.0' } }),
    ...files,
  });
  mkdirSync(join(root, 'node_modules'));
  const shown: string[] = [];
  let findings: Report['findings'] = [];
  for (const format of ['json', 'pretty', 'sarif', 'github']) {
    const { stdout, stderr } = await runCli(root, ['review', '--format', format, '--strict', ...more]);
    shown.push(stdout, stderr);
    if (format === 'json') findings = (JSON.parse(stdout) as Report).findings.filter(({ ruleId }) => ruleId === RULE);
  }
  const folder = join(root, 'node_modules/.cache/backend-architect');
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsv'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return {
    findings: findings.map(({ location }) => location.file),
    groups: findings.map(({ group }) => group?.cause),
    shown: shown.join('\n'),
    kept: kept.join('\n'),
  };
}

describe('what a report shows of secrets that are used elsewhere', () => {
  const use = `${JWT} import { config } from './config'; export const sign = (x) => jwt.sign(x, config.shop.door);\n`;
  // The name says nothing, and so does the text: only its use tells.
  const config = `import { exec } from 'node:child_process';
export const config = { shop: { door: 'open sesame every morning' } };
export const run = (req) => exec('ls ' + req.query.dir);
`;

  it.each([[[]], [['--project-only']]])('hides the text in every format and in the cache %j', async (more) => {
    const { shown, kept } = await reviewed({ 'config.ts': config, 'use.ts': use }, more);
    expect(shown).not.toMatch(/sesame/);
    expect(kept).not.toMatch(/sesame/);
  });

  it('tells one secret once', async () => {
    const other = `${JWT} import { config } from './config'; export const read = (x) => \
jwt.verify(x, config.shop.door, { algorithms: ['HS256'] });
`;
    expect((await reviewed({ 'config.ts': config, 'use.ts': use })).findings).toEqual(['use.ts']);
    // The file it stands in says so itself: not again where it is used.
    expect(
      (
        await reviewed({
          'config.ts': `export const config = { shop: { door: '${TEXT}', apiSecret: '${RANDOM}' } };`,
          'use.ts': use.replace('door', 'apiSecret'),
        })
      ).findings,
    ).toEqual(['config.ts']);
    // Two uses of one text are one problem with two places.
    const twice = await reviewed({ 'config.ts': config, 'use.ts': use, 'other.ts': other });
    expect(twice.findings).toEqual(['other.ts', 'use.ts']);
    expect(twice.groups).toEqual(['with the secret in config.ts', 'with the secret in config.ts']);
  });
});
