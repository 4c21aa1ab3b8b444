import type { TSESTree } from '@typescript-eslint/types';
import type { CallModel } from '../vocabulary/library-model.js';
import type { Value } from '../vocabulary/value.js';
import { propertyOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { derived, judge, withStep } from './lattice.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What a host answers that the client chose: whoever chose it decides what comes. Null for any other call. */
export function chosenAnswer(e: Engine, node: Call, model: CallModel): Value | null {
  if (model.external !== 'network') return null;
  for (const { kind, arg, property } of model.sinks ?? []) {
    const given = kind === 'outbound-url' && typeof arg === 'number' ? node.arguments[arg] : undefined;
    if (!given || given.type === 'SpreadElement') continue;
    for (const address of addressesIn(given, property)) {
      const value = e.evaluate(address);
      if (value.source !== 'argv' && judge(value, 'outbound-url') === 'tainted')
        return withStep(
          { ...derived([value], ['str', 'obj']), source: 'answer' },
          { at: node.range, what: 'chooses who answers here' },
        );
    }
  }
  return null;
}

/** The address itself, or where an object of options holds it. */
function addressesIn(given: TSESTree.Node, property: string | readonly string[] | undefined): TSESTree.Node[] {
  const plain = bare(given);
  if (plain.type !== 'ObjectExpression') return [given];
  return [property ?? []].flat().flatMap((name) => {
    const entry = propertyOf(plain, name);
    return entry === null || entry === 'unknown' ? [] : [entry.value];
  });
}
