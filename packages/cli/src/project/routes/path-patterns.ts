/** Patterns of paths as path-to-regexp reads them, and which routes they cover. */

/** All requests for a route, none, or some or nobody knows. */
export type Covered = (typeof ORDER)[number];
const ORDER = ['none', 'some', 'all'] as const;

export function strongest(covered: readonly Covered[]): Covered {
  return ORDER.findLast((one) => covered.includes(one)) ?? 'none';
}

/** A constant path, one with all below (`/admin(.*)`, `/admin/:path*`), or all but what begins with some words. */
export function covers(pattern: string, route: string): Covered {
  if (/^\/?\(\.\*\)$|^\/:\w+\*$/.test(pattern)) return 'all';
  const path = route === '/' ? route : route.replace(/\/$/, '');
  const [, start = '', end = ''] = /^((?:\/[\w.-]+)+)(\(\.\*\)|\/\(\.\*\)|\/:\w+[*+])$/.exec(pattern) ?? [];
  if (end === '(.*)') return begins(path, start);
  if (end !== '') {
    const below = begins(path, `${start}/`);
    if (path !== start || below !== 'none') return below;
    // Of the place itself the documents of frameworks and the library say different things for `/(.*)`.
    return end.endsWith('*') ? 'all' : end.endsWith('+') ? 'none' : 'some';
  }
  const without = /^\/\(\(\?!(?<words>[^()]*(?:\([^()]*\)[^()]*)*)\)\.\*\)$/.exec(pattern)?.groups?.['words'];
  if (without !== undefined) return leavesOut(without.split('|'), path);
  return /^\/[\w./-]*$/.test(pattern) ? (path === pattern ? 'all' : mayBe(path, pattern)) : 'some';
}

function begins(path: string, start: string): Covered {
  return fixedOf(path).startsWith(start) ? 'all' : mayBe(path, start);
}

/** `(?!api|_next/static|.*\\..*)`: it is left out where it begins with one of the words. */
function leavesOut(words: readonly string[], path: string): Covered {
  const rest = path.slice(1);
  const covered = words.map((word): Covered => {
    const plain = word.replaceAll('\\', '').replace(/\$$/, '');
    if (/^[\w./-]+$/.test(plain) && !plain.startsWith('.'))
      return rest.startsWith(plain) ? 'none' : mayBe(path, `/${plain}`) === 'some' ? 'some' : 'all';
    // Files with an extension; what else an expression says is not known.
    return /^\.\*\\+\./.test(word) ? (rest.includes('.') || /[:*]/.test(rest) ? 'some' : 'all') : 'some';
  });
  return ORDER.find((one) => covered.includes(one)) ?? 'all';
}

/** A part that is not constant may be whatever the pattern says. */
function mayBe(path: string, pattern: string): Covered {
  return /[:*]/.test(path) && pattern.startsWith(fixedOf(path)) ? 'some' : 'none';
}

function fixedOf(path: string): string {
  return path.replace(/[:*].*$/, '');
}
