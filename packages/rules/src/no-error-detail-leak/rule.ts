import {
  bare,
  dependsOnEnvironment,
  errorDetailsIn,
  isMeantToBeShown,
  outer,
  requestHandlerAround,
  responseStatus,
  type DetailKind,
  type ErrorDetail,
  type FileAnalysis,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import { isCaughtAgain } from './caught-again.js';
import { fixedAnswer } from './fixed-answer.js';
import { throwsLanguageErrorsOnly } from './language-errors.js';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { NOT_SERVING } from '../exempt-roles.js';

/** An internal error, or what it says of the code, becomes part of an answer. */
export default defineRule({
  id: 'no-error-detail-leak',
  meta: {
    severity: 'medium',
    severest: 'high',
    weight: 'reader',
    cwe: [209, 497, 550],
    owasp: ['A10:2025', 'A02:2025'],
    api: ['API8:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports answers that carry the stack, the query or the message of an unexpected error',
      impact: 'File paths, queries, table names and addresses of other systems tell an attacker where to go on',
      fix: 'Log the error and answer with a fixed text; show messages only of error classes made to be shown',
      refactoring:
        'Let one error handler decide: known error classes give their status and message, ' +
        'everything else is logged and becomes a plain 500',
    },
    messages: {
      stack:
        '`{{detail}}` sends the stack of an error to the client: paths, modules and versions of the server. ' +
        'Log it and answer with a fixed text.',
      query:
        '`{{detail}}` sends the failed statement to the client: tables, columns and values. ' +
        'Log it and answer with a fixed text.',
      object:
        '`{{detail}}` sends the error itself to the client, with whatever its library put into it. ' +
        'Log it and answer with a fixed text.',
      text:
        '`{{detail}}` sends the text of an unexpected error to the client; ' +
        'drivers and libraries write addresses, names and queries into it. ' +
        'Log it and answer with a fixed text, or narrow it to an error class made to be shown.',
      handler:
        '`{{call}}` shows the stack of every error to the client. Mount it only while developing, ' +
        'and answer with a fixed text otherwise.',
      fixedText: 'Answer with a fixed text, and leave out what shows the code.',
    },
    schema: [],
    exempt: NOT_SERVING,
    speaksOf: ['exposed-errors'],
    gate: /\b(?:catch|err|error|ex|exception|stack)\b/i,
  },
  *problems(file) {
    for (const { node, call } of file.hazards('exposed-errors'))
      if (!dependsOnEnvironment(file, call.node))
        yield { at: node.range, messageId: 'handler', data: { call: calleeText(file, call.node) } };
    for (const sink of file.sinks('response-body')) {
      const problem = problemOf(file, sink.node, sink.call);
      if (problem) yield problem;
    }
    for (const { node } of file.assignedSinks('response-body')) {
      const problem = problemOf(file, node, null);
      if (problem) yield problem;
    }
  },
});

/** Worst first: one report per answer. */
const ORDER: readonly DetailKind[] = ['stack', 'query', 'object', 'text'];

function problemOf(file: FileAnalysis, body: Node, call: LibraryCall | null): Problem | null {
  const details = errorDetailsIn(file, body).filter((detail) => isLeak(file, detail, call));
  const [worst] = details.sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.node.range[0] - b.node.range[0],
  );
  if (!worst) return null;
  const edits = fixedAnswer(file, details, body, call);
  return {
    at: worst.node.range,
    messageId: worst.kind,
    data: { detail: file.text.slice(...worst.node.range) },
    suggestions: edits ? [{ messageId: 'fixedText', edits }] : [],
    ...(worst.kind === 'stack' || worst.kind === 'query'
      ? { severity: 'high' as const }
      : commonCause(file, worst.node)),
    ...(worst.places.length > 1 &&
      isElsewhere(worst, body) && {
        steps: [
          { at: worst.node.range, what: 'the error becomes part of the value' },
          { at: body.range, what: 'the value is sent to the client' },
        ],
      }),
  };
}

/**
 * `router.get(path, wrapped(async (req, res) => ...))`: a function of the project that runs all of these handlers can
 * answer for them. Everywhere else it is a habit of the project, which one error handler ends.
 */
function commonCause(file: FileAnalysis, node: Node): Pick<Problem, 'cause'> {
  const handler = requestHandlerAround(file, node);
  const call = handler && outer(handler).parent;
  const wraps =
    call?.type === 'CallExpression' &&
    call.arguments.some((argument) => argument === outer(handler!)) &&
    !file.libraryCall(call);
  return wraps
    ? { cause: { kind: 'callee', at: call.range, words: 'in handlers run by' } }
    : { cause: { kind: 'project', words: 'as each place words its own answer to a failure' } };
}

function isLeak(file: FileAnalysis, detail: ErrorDetail, call: LibraryCall | null): boolean {
  const response = call?.call.response;
  if (detail.kind === 'object' && (response?.errorsMasked || (response?.bodyArg ?? 0) > 0)) return false;
  if (detail.kind === 'object' && response && isOfLanguage(file, detail)) return false;
  if (detail.kind === 'text' && isTextOfLanguage(file, detail)) return false;
  if (detail.kind === 'text' && isToldToPartner(file, detail)) return false;
  if (isMeantToBeShown(file, detail) || (call && isCaughtAgain(file, call.node))) return false;
  const status = call ? responseStatus(file, call) : null;
  // A client that caused the error may read what is wrong with its request.
  return detail.kind !== 'text' || typeof status !== 'number' || status < 400 || status >= 500;
}

/** The `try` first checks who signed the request: what fails later is told to that partner alone. */
function isToldToPartner(file: FileAnalysis, { node }: ErrorDetail): boolean {
  const signed = file.callsWith('duty').filter(({ call }) => call.duty?.includes('signature'));
  for (let at: Node | undefined = node; at && signed.length > 0; at = at.parent) {
    if (at.type !== 'CatchClause') continue;
    const { block } = at.parent;
    const [check] = signed.filter((one) => block.range[0] <= one.node.range[0] && one.node.range[1] <= block.range[1]);
    // A `try` around the check alone is left by everybody who has not signed.
    if (check) return block.body.some((statement) => statement.range[0] > check.node.range[1]);
  }
  return false;
}

/** The error of a `try` in which only the language can fail. */
function isOfLanguage(file: FileAnalysis, { node }: ErrorDetail): boolean {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.type === 'CatchClause' && at.parent.type === 'TryStatement')
      return bare(node).type === 'Identifier' && throwsLanguageErrorsOnly(file, at.parent.block);
  }
  return false;
}

/** "Invalid URL", "Unexpected token": what the language says of what the client sent names nothing of the server. */
function isTextOfLanguage(file: FileAnalysis, { node }: ErrorDetail): boolean {
  for (let at: Node | undefined = node; at; at = at.parent)
    if (at.type === 'CatchClause' && at.parent.type === 'TryStatement')
      return throwsLanguageErrorsOnly(file, at.parent.block, 'told');
  return false;
}

function isElsewhere(detail: ErrorDetail, body: Node): boolean {
  return detail.node.range[0] < body.range[0] || detail.node.range[1] > body.range[1];
}
