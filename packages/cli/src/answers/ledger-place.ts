/** Where the ledger lies, and what keeps us from writing there. */
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const LEDGER_FOLDER = '.backend-architect/answers';

/**
 * A link in the repository must not make us read or write somewhere else. Null when `path`, or the nearest folder above
 * it, lies below `root`.
 */
export function pointsOutside(root: string, path: string): string | null {
  const existing = nearest(root, path);
  if (!existsSync(existing)) return isLink(existing) ? 'it is a link to nowhere' : null;
  const within = relative(realpathSync(root), realpathSync(existing));
  return within === '..' || within.startsWith(`..${sep}`) ? 'it leads outside the project' : null;
}

/**
 * Why no file can be made in this root-relative folder, in words, or null. Tried out, because rights are not all there
 * is to it; leaves nothing behind.
 */
export function obstacleIn(root: string, folder: string): string | null {
  const outside = pointsOutside(root, folder);
  if (outside) return outside;
  const existing = nearest(root, folder);
  const trial = join(existing, `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    if (!statSync(existing).isDirectory()) return 'a file stands in its place';
    writeFileSync(trial, '', { flag: 'wx' });
    return null;
  } catch (error) {
    return `it cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
  } finally {
    discardDraft(trial);
  }
}

/**
 * Removes a file that may never have come about. `force` alone still throws where a file stands in place of a folder.
 */
export function discardDraft(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What could not be made need not be removed, and a reason has been given already.
  }
}

/** `path` below `root`, or what is there above it. */
function nearest(root: string, path: string): string {
  let existing = join(root, path);
  while (!existsSync(existing) && !isLink(existing) && existing.length > root.length) existing = join(existing, '..');
  return existing;
}

/** Tells whether a link stands there; false where nothing does. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    // Nothing there, or a file where a folder should be above it.
    return false;
  }
}
