/**
 * Of which class an object is whose methods are followed, or which class it is whose static methods are: what that class
 * decides stands in the place of what a parent says.
 */
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf, keyOf, type ClassThing, type Instance, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';

type Owner = Instance | ClassThing;

export interface ConcreteClass {
  /** Does the work with methods of this object; of an heir of it where that is what they are called on already. */
  as<T>(object: Owner | null, work: () => T): T;
  /** The same for what a call runs: methods of the same object, of another one, or none. */
  within<T>(call: LinkedCall, work: () => T): T;
  /** What is called: the member of the object's own class where it is one of its own. */
  calleeOf(call: LinkedCall): Thing | null;
  /** All that may run; of an object that is known by its type, also what classes below it decide. */
  targetsOf(call: LinkedCall): readonly FunctionId[];
  /** What is known of a function may be another thing for another class. */
  key(): string;
}

export function concreteClass(resolver: Resolver, calls: readonly LinkedCall[]): ConcreteClass {
  let current: Owner | null = null;

  const exactly = <T>(object: Owner | null, work: () => T): T => {
    const outer = current;
    current = object;
    try {
      return work();
    } finally {
      current = outer;
    }
  };

  const isHeirOf = (file: string, name: string): boolean =>
    current !== null &&
    resolver.classes.isA({ kind: 'instance', file: current.file, name: current.name }, file, name, resolver);

  /** The call is one of a method on its own object, or of a static one on its class. */
  const isOwn = ({ file, fact: { callee } }: LinkedCall): boolean =>
    current?.kind === 'class'
      ? callee.kind === 'class' && callee.own === true && callee.path.length === 1 && isHeirOf(file, callee.className)
      : callee.kind === 'member' &&
        (callee.path.length === 1 || callee.path[0] === 'super') &&
        isHeirOf(file, callee.className);

  let made: ReadonlySet<string> | null = null;
  /** Objects of this class are made somewhere, and not by a container that knows which class is asked for. */
  const isMade = (heir: Instance): boolean => {
    made ??= new Set(
      calls.flatMap(({ file, fact, callee }) =>
        fact.construct && callee?.kind === 'class' && resolver.files.get(file)?.role !== 'test'
          ? [`${callee.file}#${callee.name}`]
          : [],
      ),
    );
    return made.has(`${heir.file}#${heir.name}`);
  };

  /** The methods that may stand in the place of one, where only a type says of which class the object is. */
  const instead = ({ self, fact: { callee } }: LinkedCall): readonly FunctionId[] => {
    const name = 'path' in callee ? callee.path?.at(-1) : undefined;
    if (!self?.byType || name === undefined) return [];
    return resolver.classes.heirsOf(self, resolver).flatMap((heir) => {
      const member = isMade(heir) ? resolver.classes.memberOf(heir, name, resolver) : null;
      return member?.kind === 'function' ? [idOf(member.file, member.fn)] : [];
    });
  };

  const ownMember = (call: LinkedCall): Thing | null => {
    const { callee } = call.fact;
    if (!current || !isOwn(call) || (callee.kind !== 'member' && callee.kind !== 'class') || callee.path.length !== 1)
      return null;
    return resolver.classes.memberOf(current, callee.path[0]!, resolver);
  };

  return {
    as(object, work) {
      const isHeir = object !== null && current?.kind === object.kind && isHeirOf(object.file, object.name);
      return exactly(isHeir ? current : object, work);
    },
    within: (call, work) => exactly(isOwn(call) ? current : ownerOf(call), work),
    calleeOf: (call) => ownMember(call) ?? call.callee,
    targetsOf(call) {
      const own = ownMember(call);
      return own?.kind === 'function' ? [idOf(own.file, own.fn)] : [...new Set([...call.targets, ...instead(call)])];
    },
    key: () => (current ? keyOf(current) : ''),
  };
}

/** What the call runs a method of. */
function ownerOf({ self, callee }: LinkedCall): Owner | null {
  return self ?? (callee?.kind === 'function' ? callee.of : undefined) ?? null;
}
