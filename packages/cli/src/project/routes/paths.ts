/** Joins parts of a route path; `/` between them, none at the end. */
export function joinPath(...parts: readonly string[]): string {
  const joined = parts.map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return `/${joined.join('/')}`;
}

/** True when a middleware mounted at `prefix` may see a request for `path`. `*` and unknown parts match. */
export function startsWithPath(path: string, prefix: string): boolean {
  return coverage(path, prefix) !== 'none';
}

/**
 * Which requests for `path` a middleware mounted at `prefix` sees. What is not constant in either is not known to be
 * the same.
 */
export function coverage(path: string, prefix: string): 'all' | 'some' | 'none' {
  const wanted = segments(prefix);
  const given = segments(path);
  let covered: 'all' | 'some' = 'all';
  for (const [index, segment] of wanted.entries()) {
    const other = given[index];
    if (segment.startsWith('*') || segment === '(.*)') return covered;
    // An unknown part may stand for several.
    if (segment === ':?' || given.slice(0, index + 1).some((part) => part === ':?' || part.startsWith('*')))
      return 'some';
    // A route that is shorter than the mount path is never below it.
    if (other === undefined) return 'none';
    if (segment === other || /^:\w+$/.test(segment)) continue;
    if (!segment.startsWith(':') && !other.startsWith(':')) return 'none';
    covered = 'some';
  }
  return covered;
}

/** What is left of a path below a prefix; null where it is not longer than that, or not known to begin with it. */
export function remainder(path: string, prefix: string): string | null {
  const [whole, start] = [segments(path), segments(prefix)];
  const isBelow = whole.length > start.length && start.every((segment, index) => segment === whole[index]);
  return isBelow && !start.some((segment) => /^[:*(]/.test(segment)) ? joinPath(...whole.slice(start.length)) : null;
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
