import { UsageError } from '../options/user-error.js';
import { git, pathsOf } from './git.js';

/**
 * Texts of sources, schemas and manifests whose staged content differs from the work tree: a commit is judged by what
 * it will hold, not by what was fixed afterwards.
 */
export async function stagedTexts(root: string): Promise<ReadonlyMap<string, string>> {
  const listing = await git(root, ['diff', '--name-only', '-z', '--relative', '--diff-filter=MTD']);
  if (listing === null) {
    const isRepository = (await git(root, ['rev-parse', '--git-dir'])) !== null;
    throw new UsageError(
      isRepository
        ? '--staged: git cannot compare the index with the files; an object may be missing (git fsck says which)'
        : '--staged needs a git repository; review paths instead',
    );
  }
  const texts = new Map<string, string>();
  for (const file of pathsOf(listing)) {
    if (!/\.(?:[mc]?[jt]s|[jt]sx|prisma|sql)$|(?:^|\/)package\.json$/.test(file)) continue;
    const text = await git(root, ['cat-file', 'blob', `:./${file}`]);
    if (text === null)
      throw new UsageError(
        `--staged: git cannot give the staged text of ${file}; its object is missing, or a merge is not finished`,
      );
    texts.set(file, text.replace(/^\uFEFF/, ''));
  }
  return texts;
}
