import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Shape } from '../vocabulary/concepts.js';
import { callable } from '../symbols/callable.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { container, unordered } from './container.js';
import type { Engine } from './evaluation.js';
import { keyAt } from './constant-key.js';
import { stepOf } from './generators.js';
import { eachOf, ITERATOR, listOf, pairIn, STEP } from './keyed.js';
import { constant, derived, flat, join, joinAll, memberValue, partsOf, safe, sanitized, unknown } from './lattice.js';
import { argumentValue } from './arguments.js';
import { settledBy } from './promises.js';
import { cut, escapesQuotedSql } from './quoted-sql.js';
import { patternOf } from './patterns.js';
import { replacedText, takesSeparators } from './replaced-text.js';
import { substitute } from './substitution.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

const TEXT: readonly Shape[] = ['str'];
/** Methods of strings, arrays, maps and buffers whose result is made of the receiver. */
const DERIVED = new Set([
  'toString', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase',
  'slice', 'substring', 'substr', 'padStart', 'padEnd', 'repeat', 'at', 'charAt', 'normalize', 'valueOf', 'toJSON',
  'toISOString', 'match', 'matchAll', 'exec',
]);
/** All of the text comes out, at most in other letters and without blanks around it. */
const KEEPS_ALL = /^(?:trim|to[LU]|toString$|valueOf$|normalize$)/;
const ELEMENT = new Set(['find', 'findLast', 'pop', 'shift', 'at', 'get']);
const SAME_LIST = new Set(['filter', 'slice', 'reverse', 'sort', 'toSorted', 'toReversed', 'values', 'splice']);
const NUMBER = new Set([
  'indexOf', 'lastIndexOf', 'charCodeAt', 'codePointAt', 'getTime', 'search', 'findIndex', 'localeCompare',
  'getFullYear', 'valueOf', 'push', 'unshift',
]);
const BOOLEAN = new Set([
  'includes', 'startsWith', 'endsWith', 'has', 'test', 'some', 'every', 'hasOwnProperty', 'isPrototypeOf',
]);

/** What the language says of a method, whatever it is called on; null where it says nothing. */
export function methodValue(e: Engine, node: TSESTree.CallExpression): Value | null {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = memberName(callee) ?? keyAt(e, callee.property, callee.computed);
  if (name === null) return null;
  if (BOOLEAN.has(name)) return safe(['bool']);
  // A method of a modelled object is what its model says, and no more.
  if (e.r.instanceOf(callee.object) && !e.r.instanceOf(callee.object)?.type.source) return null;
  if (NUMBER.has(name)) return safe(['num']);
  if (name === 'toFixed' || name === 'toPrecision' || name === 'toExponential') return safe(TEXT);
  const receiver = e.evaluate(callee.object);
  const list = receiver.shapes.length === 1 && receiver.shapes[0] === 'arr';
  // `/^(?<name>.*)$/.exec(text)`: what is found is a part of the text.
  if (name === 'exec' && node.arguments.length === 1 && receiver.taint === 'safe')
    return cut(derived([argumentValue(e, node, 0)], ['arr', 'null']));
  const settled = settledBy(e, name, node);
  if (settled) return settled;
  if (receiver.built && STEP.test(name)) return stepOf(receiver);
  if (receiver.properties?.[ITERATOR] && name !== 'map' && name !== 'flatMap') {
    if (name === 'toArray') return listOf(eachOf(receiver));
    if (/^(?:filter|take|drop)$/.test(name)) return receiver;
  }
  if (name === ITERATOR || (name === 'toArray' && list)) return receiver;
  switch (name) {
    case 'join': {
      const text = joinedText(e, node, receiver);
      return escapesQuotedSql(e, node) ? sanitized(derived([text], TEXT), ['sql-quoted']) : text;
    }
    case 'map':
      return mapped(e, node);
    case 'flatMap':
      return flattened(mapped(e, node));
    case 'flat':
      return flattened(receiver);
    case 'reduce':
    case 'reduceRight':
      return reduced(e, node);
    case 'concat':
      return list
        ? container(
            ['arr'],
            undefined,
            joinAll([
              memberValue(receiver, '*'),
              ...node.arguments.map((_, index) => flat(argumentValue(e, node, index))),
            ]),
          )
        : derived([receiver, ...node.arguments.map((_, index) => argumentValue(e, node, index))], TEXT);
    case 'entries':
      if (list) return listOf(pairIn(receiver));
      break;
    case 'padStart':
    case 'padEnd':
      return derived([receiver, argumentValue(e, node, 1)], TEXT);
    case 'with':
    case 'toSpliced':
      return list
        ? listOf(
            joinAll([
              memberValue(receiver, '*'),
              ...node.arguments
                .slice(name === 'with' ? 1 : 2)
                .map((_, at) => argumentValue(e, node, at + (name === 'with' ? 1 : 2))),
            ]),
          )
        : null;
    case 'union':
    case 'symmetricDifference':
      return receiver.built
        ? container(['obj'], undefined, join(eachOf(receiver), eachOf(argumentValue(e, node, 0))))
        : null;
    case 'intersection':
    case 'difference':
      return receiver.built ? receiver : null;
    case 'fill':
      // `Array(n).fill('?')`: every element is the argument.
      return node.arguments.length === 1 ? container(['arr'], undefined, argumentValue(e, node, 0)) : null;
    // Digits and signs of a time, whatever library it is of.
    case 'toISOString':
      return safe(TEXT);
    case 'replace':
    case 'replaceAll':
      return replacedText(e, node, receiver);
    case 'split':
      return container(
        ['arr'],
        undefined,
        receiver.taint === 'safe'
          ? safe(TEXT)
          : segment(e, node.arguments[0], afterDot(node.arguments[0], cut(derived([receiver], TEXT)))),
      );
  }
  if (SAME_LIST.has(name) && (list || name === 'filter')) return filtered(e, node, name, unordered(receiver));
  if (ELEMENT.has(name) && (list || receiver.spread || name !== 'get')) return memberValue(receiver, '*');
  if (name === 'get' && receiver.taint === 'safe') return safe();
  if (name === 'slice' || name === 'substring' || name === 'substr')
    return afterDot(lastDot(node.arguments[0]), cut(derived([receiver], TEXT)));
  if (DERIVED.has(name))
    return receiver.constant !== undefined && name === 'toString'
      ? receiver
      : KEEPS_ALL.test(name)
        ? derived([receiver], TEXT)
        : cut(derived([receiver], TEXT));
  return null;
}

/** What stands between separators is one segment of a path. */
function segment(e: Engine, separator: Node | undefined, value: Value): Value {
  const pattern = separator && (textOf(separator) ?? patternOf(e, separator)?.source);
  return pattern !== undefined && takesSeparators(pattern) ? sanitized(value, ['file-path']) : value;
}

/** What stands between dots is an extension at most, and no name. */
function afterDot(separator: Node | undefined, value: Value): Value {
  return separator && textOf(separator) === '.' ? sanitized(value, ['stored-name']) : value;
}

/** `name.slice(name.lastIndexOf('.'))` */
function lastDot(start: Node | undefined): Node | undefined {
  const plain = start && bare(start);
  if (plain?.type === 'BinaryExpression') return lastDot(plain.left);
  const callee = plain?.type === 'CallExpression' ? bare(plain.callee) : null;
  return plain?.type === 'CallExpression' && callee?.type === 'MemberExpression' && memberName(callee) === 'lastIndexOf'
    ? plain.arguments[0]
    : undefined;
}

function joinedText(e: Engine, node: TSESTree.CallExpression, receiver: Value): Value {
  const element = memberValue(receiver, '*');
  const separator = node.arguments[0] ? e.evaluate(node.arguments[0]) : constant(',');
  if (element.taint === 'safe' && separator.taint === 'safe')
    return element.boundSql ? { ...safe(TEXT), boundSql: true } : safe(TEXT);
  return { ...derived([element, separator], TEXT), parts: partsOf(element, node.range) };
}

/** A list with what its lists hold in their places. */
function flattened(list: Value): Value {
  if (!list.built) return list;
  const element = memberValue(list, '*');
  return listOf(element.built && element.spread && element.shapes[0] === 'arr' ? element.spread : element);
}

/** `list.map(f)`: the values f returns, its parameters bound to element and index. */
function mapped(e: Engine, node: TSESTree.CallExpression): Value {
  const callback = node.arguments[0];
  const fn = callback && e.r.localFunction(callback);
  if (callback && !fn) {
    // `ids.map(Number)`
    const model = callable(e.r, callback, 'call')?.model.result;
    if (model?.is === 'safe') return container(['arr'], undefined, safe(model.shapes));
    const object = bare(node.callee) as TSESTree.MemberExpression;
    const element = eachOf(e.evaluate(object.object));
    if (model?.is === 'sanitized') return container(['arr'], undefined, sanitized(element, model.for));
    if (model?.is === 'derived') return container(['arr'], undefined, derived([element], model.shapes ?? TEXT));
    return unknown({ kind: 'call', name: 'map', at: node.range }, ['arr']);
  }
  if (!fn) return unknown({ kind: 'call', name: 'map', at: node.range }, ['arr']);
  const object = bare(node.callee) as TSESTree.MemberExpression;
  const summary = e.returnsOf(fn);
  const filled = isInline(callback, fn)
    ? summary
    : substitute(summary, fn, (index) => (index === 0 ? eachOf(e.evaluate(object.object)) : safe(['num'])));
  return container(['arr'], undefined, filled);
}

function isInline(callback: Node | undefined, fn: FunctionNode): boolean {
  return callback !== undefined && bare(callback) === fn;
}

function reduced(e: Engine, node: TSESTree.CallExpression): Value {
  const callback = node.arguments[0];
  const fn = callback && e.r.localFunction(callback);
  const initial = node.arguments[1] ? e.evaluate(node.arguments[1]) : safe();
  return fn ? join(initial, e.returnsOf(fn)) : unknown({ kind: 'call', name: 'reduce', at: node.range });
}

/** `xs.filter(x => ALLOWED.has(x))` leaves only known elements; other filters leave what was there. */
function filtered(e: Engine, node: TSESTree.CallExpression, name: string, receiver: Value): Value {
  if (name !== 'filter') return receiver;
  const callback = node.arguments[0];
  const fn = callback && e.r.localFunction(callback);
  const param = fn?.params[0];
  if (!fn || param?.type !== 'Identifier') return receiver;
  const kept = returnedExpressions(fn).map((expression) => e.provenBy(expression, param));
  const all = kept.length > 0 && kept.every((kinds) => kinds === 'all');
  return all
    ? container(
        receiver.shapes.includes('arr') ? ['arr'] : receiver.shapes,
        undefined,
        sanitized(memberValue(receiver, '*'), 'all'),
      )
    : receiver;
}
