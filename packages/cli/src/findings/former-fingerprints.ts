import { fingerprintsOf, type Anchor } from './fingerprint.js';

/**
 * For each anchor, in the same order, the fingerprints it had under the former paths of its file, the youngest first.
 * Most files have none. Anchors must come in source order, as for `fingerprintsOf`.
 */
export function formerFingerprints(anchors: readonly Anchor[], formerPaths: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const former: string[][] = anchors.map(() => []);
  for (const [file, paths] of formerPaths) {
    const places = anchors.flatMap((anchor, index) => (anchor.file === file ? [index] : []));
    for (const path of paths) {
      const prints = fingerprintsOf(places.map((place) => ({ ...anchors[place]!, file: path })));
      places.forEach((place, index) => former[place]!.push(prints[index]!));
    }
  }
  return former;
}
