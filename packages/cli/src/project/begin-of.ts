import type { Ref } from '@backend-architect/analysis';

/** What a chain of calls begins with: `trx` in `trx('orders').where(x).del()`. */
export function beginOf(ref: Ref): Ref {
  let begin = ref;
  while (begin.kind === 'result') begin = begin.of;
  return begin;
}
