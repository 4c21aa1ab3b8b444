import type { TSESTree } from '@typescript-eslint/types';
import type { Admitted } from '../../vocabulary/admitted.js';
import type { ResultModel } from '../../vocabulary/value-model.js';
import { checkModel } from '../../symbols/check-models.js';
import { memberName, propertyOf } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { ANYTHING, fieldOf, UNSEEN } from './admitted.js';
import { checkedSchema } from './passed-schema.js';

type Node = TSESTree.Node;
type Passing = Extract<ResultModel, { is: 'validated' }>;

/** What an expression holds of the result of a check: what was checked, and what of it can be there. */
export interface PassedIn {
  readonly of: Node;
  readonly admits: Admitted;
}

export function passedIn(e: Engine, expression: Node): PassedIn | null {
  const found = resultIn(e, expression, []);
  const argument = found && typeof found.result.arg === 'number' ? found.call.arguments[found.result.arg] : undefined;
  if (!found || !argument || argument.type === 'SpreadElement') return null;
  const { call, result, path } = found;
  const [told, ...below] = result.in === undefined ? ['', ...path] : path;
  if (result.in !== undefined && told !== result.in) return null;
  const whole = checkedSchema(e, call, result);
  const admits = below.reduce<Admitted>(
    (known, name) => fieldOf(known, name) ?? (known.is === 'unseen' ? UNSEEN : ANYTHING),
    whole,
  );
  return { of: partBelow(argument, below), admits };
}

/** `schema.parse({ body: req.body }).body` is of `req.body`. */
function partBelow(argument: Node, below: readonly string[]): Node {
  const plain = unwrap(argument);
  const [first, ...rest] = below;
  if (first === undefined || plain.type !== 'ObjectExpression') return plain;
  const entry = propertyOf(plain, first);
  return entry === null || entry === 'unknown' ? plain : partBelow(entry.value, rest);
}

interface ResultIn {
  readonly call: TSESTree.CallExpression;
  readonly result: Passing;
  readonly path: readonly string[];
}

function resultIn(e: Engine, expression: Node, below: readonly string[]): ResultIn | null {
  const plain = unwrap(expression);
  if (plain.type === 'CallExpression') {
    const result = checkModel(e.r, plain, 'anywhere')?.result;
    return result?.is === 'validated' && result.by !== undefined ? { call: plain, result, path: below } : null;
  }
  if (plain.type === 'MemberExpression') {
    const name = memberName(plain);
    return name === null ? null : resultIn(e, plain.object, [name, ...below]);
  }
  const binding = plain.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  return binding?.kind === 'value' && binding.init ? resultIn(e, binding.init, [...binding.path, ...below]) : null;
}
