import { defineRule } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { doubleReleases } from './double-release.js';
import { lentResources } from './lent-resources.js';
import { releaseOf } from './releases.js';

/** Connections, sessions and file handles that are not given back on every path, or twice on one. */
export default defineRule({
  id: 'require-resource-cleanup',
  meta: {
    severity: 'high',
    cwe: [772, 404, 775, 1341],
    owasp: ['A10:2025'],
    api: ['API4:2023'],
    docs: {
      description:
        'Reports connections, sessions and file handles that are not released on every path, or released twice',
      impact:
        'Each failure keeps one connection, and when the pool is empty every request waits for ever; ' +
        'one that is given back twice is lent to two requests at once, or the second time throws',
      fix: 'Release it in a `finally` block, or let the library lend it to a callback',
      refactoring: 'Write one function that takes a connection, runs a callback with it and releases it in `finally`',
    },
    messages: {
      never: '`{{name}}` from `{{call}}` is never given back. Call `{{name}}.{{release}}()` in a `finally` block.',
      neverEnded:
        'The transaction `{{name}}` from `{{call}}` is never ended: it keeps its connection and its locks. ' +
        'End it on every path, with `{{name}}.{{release}}()` when all went well.',
      notAlways: '`{{name}}.{{release}}()` is skipped when something before it throws. Put it in a `finally` block.',
      twice:
        '`{{call}}()` has run already when this is reached: the second time throws, ' +
        'or lends one connection to two. Leave it to the `finally` block, or to one place.',
    },
    schema: [],
    gate: /connect|acquire|session|reserve|open|transaction|createQueryRunner/i,
  },
  *problems(file) {
    for (const call of file.callsThatLend()) {
      for (const { node, call: text, first } of doubleReleases(file, call)) {
        yield {
          at: node.range,
          messageId: 'twice',
          data: { call: text },
          steps: [
            { at: first.range, what: 'is given back here' },
            { at: node.range, what: 'and here once more' },
          ],
        };
      }
    }
    for (const lent of lentResources(file)) {
      const { fate, by } = releaseOf(file, lent);
      if (fate === 'released' || fate === 'elsewhere') continue;
      const data = {
        name: lent.name.name,
        call: calleeText(file, lent.call.node),
        release: by ?? lent.resource.releasedBy[0] ?? 'release',
      };
      // What rolls a transaction back when something throws is the matter of `require-transaction`.
      if (lent.resource.kind !== 'lock')
        yield { at: lent.call.node.range, messageId: fate === 'never' ? 'never' : 'notAlways', data };
      else if (fate === 'never') yield { at: lent.call.node.range, messageId: 'neverEnded', data };
    }
  },
});
