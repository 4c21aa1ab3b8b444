import { isLookupTable, type QueryFact } from '@backend-architect/analysis';
import type { Policy } from '../options/config.js';
import { defineDetector } from './define.js';
import { answerHolding } from './returned-values.js';
import { queryOfCall, servesRequests } from './reachability.js';

const MAX_HOPS = 4;
export default defineDetector({
  id: 'no-unbounded-query',
  severity: 'medium',
  meta: {
    cwe: [770, 1049],
    owasp: ['API4:2023'],
    description: 'A whole table is read and sent to the client, without a limit.',
    impact: 'The answer grows with the table: memory, database and client pay for every row ever written, and one request is enough to make the service slow.',
    fix: 'Page the list: take a limit with a ceiling and a cursor or offset, and order it by an index.',
    refactoring: 'Give every list method of the repositories the same page parameter, with one default and one ceiling.',
  },
  *detect(project, policy) {
    for (const fn of project.functions.values()) {
      if (!servesRequests(fn.file, project)) continue;
      for (const call of fn.calls) {
        const query = queryOfCall(fn, call);
        if (!query || !isWholeTable(query)) continue;
        // The file alone knows no policy: what its rule says of a table that is declared small is settled here.
        if (isDeclaredSmall(query, policy)) yield { kind: 'cleared', ruleIds: ['no-unbounded-query'], file: fn.file, at: query.call, reason: `\`policy.boundedTables\` declares \`${query.entity}\` small`, steps: [] };
        if (isKeptSmall(query, policy)) continue;
        const answer = answerHolding(fn, call, project, MAX_HOPS);
        if (!answer) continue;
        const table = query.entity === undefined ? 'a whole table' : `every row of \`${query.entity}\``;
        yield {
          kind: 'finding',
          ruleId: 'no-unbounded-query',
          severity: 'medium',
          file: fn.file,
          at: query.call,
          message: `${answer.route.method} ${answer.route.path} answers with ${table}: the query has neither a filter nor a limit.`,
          steps: [{ file: fn.file, at: query.call, what: `reads ${table}` }, ...answer.steps],
        };
      }
    }
  },
});

function isWholeTable(query: QueryFact): boolean {
  return query.operation === 'read' && query.many && query.bounded === 'no' && query.filtered === 'no';
}

/** Declared small by a person, or a lookup list by its name. */
function isKeptSmall(query: QueryFact, policy: Policy): boolean {
  return query.entity !== undefined && (isDeclaredSmall(query, policy) || isLookupTable(query.entity));
}

function isDeclaredSmall({ entity }: QueryFact, policy: Policy): boolean {
  return entity !== undefined && Object.keys(policy.boundedTables ?? {}).some((table) => table.toLowerCase() === entity.toLowerCase());
}
