import { join } from 'node:path';
import { settingsText } from '../options/read-settings.js';

/** Names of the packages a project needs when it runs, from the manifests of these directories. A manifest that cannot be read adds none. */
export function runtimeDependencies(root: string, directories: readonly string[]): ReadonlySet<string> {
  return new Set(directories.flatMap((directory) => {
    const { dependencies, optionalDependencies, peerDependencies } = manifestIn(join(root, directory));
    return [dependencies, optionalDependencies, peerDependencies].flatMap((names) => (typeof names === 'object' && names !== null ? Object.keys(names) : []));
  }));
}

function manifestIn(directory: string): { readonly dependencies?: unknown; readonly optionalDependencies?: unknown; readonly peerDependencies?: unknown } {
  try {
    const manifest: unknown = JSON.parse(settingsText(join(directory, 'package.json')));
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch {
    return {};
  }
}
