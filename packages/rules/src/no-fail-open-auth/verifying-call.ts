import {
  bare,
  isFunction,
  memberName,
  outer,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * A check of a token inside a middleware, and the code that runs when it fails. `next` is the name of the next step.
 */
export type VerifyingCall = { readonly middleware: FunctionNode; readonly next: string } & (
  | { readonly kind: 'try'; readonly statement: TSESTree.TryStatement; readonly handler: TSESTree.CatchClause }
  | { readonly kind: 'rejection' | 'callback'; readonly handler: FunctionNode }
);

/**
 * How a middleware learns that a check failed; null when it does not run in one, or when what was verified is kept:
 * then whoever comes later can see that it is missing.
 */
export function verifyingCall(file: FileAnalysis, verify: TSESTree.CallExpression): VerifyingCall | null {
  const middleware = middlewareAround(verify);
  if (!middleware) return null;
  const last = verify.arguments.at(-1);
  const callback = last ? bare(last) : null;
  if (callback && isFunction(callback))
    return callback.params.length < 2 || !keepsResult(callback, file)
      ? { ...middleware, kind: 'callback', handler: callback }
      : null;
  const rejected = rejectionOf(verify);
  if (rejected) return { ...middleware, kind: 'rejection', handler: rejected };
  const statement = tryAround(verify, middleware.middleware);
  if (!statement?.handler || keeps(statement.block, file)) return null;
  return { ...middleware, kind: 'try', statement, handler: statement.handler };
}

/** A function whose last parameter is the next step: `(req, res, next)`, `(ctx, next)`. */
function middlewareAround(node: Node): Pick<VerifyingCall, 'middleware' | 'next'> | null {
  for (let current = node.parent; current; current = current.parent) {
    if (!isFunction(current)) continue;
    const last = current.params.at(-1);
    if (last?.type === 'Identifier' && /^next/i.test(last.name) && current.params.length >= 2)
      return { middleware: current, next: last.name };
  }
  return null;
}

function tryAround(node: Node, until: FunctionNode): TSESTree.TryStatement | null {
  for (let current: Node = node; current.parent && current !== until; current = current.parent) {
    if (current.parent.type === 'TryStatement' && current.parent.block === current) return current.parent;
    if (isFunction(current)) return null;
  }
  return null;
}

/** `.catch(f)` or `.then(_, f)` on the call. */
function rejectionOf(verify: Node): FunctionNode | null {
  for (let current = outer(verify); ;) {
    const member = current.parent;
    const call = member?.type === 'MemberExpression' && member.object === current ? outer(member).parent : null;
    if (member?.type !== 'MemberExpression' || call?.type !== 'CallExpression') return null;
    const name = memberName(member);
    const handler = name === 'catch' ? call.arguments[0] : name === 'then' ? call.arguments[1] : undefined;
    const plain = handler ? bare(handler) : null;
    if (plain && isFunction(plain)) return plain;
    if (name !== 'then') return null;
    current = outer(call);
  }
}

/** The block stores what was verified: `req.user = verify(...)`. */
function keeps(block: TSESTree.BlockStatement, file: FileAnalysis): boolean {
  return file
    .nodes('AssignmentExpression')
    .some((assignment) => isInside(assignment, block) && bare(assignment.left).type === 'MemberExpression');
}

function keepsResult(callback: FunctionNode, file: FileAnalysis): boolean {
  return file
    .nodes('AssignmentExpression')
    .some((assignment) => isInside(assignment, callback) && bare(assignment.left).type === 'MemberExpression');
}

function isInside(inner: Node, holder: Node): boolean {
  return holder.range[0] <= inner.range[0] && inner.range[1] <= holder.range[1];
}

/**
 * The call of the next step without an error among the statements of a block, or as the body of an arrow; null when a
 * store of `null` before it says that nobody is logged in.
 */
export function continuation(body: Node, next: string): TSESTree.CallExpression | null {
  const statements: readonly Node[] = body.type === 'BlockStatement' ? body.body : [body];
  for (const statement of statements) {
    const expression =
      statement.type === 'ExpressionStatement'
        ? statement.expression
        : statement.type === 'ReturnStatement'
          ? statement.argument
          : statement;
    const plain = expression ? bare(expression) : null;
    if (plain?.type === 'AssignmentExpression' && bare(plain.left).type === 'MemberExpression') return null;
    const call = plain?.type === 'AwaitExpression' ? bare(plain.argument) : plain;
    if (
      call?.type === 'CallExpression' &&
      call.arguments.length === 0 &&
      bare(call.callee).type === 'Identifier' &&
      (bare(call.callee) as TSESTree.Identifier).name === next
    )
      return call;
  }
  return null;
}
