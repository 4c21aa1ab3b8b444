/**
 * One paid run at a time: a file in the state folder says who asks, so that two runs do not pay for the same answers.
 * It works where the folder is shared, too: between containers, where process numbers say nothing, and over NFS, where
 * clocks differ.
 */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { pointsOutside } from '../answers/ledger-place.js';
import { plainText } from '../answers/plain-text.js';
import { readSettings, settingsText } from '../options/read-settings.js';
import { UsageError } from '../options/user-error.js';

export interface RunLock {
  /** Aborted when somebody else has taken the lock, as after a machine slept for long. */
  readonly lost: AbortSignal;
  readonly release: () => void;
}

/** Milliseconds. */
export interface LockTimes {
  /** How often a holder shows that it lives. */
  readonly beat: number;
  /** After so long without a sign a holder is suspected to be gone. */
  readonly silence: number;
  /** So long a suspect that cannot be looked up is watched; a sign in that time means that only the clocks differ. */
  readonly watch: number;
}

const TIMES: LockTimes = { beat: 4_000, silence: 60_000, watch: 10_000 };

export const LOCK_FILE = '.backend-architect/escalate.lock';

const holderSchema = z.object({
  pid: z.int(),
  host: z.string(),
  where: z.string(),
  since: z.iso.datetime(),
  token: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

/**
 * Takes the lock below `root`. A `UsageError` says who holds it, or why none can be taken; nothing has been asked then.
 */
export async function takeRunLock(root: string, times: LockTimes = TIMES): Promise<RunLock> {
  const file = join(root, LOCK_FILE);
  const outside = pointsOutside(root, LOCK_FILE);
  if (outside) throw new UsageError(`${LOCK_FILE} cannot be written: ${outside}; nothing was asked`);
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    where: whereabouts(),
    since: new Date().toISOString(),
    token: randomBytes(12).toString('hex'),
  };
  for (let isStolen = false; ; isStolen = true) {
    if (create(file, mine)) {
      // Who took it from somebody else may have been second to do so.
      if (isStolen) await pause(Math.min(200, times.beat));
      if (!isStolen || read(file)?.holder?.token === mine.token) return held(file, mine, times);
    }
    const seen = read(file);
    if (seen === null) continue;
    if (!(await isAbandoned(file, seen, times))) throw new UsageError(whoHolds(seen));
    discard(file, seen);
  }
}

function create(file: string, holder: Holder): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' && existsSync(dirname(file)) && statSync(dirname(file)).isDirectory()) return false;
    throw new UsageError(
      `${LOCK_FILE} cannot be written (${code ?? 'unknown error'}), and answers could not be kept; nothing was asked`,
    );
  }
}

interface Seen {
  readonly text: string;
  /** Null while it is being written, or when it was not written by us. */
  readonly holder: Holder | null;
  /** Milliseconds since the epoch, by the clock of whoever wrote it. */
  readonly beat: number;
}

/** What stands there now; null when it has gone. */
function read(file: string): Seen | null {
  try {
    const beat = statSync(file).mtimeMs;
    const found = readSettings(file);
    if (found.kind === 'absent') return null;
    if (found.kind !== 'text')
      throw new UsageError(`${LOCK_FILE} cannot be read (${found.problem}); delete it when no escalation runs`);
    const text = found.text.slice(0, 4_000);
    return { text, holder: holderOf(text), beat };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && !isDangling(file)) return null;
    throw new UsageError(`${LOCK_FILE} cannot be read (${code ?? 'unknown error'}); delete it when no escalation runs`);
  }
}

function isDangling(file: string): boolean {
  try {
    readlinkSync(file);
    return true;
  } catch {
    return false;
  }
}

function holderOf(text: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * A holder on this very system is looked up; any other one is judged by its signs of life, and watched before it is
 * called gone.
 */
async function isAbandoned(file: string, seen: Seen, { silence, watch }: LockTimes): Promise<boolean> {
  const { holder } = seen;
  if (holder !== null && holder.where === whereabouts() && isGone(holder)) return true;
  // A sign of life far in the future says as little as one long ago: clocks differ.
  if (Math.abs(Date.now() - seen.beat) < silence) return false;
  await pause(watch);
  const later = read(file);
  return later === null || (later.text === seen.text && later.beat === seen.beat);
}

/**
 * A number that was given to another process looks alive; then the signs of life decide. Our own number belonged to
 * somebody before us.
 */
function isGone({ pid, since }: Holder): boolean {
  if (pid === process.pid) return Date.parse(since) < Date.now() - process.uptime() * 1_000 - 1_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Where a process number means something: this boot of this machine, and the namespace of this container. */
function whereabouts(): string {
  const of = (look: () => string): string => {
    try {
      return look().trim();
    } catch {
      return '';
    }
  };
  return [
    hostname(),
    of(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    of(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ');
}

/**
 * Moves the abandoned file away. Of two who do so at once, the second would move the first one's new lock: that is put
 * back.
 */
function discard(file: string, seen: Seen): void {
  const away = `${file}.${randomBytes(6).toString('hex')}.gone`;
  try {
    renameSync(file, away);
  } catch {
    return;
  }
  try {
    if (settingsText(away).slice(0, 4_000) !== seen.text) linkSync(away, file);
  } catch {
    // Somebody else has it by now, and whoever lost it will notice.
  }
  rmSync(away, { force: true });
}

function held(file: string, mine: Holder, { beat }: LockTimes): RunLock {
  const lost = new AbortController();
  const isMine = (): boolean => {
    try {
      return holderOf(settingsText(file))?.token === mine.token;
    } catch {
      return false;
    }
  };
  const timer = setInterval(() => {
    if (!isMine()) return lost.abort();
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      lost.abort();
    }
  }, beat);
  timer.unref();
  return {
    lost: lost.signal,
    release() {
      clearInterval(timer);
      if (isMine()) rmSync(file, { force: true });
      try {
        // A folder that holds no answer was made for the lock.
        rmdirSync(dirname(file));
      } catch {
        // It holds something.
      }
    },
  };
}

function whoHolds({ holder }: Seen): string {
  const who =
    holder === null ? 'somebody' : `process ${holder.pid} on ${plainText(holder.host, 100)} since ${holder.since}`;
  return `another escalation is under way (${who}); wait for it, or delete ${LOCK_FILE} when it is gone`;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
