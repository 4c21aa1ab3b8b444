import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { caughtError } from './caught-error.js';

/** What of an error becomes part of a value. `text` is its message or the error as text. */
export type DetailKind = 'stack' | 'query' | 'object' | 'text';

export interface ErrorDetail {
  readonly kind: DetailKind;
  /** The expression that gives it away. */
  readonly node: Node;
  /** Variable that holds the error; null for one made on the spot. */
  readonly error: Variable | null;
  /** Expressions between the detail and the value, the detail first: conditions around each of them count. */
  readonly places: readonly Node[];
}

/** Fields that show code, files or statements to whoever reads them. */
const FIELDS: Readonly<Record<string, DetailKind>> = {
  stack: 'stack',
  sql: 'query',
  sqlMessage: 'query',
  message: 'text',
};
const HOPS = 4;

/**
 * Details of caught errors that become part of a value: directly, in objects, lists and text, through names and casts.
 */
export function errorDetailsIn(file: FileAnalysis, expression: Node): ErrorDetail[] {
  return detailsIn(file, expression, 'whole', [], 0);
}

function detailsIn(
  file: FileAnalysis,
  expression: Node,
  as: 'whole' | 'text',
  path: readonly Node[],
  hops: number,
): ErrorDetail[] {
  if (hops > HOPS) return [];
  const node = unwrap(expression);
  const places = [node, ...path];
  const inside = (inner: Node | null | undefined, form: 'whole' | 'text' = as): ErrorDetail[] =>
    inner ? detailsIn(file, inner, form, places, hops) : [];
  const own = ownDetail(file, node);
  if (own)
    return [{ kind: own.kind === 'object' && as === 'text' ? 'text' : own.kind, node, error: own.error, places }];
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.flatMap((entry) => inside(entry.type === 'SpreadElement' ? entry.argument : entry.value));
    case 'ArrayExpression':
      return node.elements.flatMap((element) =>
        element ? inside(element.type === 'SpreadElement' ? element.argument : element) : [],
      );
    case 'TemplateLiteral':
      return node.expressions.flatMap((hole) => inside(hole, 'text'));
    case 'BinaryExpression':
      return node.operator === '+' ? [...inside(node.left, 'text'), ...inside(node.right, 'text')] : [];
    case 'ConditionalExpression':
      return [...inside(node.consequent), ...inside(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : inside(node.left)), ...inside(node.right)];
    case 'CallExpression':
      return inCall(file, node, inside);
    case 'Identifier':
      return valuesOf(file, node).flatMap((value) => detailsIn(file, value, as, places, hops + 1));
    default:
      return [];
  }
}

/**
 * `String(error)`, `JSON.stringify(error)`, `error.toString()`, and methods of text such as `error.message.slice(0,
 * 9)`.
 */
function inCall(
  file: FileAnalysis,
  node: TSESTree.CallExpression,
  inside: (inner: Node | null | undefined, form?: 'whole' | 'text') => ErrorDetail[],
): ErrorDetail[] {
  const callee = bare(node.callee);
  if (callee.type === 'Identifier')
    return callee.name === 'String' && file.variableOf(callee) === null ? inside(node.arguments[0], 'text') : [];
  if (callee.type !== 'MemberExpression') return [];
  const object = bare(callee.object);
  if (object.type === 'Identifier' && object.name === 'JSON' && memberName(callee) === 'stringify')
    return inside(node.arguments[0]);
  const details = inside(callee.object, 'text');
  return memberName(callee) === 'toString'
    ? details
    : details.filter((detail) => detail.node !== unwrap(callee.object) || detail.node.type === 'MemberExpression');
}

function ownDetail(
  file: FileAnalysis,
  node: Node,
): { readonly kind: DetailKind; readonly error: Variable | null } | null {
  const error = caughtError(file, node);
  if (error) return { kind: 'object', error: error.variable };
  if (node.type === 'Identifier') {
    const taken = takenField(file, node);
    return taken && { kind: taken, error: file.variableOf(node) };
  }
  const name = node.type === 'MemberExpression' ? memberName(node) : null;
  const kind = name !== null && Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (!kind || node.type !== 'MemberExpression') return null;
  const object = unwrap(node.object);
  const holder = caughtError(file, object);
  if (holder) return { kind, error: holder.variable };
  return kind === 'stack' && isNewError(file, object) ? { kind, error: null } : null;
}

function isNewError(file: FileAnalysis, node: Node): boolean {
  return (
    node.type === 'NewExpression' &&
    node.callee.type === 'Identifier' &&
    /^(?:\w*Error)$/.test(node.callee.name) &&
    file.variableOf(node.callee) === null
  );
}

/** `const { message, stack } = error` and `catch ({ message })`. */
function takenField(file: FileAnalysis, node: TSESTree.Identifier): DetailKind | null {
  const definition = file.variableOf(node)?.defs[0];
  const property = (definition?.name as Node | undefined)?.parent;
  if (property?.type !== 'Property' || property.parent.type !== 'ObjectPattern') return null;
  const name = keyOf(property.key, property.computed);
  const kind = name !== null && Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (!kind) return null;
  const holder = property.parent.parent;
  if (holder.type === 'CatchClause') return kind;
  return holder.type === 'VariableDeclarator' && holder.init && caughtError(file, unwrap(holder.init)) ? kind : null;
}

/** What a local name was given: at its declaration and by plain assignments. */
function valuesOf(file: FileAnalysis, node: TSESTree.Identifier): Node[] {
  const variable = file.variableOf(node);
  const definition = variable?.defs[0];
  if (!variable || (definition?.node as Node | undefined)?.type !== 'VariableDeclarator') return [];
  if ((definition?.node as TSESTree.VariableDeclarator).id.type !== 'Identifier') return [];
  return variable.references
    .flatMap((reference) => (reference.isWrite() && reference.writeExpr ? [reference.writeExpr] : []))
    .slice(0, HOPS);
}
