/** Schemas that stand in one file and are used in another: with the schemas of further files they are made of. */
import { fieldOf, resolved, UNSEEN, type Admitted, type Ref } from '@backend-architect/analysis';
import type { Modules } from '../modules.js';
import type { Project } from '../types.js';
import type { TextOrigin } from './outside-texts.js';

/** A schema is followed through so many files. */
const MAX_HOPS = 6;

export interface OutsideSchemas {
  /** What the schema an export is, or a member of it, lets through; null when it is none. */
  at(origin: TextOrigin): Admitted | null;
  /** A schema of this file, with those of other files in their places. */
  within(file: string, admitted: Admitted): Admitted;
}

export function createOutsideSchemas(project: Pick<Project, 'files'>, modules: Modules): OutsideSchemas {
  const known = new Map<string, Admitted | null>();

  const exported = (file: string, name: string, path: readonly string[], hops: number): Admitted | null => {
    const [first, ...rest] = path;
    if (name === '*')
      return first === undefined ? exported(file, 'default', [], hops) : exported(file, first, rest, hops);
    const whole = named(file, name, hops);
    if (whole) return path.reduce<Admitted | null>((admitted, key) => admitted && fieldOf(admitted, key), whole);
    // `module.exports = { login }`, read by name.
    return name === 'default' ? null : member(named(file, 'default', hops), [name, ...path]);
  };

  const member = (whole: Admitted | null, path: readonly string[]): Admitted | null =>
    path.reduce<Admitted | null>((admitted, key) => admitted && fieldOf(admitted, key), whole);

  const named = (file: string, name: string, hops: number): Admitted | null => {
    const key = `${file}#${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, null); // schemas that hold each other
    const found = hops > 0 ? ofExport(file, name, hops) : null;
    known.set(key, found);
    return found;
  };

  const ofExport = (file: string, name: string, hops: number): Admitted | null => {
    const facts = project.files.get(file)?.exports ?? [];
    const own = facts.find((fact) => fact.name === name && !fact.typeOnly);
    if (own?.admits) return within(file, own.admits, hops);
    if (own) return own.ref?.kind === 'import' ? imported(file, own.ref, hops) : null;
    for (const { name: all, from } of facts) {
      const found =
        all === '*' && from !== undefined ? imported(file, { specifier: from, name, path: [] }, hops) : null;
      if (found) return found;
    }
    return null;
  };

  const within = (file: string, admitted: Admitted, hops: number): Admitted =>
    resolved(admitted, (of) => (of.is === 'param' ? of : (imported(file, of, hops) ?? UNSEEN)));

  const imported = (
    file: string,
    of: Pick<Extract<Ref, { kind: 'import' }>, 'specifier' | 'name' | 'path'>,
    hops: number,
  ): Admitted | null => {
    const target = modules.resolve(file, of.specifier);
    return target.kind === 'file' ? exported(target.file, of.name, of.path, hops - 1) : null;
  };

  return {
    within: (file, admitted) => within(file, admitted, MAX_HOPS),
    at: (origin) => (origin.kind === 'export' ? exported(origin.file, origin.name, origin.path, MAX_HOPS) : null),
  };
}
