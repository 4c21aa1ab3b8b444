import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { unwrap } from '../../syntax/wrappers.js';
import { receiversOf } from '../transactions/transaction-membership.js';

/** Names that HTTP libraries give to the statuses a client causes. */
const CLIENT_ERROR = new RegExp(
  String.raw`(?:^|[._])(?:BAD_REQUEST|UNAUTHORIZED|FORBIDDEN|NOT_FOUND|CONFLICT|GONE|UNPROCESSABLE|` +
    String.raw`PAYMENT_REQUIRED|METHOD_NOT_ALLOWED|NOT_ACCEPTABLE|TOO_MANY_REQUESTS|PRECONDITION|` +
    String.raw`UNSUPPORTED_MEDIA|BadRequest|Unauthorized|Forbidden|NotFound|Conflict)`,
);

/** Status a response call answers with: a number, `unknown` when it is computed, null when nothing sets one. */
export function responseStatus(file: FileAnalysis, call: LibraryCall): number | 'unknown' | null {
  const own = statusSetBy(file, call);
  if (own !== null) return own;
  const receivers = receiversOf(call.node);
  for (const receiver of receivers) {
    const earlier = file.libraryCall(receiver);
    const status = earlier && statusSetBy(file, earlier);
    if (status !== null) return status;
  }
  const root = receivers.at(-1);
  return root ? statusSetBefore(file, call.node, root) : null;
}

function statusSetBy(file: FileAnalysis, call: LibraryCall): number | 'unknown' | null {
  const { response } = call.call;
  if (response?.status !== undefined) return response.status;
  if (response?.statusArg === undefined || call.node.type === 'TaggedTemplateExpression') return null;
  const argument = call.node.arguments[response.statusArg];
  if (!argument) return null;
  const plain = unwrap(argument);
  if (plain.type !== 'ObjectExpression') return numberOf(file, plain);
  const option = file.optionOf(call, response.statusArg, 'status');
  return option === null ? null : option === 'unknown' ? 'unknown' : numberOf(file, option);
}

function numberOf(file: FileAnalysis, node: Node): number | 'unknown' {
  const { constant } = file.valueOf(node);
  if (typeof constant === 'number') return constant;
  return CLIENT_ERROR.test(file.text.slice(...node.range)) ? 400 : 'unknown';
}

/** `res.status(400); res.json(...)` and `res.statusCode = 400`, earlier in the same block. */
function statusSetBefore(file: FileAnalysis, call: Node, root: Node): number | 'unknown' | null {
  let statement: Node = call;
  while (statement.parent && statement.parent.type !== 'BlockStatement') statement = statement.parent;
  const block = statement.parent;
  if (block?.type !== 'BlockStatement') return null;
  const written = file.text.slice(...root.range);
  for (const earlier of block.body
    .slice(
      0,
      block.body.findIndex((candidate) => candidate === statement),
    )
    .reverse()) {
    if (earlier.type !== 'ExpressionStatement') continue;
    const expression = unwrap(earlier.expression);
    if (
      expression.type === 'AssignmentExpression' &&
      file.text.slice(...expression.left.range).replace(/\s/g, '') === `${written}.statusCode`
    )
      return numberOf(file, expression.right);
    const library = file.libraryCall(expression);
    const receiver = receiversOf(expression).at(-1);
    if (library && receiver && file.text.slice(...receiver.range) === written) {
      const status = statusSetBy(file, library);
      if (status !== null) return status;
    }
  }
  return null;
}
