/** Packages that run on the machine of a user: programs whose manifests say so, and what only those import. */
import {
  dependenciesOf,
  isClientProgram,
  isPublished,
  isServing,
  packageRoleOf,
  type FileFacts,
  type PackageRole,
} from '@backend-architect/analysis';
import type { WorkspacePackages } from './workspace-packages.js';
import type { Entry, ModuleEdge } from './types.js';

export interface ClientInput {
  readonly files: ReadonlyMap<string, Pick<FileFacts, 'role'>>;
  readonly modules: readonly ModuleEdge[];
  readonly entries: readonly Pick<Entry, 'file' | 'kind'>[];
  readonly packages: Pick<WorkspacePackages, 'all' | 'around'>;
  /** By directory, the root empty. */
  readonly roles: Readonly<Record<string, PackageRole>>;
}

/** Timers and what a program tells itself come in on every machine. */
const OF_ANY_PROGRAM: ReadonlySet<Entry['kind']> = new Set(['event', 'schedule']);

/**
 * Source files of programs of a client, and of the packages that nothing else imports. A package that answers requests
 * is none, by its manifest or by what its files do; nor is one that any other asks for, or that is published.
 */
export function clientFiles(input: ClientInput): ReadonlySet<string> {
  const { files, packages } = input;
  const clients = clientPackages(input);
  return new Set(
    clients.size === 0
      ? []
      : [...files.keys()].filter((file) => {
          const folder = files.get(file)?.role === 'source' ? packages.around(file)?.folder : undefined;
          return folder !== undefined && clients.has(folder);
        }),
  );
}

/** Folders of them, without those that only draw: their files say so themselves. */
function clientPackages({ files, modules, entries, packages, roles }: ClientInput): ReadonlySet<string> {
  const roleOf = (folder: string): PackageRole => packageRoleOf(`${folder === '.' ? '' : `${folder}/`}x`, roles);
  const folderOf = (file: string): string => packages.around(file)?.folder ?? '.';
  const programs = new Set(
    packages.all.filter(({ manifest }) => isClientProgram(manifest)).map(({ folder }) => folder),
  );
  const drawn = new Set(packages.all.map(({ folder }) => folder).filter((folder) => roleOf(folder) === 'browser'));
  if (programs.size + drawn.size === 0) return new Set();
  const serving = new Set(entries.filter(({ kind }) => !OF_ANY_PROGRAM.has(kind)).map(({ file }) => folderOf(file)));
  const found = new Set(
    packages.all
      .filter(
        ({ folder, manifest }) =>
          !serving.has(folder) &&
          !isServing(manifest) &&
          (programs.has(folder) ||
            drawn.has(folder) ||
            (folder !== '.' && roleOf(folder) === 'plain' && !isPublished(manifest))),
      )
      .map(({ folder }) => folder),
  );
  const importers = importersOf({ files, modules, packages }, folderOf);
  const others = (folder: string): readonly string[] =>
    [...(importers.get(folder) ?? [])].filter((from) => roleOf(from) !== 'test');
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const folder of found) if (others(folder).some((from) => !found.has(from))) found.delete(folder);
    const reached = new Set([...found].filter((folder) => programs.has(folder) || drawn.has(folder)));
    for (const folder of reached) for (const other of found) if (importers.get(other)?.has(folder)) reached.add(other);
    for (const folder of found) if (!reached.has(folder)) found.delete(folder);
  }
  return new Set([...found].filter((folder) => programs.has(folder) || !drawn.has(folder)));
}

/**
 * Who runs each package: by what is imported, and where nothing of it is seen to be imported by what the manifest asks
 * for. Tests run nothing.
 */
function importersOf(
  { files, modules, packages }: Pick<ClientInput, 'files' | 'modules' | 'packages'>,
  folderOf: (file: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const add = (folder: string, from: string): void => {
    found.set(folder, (found.get(folder) ?? new Set()).add(from));
  };
  for (const { from, to, typeOnly } of modules) {
    const [importer, imported] = [folderOf(from), folderOf(to)];
    if (importer === imported) continue;
    seen.add(`${importer}\n${imported}`);
    if (!typeOnly && files.get(from)?.role !== 'test') add(imported, importer);
  }
  const byName = new Map(packages.all.map(({ name, folder }) => [name, folder]));
  for (const { folder, manifest } of packages.all)
    for (const name of dependenciesOf(manifest)) {
      const asked = byName.get(name);
      if (asked !== undefined && asked !== folder && !seen.has(`${folder}\n${asked}`)) add(asked, folder);
    }
  return found;
}
