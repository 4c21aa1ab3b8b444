import {
  isOfList,
  type ArgFact,
  type CheckFact,
  type LookupUse,
  type QueryFact,
  type QueryModel,
  type Unlike,
  type WayFact,
  type WaysFact,
} from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import type { PlacedCalls } from './placed-calls.js';
import { hasArrived, isExcluded } from './given-members.js';
import { chainedKey, rowKey, strongest, weakest, type RowKey } from './row-keys.js';

/** How a look-up is asked for, what it is chained to, and whether what it gives has arrived. */
type Asked = Pick<Extract<CheckFact, { kind: 'found' }>, 'through' | 'path' | 'chain'> & {
  readonly awaited: boolean;
  readonly unlike?: Unlike | undefined;
};

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
  resolver: Resolver,
): FoundRecords {
  const { placeOf, queryAt } = placed;

  const givesPromise = (target: FunctionId): boolean => {
    const { file, key } = placeOf(target);
    const fact = resolver.functionFact(file, key);
    return !fact || fact.async || fact.returnsPromise === true;
  };

  /**
   * The call reads stored data by what it is given there: the record is there or not. A list is always there; its
   * elements need not be.
   */
  const findsRecord = (call: LinkedCall, use: LookupUse, asked: Asked, depth: number): RowKey => {
    const { through, unlike, chain = [], awaited } = asked;
    const linked = [call, ...chain.flatMap((at) => placed.at(call.file, at) ?? [])];
    const asking = linked.find((one) => queryAt(one));
    const query = asking && queryAt(asking);
    if (query) {
      const model = asking.target?.call.query;
      const isThere =
        query.operation === 'read' &&
        (awaited || linked.every(isAtOnce)) &&
        isGivenForRows(linked, asking) &&
        (through === 'element'
          ? isElementOf(model, asked)
          : (!query.many || linked.some((one) => model?.single?.includes(lastName(one)))) &&
            model?.textArg === undefined &&
            isUnlike(query, model, unlike));
      const handed = use.in ? placed.at(call.file, use.in) : call;
      if (!isThere || !handed) return 'no';
      const chained = chainedKey(lastName(handed), handed.fact, use, model);
      // An object with operators of its own fits whatever there is.
      if (use.open && takesOperators(handed) && !isEquality(use, model)) return 'no';
      return handed === asking ? strongest([rowKey(handed.fact, use, model), chained]) : chained;
    }
    if (call.fact.callee.kind === 'param' || depth <= 0 || call.targets.length === 0) return 'no';
    return weakest(
      call.targets.map((target) =>
        once(`finds ${target}`, 'no' as const, () => {
          const { file } = placeOf(target);
          const facts = ways.get(target);
          const ends = facts?.ways.filter((way) => mayBeGiven(way, unlike)) ?? [];
          if (!awaited && givesPromise(target)) return 'no';
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
                          .map((one) => ({ ...one, ...(use.open && { open: true as const }) }))
                          .map((one) =>
                            settledKey(
                              findsRecord(
                                inner,
                                one,
                                insideOf(check, way.made ? { ...asked, unlike: undefined } : asked),
                                depth - 1,
                              ),
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
          (check?.kind === 'present' && check.of === of) ||
          (check?.kind === 'param' && !check.member && of === `param:${check.index}`)
        );
      });
    return key === 'if-present' && isPresent ? 'yes' : key;
  };

  return { findsRecord, settledKey };
}

/** What is asked of the look-up of a function whose result is asked for. */
function insideOf(inner: Extract<CheckFact, { kind: 'found' }>, { through, path, unlike, awaited }: Asked): Asked {
  const whole = [...(inner.path ?? []), ...(path ?? [])];
  return {
    ...inner,
    through: through === 'element' ? through : inner.through,
    ...(whole.length > 0 && { path: whole }),
    ...(unlike && { unlike }),
    awaited: hasArrived(inner.awaited, { ...(!awaited && { arrives: false as const }) }),
  };
}

/** On this way a function gives what its caller takes for a record. */
function mayBeGiven({ to, value, falsy }: WayFact, unlike: Unlike | undefined): boolean {
  if (to !== 'end' || value !== 'falsy') return to === 'end';
  // What is not written there is what the look-up gives, and judged by that.
  return unlike !== undefined && falsy !== undefined && !isExcluded(falsy, unlike);
}

/** What is handed to the call is a filter in which objects are operators. */
function takesOperators({ target }: LinkedCall): boolean {
  return target?.call.sinks?.some(({ kind }) => kind === 'nosql-filter') === true;
}

/** `{ token: { $eq: sent } }`: whatever stands there is a value. */
function isEquality({ path }: LookupUse, model: QueryModel | undefined): boolean {
  const last = path?.at(-1);
  return last !== undefined && path!.length > 1 && model?.where?.words?.same?.includes(last) === true;
}

/** It gives what it finds, and no promise of it. What is not known may give one. */
function isAtOnce({ target }: LinkedCall): boolean {
  return target !== null && target !== undefined && target.call.async !== 'promise' && target.call.async !== 'lazy';
}

/** It gives what fits and nothing else: no rows beside those, and no number that is there whatever is found. */
function isGivenForRows(linked: readonly LinkedCall[], asking: LinkedCall): boolean {
  const { widened = [], columns = [] } = asking.target?.call.query?.where ?? {};
  return linked.every(
    (one) =>
      one.target?.call.query?.always !== true &&
      !widened.includes(lastName(one)) &&
      (!columns.includes(lastName(one)) || one.fact.args.every(isColumn)),
  );
}

/** A column by its name or as the table names it; a call or function may count. */
function isColumn({ text, list, properties, ref, call, fn }: ArgFact): boolean {
  if (call || fn !== undefined) return false;
  if (list) return list.every(isColumn);
  if (properties) return Object.values(properties).every(isColumn);
  return text !== undefined || ref !== undefined;
}

/** An element of the list of rows, not of what that list stands in. */
function isElementOf(model: QueryModel | undefined, { path = [], unlike }: Asked): boolean {
  const [first = '', ...rest] = path;
  if (model?.total !== undefined && model.total === first) return unlike === undefined || unlike === 'zero';
  const inside = model?.rows ? (model.rows.includes(first) ? rest : isCount(first) ? [first] : []) : path;
  const last = inside.at(-1);
  if (unlike !== undefined && (unlike === 'null' || last === undefined || !/^\d+$/.test(last))) return false;
  return model?.rows === undefined || inside.some(isOfList);
}

/** `rowCount` beside the rows. */
function isCount(name: string): boolean {
  return isOfList(name) && !/^(?:\d+|length)$/.test(name);
}

/** What is known to be other than this is a record, or a number of them. */
function isUnlike(query: QueryFact, model: QueryModel | undefined, unlike: Unlike | undefined): boolean {
  if (unlike === undefined) return true;
  if (query.counts) return unlike === 'zero' || unlike === 'false';
  return unlike === 'nullish' || unlike === model?.missing;
}

/** The last name of what is called: `where` of `db('users').where(...)`. */
function lastName({ fact, target }: LinkedCall): string {
  const { callee } = fact;
  const path = 'path' in callee ? callee.path : undefined;
  const symbol = target?.symbol ?? (callee.kind === 'library' ? callee.symbol : '');
  return path?.at(-1) ?? symbol.slice(symbol.search(/[^.#]*$/));
}
