const INSTALLED = 'node_modules/';

/**
 * Versions by package name that a package-lock.json holds at its top level, from its parsed text. Empty for anything
 * else.
 */
export function lockedVersionsIn(lock: unknown): ReadonlyMap<string, string> {
  const packages = recordIn(lock, 'packages');
  const entries = packages
    ? Object.entries(packages)
        .filter(([path]) => path.lastIndexOf(INSTALLED) === 0)
        .map(([path, entry]) => [path.slice(INSTALLED.length), entry] as const)
    : Object.entries(recordIn(lock, 'dependencies') ?? {});
  return new Map(
    entries.flatMap(([name, entry]): [string, string][] => {
      const version = isRecord(entry) ? entry['version'] : undefined;
      return typeof version === 'string' ? [[name, version]] : [];
    }),
  );
}

function recordIn(value: unknown, key: string): Record<string, unknown> | null {
  const found = isRecord(value) ? value[key] : undefined;
  return isRecord(found) ? found : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
