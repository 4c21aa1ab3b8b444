/**
 * What findings of one rule have in common: made from functions and values that are known by file and name, never from
 * text.
 */
import type { Value } from '@backend-architect/analysis';
import type { Project, ProjectFunction } from '../project/types.js';
import type { Cause } from './define.js';
import { nameOf } from './reachability.js';

/** A function whose own change mends every call of it. */
export function throughFunction(fn: ProjectFunction, how = 'through'): Cause {
  return {
    place: { file: fn.file, at: fn.fact?.nameRange ?? [0, 0] },
    words: `${how} \`${nameOf(fn)}\` of ${fn.file}`,
  };
}

/** Routes of one file, which one guard on their router covers. */
export function routesOfFile(file: string): Cause {
  return { place: { file, at: [0, 0] }, words: `on the routes of ${file}` };
}

/**
 * The one parameter that a value of this file comes from: a check at the head of its function mends every use of it.
 */
export function sameParameter(value: Value, file: string, project: Project): { readonly cause?: Cause } {
  const [reason, ...others] = value.unknown;
  if (reason?.kind !== 'param' || others.length > 0) return {};
  const fn = project.functionAt(file, reason.fn);
  const param = fn?.fact?.params[reason.index];
  if (!fn?.fact || !param) return {};
  const name = [param.name, ...reason.path].join('.');
  return {
    cause: { place: { file, at: fn.fact.nameRange }, words: `with \`${name}\` in \`${nameOf(fn)}\` of ${file}` },
  };
}
