import { run } from '../../src/commands/program.js';
import type { Io } from '../../src/commands/io.js';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with output kept and no key in the environment. */
export async function runCli(cwd: string, argv: readonly string[], more: Partial<Io> = {}): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    cwd,
    env: {},
    now: () => new Date('2026-01-15T00:00:00Z'),
    terminal: null,
    isErrorTty: false,
    ...more,
  });
  return { code, stdout, stderr };
}
