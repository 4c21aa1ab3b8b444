import { expect, it } from 'vitest';
import { findingsOf } from './findings-of.js';

it('shows where a slow pattern is written, when that is not where it is applied', async () => {
  const app = (use: string): Record<string, string> => ({
    'app.js':
      "import express from 'express';\nconst SLOW = /^(a+)+$/;\n" +
      `express().post('/', (req, res) => res.json(${use}.test(req.body.text)));\n`,
  });
  const [found] = await findingsOf('no-regex-dos', app('SLOW'));
  expect(found?.steps).toContain('app.js: /^(a+)+$/ | the pattern is written here');
  const [inPlace] = await findingsOf('no-regex-dos', app('/^(a+)+$/'));
  expect(inPlace?.steps.filter((step) => step.endsWith('is written here'))).toEqual([]);
});

it('shows where a password is stored as it came, when one is compared so', async () => {
  const users = (kept: string): Record<string, string> => ({
    'users.js':
      "import { MongoClient } from 'mongodb';\nimport { hash } from './hash.js';\n" +
      "const users = new MongoClient('x').db().collection('users');\n" +
      `export const add = (name, password) => users.insertOne({ name, ${kept} });\n` +
      'export const isMeant = (user, password) => user.password === password;\n',
  });
  const [found] = await findingsOf('no-weak-password-storage', users('password'));
  expect(found?.steps).toContain('users.js: password | a password is stored as it came here');
  const [hashed] = await findingsOf('no-weak-password-storage', users('password: hash(password)'));
  expect(hashed?.steps.filter((step) => step.includes('is stored as it came'))).toEqual([]);
});
