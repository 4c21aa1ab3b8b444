#!/usr/bin/env node
// Only what every Node reads is imported here: an old one gets a sentence, not a syntax error.
import { fstatSync, readFileSync, writeSync } from 'fs';
import { inspect } from 'util';
import { nodeRefusal } from './node-refusal.js';

/** Something broke, whatever the review said: 1 means new findings and must never mean anything else. */
let broke = false;
let isThrough = false;
process.on('exit', () => {
  if (broke || !isThrough) process.exitCode = 2;
  if (!broke && !isThrough) process.stderr.write('backend-architect: exit 2: the run ended before it was through\n');
});

process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` may close the pipe early; what it wanted it has got.
  if (error.code === 'EPIPE' || broke) return;
  broke = true;
  process.stderr.write(`backend-architect: exit 2: ${unwritten(error)}\n`);
});
// Nobody is left to be told.
process.stderr.on('error', () => undefined);

main().then((code) => {
  isThrough = true;
  process.exitCode = code;
}, crash);

async function main(): Promise<number> {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly engines: { readonly node: string };
  };
  const refusal = nodeRefusal(process.version, manifest.engines.node);
  if (refusal !== null) {
    process.stderr.write(`backend-architect: ${refusal}\n`);
    return 2;
  }
  const [{ run }, { UsageError }] = await Promise.all([
    import('./commands/program.js'),
    import('./options/user-error.js'),
  ]);
  const { NO_COLOR, TERM } = process.env;
  const cwd = workingDirectory();
  if (cwd === null) {
    process.stderr.write(
      'backend-architect: the working directory is gone or cannot be entered; change into one that is there\n',
    );
    return 2;
  }
  return run(process.argv.slice(2), {
    stdout(text) {
      if (!isFile(1)) return void process.stdout.write(text);
      try {
        writeWhole(1, text);
      } catch (error) {
        throw new UsageError(unwritten(error as NodeJS.ErrnoException));
      }
    },
    stderr: (text) => void process.stderr.write(text),
    cwd,
    env: process.env,
    now: () => new Date(),
    terminal: process.stdout.isTTY ? { columns: process.stdout.columns, colours: !NO_COLOR && TERM !== 'dumb' } : null,
    isErrorTty: process.stderr.isTTY,
  });
}

/** Null when it was deleted, or may not be entered. */
function workingDirectory(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

/** Errors for people ended in `run`; this one is a bug and keeps its stack, also that of its cause. */
function crash(error: unknown): void {
  broke = true;
  process.stderr.write(`${printed(error)}\n`);
  console.error('backend-architect: exit 2: internal error; please report it with the lines above');
  process.exit(2);
}

/** With control, bidirectional and invisible characters shown: an error may quote the reviewed code. */
function printed(error: unknown): string {
  return inspect(error).replace(/[^\P{C}\n]/gu, (char) => `\\u{${(char.codePointAt(0) || 0).toString(16)}}`);
}

function unwritten({ code }: NodeJS.ErrnoException): string {
  return `the report cannot be written to standard output (${code || 'unknown error'})`;
}

/** Streams tell of a full disk after the command has ended, so files are written at once. */
function isFile(descriptor: number): boolean {
  try {
    const entry = fstatSync(descriptor);
    return entry.isFile() || (entry.isCharacterDevice() && !process.stdout.isTTY);
  } catch {
    return false;
  }
}

function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}
