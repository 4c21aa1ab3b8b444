import rule from '../../../rules/src/no-weak-password-storage/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import crypto from 'node:crypto';
import bcrypt from 'bcrypt';
import argon2 from 'argon2';
const app = express();
${before}app.post('/users', async (req, res) => {
  ${body}
});
`;

const names = Array.from({ length: 20 }, (_, index) => `f${index}`);
const callsOf = (list: readonly string[]): string => list.map((name) => `${name}(a + b, b);`).join(' ');

const JWT =
  "import jwt from 'jsonwebtoken';\nimport crypto from 'node:crypto';\nimport { secret, users } from './own.js';\n";
const digestOf = (what: string): string => `crypto.createHash('sha256').update(${what}).digest('hex')`;

testRule(rule, {
  valid: [
    ...[
      [
        'of a row',
        `const user = await users.findById(id); return jwt.sign({ id, h: ${digestOf('user.password')} }, secret);`,
      ],
      [
        'in the key',
        `const user = await users.findOne({ id }); return jwt.sign({ id }, secret + ${digestOf('user.password')});`,
      ],
      [
        'compared with what the token says',
        `const claims = jwt.verify(id, secret); const user = await users.findOne({ id: claims.id }); ` +
          `if (claims.h !== ${digestOf('user.password')}) throw new Error('old'); return user;`,
      ],
      [
        'kept under a name',
        `const user = await users.getUser(id); const mark = ${digestOf('user.password')}; return jwt.sign({ id, mark }, secret);`,
      ],
    ].map(([name, code]) => ({
      name: `a fingerprint of what is stored: ${name}`,
      code: `${JWT}export async function tokenOf(id) { ${code} }`,
    })),
    {
      name: 'a fingerprint in a method of a model',
      code: `${JWT}import { BeanModel } from 'redbean-node';
export class User extends BeanModel {
  token() { return jwt.sign({ h: ${digestOf('this.password')} }, secret); }
  static tokenOf(user: User) { return jwt.sign({ h: ${digestOf('user.password')} }, secret); }
}`,
      file: 'src/user.ts',
    },
    {
      name: 'a fingerprint of what Prisma has read',
      code: `${JWT}import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function tokenOf(id) {
  const user = await prisma.user.findUnique({ where: { id } });
  return jwt.sign({ id, h: ${digestOf('user.password')} }, secret);
}`,
    },
    {
      name: 'a key that arrives where a protocol says password',
      code: inHandler(`const { username: publicKey, password: secretKey } = credentialsOf(req);
  res.json(crypto.createHash('sha256').update(secretKey).digest('hex'));`),
    },
    {
      name: 'a random token',
      code:
        "import { scrypt } from 'node:crypto'; import { promisify } from 'node:util'; " +
        'const derive = promisify(scrypt); export const hashOf = async (token, salt) => ' +
        "(await derive(token, salt, 64)).toString('hex');",
    },
    {
      name: 'shortened for a worker that hashes slowly',
      code: `import crypto from 'node:crypto';
import { pool } from './pool.js';
export async function hash(rounds, password) {
  password = crypto.createHash('sha512').update(password).digest('hex');
  return pool.exec('hash', [password, rounds]);
}`,
    },
    {
      name: 'enough rounds',
      code:
        "import { PBKDF2 } from 'crypto-js'; export const keyOf = (password, salt) => " +
        'PBKDF2(password, salt, { iterations: 600000 });',
    },
    inHandler('const hash = await bcrypt.hash(req.body.password, 12);'),
    inHandler('const hash = await argon2.hash(req.body.password);'),
    inHandler('const hash = await bcrypt.hash(req.body.password, await bcrypt.genSalt());'),
    inHandler(
      'const hash = await bcrypt.hash(req.body.password, rounds);',
      'const rounds = Number(process.env.ROUNDS);\n',
    ),
    inHandler('const hash = await argon2.hash(req.body.password, options);'),
    {
      name: 'token',
      code: inHandler("const hash = crypto.createHash('sha256').update(req.body.token).digest('hex');"),
    },
    {
      name: 'API key',
      code: inHandler("const hash = crypto.createHash('sha256').update(req.get('x-api-key')).digest('hex');"),
    },
    {
      name: 'random bytes under a password name',
      code: inHandler(
        'const password = crypto.randomBytes(32); const hash = ' +
          "crypto.createHash('sha256').update(password).digest('hex');",
      ),
    },
    {
      name: 'ETag',
      code: inHandler("const etag = crypto.createHash('md5').update(JSON.stringify(req.body)).digest('hex');"),
    },
    { name: 'hash of a hash', code: inHandler("crypto.createHash('sha256').update(user.passwordHash).digest('hex');") },
    { name: 'reset token', code: inHandler("crypto.createHash('sha256').update(passwordResetToken).digest('hex');") },
    {
      name: 'first five digits for a list of leaked passwords',
      code: inHandler(
        "const sha = crypto.createHash('sha1').update(req.body.password).digest('hex'); " +
          'await fetch(`https://api.example.com/range/${sha.slice(0, 5)}`);',
      ),
    },
    {
      name: 'shortened before a real hash',
      code: inHandler(
        "const hash = await bcrypt.hash(crypto.createHash('sha256').update(req.body.password).digest('base64'), 12);",
      ),
    },
    {
      name: 'shortened before a real hash, by a constant',
      code: inHandler(
        "const short = crypto.createHash('sha256').update(req.body.password).digest('base64'); " +
          'const hash = await bcrypt.hash(short, 12);',
      ),
    },
    { name: 'confirmation field', code: inHandler('if (req.body.password === req.body.passwordConfirm) res.end();') },
    {
      name: 'old and new of one request',
      code: inHandler('if (req.body.newPassword === req.body.oldPassword) res.sendStatus(400);'),
    },
    {
      name: 'presence',
      code: inHandler("if (req.body.password === undefined || req.body.password === '') res.sendStatus(400);"),
    },
    { name: 'kind of field', code: "export const isPassword = (field) => field.type === 'password';" },
    { name: 'two states', code: 'export const changed = (before, after) => before.password !== after.password;' },
    {
      name: 'compared by the library',
      code: inHandler('if (await bcrypt.compare(req.body.password, user.password)) res.end();'),
    },
    {
      name: 'rounds that are high enough',
      code: inHandler(
        "crypto.pbkdf2Sync(req.body.password, salt, 600000, 64, 'sha256'); " +
          "crypto.pbkdf2Sync(req.body.password, salt, 210000, 64, 'sha512');",
      ),
    },
    {
      name: 'a key derived from a secret',
      code:
        "import { scryptSync } from 'node:crypto'; export const key = scryptSync(process.env.APP_SECRET, " +
        "'salt', 32); export const other = (user) => scryptSync(user.jwtSecret, 'salt', 32);",
    },
    {
      name: 'a key to encrypt with',
      code:
        "import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto'; " +
        'export function seal(text, password) { const salt = randomBytes(16); ' +
        "const key = pbkdf2Sync(password, salt, 210000, 32, 'sha256'); " +
        "return createCipheriv('aes-256-gcm', key, randomBytes(12)).update(text); }",
    },
    {
      name: 'a key derived from a secret in a helper',
      code:
        "import { pbkdf2Sync } from 'node:crypto'; const keyOf = (password, salt) => " +
        "pbkdf2Sync(password, salt, 10000, 32, 'sha512'); export const encrypt = (value, secret) => " +
        "seal(value, keyOf(secret, 'salt'));",
    },
    // Six rounds through twenty functions would be billions of steps.
    {
      name: 'functions that hand values to each other',
      code: `${names.map((name) => `function ${name}(a, b) { ${callsOf(names)} return a === b; }`).join('\n')}
export const isPassword = f0;`,
    },
    { name: 'test', file: 'tests/user.test.js', code: inHandler('await bcrypt.hash(req.body.password, 1);') },
  ],
  invalid: [
    ...[
      ['of the request', 'await next(); const user = req.body; res.json(jwt.sign({ h: «user.password» }, secret));'],
      ['of whom nobody knows', 'res.json(await tokenOf((user) => jwt.sign({ h: «user.password» }, secret)));'],
      [
        'written before',
        'const user = await users.findById(req.params.id); user.password = req.body.password; ' +
          'res.json(jwt.sign({ h: «user.password» }, secret));',
      ],
      [
        'stored',
        'const user = await users.findById(req.params.id); await users.save({ id: user.id, digest: «user.password» }); res.end();',
      ],
      [
        'compared with what the client sends for it',
        'const user = await users.findById(req.params.id); res.json(req.body.passwordDigest === «user.password»);',
      ],
      [
        'compared with a stored one',
        'const user = await users.findById(req.params.id); res.json(user.password === «req.body.password»);',
      ],
      [
        'signed and stored',
        'const user = await users.findById(req.params.id); const mark = «user.password»; ' +
          'await users.save({ mark }); res.json(jwt.sign({ mark }, secret));',
      ],
    ].map(([name, code = '']) => ({
      name: `no fingerprint of what is stored: ${name}`,
      code: inHandler(
        code.replace(/«(.*?)»/, (_, what: string) => digestOf(`«${what}»`)),
        "import jwt from 'jsonwebtoken';\nimport { secret, users, tokenOf, next } from './own.js';\n",
      ),
      errors: ['fastHash'],
    })),
    {
      name: 'a password under another name',
      code: inHandler(`const { username: name, password: given } = req.body;
  res.json(crypto.createHash('sha256').update(«given»).digest('hex'));`),
      errors: [{ messageId: 'fastHash', data: { password: 'given' } }],
    },
    {
      name: 'few rounds of a derivation',
      code:
        "import { PBKDF2 } from 'crypto-js'; export const keyOf = (password, salt) => " +
        'PBKDF2(password, salt, { iterations: «5000» });',
      errors: [{ messageId: 'cost', data: { cost: '5000', minimum: '210000' } }],
    },
    {
      name: 'one round where none is asked for',
      code:
        "import CryptoJS from 'crypto-js'; export const keyOf = (password, salt) => " +
        '«CryptoJS.PBKDF2(password, salt)»;',
      versions: { 'crypto-js': '3.3.0' },
      errors: [{ messageId: 'defaultCost', severity: 'low', data: { cost: '1' } }],
    },
    {
      code: inHandler("const hash = crypto.createHash('sha256').update(«req.body.password»).digest('hex');"),
      errors: [{ messageId: 'fastHash', data: { password: 'req.body.password' } }],
    },
    {
      name: 'salted',
      code: inHandler(
        "const { password } = req.body; const hash = crypto.createHash('sha512').update(«salt + " +
          "password»).digest('hex');",
      ),
      errors: ['fastHash'],
    },
    {
      name: 'parameter',
      code:
        "import { createHash } from 'node:crypto'; export const hashPassword = (password) => " +
        "createHash('md5').update(«password»).digest('hex');",
      errors: ['fastHash'],
    },
    {
      name: 'keyed',
      code:
        "import { createHmac } from 'node:crypto'; export const hashPassword = (password) => " +
        "createHmac('sha256', process.env.PEPPER).update(«password»).digest('hex');",
      errors: ['fastHash'],
    },
    {
      name: 'renamed',
      code: inHandler(
        "const { password: given } = req.body; const hash = crypto.createHash('sha1').update(«given»).digest('hex');",
      ),
      errors: ['fastHash'],
    },
    {
      name: 'bcrypt cost',
      code: inHandler('const hash = await bcrypt.hash(req.body.password, «4»);'),
      errors: [{ messageId: 'cost', data: { cost: '4', minimum: '10', call: 'bcrypt.hash' } }],
    },
    {
      name: 'cost in a constant',
      code: inHandler('const hash = await bcrypt.hash(req.body.password, «ROUNDS»);', 'const ROUNDS = 8;\n'),
      errors: [{ messageId: 'cost', data: { cost: '8' } }],
    },
    { name: 'salt cost', code: inHandler('const salt = await bcrypt.genSalt(«5»);'), errors: ['cost'] },
    {
      name: 'argon2 memory',
      code: inHandler('const hash = await argon2.hash(req.body.password, { memoryCost: «4096» });'),
      errors: [{ messageId: 'cost', data: { minimum: '19456' } }],
    },
    {
      name: 'scrypt default',
      code: inHandler('const key = «crypto.scryptSync(req.body.password, salt, 64)»;'),
      errors: [{ messageId: 'defaultCost', severity: 'low', data: { cost: '16384', minimum: '131072' } }],
    },
    {
      name: 'PBKDF2 rounds',
      code: inHandler("const key = crypto.pbkdf2Sync(req.body.password, salt, «1000», 64, 'sha512');"),
      errors: [{ messageId: 'cost', data: { minimum: '210000' } }],
    },
    {
      name: 'plain comparison',
      code: inHandler(
        'const user = await users.find(req.body.email); if («user.password === req.body.password») res.end();',
      ),
      errors: ['compared'],
    },
    {
      name: 'plain comparison with a parameter',
      code:
        'export const verify = async (email, password, done) => { const user = await find(email); ' +
        'if («user.password !== password») return done(null, false); return done(null, user); };',
      errors: ['compared'],
    },
    {
      name: 'plain comparison in a helper',
      code: `const matches = (stored, given) => «stored === given»;
export const login = (password, user) => matches(user.password, password);`,
      errors: ['compared'],
    },
  ],
});
