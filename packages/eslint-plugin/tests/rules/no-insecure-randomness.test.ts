import rule from '../../../rules/src/no-insecure-randomness/rule.js';
import { testRule } from '../harness.js';

const useUuid = (output: string): { messageId: string; output: string }[] => [{ messageId: 'useUuid', output }];
const weak = { messageId: 'weak' };

testRule(rule, {
  valid: [
    {
      name: 'a bucket of tokens',
      code:
        'class Bucket { refill() { const now = Date.now(); ' +
        'this.tokens = Math.min(this.size, this.tokens + (now - this.last) * this.rate); this.last = now; } }',
    },
    {
      name: 'an end of validity in a signed token',
      code:
        "import { createHmac } from 'node:crypto'; export const signUpload = (key) => { " +
        'const expiry = Math.floor(Date.now() / 1000) + 3600; ' +
        "const token = `${expiry}.${createHmac('sha256', " +
        "SECRET).update(`${key}:${expiry}`).digest('hex')}`; return token; };",
    },
    {
      name: 'a window of time',
      code:
        'export const limit = (size) => { const now = Date.now(); ' +
        'const bucket = new Date(now - (now % size)); const reset = new Date(bucket.getTime() + size); ' +
        'return { reset }; };',
    },
    {
      name: 'the clock beside random bytes in a list',
      code:
        "import { randomBytes } from 'node:crypto'; export const makeToken = () => { " +
        "const token = [Date.now().toString(16), randomBytes(16).toString('hex')].join('.'); return token; };",
    },
    {
      name: 'a number that must only never come twice',
      code: 'export const params = () => ({ signatureNonce: Math.random().toString(), timestamp: Date.now() });',
    },
    { name: 'jitter', code: 'const jitter = Math.random() * 100;' },
    {
      name: 'backoff',
      code: 'export const wait = (n) => new Promise((r) => setTimeout(r, 2 ** n * 100 + Math.random() * 50));',
    },
    { name: 'sampling', code: 'if (Math.random() < 0.1) log(token);' },
    { name: 'colour', code: 'const color = Math.floor(Math.random() * 255);' },
    { name: 'shuffle', code: 'export const shuffle = (tokens) => tokens.sort(() => Math.random() - 0.5);' },
    { name: 'id of a log line', code: 'const requestId = Math.random().toString(36); log({ requestId });' },
    { name: 'key of a loop', code: 'for (const key of keys) log(key, Math.random());' },
    {
      name: 'a branch for old runtimes',
      code: 'const token = globalThis.crypto ? crypto.randomUUID() : Math.random().toString(36);',
    },
    {
      name: 'a branch for old runtimes, as a statement',
      code:
        "let token; if (typeof crypto !== 'undefined') token = crypto.randomUUID(); " +
        'else token = Math.random().toString(36);',
    },
    { name: 'a fallback', code: 'const token = crypto.randomUUID() ?? Math.random().toString(36);' },
    { name: 'one of several keys', code: 'const apiKey = apiKeys[Math.floor(Math.random() * apiKeys.length)];' },
    { name: 'cancel token', code: 'const cancelToken = Math.random().toString(36);' },
    {
      name: 'lifetime of a token',
      code: 'const resetTokenExpires = Date.now() + 3600000; const lastTokenAt = Date.now();',
    },
    {
      name: 'time beside a token',
      code: 'const token = { issued: Date.now() }; const refreshToken = sign({ iat: Date.now() });',
    },
    { name: 'a function about tokens', code: 'export function resetPassword() { return Math.random(); }' },
    {
      name: 'beside a random part',
      code:
        "import { randomBytes } from 'node:crypto'; const token = " +
        "`${Date.now()}-${randomBytes(16).toString('hex')}`;",
    },
    {
      name: 'time under a keyed digest',
      code:
        "import { createHmac } from 'node:crypto'; const token = createHmac('sha256', " +
        "process.env.KEY).update(String(Date.now())).digest('hex');",
    },
    {
      name: 'a lottery of another library',
      code: "import _ from 'lodash'; const winner = _.random(1, 49); const dice = _.random(1, 6);",
    },
    {
      name: 'its secure sibling',
      code:
        "import { uid } from 'uid/secure'; export const makeToken = () => { const resetToken = uid(32); " +
        'return resetToken; };',
    },
    {
      name: 'secure',
      code: "import crypto from 'node:crypto'; const resetToken = crypto.randomBytes(32).toString('hex');",
    },
    { name: 'uuid v4', code: "import { v4 } from 'uuid'; const resetToken = v4();" },
    { name: 'given time', code: 'const salt = new Date(row.created).getTime();' },
    { name: 'own random', code: 'const prng = { random: () => 4 }; const token = prng.random();' },
    { name: 'test file', file: 'src/a.test.ts', code: 'const token = Math.random().toString(36);' },
    {
      name: 'cookie that is no credential',
      code:
        "import express from 'express'; express().get('/', (req, res) => { " +
        "res.cookie('variant', Math.random()); });",
    },
    {
      name: 'a list of numbers',
      code: 'const points = []; for (let i = 0; i < 9; i++) points[i] = Math.random(); draw(points);',
    },
    {
      name: 'entries of a map',
      code: 'const weights = {}; weights[token] = Math.random(); const secret = read(weights);',
    },
    { name: 'another entry', code: 'const made = { jitter: Math.random(), name: load() }; const token = made.name;' },
    {
      name: 'a column that holds no secret',
      code: "await db.query('update carts set color = $1 where token = $2', [Math.random(), token]);",
    },
    {
      name: 'a column that is only asked for',
      code: "await db.query('select * from users where token = $1', [Math.random()]);",
    },
    {
      name: 'a picture that is not kept',
      code: 'await sendMail(user.email, `https://shop.com/open.gif?r=${Math.random()}`);',
    },
    { name: 'an address nobody is sent', code: 'console.log(`https://shop.com/${Math.random()}`);' },
    {
      name: 'a version that takes its words from the platform',
      code: "import CryptoJS from 'crypto-js'; const token = CryptoJS.lib.WordArray.random(16).toString();",
      versions: { 'crypto-js': '4.2.0' },
    },
    {
      name: 'a version nobody knows',
      code: "import CryptoJS from 'crypto-js'; const token = CryptoJS.lib.WordArray.random(16).toString();",
    },
  ],
  invalid: [
    {
      name: 'a code of another library',
      code: "import _ from 'lodash'; export const send = (user) => { user.loginCode = «_.random(100000, 999999)»; };",
      errors: [weak],
    },
    {
      name: 'an identifier made for speed',
      code: "import { nanoid } from 'nanoid/non-secure'; const resetToken = «nanoid(32)»;",
      errors: [weak],
    },
    {
      name: 'a module that is the function',
      code: "const hat = require('hat'); module.exports = (user) => { user.apiKey = «hat()»; };",
      errors: [weak],
    },
    {
      name: 'a library whose version used it',
      code:
        "import CryptoJS from 'crypto-js'; export const resetToken = () => " +
        '«CryptoJS.lib.WordArray.random(16)».toString();',
      versions: { 'crypto-js': '3.1.9-1' },
      errors: ['weak'],
    },
    {
      name: 'bytes filled one by one',
      code:
        'const bytes = Buffer.alloc(16); for (let i = 0; i < 16; i++) bytes[i] = «Math.random()» * 256; ' +
        "export const apiKey = bytes.toString('hex');",
      errors: [{ ...weak, data: { name: 'apiKey' } }],
    },
    {
      name: 'through an entry',
      code: 'const made = { value: «Math.random()».toString(36) }; const token = made.value;',
      errors: [
        { ...weak, suggestions: useUuid('const made = { value: crypto.randomUUID() }; const token = made.value;') },
      ],
    },
    {
      name: 'vector of a cipher',
      code:
        "import { createCipheriv } from 'node:crypto'; export const seal = (key) => { " +
        'const start = Buffer.from(Array.from({ length: 16 }, () => Math.floor(«Math.random()» * 256))); ' +
        "return createCipheriv('aes-256-cbc', key, start); };",
      errors: ['weak'],
    },
    {
      name: 'column of a token',
      code:
        'const v = Math.floor(«Math.random()» * 1e9); ' +
        "await db.query('update users set seen = now(), reset_token = $2 where id = $1', [id, v]);",
      errors: [{ ...weak, data: { name: 'reset_token' } }],
    },
    {
      name: 'column of a new row',
      code: "await db.query('insert into invites (mail, token) values (?, ?)', [mail, String(«Math.random()»)]);",
      errors: [{ ...weak, data: { name: 'token' } }],
    },
    {
      name: 'a link that is mailed',
      code: 'const word = «Math.random()».toString(36); await sendEmail(user.email, `https://shop.com/k/${word}`);',
      errors: [
        {
          ...weak,
          suggestions: useUuid(
            'const word = crypto.randomUUID(); await sendEmail(user.email, `https://shop.com/k/${word}`);',
          ),
        },
      ],
    },
    {
      name: 'the code of a reset',
      code: 'const reset = «Math.random()».toString(36);',
      errors: [
        {
          ...weak,
          data: { name: 'reset', call: 'Math.random' },
          suggestions: useUuid('const reset = crypto.randomUUID();'),
        },
      ],
    },
    {
      code: 'const resetToken = «Math.random()».toString(36);',
      errors: [
        {
          messageId: 'weak',
          data: { name: 'resetToken', call: 'Math.random' },
          suggestions: useUuid('const resetToken = crypto.randomUUID();'),
        },
      ],
    },
    {
      name: 'whole chain',
      code: 'const token = «Math.random()».toString(36).slice(2, 10);',
      errors: [{ ...weak, suggestions: useUuid('const token = crypto.randomUUID();') }],
    },
    { name: 'one-time code', code: 'let otp; otp = Math.floor(«Math.random()» * 1e6);', errors: ['weak'] },
    {
      name: 'six digits',
      code: 'const verificationCode = Math.floor(100000 + «Math.random()» * 900000).toString();',
      errors: ['weak'],
    },
    {
      name: 'property',
      code: 'await User.create({ password: «Math.random()».toString(36) });',
      errors: [{ ...weak, suggestions: useUuid('await User.create({ password: crypto.randomUUID() });') }],
    },
    { name: 'member', code: "user.inviteToken = 'i' + «Math.random()».toString(36);", errors: ['weak'] },
    {
      name: 'characters put together',
      code:
        "export function makePassword(n) { let out = ''; for (let i = 0; i < n; " +
        'i++) out += LETTERS.charAt(Math.floor(«Math.random()» * LETTERS.length)); return out; }',
      errors: ['weak'],
    },
    {
      name: 'characters put together by index',
      code:
        "const all = 'abcdef'; let token = ''; for (let i = 0; i < 9; " +
        'i++) token += all[Math.floor(«Math.random()» * 6)];',
      errors: ['weak'],
    },
    {
      name: 'list of characters',
      code: "const sessionId = Array.from({ length: 20 }, () => alphabet[Math.floor(«Math.random()» * 32)]).join('');",
      errors: ['weak'],
    },
    {
      name: 'list that is pushed to',
      code:
        'const chars = []; for (;;) chars.push(letters[Math.floor(«Math.random()» * 9)]); ' +
        "export const apiKey = chars.join('');",
      errors: ['weak'],
    },
    {
      name: 'through a function of the file',
      code: 'const random = () => «Math.random()».toString(36); export const secret = random();',
      errors: [
        { ...weak, suggestions: useUuid('const random = () => crypto.randomUUID(); export const secret = random();') },
      ],
    },
    {
      name: 'through a name',
      code: 'const part = «Math.random()».toString(16); const accessToken = `t_${part}`;',
      errors: [{ ...weak, suggestions: useUuid('const part = crypto.randomUUID(); const accessToken = `t_${part}`;') }],
    },
    {
      name: 'cookie',
      code:
        "import express from 'express'; express().get('/', (req, res) => { " +
        "res.cookie('session', «Math.random()»); });",
      errors: [{ ...weak, data: { name: 'session' } }],
    },
    { name: 'link', code: 'const resetLink = `https://shop.com/reset/${«Math.random()»}`;', errors: ['weak'] },
    {
      name: 'key of a sealing call',
      code:
        "import { createHmac } from 'node:crypto'; const seal = (x) => " +
        "createHmac('sha256', String(«Math.random()»)).update(x);",
      errors: ['weak'],
    },
    {
      name: 'argument of a function of the file',
      code: 'function save(token) { db.put(token); } save(«Math.random()».toString(36));',
      errors: [{ ...weak, suggestions: useUuid('function save(token) { db.put(token); } save(crypto.randomUUID());') }],
    },
    {
      name: 'hashed',
      code:
        "import { createHash } from 'node:crypto'; const token = " +
        "createHash('sha256').update(String(«Math.random()»)).digest('hex');",
      errors: ['weak'],
    },
    {
      name: 'clock',
      code:
        "import { createHash } from 'node:crypto'; const resetToken = createHash('md5').update(email + " +
        "«Date.now()»).digest('hex');",
      errors: [{ messageId: 'clock', data: { name: 'resetToken', call: 'Date.now' } }],
    },
    {
      name: 'clock as a date',
      code: 'const csrfToken = «new Date()».getTime().toString(16);',
      errors: [{ messageId: 'clock', suggestions: useUuid('const csrfToken = crypto.randomUUID();') }],
    },
    {
      name: 'time-based identifier',
      code: "import { v1 as uuid } from 'uuid'; const resetToken = «uuid()»;",
      errors: ['weak'],
    },
    {
      name: 'field of a class',
      code: 'class Session { token = «Math.random()».toString(36); }',
      errors: [{ ...weak, suggestions: useUuid('class Session { token = crypto.randomUUID(); }') }],
    },
    {
      name: 'another crypto: no suggestion',
      code: "import { crypto } from './mine.js'; crypto(); const token = «Math.random()».toString(36);",
      errors: ['weak'],
    },
  ],
});
