import type { FileFacts } from '@backend-architect/analysis';

type ExportFact = FileFacts['exports'][number];

const NONE: readonly ExportFact[] = [];
/** Barrels are asked for every name of a package: their exports are sorted by name once. */
const known = new WeakMap<readonly ExportFact[], ReadonlyMap<string, readonly ExportFact[]>>();

/** What a file exports under this name, in source order. */
export function exportsNamed({ exports }: Pick<FileFacts, 'exports'>, name: string): readonly ExportFact[] {
  let byName = known.get(exports);
  if (!byName) {
    const sorted = new Map<string, ExportFact[]>();
    for (const fact of exports) {
      const same = sorted.get(fact.name);
      if (same) same.push(fact);
      else sorted.set(fact.name, [fact]);
    }
    known.set(exports, (byName = sorted));
  }
  return byName.get(name) ?? NONE;
}
