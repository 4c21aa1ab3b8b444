import { manifestText } from './manifest-text.js';

/**
 * Names of the packages a project needs when it runs, from the manifests of these directories. A manifest that cannot
 * be read adds none.
 */
export function runtimeDependencies(
  root: string,
  directories: readonly string[],
  manifests: ReadonlyMap<string, string> = new Map(),
): ReadonlySet<string> {
  return new Set(
    directories.flatMap((directory) => {
      const { dependencies, optionalDependencies, peerDependencies } = manifestIn(root, directory, manifests);
      return [dependencies, optionalDependencies, peerDependencies].flatMap((names) =>
        typeof names === 'object' && names !== null ? Object.keys(names) : [],
      );
    }),
  );
}

function manifestIn(
  root: string,
  directory: string,
  manifests: ReadonlyMap<string, string>,
): { readonly dependencies?: unknown; readonly optionalDependencies?: unknown; readonly peerDependencies?: unknown } {
  try {
    const manifest: unknown = JSON.parse(manifestText(root, directory, manifests));
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch {
    return {};
  }
}
