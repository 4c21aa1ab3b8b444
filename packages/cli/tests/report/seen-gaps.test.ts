import { describe, expect, it } from 'vitest';
import { seenGaps } from '../../src/report/seen-gaps.js';

const seen = (
  routes: number,
  withoutHandler: number,
  incomplete: number,
  serverLibraries: readonly string[] = ['x'],
  unmodelled: readonly string[] = [],
) =>
  seenGaps({
    routes,
    entryPoints: { serverLibraries, withoutHandler, incomplete },
    unmodelled: unmodelled.map((name, index) => ({ name, files: 9 - index })),
  });

describe('what a reader must know of entry points', () => {
  it('is nothing when they were recognised', () => {
    expect(seen(10, 2, 2, ['x'], ['y'])).toEqual([]);
    expect(seen(0, 0, 0, [], [])).toEqual([]);
  });

  it('is that there is none, also where no library is known', () => {
    expect(seen(0, 0, 0)).toEqual([
      'No entry point is recognised although the project uses x: nothing was judged as reachable by a client.',
    ]);
    expect(seen(0, 0, 0, [], ['a', 'b', 'c', 'd', 'e', 'f'])).toEqual([
      'No entry point is recognised: nothing was judged as reachable by a client.',
      'Imported and not modelled: a (imported by 9 files), b (imported by 8 files), ' +
        'c (imported by 7 files), d (imported by 6 files), e (imported by 5 files) and 1 more. ' +
        'What their calls do is unknown, also whether they serve requests.',
    ]);
  });

  it('is how many were judged by their address alone', () => {
    expect(seen(4, 1, 0)).toEqual([
      '1 of 4 entry points has no handler that could be followed: what it does was not judged.',
    ]);
    expect(seen(4, 3, 0, ['x'], ['y'])).toEqual([
      '3 of 4 entry points have no handler that could be followed: what they do was not judged.',
      'Imported and not modelled: y (imported by 9 files). What their calls do is unknown, ' +
        'also whether they serve requests.',
    ]);
    expect(seen(4, 0, 2, ['x'], ['y'])).toHaveLength(1);
  });
});
