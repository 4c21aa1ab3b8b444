import { lstatSync, readFileSync, statSync } from 'node:fs';

/** Settings above this size are no settings; reading one must not stall the review. Bytes. */
const LARGEST_SETTINGS = 8 * 1024 * 1024;
/** The same for files that list one thing after the other: lock files of large workspaces have some tens of MB. */
export const LARGEST_LISTING = 128 * 1024 * 1024;

export type SettingsText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  /** Something lies there and cannot be read; why, in a few words. A directory of that name is often no mistake. */
  | { readonly kind: 'directory'; readonly problem: string }
  | { readonly kind: 'closed'; readonly problem: string };

/**
 * Text, without byte order mark, of a file that tools read by its name: manifests, settings, lock files, ignore files.
 * Links are followed. A device, a pipe or a socket would never end, so only a regular file is opened.
 * @param most Largest size in bytes.
 */
export function readSettings(path: string, most = LARGEST_SETTINGS): SettingsText {
  try {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (!entry) return isLink(path) ? { kind: 'closed', problem: 'a link that leads nowhere' } : { kind: 'absent' };
    if (entry.isDirectory()) return { kind: 'directory', problem: 'a directory, not a file' };
    if (!entry.isFile()) return { kind: 'closed', problem: 'a device or a pipe, not a file' };
    if (entry.size > most) return { kind: 'closed', problem: `larger than ${most / 1024 / 1024} MB` };
    return { kind: 'text', text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') };
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
    return { kind: 'closed', problem: code === 'ELOOP' ? 'a link that leads to itself' : `not readable (${code})` };
  }
}

/** The same for those to whom a file that cannot be read says as little as none. */
export function settingsText(path: string, most = LARGEST_SETTINGS): string {
  const read = readSettings(path, most);
  return read.kind === 'text' ? read.text : '';
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
