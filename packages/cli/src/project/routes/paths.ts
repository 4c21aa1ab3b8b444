/** Joins parts of a route path; `/` between them, none at the end. */
export function joinPath(...parts: readonly string[]): string {
  const joined = parts.map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return `/${joined.join('/')}`;
}

/** True when a middleware mounted at `prefix` sees a request for `path`. `*` and unknown parts match. */
export function startsWithPath(path: string, prefix: string): boolean {
  const wanted = segments(prefix);
  const given = segments(path);
  return wanted.every((segment, index) => {
    const other = given[index];
    if (segment === '*' || segment === '(.*)' || segment.startsWith('*')) return true;
    // A route that is shorter than the mount path is never below it.
    if (other === undefined) return false;
    return segment === other || segment === ':?' || other === ':?' || segment.startsWith(':') || other.startsWith(':');
  });
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
