import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/types.js';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';
import { verdictsOf } from './verdicts-of.js';

const RULE = 'no-weak-password-storage';

async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (
    await verdictsOf(files, {
      versions: { express: '4.0.0', bcrypt: '5.0.0', sequelize: '6.0.0', mongoose: '8.0.0', md5: '2.3.0' },
    })
  )
    .filter((verdict) => verdict.endsWith(RULE))
    .map((verdict) => verdict.split(' ')[0]!);
}

const CRYPTO = `import { createHash } from 'node:crypto';`;

/** Helpers that hash what they are given with a function made to be fast. */
const HELPERS: Readonly<Record<string, string>> = {
  declaration: `${CRYPTO} export function digest(text) { return createHash('md5').update(text).digest('hex'); }`,
  arrow: `${CRYPTO} export const digest = (text) => createHash('sha256').update(text).digest('hex');`,
  'CommonJS object':
    `const { createHash } = require('crypto'); const digest = (text) => ` +
    `createHash('sha1').update(text).digest('hex'); module.exports = { digest };`,
  library: `import md5 from 'md5'; export const digest = (text) => md5(text);`,
  'kept first':
    `${CRYPTO} export function digest(text) { const sum = createHash('sha512').update(String(text)); ` +
    `const hex = sum.digest('hex'); return hex; }`,
  'step by step':
    `${CRYPTO} export function digest(text) { const sum = createHash('sha512'); sum.update(text); ` +
    `return sum.digest('base64'); }`,
  'with a salt':
    `${CRYPTO} export const digest = (text, salt = 'a') => ` +
    `createHash('sha256').update(\`\${salt}:\${text}\`).digest('hex');`,
  'handed on':
    `${CRYPTO} const md5 = (value) => createHash('md5').update(value).digest('hex'); ` +
    'export const digest = (text) => md5(text);',
  asynchronous: `${CRYPTO} export async function digest(text) { return createHash('md5').update(text).digest('hex'); }`,
};

/** Helpers that give back something else. */
const SOUND: Readonly<Record<string, string>> = {
  bcrypt: `import bcrypt from 'bcrypt'; export const digest = (text) => bcrypt.hash(text, 12);`,
  scrypt:
    `import { scryptSync } from 'node:crypto'; export const digest = (text) => ` +
    `scryptSync(text, 'salt', 64).toString('hex');`,
  'scrypt of a digest':
    `import { createHash, scryptSync } from 'node:crypto'; export const digest = (text) => ` +
    `scryptSync(createHash('sha256').update(text).digest(), 'salt', 64);`,
  'a few digits': `${CRYPTO} export const digest = (text) => createHash('sha1').update(text).digest('hex').slice(0, 5);`,
  'something else': `${CRYPTO} export const digest = (text) => createHash('sha1').update(JSON.stringify(process.env.A)).digest('hex');`,
};

const user = `import express from 'express'; import { digest } from './hash'; import { save } \
from './store'; const app = express();
  app.post('/users', async (req, res) => { await save({ \
name: req.body.name, password: await digest(req.body.password) }); res.end(); });`;

describe('helpers of other files that hash passwords', () => {
  it.each(Object.entries(HELPERS))('%s', async (_name, helper) => {
    expect(await found({ 'hash.ts': helper, 'user.ts': user })).toEqual(['user.ts']);
    expect(await found({ 'hash.ts': helper, 'user.ts': user.replace('req.body.password', 'req.body.email') })).toEqual(
      [],
    );
  });

  it.each(Object.entries(SOUND))('%s', async (_name, helper) => {
    expect(await found({ 'hash.ts': helper, 'user.ts': user })).not.toContain('user.ts');
  });

  it('reports it once where the helper itself speaks of a password', async () => {
    const root = tempProject({
      'package.json': '{"dependencies":{"express":"^4.0.0"}}',
      'hash.ts': `${CRYPTO} export const digest = (password) => createHash('md5').update(password).digest('hex');`,
      'user.ts': user,
    });
    const report = JSON.parse(
      (await runCli(root, ['review', '--format', 'json', '--no-cache', '--strict'])).stdout,
    ) as Report;
    expect(report.findings.filter(({ ruleId }) => ruleId === RULE).map(({ location }) => location.file)).toEqual([
      'hash.ts',
    ]);
  });

  it('is silent where the digest goes into a slow hash', async () => {
    const slow =
      `import bcrypt from 'bcrypt'; import { digest } from './hash'; export const keep = (password) => ` +
      'bcrypt.hash(digest(password), 12);';
    expect(await found({ 'hash.ts': HELPERS['arrow']!, 'user.ts': slow })).toEqual([]);
  });

  it('sees setters', async () => {
    const model = (name: string, set: string) =>
      `import { DataTypes } from 'sequelize'; import { digest } from './hash'; export const fields = { ` +
      `${name}: { type: DataTypes.STRING, ${set} } };`;
    const set = `set(value) { this.setDataValue('x', digest(value)); }`;
    expect(await found({ 'hash.ts': HELPERS['arrow']!, 'user.ts': model('password', set) })).toEqual(['user.ts']);
    expect(
      await found({ 'hash.ts': HELPERS['arrow']!, 'user.ts': model('password', `set: (value) => digest(value)`) }),
    ).toEqual(['user.ts']);
    expect(await found({ 'hash.ts': HELPERS['arrow']!, 'user.ts': model('etag', set) })).toEqual([]);
    expect(
      await found({
        'hash.ts': HELPERS['arrow']!,
        'user.ts':
          `import { digest } from './hash'; export class User { #kept; set password(value) { ` +
          'this.#kept = digest(value); } }',
      }),
    ).toEqual(['user.ts']);
    expect(await found({ 'hash.ts': SOUND['scrypt']!, 'user.ts': model('password', set) })).not.toContain('user.ts');
  });
});
