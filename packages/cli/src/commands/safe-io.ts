import { printableLines } from '../report/pretty/printable.js';
import type { Io } from './io.js';

/**
 * The same outputs, for text that may hold what somebody wrote into the reviewed project: control sequences become
 * visible, and in a GitHub job no line becomes a workflow command. `direct` keeps the way for text that is made of such
 * sequences.
 */
export function safeIo(io: Io): Io {
  const { stdout, stderr } = io;
  const host = io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'none';
  const colours = io.terminal?.colours ? 'keep' : 'none';
  return {
    ...io,
    stdout: (text) => stdout(withoutCommands(printableLines(text, colours), host)),
    stderr: (text) => stderr(withoutCommands(printableLines(text, 'none'), host)),
    direct: { stdout, stderr },
  };
}

/** The runner reads a line as a command when it begins with `::` or `##[`, blanks before it included. */
function withoutCommands(text: string, host: 'github' | 'none'): string {
  return host === 'none'
    ? text
    : text.replace(
        /^([^\S\n]*)(?:(:)(?=:)|(#)(?=#\[))/gm,
        (_, blanks: string, colon?: string) => `${blanks}\\u{${colon ? '3a' : '23'}}`,
      );
}
