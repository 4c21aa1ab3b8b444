import { posix } from 'node:path';
import { parseSettings } from '../options/parse-settings.js';
import { readText } from './read-text.js';

interface WorkspacePackage {
  readonly name: string;
  readonly folder: string;
  /** Entry files package.json names, as written. */
  readonly entries: readonly string[];
}

/** Packages whose sources are part of the project, by their names: the folder above any file that has a package.json. */
export function createWorkspacePackages(root: string, files: Iterable<string>): { candidates(specifier: string): string[] } {
  const folders = new Set<string>();
  for (const file of files) for (let folder = posix.dirname(file); !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  const packages = [...folders].sort().flatMap((folder) => readPackage(root, folder));
  return {
    candidates(specifier) {
      return packages.flatMap((found) => {
        if (specifier === found.name) return [...found.entries, 'src/index', 'src/main', 'index', 'lib/index'].flatMap((entry) => sourcesOf(found.folder, entry));
        if (!specifier.startsWith(`${found.name}/`)) return [];
        const rest = specifier.slice(found.name.length + 1);
        return [posix.join(found.folder, rest), posix.join(found.folder, 'src', rest), ...sourcesOf(found.folder, rest)];
      });
    },
  };
}

/** `dist/index.js` is built from `src/index.ts`. */
function sourcesOf(folder: string, entry: string): string[] {
  const written = posix.join(folder, entry);
  const source = entry.replace(/^(?:\.\/)?(?:dist|build|lib|out|cjs|esm)\/(?:cjs\/|esm\/|src\/)?/, 'src/').replace(/\.d\.[cm]?ts$/, '');
  return [written, posix.join(folder, source)];
}

function readPackage(root: string, folder: string): WorkspacePackage[] {
  const text = readText(root, posix.join(folder, 'package.json'));
  if (text === null) return [];
  const manifest: unknown = parseSettings(text);
  if (!isRecord(manifest) || typeof manifest['name'] !== 'string') return [];
  const entries = ['source', 'types', 'module', 'main'].flatMap((field) => (typeof manifest[field] === 'string' ? [manifest[field]] : []));
  return [{ name: manifest['name'], folder, entries: [...texts(mainExport(manifest['exports'])), ...entries] }];
}

function mainExport(exports: unknown): unknown {
  return isRecord(exports) && '.' in exports ? exports['.'] : exports;
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => (key.startsWith('./') ? [] : texts(inner))) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
