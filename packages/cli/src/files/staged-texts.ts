import { git, pathsOf } from './git.js';

/** Texts of files whose staged content differs from the work tree: a commit is judged by what it will hold, not by what was fixed afterwards. */
export async function stagedTexts(root: string): Promise<ReadonlyMap<string, string>> {
  const listing = await git(root, ['diff', '--name-only', '-z', '--relative', '--diff-filter=MTD']);
  const texts = new Map<string, string>();
  for (const file of pathsOf(listing ?? '')) {
    if (!/\.(?:[mc]?[jt]s|[jt]sx|prisma|sql)$/.test(file)) continue;
    const text = await git(root, ['cat-file', 'blob', `:./${file}`]);
    if (text !== null) texts.set(file, text.replace(/^\uFEFF/, ''));
  }
  return texts;
}
