import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/types.js';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';

/** What `review` asks of a rule, and the lines it reports. */
async function said(rule: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await runCli(tempProject(files), ['review', '--format', 'json', '--no-cache']);
  const { findings, questions } = JSON.parse(stdout) as Report;
  return [
    ...findings.filter(({ ruleId }) => ruleId === rule).map(({ location }) => `finding ${location.startLine}`),
    ...questions
      .filter(({ ruleId }) => ruleId === rule)
      .map(({ location, question }) => `${location.startLine}: ${question}`),
  ];
}

describe('what no code says', () => {
  const OPEN = 'Is everything that is answered here meant for every website?';

  /** Where a rule is named, what matters little is asked as well. */
  const named = (rule: string): Record<string, string> => ({
    'backend-architect.json': JSON.stringify({ rules: { [rule]: 'high' } }),
  });

  it('is asked where every website may read the answers, of who wants to know', async () => {
    const app = (use: string, more = named('no-insecure-cors')): Record<string, string> => ({
      ...more,
      'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '4.19.2', cors: '2.8.5' } }),
      'app.js': `const cors = require('cors');\nconst app = require('express')();\n${use}\n`,
    });
    expect(await said('no-insecure-cors', app('app.use(cors());'))).toEqual([`3: ${OPEN}`]);
    expect(await said('no-insecure-cors', app('app.use(cors());', {}))).toEqual([`3: ${OPEN}`]);
    const guarded = "app.post('/x', require('express-oauth2-jwt-bearer').auth(), (req, res) => res.end());";
    expect(await said('no-insecure-cors', app(`app.use(cors());\n${guarded}`, {}))).toEqual([]);
    expect(await said('no-insecure-cors', app(`app.use(cors());\n${guarded}`))).toEqual([`3: ${OPEN}`]);
    expect(
      await said(
        'no-insecure-cors',
        app("app.use((req, res, next) => { res.setHeader('Access-Control-Allow-Origin', '*'); next(); });"),
      ),
    ).toEqual([`3: ${OPEN}`]);
    expect(await said('no-insecure-cors', app("app.use(cors({ origin: 'https://shop.example' }));"))).toEqual([]);
    expect(await said('no-insecure-cors', app('app.use(cors({ origin: true, credentials: true }));'))).toEqual([
      'finding 3',
    ]);
  });

  it('is asked where a version decides whether words can be guessed, and none is named', async () => {
    const token =
      "import { lib } from 'crypto-js';\nexport const resetToken = () => lib.WordArray.random(24).toString();\n";
    const shop = (dependencies: Readonly<Record<string, string>>): Record<string, string> => ({
      'package.json': JSON.stringify({ name: 'shop', dependencies }),
      'token.js': token,
    });
    expect(await said('no-insecure-randomness', shop({}))).toEqual([
      expect.stringMatching(/^2: Is `crypto-js` installed in a version before 4\?/),
    ]);
    expect(await said('no-insecure-randomness', shop({ 'crypto-js': '^4.2.0' }))).toEqual([]);
    expect(await said('no-insecure-randomness', shop({ 'crypto-js': '3.1.9-1' }))).toEqual(['finding 2']);
  });

  it('is asked once of the logger of a project, where a client writes into its lines', async () => {
    const handler = (entry: string): string =>
      `import { logger } from '@shop/logging';\nexport const open = (req, res) => { logger.info(${entry}); res.end(); };\n`;
    const lines = { 'a.js': handler("'opened by ' + req.body.name"), 'b.js': handler('`opened by ${req.query.name}`') };
    const guarded = {
      'server.js': `import express from 'express';
import { auth } from 'express-oauth2-jwt-bearer';
express().get('/', auth(), (req, res) => res.end());
`,
    };
    expect(await said('no-unsafe-logging', { ...lines, ...guarded })).toEqual([]);
    expect(await said('no-unsafe-logging', lines)).toHaveLength(1);
    expect(await said('no-unsafe-logging', { ...lines, ...named('no-unsafe-logging') })).toEqual([
      expect.stringMatching(/^2: .*Does this logger keep a line break inside the entry/),
    ]);
    expect(
      await said('no-unsafe-logging', {
        'a.js': handler("{ by: req.body.name }, 'opened'"),
        'b.js': handler("'opened by ' + JSON.stringify(req.body.name)"),
      }),
    ).toEqual([]);
  });

  it('is asked once of the logger of a project, where secrets are fields of its entries', async () => {
    const write = (entry: string): string =>
      `import { logger } from '@shop/logging';\nexport const deliver = (id, apiKey) => logger.info('sent', ${entry});\n`;
    expect(
      await said('no-unsafe-logging', { 'a.js': write('{ id, apiKey }'), 'b.js': write('{ by: { key: apiKey } }') }),
    ).toEqual([
      '2: `apiKey` is handed to `logger.info` as a field of an entry. Does this logger leave fields of that name out, ' +
        'or does it stand in the log?',
    ]);
    expect(
      await said('no-unsafe-logging', {
        'a.js': write('{ id, apiKey: Boolean(apiKey) }'),
        'b.js': write('{ id, keyLength: apiKey.length }'),
        'c.js': write('mask({ id, apiKey })'),
        'd.js': 'export const log = (logger, apiKey) => logger.debug({ apiKey });\n',
      }),
    ).toEqual([]);
  });
});

describe('patterns', () => {
  const FIND = 'export const finder = (text) => new RegExp(text, "i");\n';

  it('of callers nobody sees are asked about, and so are those that callers of other files take from requests', async () => {
    expect(await said('no-regex-dos', { 'find.js': FIND })).toEqual([
      '1: Can request input reach finder, where it is read as a regular expression?',
    ]);
    const app = (pattern: string): Record<string, string> => ({
      'find.js': FIND,
      'app.js':
        "import express from 'express';\nimport { finder } from './find.js';\n" +
        `express().get('/', (req, res) => res.json(rows.filter((row) => finder(${pattern}).test(row))));\n`,
    });
    expect(await said('no-regex-dos', app('req.query.q'))).toEqual([
      '1: Can request input reach finder, where it is read as a regular expression?',
    ]);
    expect(await said('no-regex-dos', app("'^a'"))).toEqual([]);
  });

  it('of an expression that exists are nobody’s input', async () => {
    expect(
      await said('no-regex-dos', { 'copy.js': "export const copy = (known) => new RegExp(known.source, 'g');\n" }),
    ).toEqual([]);
  });
});
