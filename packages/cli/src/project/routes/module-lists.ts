import type { ArgFact, ClassFact } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';

export interface ListEntry {
  readonly file: string;
  readonly arg: ArgFact;
}

export interface ModuleList {
  readonly entries: readonly ListEntry[];
  /** Some of it is not seen: it is spread in from somewhere unknown, or longer than what is kept. */
  readonly open: boolean;
}

const MAX_DEPTH = 6;

/** What a module lists under a property: `[A, ...others]`, `others`, where the others may stand in another file. */
export function listEntries(resolver: Resolver, file: string, arg: ArgFact | undefined, depth = 0): ModuleList {
  if (!arg) return { entries: [], open: false };
  if (depth > MAX_DEPTH) return { entries: [], open: true };
  const listed = arg.list ? { file, list: arg.list } : arg.ref && resolver.listOf(file, arg.ref);
  if (!listed) return { entries: [], open: true };
  const parts = listed.list.map((entry): ModuleList =>
    entry.spread
      ? listEntries(resolver, listed.file, entry, depth + 1)
      : { entries: [{ file: listed.file, arg: entry }], open: false },
  );
  return { entries: parts.flatMap(({ entries }) => entries), open: parts.some(({ open }) => open) };
}

export interface Provider extends ListEntry {
  /** The module that lists it. */
  readonly module: { readonly file: string; readonly owner: ClassFact };
}

/** What modules provide, by their decorators and by what their methods give (`forRoot()`). */
export function providersOf(resolver: Resolver): readonly Provider[] {
  return [...resolver.files].flatMap(([file, facts]) =>
    facts.role === 'test'
      ? []
      : facts.classes.flatMap((owner) => {
          const described = [
            ...owner.decorators.map((decorator) => decorator.args[0]),
            ...owner.methods.map(({ fn }) => resolver.functionFact(file, fn)?.literal),
          ];
          return described.flatMap((settings) =>
            listEntries(resolver, file, settings?.properties?.['providers']).entries.map((entry) => ({
              ...entry,
              module: { file, owner },
            })),
          );
        }),
  );
}
