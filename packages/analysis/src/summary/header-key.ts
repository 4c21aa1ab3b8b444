import type { FileAnalysis, FunctionNode, LibraryCall, Node } from '../vocabulary/analysis.js';
import type { CallFact } from '../vocabulary/call-facts.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';

/** What a proxy in front writes over, and what is checked by whoever let the request through. */
const TOLD_BY_OTHERS = new RegExp(
  String.raw`forward|real-?ip|client-?ip|connecting-?ip|remote|^via$|^(?:cf|fly|x-amz|x-amzn|x-appengine|x-azure|x-vercel|fastly)-|` +
    String.raw`auth|key|token|cookie|secret|signature|session`,
  'i',
);

/** The header a limiter counts by, where the client chooses it: a new value for each request is never limited. */
export function countedHeader(file: FileAnalysis, call: LibraryCall): CallFact['countsByHeader'] {
  const { countsBy } = call.call;
  const option = countsBy ? file.optionOf(call, countsBy.arg, countsBy.property) : null;
  const fn = option && option !== 'unknown' ? file.localFunctionOf(option) : null;
  if (!fn) return undefined;
  const returned = returnedExpressions(fn);
  const isOfHeader = returned.some((node) => {
    const { taint, source } = file.valueOf(node);
    return taint === 'tainted' && source === 'header';
  });
  const read = isOfHeader ? headersIn(file, fn) : [];
  const [first] = read;
  return first && read.every(({ header }) => !TOLD_BY_OTHERS.test(header)) ? first : undefined;
}

/** `req.headers['x-client-id']`, `req.get('x-client-id')`; the headers as a whole have no name. */
function headersIn(file: FileAnalysis, fn: FunctionNode): NonNullable<CallFact['countsByHeader']>[] {
  return file.nodes('MemberExpression', 'CallExpression').flatMap((node) => {
    if (node.range[0] < fn.range[0] || node.range[1] > fn.range[1]) return [];
    const header = node.type === 'CallExpression' ? askedFor(node.callee, node.arguments[0]) : memberOf(node);
    const { taint, source } = header === null ? { taint: 'safe', source: undefined } : file.valueOf(node);
    return header !== null && taint === 'tainted' && source === 'header' ? [{ header, at: node.range }] : [];
  });
}

function askedFor(callee: Node, name: Node | undefined): string | null {
  const method = bare(callee);
  const isAsked = method.type === 'MemberExpression' && /^(?:get|header)$/.test(memberName(method) ?? '');
  return isAsked && name ? textOf(name) : null;
}

function memberOf(node: Node): string | null {
  const object = node.type === 'MemberExpression' ? bare(node.object) : null;
  const isHeader = object?.type === 'MemberExpression' && memberName(object) === 'headers';
  return isHeader && node.type === 'MemberExpression' ? memberName(node) : null;
}
