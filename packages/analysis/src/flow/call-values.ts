import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Shape } from '../vocabulary/concepts.js';
import type { ArgRef } from '../vocabulary/sink-shapes.js';
import type { CallModel, ResultModel } from '../vocabulary/library-model.js';
import { callable } from '../symbols/callable.js';
import { checkModel } from '../symbols/check-models.js';
import { dottedName, returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { ADDRESS_KINDS } from '../guards/address.js';
import { chosenAnswer } from './answer-values.js';
import { container, unordered } from './containers.js';
import {
  constant,
  derived,
  flat,
  join,
  joinAll,
  judge,
  memberValue,
  partsOf,
  presetOf,
  safe,
  sanitized,
  setting,
  tainted,
  unknown,
  withStep,
} from './lattice.js';
import { argumentValue, handedBy } from './parameters.js';
import { cut, escapesQuotedSql } from './quoted-sql.js';
import { patternOf } from './patterns.js';
import { replacedText, takesSeparators } from './replaced-text.js';
import { handedTo } from './schemas/handed.js';
import { passedSchema } from './schemas/passed-schema.js';
import { partsAt, substitute } from './substitution.js';
import { templateValue } from './text-values.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Value of a call: what its model says, else what the language says of the method, else what the local function
 * returns, else unknown.
 */
export function callValue(e: Engine, node: Call): Value {
  const callee = callable(e.r, node.callee, node.type === 'NewExpression' ? 'new' : 'call');
  if (callee?.model.setting) return settingValue(e, callee.model, node);
  if (callee?.model.result) return resultValue(e, node, callee.model.result, node.arguments, receiverOf(node));
  const answer = callee && chosenAnswer(e, node, callee.model);
  if (answer) return answer;
  if (node.type === 'CallExpression') {
    const check = callee ? null : checkModel(e.r, node)?.result;
    if (check) return resultValue(e, node, check, node.arguments, receiverOf(node));
    const fn = e.r.localFunction(node.callee);
    if (fn) return localCallValue(e, node, fn);
    const method = methodValue(e, node);
    if (method) return method;
  }
  const returned = node.type === 'CallExpression' && !callee ? returnedElsewhere(e, node) : null;
  if (returned) return returned;
  const collected = node.type === 'NewExpression' ? collectionValue(e, node) : null;
  if (collected) return collected;
  const type = e.r.instanceOf(node);
  if (type?.type.source) return tainted(type.type.source, node.range);
  const name = callee?.ref.symbol ?? dottedName(node.callee) ?? '<computed>';
  return unknown({ kind: 'call', name, at: node.range });
}

/** A setting, with what the call says it is where nobody sets it. */
function settingValue(e: Engine, { setting: { otherwise = -1 } = { arg: 0 }, result }: CallModel, node: Call): Value {
  const fallback = node.arguments[otherwise];
  const preset = fallback && fallback.type !== 'SpreadElement' ? presetOf(e.evaluate(fallback)) : null;
  const value = setting(preset ?? undefined);
  return result?.is === 'safe' ? { ...value, shapes: result.shapes ?? value.shapes } : value;
}

export function taggedValue(e: Engine, node: TSESTree.TaggedTemplateExpression): Value {
  const callee = callable(e.r, node.tag, 'tag');
  if (callee?.model.result) {
    if (callee.model.result.is === 'bound-sql') return { ...safe(['obj']), boundSql: true };
    if (callee.model.result.is === 'raw-template') return templateValue(e, node.quasi, 'raw');
    return resultValue(e, node, callee.model.result, node.quasi.expressions, node.tag);
  }
  const name = dottedName(node.tag) ?? '<tag>';
  return node.quasi.expressions.length === 0 ? safe() : unknown({ kind: 'call', name, at: node.range });
}

/** `new Set(list)`, `new Map(entries)`: what is in them. */
function collectionValue(e: Engine, node: TSESTree.NewExpression): Value | null {
  const { callee } = node;
  if (callee.type !== 'Identifier' || (callee.name !== 'Set' && callee.name !== 'Map') || e.r.variables.of(callee))
    return null;
  const [given] = node.arguments;
  return container(
    ['obj'],
    undefined,
    given && given.type !== 'SpreadElement' ? memberValue(e.evaluate(given), '*') : undefined,
  );
}

function receiverOf(node: Call): Node | null {
  const callee = bare(node.callee);
  return callee.type === 'MemberExpression' ? callee.object : null;
}

function resultValue(e: Engine, node: Node, result: ResultModel, args: readonly Node[], receiver: Node | null): Value {
  switch (result.is) {
    case 'source':
      return tainted(result.source, node.range);
    case 'same':
      return joinAll(inputs(e, result.arg, args, receiver));
    case 'sanitized':
      return sanitized(joinAll(inputs(e, result.arg, args, receiver)), result.for);
    case 'derived': {
      const values = result.from.flatMap((ref) => inputs(e, ref, args, receiver));
      const carried = withStep(derived(values, result.shapes ?? ['str']), {
        at: node.range,
        what: 'is carried along here',
      });
      const named = result.as && carried.source ? { ...carried, source: result.as } : carried;
      const whole = result.instance ? { ...named, instance: true as const } : named;
      return result.for && isSaid(e, result.forWhen, args) ? sanitized(whole, result.for) : whole;
    }
    case 'address':
      return withStep(
        addressValue(
          joinAll(inputs(e, result.arg, args, receiver)),
          result.base === undefined ? [] : inputs(e, result.base, args, receiver),
        ),
        { at: node.range, what: 'is read as an address here' },
      );
    case 'validated': {
      return passedSchema(e, node, result, {
        value: result.source ? tainted(result.source, node.range) : joinAll(inputs(e, result.arg, args, receiver)),
        args,
        receiver,
      });
    }
    case 'content':
      return contentValue(derived(inputs(e, result.of, args, receiver), result.shapes), node);
    case 'safe':
      return safe(result.shapes);
    case 'random':
      return result.weak ? { ...safe(), weakRandom: true } : { ...safe(['str', 'obj']), random: true };
    case 'raw-template':
      return unknown({ kind: 'syntax', type: node.type });
    case 'bound-sql':
      return { ...safe(['obj']), boundSql: true };
  }
}

/** The condition of a result: an argument is one of some texts. */
function isSaid(
  e: Engine,
  when: { readonly arg: number; readonly is: readonly string[] } | undefined,
  args: readonly Node[],
): boolean {
  if (!when) return true;
  const argument = args[when.arg];
  const said = argument && argument.type !== 'SpreadElement' ? e.evaluate(argument).constant : undefined;
  return typeof said === 'string' && when.is.includes(said);
}

/** What stands in a file is not the text of its name, whoever chose the name. */
function contentValue(place: Value, node: Node): Value {
  return place.taint === 'safe' ? place : unknown({ kind: 'call', name: 'content', at: node.range }, place.shapes);
}

/** A relative path keeps the origin of its base; anything else may replace it. */
function addressValue(address: Value, bases: readonly Value[]): Value {
  const whole = derived([address, ...bases], ['obj']);
  const stays =
    judge(address, 'redirect-target') !== 'tainted' &&
    bases.every((base) => judge(base, 'redirect-target') !== 'tainted');
  // A parameter is what callers pass.
  const isOpen = address.taint === 'unknown' && !address.parts && address.unknown.some(({ kind }) => kind === 'param');
  return stays && !isOpen ? sanitized(whole, ADDRESS_KINDS) : whole;
}

function inputs(e: Engine, ref: ArgRef, args: readonly Node[], receiver: Node | null): Value[] {
  const of = (argument: Node | undefined): Value[] =>
    argument ? [e.evaluate(argument.type === 'SpreadElement' ? argument.argument : argument)] : [];
  if (ref === 'this') return receiver ? [e.evaluate(receiver)] : [];
  if (ref === 'rest') return args.flatMap(of);
  return of(ref === 'last' ? args.at(-1) : args[ref]);
}

function localCallValue(e: Engine, node: TSESTree.CallExpression, fn: FunctionNode): Value {
  if (fn.generator) return unknown({ kind: 'call', name: dottedName(node.callee) ?? '<generator>', at: node.range });
  const summary = e.returnsOf(fn);
  const filled = handedTo(summary, fn.range[0], handedBy(e, node));
  return filled.taint === 'safe'
    ? filled
    : withStep(filled, { at: node.range, what: `returned by \`${dottedName(node.callee) ?? 'this call'}\`` });
}

/** Join of what a function returns, in terms of its own parameters. */
export function returnSummary(e: Engine, fn: FunctionNode): Value {
  const expressions = returnedExpressions(fn);
  if (expressions.length === 0) return constant(null);
  return joinAll(expressions.map((expression) => e.evaluate(expression)));
}

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
const SAME_LIST = new Set([
  'filter', 'slice', 'reverse', 'sort', 'toSorted', 'toReversed', 'values', 'flat', 'splice', 'entries',
]);
const NUMBER = new Set([
  'indexOf', 'lastIndexOf', 'charCodeAt', 'codePointAt', 'getTime', 'search', 'findIndex', 'localeCompare',
  'getFullYear', 'valueOf', 'push', 'unshift',
]);
const BOOLEAN = new Set([
  'includes', 'startsWith', 'endsWith', 'has', 'test', 'some', 'every', 'hasOwnProperty', 'isPrototypeOf',
]);

function methodValue(e: Engine, node: TSESTree.CallExpression): Value | null {
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = memberName(callee);
  if (name === null) return null;
  if (BOOLEAN.has(name)) return safe(['bool']);
  // A method of a modelled object is what its model says, and no more.
  if (e.r.instanceOf(callee.object) && !e.r.instanceOf(callee.object)?.type.source) return null;
  if (NUMBER.has(name)) return safe(['num']);
  if (name === 'toFixed' || name === 'toPrecision' || name === 'toExponential') return safe(TEXT);
  const receiver = e.evaluate(callee.object);
  const list = receiver.shapes.length === 1 && receiver.shapes[0] === 'arr';
  switch (name) {
    case 'join': {
      const text = joinedText(e, node, receiver);
      return escapesQuotedSql(e, node) ? sanitized(derived([text], TEXT), ['sql-quoted']) : text;
    }
    case 'map':
    case 'flatMap':
      return mapped(e, node);
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
  if (SAME_LIST.has(name) && (list || name === 'filter' || name === 'flat'))
    return filtered(e, node, name, unordered(receiver));
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

/** `list.map(f)`: the values f returns, its parameters bound to element and index. */
function mapped(e: Engine, node: TSESTree.CallExpression): Value {
  const callback = node.arguments[0];
  const fn = callback && e.r.localFunction(callback);
  if (callback && !fn) {
    // `ids.map(Number)`
    const model = callable(e.r, callback, 'call')?.model.result;
    if (model?.is === 'safe') return container(['arr'], undefined, safe(model.shapes));
    const object = bare(node.callee) as TSESTree.MemberExpression;
    const element = memberValue(e.evaluate(object.object), '*');
    if (model?.is === 'sanitized') return container(['arr'], undefined, sanitized(element, model.for));
    if (model?.is === 'derived') return container(['arr'], undefined, derived([element], model.shapes ?? TEXT));
    return unknown({ kind: 'call', name: 'map', at: node.range }, ['arr']);
  }
  if (!fn) return unknown({ kind: 'call', name: 'map', at: node.range }, ['arr']);
  const object = bare(node.callee) as TSESTree.MemberExpression;
  const summary = e.returnsOf(fn);
  const filled = isInline(callback, fn)
    ? summary
    : substitute(summary, fn, (index) => (index === 0 ? memberValue(e.evaluate(object.object), '*') : safe(['num'])));
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

/** What a function of another file makes of these arguments; null where that says nothing. */
function returnedElsewhere(e: Engine, node: TSESTree.CallExpression): Value | null {
  const meaning = e.r.project ? e.r.meaningOf(node.callee) : null;
  const fn = meaning?.kind === 'foreign' ? meaning.of.fn : null;
  if (!fn?.returns) return null;
  const name = dottedName(node.callee) ?? '<computed>';
  const filled = handedTo(partsAt(fn.returns, node.range), fn.key, handedBy(e, node));
  if (filled.taint === 'safe') return filled;
  const ofCaller = filled.unknown.some(({ kind }) => kind === 'param' || kind === 'schema');
  if (filled.taint === 'tainted' || ofCaller)
    return withStep(filled, { at: node.range, what: `returned by \`${name}\`` });
  // Unknown for reasons of that file, which mean nothing here: the call is the reason.
  if (filled.parts) return derived([filled], filled.shapes);
  return {
    ...unknown({ kind: 'call', name, at: node.range }, filled.shapes),
    safeFor: filled.safeFor,
    validated: filled.validated,
  };
}
