import type { Ref } from '@backend-architect/analysis';

/** The last name of what is called, where it is a member or nobody knows it: `find` of `this.users.find(...)`. */
export function calledName(callee: Ref): string {
  if (callee.kind === 'unknown') return callee.text.split('.').at(-1) ?? '';
  return 'path' in callee ? (callee.path?.at(-1) ?? '') : '';
}
