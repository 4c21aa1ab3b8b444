import { git, pathsOf } from './git.js';
import type { SkippedFile } from './source-file.js';

/** Which of the files that are not there were left out by a sparse checkout; the others were deleted by somebody. */
export async function sparseFiles(root: string, gone: readonly string[]): Promise<readonly SkippedFile[]> {
  if (gone.length === 0) return [];
  const listing = await git(root, ['ls-files', '-z', '-t']);
  const sparse = new Set(
    pathsOf(listing ?? '')
      .filter((line) => line.startsWith('S '))
      .map((line) => line.slice(2)),
  );
  return gone.filter((file) => sparse.has(file)).map((file) => ({ file, reason: 'left out by the sparse checkout' }));
}
