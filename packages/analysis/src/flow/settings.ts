/** What whoever runs the program may set, and what it is where nobody does. */
import type { MemberModel } from '../vocabulary/library-model.js';
import type { Value } from '../vocabulary/value.js';
import { join, safe, setting } from './lattice.js';

/** A fixed value that the operator or the platform gives, or a setting; null for what is neither. */
export function givenByOperator({ value }: Pick<MemberModel, 'value'>): Value | null {
  return value === 'setting' ? setting() : value === 'constant' ? safe() : null;
}

/** The text it is where nobody sets anything; null where that is not known. */
export function presetOf({ constant: text, setting: set }: Value): string | null {
  return typeof text === 'string' ? text : (set?.preset ?? null);
}

/** The first where it is given, otherwise the second: `process.env.BASE ?? '/api'`. */
export function orElse(first: Value, second: Value): Value {
  const either = join(first, second);
  if (!first.setting) return either;
  const preset = first.setting.preset ?? presetOf(second) ?? undefined;
  return preset !== undefined || second.setting
    ? { ...either, setting: preset === undefined ? {} : { preset } }
    : either;
}
