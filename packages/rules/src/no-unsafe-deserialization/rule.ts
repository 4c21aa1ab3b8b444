import { argumentsOf, type FileAnalysis, type Hazard, type Value } from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, handedIn, sourceSubject } from '../evidence.js';

export default defineRule({
  id: 'no-unsafe-deserialization',
  meta: {
    severity: 'high',
    weight: 'sender',
    cwe: [502, 611, 776, 409],
    owasp: ['A08:2025', 'A08:2021'],
    api: ['API4:2023'],
    docs: {
      description: 'Reports input that becomes live objects, reads files through entities, or unpacks to any size',
      impact: 'Data that a client sends runs as code, reads files of the server into the answer, or fills its memory.',
      fix:
        'Exchange plain data as JSON, parse XML without resolving entities, ' +
        'and limit what compressed data may unpack to.',
      refactoring: 'Parse all input at the edge with a schema, so that nothing but checked plain data goes further.',
    },
    messages: {
      live:
        '{{source}} becomes live objects in `{{call}}`: what it holds can run as code. ' +
        'Exchange plain data and parse it with `JSON.parse`.',
      entities:
        '`{{setting}}` makes `{{call}}` put in what the document points at: files of the server, ' +
        'and addresses it can reach. Leave entities alone.',
      bomb:
        '{{source}} is unpacked by `{{call}}` to any size: some kilobytes become gigabytes of memory. ' +
        'Set `maxOutputLength`.',
      archive:
        '{{source}} is an archive that `{{call}}` unpacks to any size: some kilobytes become gigabytes. ' +
        'Add up the sizes of its entries first, and stop where they are too much.',
    },
    schema: [],
    speaksOf: ['deserialized', 'external-entities', 'unbounded-output'],
    gate: /serial|yaml|xml|[zZ]ip|gunzip|inflate|[dD]ecompress/,
  },
  *problems(file): Generator<Problem> {
    for (const sink of file.sinks('deserialized')) {
      const value = file.valueFor(sink.node, 'deserialized');
      if (!isOpen(file, value)) continue;
      yield {
        at: sink.node.range,
        messageId: 'live',
        data: { source: sourceSubject(value), call: calleeText(file, sink.call.node) },
        steps: evidence(value, sink.node.range, 'becomes live objects'),
        ...handedIn(value),
      };
    }
    for (const hazard of file.hazards('external-entities')) {
      const value = readBy(file, hazard);
      if (!value || value.taint === 'safe' || value.source === 'argv') continue;
      yield {
        at: hazard.node.range,
        messageId: 'entities',
        data: {
          call: calleeText(file, hazard.call.node),
          setting: excerpt(file.text, (hazard.property ?? hazard.node).range),
        },
        // Documents nobody here knows the origin of: the setting is wrong for all but the most trusted.
        ...(isOpen(file, value)
          ? { steps: evidence(value, hazard.node.range, 'is parsed with entities') }
          : { severity: 'medium' as const }),
      };
    }
    for (const hazard of file.hazards('unbounded-output')) {
      const value = readBy(file, hazard);
      if (!value || !isOpen(file, value)) continue;
      const { node } = hazard.call;
      yield {
        at: node.range,
        messageId: hazard.model.property ? 'bomb' : 'archive',
        data: { source: sourceSubject(value), call: calleeText(file, node) },
        steps: evidence(value, node.range, 'is unpacked'),
        severity: 'medium',
        ...handedIn(value),
      };
    }
  },
});

/** What the call reads. */
function readBy(file: FileAnalysis, { call }: Hazard): Value | null {
  const [input] = argumentsOf(call, 0);
  return input ? file.valueFor(input, 'deserialized') : null;
}

/** Whoever starts the program owns the machine already. */
function isOpen(file: FileAnalysis, value: Value): boolean {
  return file.judge(value, 'deserialized') === 'tainted' && value.source !== 'argv';
}
