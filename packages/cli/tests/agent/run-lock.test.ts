import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOCK_FILE, takeRunLock, type LockTimes, type RunLock } from '../../src/agent/run-lock.js';

const TIMES: LockTimes = { beat: 30, silence: 60_000, watch: 150 };

let root: string;
let file: string;
const locks: RunLock[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(root, LOCK_FILE);
});
afterEach(() => {
  for (const lock of locks.splice(0)) lock.release();
  rmSync(root, { recursive: true, force: true });
});

async function take(times = TIMES): Promise<RunLock> {
  const lock = await takeRunLock(root, times);
  locks.push(lock);
  return lock;
}

/** Writes a lock as somebody else would, with its last sign of life so many seconds ago. */
function heldBy(over: object, secondsAgo: number): void {
  mkdirSync(join(root, '.backend-architect'), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ pid: 1, host: 'build-7', where: 'build-7 elsewhere', since: '2026-11-23T12:04:00.000Z', token: 'theirs', ...over })}
`,
  );
  const beat = new Date(Date.now() - secondsAgo * 1_000);
  utimesSync(file, beat, beat);
}

/** Where a process of this machine says it is, taken from a lock of our own. */
async function here(): Promise<string> {
  const lock = await take();
  const { where } = JSON.parse(readFileSync(file, 'utf8')) as { where: string };
  lock.release();
  return where;
}

/** The number of a process that has ended. */
const goneProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('whoever holds it is named in one line, and it is free afterwards', async () => {
  const lock = await take();
  await expect(takeRunLock(root, TIMES)).rejects.toThrow(
    new RegExp(
      `^another escalation is under way \\(process ${process.pid} on ${hostname()} since .*\\); wait for ` +
        `it, or delete \\.backend-architect/escalate\\.lock when it is gone$`,
    ),
  );
  lock.release();
  expect(existsSync(join(root, '.backend-architect'))).toBe(false);
  await take();
});

test('a holder of this machine that has ended is no holder, however fresh its sign of life', async () => {
  heldBy({ where: await here(), pid: goneProcess() }, 0);
  const started = Date.now();
  await take({ ...TIMES, watch: 60_000 });
  expect(Date.now() - started).toBeLessThan(5_000);
  expect(readdirSync(join(root, '.backend-architect'))).toEqual(['escalate.lock']);
});

test('our own number belonged to somebody before us: a container that was started again', async () => {
  heldBy(
    {
      where: await here(),
      pid: process.pid,
      since: new Date(Date.now() - process.uptime() * 1_000 - 60_000).toISOString(),
    },
    0,
  );
  await take();
});

test('another container with the same process number is believed', async () => {
  heldBy({ where: 'somewhere else', pid: process.pid }, 1);
  await expect(takeRunLock(root, TIMES)).rejects.toThrow('process ');
});

test('a process that ended in another container says nothing about ours', async () => {
  heldBy({ where: 'somewhere else', pid: goneProcess() }, 1);
  await expect(takeRunLock(root, TIMES)).rejects.toThrow('another escalation is under way');
});

test('a holder elsewhere that has been silent for long, and stays so while it is watched, has gone', async () => {
  heldBy({}, 3_600);
  await take();
});

test('one that was last seen in the future is watched as well', async () => {
  heldBy({}, -3_600);
  await take();
});

test('one that gives a sign while it is watched lives: only the clocks differ', async () => {
  heldBy({}, 3_600);
  const timer = setTimeout(
    () => utimesSync(file, new Date(Date.now() - 3_590_000), new Date(Date.now() - 3_590_000)),
    50,
  );
  await expect(takeRunLock(root, TIMES)).rejects.toThrow('process 1 on build-7 since 2026-11-23T12:04:00.000Z');
  clearTimeout(timer);
});

test('a lock that was being written when its writer died', async () => {
  mkdirSync(join(root, '.backend-architect'));
  writeFileSync(file, '');
  await expect(takeRunLock(root, TIMES)).rejects.toThrow('another escalation is under way (somebody)');
  utimesSync(file, new Date(0), new Date(0));
  await take();
});

test('of many who find it abandoned one gets it', async () => {
  heldBy({}, 3_600);
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => take()));
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
});

test('who lost it to somebody else is told, and does not take it away', async () => {
  const lock = await take();
  heldBy({ token: 'taken over' }, 0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(lock.lost.aborted).toBe(true);
  lock.release();
  expect(existsSync(file)).toBe(true);
});

test('a holder shows that it lives', async () => {
  await take();
  utimesSync(file, new Date(0), new Date(0));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect(takeRunLock(root, { ...TIMES, silence: 10_000 })).rejects.toThrow('another escalation');
});

test('words of the file cannot play tricks on the reader', async () => {
  heldBy({ host: 'a\u001b[2Jb\nc' }, 0);
  await expect(takeRunLock(root, TIMES)).rejects.toThrow('process 1 on a\\u{1b}[2Jb c since');
});

test.each([
  [
    'a state folder that is a file',
    () => writeFileSync(join(root, '.backend-architect'), ''),
    /escalate\.lock cannot be written \((?:EEXIST|ENOTDIR)\), and answers could not be kept; nothing was asked$/,
  ],
  [
    'a folder in its place',
    () => mkdirSync(file, { recursive: true }),
    /another escalation is under way \(somebody\)|cannot be read \(a directory, not a file\); delete it when no escalation runs$/,
  ],
  [
    'a state folder elsewhere',
    () => symlinkSync(tmpdir(), join(root, '.backend-architect')),
    /cannot be written: it leads outside the project; nothing was asked$/,
  ],
  [
    'a link to nowhere',
    () => {
      mkdirSync(join(root, '.backend-architect'));
      symlinkSync(join(root, 'nowhere'), file);
    },
    /escalate\.lock cannot be (?:written|read)/,
  ],
])('%s is said in one line', async (_, spoil, line) => {
  spoil();
  await expect(takeRunLock(root, TIMES)).rejects.toThrow(line);
});
