/** What a function gives back where the framework goes by that: an answer, or a word that the request goes on. */
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { isFunction } from '../syntax/functions.js';
import { isMade } from '../syntax/made.js';
import { bare, outer } from '../syntax/wrappers.js';
import { writesOf } from '../domain/access/written-values.js';
import { falsyOf } from '../domain/access/unlike.js';
import type { WayFact } from '../vocabulary/facts.js';

/** What a value may be: a word to go on, an answer to the request, or anything else, nothing among it. */
export interface GivenBack {
  readonly on: boolean;
  readonly answer: boolean;
  readonly open: boolean;
}

const OPEN: GivenBack = { on: false, answer: false, open: true };
const MAX_DEPTH = 6;

export function givenBackAs(file: FileAnalysis, node: Node, depth = 0): GivenBack {
  const plain = bare(node);
  const inner = (part: Node): GivenBack => givenBackAs(file, part, depth + 1);
  if (depth > MAX_DEPTH) return OPEN;
  switch (plain.type) {
    case 'AwaitExpression':
      return inner(plain.argument);
    case 'ConditionalExpression':
      return either([inner(plain.consequent), inner(plain.alternate)]);
    case 'LogicalExpression':
      return either([inner(plain.left), inner(plain.right)]);
    case 'CallExpression':
    case 'NewExpression': {
      const call = file.libraryCall(plain)?.call;
      const on = call?.goesOn === 'returned';
      const answer = !on && call?.response !== undefined;
      return { on, answer, open: !on && !answer };
    }
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
      if (binding?.kind !== 'value' || binding.path.length > 0) return OPEN;
      const writes = writesOf(file, plain).map(inner);
      return either(binding.init ? writes : [...writes, OPEN]);
    }
    default:
      return OPEN;
  }
}

/** It is given back, or kept under a name: what is given back in the end tells whether the request goes on. */
export function isGivenBackOrKept(node: Node): boolean {
  let whole = outer(node);
  for (let parent = whole.parent; parent; parent = whole.parent) {
    if (parent.type === 'ReturnStatement') return true;
    if (isFunction(parent)) return parent.body === whole;
    if (parent.type === 'VariableDeclarator') return parent.init === whole && parent.id.type === 'Identifier';
    if (parent.type === 'AssignmentExpression') return parent.right === whole && parent.left.type === 'Identifier';
    const isPart =
      parent.type === 'AwaitExpression' ||
      (parent.type === 'ConditionalExpression' && parent.test !== whole) ||
      (parent.type === 'LogicalExpression' && parent.operator !== '&&');
    if (!isPart) return false;
    whole = outer(parent);
  }
  return false;
}

/** It comes back with something that is not true; with nothing where none is given. */
export function falsyEnd(value: Node | undefined): Pick<WayFact, 'to' | 'value' | 'falsy'> {
  const falsy = value ? falsyOf(value) : 'undefined';
  return { to: 'end', value: 'falsy', ...(falsy && { falsy }) };
}

/** A value that is true whatever happened. */
export function isWritten(plain: Node): boolean {
  return isMade(plain) || (plain.type === 'Literal' && !!plain.value);
}

function either(all: readonly GivenBack[]): GivenBack {
  return {
    on: all.some(({ on }) => on),
    answer: all.some(({ answer }) => answer),
    open: all.length === 0 || all.some(({ open }) => open),
  };
}
