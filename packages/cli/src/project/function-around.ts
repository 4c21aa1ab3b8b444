import type { Range } from '@backend-architect/analysis';
import type { Project, ProjectFunction } from './types.js';

/** The functions a place stands in, innermost first; the level of the module is none. A function stands in itself. */
export function functionsAround(file: string, at: Range, project: Project): readonly ProjectFunction[] {
  const around = (project.files.get(file)?.functions ?? []).filter(
    ({ range }) => range[0] <= at[0] && at[1] <= range[1],
  );
  return around.sort((a, b) => b.range[0] - a.range[0]).flatMap(({ key }) => project.functionAt(file, key) ?? []);
}
