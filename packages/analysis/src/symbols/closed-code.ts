/** Code that never runs, because a constant of the program says so: `const LOCAL = false; if (LOCAL) { ... }`. */
import type { TSESTree } from '@typescript-eslint/types';
import { close } from '../syntax/closed.js';
import { keyOf, memberName } from '../syntax/keys.js';
import type { NodeIndex } from '../syntax/node-index.js';
import { bare } from '../syntax/wrappers.js';
import type { ProjectView } from '../vocabulary/project-view.js';
import { bindingOf } from './binding.js';
import type { Variables } from './variables.js';

type Node = TSESTree.Node;
type Constant = { readonly is: string | number | boolean | bigint | null | undefined };

interface Known {
  readonly variables: Variables;
  /** Names of imports and of each `const`: no other is resolved, which costs. */
  readonly names: () => ReadonlySet<string>;
  readonly project: ProjectView | null;
}

const MAX_HOPS = 8;

/**
 * Roots of the branches that are closed, marked as such. A constant is a literal, or a `const` that is one, of this
 * file or, where the project is there to ask, of another; what is read from a setting, handed in or written is none.
 */
export function closedBranches(index: NodeIndex, asked: Omit<Known, 'names'>): readonly Node[] {
  const found: Node[] = [];
  let names: ReadonlySet<string> | null = null;
  const known: Known = { ...asked, names: () => (names ??= constantNames(index)) };
  const truth = (test: Node | null): boolean | null => test && truthOf(known, test, 0);
  const add = (...roots: (Node | null | undefined)[]): void => {
    for (const root of roots) if (root) found.push(root);
  };
  for (const node of index.ofTypes(['IfStatement', 'ConditionalExpression'])) {
    const { test, consequent, alternate } = node as TSESTree.IfStatement | TSESTree.ConditionalExpression;
    const value = truth(test);
    if (value === null) continue;
    add(value ? alternate : consequent);
    const taken = value ? consequent : alternate;
    if (taken && leaves(taken)) add(...behind(node));
  }
  for (const node of index.ofType('LogicalExpression') as readonly TSESTree.LogicalExpression[]) {
    if (node.operator !== '??' && truth(node.left) === (node.operator === '||')) add(node.right);
  }
  for (const node of index.ofType('WhileStatement') as readonly TSESTree.WhileStatement[])
    if (truth(node.test) === false) add(node.body);
  for (const node of index.ofType('ForStatement') as readonly TSESTree.ForStatement[])
    if (truth(node.test) === false) add(node.body, node.update);
  for (const node of index.ofType('SwitchStatement') as readonly TSESTree.SwitchStatement[])
    add(...closedCases(node, (expression) => constantOf(known, expression, 0)));
  for (const root of found) close(root);
  return found;
}

/** Statements behind one that leaves, in the same block. A function that is declared there runs all the same. */
function behind(statement: Node): readonly Node[] {
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement') return [];
  return parent.body
    .slice(parent.body.indexOf(statement as TSESTree.Statement) + 1)
    .filter(({ type }) => type !== 'FunctionDeclaration');
}

function leaves(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return (
    last?.type === 'ReturnStatement' ||
    last?.type === 'ThrowStatement' ||
    last?.type === 'ContinueStatement' ||
    last?.type === 'BreakStatement'
  );
}

/** Cases a constant never comes to: those before its own, and those behind the first that leaves. */
function closedCases(
  { discriminant, cases }: TSESTree.SwitchStatement,
  valueOf: (node: Node) => Constant | null,
): readonly Node[] {
  const given = valueOf(discriminant);
  if (!given) return [];
  const tests = cases.map(({ test }) => (test ? valueOf(test) : undefined));
  if (tests.includes(null)) return [];
  const own = tests.findIndex((test) => test?.is === given.is && test !== undefined);
  const first = own >= 0 ? own : tests.indexOf(undefined);
  if (first < 0) return cases.flatMap(({ consequent }) => consequent);
  const last = cases.findIndex(({ consequent }, at) => at >= first && consequent.some(leaves));
  return cases.filter((_, at) => at < first || (last >= 0 && at > last)).flatMap(({ consequent }) => consequent);
}

/** Whether a test always holds, or never does: `x && false` never, whatever `x` is; null where that is not known. */
function truthOf(known: Known, node: Node, hops: number): boolean | null {
  const plain = bare(node);
  if (hops > MAX_HOPS) return null;
  if (plain.type === 'UnaryExpression' && plain.operator === '!') {
    const value = truthOf(known, plain.argument, hops + 1);
    return value === null ? null : !value;
  }
  if (plain.type === 'LogicalExpression' && plain.operator !== '??') {
    const ends = plain.operator === '||';
    const sides = [truthOf(known, plain.left, hops + 1), truthOf(known, plain.right, hops + 1)];
    if (sides.includes(ends)) return ends;
    return sides.includes(null) ? null : !ends;
  }
  const value = constantOf(known, plain, hops);
  return value === null ? null : Boolean(value.is);
}

/** What an expression always is; null where that is not known. */
function constantOf(known: Known, node: Node, hops: number): Constant | null {
  const plain = bare(node);
  if (hops > MAX_HOPS) return null;
  const inner = (other: Node): Constant | null => constantOf(known, other, hops + 1);
  switch (plain.type) {
    case 'Literal':
      return 'regex' in plain ? null : { is: plain.value as Constant['is'] };
    case 'TemplateLiteral':
      return plain.expressions.length === 0 ? { is: plain.quasis[0]?.value.cooked } : null;
    case 'UnaryExpression': {
      const value = plain.operator === '!' ? truthOf(known, plain.argument, hops + 1) : null;
      return value === null ? null : { is: !value };
    }
    case 'LogicalExpression': {
      if (plain.operator === '??') return null;
      const left = inner(plain.left);
      return left && (Boolean(left.is) === (plain.operator === '||') ? left : inner(plain.right));
    }
    case 'BinaryExpression':
      return compared(plain.operator, inner(plain.left), inner(plain.right));
    case 'Identifier':
      return namedConstant(known, plain, hops);
    case 'MemberExpression':
      return memberConstant(known, plain, hops);
    default:
      return null;
  }
}

function compared(operator: string, left: Constant | null, right: Constant | null): Constant | null {
  if (!left || !right) return null;
  if (operator === '===') return { is: left.is === right.is };
  if (operator === '!==') return { is: left.is !== right.is };
  if (typeof left.is !== 'number' || typeof right.is !== 'number') return null;
  if (operator === '>') return { is: left.is > right.is };
  return operator === '<' ? { is: left.is < right.is } : null;
}

function namedConstant(known: Known, name: TSESTree.Identifier, hops: number): Constant | null {
  if (!known.names().has(name.name)) return name.name === 'undefined' ? { is: undefined } : null;
  const variable = known.variables.of(name);
  if (!variable) return null;
  const binding = bindingOf(variable);
  if (binding?.kind === 'import') {
    const value = known.project?.imported(binding.specifier, binding.name)?.value;
    const isFixed = value?.taint === 'safe' && value.setting === undefined;
    return isFixed && value.constant !== undefined && value.constant !== null ? { is: value.constant } : null;
  }
  const init = constantInit(name, known);
  return init && constantOf(known, init, hops + 1);
}

/** `FLAGS.local` of an object that nobody may write: frozen, or `as const`. */
function memberConstant(known: Known, member: TSESTree.MemberExpression, hops: number): Constant | null {
  const name = memberName(member);
  const object = bare(member.object);
  const init = object.type === 'Identifier' ? constantInit(object, known) : null;
  const fixed = init && fixedObject(init);
  if (!fixed || name === null || fixed.properties.some(({ type }) => type !== 'Property')) return null;
  const [value, ...others] = fixed.properties.filter(
    (property): property is TSESTree.Property =>
      property.type === 'Property' && keyOf(property.key, property.computed) === name,
  );
  const isOpen = fixed.properties.some(
    (property) => property.type === 'Property' && keyOf(property.key, property.computed) === null,
  );
  return value && others.length === 0 && !isOpen ? constantOf(known, value.value, hops + 1) : null;
}

function fixedObject(init: Node): TSESTree.ObjectExpression | null {
  const isFixed =
    init.type === 'TSAsExpression' &&
    init.typeAnnotation.type === 'TSTypeReference' &&
    init.typeAnnotation.typeName.type === 'Identifier' &&
    init.typeAnnotation.typeName.name === 'const';
  const plain = bare(init);
  if (isFixed) return plain.type === 'ObjectExpression' ? plain : null;
  if (plain.type !== 'CallExpression') return null;
  const callee = bare(plain.callee);
  const [argument] = plain.arguments;
  const isFrozen =
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'freeze' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object';
  const frozen = isFrozen && argument ? bare(argument) : null;
  return frozen?.type === 'ObjectExpression' ? frozen : null;
}

function constantNames(index: NodeIndex): ReadonlySet<string> {
  const declared = (index.ofType('VariableDeclarator') as readonly TSESTree.VariableDeclarator[]).flatMap((node) =>
    node.id.type === 'Identifier' && node.parent.kind === 'const' && node.init ? [node.id.name] : [],
  );
  const imported = (index.ofType('ImportDeclaration') as readonly TSESTree.ImportDeclaration[]).flatMap((node) =>
    node.specifiers.map(({ local }) => local.name),
  );
  return new Set([...declared, ...imported]);
}

/** What a `const` is, which stands for nothing else. */
function constantInit(name: TSESTree.Identifier, { variables, names }: Known): TSESTree.Expression | null {
  if (!names().has(name.name)) return null;
  const definitions = variables.of(name)?.defs ?? [];
  const declarator = definitions[0]?.node as Node | undefined;
  return definitions.length === 1 &&
    declarator?.type === 'VariableDeclarator' &&
    declarator.id.type === 'Identifier' &&
    declarator.parent.kind === 'const'
    ? declarator.init
    : null;
}
