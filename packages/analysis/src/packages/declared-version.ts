import semver from 'semver';
import type { Catalogs } from './catalogs.js';

/** Stands where a library is declared and its version is not known. */
export const UNKNOWN_VERSION = '*';

/**
 * The version a package.json asks for, as the code must at least run with it: the lowest one its range allows.
 * `^4.18.2` is 4.18.2, `^4 || ^5` is 4.0.0. A range that is open below is about its upper end, so the newest release
 * line under it is meant: `<5` is 4.0.0, `<=4.2.1` is 4.2.1. Null where nothing is said: `*`, `>=0`, `latest`,
 * `workspace:*`, addresses, a catalog nobody has.
 */
export function declaredVersion(name: string, range: unknown, catalogs: Catalogs = new Map()): string | null {
  if (typeof range !== 'string') return null;
  const written = writtenRange(name, range.trim(), catalogs);
  if (written === null || semver.validRange(written) === null) return null;
  const lowest = new semver.Range(written).set.map(lowestOf);
  // One part that allows everything makes the whole say nothing.
  const known = lowest.filter((version) => version !== null);
  return known.length < lowest.length ? null : (semver.sort(known)[0]?.version ?? null);
}

/**
 * The range behind the protocols of package managers: aliases, workspace members, catalogs, patches, tags of a
 * repository.
 */
function writtenRange(name: string, range: string, catalogs: Catalogs): string | null {
  const catalog = /^catalog:(.*)$/.exec(range);
  if (catalog) {
    const entry = catalogs.get(catalog[1]?.trim() || 'default')?.get(name);
    return entry === undefined || entry.startsWith('catalog:') ? null : writtenRange(name, entry, catalogs);
  }
  const patched = /^patch:.+@npm(?::|%3A)([^#]+)/i.exec(range);
  if (patched) return decoded(patched[1] ?? '');
  const tagged = /^(?:git[+:@]|github:|gitlab:|bitbucket:|https?:|[\w.-]+\/).*#semver:(.+)$/.exec(range);
  if (tagged) return tagged[1] ?? null;
  const aliased = /^(?:npm|jsr|workspace):(?:@?[^@\s]+@)?(.*)$/.exec(range);
  const inner = aliased ? (aliased[1] ?? '') : range;
  // `npm:express` names a package and no version; an empty range of its own would mean any.
  return inner.trim() === '' ? null : inner;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Lowest version of comparators that hold together; null when they allow everything, or nothing. */
function lowestOf(comparators: readonly semver.Comparator[]): semver.SemVer | null {
  const isBelow = ({ operator }: semver.Comparator): boolean => operator === '<' || operator === '<=';
  const upper = comparators.filter(isBelow);
  if (upper.length < comparators.length) {
    const range = comparators.map(({ value }) => value).join(' ');
    return range.trim() === '' ? null : semver.minVersion(range);
  }
  const [first, ...rest] = upper.map((comparator) =>
    comparator.operator === '<=' ? comparator.semver : lineBelow(comparator.semver),
  );
  const lower = (a: semver.SemVer | null, b: semver.SemVer | null): semver.SemVer | null =>
    a && b && semver.lt(b, a) ? b : a;
  return first === undefined ? null : rest.reduce(lower, first);
}

/**
 * The newest release line below a version: 5.0.0 has 4.0.0 below it, 4.3.0 has 4.2.0, 4.3.2 has 4.3.1. Null below
 * 0.0.0.
 */
function lineBelow({ major, minor, patch }: semver.SemVer): semver.SemVer | null {
  if (patch > 0) return new semver.SemVer(`${major}.${minor}.${patch - 1}`);
  if (minor > 0) return new semver.SemVer(`${major}.${minor - 1}.0`);
  return major > 0 ? new semver.SemVer(`${major - 1}.0.0`) : null;
}
