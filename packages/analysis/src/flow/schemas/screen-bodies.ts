/** What the body of a middleware, or of a function around a handler, makes sure of. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../../vocabulary/analysis.js';
import type { CheckedPlace, PartName, Screen } from '../../vocabulary/screens.js';
import { checkModel } from '../../symbols/check-models.js';
import { eachStatement } from '../../syntax/functions.js';
import { keyOf, memberName, textOf } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { guardsOn } from '../../guards/guards.js';
import type { Engine } from '../evaluation.js';
import { refusesNoted } from './noted.js';
import { passedIn, type PassedIn } from './passed-in.js';
import { passedPart } from './passed-schema.js';
import { namesOfPart, partOf, PART_NAMES } from './request-parts.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;
type Part = Extract<Screen, { is: 'part' }>;

export function screensOfBody(e: Engine, fn: FunctionNode): readonly Screen[] {
  const goesOn = callsThatGoOn(e, fn);
  if (goesOn.length === 0) return [];
  const written = assignmentsIn(fn).flatMap((node) => writtenBy(e, fn, node));
  const parts = new Set(written.flatMap(({ part, into }) => (into ? [] : [JSON.stringify(part)])));
  const asked = PART_NAMES.filter((name) => !parts.has(JSON.stringify(name))).flatMap((name) =>
    askedOf(e, fn, goesOn, name),
  );
  const given = goesOn.flatMap((call) => givenOn(e, fn, call));
  const asks = refusesNoted(e, fn) ? [{ is: 'asks' } as const] : [];
  return [...written, ...asked, ...given, ...asks];
}

/**
 * Parameters of a maker of middleware of which nobody sees what becomes: they are handed on, or what is called on them
 * is no check.
 */
export function openParams(e: Engine, fn: FunctionNode): readonly number[] {
  return fn.params.flatMap((param, index) => {
    const target = param.type === 'AssignmentPattern' ? param.left : param;
    const names = target.type === 'Identifier' ? [target] : namesIn(target);
    return names.some((name) =>
      (e.r.variables.of(name)?.references ?? []).some(({ identifier }) => isOpen(e, identifier)),
    )
      ? [index]
      : [];
  });
}

function namesIn(pattern: Node): readonly TSESTree.Identifier[] {
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((entry) =>
    entry.type === 'Property' && entry.value.type === 'Identifier' ? [entry.value] : [],
  );
}

function isOpen(e: Engine, identifier: Node): boolean {
  let node = identifier;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  const { parent } = node;
  if (parent?.type === 'CallExpression' && parent.callee === node) {
    const isOwn = node === identifier;
    return !isOwn && checkModel(e.r, parent) === null;
  }
  if (parent?.type === 'IfStatement' || parent?.type === 'LogicalExpression' || parent?.type === 'UnaryExpression')
    return false;
  if (parent?.type === 'MemberExpression') return false; // `req[source]`
  return parent?.type !== 'AssignmentPattern' && parent?.type !== 'Property';
}

/** `next()`, or a call of the handler that was handed to the function around: the request goes on from there. */
function callsThatGoOn(e: Engine, fn: FunctionNode): readonly Call[] {
  const found: Call[] = [];
  const look = (expression: Node | null | undefined): void => {
    const plain = expression && unwrap(expression);
    if (plain?.type !== 'CallExpression') return;
    const callee = bare(plain.callee);
    const binding = callee.type === 'Identifier' ? e.r.bindingOf(callee) : null;
    if (binding?.kind !== 'param') return;
    const isNext = binding.fn === fn && binding.index > 0 && binding.path.length === 0 && plain.arguments.length === 0;
    const isHandler = binding.fn !== fn && isInside(fn, binding.fn) && plain.arguments.length > 0;
    if (isNext || isHandler) found.push(plain);
  };
  if (fn.body?.type !== 'BlockStatement') look(fn.body);
  else
    eachStatement(fn.body, (statement) => {
      if (statement.type === 'ExpressionStatement') look(statement.expression);
      if (statement.type === 'ReturnStatement') look(statement.argument);
      if (statement.type === 'VariableDeclaration') for (const { init } of statement.declarations) look(init);
    });
  return found;
}

function isInside(inner: FunctionNode, outside: FunctionNode): boolean {
  return outside.range[0] <= inner.range[0] && inner.range[1] <= outside.range[1];
}

function assignmentsIn(fn: FunctionNode): readonly TSESTree.AssignmentExpression[] {
  const found: TSESTree.AssignmentExpression[] = [];
  if (fn.body?.type === 'BlockStatement')
    eachStatement(fn.body, (statement) => {
      const plain = statement.type === 'ExpressionStatement' ? bare(statement.expression) : null;
      if (plain?.type === 'AssignmentExpression' && plain.operator === '=') found.push(plain);
    });
  return found;
}

/** `req.body = schema.parse(req.body)`, `req.validated = schema.parse(req.body)`. */
function writtenBy(e: Engine, fn: FunctionNode, node: TSESTree.AssignmentExpression): readonly Part[] {
  const left = bare(node.left);
  const place = left.type === 'MemberExpression' ? placeOf(e, fn, left) : null;
  if (!place) return [];
  return checkedBelow(e, fn, node.right).map(({ part, admits, below }) => {
    const isPart = place.param === 0 && below.length === 0;
    const own = isPart ? (place.dynamic ?? partOf(place.path)) : null;
    // The part itself now is what was checked, whatever part that came from.
    if (own !== null) return { is: 'part', part: own, admits };
    return { is: 'part', part, admits, into: { param: place.param, path: [...place.path, ...below] } };
  });
}

/** `handler(req, res, input)`, `handler({ input })`. */
function givenOn(e: Engine, fn: FunctionNode, call: Call): readonly Part[] {
  return call.arguments.flatMap((argument, param) =>
    checkedBelow(e, fn, argument).map(({ part, admits, below }) => ({
      is: 'part' as const,
      part,
      admits,
      into: { param, path: below },
    })),
  );
}

interface Checked extends PassedIn {
  readonly part: PartName;
  readonly below: readonly string[];
}

function checkedBelow(e: Engine, fn: FunctionNode, value: Node): readonly Checked[] {
  const plain = unwrap(value);
  if (plain.type === 'ObjectExpression')
    return plain.properties.flatMap((entry) => {
      const key = entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null;
      return entry.type !== 'Property' || key === null
        ? []
        : checkedBelow(e, fn, entry.value).map((one) => ({ ...one, below: [key, ...one.below] }));
    });
  const passed = passedIn(e, plain);
  const part = passed && partOfInput(e, fn, passed.of);
  return passed && part !== null ? [{ ...passed, part, below: [] }] : [];
}

/** The part of the request an expression is: by its place below the first parameter, or by what it is. */
function partOfInput(e: Engine, fn: FunctionNode, input: Node): PartName | null {
  const plain = unwrap(input);
  const place = plain.type === 'MemberExpression' ? placeOf(e, fn, plain) : null;
  if (place?.param === 0) return place.dynamic ?? partOf(place.path);
  const { source } = e.evaluate(plain);
  return source === undefined ? null : (namesOfPart(source)?.[0] ?? source);
}

interface Place extends CheckedPlace {
  /** `req[source]` */
  readonly dynamic?: PartName;
}

function placeOf(e: Engine, fn: FunctionNode, node: TSESTree.MemberExpression): Place | null {
  const path: string[] = [];
  let current: Node = node;
  let dynamic: PartName | null = null;
  while (current.type === 'MemberExpression') {
    const name = memberName(current);
    if (name !== null) path.unshift(name);
    else if (current === node && current.computed) dynamic = partSaid(e, current.property);
    else return null;
    if (name === null && dynamic === null) return null;
    current = bare(current.object);
  }
  const binding = current.type === 'Identifier' ? e.r.bindingOf(current) : null;
  if (binding?.kind !== 'param' || binding.fn !== fn || binding.path.length > 0) return null;
  return { param: binding.index, path, ...(dynamic !== null && { dynamic }) };
}

/** The part that whoever makes the middleware names, and what it is without. */
function partSaid(e: Engine, node: Node): PartName | null {
  const binding = node.type === 'Identifier' ? e.r.bindingOf(node) : null;
  if (binding?.kind !== 'param' || binding.path.length > 0) return null;
  const [fallback] = binding.defaults;
  const otherwise = fallback ? textOf(fallback) : null;
  return { fn: binding.fn.range[0], index: binding.index, ...(otherwise !== null && { otherwise }) };
}

/** Only asked: what passed is still there as it was sent. */
function askedOf(e: Engine, fn: FunctionNode, goesOn: readonly Call[], name: string): readonly Part[] {
  const [param] = fn.params;
  const target = param?.type === 'AssignmentPattern' ? param.left : param;
  if (target?.type !== 'Identifier') return [];
  const paths = [`${target.range[0]}.${name}`, `${target.range[0]}.request.${name}`];
  const each = goesOn.map((call) =>
    paths.flatMap((path) => guardsOn(e.r, call, path)).flatMap(({ passed }) => (passed ? [passed] : [])),
  );
  const [first = [], ...others] = each;
  return first
    .filter(({ call }) => others.every((more) => more.some((one) => one.call === call)))
    .map((passed) => ({ is: 'part', part: name, admits: passedPart(e, passed) }));
}
