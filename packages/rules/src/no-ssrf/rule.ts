import { untrustedOrigin } from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { askedOf, calleeText, evidence, handedIn, sourceSubject } from '../evidence.js';
import { valueCause } from '../value-cause.js';

export default defineRule({
  id: 'no-ssrf',
  meta: {
    severity: 'high',
    weight: 'sender',
    cwe: [918],
    owasp: ['A01:2025', 'A10:2021'],
    api: ['API7:2023'],
    docs: {
      description: 'Reports outgoing requests whose host a client chooses',
      impact:
        'Whoever sends the request makes this server call addresses only it can reach: cloud metadata, ' +
        'databases, other services.',
      fix:
        'Write scheme and host in the code, or compare the host of the parsed address with a list of ' +
        'allowed ones before the request is sent.',
      refactoring:
        'Send requests to addresses of clients through one function that resolves the host, ' +
        'refuses private addresses and follows no redirects.',
    },
    messages: {
      host:
        '{{source}} decides the host that `{{call}}` calls. ' +
        'Fix the host in the code and put only the path or query in, or look the host up in a list.',
      unseen: 'Can request input reach {{receiver}}, where it {{what}}?',
      whole:
        '{{source}} is the address that `{{call}}` calls. ' +
        'Compare `new URL(...).hostname` with a list of allowed hosts first.',
    },
    schema: [],
    exempt: NOT_SERVING,
    speaksOf: ['outbound-url'],
    gate: /fetch|url|href|host|goto|proxy|target|https?:|\.(?:get|post|put|patch|head|request)\(/i,
  },
  *problems(file) {
    const reported = new Set<number>();
    for (const sink of file.sinks('outbound-url')) {
      const value = file.valueFor(sink.node, 'outbound-url');
      yield* askedOf(file, sink, value, 'decides where a request goes');
      const culprit = untrustedOrigin(file, sink.node, value, 'outbound-url');
      // Whoever starts a program may tell it where to call.
      if (!culprit || culprit.source === 'argv' || reported.has(sink.node.range[0])) continue;
      reported.add(sink.node.range[0]);
      yield {
        at: sink.node.range,
        messageId: value.parts ? 'host' : 'whole',
        data: { source: sourceSubject(culprit), call: calleeText(file, sink.call.node) },
        ...handedIn(value),
        steps: evidence(value, sink.node.range, 'is where the request goes'),
        ...valueCause(file, sink.node),
      };
    }
  },
});
