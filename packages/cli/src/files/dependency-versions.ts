import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Versions of the packages a project declares, by name: the installed one, else the locked one, else the lowest the range
 * allows. `directories` are those with a package.json, root first; where two disagree the first one counts.
 */
export function dependencyVersions(root: string, directories: readonly string[]): Readonly<Record<string, string>> {
  const locked = lockedVersions(root);
  const versions = new Map<string, string>();
  for (const directory of directories) {
    const manifest = readJson(join(root, directory, 'package.json')) as Manifest | null;
    const declared = { ...manifest?.peerDependencies, ...manifest?.optionalDependencies, ...manifest?.devDependencies, ...manifest?.dependencies };
    for (const [name, range] of Object.entries(declared)) {
      if (versions.has(name)) continue;
      const version = installedVersion(join(root, directory), root, name) ?? locked[name] ?? lowestOf(String(range));
      if (version !== null) versions.set(name, version);
    }
  }
  return Object.fromEntries([...versions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function installedVersion(from: string, root: string, name: string): string | null {
  for (let directory = from; ; directory = dirname(directory)) {
    const manifest = readJson(join(directory, 'node_modules', name, 'package.json')) as Manifest | null;
    if (manifest?.version) return manifest.version;
    if (directory === root || directory === dirname(directory)) return null;
  }
}

function lockedVersions(root: string): Readonly<Record<string, string>> {
  const lock = readJson(join(root, 'package-lock.json')) as { packages?: Record<string, Manifest>; dependencies?: Record<string, Manifest> } | null;
  const entries = Object.entries(lock?.packages ?? {})
    .filter(([path]) => path.lastIndexOf('node_modules/') === 0)
    .map(([path, entry]) => [path.slice('node_modules/'.length), entry.version] as const);
  const old = Object.entries(lock?.packages ? {} : (lock?.dependencies ?? {})).map(([name, entry]) => [name, entry.version] as const);
  return Object.fromEntries([...entries, ...old].filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

/** `^4.18.0` -> `4.18.0`, `>=3 <5` -> `3.0.0`, `npm:pg@8` -> `8.0.0`; null for `workspace:*`, tags and addresses. */
function lowestOf(range: string): string | null {
  if (/^(?:workspace|file|link|git|https?|github|catalog):/.test(range) || /^[*x]?$|^[a-z-]+$/i.test(range)) return null;
  const found = /(?:^|[\s^~>=<v@])(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?(-[\w.]+)?/.exec(range);
  if (!found) return null;
  const part = (text: string | undefined): string => (text && /^\d+$/.test(text) ? text : '0');
  return `${found[1]}.${part(found[2])}.${part(found[3])}${found[4] ?? ''}`;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
