import { fingerprintsOf, type Anchor } from './fingerprint.js';

/**
 * For each anchor, in the same order, the fingerprints it had under the former paths of its file and of its caller's,
 * the youngest first. Most files have none. Anchors must come in source order, as for `fingerprintsOf`.
 */
export function formerFingerprints(
  anchors: readonly Anchor[],
  formerPaths: ReadonlyMap<string, readonly string[]>,
): readonly (readonly string[])[] {
  const former: string[][] = anchors.map(() => []);
  for (const places of byFiles(anchors)) {
    const { file, caller } = anchors[places[0]!]!;
    for (const [path, callerPath] of pathsOf(file, caller?.file, formerPaths)) {
      const prints = fingerprintsOf(places.map((place) => renamed(anchors[place]!, path, callerPath)));
      places.forEach((place, index) => former[place]!.push(prints[index]!));
    }
  }
  return former;
}

/** Where the anchors of one file with callers of one file stand in the list. */
function byFiles(anchors: readonly Anchor[]): Iterable<readonly number[]> {
  const places = new Map<string, number[]>();
  anchors.forEach(({ file, caller }, index) => {
    const key = `${file}\0${caller?.file ?? ''}`;
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  return places.values();
}

/** Each of the two under its paths of today and of before, but for both of today. */
function pathsOf(
  file: string,
  caller: string | undefined,
  formerPaths: ReadonlyMap<string, readonly string[]>,
): readonly (readonly [string, string | undefined])[] {
  const callers = caller === undefined ? [undefined] : [caller, ...(formerPaths.get(caller) ?? [])];
  return [file, ...(formerPaths.get(file) ?? [])]
    .flatMap((path) => callers.map((from) => [path, from] as const))
    .slice(1);
}

function renamed(anchor: Anchor, file: string, caller: string | undefined): Anchor {
  return {
    ...anchor,
    file,
    ...(anchor.caller && caller !== undefined && { caller: { ...anchor.caller, file: caller } }),
  };
}
