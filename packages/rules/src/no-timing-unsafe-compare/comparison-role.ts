import {
  bare,
  dottedName,
  type FileAnalysis,
  type FunctionNode,
  isFunction,
  keyOf,
  memberName,
  nameTokens,
  type Node,
  nodesWithin,
  outer,
  responseStatus,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * What the result of a comparison is for. `access`: it decides, or may decide, who gets in. `change`: it asks whether
 * what came is new and has to be saved. `mark`: it marks or leaves out elements of a list.
 */
export type ComparisonRole = 'access' | 'change' | 'mark';

/**
 * `given` is the side that came from outside, `kept` the one the program holds. Without evidence of another role it is
 * `access`.
 */
export function comparisonRole(file: FileAnalysis, comparison: Node, given: Node, kept: Node): ComparisonRole {
  if (marksElements(file, comparison)) return 'mark';
  return savesTheNewOne(file, comparison, given, kept) ? 'change' : 'access';
}

/** `{ current: a === b }` of each element, directly or by a name, and `rows.filter((row) => row.token !== token)`. */
function marksElements(file: FileAnalysis, comparison: Node): boolean {
  const whole = aroundOperators(comparison).node;
  const { parent } = whole;
  if (!parent) return false;
  const fn = file.functionOf(comparison);
  const method = fn && methodCalledWith(fn);
  if (method === null) return false;
  if (method === 'filter') return parent === fn && isUnequal(comparison);
  if (method !== 'map' && method !== 'flatMap') return false;
  if (parent.type === 'Property') return parent.value === whole;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const reads = (file.variableOf(parent.id)?.references ?? []).filter((reference) => reference.isRead());
  return reads.length > 0 && reads.every(({ identifier }) => identifier.parent.type === 'Property');
}

/** Method that runs a function for each element: `rows.map(...)`. */
function methodCalledWith(fn: FunctionNode): string | null {
  const call = outer(fn).parent;
  const callee =
    call?.type === 'CallExpression' && call.arguments.some((argument) => argument === outer(fn))
      ? bare(call.callee)
      : null;
  return callee?.type === 'MemberExpression' ? memberName(callee) : null;
}

function isUnequal(comparison: Node): boolean {
  return comparison.type === 'BinaryExpression' && comparison.operator.startsWith('!');
}

/** The condition a comparison is part of, and whether `!` turned it round. */
function aroundOperators(comparison: Node): { readonly node: Node; readonly turned: boolean } {
  let node: Node = outer(comparison);
  let turned = false;
  for (;;) {
    const { parent }: { readonly parent?: Node | undefined } = node;
    if (parent?.type === 'UnaryExpression' && parent.operator === '!') turned = !turned;
    else if (parent?.type !== 'LogicalExpression' || (parent.left !== node && isEffect(parent)))
      return { node, turned };
    else if (parent.left === node && !isTest(parent.right)) return { node, turned };
    node = outer(parent);
  }
}

/** `a !== b && save(a)`: what stands on the right runs, and asks nothing. */
function isEffect({ right }: TSESTree.LogicalExpression): boolean {
  return !isTest(right);
}

function isTest(node: Node): boolean {
  const { type } = bare(node);
  return (
    type === 'BinaryExpression' ||
    type === 'LogicalExpression' ||
    type === 'UnaryExpression' ||
    type === 'Identifier' ||
    type === 'MemberExpression' ||
    type === 'ConditionalExpression'
  );
}

/** Where the two differ what came is written down, and nobody is turned away. */
function savesTheNewOne(file: FileAnalysis, comparison: Node, given: Node, kept: Node): boolean {
  const { node, turned } = aroundOperators(comparison);
  const branch = branchWhereTheyDiffer(node, isUnequal(comparison) !== turned);
  if (branch.length === 0 || branch.some((part) => deniesIn(file, part))) return false;
  const name = nameOfKept(kept);
  return branch.some((part) => writesGiven(file, part, textOfGiven(file, given), name));
}

function branchWhereTheyDiffer(condition: Node, differs: boolean): readonly Node[] {
  const { parent } = condition;
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression': {
      if (parent.test !== condition) return [];
      const branch = differs ? parent.consequent : parent.alternate;
      if (branch) return [branch];
      // `if (same) return;` and the rest of the block.
      const block = parent.parent;
      if (differs || !leaves(parent.consequent) || block?.type !== 'BlockStatement') return [];
      return block.body.filter((statement) => statement.range[0] >= parent.range[1]);
    }
    case 'LogicalExpression':
      return parent.left === condition && parent.operator === (differs ? '&&' : '||') ? [parent.right] : [];
    default:
      return [];
  }
}

function leaves(branch: Node): boolean {
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  return last?.type === 'ReturnStatement';
}

const DENIAL = /unauthori[sz]ed|forbidden|denied|invalid|mismatch/i;

function deniesIn(file: FileAnalysis, part: Node): boolean {
  if (nodesWithin(file, part, 'ThrowStatement').length > 0) return true;
  return nodesWithin(file, part, 'CallExpression').some((call) => {
    const library = file.libraryCall(call);
    const status = library?.call.response ? responseStatus(file, library) : null;
    return (
      status === 'unknown' || (status !== null && status >= 400) || DENIAL.test(file.text.slice(...call.callee.range))
    );
  });
}

/** The expression that came, without what only trims it. */
function textOfGiven(file: FileAnalysis, given: Node): string {
  let plain = bare(given);
  while (plain.type === 'CallExpression') {
    const callee = bare(plain.callee);
    if (callee.type !== 'MemberExpression') break;
    plain = bare(callee.object);
  }
  return file.text.slice(...plain.range);
}

function nameOfKept(kept: Node): string | null {
  const plain = bare(kept);
  return plain.type === 'MemberExpression' ? memberName(plain) : plain.type === 'Identifier' ? plain.name : null;
}

const SAVES = /^(?:save|set|update|store|write|put|patch|upsert|replace|rotate|persist)$/;

/** What came is assigned or given under the name of what is kept, or handed to a call that saves. */
function writesGiven(file: FileAnalysis, part: Node, given: string, name: string | null): boolean {
  const holds = (node: Node): boolean =>
    new RegExp(`(?<![\\w$.])${escaped(given)}(?![\\w$])`).test(file.text.slice(...node.range));
  const assigned = nodesWithin(file, part, 'AssignmentExpression').some(({ left, right }) => {
    const target = bare(left);
    return target.type === 'MemberExpression' && name !== null && memberName(target) === name && holds(right);
  });
  if (assigned) return true;
  const named = nodesWithin(file, part, 'Property').some(
    (property) =>
      property.parent.type === 'ObjectExpression' &&
      name !== null &&
      keyOf(property.key, property.computed) === name &&
      holds(property.value),
  );
  if (named) return true;
  return nodesWithin(file, part, 'CallExpression').some((call) => {
    const called = dottedName(call.callee)?.split('.').at(-1) ?? '';
    return (
      SAVES.test(nameTokens(called)[0] ?? '') &&
      call.arguments.some((argument) => !isFunction(argument) && holds(argument))
    );
  });
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
