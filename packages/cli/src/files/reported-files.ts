import type { ReportFilter } from '../options/options.js';
import { UsageError } from '../options/user-error.js';
import { git, pathsOf } from './git.js';

/** Root-relative paths a report is narrowed to; `null` for everything. Directories stand for what is below them. */
export async function reportedFiles(root: string, filter: ReportFilter): Promise<readonly string[] | null> {
  switch (filter.kind) {
    case 'all':
      return null;
    case 'paths':
      return filter.paths;
    case 'staged':
      return stagedFiles(root);
    case 'changed':
      return changedFiles(root, filter.base);
    default:
      return filter satisfies never;
  }
}

async function stagedFiles(root: string): Promise<readonly string[]> {
  const listing = await git(root, ['diff', '--cached', '--name-only', '-z', '--relative', '--diff-filter=ACMRT']);
  if (listing === null) throw new UsageError('--staged needs a git repository; review paths instead');
  return pathsOf(listing);
}

async function changedFiles(root: string, base: string | undefined): Promise<readonly string[]> {
  const ref = base ?? (await defaultBranch(root));
  if (ref === null) throw new UsageError('--changed needs a git repository with a default branch; name a base: --changed main');
  const fork = (await git(root, ['merge-base', ref, 'HEAD']))?.trim() ?? (await git(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]))?.trim();
  if (!fork) throw new UsageError(`--changed: git knows no commit "${ref}"; in CI fetch the history first (fetch-depth: 0)`);
  const tracked = await git(root, ['diff', '--name-only', '-z', '--relative', '--diff-filter=ACMRT', fork]);
  const untracked = await git(root, ['ls-files', '-z', '--others', '--exclude-standard']);
  return [...pathsOf(tracked ?? ''), ...pathsOf(untracked ?? '')];
}

async function defaultBranch(root: string): Promise<string | null> {
  const remote = (await git(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']))?.trim();
  for (const ref of [remote, 'origin/main', 'origin/master', 'main', 'master']) {
    if (ref && (await git(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])) !== null) return ref;
  }
  return null;
}
