/** What stands before handlers, in whatever files it is made: with the schemas it is made with in their places. */
import { filledScreens, objectOf, type Given, type MadeScreens, type Screen } from '@backend-architect/analysis';
import { exportsNamed } from '../exports-by-name.js';
import type { Modules } from '../modules.js';
import type { Resolver } from '../resolution.js';
import { idOf, type Thing } from '../things.js';
import type { FunctionId, Project } from '../types.js';
import type { OutsideSchemas } from './outside-schemas.js';

/** Middleware is followed through so many files. */
const MAX_HOPS = 5;

type Elsewhere = Extract<Screen, { is: 'elsewhere' }>;

export interface OutsideScreens {
  /** Screens that stand in a file, in terms of nothing that is only of it. */
  within(file: string, screens: readonly Screen[]): readonly Screen[];
  made(file: string, made: MadeScreens): MadeScreens;
  /** What the export of a file makes sure of, when it is no function; null where it says nothing. */
  exported(file: string, name: string, path: readonly string[]): readonly Screen[] | null;
}

export function createOutsideScreens(
  project: Pick<Project, 'files' | 'functions'>,
  modules: Modules,
  resolver: Resolver,
  schemas: OutsideSchemas,
): OutsideScreens {
  const within = (file: string, screens: readonly Screen[], hops: number): readonly Screen[] =>
    screens.flatMap((screen): readonly Screen[] => {
      switch (screen.is) {
        case 'part':
        case 'given':
          return [{ ...screen, admits: schemas.within(file, screen.admits) }];
        case 'elsewhere':
          return hops > 0 ? followed(file, screen, hops - 1) : [];
        default:
          return [screen];
      }
    });

  const followed = (file: string, screen: Elsewhere, hops: number): readonly Screen[] => {
    const given = screen.given?.map((one) => placed(file, one));
    const target = modules.resolve(file, screen.specifier);
    if (target.kind !== 'file') return perhaps(given);
    const { name, path } = screen;
    const start: Thing | null =
      name === '*' ? { kind: 'module', file: target.file } : resolver.exportOf(target.file, name);
    const thing = path.reduce<Thing | null>((known, member) => known && resolver.memberOf(known, member), start);
    const id: FunctionId | null = thing?.kind === 'function' ? idOf(thing.file, thing.fn) : null;
    const fn = id === null ? undefined : project.functions.get(id);
    if (!fn?.fact) return given ? perhaps(given) : (exported(target.file, name, path, hops) ?? []);
    if (!given) return within(fn.file, fn.fact.screens ?? [], hops);
    const made = fn.fact.makes;
    return made
      ? filledScreens(madeIn(fn.file, made, hops), fn.fact.key, (index) => given[index] ?? null)
      : perhaps(given);
  };

  const madeIn = (file: string, made: MadeScreens, hops: number): MadeScreens => ({
    of: within(file, made.of, hops),
    open: made.open,
  });

  const placed = (file: string, given: Given): Given => {
    const admits = schemas.within(file, given.admits);
    const isShown = given.shown ?? (given.text === undefined && isFound(given, admits));
    return { ...given, admits, ...(isShown && { shown: true as const }) };
  };

  const exported = (file: string, name: string, path: readonly string[], hops: number): readonly Screen[] | null => {
    const facts = project.files.get(file);
    const [first, ...rest] = path;
    if (!facts || hops < 0) return null;
    if (name === '*') return first === undefined ? null : exported(file, first, rest, hops);
    if (path.length > 0) return null;
    const own = exportsNamed(facts, name).find((fact) => !fact.typeOnly);
    if (own?.screens) return within(file, own.screens, hops);
    if (own?.ref?.kind === 'import')
      return within(
        file,
        [{ is: 'elsewhere', specifier: own.ref.specifier, name: own.ref.name, path: own.ref.path }],
        hops,
      );
    for (const all of own ? [] : exportsNamed(facts, '*')) {
      const target = all.from === undefined ? null : modules.resolve(file, all.from);
      const found = target?.kind === 'file' ? exported(target.file, name, [], hops - 1) : null;
      if (found) return found;
    }
    return null;
  };

  return {
    within: (file, screens) => within(file, screens, MAX_HOPS),
    made: (file, made) => madeIn(file, made, MAX_HOPS),
    exported: (file, name, path) => exported(file, name, path, MAX_HOPS),
  };
}

/** A schema of another file that was found to be one of objects. */
function isFound({ admits: before }: Given, admits: Given['admits']): boolean {
  return before.is !== 'object' && objectOf(admits) !== null;
}

/** What is made with a schema by somebody nobody reads. */
function perhaps(given: readonly Given[] | undefined): readonly Screen[] {
  return (given ?? []).filter(({ shown }) => shown).map(({ admits }): Screen => ({ is: 'given', admits }));
}
