import rule from '../../../rules/src/no-hardcoded-secrets/rule.js';
import { testRule } from '../harness.js';

const JWT = `import jwt from 'jsonwebtoken';`;
const used = (name: string, code: string, call: string, variable: string | null) => {
  const output = code.replace(/«'\w+'»/, `process.env.${variable}`);
  return {
    name,
    code,
    errors: [
      {
        messageId: 'used',
        data: { call },
        ...(variable !== null && { suggestions: [{ messageId: 'environment', output }] }),
      },
    ],
  };
};

const DEFAULT =
  `${JWT} const SECRET = process.env.SECRET || 'shop-default-7'; export const sign = (x) => ` + 'jwt.sign(x, SECRET);';
const refusing = (test: string, then = `throw new Error('set SECRET')`): string =>
  `${DEFAULT} if (${test}) { ${then}; }`;

/** A client of DynamoDB, with what its options are made of; \`fake\` stands for the secret half of its login. */
const dynamo = (options: string, before = ''): string =>
  `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\n${before}export const client = new DynamoDBClient(${options});\n`;
const login = (secret: string): string => `credentials: { accessKeyId: 'LOCALFAKEKEY', secretAccessKey: ${secret} }`;
const FAKE = "'LOCALFAKESECRET'";
const filled = (test: string, region: string, secret: string, more = ''): string =>
  dynamo(
    'options',
    `const endpoint = process.env.DYNAMODB_URL;
const options = {};
if (${test}) {
  ${more}options.region = ${region};
  options.credentials = { accessKeyId: 'LOCALFAKEKEY', secretAccessKey: ${secret} };
}
`,
  );

testRule(rule, {
  valid: [
    { name: 'an emulator on this machine', code: dynamo(`{ endpoint: 'http://localhost:8000', ${login(FAKE)} }`) },
    {
      name: 'an emulator, where its endpoint is set',
      code: filled('endpoint', "'localhost'", FAKE, 'options.endpoint = endpoint;\n  '),
    },
    {
      name: 'an emulator, where its endpoint is set, in one object',
      code: dynamo(
        `process.env.DYNAMODB_URL ? { endpoint: process.env.DYNAMODB_URL, region: 'local', ${login(FAKE)} } : {}`,
      ),
    },
    {
      name: 'an emulator by the name of its variable, spread in',
      code: dynamo(`{ ...(process.env.LOCAL_DYNAMODB && { endpoint: process.env.LOCAL_DYNAMODB, ${login(FAKE)} }) }`),
    },
    {
      name: 'the program does not run in production with the default',
      code: refusing(`process.env.NODE_ENV === 'production' && SECRET === 'shop-default-7'`),
    },
    {
      name: 'the other way round, and the process ends',
      code: refusing(`'shop-default-7' == SECRET`, 'console.error(1); process.exit(1)'),
    },
    { name: 'one of several defaults is refused', code: refusing(`['changeme', 'shop-default-7'].includes(SECRET)`) },
    { name: 'what is as short as the default is refused', code: refusing('SECRET.length < 32') },
    {
      name: 'the default of a member is refused',
      code:
        `${JWT} const config = { key: process.env.KEY ?? 'shop-default-7' }; ` +
        `if (config.key === 'shop-default-7') throw new Error('set KEY'); export const sign = (x) => ` +
        'jwt.sign(x, config.key);',
    },
    {
      name: 'a nested setting of the environment',
      code:
        `${JWT} const config = { auth: { key: process.env.KEY } }; export const sign = (x) => ` +
        'jwt.sign(x, config.auth.key);',
    },
    {
      name: 'a function that reads the environment',
      code: `${JWT} const read = () => ({ key: process.env.KEY }); export const sign = (x) => jwt.sign(x, read().key);`,
    },
    {
      name: 'a field that is filled later',
      code:
        `${JWT} export class Tokens { key = 'none yet'; constructor(key) { this.key = key; } sign(x) { ` +
        'return jwt.sign(x, this.key); } }',
    },
    {
      name: 'a mixin without a secret',
      code:
        `import { Strategy } from 'passport-jwt'; import { PassportStrategy } from '@nestjs/passport'; ` +
        'export class Jwt extends PassportStrategy(Strategy) { constructor() { super({ ' +
        'secretOrKey: process.env.KEY }); } }',
    },
    {
      name: 'a plugin with a secret of the environment',
      code:
        `import fastify from 'fastify'; import jwt from '@fastify/jwt'; const app = fastify(); ` +
        'app.register(jwt, { secret: process.env.KEY });',
    },
    {
      name: 'another plugin',
      code:
        `import fastify from 'fastify'; import jwt from '@fastify/jwt'; import mine from './mine.js'; ` +
        `const app = fastify(); app.register(mine, { secret: 'of my own' }); export { jwt };`,
    },
  ],
  invalid: [
    ...[
      ['no endpoint is given', filled('endpoint', "'localhost'", `«${FAKE}»`)],
      [
        'another condition',
        filled('process.env.VERBOSE', "'localhost'", `«${FAKE}»`, 'options.endpoint = endpoint;\n  '),
      ],
      ['a region of a cloud', filled('endpoint', "'us-east-1'", `«${FAKE}»`, 'options.endpoint = endpoint;\n  ')],
      ['no condition', dynamo(`{ endpoint: process.env.DYNAMODB_URL, region: 'local', ${login(`«${FAKE}»`)} }`)],
      ['a remote endpoint', dynamo(`{ endpoint: 'https://db.example.com', ${login(`«${FAKE}»`)} }`)],
      [
        'an endpoint that is local by default only',
        dynamo(`{ endpoint: process.env.DYNAMODB_URL || 'http://localhost:8000', ${login(`«${FAKE}»`)} }`),
      ],
      [
        'a key that looks real',
        dynamo(`{ endpoint: 'http://localhost:8000', ${login("«'wJalrXUtnFEMIK7MDENGbPxRfiCYzq8Kd2mPq4Xz'»")} }`),
      ],
      ['a host that only begins so', dynamo(`{ endpoint: 'http://localhost.example.com', ${login(`«${FAKE}»`)} }`)],
    ].map(([name = '', code = '']) => used(`no emulator: ${name}`, code, 'DynamoDBClient', 'SECRET_ACCESS_KEY')),
    used(
      'a nested setting, beside an endpoint of something else',
      `${JWT} const config = { endpoint: 'http://localhost:4000', auth: { key: «'letMeIntoTheShop'» } }; ` +
        'export const sign = (x) => jwt.sign(x, config.auth.key);',
      'jwt.sign',
      'AUTH_KEY',
    ),
    used(
      'a nested setting',
      `${JWT} const config = { auth: { key: «'letMeIntoTheShop'» } }; export const sign = (x) => ` +
        'jwt.sign(x, config.auth.key);',
      'jwt.sign',
      'AUTH_KEY',
    ),
    used(
      'what a function returns',
      `${JWT} const read = () => ({ key: «'letMeIntoTheShop'» }); export const sign = (x) => jwt.sign(x, read().key);`,
      'jwt.sign',
      'READ_KEY',
    ),
    used(
      'a static field',
      `${JWT} class Config { static key = «'letMeIntoTheShop'»; } export const sign = (x) => jwt.sign(x, Config.key);`,
      'jwt.sign',
      'JWT_KEY',
    ),
    used(
      'a field',
      `${JWT} export class Tokens { key = «'letMeIntoTheShop'»; sign(x) { return jwt.sign(x, this.key); } }`,
      'jwt.sign',
      'TOKENS_KEY',
    ),
    used(
      'a parent class',
      `import { Strategy } from 'passport-jwt'; export class Jwt extends Strategy { constructor() { ` +
        `super({ secretOrKey: «'letMeIntoTheShop'» }, () => {}); } }`,
      'super',
      'SECRET_OR_KEY',
    ),
    used(
      'a mixin',
      `import { Strategy } from 'passport-jwt'; import { PassportStrategy } from '@nestjs/passport'; ` +
        'export class Jwt extends PassportStrategy(Strategy) { constructor() { super({ ' +
        `secretOrKey: «'letMeIntoTheShop'» }); } }`,
      'super',
      'SECRET_OR_KEY',
    ),
    used(
      'a plugin',
      `import fastify from 'fastify'; import jwt from '@fastify/jwt'; const app = fastify(); ` +
        `app.register(jwt, { secret: «'letMeIntoTheShop'» });`,
      'app.register',
      'SECRET',
    ),
    used(
      'a cookie plugin',
      `const fastify = require('fastify'); const app = fastify(); ` +
        `app.register(require('@fastify/cookie'), { secret: «'letMeIntoTheShop'» });`,
      'app.register',
      'SECRET',
    ),
    used(
      'express-jwt',
      `import { expressjwt } from 'express-jwt'; export const use = expressjwt({ ` +
        `secret: «'letMeIntoTheShop'», algorithms: ['HS256'] });`,
      'expressjwt',
      'EXPRESSJWT_SECRET',
    ),
    used(
      'koa-jwt',
      `import jwt from 'koa-jwt'; export const use = jwt({ secret: «'letMeIntoTheShop'» });`,
      'jwt',
      'JWT_SECRET',
    ),
    used(
      'hono/jwt',
      `import { jwt } from 'hono/jwt'; export const use = jwt({ secret: «'letMeIntoTheShop'» });`,
      'jwt',
      'JWT_SECRET',
    ),
    used(
      'jose',
      `import { jwtVerify } from 'jose'; export const read = (token) => ` +
        `jwtVerify(token, new TextEncoder().encode(«'letMeIntoTheShop'»));`,
      'jwtVerify',
      null,
    ),
  ],
});
