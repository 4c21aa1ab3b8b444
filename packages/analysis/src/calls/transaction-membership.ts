import type { FileAnalysis, LibraryCall, Node } from '../analysis.js';
import { bare, outer } from '../syntax/wrappers.js';

/**
 * Whether a query belongs to a transaction: its client is a transaction's handle, an option hands it one, or the project opens one that
 * holds for all that runs in it. `unknown` when that cannot be seen.
 */
export function inTransaction(file: FileAnalysis, call: LibraryCall): 'yes' | 'no' | 'unknown' {
  if (call.symbol.on?.type.transactional || receiversOf(call.node).some((receiver) => file.typeOf(receiver)?.type.transactional)) return 'yes';
  const option = call.call.query?.transactionOption;
  if (option && typeof option.arg === 'number') {
    const given = file.optionOf(call, option.arg, option.property);
    if (given !== null) return given === 'unknown' ? 'unknown' : 'yes';
  }
  return file.transactionAround(call.node).ambient ? 'yes' : 'no';
}

/** Values a call is made on, nearest first: `tx.user` and `tx` of `tx.user.create()`, `db` of `db('users')`, through chained calls. */
export function receiversOf(call: Node): Node[] {
  const found: Node[] = [];
  let current = calleeOf(bare(call));
  while (current) {
    const plain = bare(current);
    if (plain.type === 'MemberExpression') {
      found.push(plain.object);
      current = plain.object;
    } else {
      if (plain.type === 'Identifier' && found.at(-1) !== current) found.push(current);
      current = calleeOf(plain);
    }
  }
  return found;
}

function calleeOf(node: Node): Node | null {
  if (node.type === 'CallExpression') return node.callee;
  return node.type === 'TaggedTemplateExpression' ? node.tag : null;
}

/** A call with everything chained after it: `User.find().session(s).exec()` from `User.find()`. */
export function wholeChain(call: Node): Node {
  let current = outer(call);
  for (;;) {
    const member = current.parent;
    if (member?.type !== 'MemberExpression' || member.object !== current) return current;
    const next = outer(member).parent;
    if (next?.type !== 'CallExpression' || next.callee !== outer(member)) return current;
    current = outer(next);
  }
}
