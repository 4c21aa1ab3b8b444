import type { CallFact, QueryFact } from '../../vocabulary/facts.js';
import type { Ref } from '../../vocabulary/references.js';

/** `User.findById(id)` on a name nothing is known of: the idiom of entity classes, whatever library they come from. */
const LOOKUP = /^([A-Z]\w*)\.find(?:ById|ByPk|One|OneBy|Unique|First)$/;

/** True for a reference that reads like a look-up of one row. Evidence by text alone: rung 5. */
export function isLookup(callee: Ref): boolean {
  return callee.kind === 'unknown' && LOOKUP.test(callee.text);
}

/** Look-ups on classes that are declared elsewhere, as queries of the weakest rung. */
export function lookupsOf(calls: readonly CallFact[]): QueryFact[] {
  return calls.flatMap(({ callee, at, fn }): QueryFact[] => {
    const entity = callee.kind === 'unknown' ? LOOKUP.exec(callee.text)?.[1] : undefined;
    if (entity === undefined || callee.kind !== 'unknown') return [];
    return [
      {
        call: at,
        fn,
        operation: 'read',
        entity,
        many: false,
        bounded: 'yes',
        filtered: 'yes',
        transaction: 'unknown',
        atomic: false,
        rung: 5,
        symbol: callee.text,
      },
    ];
  });
}
