/** The few questions the review asks git. Every answer is `null` when git or the repository cannot give it. */
import { relative, resolve } from 'node:path';
import { x } from 'tinyexec';

/** Standard output of a git command run in `directory`, or null when it failed or git is missing. */
export async function git(directory: string, args: readonly string[]): Promise<string | null> {
  try {
    const run = await x('git', ['-c', 'core.quotepath=off', ...args], { nodePath: false, nodeOptions: { cwd: directory, env: environment(directory) } });
    return run.exitCode === 0 ? run.stdout : null;
  } catch {
    return null;
  }
}

/** Paths of a `-z` listing. */
export function pathsOf(listing: string): readonly string[] {
  return listing.split('\0').filter((path) => path !== '');
}

/**
 * Inside a hook git exports GIT_DIR and GIT_INDEX_FILE. The first makes git take a subdirectory for the whole work tree,
 * so the repository is found again from the directory. The second must stay: a partial commit has its own index.
 */
function environment(directory: string): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_PREFIX: _prefix, GIT_INDEX_FILE: index, ...rest } = process.env;
  const inside = !relative(process.cwd(), directory).startsWith('..');
  return { ...rest, ...(index && inside && { GIT_INDEX_FILE: resolve(index) }), GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
}
