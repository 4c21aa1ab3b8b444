import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { homeDirectory } from '../options/home-directory.js';

/** Where the results of a project are kept, or why they cannot be. */
export type CacheFolder =
  | { readonly kind: 'folder'; readonly path: string; readonly place: 'node_modules' | 'user' }
  | { readonly kind: 'none'; readonly why: string };

/**
 * Results for so many settings, versions and releases of one project are kept, facts and verdicts of each: other
 * branches come back.
 */
const MOST_KEYS = 8;
/**
 * Projects without node_modules share a folder of the user: what nobody has used for so long goes, and then the oldest
 * above so much.
 */
const MOST_DAYS = 30;
const MOST_BYTES = 256 * 1024 * 1024;

const PROJECT = /^[0-9a-f]{16}$/;
const KEY = /^[0-9a-f]{24}$/;
const OURS = 'backend-architect';

/**
 * `node_modules/.cache/backend-architect` of a project that has node_modules, else a folder of its own in the user's
 * cache directory.
 */
export function cacheFolder(root: string, env: NodeJS.ProcessEnv = process.env): CacheFolder {
  try {
    return folderOf(root, env);
  } catch (error) {
    return {
      kind: 'none',
      why: `its folder cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    };
  }
}

function folderOf(root: string, env: NodeJS.ProcessEnv): CacheFolder {
  const modules = join(root, 'node_modules');
  if (statSync(modules, { throwIfNoEntry: false })?.isDirectory()) {
    const path = join(modules, '.cache', OURS);
    // The folder belongs to the reviewed project: a link in it would make us write, and tidy up, somewhere else.
    const away = [join(modules, '.cache'), path].find((part) =>
      lstatSync(part, { throwIfNoEntry: false })?.isSymbolicLink(),
    );
    return away === undefined
      ? { kind: 'folder', path, place: 'node_modules' }
      : { kind: 'none', why: 'its folder in node_modules is a link' };
  }
  const { XDG_CACHE_HOME: given } = env;
  const home = homeDirectory();
  const isThere = home !== null && statSync(home, { throwIfNoEntry: false })?.isDirectory() === true;
  const base = given && isAbsolute(given) ? given : isThere ? join(home, '.cache') : null;
  if (base === null) return { kind: 'none', why: 'this user has no home directory' };
  const own = lstatSync(join(base, OURS), { throwIfNoEntry: false });
  if (own && (!own.isDirectory() || (process.getuid && own.uid !== process.getuid())))
    return { kind: 'none', why: 'its folder belongs to somebody else' };
  return {
    kind: 'folder',
    path: join(base, OURS, createHash('sha1').update(realpathSync(root)).digest('hex').slice(0, 16)),
    place: 'user',
  };
}

/**
 * Makes the folder of one key, and every folder of ours above it, readable for the user only. Throws what the file
 * system says.
 */
export function makePrivate(folder: Extract<CacheFolder, { kind: 'folder' }>, key: string): string {
  const path = join(folder.path, key);
  const ours = [...(folder.place === 'user' ? [dirname(folder.path)] : []), folder.path, path];
  // What is above is not ours to close.
  makeFolders(dirname(ours[0] ?? path));
  for (const one of ours) {
    makeFolder(one, 0o700);
    if ((statSync(one).mode & 0o077) !== 0) chmodSync(one, 0o700);
  }
  const now = new Date();
  utimesSync(path, now, now);
  return path;
}

/** Not with Node's `recursive`: where a folder is there and takes no other, as in /proc, it tries for ever. */
function makeFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolders(dirname(path));
  makeFolder(path, 0o777);
}

/** Another run may make it at the same time. */
function makeFolder(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

/** Deletes what is old, and what is too much; only folders that are named as ours are. `now`: milliseconds. */
export function prune(folder: Extract<CacheFolder, { kind: 'folder' }>, current: string, now = Date.now()): void {
  try {
    const keys = named(folder.path, KEY).sort((a, b) => b.at - a.at);
    for (const old of keys.slice(MOST_KEYS)) if (old.path !== join(folder.path, current)) remove(old.path);
    if (folder.place === 'user') pruneProjects(dirname(folder.path), folder.path, now);
  } catch {
    // Another run may be tidying up too.
  }
}

/** So often a folder that is only read says that it is in use, and what is old is looked for. Milliseconds. */
const FRESH = 86_400_000;

/** The same for a run that writes nothing, once a day: what is used every day must not look as if nobody did. */
export function refresh(folder: Extract<CacheFolder, { kind: 'folder' }>, key: string, now = Date.now()): void {
  const path = join(folder.path, key);
  const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (used === undefined || now - used < FRESH) return;
  try {
    utimesSync(path, new Date(now), new Date(now));
  } catch {
    // A cache that can only be read is tidied up by whoever may write it.
    return;
  }
  prune(folder, key, now);
}

function pruneProjects(shared: string, own: string, now: number): void {
  const projects = named(shared, PROJECT).map(({ path }) => {
    const keys = named(path, KEY);
    return {
      path,
      at: Math.max(0, ...keys.map(({ at }) => at)),
      bytes: keys.reduce((sum, key) => sum + bytesIn(key.path), 0),
    };
  });
  let total = projects.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const project of projects.sort((a, b) => a.at - b.at)) {
    if (project.path === own || (now - project.at <= MOST_DAYS * 86_400_000 && total <= MOST_BYTES)) continue;
    remove(project.path);
    total -= project.bytes;
  }
}

function named(folder: string, pattern: RegExp): { readonly path: string; readonly at: number }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && pattern.test(entry.name))
    .map((entry) => ({ path: join(folder, entry.name), at: statSync(join(folder, entry.name)).mtimeMs }));
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce(
    (sum, name) => sum + (lstatSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
