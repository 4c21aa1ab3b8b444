#!/usr/bin/env node
import { isatty } from 'node:tty';
import { inspect } from 'node:util';
import { run } from './commands/program.js';
import { printableLines } from './report/pretty/printable.js';

// A reader such as `head` may close the pipe early; what it wanted it has got.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { NO_COLOR, TERM } = process.env;

try {
  process.exitCode = await run(process.argv.slice(2), {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    terminal: process.stdout.isTTY ? { columns: process.stdout.columns, colours: !NO_COLOR && TERM !== 'dumb' } : null,
    isErrorTty: isatty(2),
  });
} catch (error) {
  // Errors for people ended in `run`; this one is a bug and keeps its stack, also that of its cause.
  process.stderr.write(`${printableLines(inspect(error), 'none')}\n`);
  console.error('backend-architect: exit 2: internal error; please report it with the lines above');
  process.exitCode = 2;
}
