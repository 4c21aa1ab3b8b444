/** Files that only browsers run, as the modules around them show: their own imports need not say so. */
import type { FileFacts, LibraryModel } from '@backend-architect/analysis';
import { grouped } from './module-edges.js';
import type { Entry, ModuleEdge } from './types.js';

export interface BrowserInput {
  readonly files: ReadonlyMap<string, Pick<FileFacts, 'role' | 'libraries' | 'imports'>>;
  readonly modules: readonly ModuleEdge[];
  readonly entries: readonly Pick<Entry, 'file'>[];
  readonly models: readonly Pick<LibraryModel, 'library' | 'family'>[];
}

/** Libraries that browsers run as well; any other is one of a server. */
const OF_BOTH: ReadonlySet<LibraryModel['family']> = new Set([
  'http-client', 'validation', 'logging', 'crypto', 'other',
]);
/** Modules of Node that bundlers put something in place of (webpack 4, `node-libs-browser`). */
const BUNDLED: ReadonlySet<string> = new Set([
  'node:assert', 'node:buffer', 'node:events', 'node:path', 'node:process', 'node:querystring', 'node:timers',
  'node:url', 'node:util',
]);

/** Packages that run components on the server as well, by how their names begin: what those import may run there. */
const RENDERED = new RegExp(
  String.raw`^(?:next|nuxt|#imports|astro|gatsby|vike|waku|@remix-run|@react-router|@sveltejs|` +
    String.raw`@tanstack/(?:react-|solid-)?start|react-dom/server|@?vue/server-renderer|svelte/server|` +
    String.raw`preact-render-to-string)(?:[/.]|$)`,
);

/**
 * Source files that code of the browser imports, that nothing else does, and that reach nothing of a server: no way in,
 * no library of one. Types that are imported say nothing. None is known where a server renders components.
 */
export function browserFiles({ files, modules, entries, models }: BrowserInput): ReadonlySet<string> {
  if ([...files.values()].some(({ imports }) => imports.some(({ specifier }) => RENDERED.test(specifier))))
    return new Set();
  const edges = modules.filter(({ from, typeOnly }) => !typeOnly && files.get(from)?.role !== 'test');
  const isDrawn = (file: string): boolean => files.get(file)?.role === 'client';
  const below = (starts: Iterable<string>, next: ReadonlyMap<string, readonly string[]>): Set<string> => {
    const found = new Set(starts);
    for (const file of found) for (const other of next.get(file) ?? []) found.add(other);
    return found;
  };
  const imports = grouped(
    edges,
    ({ from }) => from,
    ({ to }) => to,
  );
  const importers = grouped(
    edges,
    ({ to }) => to,
    ({ from }) => from,
  );
  const serving = below(serverFiles(files, entries, models), importers);
  const found = new Set(
    [...below([...files.keys()].filter(isDrawn), imports)].filter(
      (file) => files.get(file)?.role === 'source' && !serving.has(file),
    ),
  );
  // Whoever else has it may run it on the server.
  const others = [...found].filter((file) => importers.get(file)!.some((from) => !isDrawn(from) && !found.has(from)));
  for (const file of below(others, imports)) found.delete(file);
  return found;
}

function* serverFiles(
  files: BrowserInput['files'],
  entries: BrowserInput['entries'],
  models: BrowserInput['models'],
): Iterable<string> {
  const families = new Map(models.map(({ library, family }) => [library, family]));
  for (const { file } of entries) yield file;
  for (const [file, { role, libraries }] of files)
    if (role !== 'client' && libraries.some((name) => !BUNDLED.has(name) && !OF_BOTH.has(families.get(name))))
      yield file;
}
