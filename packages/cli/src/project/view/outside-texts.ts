/** Texts that stand in one file and are read in another: what an export is or holds, what a function returns. */
import {
  isTrialPlace,
  OF_INSTANCE,
  remembered,
  type FileFacts,
  type ForeignText,
  type Ref,
  type TextFact,
} from '@backend-architect/analysis';
import { exportsNamed } from '../exports-by-name.js';
import type { Modules } from '../modules.js';
import { idOf } from '../things.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId, Project } from '../types.js';

const NONE: readonly ForeignText[] = [];

/** A text is followed through so many files. */
const MAX_HOPS = 4;

/** Where something of another file comes from, and the member path below it. */
export type TextOrigin =
  | { readonly kind: 'export'; readonly file: string; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: 'result'; readonly fn: FunctionId; readonly path: readonly string[] };

export interface OutsideTexts {
  /** Texts it can be as a whole. */
  at(origin: TextOrigin): readonly ForeignText[];
  /** It is a text or holds some. */
  holdsAny(origin: TextOrigin): boolean;
}

export function createOutsideTexts(
  project: Pick<Project, 'files' | 'functions'>,
  modules: Modules,
  resolver: Resolver,
): OutsideTexts {
  const known = new Map<string, readonly ForeignText[]>();

  const at = (origin: TextOrigin, hops: number): readonly ForeignText[] => {
    if (hops < 0 || isBare(origin)) return NONE;
    const of = origin.kind === 'result' ? origin.fn : `${origin.file}\n${origin.name}`;
    const key = [hops, origin.kind, of, ...origin.path].join('\n');
    const before = known.get(key);
    if (before) return before;
    const texts = found(origin, hops);
    known.set(key, texts);
    return texts;
  };

  /** Nothing below it is a text, nor does it name anything that may hold some: so it is with nearly everything. */
  const isBare = (origin: TextOrigin): boolean =>
    origin.kind === 'result'
      ? project.functions.get(origin.fn)?.fact?.texts === undefined
      : isBareExport(origin.file)(origin.name);

  const isBareExport = remembered((file: string) =>
    remembered((name: string): boolean => {
      const own = valueNamed(file, name);
      if (own) return !own.texts && own.ref?.kind !== 'import' && own.ref?.kind !== 'result';
      const facts = project.files.get(file);
      if (!facts || exportsNamed(facts, '*').length > 0) return !facts;
      return name === 'default' || name === '*' || isBareExport(file)('default');
    }),
  );

  const found = (origin: TextOrigin, hops: number): readonly ForeignText[] => {
    const [file, facts] = factsOf(origin);
    if (facts) return facts.flatMap((fact) => told(file, fact, origin.path, hops));
    return origin.kind === 'export' ? passedOn(origin, hops) : [];
  };

  const valueNamed = (file: string, name: string): FileFacts['exports'][number] | undefined => {
    const facts = project.files.get(file);
    return facts && exportsNamed(facts, name).find(({ typeOnly }) => !typeOnly);
  };

  const factsOf = (origin: TextOrigin): readonly [string, readonly TextFact[] | undefined] => {
    if (origin.kind === 'result') {
      const fn = project.functions.get(origin.fn);
      return [fn?.file ?? '', fn?.fact?.texts];
    }
    return [origin.file, valueNamed(origin.file, origin.name)?.texts];
  };

  const told = (file: string, fact: TextFact, path: readonly string[], hops: number): readonly ForeignText[] => {
    const below =
      fact.path.length <= path.length && fact.path.every((key, index) => key === path[index])
        ? path.slice(fact.path.length)
        : null;
    if (below === null) return [];
    const fallback = fact.fallbackFor === undefined ? {} : { fallbackFor: fact.fallbackFor };
    const isSeen = (from: string): boolean =>
      (fact.under ?? []).every(
        ({ of, member = below[0] }) => member !== undefined && isLackedBy(file, of, from, member),
      );
    if ('ref' in fact) {
      if (below[0] !== undefined && fact.without?.includes(below[0])) return [];
      return ofRef(file, fact.ref, below, hops - 1)
        .filter((text) => isSeen(text.file))
        .map((text) => ({ ...fallback, ...text }));
    }
    if (!isSeen(file)) return [];
    const facts = project.files.get(file);
    if (below.length > 0 || facts?.role === 'test' || facts?.role === 'migration' || isTrialPlace(file)) return [];
    const name = path.at(-1);
    return [
      {
        file,
        at: fact.at,
        text: fact.text,
        ...fallback,
        ...(name !== undefined && { name }),
        ...(fact.refused && { refused: true }),
      },
    ];
  };

  /** What is spread over a text has no member of its name: each file of a folder, beside the one it stands in. */
  const isLackedBy = (file: string, ref: Ref, from: string, name: string): boolean => {
    const over = resolver.resolve(file, ref);
    if (over?.kind !== 'folder') return over !== null && resolver.lacks(over, name);
    return over.files.every((other) => other === from || resolver.lacks({ kind: 'module', file: other }, name));
  };

  const ofRef = (file: string, ref: Ref, below: readonly string[], hops: number): readonly ForeignText[] => {
    if (ref.kind === 'import') {
      const target = modules.resolve(file, ref.specifier);
      return target.kind === 'file' ? at(exported(target.file, ref.name, [...ref.path, ...below]), hops) : [];
    }
    const of = ref.kind === 'result' ? resolver.resolve(file, ref.of) : null;
    if (ref.kind !== 'result' || of?.kind !== 'function') return [];
    return at({ kind: 'result', fn: idOf(of.file, of.fn), path: [...ref.path, ...below] }, hops);
  };

  /** An export that names something of another file, is one of `export *`, or a member of `module.exports = {...}`. */
  const passedOn = (
    { file, name, path }: Extract<TextOrigin, { kind: 'export' }>,
    hops: number,
  ): readonly ForeignText[] => {
    const facts = project.files.get(file);
    const own = valueNamed(file, name);
    if (own) return own.ref ? ofRef(file, own.ref, path, hops - 1) : [];
    for (const fact of facts ? exportsNamed(facts, '*') : []) {
      const found =
        fact.from !== undefined
          ? ofRef(file, { kind: 'import', specifier: fact.from, name, path: [] }, path, hops - 1)
          : [];
      if (found.length > 0) return found;
    }
    return name === 'default' || name === '*'
      ? []
      : at({ kind: 'export', file, name: 'default', path: [name, ...path] }, hops - 1);
  };

  return {
    at: (origin) => at(normal(origin), MAX_HOPS),
    holdsAny: (origin) => {
      const whole = normal(origin);
      const [, facts] = factsOf(whole);
      return facts
        ? facts.some(({ path }) => path.every((key, index) => key === (whole.path[index] ?? key)))
        : at(whole, MAX_HOPS).length > 0;
    },
  };
}

/** `*` is the module: its first member is an export, and what it is as a whole is the default one. */
function normal(origin: TextOrigin): TextOrigin {
  return origin.kind === 'export' ? exported(origin.file, origin.name, origin.path) : origin;
}

function exported(file: string, name: string, path: readonly string[]): Extract<TextOrigin, { kind: 'export' }> {
  const [first, ...rest] = path;
  if (name !== '*') return { kind: 'export', file, name, path };
  return first === undefined
    ? { kind: 'export', file, name: 'default', path: [] }
    : { kind: 'export', file, name: first, path: rest };
}

/** A member of it, what it gives when it is called, what it makes. */
export function below(origin: TextOrigin | null, key: string): TextOrigin | null {
  return origin && { ...origin, path: [...origin.path, key] };
}

export function madeOf(origin: TextOrigin | null): TextOrigin | null {
  return below(origin, OF_INSTANCE);
}
