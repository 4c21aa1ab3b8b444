import {
  dependsOnEnvironment,
  requestHandlerAround,
  routeHandlers,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { calleeText } from '../evidence.js';
import { endlessRetryAround } from './endless-retry.js';
import { isLimitedElsewhere, limitEdit } from './time-limit.js';

interface Options {
  /** Also calls that the client ends by itself after minutes. */
  readonly longDefaults?: boolean;
}

export default defineRule<Options>({
  id: 'require-outbound-timeout',
  meta: {
    severity: 'medium',
    cwe: [400, 1088],
    owasp: ['A10:2025', 'A06:2025', 'A04:2021'],
    api: ['API10:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports requests to other services that a request handler waits for, or repeats, without an end',
      impact: 'When the other service hangs, so do all requests that need it, until this server answers nobody.',
      fix:
        'Give the call a `timeout`, or a `signal` made with `AbortSignal.timeout`, ' +
        'and count the attempts of a retry.',
      refactoring: 'Make one client for each service that sets the limit once.',
    },
    messages: {
      unbounded: 'This request handler waits for `{{call}}` for as long as the other side likes. Give it {{limit}}.',
      long: 'This request handler waits for `{{call}}` for up to {{seconds}} seconds. Give it {{limit}}.',
      retried:
        '`{{call}}` is repeated until it succeeds, so a request never ends while the other side is down. ' +
        'Count the attempts and give up.',
      setLimit: 'Wait for 5 seconds at most.',
    },
    schema: [{ type: 'object', properties: { longDefaults: { type: 'boolean' } }, additionalProperties: false }],
    strictOptions: [{ longDefaults: true }],
    exempt: NOT_SERVING,
    speaksOf: ['no-timeout'],
    gate: /fetch\b|\baxios\b|\bgot\b|['"]request['"]|\{[^}]*\brequest\b[^}]*\}\s*(?:from|=\s*require)/,
  },
  *problems(file, { longDefaults = false }) {
    const repeated = new Set<Node>();
    for (const problem of retries(file, repeated)) yield problem;
    for (const hazard of file.hazards('no-timeout')) {
      const { node, call } = hazard.call;
      const { byDefault, property } = hazard.model;
      if (call.external === undefined || repeated.has(node) || (byDefault !== undefined && !longDefaults)) continue;
      const handler = handlerAround(file, node);
      if (!handler || dependsOnEnvironment(file, node) || isLimitedElsewhere(file, hazard, handler)) continue;
      const edit = limitEdit(file, node, hazard);
      const limit = property === 'signal' ? '`signal: AbortSignal.timeout(5000)`' : 'a `timeout`';
      yield {
        at: node.range,
        messageId: byDefault === undefined ? 'unbounded' : 'long',
        data: {
          call: calleeText(file, node),
          limit,
          ...(byDefault === undefined ? {} : { seconds: String(byDefault) }),
        },
        ...(byDefault === undefined ? {} : { severity: 'low' as const }),
        suggestions: edit ? [{ messageId: 'setLimit', edits: [edit] }] : [],
      };
    }
  },
});

/** A handler that repeats a request without counting. */
function* retries(file: FileAnalysis, repeated: Set<Node>): Generator<Problem> {
  if (!/while|for\s*\(\s*;|\bdo\b/.test(file.text)) return;
  for (const { node, call } of file.callsWith('external')) {
    if (call.external !== 'network' || !endlessRetryAround(file, node) || !handlerAround(file, node)) continue;
    repeated.add(node);
    yield { at: node.range, messageId: 'retried', data: { call: calleeText(file, node) } };
  }
}

/** A function that takes a request, or a route that needs none of it. */
function handlerAround(file: FileAnalysis, node: Node): Node | null {
  return (
    requestHandlerAround(file, node) ??
    routeHandlers(file).find(({ fn }) => fn.range[0] <= node.range[0] && node.range[1] <= fn.range[1])?.fn ??
    null
  );
}
