import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../options/user-error.js';

/**
 * Writes a whole file or nothing: readers never see half a report. What is no file (a device, a pipe) is written to and
 * never replaced, and a link stays a link.
 */
export function writeOutput(path: string, text: string): void {
  try {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry && !entry.isFile()) writeFileSync(path, text);
    else replace(entry ? realpathSync(path) : path, text);
  } catch (error) {
    throw new UsageError(`cannot write ${path} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}

function replace(target: string, text: string): void {
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, target);
  } catch (error) {
    remove(draft);
    throw error;
  }
}

/** Where nothing can be written, nothing can be removed either; the first error is the one that counts. */
function remove(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // Nothing is left behind then, or nothing can be done about it.
  }
}
