/** Functions of the language that put values together or take them apart: `Object.entries`, `Array.from`. */
import type { TSESTree } from '@typescript-eslint/types';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { isGlobal, keyAt } from './constant-key.js';
import { container } from './container.js';
import type { Engine } from './evaluation.js';
import { eachOf, keyedBy, keyedMethod, keysIn, listOf, namesIn, pairIn, tuple, withNames } from './keyed.js';
import { constant, join, joinAll, KEYS, memberValue, restOf, safe } from './lattice.js';
import { rejecting } from './promises.js';
import type { Value } from '../vocabulary/value.js';

const HOLDERS = ['Object', 'Array', 'Reflect', 'Promise'];

/** Value of a call of a function of the language; null where a model, or nothing, says what it gives. */
export function builtInValue(e: Engine, node: TSESTree.CallExpression): Value | null {
  const callee = bare(node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || name === null) return null;
  const holder = HOLDERS.find((one) => isGlobal(e, callee.object, one));
  if (node.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const args = node.arguments as TSESTree.Expression[];
  if (holder) return staticValue(e, `${holder}.${name}`, args);
  if (!/^(?:get|getAll|keys|values|entries|has|set|append|add)$/.test(name)) return null;
  const receiver = e.evaluate(callee.object);
  if (!receiver.built) return null;
  return keyedMethod(
    name,
    receiver,
    args.map((argument) => ({ key: keyAt(e, argument, true), value: e.evaluate(argument) })),
  );
}

function staticValue(e: Engine, name: string, args: readonly TSESTree.Expression[]): Value | null {
  const [first, second, third] = args;
  if (!first) return name === 'Object.assign' ? constant(null) : null;
  switch (name) {
    case 'Object.keys':
    case 'Reflect.ownKeys':
      return listOf(keysIn(e.evaluate(first)));
    case 'Object.values':
      return listOf(memberValue(e.evaluate(first), '*'));
    case 'Object.entries':
      return listOf(pairIn(e.evaluate(first)));
    case 'Object.fromEntries': {
      const list = e.evaluate(first);
      return list.pairs ? unpaired(list) : keyedBy(list);
    }
    case 'Object.assign':
      return args.map((argument) => e.evaluate(argument)).reduce(merged);
    case 'Object.create':
    case 'Object.defineProperty':
      return e.evaluate(first);
    case 'Object.groupBy':
      return container(['obj'], undefined, listOf(eachOf(e.evaluate(first))));
    case 'Array.of':
      return tuple(args.map((argument) => e.evaluate(argument)));
    case 'Array.from': {
      const fn = second && e.r.localFunction(second);
      if (second) return fn ? listOf(e.returnsOf(fn)) : null;
      return listOf(eachOf(e.evaluate(first)));
    }
    case 'Reflect.get':
      return second ? memberValue(e.evaluate(first), keyAt(e, second, true) ?? '*') : null;
    case 'Reflect.set':
      return third ? safe(['bool']) : null;
    case 'Promise.reject':
      return rejecting(safe(), e.evaluate(first));
    case 'Promise.allSettled': {
      const settled = e.evaluate(first);
      const element = (value: Value): Value =>
        container(['obj'], { value, reason: value, status: safe(['str']) }, undefined);
      return settled.elements ? tuple(settled.elements.map(element)) : listOf(element(memberValue(settled, '*')));
    }
    case 'Promise.race':
    case 'Promise.any':
      return eachOf(e.evaluate(first));
    default:
      return null;
  }
}

/** What is in a map, as members of an object. */
function unpaired({ pairs: _pairs, ...value }: Value): Value {
  return value;
}

/** The first with all members of the second: what it writes over is gone. */
function merged(into: Value, from: Value): Value {
  const isListed = from.properties !== undefined && restOf(from) === null;
  const before = Object.entries(into.properties ?? {}).map(
    ([key, value]) => [key, isListed ? value : join(value, memberValue(from, key))] as const,
  );
  const rest = [restOf(into), restOf(from)].filter((value) => value !== null);
  const properties = { ...Object.fromEntries(before), ...from.properties };
  return container(
    ['obj'],
    properties[KEYS] ? withNames(properties, [namesIn(into), namesIn(from)]) : properties,
    rest.length > 0 ? joinAll(rest) : undefined,
  );
}
