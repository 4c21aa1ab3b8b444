import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../../vocabulary/analysis.js';
import type { Given, MadeScreens, Screen } from '../../vocabulary/screens.js';
import { callable } from '../../symbols/callable.js';
import { isFunction, returnedExpressions } from '../../syntax/functions.js';
import { memberName, textOf } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { admittedBy } from './admitted-by.js';
import { UNSEEN } from './admitted.js';
import { schemaAmong } from './given-schemas.js';
import { importOf } from './elsewhere.js';
import { screensByModel } from './modelled-screens.js';
import { filledScreens } from './filled-screens.js';
import { openParams, screensOfBody } from './screen-bodies.js';
import { perEngine } from '../per-engine.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** Middleware made by functions that make middleware: so deep it is followed. */
const MAX_HOPS = 4;

/** What a thing that stands before a handler makes sure of: a function, a call that gives one, or a list of them. */
export function screensBy(e: Engine, expression: Node, hops = 0): readonly Screen[] {
  const node = bare(expression);
  if (hops > MAX_HOPS) return [];
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.flatMap((one) => (one ? screensBy(e, one, hops + 1) : []));
    case 'SpreadElement':
      return screensBy(e, node.argument, hops + 1);
    case 'CallExpression':
      return ofCall(e, node, hops);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return screensOf(e, node);
    case 'Identifier':
    case 'MemberExpression':
      return ofName(e, node, hops);
    default:
      return [];
  }
}

const ownOf = perEngine<FunctionNode, readonly Screen[]>();

/** What the body of a middleware makes sure of before it hands the request on. */
export function screensOf(e: Engine, fn: FunctionNode): readonly Screen[] {
  const own = ownOf(e);
  const known = own.get(fn);
  if (known) return known;
  own.set(fn, []);
  const found = screensOfBody(e, fn);
  own.set(fn, found);
  return found;
}

/** What the functions that a function gives make sure of, in terms of its own parameters. */
export function madeScreens(e: Engine, fn: FunctionNode, hops = 0): MadeScreens | null {
  const given = returnedExpressions(fn).map(bare);
  const isMaker = given.some(
    (one) =>
      isFunction(one) ||
      one.type === 'CallExpression' ||
      one.type === 'ArrayExpression' ||
      (one.type === 'Identifier' && e.r.localFunction(one) !== null),
  );
  return isMaker ? { of: given.flatMap((one) => screensBy(e, one, hops + 1)), open: openParams(e, fn) } : null;
}

function ofCall(e: Engine, node: Call, hops: number): readonly Screen[] {
  const modelled = screensByModel(e, node);
  if (modelled) return modelled;
  const given = (index: number): Given | null => {
    const argument = node.arguments[index];
    return argument && argument.type !== 'SpreadElement' ? handed(e, argument) : null;
  };
  const perhaps = (): readonly Screen[] => {
    const schema = schemaAmong(e, node.arguments);
    return schema ? [{ is: 'given', admits: schema }] : [];
  };
  if (callable(e.r, node.callee, 'call')) return perhaps();
  const fn = e.r.localFunction(node.callee);
  if (fn) {
    const made = madeScreens(e, fn, hops);
    return made ? filledScreens(made, fn.range[0], given) : perhaps();
  }
  const meaning = e.r.project ? e.r.meaningOf(node.callee) : null;
  const told = meaning?.kind === 'foreign' ? meaning.of.fn : null;
  if (told?.makes) return filledScreens(told.makes, told.key, given);
  const origin = e.r.project ? null : importOf(e, node.callee);
  if (!origin || e.r.registry.moduleOf(origin.specifier)) return perhaps();
  const { specifier, name, path } = origin;
  return [{ is: 'elsewhere', specifier, name, path, given: node.arguments.map((argument) => handed(e, argument)) }];
}

function handed(e: Engine, argument: Node): Given {
  const text = textOf(argument);
  const isSpread = argument.type === 'SpreadElement';
  const shown = !isSpread && schemaAmong(e, [argument]) !== null;
  return {
    admits: isSpread || isFunction(bare(argument)) ? UNSEEN : admittedBy(e, argument),
    ...(text !== null && { text }),
    ...(shown && { shown }),
  };
}

function ofName(e: Engine, node: TSESTree.Identifier | TSESTree.MemberExpression, hops: number): readonly Screen[] {
  const fn = e.r.localFunction(node);
  if (fn) return screensOf(e, fn);
  const binding = node.type === 'Identifier' ? e.r.bindingOf(node) : null;
  if (binding?.kind === 'value' && binding.init && binding.path.length === 0)
    return screensBy(e, binding.init, hops + 1);
  const held = node.type === 'MemberExpression' ? heldIn(e, node) : null;
  if (held) return screensBy(e, held, hops + 1);
  if (e.r.project) {
    const meaning = e.r.meaningOf(node);
    const told = meaning?.kind === 'foreign' ? meaning.of : null;
    return told?.screens ?? told?.fn?.screens ?? screensAt(e, node) ?? [];
  }
  const origin = importOf(e, node);
  if (!origin || e.r.registry.moduleOf(origin.specifier)) return [];
  const { specifier, name, path } = origin;
  return [{ is: 'elsewhere', specifier, name, path }];
}

/** Entry of an object literal of middleware. */
function heldIn(e: Engine, node: TSESTree.MemberExpression): Node | null {
  const name = memberName(node);
  const object = bare(node.object);
  const binding = object.type === 'Identifier' ? e.r.bindingOf(object) : null;
  const literal = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : null;
  const entry =
    literal?.type === 'ObjectExpression'
      ? literal.properties.find(
          (one) => one.type === 'Property' && !one.computed && one.key.type === 'Identifier' && one.key.name === name,
        )
      : undefined;
  return entry?.type === 'Property' ? entry.value : null;
}

/** What another file exports that is no library's and no function. */
function screensAt(e: Engine, node: Node): readonly Screen[] | null {
  const origin = importOf(e, node);
  const start = origin && e.r.project?.imported(origin.specifier, origin.name);
  const thing = origin?.path.reduce((known, name) => known?.member(name) ?? null, start ?? null);
  return thing?.screens ?? null;
}
