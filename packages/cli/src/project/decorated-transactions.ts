import type { FileFacts, TransactionFact } from '@backend-architect/analysis';
import type { LinkedCall } from './call-linker.js';
import type { Resolver } from './resolution.js';
import { decoratorMeanings } from './routes/decorator-meaning.js';
import { idOf } from './things.js';
import type { FunctionId, ProjectFunction } from './types.js';
import { functionsWithin, isWrittenIn, lastName } from './wrapped-transactions.js';

type Opened = TransactionFact & { readonly file: string };

export interface DecoratedInput {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly functions: ReadonlyMap<FunctionId, ProjectFunction>;
  readonly resolver: Resolver;
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
}

/**
 * Methods that a decorator puts into a transaction: one of a library, or one of the project that runs the method inside
 * one.
 */
export function decoratedTransactions(opened: readonly Opened[], input: DecoratedInput): Opened[] {
  return [...input.files.values()].flatMap(({ file, classes }) =>
    classes.flatMap(({ methods }) =>
      methods.flatMap(({ fn, decorators }) => {
        const symbols = (decorators ?? []).flatMap((decorator) => {
          const [known] = decoratorMeanings(input.resolver, input.callsBy, file, decorator).filter(
            ({ model }) => model.is === 'transactional',
          );
          return known?.symbol ?? ownDecorator(opened, input, input.resolver.resolve(file, decorator.ref)) ?? [];
        });
        const at = decorators?.[0]?.at;
        return symbols[0] !== undefined && at
          ? [{ file, at, fn, body: fn, kind: 'ambient' as const, symbol: symbols[0] }]
          : [];
      }),
    ),
  );
}

/**
 * The symbol of the transaction in which the project's own decorator runs `original.apply(this, args)`; null when it
 * does not.
 */
function ownDecorator(
  opened: readonly Opened[],
  { functions }: DecoratedInput,
  thing: ReturnType<Resolver['resolve']>,
): string | null {
  if (thing?.kind !== 'function') return null;
  const { file, fn } = thing;
  const found = opened.find(
    (one) => one.file === file && isWrittenIn(one.fn, fn, file, functions) && runsOriginal(one, functions),
  );
  return found?.symbol ?? null;
}

function runsOriginal(one: Opened, functions: DecoratedInput['functions']): boolean {
  const { file, body, fn: opener } = one;
  const inside =
    body === undefined
      ? [functions.get(idOf(file, opener))]
      : functionsWithin(file, body, functions).map(({ fn }) => fn);
  return inside.some((fn) =>
    fn?.calls.some(({ fact }) => fact.at[0] > one.at[0] && /^(?:apply|call)$/.test(lastName(fact.callee))),
  );
}
