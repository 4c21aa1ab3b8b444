import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { createCrew } from '../../src/crew/crew.js';
import { errorOf, failureOf } from '../../src/crew/messages.js';
import { runCli } from '../commands/run-cli.js';
import { BIN, build } from '../safety/child.js';
import { tempProject } from '../temp-project.js';

beforeAll(build);

const FILES = Object.fromEntries(
  Array.from({ length: 40 }, (_none, index): [string, string] => [
    `src/orders/find-${index}.ts`,
    `import { db } from '../db';
export async function find${index}(name: string) {
  return (await db.query("SELECT id FROM orders WHERE name = '" + name + "'")).rows;
}
`,
  ]),
);
const PROJECT = {
  'package.json': JSON.stringify({ name: 'orders', dependencies: { express: '5.1.0', pg: '8.16.0' } }),
  'src/db.ts': "import { Pool } from 'pg';\nexport const db = new Pool({ max: 4 });\n",
  'src/app.ts': `import express from 'express';
${Array.from({ length: 40 }, (_none, index) => `import { find${index} } from './orders/find-${index}';`).join('\n')}
const app = express();
${Array.from(
  { length: 40 },
  (_none, index) =>
    `app.get('/orders/${index}', async (req, res) => { res.json(await find${index}(req.query.name)); });`,
).join('\n')}
app.listen(3000);
`,
  'src/broken.ts': 'const a = ;\n',
  'src/deep.js': `module.exports = ${'['.repeat(4000)}${']'.repeat(4000)};\n`,
  ...FILES,
};

async function reviewed(root: string, home: string, concurrency: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [BIN, 'review', '--format', 'json', '--concurrency', concurrency],
    { cwd: root, env: { PATH: process.env['PATH'], HOME: home, XDG_CACHE_HOME: home }, maxBuffer: 1 << 26 },
  ).catch((error: { readonly stdout: string; readonly code: number }) => {
    if (error.code !== 1) throw error;
    return error;
  });
  return JSON.parse(stdout);
}

it('says the same with any number of threads, and from the cache that others wrote', async () => {
  const root = tempProject(PROJECT);
  const [alone, shared] = [join(root, '../alone-home'), join(root, '../shared-home')];
  const expected = await reviewed(root, alone, 'off');
  expect(JSON.stringify(expected)).toContain('find-39.ts');
  expect(JSON.stringify(expected)).toContain('src/deep.js');
  expect(await reviewed(root, shared, '3')).toEqual(expected);
  // What the threads wrote into the cache is read by one, and what one wrote by threads.
  expect(await reviewed(root, shared, 'off')).toEqual(expected);
  expect(await reviewed(root, alone, '3')).toEqual(expected);
  for (const home of [alone, shared]) rmSync(home, { recursive: true, force: true });
});

it.each(['0', '-1', '1.5', 'many'])('refuses %s threads in one line', async (threads) => {
  const { code, stderr } = await runCli(tempProject({ 'package.json': '{}' }), ['review', '--concurrency', threads]);
  expect(code).toBe(2);
  expect(stderr).toContain('expected a number of threads from 1 on, auto or off');
});

it('keeps of an error that goes from thread to thread what it was caused by', () => {
  const error = new Error('while judging src/a.ts', { cause: new TypeError('x is not a function') });
  const arrived = errorOf(structuredClone(failureOf(error)));
  expect(arrived.message).toBe('while judging src/a.ts');
  expect(arrived.stack).toBe(error.stack);
  expect((arrived.cause as Error).stack).toContain('TypeError: x is not a function');
});

const SOURCES = Array.from({ length: 40 }, (_none, index) => ({ file: `${index}.ts`, text: '', hash: '' }));
const ASKED = { settings: {}, key: null };

/** What a crew says whose other thread does this with every message. */
async function fate(body: string): Promise<string> {
  const thread = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', (message) => { ${body} });`;
  const crew = createCrew(2, new URL(`data:text/javascript,${encodeURIComponent(thread)}`));
  const here = (): never => ({ extracted: { kind: 'unread', file: '', reason: '' }, line: null }) as never;
  try {
    const results = await crew.extracting(ASKED)(SOURCES, here, () => undefined);
    return `${results.length} results`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await crew.close();
  }
}

it.each([
  ['ends', 'process.exit(0);', 'a thread of the review ended before its work was done'],
  ['throws', "throw new Error('out of order');", 'out of order'],
  ['answers something else', "parentPort.postMessage({ kind: 'judged', results: [] });", 'an answer to nothing asked'],
])('fails when a thread %s', async (_name, body, message) => {
  expect(await fate(body)).toBe(message);
});

it('fails when a thread has ended between two tasks', async () => {
  const reply =
    "{ kind: 'extracted', results: message.sources.map(({ file }) => ({ extracted: { file }, line: null })) }";
  const thread = `import { parentPort } from 'node:worker_threads';
    let done = 0;
    parentPort.on('message', (message) => {
      if (message.kind !== 'sources') return;
      parentPort.postMessage(${reply});
      if (++done === 2) setTimeout(() => process.exit(0), 0);
    });`;
  const crew = createCrew(2, new URL(`data:text/javascript,${encodeURIComponent(thread)}`));
  const sources = SOURCES.slice(0, 16);
  const here = ({ file }: { readonly file: string }): never => ({ extracted: { file }, line: null }) as never;
  try {
    expect(await crew.extracting(ASKED)(sources, here, () => undefined)).toHaveLength(16);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(crew.extracting(ASKED)(sources, here, () => undefined)).rejects.toThrow('ended before its work');
  } finally {
    await crew.close();
  }
});
