import type { Node } from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { calleeText, evidence, severityOf, sourceSubject } from '../evidence.js';
import { mergedRecords } from './merged-records.js';
import { openRecord } from './open-record.js';
import { setRecords } from './set-records.js';

export default defineRule({
  id: 'no-mass-assignment',
  meta: {
    severity: 'high',
    weight: 'sender',
    cwe: [915],
    owasp: ['A06:2025', 'A04:2021'],
    api: ['API3:2023'],
    docs: {
      description: 'Reports whole request objects written into a record',
      impact: 'A client adds `"role": "admin"` or `"balance": 1000000` to the request and it is stored.',
      fix: 'Name the fields that may be set, or parse the request with a schema that drops everything else.',
      refactoring: 'Define one input schema per use case and let the data layer accept only its result.',
    },
    messages: {
      whole:
        '{{source}} is stored by `{{call}}` as it comes: the client chooses which fields are set. ' +
        'Name the fields, or parse the request with a strict schema first.',
      spread:
        '{{source}} is spread into what `{{call}}` stores: the client chooses which fields are set. ' +
        'Name the fields, or parse the request with a strict schema first.',
    },
    schema: [],
    speaksOf: ['write-data'],
    gate: /create|insert|update|save|merge|assign|upsert|replace|values|set|build|patch|modify|new |findOneAnd|findByIdAnd/i,
  },
  *problems(file) {
    const reported = new Set<number>();
    const written = file.sinks('write-data').map((sink) => ({ node: sink.node as Node, sink }));
    for (const { node, sink } of [...written, ...setRecords(file)]) {
      const open = openRecord(file, file.valueOf(node));
      if (!open || reported.has(node.range[0])) continue;
      reported.add(node.range[0]);
      yield {
        at: node.range,
        messageId: open.how,
        data: { source: sourceSubject(open.value), call: calleeText(file, sink.call.node) },
        steps: evidence(open.value, node.range, 'its keys become fields of a record'),
        severity: severityOf(open.value),
      };
    }
    for (const { node, value } of mergedRecords(file)) {
      yield {
        at: node.range,
        messageId: 'spread',
        data: { source: sourceSubject(value), call: 'Object.assign' },
        steps: evidence(value, node.range, 'its keys become fields of a record that is saved'),
        severity: severityOf(value),
      };
    }
  },
});
