import type { FileFacts, LibraryModel } from '@backend-architect/analysis';
import type { Project } from './project/types.js';
import type { Seen } from './report/types.js';

/** How much of what a client can reach was recognised. `declared`: names of all packages the project declares. */
export function entryPointsOf(
  project: Pick<Project, 'routes'>,
  facts: readonly FileFacts[],
  declared: readonly string[],
  models: readonly LibraryModel[],
): Seen['entryPoints'] {
  const servers = models.filter((model) => model.family === 'http');
  const imported = new Set(facts.filter(({ role }) => role === 'source').flatMap((file) => file.libraries));
  const names = servers
    .filter(
      ({ library, modules }) =>
        imported.has(library) || declared.some((name) => name === library || modules.includes(name)),
    )
    .map(({ library }) => library);
  return {
    serverLibraries: [...new Set(names)].sort(),
    withoutHandler: project.routes.filter((route) => route.handler === null).length,
    incomplete: project.routes.filter((route) => !route.complete).length,
  };
}

/**
 * Packages the project needs at run time, that its own code imports and that no model speaks of: nobody knows what a
 * call of them does. Those with the most importing files first.
 */
export function unmodelledLibraries(
  facts: readonly FileFacts[],
  runtime: ReadonlySet<string>,
  models: readonly LibraryModel[],
): Seen['unmodelled'] {
  const modelled = new Set(models.flatMap(({ library, modules }) => [library, ...modules].map(packageOf)));
  const files = new Map<string, number>();
  for (const { role, imports } of facts) {
    if (role !== 'source') continue;
    const names = new Set(imports.filter((entry) => !entry.typeOnly).map((entry) => packageOf(entry.specifier)));
    for (const name of names) if (runtime.has(name) && !modelled.has(name)) files.set(name, (files.get(name) ?? 0) + 1);
  }
  return [...files]
    .map(([name, number]) => ({ name, files: number }))
    .sort((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1));
}

/** `@scope/name/part` -> `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
