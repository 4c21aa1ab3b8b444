import { bare, memberName, type FileAnalysis, type Node, type Range } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { ProblemCause } from './define-rule.js';

/**
 * The one value that comes in through this expression, for rules where a check of the value mends every later use of
 * it: a variable and its members, as `name` and `request.query.name`, or a member of the object. Nothing where several
 * values come in, or where the variable is filled more than once.
 */
export function valueCause(file: FileAnalysis, node: Node): { readonly cause?: ProblemCause } {
  const leaf = leafOf(file, node);
  const path = leaf && pathOf(leaf);
  if (leaf && path?.root.type === 'ThisExpression')
    return path.members[0] === undefined ? {} : { cause: { kind: 'member', at: leaf.range, name: path.members[0] } };
  const variable = path?.root.type === 'Identifier' ? file.variableOf(path.root) : null;
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition || variable.defs.length !== 1 || path?.root.type !== 'Identifier') return {};
  if (variable.references.filter((reference) => reference.isWrite()).length > 1) return {};
  const name = definition.name as Node;
  return { cause: { kind: 'place', at: name.range, words: `with \`${[path.root.name, ...path.members].join('.')}\`` } };
}

/** The same for the name or member that stands at this place: a hole of a text. */
export function valueCauseAt(file: FileAnalysis, [start, end]: Range): { readonly cause?: ProblemCause } {
  const node = file.nodes('Identifier', 'MemberExpression').find(({ range }) => range[0] === start && range[1] === end);
  return node ? valueCause(file, node) : {};
}

/** The one name or member through which something open comes in. */
function leafOf(file: FileAnalysis, node: Node): Node | null {
  const plain = bare(node);
  switch (plain.type) {
    case 'Identifier':
    case 'MemberExpression':
      return plain;
    case 'TemplateLiteral':
      return onlyOpen(file, plain.expressions);
    case 'BinaryExpression':
      return plain.operator === '+' ? onlyOpen(file, [plain.left, plain.right]) : null;
    case 'CallExpression':
      return onlyOpen(file, plain.arguments);
    default:
      return null;
  }
}

function onlyOpen(file: FileAnalysis, nodes: readonly Node[]): Node | null {
  const inState = (taint: 'tainted' | 'unknown'): readonly Node[] =>
    nodes.filter((one) => file.valueOf(one.type === 'SpreadElement' ? one.argument : one).taint === taint);
  const tainted = inState('tainted');
  const open = tainted.length > 0 ? tainted : inState('unknown');
  const [only] = open;
  return only && open.length === 1 ? leafOf(file, only) : null;
}

function pathOf(
  node: Node,
): { readonly root: TSESTree.Identifier | TSESTree.ThisExpression; readonly members: readonly string[] } | null {
  const plain = bare(node);
  if (plain.type === 'Identifier' || plain.type === 'ThisExpression') return { root: plain, members: [] };
  if (plain.type !== 'MemberExpression') return null;
  const owner = pathOf(plain.object);
  const name = memberName(plain);
  return owner && name !== null ? { root: owner.root, members: [...owner.members, name] } : null;
}
