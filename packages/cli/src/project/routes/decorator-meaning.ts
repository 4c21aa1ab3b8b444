import type { ArgFact, DecoratorFact, DecoratorModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf, symbolOf, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';

/** One decorator of a library, whether it is written there or comes from the project's own composite decorator. */
export interface DecoratorMeaning {
  readonly model: DecoratorModel;
  readonly symbol: string;
  /** Where its arguments are written. */
  readonly file: string;
  readonly args: readonly ArgFact[];
  /** The project's own decorators on the way, outermost first. */
  readonly through: readonly { readonly name: string; readonly fn: FunctionId }[];
  readonly at: { readonly file: string; readonly at: DecoratorFact['at'] };
  /** A call on the way runs only sometimes. */
  readonly isUnsure?: true;
}

const MAX_DEPTH = 5;

/** What a decorator means, with composite decorators of the project expanded. */
export function decoratorMeanings(
  resolver: Resolver,
  callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>,
  file: string,
  fact: DecoratorFact,
): DecoratorMeaning[] {
  const thing = resolver.resolve(file, fact.ref);
  return thing
    ? expand(resolver, callsBy, thing, { file, args: fact.args, through: [], at: { file, at: fact.at } }, 0)
    : [];
}

type Use = Pick<DecoratorMeaning, 'file' | 'args' | 'through' | 'at' | 'isUnsure'>;

function expand(
  resolver: Resolver,
  callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>,
  thing: Thing,
  use: Use,
  depth: number,
): DecoratorMeaning[] {
  if (depth > MAX_DEPTH) return [];
  if (thing.kind === 'library') {
    const member = thing.meaning.kind === 'member' ? thing.meaning.ref.member : undefined;
    return member?.decorator && thing.meaning.kind === 'member'
      ? [{ ...use, model: member.decorator, symbol: symbolOf(thing.meaning) }]
      : [];
  }
  if (thing.kind !== 'function') return [];
  const id = idOf(thing.file, thing.fn);
  const name = resolver.functionFact(thing.file, thing.fn)?.name ?? '';
  // A decorator factory makes its decorators in its own body, alone or as parts of a composite.
  return (callsBy.get(id) ?? []).flatMap((call) => {
    if (!call.callee || (call.callee.kind === 'function' && idOf(call.callee.file, call.callee.fn) === id)) return [];
    return expand(
      resolver,
      callsBy,
      call.callee,
      {
        ...use,
        file: call.file,
        args: call.fact.args,
        through: [...use.through, { name, fn: id }],
        ...((call.fact.condition === 'sometimes' || call.fact.skips) && { isUnsure: true as const }),
      },
      depth + 1,
    );
  });
}

/** Arguments that are lists count as their entries. */
export function flatArgs(args: readonly ArgFact[]): ArgFact[] {
  return args.flatMap((arg) => (arg.list ? flatArgs(arg.list) : [arg]));
}
