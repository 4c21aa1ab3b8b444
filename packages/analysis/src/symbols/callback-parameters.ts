import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { SymbolRef } from '../vocabulary/symbol-refs.js';
import type { ArgRef } from '../vocabulary/sink-shapes.js';
import type { CallbackModel, CallModel, Told } from '../vocabulary/library-model.js';
import { keyOf, textOf } from '../syntax/keys.js';
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

/** Objects and lists around a function that is handed over. */
const MAX_DEPTH = 8;

function siteOf(r: Resolution, node: Node): CallbackSite | null {
  let whole = outer(node);
  let parent = whole.parent;
  let property: string | null = null;
  // `{ handler: fn }`, `[fn, fn]` and `[{ options: { pre: [{ method: fn }] } }]` are looked through.
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (parent?.type === 'Property' && parent.value === whole && parent.parent.type === 'ObjectExpression') {
      const key = keyOf(parent.key, parent.computed);
      property = property === null ? key : key === null ? null : `${key}.${property}`;
      whole = outer(parent.parent);
    } else if (parent?.type === 'ArrayExpression') whole = outer(parent);
    else break;
    parent = whole.parent;
  }
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return null;
  const position = parent.arguments.findIndex((argument) => argument === whole);
  if (position < 0) return null;
  const callee = callable(r, parent.callee, parent.type === 'NewExpression' ? 'new' : 'call');
  if (!callee) return null;
  const callback = callee.model.callbacks?.find(
    (candidate) =>
      isUnder(candidate.property, property ?? undefined) &&
      takes(candidate.arg, candidate.from, position, parent.arguments.length) &&
      !(candidate.unless && tells(candidate.unless, parent.arguments)),
  );
  return callback ? { call: parent, ref: callee.ref, model: callee.model, callback } : null;
}

function tells({ arg, is }: Told, given: readonly Node[]): boolean {
  const text = given[arg] && textOf(given[arg]);
  return typeof text === 'string' && is.includes(text);
}

/** Whether a path of properties is the one a model means; `routes.*` is whatever stands below `routes`. */
export function isUnder(meant: string | undefined, path: string | undefined): boolean {
  if (meant === undefined || path === undefined || !meant.endsWith('.*')) return meant === path;
  return path.startsWith(meant.slice(0, -1));
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
  if (declared?.type !== 'Identifier') return [];
  const variable = r.variables.of(declared);
  return (variable?.references ?? [])
    .map((reference) => reference.identifier as Node)
    .filter((identifier) => identifier !== declared)
    .slice(0, 8);
}
