import { spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerEntrySchema } from '../../src/answers/ledger-entry.js';
import { runCli } from '../commands/run-cli.js';
import {
  answerTo,
  message,
  messagesServer,
  sendJson,
  type MessagesServer,
  type SeenRequest,
} from './messages-server.js';

const CLI = fileURLToPath(new URL('./child/cli-from-source.mjs', import.meta.url));

let server: MessagesServer;
let root: string;
const children: ChildProcess[] = [];
/** Requests that were left without a reply. */
let held: { readonly request: SeenRequest; readonly response: ServerResponse }[];

beforeEach(async () => {
  held = [];
  server = await messagesServer((request, response) => void held.push({ request, response }));
  root = realpathSync(mkdtempSync(join(tmpdir(), 'paid-')));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

/** A project that asks one question for each file: do its callers, which are not visible, open a transaction? */
function projectAsking(count: number): void {
  write('package.json', '{"name":"stock","dependencies":{"pg":"^8.0.0"}}');
  write('src/db.ts', "import { Pool } from 'pg';\n\nexport const pool = new Pool();\n");
  // A project that opens no transaction anywhere is asked about once.
  write(
    'src/once.ts',
    `import { pool } from './db.js';

export async function once() {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('update orders set a = 1 where id = 1');
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
`,
  );
  for (let at = 1; at <= count; at += 1) {
    write(
      `src/place-${at}.ts`,
      `import { pool } from './db.js';

export async function place${at}(id: string) {
  await pool.query('update orders set a = 1 where id = $1', [id]);
  await pool.query('update stock set a = 1 where id = $1', [id]);
}
`,
    );
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const env = () => ({ ANTHROPIC_API_KEY: 'sk-test-key', ANTHROPIC_BASE_URL: server.url });

interface Child {
  readonly process: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly out: () => string;
  readonly err: () => string;
}

function escalateInChild(...flags: string[]): Child {
  const child = spawn(process.execPath, [CLI, 'escalate', '.', '--max-usd', '5', ...flags], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env() },
  });
  children.push(child);
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => void (text.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (text.err += chunk.toString()));
  return {
    process: child,
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal }))),
    out: () => text.out,
    err: () => text.err,
  };
}

const confirm = (request: SeenRequest, response: ServerResponse): void =>
  sendJson(
    response,
    message(JSON.stringify(answerTo(request, { impact: 'Stock goes wrong.', rationale: 'Nobody opens one.' }))),
  );

/** Answers so many requests and leaves the others without a reply. */
function answerOnly(count: number): void {
  let answered = 0;
  server.respond((request, response) => {
    if (answered >= count) return void held.push({ request, response });
    answered += 1;
    confirm(request, response);
  });
}

function entries(): readonly string[] {
  const folder = join(root, '.backend-architect/answers/require-transaction');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

async function until(what: string, isSo: () => boolean, child: Child): Promise<void> {
  const end = Date.now() + 100_000;
  while (!isSo()) {
    if (Date.now() > end || child.process.exitCode !== null)
      throw new Error(`never came to pass: ${what}\n${child.out()}\n${child.err()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const settledIn = (child: Child): number =>
  child
    .err()
    .split('\n')
    .filter((line) => line.endsWith(': confirmed')).length;

test('kill -9 after nine judged answers keeps nine, and a second run asks only for the rest', async () => {
  projectAsking(12);
  answerOnly(9);
  const first = escalateInChild();
  await until('nine answers and three requests more', () => settledIn(first) === 9 && held.length === 3, first);
  first.process.kill('SIGKILL');
  expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });
  expect(entries()).toHaveLength(9);
  for (const name of entries()) {
    expect(name).toMatch(/^[0-9a-f]{20}\.json$/);
    ledgerEntrySchema.parse(
      JSON.parse(readFileSync(join(root, '.backend-architect/answers/require-transaction', name), 'utf8')),
    );
  }
  expect(existsSync(join(root, '.backend-architect/escalate.lock'))).toBe(true);

  // The lock of the dead is no obstacle.
  server.respond(confirm);
  const before = server.seen.length;
  const second = await runCli(root, ['escalate', '.', '--max-usd', '5'], { env: env() });
  expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('3 questions for claude-sonnet-5-5') });
  expect(server.seen.length - before).toBe(3);
  expect(entries()).toHaveLength(12);
  expect(existsSync(join(root, '.backend-architect/escalate.lock'))).toBe(false);
});

test('two runs at once do not pay twice: the second says who asks, and exits with 2', async () => {
  projectAsking(3);
  const first = escalateInChild();
  await until('a first request', () => held.length === 1, first);
  const second = await runCli(root, ['escalate', '.', '--max-usd', '5'], { env: env() });
  expect(second).toMatchObject({ code: 2, stdout: '' });
  expect(second.stderr).toMatch(
    new RegExp(
      `^backend-architect: another escalation is under way \\(process ${first.process.pid} on \\S+ since \\S+\\); ` +
        `wait for it, or delete \\.backend-architect/escalate\\.lock when it is gone\\n$`,
    ),
  );
  server.respond(confirm);
  for (const { request, response } of held.splice(0)) confirm(request, response);
  expect((await first.ended).code).toBe(0);
  expect(server.seen).toHaveLength(3);
  expect((await runCli(root, ['escalate', '.', '--max-usd', '5'], { env: env() })).code).toBe(0);
  expect(server.seen).toHaveLength(3);
});

test('Ctrl-C keeps what has arrived and what is under way, says what it cost and how to go on', async () => {
  projectAsking(8);
  answerOnly(2);
  const run = escalateInChild();
  await until('two answers and four requests more', () => settledIn(run) === 2 && held.length === 4, run);
  run.process.kill('SIGINT');
  await until(
    'a word about it',
    () =>
      run
        .err()
        .includes('stopping: replies under way are paid for and waited for; press Ctrl-C again to leave at once'),
    run,
  );
  for (const { request, response } of held.splice(0)) confirm(request, response);
  expect(await run.ended).toEqual({ code: 3, signal: null });
  expect(entries()).toHaveLength(6);
  expect(server.seen).toHaveLength(6);
  expect(run.out()).toContain(
    '6 calls: 6 confirmed; $0.1140 of $5.00 spent; 6 answers written to .backend-architect/answers; commit them',
  );
  expect(run.out()).toContain(
    'exit 3: 2 questions without a usable answer (2 not asked); ' +
      'stopped: run the same command again to go on, nothing that was answered is paid for again',
  );
  expect(existsSync(join(root, '.backend-architect/escalate.lock'))).toBe(false);
});

test.each(['SIGTERM', 'a second Ctrl-C'])(
  '%s leaves at once: what has arrived is kept, what was under way is booked at its worst case',
  async (how) => {
    projectAsking(8);
    answerOnly(2);
    const run = escalateInChild();
    await until('two answers and four requests more', () => settledIn(run) === 2 && held.length === 4, run);
    if (how === 'SIGTERM') run.process.kill('SIGTERM');
    else {
      run.process.kill('SIGINT');
      await until('a word about it', () => run.err().includes('stopping: '), run);
      run.process.kill('SIGINT');
    }
    expect(await run.ended).toEqual({ code: 3, signal: null });
    expect(entries()).toHaveLength(2);
    expect(run.out()).toMatch(
      /\$0\.\d{4} of \$5\.00 spent at most \(4 calls without believable usage, booked at the worst case\); 2 answers written/,
    );
    expect(run.out()).toContain('timeout: it was given up while it was under way, and may have been billed');
    expect(run.out()).toContain(
      'exit 3: 6 questions without a usable answer (2 not asked, 4 timeout); stopped: run the same command again',
    );
  },
);
