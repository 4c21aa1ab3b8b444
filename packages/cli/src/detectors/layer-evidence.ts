/** What the code of a file shows of its layer; where it lies and what it is called only suggest one. */
import { builtInModels, type FileFacts, type Ref } from '@backend-architect/analysis';
import type { Project } from '../project/types.js';
import { fileAndKey } from '../project/things.js';

/**
 * - `entry`: registers routes or holds their handlers
 * - `data`: runs queries, or declares what they are run on
 * - `connection`: makes or hands out a client of a database
 * - `service`: none of these, and stands between: used by an entry, or using data
 */
export type LayerEvidence = 'entry' | 'data' | 'connection' | 'service';

/** What each file that serves shows; a file that shows nothing is absent. */
export function layerEvidence(project: Project): ReadonlyMap<string, ReadonlySet<LayerEvidence>> {
  const entries = entryFiles(project);
  const shown = new Map<string, Set<LayerEvidence>>();
  for (const facts of project.files.values()) {
    const found = new Set<LayerEvidence>();
    if (entries.has(facts.file)) found.add('entry');
    if (handsOutClient(facts)) found.add('connection');
    shown.set(facts.file, found);
  }
  for (const fn of project.functions.values()) if (fn.queries.length > 0) shown.get(fn.file)?.add('data');
  for (const table of project.tables) shown.get(table.file)?.add('data');
  for (const file of between(project, shown)) shown.get(file)?.add('service');
  return new Map([...shown].filter(([, found]) => found.size > 0));
}

function entryFiles(project: Project): ReadonlySet<string> {
  const files = new Set<string>();
  for (const route of project.routes) {
    files.add(route.file);
    if (route.handler !== null) files.add(fileAndKey(route.handler)[0]);
  }
  return files;
}

const DATA_LIBRARIES: ReadonlySet<string> = new Set(
  builtInModels
    .filter(({ family }) => family === 'orm' || family === 'sql-driver' || family === 'document-store')
    .map(({ library }) => library),
);

/** A client that others get from here: exported, extended, or given back by a function. */
function handsOutClient({ exports, classes, functions }: FileFacts): boolean {
  return (
    exports.some(({ ref, type, what }) => what !== 'type' && (isClient(ref) || isOfDataLibrary(type))) ||
    classes.some((one) => isOfData(one.extends)) ||
    functions.some((fn) => isClient(fn.result))
  );
}

function isClient(ref: Ref | undefined): boolean {
  return ref?.kind === 'library' && ref.type !== undefined && isOfDataLibrary(ref.type);
}

function isOfData(ref: Ref | undefined): boolean {
  return ref?.kind === 'library' && isOfDataLibrary(ref.symbol);
}

/** `driver#Pool` is of `driver`; a scoped name holds no `#`. */
function isOfDataLibrary(symbol: string | undefined): boolean {
  return symbol !== undefined && DATA_LIBRARIES.has(symbol.slice(0, symbol.indexOf('#')));
}

/**
 * Files that neither face clients nor hold data, used by what does the one or using what does the other; injected by
 * type counts.
 */
function between(project: Project, shown: ReadonlyMap<string, ReadonlySet<LayerEvidence>>): readonly string[] {
  const shows = (file: string, what: LayerEvidence): boolean => shown.get(file)?.has(what) ?? false;
  return project.modules
    .flatMap(({ from, to }) => [
      ...(shows(from, 'entry') ? [to] : []),
      ...(shows(to, 'data') || shows(to, 'connection') ? [from] : []),
    ])
    .filter((file) => !shows(file, 'entry') && !shows(file, 'connection'));
}
