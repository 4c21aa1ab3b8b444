import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { SinkKind } from '../vocabulary/concepts.js';
import type { Resolution } from '../symbols/resolution.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { isElsewhere } from './foreign-guards.js';
import type { Guarded } from './guard-forms.js';
import { isProgramData, workOf } from './lookup-work.js';
import { foundInTable } from './table-keys.js';
import { weightsOf } from './weighed-arguments.js';

type Node = TSESTree.Node;

/** What a value that names something the program keeps can hardly be: a way out of a folder. */
const KINDS: readonly SinkKind[] = ['file-path'];
const HOPS = 8;
/** Ends of names of functions that throw when there is nothing to find. */
const THROWS = /Or(?:Throw|Fail|Reject|404)$/;

/**
 * The value was given to something that looks things up, and the condition says that something was found: it names what
 * exists. Which names exist is not seen here, so nothing is proved, and nothing is known against it either.
 */
export function lookedUp(r: Resolution, condition: Node, outcome: boolean): Guarded[] {
  return presentWhen(condition, outcome).flatMap((answer) => [...askedFor(r, answer, 0), ...foundInTable(r, answer)]);
}

/** `const row = await loadOrFail(id);`: a statement that is not passed unless something is found. */
export function foundOrThrown(r: Resolution, statement: Node): Guarded[] {
  const calls =
    statement.type === 'VariableDeclaration'
      ? statement.declarations.flatMap(({ init }) => init ?? [])
      : statement.type === 'ExpressionStatement'
        ? [statement.expression]
        : [];
  return calls.flatMap((expression): Guarded[] => {
    const call = unwrap(expression);
    const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
    const name =
      callee?.type === 'MemberExpression' ? memberName(callee) : callee?.type === 'Identifier' ? callee.name : null;
    return name !== null && THROWS.test(name) ? askedFor(r, call, 0) : [];
  });
}

/**
 * `for (const id of ids) { const row = await find(id); if (!row) return fail(); }`: what every element went through
 * holds of the list.
 */
export function lookedUpEach(r: Resolution, loop: TSESTree.ForOfStatement): Guarded[] {
  const list = accessPath(r.variables, loop.right);
  const [declared] = loop.left.type === 'VariableDeclaration' ? loop.left.declarations : [];
  const element = declared?.id.type === 'Identifier' ? accessPath(r.variables, declared.id) : null;
  if (list === null || element === null || loop.body.type !== 'BlockStatement') return [];
  const found = loop.body.body.flatMap((statement) =>
    statement.type === 'IfStatement' && endsFunction(statement.consequent)
      ? eachProved(r, statement.test)
      : foundOrThrown(r, statement),
  );
  return found.filter((guard) => guard.path === element).map((guard) => ({ ...guard, path: list }));
}

/** What is known when the condition of a refusal is false. */
function eachProved(r: Resolution, test: Node): Guarded[] {
  const node = unwrap(test);
  if (node.type === 'UnaryExpression' && node.operator === '!') return holding(r, node.argument);
  if (node.type === 'LogicalExpression' && node.operator === '||')
    return [...eachProved(r, node.left), ...eachProved(r, node.right)];
  return lookedUp(r, node, false);
}

function holding(r: Resolution, test: Node): Guarded[] {
  const node = unwrap(test);
  if (node.type !== 'LogicalExpression') return lookedUp(r, node, true);
  const [left, right] = [holding(r, node.left), holding(r, node.right)];
  return node.operator === '&&'
    ? [...left, ...right]
    : left.filter((guard) => right.some((other) => other.path === guard.path));
}

/** A statement that leaves the function, not only a round of a loop. */
function endsFunction(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/**
 * Expressions that are there when the condition has this outcome: `x`, `x !== undefined`, `x.length > 0`, `x?.owner ===
 * me`.
 */
function presentWhen(condition: Node, outcome: boolean): Node[] {
  const node = unwrap(condition);
  if (node.type !== 'BinaryExpression') return outcome ? [node] : [];
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  switch (node.operator) {
    case '===':
    case '==':
    case '!==':
    case '!=': {
      const isEqual = (node.operator === '===' || node.operator === '==') === outcome;
      if (isNothing(right)) return isEqual ? [] : [subject(left)];
      if (isNothing(left)) return isEqual ? [] : [subject(right)];
      return isEqual ? [left, right] : [];
    }
    case '>':
      return outcome && isNumber(right, 0) ? [left] : [];
    case '>=':
      return outcome && isNumber(right, 1) ? [left] : [];
    case '<':
      return !outcome && isNumber(right, 1) ? [left] : [];
    case '<=':
      return !outcome && isNumber(right, 0) ? [left] : [];
    default:
      return [];
  }
}

function subject(node: Node): Node {
  return node.type === 'UnaryExpression' && node.operator === 'typeof' ? unwrap(node.argument) : node;
}

function isNothing(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'undefined';
  if (node.type === 'Literal')
    return (
      node.value === null || node.value === false || node.value === 0 || node.value === '' || node.value === 'undefined'
    );
  return node.type === 'UnaryExpression' && node.operator === '-' && isNumber(unwrap(node.argument), 1);
}

function isNumber(node: Node, value: number): boolean {
  return node.type === 'Literal' && node.value === value;
}

/**
 * What was asked for to get this answer: through names, members of the answer and what is chained behind the question.
 */
function askedFor(r: Resolution, answer: Node, hops: number): Guarded[] {
  const node = unwrap(answer);
  if (hops > HOPS) return [];
  switch (node.type) {
    case 'MemberExpression': {
      const isTable = node.computed && memberName(node) === null && isProgramData(r, node.object, 0);
      return [...(isTable ? named(r, [node.property], node) : []), ...askedFor(r, node.object, hops + 1)];
    }
    case 'CallExpression':
      return [...question(r, node), ...askedFor(r, node.callee, hops + 1)];
    case 'AssignmentExpression':
      return node.operator === '=' ? askedFor(r, node.right, hops + 1) : [];
    case 'Identifier': {
      const origin = onlyValue(r.variables.of(node));
      const binding = r.bindingOf(node);
      if (binding?.kind !== 'value') return [];
      return origin ? askedFor(r, origin, hops + 1) : [];
    }
    default:
      return [];
  }
}

/** What a name is given, when it is given one thing only. */
function onlyValue(variable: Variable | null): Node | null {
  const writes = variable?.references.filter((reference) => reference.isWrite()) ?? [];
  const [only] = writes;
  return writes.length === 1 && only?.writeExpr ? only.writeExpr : null;
}

/** A call that looks its arguments up. */
function question(r: Resolution, call: TSESTree.CallExpression): Guarded[] {
  const given = call.arguments.flatMap((argument, index) => {
    return workOf(r, call, index, 0) === 'lookup' ? whereAsked(r, call, index, named(r, [argument], call)) : [];
  });
  return [...given, ...comparedInCallback(r, call)];
}

/** Whether a callee of another file searches at all is only known when it is asked. */
function whereAsked(r: Resolution, call: TSESTree.CallExpression, index: number, found: readonly Guarded[]): Guarded[] {
  if (r.project || found.length === 0) return [...found];
  const fn = r.localFunction(call.callee);
  const weights = fn ? weightsOf(r, fn, index) : isElsewhere(r, call) ? [{ asks: { call: call.range, index } }] : [];
  const asks = weights.flatMap((weight) => weight.asks ?? []).slice(0, 1);
  return found.map((guard) => (asks.length > 0 && weights.every((weight) => weight.asks) ? { ...guard, asks } : guard));
}

/** `CATALOGUE.find((entry) => entry.key === key)` */
function comparedInCallback(r: Resolution, call: TSESTree.CallExpression): Guarded[] {
  const callee = bare(call.callee);
  if (
    callee.type !== 'MemberExpression' ||
    !/^(?:find|findLast|some|filter)$/.test(memberName(callee) ?? '') ||
    !isProgramData(r, callee.object, 0)
  )
    return [];
  const fn = call.arguments[0] ? r.localFunction(call.arguments[0]) : null;
  return fn ? returnedExpressions(fn).flatMap((expression) => named(r, equals(unwrap(expression)), call)) : [];
}

function equals(node: Node): Node[] {
  if (node.type === 'LogicalExpression' && node.operator === '&&')
    return [...equals(unwrap(node.left)), ...equals(unwrap(node.right))];
  return node.type === 'BinaryExpression' && (node.operator === '===' || node.operator === '==')
    ? [node.left, node.right]
    : [];
}

/** Guards on everything these expressions hand over. A name that is given another value later is another value. */
function named(r: Resolution, nodes: readonly Node[], at: Node): Guarded[] {
  return nodes.flatMap(whatIsHanded).flatMap((node): Guarded[] => {
    const path = accessPath(r.variables, node);
    return path === null || isWrittenAfter(r, node, at) ? [] : [{ path, for: [], unknownFor: KINDS }];
  });
}

/** Parts of an argument that arrive as they are: properties, elements and holes of a text. */
function whatIsHanded(node: Node): Node[] {
  const plain = unwrap(node);
  switch (plain.type) {
    case 'ObjectExpression':
      return plain.properties.flatMap((property) =>
        whatIsHanded(property.type === 'SpreadElement' ? property.argument : property.value),
      );
    case 'ArrayExpression':
      return plain.elements.flatMap((element) => (element ? whatIsHanded(element) : []));
    case 'SpreadElement':
      return whatIsHanded(plain.argument);
    case 'TemplateLiteral':
      return plain.expressions.flatMap(whatIsHanded);
    case 'BinaryExpression':
      return plain.operator === '+' ? [...whatIsHanded(plain.left), ...whatIsHanded(plain.right)] : [];
    default:
      return textOf(plain) === null ? [plain] : [];
  }
}

function isWrittenAfter(r: Resolution, node: Node, at: Node): boolean {
  let root = bare(node);
  while (root.type === 'MemberExpression') root = bare(root.object);
  const variable = r.variables.of(root);
  return (
    variable?.references.some((reference) => reference.isWrite() && reference.identifier.range[0] > at.range[1]) ===
    true
  );
}
