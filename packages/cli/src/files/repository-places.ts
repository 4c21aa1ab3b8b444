import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { git, pathsOf } from './git.js';
import type { Repository } from './list-paths.js';
import type { SkippedFile } from './source-file.js';

/** Repositories inside the project whose sources are not read, with the reason. One that holds no source is no gap. */
export async function repositoryPlaces(root: string, repositories: readonly Repository[], isSource: (file: string) => boolean): Promise<readonly SkippedFile[]> {
  const found: SkippedFile[] = [];
  for (const { directory, kind } of repositories) {
    const isThere = existsSync(join(root, directory, '.git'));
    const listing = isThere ? await git(join(root, directory), ['ls-files', '-z']) : null;
    const sources = listing === null ? null : pathsOf(listing).filter(isSource).length;
    if (sources === 0) continue;
    found.push({ file: directory, reason: reasonOf(kind, sources) });
  }
  return found;
}

function reasonOf(kind: Repository['kind'], sources: number | null): string {
  if (sources === null) return kind === 'submodule' ? 'a submodule that is not checked out' : 'a repository of its own that git cannot list';
  const files = `${sources} source ${sources === 1 ? 'file' : 'files'}`;
  return kind === 'submodule' ? `a submodule with ${files}; review it by itself` : `a repository of its own with ${files}; review it by itself`;
}
