import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { ArgRef } from '../vocabulary/sink-shapes.js';
import type { CallModel, ResultModel } from '../vocabulary/library-model.js';
import { callable } from '../symbols/callable.js';
import { checkModel } from '../symbols/check-models.js';
import { dottedName, returnedExpressions } from '../syntax/functions.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { ADDRESS_KINDS } from '../guards/address.js';
import { chosenAnswer } from './answer-values.js';
import { collectionValue } from './keyed.js';
import { builtInValue } from './built-ins.js';
import { generated } from './generators.js';
import { constructedBy, handedOn, instanceValue, methodCalled, methodResult } from './instances.js';
import { invocationOf, tagGiven } from './invocations.js';
import { methodValue } from './methods.js';
import { promiseMade } from './promises.js';
import { constant, derived, joinAll, judge, safe, sanitized, setting, tainted, unknown, withStep } from './lattice.js';
import { handedBy } from './arguments.js';
import { handedTo } from './schemas/handed.js';
import { passedSchema } from './schemas/passed-schema.js';
import { presetOf } from './settings.js';
import { partsAt } from './substitution.js';
import { templateValue } from './text-values.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * Value of a call: what its model says, else what the language says of the method, else what the local function
 * returns, else unknown.
 */
export function callValue(e: Engine, node: Call): Value {
  const made = node.type === 'CallExpression' ? builtInValue(e, node) : promiseMade(e, node);
  if (made) return made;
  const collected = node.type === 'NewExpression' ? collectionValue(e, node) : null;
  if (collected) return collected;
  const callee = callable(e.r, node.callee, node.type === 'NewExpression' ? 'new' : 'call');
  if (callee?.model.setting) return settingValue(e, callee.model, node);
  if (callee?.model.result) return resultValue(e, node, callee.model.result, node.arguments, receiverOf(node));
  const answer = callee && chosenAnswer(e, node, callee.model);
  if (answer) return answer;
  if (node.type === 'CallExpression') {
    const check = callee ? null : checkModel(e.r, node)?.result;
    if (check) return resultValue(e, node, check, node.arguments, receiverOf(node));
    const invocation = invocationOf(e, node);
    if (invocation)
      return returnedBy(node, handedTo(e.returnsOf(invocation.fn), invocation.fn.range[0], invocation.given));
    const fn = e.r.localFunction(node.callee);
    if (fn) return localCallValue(e, node, fn);
    const own = methodCalled(e, node.callee);
    if (own) return localCallValue(e, node, own);
    const method = methodValue(e, node);
    if (method) return method;
  }
  const returned = node.type === 'CallExpression' && !callee ? returnedElsewhere(e, node) : null;
  if (returned) return returned;
  const instance = node.type === 'NewExpression' ? (instanceValue(e, node) ?? constructedElsewhere(e, node)) : null;
  if (instance) return instance;
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
  const fn = e.r.localFunction(node.tag);
  if (fn) return handedTo(e.returnsOf(fn), fn.range[0], tagGiven(e, node));
  const name = dottedName(node.tag) ?? '<tag>';
  return node.quasi.expressions.length === 0 ? safe() : unknown({ kind: 'call', name, at: node.range });
}

function receiverOf(node: Call): Node | null {
  const callee = bare(node.callee);
  return callee.type === 'MemberExpression' ? callee.object : null;
}

/** The client sends this argument or one behind it. */
function isChosenFrom(e: Engine, args: readonly Node[], from: number | undefined): boolean {
  return from !== undefined && args.slice(from).some((arg) => e.evaluate(arg).taint === 'tainted');
}

function resultValue(e: Engine, node: Node, result: ResultModel, args: readonly Node[], receiver: Node | null): Value {
  switch (result.is) {
    case 'source':
      return tainted(result.source, node.range);
    case 'same':
      return joinAll(inputs(e, result.arg, args, receiver));
    case 'sanitized':
      return isChosenFrom(e, args, result.unlessSent)
        ? joinAll(inputs(e, result.arg, args, receiver))
        : sanitized(joinAll(inputs(e, result.arg, args, receiver)), result.for);
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
  return returnedBy(node, methodResult(e, node, fn));
}

function returnedBy(node: TSESTree.CallExpression, filled: Value): Value {
  return filled.taint === 'safe'
    ? filled
    : withStep(filled, { at: node.range, what: `returned by \`${dottedName(node.callee) ?? 'this call'}\`` });
}

/** Join of what a function returns, in terms of its own parameters. */
export function returnSummary(e: Engine, fn: FunctionNode): Value {
  if (fn.generator) return generated(e, fn);
  const made = constructedBy(e, fn);
  if (made) return made;
  const expressions = returnedExpressions(fn);
  if (expressions.length === 0) return constant(null);
  return joinAll(expressions.map((expression) => e.evaluate(expression)));
}

/** What a function of another file makes of these arguments; null where that says nothing. */
function returnedElsewhere(e: Engine, node: TSESTree.CallExpression): Value | null {
  const meaning = e.r.project ? e.r.meaningOf(node.callee) : null;
  const fn = meaning?.kind === 'foreign' ? meaning.of.fn : null;
  if (!fn?.returns) return null;
  const name = dottedName(node.callee) ?? '<computed>';
  const filled = handedTo(partsAt(fn.returns, node.range), fn.key, handedOn(e, node));
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

/** An object of a class of another file. */
function constructedElsewhere(e: Engine, node: TSESTree.NewExpression): Value | null {
  const meaning = e.r.project ? e.r.meaningOf(node.callee) : null;
  const fn = meaning?.kind === 'foreign' ? meaning.of.instance()?.member('constructor')?.fn : null;
  return fn?.returns ? handedTo(partsAt(fn.returns, node.range), fn.key, handedBy(e, node)) : null;
}
