import { lstatSync, readFileSync, statSync } from 'node:fs';

/** Files above this size hold no settings; reading one must not stall a lint run. Bytes. */
const LARGEST_SETTINGS = 8 * 1024 * 1024;
/** The same for files that list one thing after the other. */
export const LARGEST_LISTING = 128 * 1024 * 1024;

/** Text without byte order mark, or why there is none, in a few words; null where nothing lies. */
export type HostText = { readonly text: string } | { readonly problem: string } | null;

/**
 * A file that tools read by its name. Links are followed; whoever opens a pipe or a device waits for ever, so only a
 * regular file is opened.
 * @param most Largest size in bytes.
 */
export function readText(path: string, most = LARGEST_SETTINGS): HostText {
  try {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (!entry) return lstatSync(path, { throwIfNoEntry: false }) ? { problem: 'a link that leads nowhere' } : null;
    if (entry.isDirectory()) return { problem: 'a directory, not a file' };
    if (!entry.isFile()) return { problem: 'a device or a pipe, not a file' };
    if (entry.size > most) return { problem: `larger than ${most / 1024 / 1024} MB` };
    return { text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? null
      : { problem: code === 'ELOOP' ? 'a link that leads to itself' : `not readable (${code})` };
  }
}

/** The same for those to whom a file that cannot be read says as little as none. */
export function textOf(path: string, most = LARGEST_SETTINGS): string {
  const read = readText(path, most);
  return read !== null && 'text' in read ? read.text : '';
}
