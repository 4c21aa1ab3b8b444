import { posix } from 'node:path';
import type { Manifest } from '@backend-architect/analysis';
import { parseSettings } from '../options/parse-settings.js';
import { readText } from './read-text.js';

/** A folder with a package.json; `.` is the root. */
export interface SourcePackage {
  readonly name: string | null;
  readonly folder: string;
  readonly manifest: Manifest;
}

interface WorkspacePackage extends SourcePackage {
  /** Entry files package.json names, as written. */
  readonly entries: readonly string[];
  /** `./pool` and `./*` of its exports, `#db` of its imports, with what they name. */
  readonly subpaths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

export interface WorkspacePackages {
  readonly all: readonly SourcePackage[];
  /** The package a file stands in: the nearest. */
  around(file: string): SourcePackage | null;
  /** Root-relative paths that the name of a package, or one below it, may mean. */
  candidates(specifier: string): string[];
  /** What a package calls `#db` inside of itself. */
  within(from: string, specifier: string): string[];
  /** What a folder with a package.json of its own gives when it is required. */
  entriesOf(folder: string): string[];
  /** The sources that a file is built from, by the folders of the package it stands in. */
  builtFrom(path: string): string[];
}

/**
 * Packages whose sources are part of the project, by their names: the folder above any file that has a package.json.
 */
export function createWorkspacePackages(root: string, files: Iterable<string>): WorkspacePackages {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = posix.dirname(file); !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  const packages = [...folders].sort().flatMap((folder) => readPackage(root, folder));
  const byFolder = new Map(packages.map((found) => [found.folder, found]));
  const around = (file: string): WorkspacePackage | null => {
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      const found = byFolder.get(folder);
      if (found) return found;
      if (folder === '.' || folder === '/') return null;
    }
  };
  return {
    all: packages,
    around,
    candidates(specifier) {
      return packages.flatMap((found) => {
        if (found.name === null) return [];
        if (specifier === found.name)
          return [...found.entries, 'src/index', 'src/main', 'index', 'lib/index'].flatMap((entry) =>
            sourcesOf(found.folder, entry),
          );
        if (!specifier.startsWith(`${found.name}/`)) return [];
        const rest = specifier.slice(found.name.length + 1);
        return [
          ...named(found, `./${rest}`),
          posix.join(found.folder, rest),
          posix.join(found.folder, 'src', rest),
          ...sourcesOf(found.folder, rest),
        ];
      });
    },
    within(from, specifier) {
      const found = around(from);
      return found ? named(found, specifier) : [];
    },
    builtFrom(path) {
      const found = around(path);
      return found ? sourcesOf(found.folder, posix.relative(found.folder, path)) : [];
    },
    entriesOf: (folder) => (byFolder.get(folder)?.entries ?? []).flatMap((entry) => sourcesOf(folder, entry)),
  };
}

/** Files that a subpath of a package names. */
function named({ folder, subpaths }: WorkspacePackage, path: string): string[] {
  return subpaths.flatMap(([pattern, targets]) => {
    const star = pattern.indexOf('*');
    const isExact = star < 0 && pattern === path;
    const before = pattern.slice(0, star);
    const after = pattern.slice(star + 1);
    const fits =
      star >= 0 && path.length > before.length + after.length && path.startsWith(before) && path.endsWith(after);
    const middle = fits ? path.slice(before.length, path.length - after.length) : '';
    return isExact || fits ? targets.flatMap((target) => sourcesOf(folder, target.replaceAll('*', middle))) : [];
  });
}

/** `dist/index.js` is built from `src/index.ts`. */
function sourcesOf(folder: string, entry: string): string[] {
  const written = posix.join(folder, entry);
  const source = entry
    .replace(/^(?:\.\/)?(?:dist|build|lib|out|cjs|esm)\/(?:cjs\/|esm\/|src\/)?/, 'src/')
    .replace(/\.d\.[cm]?ts$/, '');
  return [written, posix.join(folder, source)];
}

function readPackage(root: string, folder: string): WorkspacePackage[] {
  const text = readText(root, posix.join(folder, 'package.json'));
  if (text === null) return [];
  const manifest: unknown = parseSettings(text);
  if (!isRecord(manifest)) return [];
  const entries = ['source', 'types', 'module', 'main'].flatMap((field) =>
    typeof manifest[field] === 'string' ? [manifest[field]] : [],
  );
  const subpaths = [manifest['exports'], manifest['imports']].flatMap((map) =>
    isRecord(map) ? Object.entries(map) : [],
  );
  return [
    {
      name: typeof manifest['name'] === 'string' ? manifest['name'] : null,
      folder,
      manifest,
      entries: [...texts(mainExport(manifest['exports'])), ...entries],
      subpaths: subpaths.flatMap(([pattern, target]) =>
        /^(?:\.\/|#)/.test(pattern) ? [[pattern, texts(target)] as const] : [],
      ),
    },
  ];
}

function mainExport(exports: unknown): unknown {
  return isRecord(exports) && '.' in exports ? exports['.'] : exports;
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, inner]) => (key.startsWith('./') ? [] : texts(inner)))
    : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
