import { rules } from '../../rules/src/rule-index.js';
import { describe, expect, it } from 'vitest';
import type { Report } from '../src/report/types.js';
import { runCli } from './commands/run-cli.js';
import { tempProject } from './temp-project.js';

const manifest = '{"name":"shop","dependencies":{"express":"^4.18.0","pg":"^8.11.0"}}';
const orders = `import { Pool } from 'pg';
const pool = new Pool();
export async function close(id) { await pool.query('update orders set done = true where id = $1', [id]); }
`;
const app = `import express from 'express';
import { close } from './orders.js';
const app = express();
app.post('/orders', async (req, res) => { await close(req.body.id); res.end(); });
app.post('/late', (req, res) => { close(req.body.id); res.end(); });
app.post('/later', (req, res) => { setTimeout(async () => { await close(1); }, 10); res.end(); });
app.listen(3000);
`;
const PROMISE = ['no-async-callback-misuse', 'no-unawaited-io', 'require-async-error-handling'];

async function said(
  files: Readonly<Record<string, string>>,
): Promise<readonly { readonly severity: string; readonly text: string }[]> {
  const { stdout } = await runCli(
    tempProject({ 'package.json': manifest, 'src/app.js': app, 'src/orders.js': orders, ...files }),
    ['--format', 'json', '--no-cache'],
  );
  const { findings } = JSON.parse(stdout) as Report;
  return findings
    .filter(({ ruleId }) => PROMISE.includes(ruleId))
    .map(({ severity, message, impact }) => ({ severity, text: `${message} ${impact}` }));
}

const ENDS = /ends the process|unhandled|belongs to nobody/;

describe('promises nobody waits for', () => {
  it('end the process where nothing listens', async () => {
    const found = await said({});
    expect(found.map(({ severity }) => severity)).toEqual(['high', 'high', 'high']);
    expect(found.every(({ text }) => ENDS.test(text))).toBe(true);
  });

  it.each([
    ['logs', "process.on('unhandledRejection', (error) => { console.error('unhandled', error); });"],
    [
      'is a method of a logger',
      `import pino from 'pino';
const logger = pino();
process.on('unhandledRejection', (reason) => logger.error(reason));`,
    ],
    [
      'logs, beside one that listens for a while only',
      `const logs = (error) => { console.trace(error); console.error('please report'); };
process.addListener('unhandledRejection', logs);
let quiet = true;
export async function close() {
  const heard = () => { quiet = false; };
  process.addListener('unhandledRejection', heard);
  await new Promise((done) => setTimeout(done, 10));
  process.removeListener('unhandledRejection', heard);
}`,
    ],
  ])('are only logged where the listener %s, and weigh less', async (_name, listener) => {
    const found = await said({ 'src/crash.js': listener });
    expect(found.map(({ severity }) => severity)).toEqual(['medium', 'medium', 'medium']);
    expect(found.filter(({ text }) => ENDS.test(text) || !/is only logged/.test(text))).toEqual([]);
  });

  it.each([
    ['ends', "process.on('unhandledRejection', (error) => { console.error(error); process.exit(1); });"],
    ['throws', "process.on('unhandledRejection', (error) => { throw error; });"],
    ['does what nobody sees', "import { crash } from './elsewhere.js';\nprocess.on('unhandledRejection', crash);"],
    [
      'logs, beside one that ends',
      `process.on('unhandledRejection', (error) => { console.error(error); });
process.on('unhandledRejection', () => process.exit(1));`,
    ],
    [
      'logs, beside one that stays and acts on it',
      `process.on('unhandledRejection', (error) => { console.error(error); });
const heard = () => process.exit(1);
export function watch() { process.on('unhandledRejection', heard); process.off('exit', heard); }`,
    ],
    ['hears of another event', "process.on('warning', (error) => { console.error(error); });"],
    ['may be of another event', 'for (const name of names) process.on(name, (error) => { console.error(error); });'],
    ['hears no promise of this process', "worker.on('unhandledRejection', (error) => { console.error(error); });"],
  ])('keep their weight where the listener %s', async (_name, listener) => {
    expect((await said({ 'src/crash.js': listener })).map(({ severity }) => severity)).toEqual([
      'high', 'high', 'high',
    ]);
  });

  it('keep it in another package, in a test that listens, and where the config says so', async () => {
    const logs = "process.on('unhandledRejection', (error) => { console.error(error); });";
    const weights = async (files: Readonly<Record<string, string>>) =>
      (await said(files)).map(({ severity }) => severity);
    expect(
      await weights({
        'worker/package.json': '{"name":"worker","dependencies":{"pg":"^8.11.0"}}',
        'worker/main.js': logs,
      }),
    ).toEqual(['high', 'high', 'high']);
    expect(await weights({ 'src/app.test.js': logs })).toEqual(['high', 'high', 'high']);
    const config = JSON.stringify({ rules: Object.fromEntries(PROMISE.map((id) => [id, 'high'])) });
    expect(await weights({ 'src/crash.js': logs, 'backend-architect.json': config })).toEqual(['high', 'high', 'high']);
  });

  it('are all that rules of one file say ends the process because of a promise', () => {
    const saying = Object.values(rules)
      .filter(({ meta }) => Object.values(meta.messages).some((text) => /goes unhandled/.test(text)))
      .map(({ id }) => id);
    expect(saying.filter((id) => !PROMISE.includes(id))).toEqual([]);
  });
});
