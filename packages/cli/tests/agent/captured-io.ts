/** Collects what a command prints; environment and clock are given. */
import type { EscalateIo } from '../../src/agent/reviewed-project.js';

export interface CapturedIo extends EscalateIo {
  readonly out: () => string;
  readonly err: () => string;
}

export function capturedIo(env: NodeJS.ProcessEnv, day = '2026-11-23'): CapturedIo {
  let out = '';
  let err = '';
  const started = Date.now();
  return {
    env,
    // The clock moves, so that deadlines pass; only its day is ours.
    now: () => new Date(Date.parse(`${day}T12:00:00Z`) + Date.now() - started),
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    out: () => out,
    err: () => err,
  };
}
