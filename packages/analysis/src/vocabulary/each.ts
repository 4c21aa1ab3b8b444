import type { MemberModel } from './library-model.js';

/** Members of several names that mean the same. */
export function each(names: readonly string[], member: MemberModel): Record<string, MemberModel> {
  return Object.fromEntries(names.map((name) => [name, member]));
}
