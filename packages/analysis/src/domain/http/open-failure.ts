import { bare, outer } from '../../syntax/wrappers.js';
import { dottedName } from '../../syntax/functions.js';
import { openFailures } from '../promises/own-failures.js';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';

/** Helpers of this name only let time pass. */
const WAITING = /(?:^|\.)(?:sleep|delay|wait|pause|setTimeout|nextTick)$/i;

/**
 * The first place in an async function that can make its promise reject; null when every failure is caught, or only
 * those of cleaning up are not.
 */
export function openFailure(file: FileAnalysis, fn: FunctionNode): Node | null {
  return (
    openFailures(file, fn).find(
      (place) =>
        !answers(file, place) && (place.type !== 'AwaitExpression' || !isHarmless(file, place.argument, fn, place)),
    ) ?? null
  );
}

/**
 * `return res.sendFile(path)`, `await res.json(user)`: the answer tells of its own failures, and there is nothing to
 * wait for.
 */
function answers(file: FileAnalysis, place: Node): boolean {
  const given = place.type === 'AwaitExpression' || place.type === 'ReturnStatement' ? place.argument : place;
  const call = given && bare(given);
  return call?.type === 'CallExpression' && file.libraryCall(call)?.call.response !== undefined;
}

function isHarmless(file: FileAnalysis, awaited: Node, fn: FunctionNode, place: Node): boolean {
  const plain = bare(awaited);
  const name = plain.type === 'CallExpression' ? dottedName(plain.callee) : null;
  // A module that is not there fails on the first request of the first day.
  if (plain.type === 'ImportExpression') return true;
  if (plain.type !== 'CallExpression') return false;
  return (
    (name !== null && (WAITING.test(name) || isOwnParameter(file, plain.callee, fn))) ||
    givesFailure(place) ||
    isInCleanup(place, fn)
  );
}

/** `await next()`: what it calls looks after itself. */
function isOwnParameter(file: FileAnalysis, callee: Node, fn: FunctionNode): boolean {
  const plain = bare(callee);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  return variable?.defs.some((definition) => definition.type === 'Parameter' && definition.node === fn) === true;
}

/** `const [error, user] = await to(load())`: the failure comes back as a value. */
function givesFailure(place: Node): boolean {
  const { parent } = outer(place);
  const [first] = parent?.type === 'VariableDeclarator' && parent.id.type === 'ArrayPattern' ? parent.id.elements : [];
  return first?.type === 'Identifier' && /^_?e(?:rr(?:or)?)?(?:$|[A-Z_])/.test(first.name);
}

/** In a `catch` or `finally`: what fails there fails while a failure is handled. */
function isInCleanup(place: Node, fn: FunctionNode): boolean {
  for (let inner: Node = place, parent = place.parent; parent && inner !== fn; inner = parent, parent = parent.parent) {
    if (parent.type === 'CatchClause' || (parent.type === 'TryStatement' && parent.finalizer === inner)) return true;
  }
  return false;
}
