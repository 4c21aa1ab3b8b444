import {
  bare,
  demandsRight,
  memberName,
  requestHandlerAround,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { isOptionalAuth } from './access-name.js';

/** A check that only refuses by throwing, of which a handler does not want to hear. */
export interface SwallowedDemand {
  readonly call: TSESTree.CallExpression;
  readonly handler: TSESTree.CatchClause;
}

/**
 * `try { actor = await assertAdmin(token) } catch {}` before the work of a handler: the check is all that is tried, and
 * nothing asks afterwards how it went.
 */
export function swallowedDemands(
  file: FileAnalysis,
  falls: (block: TSESTree.BlockStatement) => boolean,
): SwallowedDemand[] {
  return file.nodes('CatchClause').flatMap((handler): SwallowedDemand[] => {
    const { parent: tried } = handler;
    const fn = requestHandlerAround(file, handler);
    const [only] = tried.block.body;
    const call = only && tried.block.body.length === 1 ? demandOf(only) : null;
    if (!fn || !only || !call || file.functionOf(handler) !== fn || tried.finalizer || !falls(handler.body)) return [];
    return goesOn(tried, fn) && !isAskedLater(file, only, tried) && !isOptionalAuth(fn, file)
      ? [{ call, handler }]
      : [];
  });
}

/** The statement is nothing but such a check, or keeps what it gives back. */
function demandOf(statement: TSESTree.Statement): TSESTree.CallExpression | null {
  const whole =
    statement.type === 'ExpressionStatement'
      ? bare(statement.expression)
      : statement.type === 'VariableDeclaration' && statement.declarations[0].init
        ? bare(statement.declarations[0].init)
        : null;
  const given = whole?.type === 'AssignmentExpression' ? bare(whole.right) : whole;
  const call = given?.type === 'AwaitExpression' ? bare(given.argument) : given;
  if (call?.type !== 'CallExpression') return null;
  const callee = bare(call.callee);
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : null;
  return name !== null && demandsRight(name) ? call : null;
}

/** The handler has more to do. */
function goesOn(tried: TSESTree.TryStatement, fn: FunctionNode): boolean {
  const { parent } = tried;
  return parent === fn.body && parent.type === 'BlockStatement' && parent.body.at(-1) !== tried;
}

/** What the check gave back is in a condition after it: whoever failed is told apart. */
function isAskedLater(file: FileAnalysis, statement: TSESTree.Statement, { range }: Node): boolean {
  const kept =
    statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression'
      ? bare(statement.expression.left)
      : null;
  if (kept?.type === 'MemberExpression') return true;
  const variable = kept?.type === 'Identifier' ? file.variableOf(kept) : null;
  return variable?.references.some(({ identifier }) => identifier.range[0] > range[1] && isInTest(identifier)) === true;
}

function isInTest(name: Node): boolean {
  for (let node = name; node.parent; node = node.parent) {
    const { parent } = node;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === node) return true;
    if (parent.type === 'CallExpression' || parent.type === 'BlockStatement')
      return parent.type === 'CallExpression' && isCheck(parent);
  }
  return false;
}

/** Handed to something that may check it. */
function isCheck({ callee }: TSESTree.CallExpression): boolean {
  const plain = bare(callee);
  const name = plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? memberName(plain) : null;
  return name !== null && /^(?:assert|require|ensure|check|verify|is|has|can|may|invariant)/i.test(name);
}
