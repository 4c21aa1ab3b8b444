/** What calls give to the functions they call. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Engine } from './evaluation.js';
import { constant, unknown, withStep } from './lattice.js';
import { UNSEEN } from './schemas/admitted.js';
import { admittedBy } from './schemas/admitted-by.js';
import type { Handed } from './schemas/handed.js';
import type { Value } from '../vocabulary/value.js';

/** What a call gives to the function it calls. */
export function handedBy(e: Engine, call: TSESTree.CallExpression | TSESTree.NewExpression): Handed {
  return {
    value: (index) => argumentValue(e, call, index),
    admits(index) {
      const argument = call.arguments[index];
      return argument && argument.type !== 'SpreadElement' ? admittedBy(e, argument) : UNSEEN;
    },
  };
}

export function argumentValue(e: Engine, call: TSESTree.CallExpression | TSESTree.NewExpression, index: number): Value {
  const at = call.arguments.findIndex((argument) => argument.type === 'SpreadElement');
  const spread = call.arguments[at];
  if (spread?.type === 'SpreadElement' && at <= index) {
    const list = e.evaluate(spread.argument);
    const placed = list.elements?.[index - at];
    return placed && at === call.arguments.length - 1 ? placed : unknown({ kind: 'syntax', type: 'SpreadElement' });
  }
  const argument = call.arguments[index];
  return argument ? withStep(e.evaluate(argument), { at: argument.range, what: 'is passed on here' }) : constant(null);
}
