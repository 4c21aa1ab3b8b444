import type { ArgFact, CallFact } from '@backend-architect/analysis';
import type { Thing } from './things.js';

/** `work.call(self, a)` and `work.apply(self, [a])` as the call `work(a)` that they are; every other call as it is. */
export function directCall(fact: CallFact, callee: Thing | undefined): CallFact {
  if (callee?.kind !== 'function' || callee.through === undefined || callee.through === 'bind') return fact;
  const { keyedArgs, values, names, ...same } = fact;
  // Which of the values in a list arrives where is not kept.
  if (callee.through === 'apply') return { ...same, args: listed(fact.args[1]) };
  const moved = Object.entries(values ?? {}).flatMap(([index, value]) =>
    Number(index) > 0 ? [[Number(index) - 1, value] as const] : [],
  );
  return {
    ...same,
    args: fact.args[0]?.spread ? fact.args : fact.args.slice(1),
    ...(keyedArgs && { keyedArgs: keyedArgs.filter((index) => index > 0).map((index) => index - 1) }),
    ...(moved.length > 0 && { values: Object.fromEntries(moved) }),
    ...(names && { names: names.slice(1) }),
  };
}

function listed(list: ArgFact | undefined): readonly ArgFact[] {
  if (!list) return [];
  return list.list ?? [{ at: list.at, spread: true }];
}
