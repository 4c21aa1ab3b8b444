import type { TSESTree } from '@typescript-eslint/types';
import type { Admitted } from '../vocabulary/admitted.js';
import type { Shape, SinkKind } from '../vocabulary/concepts.js';
import type { SchemaRef } from '../vocabulary/schemas.js';
import type { Ask, Head } from '../vocabulary/project-view.js';
import type { Resolution } from '../symbols/resolution.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';

type Node = TSESTree.Node;

/** A call that asks a schema, and the place below what it is asked about. */
export interface PassedCheck {
  readonly call: TSESTree.CallExpression;
  readonly by: SchemaRef;
  readonly below: readonly string[];
}

/** What a condition proves of one access path. */
export interface Guarded {
  readonly path: string;
  readonly for: readonly SinkKind[] | 'all';
  readonly shapes?: readonly Shape[];
  /** Whether it is harmless for these is not known: missing evidence. */
  readonly unknownFor?: readonly SinkKind[];
  /** The path equals a constant or is one of constants. */
  readonly listed?: true;
  /** Only the host of the address was asked about: what its path is, when it is used alone, is open. */
  readonly ofHost?: true;
  readonly heads?: readonly Head[];
  /** It holds of every element of the list the path names. */
  readonly ofEach?: true;
  /** It is what the schema of this check admits, at this path below what was checked. */
  readonly passed?: PassedCheck;
  /** The same, told by a function of another file. */
  readonly admits?: Admitted;
  /** Callees of other files it hangs on. */
  readonly asks?: readonly Ask[];
  /** Where it was asked: what is written behind this offset was not. */
  readonly since?: number;
}

/** The same without the place, of another function or for another file. */
export function anywhere({ since: _since, ...guard }: Guarded): Guarded {
  return guard;
}

/** Text made only of these characters cannot leave a path segment, an identifier or a quoted value. */
export function isHarmlessPattern(pattern: string): boolean {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || /[|]/.test(pattern.replace(/\([^)]*\)/g, ''))) return false;
  return !/\[\^|\\[SDWpP]|['"`;/<>&]/.test(pattern) && !/(?:^|[^\\])\./.test(pattern.replace(/\[[^\]]*\]/g, ''));
}

/** `x || fail()`: a call that does not come back, by its name. */
export function leavesExpression(node: Node): boolean {
  return (
    bare(node).type === 'CallExpression' &&
    /^(?:fail|abort|panic|raise)/.test(((bare(node) as TSESTree.CallExpression).callee as { name?: string }).name ?? '')
  );
}

/** A statement after which the code below does not run. */
export function leaves(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true;
    case 'BlockStatement': {
      const last = statement.body.at(-1);
      return last !== undefined && leaves(last);
    }
    case 'IfStatement':
      return (
        statement.alternate !== null &&
        statement.alternate !== undefined &&
        leaves(statement.consequent) &&
        leaves(statement.alternate)
      );
    default:
      return false;
  }
}

/** A statement that ends in a throw. */
export function leavesByThrow(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ThrowStatement';
}

/** `path === root` beside `path.startsWith(root + sep)`. */
export function isFolderItself(r: Resolution, equality: Node, beginning: Node, outcome: boolean): boolean {
  const same = unwrap(equality);
  const negated = unwrap(beginning);
  const call = negated.type === 'UnaryExpression' && negated.operator === '!' ? unwrap(negated.argument) : negated;
  const isEqual =
    same.type === 'BinaryExpression' &&
    (same.operator === '===' || same.operator === '=='
      ? outcome
      : (same.operator === '!==' || same.operator === '!=') && !outcome);
  if (!isEqual || (call === negated) !== outcome || call.type !== 'CallExpression') return false;
  const callee = bare(call.callee);
  const [prefix] = call.arguments;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'startsWith' || !prefix) return false;
  const joined = bare(prefix);
  const root =
    joined.type === 'BinaryExpression'
      ? joined.left
      : joined.type === 'TemplateLiteral'
        ? joined.expressions[0]
        : undefined;
  const [subject, folder] = [accessPath(r.variables, callee.object), root ? accessPath(r.variables, root) : null];
  const [left, right] = [accessPath(r.variables, same.left), accessPath(r.variables, same.right)];
  return (
    subject !== null &&
    folder !== null &&
    ((left === subject && right === folder) || (left === folder && right === subject))
  );
}

/** A text written out here or in another file, or a member of an enum. */
export function isConstantText(r: Resolution, node: Node): boolean {
  const plain = bare(node);
  if (textOf(plain) !== null) return true;
  if (plain.type === 'MemberExpression' && /^[A-Z]/.test(rootName(plain)) && memberName(plain) !== null) return true;
  const meaning =
    r.project && (plain.type === 'Identifier' || plain.type === 'MemberExpression') ? r.meaningOf(plain) : null;
  return meaning?.kind === 'foreign' && typeof meaning.of.value?.constant === 'string';
}

function rootName(node: TSESTree.MemberExpression): string {
  const object = bare(node.object);
  return object.type === 'Identifier' ? object.name : '';
}

/** A regex literal, directly or through a const. */
export function patternLiteral(r: Resolution, node: Node): { readonly pattern: string; readonly flags: string } | null {
  const plain = bare(node);
  if (plain.type === 'Literal' && 'regex' in plain) return plain.regex;
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  const init = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : plain;
  if (init.type === 'Literal' && 'regex' in init) return init.regex;
  // `new RegExp('^[a-z]+$')`: a pattern that is written out.
  if (init.type !== 'NewExpression' && init.type !== 'CallExpression') return null;
  const callee = bare(init.callee);
  if (callee.type !== 'Identifier' || callee.name !== 'RegExp' || r.variables.of(callee)) return null;
  const [source, flags] = init.arguments;
  const [pattern, mode] = [source ? textOf(source) : null, flags ? textOf(flags) : ''];
  return pattern === null || mode === null ? null : { pattern, flags: mode };
}

/** `relative(root, p)`, directly or through a const: what it speaks of. */
export function relativeTarget(r: Resolution, node: Node): Node | null {
  let plain = bare(node);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  if (binding?.kind === 'value' && binding.init) plain = bare(binding.init);
  if (plain.type !== 'CallExpression') return null;
  const callee = bare(plain.callee);
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
  return name === 'relative' ? (plain.arguments[1] ?? null) : null;
}
