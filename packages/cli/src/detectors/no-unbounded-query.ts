import { isLookupTable, type QueryFact } from '@backend-architect/analysis';
import type { Policy } from '../options/config.js';
import { defineDetector } from './define.js';
import type { Project, ProjectFunction } from '../project/types.js';
import { answerHolding } from './returned-values.js';
import { queryOfCall, routesReaching, servesRequests } from './reachability.js';
import { requestReach } from './request-reach.js';
import { isForAdministrators } from './route-privilege.js';

const MAX_HOPS = 4;
/** Calls between a handler and a write that are followed back. */
const WRITE_HOPS = 12;

export default defineDetector({
  id: 'no-unbounded-query',
  severity: 'medium',
  meta: {
    cwe: [770, 1049],
    owasp: ['API4:2023'],
    description: 'A whole table is read and sent to the client, without a limit.',
    impact:
      'The answer grows with the table: memory, database and client pay for every row ever written, ' +
      'and one request is enough to make the service slow.',
    fix: 'Page the list: take a limit with a ceiling and a cursor or offset, and order it by an index.',
    refactoring:
      'Give every list method of the repositories the same page parameter, with one default and one ceiling.',
  },
  *detect(project, policy) {
    for (const fn of project.functions.values()) {
      if (!servesRequests(fn.file, project)) continue;
      for (const call of fn.calls) {
        const query = queryOfCall(fn, call);
        if (!query || !isWholeTable(query)) continue;
        // The file alone knows no policy: what its rule says of a table that is declared small is settled here.
        if (isDeclaredSmall(query, policy))
          yield {
            kind: 'cleared',
            ruleIds: ['no-unbounded-query'],
            file: fn.file,
            at: query.call,
            reason: `\`policy.boundedTables\` declares \`${query.entity}\` small`,
            steps: [],
          };
        if (isKeptSmall(query, policy)) continue;
        const small = staysSmall(query, project);
        if (small !== null) {
          yield {
            kind: 'cleared',
            ruleIds: ['no-unbounded-query'],
            file: fn.file,
            at: query.call,
            reason: small,
            steps: [],
          };
          continue;
        }
        const answer = answerHolding(fn, call, project, MAX_HOPS);
        if (!answer) continue;
        if (isForAdministrators(answer.route, project)) {
          yield {
            kind: 'cleared',
            ruleIds: ['no-unbounded-query'],
            file: fn.file,
            at: query.call,
            reason: `only an administrator can ask for ${answer.route.method} ${answer.route.path}`,
            steps: [],
          };
          continue;
        }
        const table = query.entity === undefined ? 'a whole table' : `every row of \`${query.entity}\``;
        yield {
          kind: 'finding',
          ruleId: 'no-unbounded-query',
          severity: 'medium',
          file: fn.file,
          at: query.call,
          message:
            `${answer.route.method} ${answer.route.path} answers with ${table}: the query has neither a filter ` +
            'nor a limit.',
          steps: [{ file: fn.file, at: query.call, what: `reads ${table}` }, ...answer.steps],
        };
      }
    }
  },
});

/**
 * Why the table does not grow with use, as far as the project shows; null when rows are written while requests of users
 * are answered.
 */
function staysSmall({ entity }: QueryFact, project: Project): string | null {
  if (entity === undefined) return 'which table it reads is not seen';
  const writers = writersOf(entity, project);
  if (writers.length === 0) return `nothing that is seen writes \`${entity}\` while a request is answered`;
  const isUsers = writers.some(
    (fn) =>
      fn.fact?.entry === 'requested' ||
      routesReaching(fn.id, project, WRITE_HOPS).some((route) => !isForAdministrators(route, project)),
  );
  return isUsers ? null : `only administrators write \`${entity}\``;
}

const writers = new WeakMap<Project, ReadonlyMap<string, readonly ProjectFunction[]>>();

/**
 * Functions that write or empty a table and are reached by a request, by the table's name: what is taken away was made
 * by somebody.
 */
function writersOf(entity: string, project: Project): readonly ProjectFunction[] {
  const before = writers.get(project);
  if (before) return before.get(entity.toLowerCase()) ?? [];
  const found = new Map<string, ProjectFunction[]>();
  for (const fn of project.functions.values()) {
    const written = new Set(
      fn.queries.flatMap(({ operation, entity: table }) =>
        (operation === 'write' || operation === 'delete') && table !== undefined ? [table.toLowerCase()] : [],
      ),
    );
    if (written.size === 0 || !servesRequests(fn.file, project) || requestReach(fn.id, project) !== 'requested')
      continue;
    for (const table of written) found.set(table, [...(found.get(table) ?? []), fn]);
  }
  writers.set(project, found);
  return found.get(entity.toLowerCase()) ?? [];
}

function isWholeTable(query: QueryFact): boolean {
  return query.operation === 'read' && query.many && query.bounded === 'no' && query.filtered === 'no';
}

/** Declared small by a person, or a lookup list by its name. */
function isKeptSmall(query: QueryFact, policy: Policy): boolean {
  return query.entity !== undefined && (isDeclaredSmall(query, policy) || isLookupTable(query.entity));
}

function isDeclaredSmall({ entity }: QueryFact, policy: Policy): boolean {
  return (
    entity !== undefined &&
    Object.keys(policy.boundedTables ?? {}).some((table) => table.toLowerCase() === entity.toLowerCase())
  );
}
