import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { enclosingFunction, isFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import type { LoopFact } from '../vocabulary/facts.js';
import { fewRounds, overFew, overFewKeys } from './few-rounds.js';

/** A loop around a call, with the nodes that tell whether the call depends on its rounds. */
export interface Loop {
  readonly fact: LoopFact;
  readonly node: Node;
  /** Names bound anew in every round. */
  readonly bindings: readonly TSESTree.Identifier[];
}

type LoopNode =
  | TSESTree.ForStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

/** Members of arrays that run their callback once per element; the language's, not a library's. */
const ITERATES = /^(?:forEach|map|flatMap|filter|some|every|find|findLast|findIndex|reduce|reduceRight)$/;

/** Loops around a node, innermost first. Leaves a function only when it is the callback of an iteration. */
export function loopsAround(file: FileAnalysis, node: Node): Loop[] {
  const loops: Loop[] = [];
  let below: Node = node;
  for (let current = node.parent; current; below = current, current = current.parent) {
    if (isLoop(current) && repeats(current, below)) loops.push(loopOf(file, current, node));
    else if (isFunction(current)) {
      const callback = callbackLoop(file, current);
      if (!callback)
        return isScheduled(file, current)
          ? loops.map((loop) => ({ ...loop, fact: { ...loop.fact, exempt: loop.fact.exempt ?? 'scheduled' } }))
          : loops;
      loops.push(callback);
    }
  }
  return loops;
}

/** A method that a timer runs: nobody waits for it, and reading row by row keeps its queries small. */
function isScheduled(file: FileAnalysis, fn: Node): boolean {
  const method = fn.parent?.type === 'MethodDefinition' ? fn.parent : null;
  return (
    method !== null &&
    file.decoratorsOf(method).some(({ decorator }) => decorator?.is === 'entry' && decorator.kind === 'schedule')
  );
}

function isLoop(node: Node): node is LoopNode {
  return (
    node.type === 'ForStatement' ||
    node.type === 'ForOfStatement' ||
    node.type === 'ForInStatement' ||
    node.type === 'WhileStatement' ||
    node.type === 'DoWhileStatement'
  );
}

/** The initialiser and the list a loop runs over are evaluated once. */
function repeats(loop: LoopNode, below: Node): boolean {
  if (loop.type === 'ForStatement') return below !== loop.init;
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return below === loop.body;
  return true;
}

function loopOf(file: FileAnalysis, node: LoopNode, call: Node): Loop {
  const bindings = bindingsOf(node);
  const element = bindings.map((binding) => binding.name).join(', ');
  const exempt = exemptionOf(file, node, call, element) ?? (worksOnFiles(file, node) ? 'files' : null);
  const kind =
    node.type === 'ForOfStatement'
      ? 'for-of'
      : node.type === 'ForInStatement'
        ? 'for-in'
        : node.type === 'ForStatement' && node.test
          ? 'for'
          : 'while';
  return { node, bindings, fact: { at: node.range, kind, ...(element && { element }), ...(exempt && { exempt }) } };
}

function bindingsOf(node: LoopNode): TSESTree.Identifier[] {
  if (node.type === 'ForStatement')
    return node.init?.type === 'VariableDeclaration'
      ? node.init.declarations.flatMap((declarator) => namesIn(declarator.id))
      : node.init?.type === 'AssignmentExpression'
        ? namesIn(node.init.left)
        : [];
  if (node.type !== 'ForOfStatement' && node.type !== 'ForInStatement') return [];
  return node.left.type === 'VariableDeclaration'
    ? node.left.declarations.flatMap((declarator) => namesIn(declarator.id))
    : namesIn(node.left);
}

function callbackLoop(file: FileAnalysis, fn: Node): Loop | null {
  const whole = outer(fn);
  const { parent } = whole;
  if (!isFunction(fn) || parent?.type !== 'CallExpression' || parent.callee === whole) return null;
  const callee = bare(parent.callee);
  if (callee.type !== 'MemberExpression' || !ITERATES.test(memberName(callee) ?? '')) return null;
  const library = file.libraryCall(parent);
  // `collection.find(filter, callback)` of a database is no iteration, whatever its name.
  if (library && !library.call.callbacks?.some((callback) => callback.params.includes('element'))) return null;
  if (!library && parent.arguments[0] !== whole) return null;
  const position = /^reduce/.test(memberName(callee) ?? '') ? 1 : 0;
  const bindings = fn.params.slice(position, position + 1).flatMap(namesIn);
  const element = bindings.map((binding) => binding.name).join(', ');
  const exempt = overFew(file, callee.object)
    ? 'bounded'
    : /^(?:find|some|every)/.test(memberName(callee) ?? '')
      ? 'early-exit'
      : chunkName(file, callee.object, element)
        ? 'chunked'
        : worksOnFiles(file, parent)
          ? 'files'
          : null;
  return {
    node: parent,
    bindings,
    fact: { at: parent.range, kind: 'callback', ...(element && { element }), ...(exempt && { exempt }) },
  };
}

/** Each round reads or moves a file: a piece of work per element, and not a list that is completed. */
function worksOnFiles(file: FileAnalysis, loop: Node): boolean {
  return file
    .sinks('file-path')
    .some(({ call: { node } }) => loop.range[0] <= node.range[0] && node.range[1] <= loop.range[1]);
}

function exemptionOf(file: FileAnalysis, node: LoopNode, call: Node, element: string): string | null {
  if (node.type === 'ForOfStatement') {
    if (node.await) return 'stream';
    if (overFew(file, node.right)) return 'bounded';
    if (chunkName(file, node.right, element)) return 'chunked';
    return leavesEarly(node.body, call) ? 'early-exit' : null;
  }
  if (node.type === 'ForInStatement') return overFewKeys(file, node.right) ? 'bounded' : null;
  if (node.type === 'ForStatement') {
    if (stepsByMany(node.update)) return 'chunked';
    if (/^(?:attempt|retry|retries|tries|try)/i.test(element)) return 'retry';
    if (/^(?:page|offset|skip)/i.test(element)) return 'cursor';
    if (fewRounds(node.test)) return 'bounded';
    return node.test || takesFromList(node.body) ? null : 'cursor';
  }
  if (node.type === 'WhileStatement' || node.type === 'DoWhileStatement') return whileExemption(file, node, call);
  return null;
}

/** A `while` that takes elements from a list is a loop over them; others page through a cursor or try again. */
function whileExemption(
  file: FileAnalysis,
  node: TSESTree.WhileStatement | TSESTree.DoWhileStatement,
  call: Node,
): string | null {
  const test = file.text.slice(...node.test.range);
  if (/\.(?:length|size)\b/.test(test) || /\b(?:pop|shift)\(\)/.test(test)) return null;
  if (/attempt|retr(?:y|ies)|tries/i.test(test)) return 'retry';
  for (let current: Node | undefined = call; current && current !== node; current = current.parent)
    if (current.type === 'TryStatement' && current.handler) return 'retry';
  return isAlways(node.test) && takesFromList(node.body) ? null : 'cursor';
}

function isAlways(test: Node): boolean {
  return test.type === 'Literal' && (test.value === true || test.value === 1);
}

/** `for (;;) { const job = jobs.pop(); ... }`: every round begins with the next element of a list. */
function takesFromList(body: Node): boolean {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  const init = first?.type === 'VariableDeclaration' ? first.declarations[0]?.init : null;
  const taken = init ? bare(init) : null;
  const callee = taken?.type === 'CallExpression' && taken.arguments.length === 0 ? bare(taken.callee) : null;
  return callee?.type === 'MemberExpression' && /^(?:pop|shift)$/.test(memberName(callee) ?? '');
}

function stepsByMany(update: Node | null): boolean {
  if (update?.type !== 'AssignmentExpression' || update.operator !== '+=') return false;
  return !(update.right.type === 'Literal' && update.right.value === 1);
}

function chunkName(file: FileAnalysis, list: Node, element: string): boolean {
  return (
    /(?:^|[a-z])(?:chunk|batch|page|slice)(?:s|ed|es)?$/i.test(element) ||
    /^(?:chunk|batch|page)/i.test(element) ||
    /\b(?:_\.)?(?:chunk|batch)\w*\(/i.test(file.text.slice(...list.range))
  );
}

/** `break` or `return` under a condition, after the call: the search ends when it has found. */
function leavesEarly(body: Node, call: Node): boolean {
  if (body.type !== 'BlockStatement') return false;
  const at = body.body.findIndex(
    (statement) => statement.range[0] <= call.range[0] && call.range[1] <= statement.range[1],
  );
  return (
    at >= 0 &&
    body.body.slice(at).some((statement) => statement.type === 'IfStatement' && endsWithExit(statement.consequent))
  );
}

function endsWithExit(node: Node): boolean {
  if (node.type === 'BlockStatement') return node.body.some(endsWithExit);
  return node.type === 'BreakStatement' || node.type === 'ReturnStatement';
}

function namesIn(pattern: Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property.argument),
      );
    default:
      return [];
  }
}

/** `list[index]` in a `while` whose body counts the index up. */
function isCounter(identifier: TSESTree.Identifier, variable: Variable, { node, fact }: Loop): boolean {
  const member = identifier.parent;
  if (fact.kind !== 'while' || member.type !== 'MemberExpression' || !member.computed || member.property !== identifier)
    return false;
  return variable.references.some(
    ({ identifier: { range, parent } }) =>
      range[0] >= node.range[0] &&
      range[1] <= node.range[1] &&
      (parent?.type === 'UpdateExpression' ||
        (parent?.type === 'AssignmentExpression' && parent.operator === '+=' && !stepsByMany(parent))),
  );
}

/** True when something in `within` changes with the rounds of the loop: its element, or a name made from it. */
export function dependsOn(
  file: FileAnalysis,
  within: readonly Node[],
  loop: Loop,
  identifiers: (node: Node) => readonly TSESTree.Identifier[],
): boolean {
  const seen = new Set<unknown>();
  const isKeyed = (node: Node, depth: number): boolean =>
    identifiers(node).some((identifier) => {
      const variable = file.variableOf(identifier);
      if (!variable || seen.has(variable)) return false;
      if (
        loop.bindings.some((binding) => file.variableOf(binding) === variable) ||
        isCounter(identifier, variable, loop)
      )
        return true;
      seen.add(variable);
      const binding = bindingOf(variable);
      const at = binding.at.range[0];
      if (at < loop.node.range[0] || at > loop.node.range[1] || depth > 4) return false;
      // What a `while` takes from its list in the body is its element.
      if (
        loop.fact.kind === 'while' &&
        binding.kind === 'value' &&
        enclosingFunction(binding.at) === enclosingFunction(loop.node)
      )
        return true;
      if (binding.kind === 'value') return binding.init !== null && isKeyed(binding.init, depth + 1);
      return binding.kind === 'element' && isKeyed(binding.of, depth + 1);
    });
  return within.some((node) => isKeyed(node, 0));
}
