import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { handedAlong, isHanded } from '../calls/handed-along.js';
import { bare, outer } from '../../syntax/wrappers.js';

/** A builder that is kept is extended under a few names at most: `let q = tx('a'); q = q.where(...)`. */
const MAX_NAMES = 4;

/**
 * Whether a query belongs to a transaction: its client is a transaction's handle, an option hands it one, or the
 * project opens one that holds for all that runs in it. `unknown` when that cannot be seen.
 */
export function inTransaction(file: FileAnalysis, call: LibraryCall): 'yes' | 'no' | 'unknown' {
  const made = originsOf(file, call.node);
  if (
    call.symbol.on?.type.transactional ||
    made.some((node) => receiversOf(node).some((receiver) => file.typeOf(receiver)?.type.transactional))
  )
    return 'yes';
  if (isHanded(handedAlong(call.node), call.call.query?.transactionChained)) return 'yes';
  const option = call.call.query?.transactionOption;
  if (option && typeof option.arg === 'number') {
    const given = file.optionOf(call, option.arg, option.property);
    if (given !== null) return given === 'unknown' ? 'unknown' : 'yes';
  }
  return file.transactionAround(call.node).ambient ? 'yes' : 'no';
}

/**
 * A call, and what the names that its receivers begin with were given in this file: `tx('a').where(x)` for `query` in
 * `query.first()`.
 */
export function originsOf(file: FileAnalysis, call: Node, names = MAX_NAMES): readonly Node[] {
  const first = receiversOf(call).at(-1);
  const variable = names > 0 && first?.type === 'Identifier' ? file.variableOf(first) : null;
  if (!variable || variable.references.length > 40) return [call];
  const given = variable.references
    .flatMap(({ writeExpr }) => (writeExpr ? [bare(writeExpr)] : []))
    .filter((node) => node !== bare(call));
  return [call, ...given.flatMap((node) => originsOf(file, node, names - 1))];
}

/**
 * Values a call is made on, nearest first: `tx.user` and `tx` of `tx.user.create()`, `db` of `db('users')`, through
 * chained calls.
 */
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
