import type { FunctionId, Project, ProjectFunction } from '../project/types.js';
import { defineDetector, type Cause, type Detected, type DetectedFinding, type DetectorStep } from './define.js';
import { nameOf } from '../project/function-name.js';
import { servesRequests } from '../project/reachability.js';
import { whyNoUnit } from './no-unit.js';
import { callersContext, takesHandle, transactionsAround, type Context } from '../project/transaction-context.js';
import { isRepeatable, writeEvents, type WriteEvent } from './write-groups.js';

/** Work that runs once, watched by whoever started it. */
const ONCE = /(?:^|\.)(?:seed|migrat|fixture|bootstrap|populate|reset_?db|onModuleInit|onApplicationBootstrap)/i;

export default defineDetector({
  id: 'require-transaction',
  severity: 'high',
  meta: {
    cwe: [662, 841],
    owasp: ['A06:2025', 'A10:2025'],
    description: 'Writes that belong together are made one after the other without a transaction.',
    impact:
      'When the second write fails, or the process stops between the two, the first one stays: ' +
      'rows that contradict each other, which no retry repairs.',
    fix: 'Open one transaction around the writes and hand its handle to each of them.',
    refactoring:
      'Give repositories the connection as a parameter, so that a service can run several of them in one transaction.',
  },
  *detect(project) {
    // A function whose callee is already reported adds nothing to it.
    const reported = new Set<FunctionId>();
    const groups = [...project.functions.values()].flatMap((fn) => {
      const group = isCandidate(fn, project) ? openGroup(fn, outsideEvents(fn, project), project) : null;
      return group ? [{ fn, ...group }] : [];
    });
    for (const { fn } of groups) reported.add(fn.id);
    const results = groups.flatMap(({ fn, first, second, recreates }): Detected[] => {
      if ([first, second].some((event) => event.through.some((callee) => reported.has(callee.id)))) return [];
      const result = resultOf(fn, first, second, recreates, project);
      return result ? [result] : [];
    });
    yield* project.transactions.some(({ file }) => servesRequests(file, project)) ? results : asOneMatter(results);
  },
});

/**
 * A project that opens no transaction at all: that is one matter, and every place of it has the same cause. Nobody
 * needs to be asked whether callers open one; the first says where else it happens.
 */
function asOneMatter(results: readonly Detected[]): readonly Detected[] {
  const findings = results.filter((result) => result.kind === 'finding');
  const [first, ...others] = findings.length > 0 ? findings : results;
  if (!first || results.length === 1) return results;
  const places = results.flatMap((one) =>
    one === first || one.kind === 'cleared' || one.kind === 'weighed'
      ? []
      : [{ file: one.file, at: one.at, what: 'here too' }],
  );
  if (first.kind === 'question')
    return [
      {
        ...first,
        question: `${first.question} The project opens none anywhere, and writes like this in ${places.length} more functions.`,
        evidence: [...first.evidence, ...places.map((place) => ({ ...place, role: 'context' as const }))],
      },
    ];
  if (first.kind !== 'finding') return results;
  const count = places.length === 1 ? 'one more function writes' : `${places.length} more functions write`;
  return [
    {
      ...first,
      cause: NO_TRANSACTION,
      message: `${first.message} The project opens no transaction anywhere: ${count} like this.`,
      steps: [...first.steps, ...places],
    },
    ...others.flatMap((one) => (one.kind === 'finding' ? [{ ...one, cause: NO_TRANSACTION }] : [])),
  ];
}

const NO_TRANSACTION: Cause = { words: 'as the project opens no transaction' };

function isCandidate(fn: ProjectFunction, project: Project): boolean {
  if (!fn.fact || !servesRequests(fn.file, project) || ONCE.test(fn.fact.name)) return false;
  return !takesHandle(fn);
}

/** Writes that no transaction around the function holds. */
function outsideEvents(fn: ProjectFunction, project: Project): readonly WriteEvent[] {
  const around = transactionsAround(fn.id, project);
  return writeEvents(fn, project).filter(
    ({ query }) =>
      !around.some(({ kind, symbol }) => kind !== 'manual' || libraryOf(symbol) === libraryOf(query.symbol)),
  );
}

function libraryOf(symbol: string): string {
  return symbol.slice(0, Math.max(symbol.indexOf('#', 1), 0));
}

/**
 * The first two writes that are both made on one path and leave different tables behind, or empty a table that is
 * filled again.
 */
function openGroup(
  fn: ProjectFunction,
  events: readonly WriteEvent[],
  project: Project,
): { readonly first: WriteEvent; readonly second: WriteEvent; readonly recreates: boolean } | null {
  for (const [index, first] of events.entries()) {
    for (const second of events.slice(index + 1)) {
      if (
        !isOnOnePath(first, second) ||
        second.call.fact.at[0] < first.call.fact.at[1] ||
        whyNoUnit(fn, first, second, events, project) !== null
      )
        continue;
      const differs =
        [...second.entities].some((entity) => !first.entities.has(entity)) &&
        [...first.entities].some((entity) => !second.entities.has(entity));
      // A first write that may be repeated leaves nothing a retry does not repair.
      if (differs && !isRepeatable(first)) return { first, second, recreates: false };
      if (first.query.operation === 'delete' && first.query.entity === second.query.entity && isCreation(second))
        return { first, second, recreates: true };
    }
  }
  return null;
}

/** The first write is made on every way to the second; a failure that is caught at the second has been thought of. */
function isOnOnePath({ call: { fact: first } }: WriteEvent, { call: { fact: second } }: WriteEvent): boolean {
  if (second.inTry && !first.inTry) return false;
  return (
    first.condition === 'always' ||
    (first.arm !== undefined && first.arm[0] <= second.at[0] && second.at[1] <= first.arm[1])
  );
}

function isCreation({ query }: WriteEvent): boolean {
  return query.operation === 'write' && /\.(?:\w*create|\w*insert|save|add|bulkCreate)\w*$/i.test(query.symbol);
}

function resultOf(
  fn: ProjectFunction,
  first: WriteEvent,
  second: WriteEvent,
  recreates: boolean,
  project: Project,
): Detected | null {
  const context = callersContext(fn, project);
  if (context.kind === 'inside') return null;
  if (context.kind === 'outside') return finding(fn, first, second, recreates, context, project);
  const name = `${fn.file}#${fn.fact!.name}`;
  return {
    kind: 'question',
    ruleId: 'require-transaction',
    version: 1,
    severity: 'high',
    file: fn.file,
    at: first.call.fact.at,
    question:
      `Does every caller of \`${nameOf(fn)}\` run it inside a transaction? It writes ${tablesOf(first)} and ` +
      `then ${tablesOf(second)} and opens none itself.`,
    whyAmbiguous: ['not every caller is visible'],
    evidence: [
      { role: 'subject', file: fn.file, at: fn.fact!.nameRange, what: `${nameOf(fn)} opens no transaction` },
      ...stepsOf(first, second).map((step) => ({ ...step, role: 'context' as const })),
      ...project
        .callersOf(fn.id)
        .slice(0, 4)
        .map((call) => ({ role: 'caller' as const, file: call.file, at: call.fact.at, what: `calls ${nameOf(fn)}` })),
    ],
    contracts: [
      {
        id: 'all-callers-within-transaction',
        requires: [{ predicate: 'all_callers_within_transaction', fn: name }],
        reason: 'every caller runs it inside a transaction',
      },
    ],
    facts: [
      { predicate: 'writes', args: { fn: name, table: [...first.entities].join(', ') }, value: true },
      { predicate: 'writes', args: { fn: name, table: [...second.entities].join(', ') }, value: true },
      { predicate: 'callers_visible', args: { fn: name }, value: project.callersVisible(fn.id) },
    ],
  };
}

function finding(
  fn: ProjectFunction,
  first: WriteEvent,
  second: WriteEvent,
  recreates: boolean,
  context: Context,
  project: Project,
): DetectedFinding {
  const caller = context.kind === 'outside' ? context.caller : undefined;
  const entry: DetectorStep[] = caller
    ? [{ file: caller.file, at: caller.fact.at, what: `calls ${nameOf(fn)} outside any transaction` }]
    : [];
  const what = recreates
    ? `\`${nameOf(fn)}\` deletes ${tablesOf(first)} and writes it again without a transaction: ` +
      'when the second statement fails, the rows are gone.'
    : `\`${nameOf(fn)}\` writes ${tablesOf(first)} and then ${tablesOf(second)} without a transaction: ` +
      'when the second write fails, the first one stays.';
  const shown = project.transactions.find(
    (transaction) => transaction.kind !== 'list' && project.files.get(transaction.file)?.role === 'source',
  );
  return {
    kind: 'finding',
    ruleId: 'require-transaction',
    severity: 'high',
    file: fn.file,
    at: first.call.fact.at,
    message: what,
    steps: [
      ...entry,
      ...stepsOf(first, second),
      ...(shown ? [{ file: shown.file, at: shown.at, what: 'the project opens transactions like this' }] : []),
    ],
  };
}

function stepsOf(first: WriteEvent, second: WriteEvent): DetectorStep[] {
  return [first, second].flatMap((event, index) => [
    ...(event.through.length > 0
      ? [
          {
            file: event.call.file,
            at: event.call.fact.at,
            what: `calls ${event.through.map(nameOf).join(', which calls ')}`,
          },
        ]
      : []),
    {
      file: event.file,
      at: event.query.call,
      what: `${index === 0 ? 'writes' : 'then writes'} \`${event.query.entity}\``,
    },
  ]);
}

function tablesOf(event: WriteEvent): string {
  return [...event.entities]
    .slice(0, 3)
    .map((entity) => `\`${entity}\``)
    .join(', ');
}
