import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { callable } from './callable.js';
import { givesOf, type Gives } from './gives.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

/** What a memoising helper hands back: `keep('db', () => new Pool())`, `lazy(() => new Pool())()`. */
export function givenMeaning(r: Resolution, call: TSESTree.CallExpression): Meaning | null {
  const direct = givesBy(r, call.callee);
  if (direct && !direct.curried) return madeBy(r, call.arguments[direct.index]);
  const wrapping = wrappingCall(r, call.callee);
  const curried = wrapping && givesBy(r, wrapping.callee);
  return wrapping && curried?.curried ? madeBy(r, wrapping.arguments[curried.index]) : null;
}

/** What the first parameter of `.then(...)` is: what the promise of an import or of a function gives. */
export function settledMeaning(r: Resolution, fn: FunctionNode, index: number): Meaning | null {
  const whole = outer(fn);
  const call = whole.parent;
  if (index !== 0 || call?.type !== 'CallExpression' || call.arguments[0] !== whole) return null;
  const callee = bare(call.callee);
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'then') return null;
  const promise = bare(callee.object);
  if (promise.type !== 'ImportExpression' && promise.type !== 'CallExpression') return null;
  // What a builder finds when it is sent is no builder.
  if (promise.type === 'CallExpression' && callable(r, promise.callee, 'call')?.model.async === 'lazy') return null;
  const meaning = r.meaningOf(promise);
  return meaning?.kind === 'instance' && r.registry.memberOf(meaning.ref, 'then') ? null : meaning;
}

function givesBy(r: Resolution, callee: Node): Gives | null {
  const fn = r.localFunction(callee);
  if (fn) return givesOf(fn, r.variables.of);
  const meaning = r.meaningOf(callee);
  if (meaning?.kind === 'foreign') return meaning.of.fn?.gives ?? null;
  const returns = meaning?.kind === 'member' ? meaning.ref.member.call?.returns : undefined;
  // A library that hands the function itself back: what that gives is what comes of calling it.
  return returns?.startsWith('argument:') ? { index: Number(returns.slice('argument:'.length)), curried: true } : null;
}

/** The call whose result is called: itself, or behind a name. */
function wrappingCall(r: Resolution, callee: Node): TSESTree.CallExpression | null {
  const plain = bare(callee);
  if (plain.type === 'CallExpression') return plain;
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  const init = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : null;
  return init?.type === 'CallExpression' ? init : null;
}

function madeBy(r: Resolution, argument: Node | undefined): Meaning | null {
  const fn = argument ? r.localFunction(argument) : null;
  if (!fn) return null;
  return (
    returnedExpressions(fn)
      .map((expression) => r.meaningOf(expression))
      .find((meaning) => meaning?.kind === 'instance' || meaning?.kind === 'foreign') ?? null
  );
}
