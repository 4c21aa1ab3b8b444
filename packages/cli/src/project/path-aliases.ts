import { posix } from 'node:path';
import { parseSettings } from '../options/parse-settings.js';
import { readText } from './read-text.js';

interface Aliases {
  /** Root-relative folder that alias targets are relative to. */
  readonly base: string;
  readonly baseUrl: boolean;
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

/** Files that may hold path aliases, beside the sources and above them. */
export const ALIAS_FILES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'] as const;

/** Path aliases of the nearest tsconfig.json or jsconfig.json. An `extends` that is not installed is passed over. */
export function createPathAliases(root: string): {
  /** Root-relative paths that a specifier may mean, without extension. */
  candidates(from: string, specifier: string): string[];
  /** True when an alias speaks of the specifier, wherever it leads. */
  isAliased(from: string, specifier: string): boolean;
} {
  const byFolder = new Map<string, readonly Aliases[]>();
  const configsFor = (folder: string): readonly Aliases[] => {
    const known = byFolder.get(folder);
    if (known) return known;
    const own = ALIAS_FILES.flatMap((name) => readAliases(root, posix.join(folder, name), 0));
    const above = folder === '.' ? [] : configsFor(posix.dirname(folder));
    const all = [...own, ...above];
    byFolder.set(folder, all);
    return all;
  };
  return {
    candidates: (from, specifier) =>
      configsFor(posix.dirname(from)).flatMap((aliases) => targetsOf(aliases, specifier)),
    isAliased: (from, specifier) =>
      configsFor(posix.dirname(from)).some((aliases) => namedBy(aliases, specifier).length > 0),
  };
}

function targetsOf(aliases: Aliases, specifier: string): string[] {
  const resolved = namedBy(aliases, specifier).map((target) => posix.join(aliases.base, target));
  return aliases.baseUrl ? [...resolved, posix.join(aliases.base, specifier)] : resolved;
}

/** Targets of the aliases that match, as written. */
function namedBy(aliases: Aliases, specifier: string): readonly string[] {
  const found: string[] = [];
  for (const [pattern, targets] of aliases.paths) {
    const star = pattern.indexOf('*');
    if (star < 0) {
      if (pattern === specifier) found.push(...targets);
      continue;
    }
    const before = pattern.slice(0, star);
    const after = pattern.slice(star + 1);
    if (specifier.length < before.length + after.length || !specifier.startsWith(before) || !specifier.endsWith(after))
      continue;
    const middle = specifier.slice(before.length, specifier.length - after.length);
    found.push(...targets.map((target) => target.replace('*', middle)));
  }
  return found;
}

function readAliases(root: string, file: string, depth: number): Aliases[] {
  if (depth > 5 || file.startsWith('..')) return [];
  const text = readText(root, file);
  if (text === null) return [];
  const config: unknown = parseSettings(text);
  if (!isRecord(config)) return [];
  const folder = posix.dirname(file);
  const options = isRecord(config['compilerOptions']) ? config['compilerOptions'] : {};
  const baseUrl = typeof options['baseUrl'] === 'string' ? options['baseUrl'] : null;
  const paths = isRecord(options['paths'])
    ? Object.entries(options['paths']).flatMap(([pattern, targets]) =>
        Array.isArray(targets) ? [[pattern, targets.filter((target) => typeof target === 'string')] as const] : [],
      )
    : [];
  const own: Aliases[] =
    paths.length > 0 || baseUrl !== null
      ? [{ base: posix.join(folder, baseUrl ?? '.'), baseUrl: baseUrl !== null, paths }]
      : [];
  const references = Array.isArray(config['references'])
    ? config['references'].flatMap((reference) =>
        isRecord(reference) && typeof reference['path'] === 'string' ? [reference['path']] : [],
      )
    : [];
  const inherited = parentsOf(config, file).flatMap((parent) => readAliases(root, withJson(parent), depth + 1));
  // A solution file only points at the configs that hold the aliases; those of other packages are found from their own
  // folder.
  const local = references
    .filter((path) => path.endsWith('.json'))
    .flatMap((path) => readAliases(root, posix.join(folder, path), depth + 1));
  return [...own, ...inherited, ...local];
}

/**
 * Root-relative files of the project that a file of compiler settings extends, as written; a package is none of them.
 */
export function parentsOf(config: unknown, file: string): readonly string[] {
  const parents = isRecord(config) ? [config['extends']].flat() : [];
  return parents
    .filter((parent): parent is string => typeof parent === 'string' && parent.startsWith('.'))
    .map((parent) => posix.join(posix.dirname(file), parent));
}

/** What a file of compiler settings extends that lies outside of the project, as written. */
export function outsideParents(config: unknown, file: string): readonly string[] {
  const parents = isRecord(config) ? [config['extends']].flat() : [];
  const isOutside = (parent: string): boolean =>
    /^(?:[/\\]|[a-z]:)/i.test(parent) ||
    (parent.startsWith('.') && posix.join(posix.dirname(file), parent).startsWith('../'));
  return parents.filter((parent): parent is string => typeof parent === 'string' && isOutside(parent));
}

/** Packages that a file of compiler settings extends, as written. */
export function extendedPackages(config: unknown): readonly string[] {
  const parents = isRecord(config) ? [config['extends']].flat() : [];
  return parents.filter(
    (parent): parent is string => typeof parent === 'string' && /^[@\w]/.test(parent) && !/^[a-z]:/i.test(parent),
  );
}

/** Root-relative files and folders of other compiler settings that one points at. */
export function referencesOf(config: unknown, file: string): readonly string[] {
  const references = isRecord(config) && Array.isArray(config['references']) ? config['references'] : [];
  return references.flatMap((one) =>
    isRecord(one) && typeof one['path'] === 'string' ? [posix.join(posix.dirname(file), one['path'])] : [],
  );
}

function withJson(path: string): string {
  return path.endsWith('.json') ? path : `${path}.json`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
