/** Of which class an object is whose methods are followed: what its class decides stands in the place of what a parent says. */
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf, keyOf, type Instance, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';

export interface ConcreteClass {
  /** Does the work with methods of this object; of an heir of it where that is what they are called on already. */
  as<T>(object: Instance | null, work: () => T): T;
  /** The same for what a call runs: methods of the same object, of another one, or none. */
  within<T>(call: LinkedCall, work: () => T): T;
  /** What is called: the member of the object's own class where it is one of its own. */
  calleeOf(call: LinkedCall): Thing | null;
  targetsOf(call: LinkedCall): readonly FunctionId[];
  /** What is known of a function may be another thing for another class. */
  key(): string;
}

export function concreteClass(resolver: Resolver): ConcreteClass {
  let current: Instance | null = null;

  const exactly = <T>(object: Instance | null, work: () => T): T => {
    const outer = current;
    current = object;
    try {
      return work();
    } finally {
      current = outer;
    }
  };

  /** The call is one of a method on its own object. */
  const isOwn = ({ file, fact: { callee } }: LinkedCall): boolean =>
    current !== null &&
    callee.kind === 'member' &&
    (callee.path.length === 1 || callee.path[0] === 'super') &&
    resolver.classes.isA(current, file, callee.className, resolver);

  const ownMember = (call: LinkedCall): Thing | null => {
    const { callee } = call.fact;
    return current && callee.kind === 'member' && callee.path.length === 1 && isOwn(call)
      ? resolver.classes.memberOf(current, callee.path[0]!, resolver)
      : null;
  };

  return {
    as(object, work) {
      const isHeir =
        current !== null && object !== null && resolver.classes.isA(current, object.file, object.name, resolver);
      return exactly(isHeir ? current : object, work);
    },
    within: (call, work) => exactly(isOwn(call) ? current : (call.self ?? null), work),
    calleeOf: (call) => ownMember(call) ?? call.callee,
    targetsOf(call) {
      const own = ownMember(call);
      return own?.kind === 'function' ? [idOf(own.file, own.fn)] : call.targets;
    },
    key: () => (current ? keyOf(current) : ''),
  };
}
