import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** So many entries are looked at to count what git ignores: an ignored directory may hold the data of a database. */
const MOST_ENTRIES = 20_000;

/**
 * How many source files lie in places a .gitignore leaves out. `isLeftOut` says which of them would be left out anyway
 * (build output, vendored code). `isWhole` is false when there was too much to count.
 */
export function ignoredSources(
  root: string,
  ignored: readonly string[],
  isSource: (file: string) => boolean,
  isLeftOut: (file: string) => boolean,
): { readonly count: number; readonly isWhole: boolean } {
  let count = 0;
  let looked = 0;
  const waiting = [...ignored];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if ((looked += 1) > MOST_ENTRIES) return { count, isWhole: false };
    if (!path.endsWith('/')) {
      if (isSource(path) && !isLeftOut(path)) count += 1;
    } else if (!isLeftOut(`${path}index.js`)) waiting.push(...below(root, path));
  }
  return { count, isWhole: true };
}

function below(root: string, directory: string): readonly string[] {
  try {
    const entries = readdirSync(join(root, directory), { withFileTypes: true }).filter(
      (entry) => entry.name !== 'node_modules' && entry.name !== '.git',
    );
    return entries.flatMap((entry) =>
      entry.isDirectory() ? [`${directory}${entry.name}/`] : entry.isFile() ? [`${directory}${entry.name}`] : [],
    );
  } catch {
    return [];
  }
}
