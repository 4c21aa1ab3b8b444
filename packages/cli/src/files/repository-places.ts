import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { walk, type Repository } from './list-paths.js';
import type { SkippedFile } from './source-file.js';

/**
 * Repositories inside the project whose sources are not read, with the reason. One that holds no source is no gap. They
 * are looked at without git: it would be asked from inside of them, where the project around them counts as trusted.
 */
export function repositoryPlaces(
  root: string,
  repositories: readonly Repository[],
  isSource: (file: string) => boolean,
): readonly SkippedFile[] {
  return repositories.flatMap(({ directory, kind }) => {
    const place = join(root, directory);
    const sources = existsSync(join(place, '.git')) ? walk(place).paths.filter(isSource).length : null;
    return sources === 0 ? [] : [{ file: directory, reason: reasonOf(kind, sources) }];
  });
}

function reasonOf(kind: Repository['kind'], sources: number | null): string {
  if (sources === null)
    return kind === 'submodule'
      ? 'a submodule that is not checked out'
      : 'a repository of its own that cannot be opened';
  const files = `${sources} source ${sources === 1 ? 'file' : 'files'}`;
  return kind === 'submodule'
    ? `a submodule with ${files}; review it by itself`
    : `a repository of its own with ${files}; review it by itself`;
}
