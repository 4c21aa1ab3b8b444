import rule from '../../../rules/src/no-insecure-randomness/rule.js';
import { testRule } from '../harness.js';

const PORTED =
  '/*\n * Copyright (c) 2003 Somebody. All rights reserved.\n * Converted to JavaScript by somebody else.\n */\n';

/** A value is a credential by what becomes of it, whatever it is called. */
testRule(rule, {
  valid: [
    {
      name: 'owner of a lock',
      code:
        "import uniqid from 'uniqid'; export async function advance(id, run) { " +
        "const token = uniqid('ral_'); const got = await schedules.acquireAdvanceLock(id, token); " +
        'if (got) await run(); }',
    },
    {
      name: 'owner of a slot',
      code:
        "const uniqid = require('uniqid'); module.exports = async (id) => { const mutationToken = uniqid(); " +
        "if (!await refresh.acquirePhaseSlot(id, mutationToken)) throw new Error('busy'); };",
    },
    {
      name: 'owner of a lock in a store',
      code:
        'export async function lock(redis, key) { const token = Math.random().toString(36); ' +
        "return redis.set(key, token, 'PX', 5000, 'NX'); }",
    },
    {
      name: 'owner of a lock, by options',
      code:
        'export async function hold(redis, key) { const secret = Math.random().toString(36); ' +
        'return redis.set(key, secret, { NX: true, PX: 5000 }); }',
    },
    {
      name: 'owner of a lock, as a member',
      code:
        'export async function run(jobs, id) { const token = Math.random().toString(36); ' +
        'await jobs.updateOne({ id }, { lockedBy: token }); }',
    },
    {
      name: 'a count',
      code:
        'class Bucket { refill() { const now = Date.now(); ' +
        'const newTokens = ((now - this.last) / 1000) * this.rate; ' +
        'this.tokens = Math.min(this.rate, this.tokens + newTokens); this.last = now; } }',
    },
    {
      name: 'a text that says there is none',
      code:
        'export const complete = (state) => ({ sessionId: ' +
        'state.sessionId || `nullSessionId-${Math.random() * 1000}` });',
    },
    {
      name: 'a text that says nobody',
      code:
        "export const visitor = (id) => { const sessionId = id ?? 'unknown-' + Math.random().toString(36); " +
        'return sessionId; };',
    },
    {
      name: 'suffix of a name',
      code:
        'export async function rebuild(client, name) { ' +
        'const nameSalt = Math.random().toString(36).substring(7); ' +
        "const tempPrefix = 'temp-' + `${Date.now()}-${nameSalt}-`; " +
        'await createIndices(client, tempPrefix + name); }',
    },
    {
      name: 'suffix of a file',
      code:
        'export const target = (folder) => { const salt = Math.random().toString(36); ' +
        'return `${folder}/upload-${salt}.tmp`; };',
    },
    {
      name: 'algorithm of somebody else',
      code:
        `${PORTED}export function generateSalt(len) { let salt = ''; for (let i = 0; i < len; ` +
        'i++) salt += SET[Math.floor(Math.random() * 64)]; return salt; }',
    },
    {
      name: 'algorithm of somebody else, after a directive',
      file: 'lib/md5.js',
      code: `/* eslint no-bitwise: 0 */
'use strict';

${PORTED}function makeSalt() { let salt = ''; for (let i = 0; i < 8; \
i++) salt += SET[Math.floor(Math.random() * 64)]; return salt; }
exports.makeSalt = makeSalt;`,
    },
    {
      name: 'the clock beside an identifier from elsewhere',
      code:
        "import { generatePublicId } from './ids.js'; export class Tokens { generateVerificationToken() { " +
        "const now = Buffer.from(new Date().toJSON()).toString('base64'); const id = generatePublicId(); " +
        'return `${now}_${id}`; } }',
    },
  ],
  invalid: [
    {
      name: 'kept for later',
      code:
        "import uniqid from 'uniqid'; export async function reset(model, email) { const token = «uniqid()»; " +
        'await model.query().insert({ email, token }); }',
      errors: ['weak'],
    },
    {
      name: 'told to whoever mails it',
      code:
        "import uniqid from 'uniqid'; export async function invite(events, user) { " +
        "const inviteToken = «uniqid()»; await events.emitAsync('send-invite', { user, inviteToken }); }",
      errors: ['weak'],
    },
    {
      name: 'opens an account that was locked',
      code:
        'export async function mail(user) { const unlockToken = «Math.random()».toString(36); ' +
        'await users.update({ unlockToken }); }',
      errors: [
        {
          messageId: 'weak',
          suggestions: [
            {
              messageId: 'useUuid',
              output:
                'export async function mail(user) { const unlockToken = crypto.randomUUID(); await users.update({ ' +
                'unlockToken }); }',
            },
          ],
        },
      ],
    },
    {
      name: 'several codes, as texts',
      code:
        'export const backupCodes = () => { const codes = Array.from({ length: 9 }, () => ' +
        '«Math.random()».toString(36)); return codes; };',
      errors: [
        {
          messageId: 'weak',
          suggestions: [
            {
              messageId: 'useUuid',
              output:
                'export const backupCodes = () => { const codes = Array.from({ length: 9 }, () => ' +
                'crypto.randomUUID()); return codes; };',
            },
          ],
        },
      ],
    },
    {
      name: 'a code that is a number',
      code:
        'export async function send(user) { const otp = Math.floor(100000 + «Math.random()» * 900000); ' +
        'await save({ user, otp }); }',
      errors: ['weak'],
    },
    {
      name: 'a code that is kept six digits long',
      code:
        'export async function send(user) { let otp = Math.floor(«Math.random()» * 1000000); ' +
        'if (otp < 100000) otp += 100000; await save({ user, otp }); }',
      errors: ['weak'],
    },
    {
      name: 'a guest',
      code:
        "export const start = () => { const sessionId = 'guest-' + «Math.random()».toString(36); " +
        'return sessionId; };',
      errors: ['weak'],
    },
    {
      name: 'own algorithm, said to convert',
      code: `/* Copyright (c) 2020 Us. Values are converted to lower case. */
export const token = «Math.random()» * 9;`,
      errors: ['weak'],
    },
    {
      name: 'a session',
      code:
        "export const start = (res) => { const sessionId = 's-' + «Math.random()».toString(36); " +
        'return sessionId; };',
      errors: ['weak'],
    },
    {
      name: 'salt of a hash',
      code:
        "import { createHash } from 'node:crypto'; export const seal = (word) => { " +
        "const salt = «Math.random()».toString(36); return salt + createHash('sha256').update(salt + " +
        "word).digest('hex'); };",
      errors: [
        {
          messageId: 'weak',
          suggestions: [
            {
              messageId: 'useUuid',
              output:
                "import { createHash } from 'node:crypto'; export const seal = (word) => { " +
                "const salt = crypto.randomUUID(); return salt + createHash('sha256').update(salt + " +
                "word).digest('hex'); };",
            },
          ],
        },
      ],
    },
    {
      name: 'own algorithm under a licence',
      code: `/* Copyright (c) 2020 Us. All rights reserved. */\nexport const token = «Math.random()» * 9;`,
      errors: ['weak'],
    },
  ],
});
