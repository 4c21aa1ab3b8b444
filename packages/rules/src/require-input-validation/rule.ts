import { requestHandlerAround, type FileAnalysis, type Node, type Step, type Value } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { calleeText, evidence, excerpt, sourceSubject } from '../evidence.js';
import { throwConsequence } from './throw-consequence.js';
import { textMethods, throwingParses } from './unchecked-uses.js';

interface Options {
  readonly body: boolean;
}

export default defineRule<Options>({
  id: 'require-input-validation',
  meta: {
    severity: 'medium',
    severest: 'high',
    weight: 'sender',
    cwe: [20, 1287, 248],
    owasp: ['A06:2025', 'A03:2021'],
    api: ['API8:2023'],
    docs: {
      description: 'Reports request input that is used as text or parsed before anything made sure that it can be',
      impact:
        'A request with `?tags=a&tags=b`, or with a broken text, is answered with an internal error, ' +
        'and in some frameworks ends the process.',
      fix: 'Parse the input with a schema first, or catch what the parser throws and answer 400.',
      refactoring:
        'Give every route a schema for its parameters, query and body, and work with what the schema returns.',
    },
    messages: {
      list:
        '{{source}} may hold a list or an object here, which has no `{{method}}`: sent twice, ' +
        '`{{what}}` ends the request with an internal error. Check that it is text, ' +
        'or parse it with a schema.',
      parse:
        '{{source}} is parsed by `{{call}}`, which throws on malformed text, and nothing here catches it. ' +
        'Answer 400, or parse it with a schema.',
    },
    schema: [{ type: 'object', properties: { body: { type: 'boolean' } }, additionalProperties: false }],
    defaultOptions: [{ body: false }],
    strictOptions: [{ body: true }],
    exempt: NOT_SERVING,
    gate: /\b(?:[qQ]uery|parse|URL|BigInt|decodeURI(?:Component)?|atob|body|searchParams|headers|cookies|params)\b/,
  },
  *problems(file, { body }): Generator<Problem> {
    for (const { receiver, method, value } of textMethods(file)) {
      if (value.source !== 'query' && !(body && (value.source === 'body' || value.source === 'cookie'))) continue;
      if (!body && isDescribed(file)) continue;
      const weight = weightOf(file, receiver, body);
      if (weight)
        yield {
          at: receiver.range,
          messageId: 'list',
          data: { source: sourceSubject(value), method, what: excerpt(file.text, receiver.range) },
          steps: [...evidence(value, receiver.range, 'is used as text'), ...weight.steps],
          ...uncheckedPart(file, receiver, value),
          ...weight.graded,
        };
    }
    for (const { call, value } of throwingParses(file)) {
      const { node } = call;
      const weight = weightOf(file, node, body);
      if (weight)
        yield {
          at: node.range,
          messageId: 'parse',
          data: { source: sourceSubject(value), call: calleeText(file, node) },
          steps: [...evidence(value, node.range, 'is parsed'), ...weight.steps],
          ...uncheckedPart(file, node, value),
          ...weight.graded,
        };
    }
  },
});

/**
 * A description of the interface says which parameters are text; whether of this route as well stands in another file.
 */
function isDescribed(file: FileAnalysis): boolean {
  return [...file.libraries, ...file.installed].some(({ checksRequests }) => checksRequests);
}

interface Weight {
  readonly graded: Pick<Problem, 'severity'>;
  readonly steps: readonly Step[];
}

/**
 * A malformed request that is answered with an internal error harms nobody but its sender; null where nobody wants to
 * hear of it.
 */
function weightOf(file: FileAnalysis, node: Node, strict: Options['body']): Weight | null {
  const consequence = throwConsequence(file, node);
  switch (consequence) {
    case 'lost':
      return {
        graded: { severity: 'high' },
        steps: [{ at: node.range, what: 'what it throws reaches no error handler: the request is never answered' }],
      };
    case 'leaks':
      return {
        graded: {},
        steps: [{ at: node.range, what: 'when it throws, the stream that was opened before stays open' }],
      };
    case 'unsure':
      return {
        graded: {},
        steps: [{ at: node.range, what: 'some versions of the framework ignore what an async handler throws' }],
      };
    case 'told':
      return null;
    default:
      return strict ? { graded: { severity: 'low' }, steps: [] } : null;
  }
}

/** One schema for a part of the request, at the head of the handler, mends all that is done with it there. */
function uncheckedPart(file: FileAnalysis, node: Node, value: Value): Pick<Problem, 'cause'> {
  const handler = requestHandlerAround(file, node);
  return handler
    ? {
        cause: {
          kind: 'place',
          at: handler.range,
          words: `for want of a check of ${sourceSubject(value).toLowerCase()}`,
        },
      }
    : {};
}
