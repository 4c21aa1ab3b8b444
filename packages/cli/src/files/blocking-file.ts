import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { settingsText } from '../options/read-settings.js';
import { repositoryAround } from './git-program.js';

/** So many entries are looked at; what lies behind them is not found, and git is given up later. */
const MOST_ENTRIES = 200_000;

/** Files that git opens by their name wherever they lie in a work tree. */
const OPENED = new Set(['.gitignore', '.gitattributes', '.gitmodules']);

/**
 * A file that whoever opens it waits for without an end, a pipe or a device, and that git opens for this directory;
 * relative to the repository. Null when there is none to be seen. A socket is none: opening it fails at once.
 */
export function blockingFile(directory: string): string | null {
  const repository = repositoryAround(directory);
  const find = (start: string, isOpened: (entry: Dirent) => boolean): string | null => {
    const waiting = [start];
    let left = MOST_ENTRIES;
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      for (const entry of entriesIn(folder)) {
        if ((left -= 1) < 0) return null;
        const path = join(folder, entry.name);
        if (entry.isDirectory() && entry.name !== 'node_modules' && (folder !== repository || entry.name !== '.git'))
          waiting.push(path);
        else if (isOpened(entry) && blocks(path)) return relative(repository, path);
      }
    }
    return null;
  };
  return find(stateFolder(repository), () => true) ?? find(repository, ({ name }) => OPENED.has(name));
}

/** `.git`, or where a file of that name points to, as in worktrees. */
function stateFolder(repository: string): string {
  const git = join(repository, '.git');
  const [, place] = /^gitdir: (.+)$/m.exec(settingsText(git)) ?? [];
  return place === undefined ? git : resolve(repository, place.trim());
}

function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function blocks(path: string): boolean {
  try {
    const entry = statSync(path);
    return entry.isFIFO() || entry.isCharacterDevice();
  } catch {
    return false;
  }
}
