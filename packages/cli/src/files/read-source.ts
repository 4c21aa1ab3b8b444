import { lstatSync, readFileSync } from 'node:fs';

/** Files above this size are data or bundles; reading one must not stall the review. Bytes. */
export const LARGEST_FILE = 2 * 1024 * 1024;

export type ReadResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skipped'; readonly reason: string }
  /** Nothing a review could read: a directory of a submodule, a link, a tracked file that was deleted. */
  | { readonly kind: 'absent'; readonly reason: string };

/** Text of a file without BOM, or why there is none. */
export function readSource(path: string): ReadResult {
  try {
    const entry = lstatSync(path, { throwIfNoEntry: false });
    if (!entry) return { kind: 'absent', reason: 'deleted' };
    if (entry.isSymbolicLink()) return { kind: 'absent', reason: 'symbolic links' };
    if (entry.isDirectory()) return { kind: 'absent', reason: 'not files' };
    // Whoever opens a pipe waits for its other end.
    if (!entry.isFile()) return { kind: 'skipped', reason: 'a device or a pipe, not a file' };
    if (entry.size > LARGEST_FILE) return { kind: 'skipped', reason: `larger than ${LARGEST_FILE / 1024 / 1024} MB` };
    return decode(readFileSync(path));
  } catch (error) {
    return { kind: 'skipped', reason: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` };
  }
}

/** UTF-8 text of some bytes, or why they are not UTF-8 text. Invalid sequences become U+FFFD, as in every Node host. */
export function decode(bytes: Buffer): ReadResult {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { kind: 'skipped', reason: 'UTF-16, not UTF-8' };
  if (isBinary(bytes)) return { kind: 'skipped', reason: 'binary, not text' };
  return { kind: 'text', text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
}

/** Source may hold a stray NUL in a string; in binary data control bytes are everywhere. */
function isBinary(bytes: Buffer): boolean {
  if (!bytes.includes(0)) return false;
  let controls = 0;
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 27)) controls++;
  return controls * 300 > bytes.length;
}
