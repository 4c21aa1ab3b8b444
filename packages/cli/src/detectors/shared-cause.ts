/**
 * What findings of one rule have in common: made from functions and values that are known by file and name, never from
 * text.
 */
import type { ProjectFunction } from '../project/types.js';
import type { Cause } from './define.js';
import { nameOf } from '../project/function-name.js';

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
