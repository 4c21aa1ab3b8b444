import type { FileAnalysis, FunctionNode, Node } from '../vocabulary/analysis.js';
import type { FunctionFact } from '../vocabulary/facts.js';
import type { Screen } from '../vocabulary/screens.js';
import { isClass, isFunction } from '../syntax/functions.js';

/** Longer descriptions are not kept: whoever asks is told nothing. */
const MAX_LENGTH = 12_000;

/** What a function makes sure of before a handler, and what those it gives do. */
export function screensFact(file: FileAnalysis, node: FunctionNode): Pick<FunctionFact, 'screens' | 'makes'> {
  if (node.generator || node.params.length === 0) return {};
  const screens = small(file.screens.of(node));
  const makes = file.screens.madeBy(node);
  const of = small(makes?.of ?? []);
  // A maker that does nothing with what it is given is told of as well: nobody has to guess what it does.
  const isTold = makes && (of.length > 0 || makes.of.length === 0);
  return { ...(screens.length > 0 && { screens }), ...(isTold && { makes: { of, open: makes.open } }) };
}

/** The same of what is exported and is no function. */
export function heldScreens(file: FileAnalysis, node: Node): readonly Screen[] {
  return isFunction(node) || isClass(node) || file.localFunctionOf(node) ? [] : small(file.screens.by(node));
}

export function small(screens: readonly Screen[]): readonly Screen[] {
  return screens.length > 0 && JSON.stringify(screens).length <= MAX_LENGTH ? screens : [];
}
