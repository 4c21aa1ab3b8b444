/**
 * The one of these names that somebody most likely meant, or null when none is near: a slip of some letters, a
 * beginning (`no-sqli` for `no-sql-injection`), or other words around it (`sql-injection`). Of equally near ones the
 * first in alphabetical order. Case and separators do not count.
 * @param lettersForSlip So many letters may hold one slip: fewer where there are few names, and no two of them alike.
 */
export function closestName(name: string, known: Iterable<string>, lettersForSlip = 4): string | null {
  const meant = plain(name);
  if (meant.length < 2) return null;
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const candidate of [...known].sort()) {
    const distance = distanceOf(meant, plain(candidate), lettersForSlip);
    if (distance !== null && (best === null || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name ?? null;
}

/** `did you mean "x"?` for the end of an error message; empty when nothing is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const closest = closestName(name, known);
  return closest === null ? '' : `did you mean "${closest}"?`;
}

/** Shorter words than this are parts of too many names. */
const LEAST_PART = 4;

/**
 * Fewer is nearer; null: another name. A name that holds the whole of the other is nearer than any with three slips.
 */
function distanceOf(a: string, b: string, lettersForSlip: number): number | null {
  const shorter = a.length < b.length ? a : b;
  const longer = a.length < b.length ? b : a;
  const edits = editsBetween(a, b);
  if (edits <= Math.max(1, Math.floor(longer.length / lettersForSlip))) return edits;
  if (shorter.length < LEAST_PART || !longer.includes(shorter)) return null;
  return 3 + (longer.startsWith(shorter) ? 0 : 0.5) + 1 - shorter.length / longer.length;
}

/** Letters to add, drop, exchange or swap with their neighbour. */
function editsBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      next.push(least);
    }
    before = last;
    last = next;
  }
  return last[b.length] ?? 0;
}

/** Without prefix, case and separators; a longer text than any name of ours is nobody's slip. */
function plain(name: string): string {
  return name
    .slice(0, 100)
    .replace(/^.*\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
