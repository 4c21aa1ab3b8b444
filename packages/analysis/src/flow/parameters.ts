import type { TSESTree } from '@typescript-eslint/types';
import { callbackSite } from '../symbols/callback-parameters.js';
import { decoratorUses } from '../symbols/decorators.js';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { SinkKind } from '../vocabulary/concepts.js';
import type { Binding } from '../symbols/binding.js';
import { memberName } from '../syntax/keys.js';
import { returnedExpressions } from '../syntax/functions.js';
import { bare, outer } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { argumentValue, handedBy } from './arguments.js';
import { chosenAnswer } from './answer-values.js';
import { annotatedType, promised } from './annotated-type.js';
import { memberSource } from './member-values.js';
import { ALL_SHAPES, join, joinAll, memberValue, safe, tainted, unknown, withStep } from './lattice.js';
import { eachOf, keysIn } from './keyed.js';
import { runLaterWith } from './run-later.js';
import { settledValueFor } from './promises.js';
import { checkedByRoute, checkedCopy } from './route-schema.js';
import { schemaAmong } from './schemas/given-schemas.js';
import { admittedBy } from './schemas/admitted-by.js';
import { objectOf, oneOf } from './schemas/admitted.js';
import { handedTo } from './schemas/handed.js';
import type { Admitted } from '../vocabulary/admitted.js';
import { narrow, vouched } from './schemas/narrow.js';
import type { UnknownReason, Value } from '../vocabulary/value.js';
import { perEngine } from './per-engine.js';

type Param = Extract<Binding, { kind: 'param' }>;

/** Value of a parameter where it is declared: request input, an element of a list, or UNKNOWN(param). */
export function parameterValue(e: Engine, binding: Param, read: TSESTree.Identifier): Value {
  const start = originValue(e, binding, read);
  return binding.defaults.reduce((known, fallback) => join(known, e.evaluate(fallback)), start);
}

function originValue(e: Engine, binding: Param, read: TSESTree.Identifier): Value {
  const decorated = decoratedSource(e, binding) ?? methodInput(e, binding);
  if (decorated) return binding.exact.reduce((value, key) => memberValue(value, key), decorated);
  const whole = paramInstance(e, binding);
  if (whole?.type.source)
    return binding.exact.reduce(
      (value, key) => memberValue(value, key, whole.type.source?.memberShapes),
      tainted(whole.type.source, read.range),
    );
  if (whole && binding.path.length > 0) {
    const found = memberSource(e, whole, binding.path, binding.at);
    if (found) return checkedByRoute(e, binding.fn, found, binding.path.slice(1));
  }
  const copy = checkedCopy(e, binding.fn, binding.index, binding.path, binding.at);
  if (copy) return copy;
  const special = callbackElement(e, binding);
  if (special) return binding.exact.reduce((value, key) => memberValue(value, key), special);
  const type = binding.annotation
    ? annotatedType(e, binding.annotation, binding.path)
    : { shapes: inferredShapes(e, binding), listed: false };
  return promised(
    unknown({
      kind: 'param',
      fn: binding.fn.range[0],
      index: binding.index,
      path: binding.exact,
      ...(type.shapes === ALL_SHAPES && isOfSchema(e, binding.annotation) && { typedElsewhere: true }),
    }),
    type,
  );
}

function paramInstance(e: Engine, binding: Param): ReturnType<Engine['r']['instanceOf']> {
  const param = binding.fn.params[binding.index];
  if (!param) return null;
  const target = param.type === 'TSParameterProperty' ? param.parameter : param;
  const name = target.type === 'AssignmentPattern' ? target.left : target;
  if (name.type === 'Identifier') return e.r.instanceOf(name);
  // A destructured parameter has no name of its own: ask the first name inside it for its origin.
  return e.r.parameterInstance(binding.fn, binding.index);
}

/** TypeScript gives an unannotated parameter the type of its default value; JavaScript promises nothing. */
function inferredShapes(e: Engine, binding: Param): Value['shapes'] {
  const [fallback] = binding.defaults;
  if (!fallback || binding.path.length > 0 || !/\.[cm]?tsx?$/.test(e.r.file)) return ALL_SHAPES;
  const { shapes } = e.evaluate(fallback);
  return shapes.length === 1 && (shapes[0] === 'num' || shapes[0] === 'bool') ? shapes : ALL_SHAPES;
}

/** `@Body() dto`, `@Param('id') id`, `@Param('id', ParseIntPipe) id`. */
function decoratedSource(e: Engine, binding: Param): Value | null {
  const param = binding.fn.params[binding.index] as { readonly decorators?: readonly TSESTree.Decorator[] } | undefined;
  for (const use of decoratorUses(e.r, param?.decorators ?? [])) {
    if (use.decorator?.is !== 'parameter') continue;
    const { source } = use.decorator;
    if (!source) continue;
    const keyed =
      use.args[0] !== undefined && (use.args[0].type === 'Literal' || use.args[0].type === 'TemplateLiteral');
    let value = tainted(
      keyed && source.memberShapes ? { ...source, shapes: source.memberShapes } : source,
      use.node.range,
    );
    const pipes = use.args
      .slice(keyed ? 1 : 0)
      .map((argument) => e.r.meaningOf(argument.type === 'NewExpression' ? argument.callee : argument));
    const given = pipes.length > 0 ? schemaAmong(e, use.args) : null;
    if (given) return narrow(value, given);
    for (const pipe of pipes) {
      if (pipe?.kind === 'foreign') {
        const made = pipe.of.instance()?.member('transform')?.fn?.returns;
        if (made?.validated || made?.taint === 'safe') value = vouched(value);
        continue;
      }
      if (pipe?.kind !== 'member') continue;
      const result = pipe.ref.member.new?.result ?? pipe.ref.member.call?.result;
      if (result?.is === 'safe') return safe(result.shapes);
      if (result?.is === 'validated') value = vouched(value);
    }
    const declared = annotatedType(e, binding.annotation).shapes;
    // A DTO class is checked by the global validation pipe in nearly every project; one that is not shows up as a
    // validation finding, not as injection of structure.
    const dto = classSchema(e, binding.annotation);
    if (dto) value = narrow(value, dto);
    else if (isClassAnnotation(e, binding.annotation)) value = vouched(value);
    // Any other type of another file may be such a class.
    else if (isImported(e, binding.annotation)) value = { ...value, unknownFor: [...ADDRESSES, ...STRUCTURE] };
    return use.decorator.validatingPipes && declared !== ALL_SHAPES && declared[0] === 'num' ? vouched(value) : value;
  }
  return null;
}

/** What the decorator of a method says of its first parameter, where that has none of its own. */
function methodInput(e: Engine, { fn, index, at }: Param): Value | null {
  const method = outer(fn).parent;
  const isUnmarked = fn.params.every((param) => !('decorators' in param) || param.decorators.length === 0);
  if (index !== 0 || !isUnmarked || method?.type !== 'MethodDefinition') return null;
  for (const { decorator } of decoratorUses(e.r, method.decorators ?? []))
    if (decorator?.is === 'entry' && decorator.input) return tainted(decorator.input, at.range);
  return null;
}

/** Classes have validators for addresses of their own, which another file holds. */
const ADDRESSES: readonly SinkKind[] = ['outbound-url', 'redirect-target'];
const STRUCTURE: readonly SinkKind[] = ['nosql-filter', 'object-path', 'merged-object'];

/** A type of another file, or one that is made of a schema: `z.infer<typeof query> & { extra: string }`. */
function isOfSchema(e: Engine, annotation: TSESTree.TypeNode | null): boolean {
  if (annotation?.type === 'TSIntersectionType') return annotation.types.some((type) => isOfSchema(e, type));
  if (annotation?.type !== 'TSTypeReference') return false;
  return annotation.typeName.type === 'TSQualifiedName' || e.r.bindingOf(annotation.typeName) != null;
}

function isImported(e: Engine, annotation: TSESTree.TypeNode | null): boolean {
  return (
    annotation?.type === 'TSTypeReference' &&
    annotation.typeName.type === 'Identifier' &&
    e.r.bindingOf(annotation.typeName)?.kind === 'import'
  );
}

/** What the class of an annotation says of its fields, here or in another file; null where it says nothing. */
function classSchema(e: Engine, annotation: TSESTree.TypeNode | null): Admitted | null {
  if (annotation?.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return null;
  const binding = e.r.bindingOf(annotation.typeName);
  if (binding?.kind !== 'class' && binding?.kind !== 'import') return null;
  const admitted = admittedBy(e, annotation.typeName);
  return objectOf(admitted) ? admitted : null;
}

function isClassAnnotation(e: Engine, annotation: TSESTree.TypeNode | null): boolean {
  if (annotation?.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') return false;
  const binding = e.r.bindingOf(annotation.typeName);
  return (
    (binding?.kind === 'import' &&
      /(?:Dto|DTO|Input|Schema|Args|Request|Payload|Command|Query)$/.test(annotation.typeName.name)) ||
    binding?.kind === 'class'
  );
}

const ELEMENT_FIRST = new Set([
  'map', 'forEach', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'some', 'every', 'sort',
]);

/**
 * Parameters of callbacks of arrays: the element, the index, the accumulator. Of modelled calls: `element`, `source:*`.
 */
function callbackElement(e: Engine, binding: Param): Value | null {
  const site = callbackSite(e.r, binding.fn);
  const promised = site?.callback.params[binding.index];
  if (promised?.startsWith('source:')) {
    const kind = promised.slice('source:'.length);
    return tainted({ kind: kind as Parameters<typeof tainted>[0]['kind'], shapes: ALL_SHAPES }, binding.at.range);
  }
  // `get(address, (error, answer, body) => ...)`
  const answer = site && promised === null && binding.index > 0 ? chosenAnswer(e, site.call, site.model) : null;
  if (answer) return answer;
  const later = binding.rest ? null : runLaterWith(e, binding.fn, binding.index);
  if (later) return later;
  const whole = outer(binding.fn);
  const call = whole.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== whole) return null;
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || name === null || (site && promised !== 'element')) return null;
  if (name === 'sort' && binding.index < 2) return memberValue(e.evaluate(callee.object), '*');
  if (ELEMENT_FIRST.has(name)) {
    const list = e.evaluate(callee.object);
    const each = list.pairs ? memberValue(list, '*') : eachOf(list);
    if (binding.index === 0) return withStep(each, { at: binding.at.range, what: 'each element' });
    return binding.index === 1 ? (list.pairs ? keysIn(list) : safe(['num'])) : null;
  }
  if (name === 'reduce' || name === 'reduceRight') {
    const element = memberValue(e.evaluate(callee.object), '*');
    if (binding.index === 0) return gathered(e, binding.fn, call.arguments[1], element);
    return binding.index === 1 ? element : safe(['num']);
  }
  // What the promise is settled with; an own source of a modelled library is told by its model.
  if ((name === 'then' || name === 'catch') && binding.index === 0) return settledValueFor(e, name, callee.object);
  return null;
}

/**
 * What `reduce` has gathered so far: what it began with, or what the function made of that. Numbers and texts are made
 * anew each time; into anything else, elements may have come in ways that are not followed.
 */
function gathered(e: Engine, fn: FunctionNode, initial: TSESTree.Node | undefined, element: Value): Value {
  if (!initial) return element;
  const first = e.evaluate(initial);
  if (!isScalar(first)) return join(first, element);
  const made = joinAll(returnedExpressions(fn).map((expression) => e.evaluate(expression)));
  return isScalar(made) ? join(first, made) : joinAll([first, made, element]);
}

function isScalar({ shapes }: Value): boolean {
  return shapes.every((shape) => shape === 'num' || shape === 'str' || shape === 'bool');
}

/**
 * Fills UNKNOWN(param) of local functions from their call sites in this file. Untrusted at one site is untrusted;
 * harmless only when every possible call site is here and harmless.
 */
export function resolveParameters(e: Engine, value: Value): Value {
  if (value.taint !== 'unknown') return value;
  const owners = new Set(value.unknown.flatMap((reason) => ownersIn(reason)));
  let result = value;
  for (const start of owners) {
    const fn = e.r.functionAt(start);
    if (!fn || (!e.r.project && e.callSites(fn).calls.length === 0)) continue;
    result = handedTo(result, start, {
      value: (index) => passedValue(e, fn, index),
      admits: (index) => passedSchema(e, fn, index),
    });
  }
  return result.parts || !value.parts ? result : { ...result, parts: value.parts };
}

/** Functions whose parameters a reason speaks of. */
function ownersIn(reason: UnknownReason): readonly number[] {
  if (reason.kind === 'param') return [reason.fn];
  return reason.kind === 'schema' ? [reason.by.fn, ...reason.of.unknown.flatMap(ownersIn)] : [];
}

/** The schema that callers in this file hand in: any of them. */
function passedSchema(e: Engine, fn: FunctionNode, index: number): Admitted {
  const { calls } = e.callSites(fn);
  return calls.length === 0
    ? { is: 'param', fn: fn.range[0], index, path: [] }
    : oneOf(calls.map((call) => handedBy(e, call).admits(index)));
}

const passedValuesOf = perEngine<FunctionNode, Map<number, Value>>();

/** What callers in this file pass for a parameter: worked out once for each, whatever asks. */
function passedValue(e: Engine, fn: FunctionNode, index: number): Value {
  const passedValues = passedValuesOf(e);
  const known = passedValues.get(fn)?.get(index);
  if (known) return known;
  const open = unknown({ kind: 'param', fn: fn.range[0], index, path: [] });
  const memo = passedValues.get(fn) ?? new Map<number, Value>();
  passedValues.set(fn, memo);
  memo.set(index, open); // a function that passes its own parameter on
  const { calls, complete } = e.callSites(fn);
  const joined = joinAll(calls.map((call) => resolveParameters(e, argumentValue(e, call, index))));
  const answer =
    (complete && calls.length > 0) || joined.taint === 'tainted' ? joined : (harmlessEverywhere(e, fn, index) ?? open);
  memo.set(index, answer);
  return answer;
}

/** What all callers of the project pass, where that is harmless; what one of them leaves out may have a default. */
function harmlessEverywhere(e: Engine, fn: FunctionNode, index: number): Value | null {
  const passed = e.r.project?.passed(fn.range[0], index);
  if (!passed?.complete || passed.ways.some(({ value }) => value.taint !== 'safe')) return null;
  const joined = joinAll(passed.ways.map(({ value }) => value));
  return joined.constant === null ? safe() : joined;
}
