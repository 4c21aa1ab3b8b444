import {
  bare,
  isLookupTable,
  memberName,
  outer,
  queryCalls,
  type FileAnalysis,
  type Node,
  type QueryCall,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, sourceSubject } from '../evidence.js';
import { answerWith } from './answers.js';
import { askedLimit } from './asked-limit.js';

/** Lists without an end, and lists whose end the client chooses. */
export default defineRule({
  id: 'no-unbounded-query',
  meta: {
    severity: 'medium',
    cwe: [770, 1049],
    owasp: ['A06:2025', 'A04:2021'],
    api: ['API4:2023'],
    docs: {
      description: 'Reports whole tables that are sent to the client, and limits a client can raise without end',
      impact:
        'The answer grows with the table: memory, database and client pay for every row ever written, ' +
        'and one request is enough to make the service slow',
      fix: 'Page the list: take a limit with a ceiling and a cursor or offset, and order it by an index',
      refactoring: 'Give every list method of the data layer the same page parameter, with one default and one ceiling',
    },
    messages: {
      wholeTable:
        '`{{call}}` reads {{what}} and {{by}} sends it: there is neither a filter nor a limit. Page the list.',
      noCeiling:
        '{{source}} decides how many rows `{{call}}` reads: `{{limit}}` has no ceiling. Cap it, ' +
        'for example with `Math.min(limit, 100)`.',
    },
    schema: [],
    gate: /find|select|from|query|scan|getMany|limit|take|execute|\ball\b/i,
  },
  *problems(file) {
    for (const found of queryCalls(file)) {
      const problem =
        found.query.operation === 'read' ? (withoutCeiling(file, found) ?? withoutEnd(file, found)) : null;
      if (problem) yield problem;
    }
  },
});

function withoutCeiling(file: FileAnalysis, found: QueryCall): Problem | null {
  const limit = limitOf(file, found);
  const asked = limit && askedLimit(file, limit);
  if (!limit || !asked) return null;
  const data = {
    source: sourceSubject(asked),
    call: calleeText(file, found.library.node),
    limit: excerpt(file.text, limit.range),
  };
  return { at: limit.range, messageId: 'noCeiling', data, steps: evidence(asked, limit.range, 'bounds the list') };
}

function withoutEnd(file: FileAnalysis, found: QueryCall): Problem | null {
  const {
    library: { node },
    query,
  } = found;
  if (
    !query.many ||
    query.bounded !== 'no' ||
    query.filtered !== 'no' ||
    (query.entity !== undefined && isLookupTable(query.entity))
  )
    return null;
  if (query.entity !== undefined && file.staysSmall(query.entity)) return null;
  const [answer, far] = [answerWith(file, found), file.answeredBy(node)];
  if ((!answer && !far) || far?.isForAdministrators) return null;
  const what = query.entity === undefined ? 'a whole table' : `every row of \`${query.entity}\``;
  return {
    at: node.range,
    messageId: 'wholeTable',
    data: { call: calleeText(file, node), what, by: far ? `\`${far.route}\`` : 'the handler' },
    steps: [
      { at: node.range, what: `reads ${what}` },
      ...(far?.steps ?? (answer ? [{ at: answer.range, what: 'is sent to the client' }] : [])),
    ],
  };
}

const LIMITS = /^(?:limit|take)$/;

/** What bounds the list: an option of the query, or the argument of a chained member. */
function limitOf(file: FileAnalysis, { library }: QueryCall): Node | null {
  const { arg, properties = [], chained = [] } = library.call.query?.bounds ?? {};
  for (const property of arg === undefined ? [] : properties.filter((name) => LIMITS.test(name))) {
    const given = file.optionOf(library, arg ?? 0, property);
    if (given !== null && given !== 'unknown') return given;
  }
  if (!chained.some((name) => LIMITS.test(name))) return null;
  for (let current = outer(library.node); current.parent;) {
    const member = current.parent;
    if (member.type !== 'MemberExpression' || member.object !== current) return null;
    const call = outer(member).parent;
    if (call?.type !== 'CallExpression' || call.callee !== outer(member)) return null;
    const [first] = call.arguments;
    if (LIMITS.test(memberName(member) ?? '') && first) return bare(first);
    current = outer(call);
  }
  return null;
}
