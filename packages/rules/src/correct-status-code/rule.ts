import {
  bare,
  keyOf,
  memberName,
  outer,
  receiversOf,
  responseStatus,
  unwrap,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { defineRule, type Problem } from '../define-rule.js';

/** Protocols that put failures into a body of status 200, and hooks whose sender tries again on anything else. */
const OK_BY_PROTOCOL = /graphql|json-?rpc|jsonrpc|webhook|hook|callback|health|slack|telegram|batch|bulk/i;

/** Fields of an answer that speaks of nothing but a failure; anything else beside them is data. */
const ABOUT_FAILURE = /^(?:error|errors|success|ok|message|msg|reason|code|errorCode|details?|error_description)$/;

/** An answer whose status says something other than its body, or that is set when it can no longer be sent. */
export default defineRule({
  id: 'correct-status-code',
  meta: {
    severity: 'low',
    severest: 'medium',
    cwe: [394],
    owasp: ['A10:2025'],
    api: ['API8:2023'],
    docs: {
      description: 'Reports answers that tell of a failure with a status of success, and statuses set after the answer',
      impact: 'Clients, caches, retries and alarms read the status: they take the failure for a success.',
      fix: 'Set 4xx for what the client did wrong and 5xx for what the server did, before the body is sent.',
      refactoring: 'Throw errors that know their status, and let one error handler answer them.',
    },
    messages: {
      failure:
        'This answer tells of a failure with status {{status}}, which means success to clients, ' +
        'caches and alarms. Set a status of 400 or above before the body.',
      late: '`{{member}}` comes after the answer was sent and changes nothing. Set the status before the body.',
    },
    schema: [],
    gate: /\.(?:json|send|status|code|writeHead|end)\(/,
  },
  *problems(file) {
    if (OK_BY_PROTOCOL.test(file.file)) return;
    for (const sink of file.sinks('response-body')) {
      const { call } = sink;
      if (!call.call.response?.ends || call.symbol.rung > 3) continue;
      const problem = lateStatus(file, call) ?? failureAsSuccess(file, call, sink.node);
      if (problem) yield problem;
    }
  },
});

/** `res.json(body).status(400)`. */
function lateStatus(file: FileAnalysis, sent: LibraryCall): Problem | null {
  const member = outer(sent.node).parent;
  const call = member && outer(member).parent;
  if (member?.type !== 'MemberExpression' || call?.type !== 'CallExpression' || member.object !== outer(sent.node))
    return null;
  const setter = file.libraryCall(call)?.call.response;
  return setter?.statusArg !== undefined && !setter.ends
    ? {
        at: member.property.range,
        messageId: 'late',
        data: { member: memberName(member) ?? 'status' },
        severity: 'medium',
      }
    : null;
}

function failureAsSuccess(file: FileAnalysis, call: LibraryCall, body: Node): Problem | null {
  const status = responseStatus(file, call);
  const object = unwrap(body);
  if (object.type !== 'ObjectExpression' || status === 'unknown' || (status !== null && (status < 200 || status > 206)))
    return null;
  const property = failureIn(object);
  if (!property || isByProtocol(file, call.node) || mayBeSetElsewhere(file, call, status)) return null;
  return {
    at: property.range,
    messageId: 'failure',
    data: { status: String(status ?? 200) },
    cause: { kind: 'project', words: 'as failures are told with a status of success' },
  };
}

/** `{ error: 'not found' }`, `{ success: false }`: told with a fixed text, not a field of what was asked for. */
function failureIn(object: TSESTree.ObjectExpression): TSESTree.Property | null {
  const properties = object.properties.filter((entry): entry is TSESTree.Property => entry.type === 'Property');
  if (
    properties.length !== object.properties.length ||
    !properties.every((property) => ABOUT_FAILURE.test(keyOf(property.key, property.computed) ?? ''))
  )
    return null;
  return properties.find((property) => isFailure(keyOf(property.key, property.computed), bare(property.value))) ?? null;
}

function isFailure(key: string | null, value: Node): boolean {
  if (key === 'error')
    return (
      (value.type === 'Literal' && (value.value === true || (typeof value.value === 'string' && value.value !== ''))) ||
      isError(value)
    );
  return (key === 'success' || key === 'ok') && value.type === 'Literal' && value.value === false;
}

/** `error.message` of a caught error, and the error itself. */
function isError(value: Node): boolean {
  const plain = value.type === 'MemberExpression' && memberName(value) === 'message' ? bare(value.object) : value;
  return plain.type === 'Identifier' && isCaught(plain);
}

function isCaught(name: TSESTree.Identifier): boolean {
  for (let node: Node | undefined = name; node; node = node.parent)
    if (node.type === 'CatchClause' && node.param?.type === 'Identifier' && node.param.name === name.name) return true;
  return false;
}

/** `jsonrpc`, webhooks and the like, told by the route around the place. */
function isByProtocol(file: FileAnalysis, place: Node): boolean {
  for (let node: Node | undefined = place; node; node = node.parent) {
    const first = node.type === 'CallExpression' ? node.arguments[0] : undefined;
    if (first?.type === 'Literal' && typeof first.value === 'string' && OK_BY_PROTOCOL.test(first.value)) return true;
  }
  return OK_BY_PROTOCOL.test(file.symbolPath(place));
}

/** Without a status at the call, the function may set one at another place. */
function mayBeSetElsewhere(file: FileAnalysis, call: LibraryCall, status: number | null): boolean {
  if (status !== null) return false;
  const root = receiversOf(call.node).at(-1);
  const variable = root?.type === 'Identifier' ? file.variableOf(root) : null;
  if (!variable) return true;
  return variable.references.some(({ identifier }) => {
    const member = identifier.parent;
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return false;
    const name = memberName(member);
    if (name === 'statusCode' || name === 'statusMessage') return true;
    return (
      (name === 'status' || name === 'code' || name === 'writeHead') &&
      outer(member).parent?.parent?.type === 'ExpressionStatement'
    );
  });
}
