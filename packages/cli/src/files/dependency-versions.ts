import { dirname, join } from 'node:path';
import {
  catalogsIn,
  declaredDependencies,
  declaredVersion,
  lockedVersionsIn,
  UNKNOWN_VERSION,
} from '@backend-architect/analysis';
import { manifestText } from './manifest-text.js';
import { LARGEST_LISTING, settingsText } from '../options/read-settings.js';

/**
 * Versions of the packages a project declares, by name: the installed one, else the locked one, else what the range
 * asks for (`declaredVersion`), `UNKNOWN_VERSION` where nothing says it. `directories` are those with a package.json,
 * root first; where two disagree the first one counts.
 */
export function dependencyVersions(
  root: string,
  directories: readonly string[],
  manifests: ReadonlyMap<string, string> = new Map(),
): Readonly<Record<string, string>> {
  const locked = lockedVersionsIn(jsonOf(settingsText(join(root, 'package-lock.json'), LARGEST_LISTING)));
  const catalogs = catalogsIn(settingsText(join(root, 'pnpm-workspace.yaml')));
  const versions = new Map<string, string>();
  for (const directory of directories) {
    for (const [name, range] of declaredDependencies(jsonOf(manifestText(root, directory, manifests)))) {
      if ((versions.get(name) ?? UNKNOWN_VERSION) !== UNKNOWN_VERSION) continue;
      const version =
        installedVersion(join(root, directory), root, name) ??
        locked.get(name) ??
        declaredVersion(name, range, catalogs);
      // What is declared is there, in whatever version.
      versions.set(name, version ?? UNKNOWN_VERSION);
    }
  }
  return Object.fromEntries([...versions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function installedVersion(from: string, root: string, name: string): string | null {
  for (let directory = from; ; directory = dirname(directory)) {
    const manifest = readJson(join(directory, 'node_modules', name, 'package.json')) as {
      readonly version?: unknown;
    } | null;
    if (typeof manifest?.version === 'string') return manifest.version;
    if (directory === root || directory === dirname(directory)) return null;
  }
}

function readJson(path: string): unknown {
  return jsonOf(settingsText(path));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
