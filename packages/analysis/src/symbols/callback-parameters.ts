import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { SymbolRef } from '../vocabulary/symbol-refs.js';
import type { ArgRef } from '../vocabulary/sink-shapes.js';
import type { CallbackModel, CallModel, Told } from '../vocabulary/library-model.js';
import { keyOf, textOf } from '../syntax/keys.js';
import { enclosingFunction } from '../syntax/functions.js';
import { outer } from '../syntax/wrappers.js';
import { typeRef, weaker } from './meaning.js';
import type { Meaning } from '../vocabulary/project-view.js';
import { callable } from './callable.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

export interface CallbackSite {
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly ref: SymbolRef;
  readonly model: CallModel;
  readonly callback: CallbackModel;
}

/** The modelled call that runs a function given to it inline, in a list, by name or as an option property. */
export function callbackSite(r: Resolution, fn: FunctionNode): CallbackSite | null {
  const direct = siteOf(r, fn);
  if (direct) return direct;
  for (const use of namedUses(r, fn)) {
    const site = siteOf(r, use);
    if (site) return site;
  }
  return null;
}

/** Modelled type of a parameter, from the call its function is handed to. */
export function callbackParameter(r: Resolution, fn: FunctionNode, index: number): Meaning | null {
  const site = callbackSite(r, fn);
  if (!site) return null;
  const errorFirst =
    site.callback.errorParams && fn.params.length >= site.callback.errorParams.length
      ? site.callback.errorParams
      : null;
  const name = (errorFirst ?? site.callback.params)[index];
  if (!name || name === 'element' || name.startsWith('source:')) return null;
  const type =
    name === 'this'
      ? (site.ref.on ?? null)
      : typeRef(r.registry, name, site.ref.model, weaker(site.ref.rung, 2), site.ref.entity);
  return type && { kind: 'instance', ref: type };
}

/** Objects, lists and names a function is followed through to the call that is given it. */
const MAX_HOPS = 8;

/**
 * The modelled call that is handed a function, as an argument or in one: `{ handler: fn }`, `[fn]`, `{ tasks: { mail()
 * {} } }`, also where the object has a name or is what a function gives.
 */
function siteOf(r: Resolution, node: Node, path: readonly string[] = [], hops = 0): CallbackSite | null {
  const whole = outer(node);
  const { parent } = whole;
  if (!parent || hops > MAX_HOPS) return null;
  switch (parent.type) {
    case 'Property': {
      const key = parent.value === whole ? keyOf(parent.key, parent.computed) : null;
      return key !== null && parent.parent.type === 'ObjectExpression'
        ? siteOf(r, parent.parent, [key, ...path], hops + 1)
        : null;
    }
    case 'ArrayExpression':
      return siteOf(r, parent, path, hops + 1);
    case 'VariableDeclarator':
      // A function has its name looked up for itself.
      return path.length > 0 && parent.id.type === 'Identifier' ? siteOfName(r, parent.id, path, hops) : null;
    case 'ArrowFunctionExpression':
      return path.length > 0 && parent.body === whole ? siteOf(r, parent, path, hops + 1) : null;
    case 'ReturnStatement': {
      const fn = path.length > 0 ? enclosingFunction(parent) : null;
      return fn && fn.type !== 'FunctionDeclaration' ? siteOf(r, fn, path, hops + 1) : null;
    }
    case 'CallExpression':
    case 'NewExpression':
      return siteAt(r, parent, whole, path);
    default:
      return null;
  }
}

function siteOfName(
  r: Resolution,
  id: TSESTree.Identifier,
  path: readonly string[],
  hops: number,
): CallbackSite | null {
  for (const use of usesOf(r, id)) {
    const site = siteOf(r, use, path, hops + 1);
    if (site) return site;
  }
  return null;
}

function siteAt(
  r: Resolution,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  given: Node,
  path: readonly string[],
): CallbackSite | null {
  const position = call.arguments.findIndex((argument) => argument === given);
  if (position < 0) return null;
  const callee = callable(r, call.callee, call.type === 'NewExpression' ? 'new' : 'call');
  if (!callee) return null;
  const callback = callee.model.callbacks?.find(
    (candidate) =>
      isUnder(candidate.property, path.length > 0 ? path.join('.') : undefined) &&
      takes(candidate.arg, candidate.from, position, call.arguments.length) &&
      !(candidate.unless && tells(candidate.unless, call.arguments)) &&
      (!candidate.only || tells(candidate.only, call.arguments)),
  );
  return callback ? { call, ref: callee.ref, model: callee.model, callback } : null;
}

function tells({ arg, is }: Told, given: readonly Node[]): boolean {
  const text = given[arg] && textOf(given[arg]);
  return typeof text === 'string' && is.includes(text);
}

/**
 * Whether a path of properties is the one a model means: `fields.*.resolve` holds for any key in the place of the star,
 * `routes.*` for whatever stands below `routes`.
 */
export function isUnder(meant: string | undefined, path: string | undefined): boolean {
  if (meant === undefined || path === undefined) return meant === path;
  const [wanted, given] = [meant.split('.'), path.split('.')];
  const isOpen = wanted.at(-1) === '*';
  const isLong = isOpen ? given.length >= wanted.length : given.length === wanted.length;
  return isLong && wanted.every((part, at) => part === '*' || part === given[at]);
}

/** Whether an argument position is meant by an ArgRef. */
export function takes(arg: ArgRef, from: number | undefined, position: number, count: number): boolean {
  if (arg === 'rest') return position >= (from ?? 0);
  if (arg === 'last') return position === count - 1;
  return arg === position;
}

function namedUses(r: Resolution, fn: FunctionNode): Node[] {
  const declared =
    fn.type === 'FunctionDeclaration'
      ? fn.id
      : outer(fn).parent?.type === 'VariableDeclarator'
        ? (outer(fn).parent as TSESTree.VariableDeclarator).id
        : null;
  return declared?.type === 'Identifier' ? usesOf(r, declared) : [];
}

function usesOf(r: Resolution, declared: TSESTree.Identifier): Node[] {
  const variable = r.variables.of(declared);
  return (variable?.references ?? [])
    .map((reference) => reference.identifier as Node)
    .filter((identifier) => identifier !== declared)
    .slice(0, 8);
}
