import { defineRule } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { boundValues, PLACEHOLDERS } from './bound-values.js';

/** Statements whose placeholders and values do not agree. */
export default defineRule({
  id: 'no-placeholder-mismatch',
  meta: {
    severity: 'high',
    cwe: [628, 1287],
    owasp: ['A10:2025'],
    docs: {
      description: 'Reports SQL statements that are given fewer or more values than they have placeholders',
      impact:
        'The database refuses the statement each time it runs, ' +
        'or the driver sends it with a condition that was never filled in.',
      fix:
        'Give one value for every placeholder, in their order; ' +
        'give a value that is used twice one number and use that number twice.',
      refactoring: 'Keep each statement beside the function that lists its values, so that both are changed together.',
    },
    messages: {
      fewer:
        '`{{call}}` is given {{given}} for {{wanted}} ' +
        'placeholders, so the statement cannot run as it is meant. Bind the missing values.',
      more:
        '`{{call}}` is given {{given}} for {{wanted}}, which the database refuses. ' +
        'Leave out what the statement does not use, or add the condition it was for.',
    },
    schema: [],
    gate: PLACEHOLDERS,
  },
  *problems(file) {
    for (const sink of file.sinks('sql-text')) {
      const bound = boundValues(file, sink);
      if (!bound || bound.given === bound.wanted) continue;
      const call = calleeText(file, sink.call.node);
      if (bound.given < bound.wanted)
        yield {
          at: bound.node.range,
          messageId: 'fewer',
          data: { call, given: counted(bound.given, 'value'), wanted: String(bound.wanted) },
        };
      else if (sink.model.placeholder?.exact)
        yield {
          at: bound.node.range,
          messageId: 'more',
          data: { call, given: counted(bound.given, 'value'), wanted: counted(bound.wanted, 'placeholder') },
        };
    }
  },
});

function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
