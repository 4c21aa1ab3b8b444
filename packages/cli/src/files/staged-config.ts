import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.js';

/** Text of a file of settings at the root, as the next commit will hold it. */
export type StagedConfig =
  /** It does not differ from the work tree, or git cannot tell. */
  | { readonly kind: 'as-on-disk' }
  | { readonly kind: 'text'; readonly text: string }
  /** The next commit does not hold it; `isOnDisk`: it lies there all the same. */
  | { readonly kind: 'absent'; readonly isOnDisk: boolean };

/**
 * What the index holds of a file at the root. What lies in the work tree alone, or is changed there alone, is not part
 * of a commit.
 */
export async function stagedConfig(root: string, file: string): Promise<StagedConfig> {
  const listing = await git(root, ['ls-files', '-z', '--stage', '--', file]);
  if (listing === null) return { kind: 'as-on-disk' };
  if (listing === '') return { kind: 'absent', isOnDisk: existsSync(join(root, file)) };
  const text = await git(root, ['cat-file', 'blob', `:./${file}`]);
  return text === null ? { kind: 'as-on-disk' } : { kind: 'text', text: text.replace(/^\uFEFF/, '') };
}
