/** Methods that run on another object than their own: `orders.list.bind(this)` in a router that has what `list` uses. */
import type { FileFacts, Ref } from '@backend-architect/analysis';
import type { Resolver } from './resolution.js';
import { keyOf, type Instance } from './things.js';

/** By the class that has the methods, the instances that they are bound to in place of one of it. */
export function boundElsewhere(
  files: ReadonlyMap<string, FileFacts>,
  resolver: Resolver,
): ReadonlyMap<string, readonly Instance[]> {
  const found = new Map<string, Instance[]>();
  for (const { file, calls, role } of files.values()) {
    if (role === 'test') continue;
    for (const { callee, args } of calls) {
      const method = methodBound(callee);
      const bound = method && args[0]?.ref ? resolver.resolve(file, args[0].ref) : null;
      const fn = method && bound?.kind === 'instance' ? resolver.resolve(file, method) : null;
      if (fn?.kind !== 'function' || bound?.kind !== 'instance') continue;
      const owner = files.get(fn.file)?.classes.find(({ methods }) => methods.some((one) => one.fn === fn.fn));
      if (!owner) continue;
      const key = keyOf({ kind: 'instance', file: fn.file, name: owner.name });
      const known = found.get(key) ?? [];
      if (key !== keyOf(bound) && known.every((one) => keyOf(one) !== keyOf(bound))) found.set(key, [...known, bound]);
    }
  }
  return found;
}

/** `orders.list` in `orders.list.bind`, of something that stands in a variable of its own. */
function methodBound(callee: Ref): Ref | null {
  const isNamed = callee.kind === 'import' || callee.kind === 'class' || callee.kind === 'result';
  return isNamed && callee.path.length > 1 && callee.path.at(-1) === 'bind'
    ? { ...callee, path: callee.path.slice(0, -1) }
    : null;
}
