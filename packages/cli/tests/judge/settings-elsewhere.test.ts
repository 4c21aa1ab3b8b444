import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

const VERSIONS = {
  pg: '8.0.0',
  express: '4.0.0',
  sequelize: '6.0.0',
  axios: '1.0.0',
  bcrypt: '5.0.0',
  multer: '1.4.5',
  jsonwebtoken: '9.0.0',
  cors: '2.8.5',
  helmet: '7.0.0',
};

/** Name, rule, a file with flawed settings, the same without the flaw, and the file that uses them. */
type Case = readonly [name: string, rule: string, flawed: string, sound: string, use: string];

const CASES: readonly Case[] = [
  [
    'a constant',
    'no-insecure-transport',
    `export const VERIFY = false;`,
    `export const VERIFY = true;`,
    `import { Agent } from 'node:https'; import { VERIFY } from './settings'; ` +
      'export const agent = new Agent({ rejectUnauthorized: VERIFY });',
  ],
  [
    'rounds of a hash',
    'no-weak-password-storage',
    `export const SALT_ROUNDS = 1;`,
    `export const SALT_ROUNDS = 12;`,
    `import bcrypt from 'bcrypt'; import { SALT_ROUNDS } from './settings'; ` +
      'export const keep = (password) => bcrypt.hash(password, SALT_ROUNDS);',
  ],
  [
    'rounds in an object',
    'no-weak-password-storage',
    `module.exports = { hashing: { rounds: 4 } };`,
    `module.exports = { hashing: { rounds: 12 } };`,
    `const bcrypt = require('bcrypt'); const { hashing } = require('./settings'); ` +
      'exports.keep = (password) => bcrypt.hash(password, hashing.rounds);',
  ],
  [
    'rounds as options',
    'no-weak-password-storage',
    `export const cost = { N: 1024 };`,
    `export const cost = { N: 2 ** 17 };`,
    `import { scryptSync } from 'node:crypto'; import { cost } from './settings'; ` +
      'export const keep = (password, salt) => scryptSync(password, salt, 64, cost);',
  ],
  [
    'cross-origin access',
    'no-insecure-cors',
    `export const corsOptions = { origin: true, credentials: true };`,
    `export const corsOptions = { origin: 'https://shop.io', credentials: true };`,
    `import express from 'express'; import cors from 'cors'; import { corsOptions } from './settings'; ` +
      'export const app = express(); app.use(cors(corsOptions));',
  ],
  [
    'cross-origin access, the origin alone',
    'no-insecure-cors',
    `export const origin = true;`,
    `export const origin = 'https://shop.io';`,
    `import express from 'express'; import cors from 'cors'; import { origin } from './settings'; ` +
      'export const app = express(); app.use(cors({ origin, credentials: true }));',
  ],
  [
    'cookies',
    'no-insecure-cookie',
    `export const cookie = { httpOnly: false, secure: false };`,
    `export const cookie = { httpOnly: true, secure: true };`,
    `import express from 'express'; import { cookie } from './settings'; const app = express(); ` +
      `app.post('/login', (req, res) => { res.cookie('session', res.locals.token, cookie); res.end(); });`,
  ],
  [
    'cookies of sessions',
    'no-insecure-cookie',
    `export const settings = { cookie: { httpOnly: false } };`,
    `export const settings = { cookie: { httpOnly: true, secure: true } };`,
    `import session from 'express-session'; import { settings } from './settings'; ` +
      'export const use = session({ secret: process.env.S, resave: false, saveUninitialized: false, ' +
      'cookie: settings.cookie });',
  ],
  [
    'sessions that are kept before a login',
    'require-secure-session',
    `export const options = { secret: process.env.S, resave: false, saveUninitialized: true };`,
    `export const options = { secret: process.env.S, resave: false, saveUninitialized: false };`,
    `import session from 'express-session'; import passport from 'passport'; import { options } ` +
      `from './settings'; export const use = session(options); export const signIn = passport.initialize();`,
  ],
  [
    'size of a body',
    'require-body-limits',
    `export const BODY = '900mb';`,
    `export const BODY = '1mb';`,
    `import express from 'express'; import { BODY } from './settings'; export const app = express(); ` +
      'app.use(express.json({ limit: BODY }));',
  ],
  [
    'size of a body, as options',
    'require-body-limits',
    `export const json = { limit: '900mb' };`,
    `export const json = { limit: '1mb' };`,
    `import express from 'express'; import { json } from './settings'; export const app = express(); ` +
      'app.use(express.json(json));',
  ],
  [
    'algorithms of tokens',
    'no-insecure-jwt',
    `export const options = { algorithms: ['none'] };`,
    `export const options = { algorithms: ['RS256'] };`,
    `import jwt from 'jsonwebtoken'; import { options } from './settings'; ` +
      'export const read = (token) => jwt.verify(token, process.env.KEY, options);',
  ],
  [
    'a time limit, as options',
    'require-outbound-timeout',
    `export const options = { headers: { a: 'b' } };`,
    `export const options = { timeout: 5000 };`,
    `import express from 'express'; import axios from 'axios'; import { options } from './settings'; ` +
      `const app = express(); app.post('/pay', async (req, res) => { ` +
      `res.json((await axios.post('https://pay.io', { id: 1 }, options)).data); });`,
  ],
  [
    'uploads',
    'no-unsafe-file-upload',
    `export const options = { dest: 'uploads/' };`,
    `export const options = { dest: 'uploads/', limits: { fileSize: 1000000 } };`,
    `import express from 'express'; import multer from 'multer'; import { options } from './settings'; ` +
      'const upload = multer(options); const app = express(); ' +
      `app.post('/avatar', upload.single('file'), (req, res) => res.end());`,
  ],
];

/** What is reported where it stands is not reported again where it is used. */
const TOLD_THERE: readonly Case[] = [
  [
    'certificates of a database',
    'no-insecure-transport',
    `export const options = { dialectOptions: { ssl: { require: true, rejectUnauthorized: false } } };`,
    `export const options = { dialectOptions: { ssl: { require: true, rejectUnauthorized: true } } };`,
    `import { Sequelize } from 'sequelize'; import { options } from './settings'; ` +
      'export const db = new Sequelize(process.env.URL, options);',
  ],
  [
    'a part of the settings',
    'no-insecure-transport',
    `export const config = { db: { ssl: { rejectUnauthorized: false } } };`,
    `export const config = { db: { ssl: { ca: process.env.CA } } };`,
    `import { Pool } from 'pg'; import { config } from './settings'; export const pool = new Pool(config.db);`,
  ],
  [
    'a value inside an object of the user',
    'no-insecure-transport',
    `export const tls = { rejectUnauthorized: false };`,
    `export const tls = { rejectUnauthorized: true };`,
    `import { Pool } from 'pg'; import { tls } from './settings'; export const pool = new Pool({ ` +
      'connectionString: process.env.URL, ssl: tls });',
  ],
];

describe('settings of other files', () => {
  it.each(CASES)('%s', async (_name, rule, flawed, sound, use) => {
    const found = async (settings: string): Promise<string[]> =>
      (await verdictsOf({ 'settings.ts': settings, 'use.ts': use }, { versions: VERSIONS })).filter(
        (verdict) => verdict === `use.ts ${rule}`,
      );
    expect(await found(sound)).toEqual([]);
    expect(await found(flawed)).toEqual([`use.ts ${rule}`]);
    // The neighbour: what nobody sees here is not known.
    expect(await found(flawed.replace(/= (?:\{.*\}|[^{].*)(?=;)/, '= JSON.parse(process.env.SETTINGS)'))).toEqual([]);
  });

  it.each(TOLD_THERE)('%s, told once', async (_name, rule, flawed, sound, use) => {
    const found = async (settings: string): Promise<string[]> =>
      (await verdictsOf({ 'settings.ts': settings, 'use.ts': use }, { versions: VERSIONS })).filter((verdict) =>
        verdict.endsWith(rule),
      );
    expect(await found(sound)).toEqual([]);
    expect(await found(flawed)).toEqual([`settings.ts ${rule}`]);
  });

  it('takes the time limit of a client that another file made', async () => {
    const use =
      `import express from 'express'; import { http } from './settings'; const app = express(); ` +
      `app.post('/pay', async (req, res) => { res.json((await http.post('/charge', { id: 1 })).data); });`;
    const made =
      `import axios from 'axios'; export const http = axios.create({ ` + `baseURL: 'https://pay.io', timeout: 5000 });`;
    expect(await verdictsOf({ 'settings.ts': made, 'use.ts': use }, { versions: VERSIONS })).not.toContain(
      'use.ts require-outbound-timeout',
    );
  });
});
