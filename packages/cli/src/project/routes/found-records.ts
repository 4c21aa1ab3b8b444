import type { CheckFact, LookupUse, WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';
import type { PlacedCalls } from './placed-calls.js';
import { chainedKey, rowKey, strongest, weakest, type RowKey } from './row-keys.js';

/** How a look-up is asked for, and what it is chained to. */
type Asked = Pick<Extract<CheckFact, { kind: 'found' }>, 'through' | 'chain'>;

/** Whether calls look records up by what they are given. */
export interface FoundRecords {
  findsRecord(call: LinkedCall, use: LookupUse, asked: Asked, depth: number): RowKey;
  settledKey(key: RowKey, facts: WaysFact, certain: readonly number[], use: LookupUse): RowKey;
}

/** `once`: what is being asked already is not asked again. */
export function foundRecords(
  ways: ReadonlyMap<FunctionId, WaysFact>,
  placed: PlacedCalls,
  once: <T>(key: string, otherwise: T, work: () => T) => T,
): FoundRecords {
  const { placeOf, queryAt } = placed;

  /**
   * The call reads stored data by what it is given there: the record is there or not. A list is always there; its
   * elements need not be.
   */
  const findsRecord = (call: LinkedCall, use: LookupUse, { through, chain = [] }: Asked, depth: number): RowKey => {
    const linked = [call, ...chain.flatMap((at) => placed.at(call.file, at) ?? [])];
    const asking = linked.find((one) => queryAt(one));
    const query = asking && queryAt(asking);
    if (query) {
      const model = asking.target?.call.query;
      const isSingle = !query.many || linked.some((one) => model?.single?.includes(lastName(one)));
      const isThere =
        query.operation === 'read' && (through === 'element' || (isSingle && model?.textArg === undefined));
      const handed = use.in ? placed.at(call.file, use.in) : call;
      if (!isThere || !handed) return 'no';
      const chained = chainedKey(lastName(handed), handed.fact, use, model);
      return handed === asking ? strongest([rowKey(handed.fact, use, model), chained]) : chained;
    }
    if (call.fact.callee.kind === 'param' || depth <= 0 || call.targets.length === 0) return 'no';
    return weakest(
      call.targets.map((target) =>
        once(`finds ${target}`, 'no' as const, () => {
          const { file } = placeOf(target);
          const facts = ways.get(target);
          const ends = facts?.ways.filter((way) => way.to === 'end' && way.value !== 'falsy') ?? [];
          return facts && ends.length > 0
            ? weakest(
                ends.map((way) =>
                  strongest(
                    way.checks.map((index) => {
                      const check = facts.checks[index];
                      const inner = check?.kind === 'found' ? placed.at(file, check.at) : undefined;
                      if (check?.kind !== 'found' || !inner) return 'no';
                      return strongest(
                        check.uses
                          .filter(({ by }) => by === use.arg)
                          .map((one) =>
                            settledKey(
                              findsRecord(inner, one, through === 'element' ? { ...check, through } : check, depth - 1),
                              facts,
                              way.checks,
                              one,
                            ),
                          ),
                      );
                    }),
                  ),
                ),
              )
            : 'no';
        }),
      ),
    );
  };

  /** What is known to be there needs no other proof of that. */
  const settledKey = (key: RowKey, facts: WaysFact, certain: readonly number[], { of }: LookupUse): RowKey => {
    const isPresent =
      of === undefined ||
      certain.some((index) => {
        const check = facts.checks[index];
        return (
          (check?.kind === 'present' && check.of === of) || (check?.kind === 'param' && of === `param:${check.index}`)
        );
      });
    return key === 'if-present' && isPresent ? 'yes' : key;
  };

  return { findsRecord, settledKey };
}

/** The last name of what is called: `where` of `db('users').where(...)`. */
function lastName({ fact, target }: LinkedCall): string {
  const { callee } = fact;
  const path = 'path' in callee ? callee.path : undefined;
  const symbol = target?.symbol ?? (callee.kind === 'library' ? callee.symbol : '');
  return path?.at(-1) ?? symbol.slice(symbol.search(/[^.#]*$/));
}
