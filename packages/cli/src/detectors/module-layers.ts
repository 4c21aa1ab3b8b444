/** The layer a module belongs to, by where it lies and what it is called. */
import { builtInModels } from '@backend-architect/analysis';
import type { Policy } from '../options/config.js';
import type { Project } from '../project/types.js';
import { matchesGlob } from '../options/glob-pattern.js';
import { layerEvidence, type LayerEvidence } from './layer-evidence.js';

export interface Layer {
  readonly name: string;
  /** 0 is outermost: nearest to the client. */
  readonly rank: number;
}

const ENTRY: Layer = { name: 'the routes and controllers', rank: 0 };
const SERVICE: Layer = { name: 'the services', rank: 1 };
const DATA: Layer = { name: 'the data access', rank: 2 };
const DATABASE: Layer = { name: 'the database connection', rank: 3 };

const WORDS: readonly (readonly [RegExp, Layer])[] = [
  [/^(?:routes?|routers?|controllers?|resolvers?|endpoints?)$/, ENTRY],
  [/^(?:services?|use-?cases?|application|interactors?)$/, SERVICE],
  [/^(?:repositor(?:y|ies)|repos?|daos?|dal|persistence|stores?)$/, DATA],
  [/^(?:db|database|pool|datasource|data-source|connection)$/, DATABASE],
];
/** `prisma.ts`, `db/knex.ts`: a module named after a library that holds data is the connection. */
const DATA_LIBRARIES = new Set(
  builtInModels
    .filter(({ family }) => family === 'orm' || family === 'sql-driver' || family === 'document-store')
    .map(({ library }) => plainName(library)),
);

/** What any layer may share: shapes, names and errors; and what wires the layers together. */
const SHARED = new RegExp(
  String.raw`(?:^|[.\-_/])(?:dtos?|types?|interfaces?|schemas?|constants?|enums?|errors?|exceptions?|` +
    String.raw`validat(?:ors?|ion)|decorators?|guards?|middlewares?|modules?|containers?|providers?|configs?|` +
    String.raw`configuration|models?|entit(?:y|ies)|migrations?|seeds?)(?:[.\-_/]|$)`,
  'i',
);

/**
 * Layers of all files that serve; a file of no layer is absent. Declared layers win over inferred ones, and an inferred
 * one counts only where the code of the file shows it: a name may mean anything.
 */
export function layersOf(project: Project, policy: Policy): ReadonlyMap<string, Layer> {
  const declared = Object.entries(policy.layers ?? {}).map(([name, globs], rank) => ({ layer: { name, rank }, globs }));
  const shown = declared.length > 0 ? null : layerEvidence(project);
  const layers = new Map<string, Layer>();
  for (const facts of project.files.values()) {
    if (facts.role !== 'source') continue;
    const layer =
      shown === null
        ? declared.find(({ globs }) => globs.some((glob) => matchesGlob(facts.file, glob)))?.layer
        : confirmed(inferredLayer(facts.file), shown.get(facts.file));
    if (layer) layers.set(facts.file, layer);
  }
  return layers;
}

/**
 * The layer a name suggests, where the file shows it. What is called a connection and only runs queries is data access.
 */
function confirmed(suggested: Layer | undefined, shown: ReadonlySet<LayerEvidence> | undefined): Layer | undefined {
  switch (suggested) {
    case ENTRY:
      return shown?.has('entry') ? ENTRY : undefined;
    case SERVICE:
      return shown?.has('service') ? SERVICE : undefined;
    case DATA:
    case DATABASE:
      if (shown?.has('connection')) return suggested;
      return shown?.has('data') ? DATA : undefined;
    default:
      return undefined;
  }
}

/** The suffix of the name speaks before the folder: `users/users.controller.ts`. */
function inferredLayer(file: string): Layer | undefined {
  const segments = file.split('/');
  const stem = segments.at(-1)!.replace(/\.[cm]?[jt]sx?$/, '');
  if (SHARED.test(stem)) return undefined;
  const words = stem
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[.\-_]/);
  // `prisma.service`, `database.provider`: a service that only holds the connection is the connection.
  if (words.length === 2 && layerOfWord(words[0]!) === DATABASE && words[1] !== 'controller') return DATABASE;
  const bySuffix = words.length > 1 ? layerOfWord(words.at(-1)!) : undefined;
  if (bySuffix) return bySuffix;
  const folders = segments.slice(0, -1);
  if (folders.some((folder) => SHARED.test(folder))) return undefined;
  return folders
    .reverse()
    .map((folder) => layerOfWord(folder.toLowerCase()))
    .find((layer) => layer !== undefined);
}

function layerOfWord(word: string): Layer | undefined {
  return WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? (DATA_LIBRARIES.has(word) ? DATABASE : undefined);
}

/** How people call a package: the last part of its name that says something. */
function plainName(library: string): string {
  const parts = library.replace(/^@/, '').split('/');
  const said = parts.filter((part) => part !== 'client' && part !== 'core').at(-1) ?? library;
  return said.replace(/-(?:orm|typescript)$/, '').toLowerCase();
}

/** True for layers that hold data: what an outer layer reaches through services. */
export function holdsData(layer: Layer): boolean {
  return layer === DATA || layer === DATABASE;
}

/** True for the layer that clients reach. */
export function facesClients(layer: Layer): boolean {
  return layer === ENTRY;
}
