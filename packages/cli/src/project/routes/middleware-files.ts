/** Functions that a framework runs before others by the place of their file: `middleware.ts` with its `matcher`. */
import type { StandsBeforeModel } from '@backend-architect/analysis';
import { nameOf } from './chain-links.js';
import { runsBehind } from './exported-call.js';
import { NO_DUTIES } from './duties.js';
import type { FileRouteInput } from './file-route-input.js';
import { gateLinks } from './gates.js';
import { covers, strongest } from './path-patterns.js';
import { doubted, linkWith, notFollowed, type OpenLink } from './settled-links.js';
import { valueBelow } from './value-below.js';
import { fileAndKey } from '../things.js';

export interface MiddlewareFiles {
  /** What stands before a path below the folder of a framework's files; `''` is the root of the project. */
  before(folder: string, path: string): readonly OpenLink[];
}

interface Placed {
  readonly folder: string;
  readonly links: readonly OpenLink[];
  /** Null: they are not known. */
  readonly patterns: readonly string[] | null;
}

export function middlewareFiles(input: FileRouteInput): MiddlewareFiles {
  const models = input.resolver.registry.models.flatMap((model) =>
    (model.standsBefore ?? []).map((entry) => ({
      entry: { ...entry, library: model.library },
      place: new RegExp(entry.file),
    })),
  );
  const placed = [...input.resolver.files].flatMap(([file, facts]): Placed[] => {
    if (facts.role === 'test') return [];
    return models.flatMap(({ entry, place }) => {
      const folder = place.exec(file)?.groups?.['folder'];
      const links = folder === undefined ? null : linksOf(input, file, entry);
      // It sees the whole path.
      const whole = links?.map((link) => ({ ...link, below: '/' }));
      return whole && folder !== undefined ? [{ folder, links: whole, patterns: patternsOf(input, file, entry) }] : [];
    });
  });
  return {
    before: (folder, path) =>
      placed.flatMap((one) => {
        if (one.folder !== folder) return [];
        const covered = one.patterns
          ? strongest(one.patterns.map((pattern) => (pattern === '' ? 'all' : covers(pattern, path))))
          : 'some';
        if (covered === 'none') return [];
        return one.links.map((link) =>
          covered === 'all' ? link : doubted(link, 'whether its matcher names this route is not known'),
        );
      }),
  };
}

function linksOf(
  input: FileRouteInput,
  file: string,
  { library, ...entry }: StandsBeforeModel & { readonly library: string },
): readonly OpenLink[] | null {
  const { resolver, book } = input;
  const exported = resolver.files
    .get(file)
    ?.exports.find(({ name, typeOnly }) => entry.exports.includes(name) && !typeOnly);
  if (!exported) return null;
  if (entry.madeBy) {
    const facts = input.resolver.files.get(file)!;
    const runs = runsBehind(input, facts, exported, { library, madeBy: entry.madeBy });
    if (!runs) return null;
    const name = resolver.functionFact(...fileAndKey(runs.fn))?.name ?? exported.name;
    const link = { name, file, at: exported.at, fn: runs.fn };
    const isOwn = runs.call.targets.length > 0;
    const found = linkWith(link, book.ofFunction(runs.fn, 'unanswered'));
    return [isOwn ? notFollowed(found, 'what stands around it is not followed') : found];
  }
  const gate = gateLinks(input, resolver.files.get(file)!, exported);
  if (gate) return gate;
  const thing = exported.ref ? resolver.resolve(file, exported.ref) : null;
  const link = linkWith(
    { name: thing ? nameOf(resolver, thing, { at: exported.at }) : exported.name, file, at: exported.at },
    thing ? book.ofThing(thing, 'unanswered') : NO_DUTIES,
  );
  return [thing?.kind === 'function' ? link : notFollowed(link, 'what it does is not known')];
}

function patternsOf(
  { resolver }: FileRouteInput,
  file: string,
  { paths }: StandsBeforeModel,
): readonly string[] | null {
  if (!paths) return [''];
  const settings = resolver.files.get(file)?.exports.find(({ name }) => name === paths.export);
  if (!settings) return [''];
  const value = valueBelow(settings.value, [paths.member]);
  if (!value) return settings.value?.properties && !settings.value.spread ? [''] : null;
  const texts = (value.elements ?? [value]).map((one) => one.constant ?? valueBelow(one, ['source'])?.constant);
  return texts.every((text) => typeof text === 'string') ? texts : null;
}
