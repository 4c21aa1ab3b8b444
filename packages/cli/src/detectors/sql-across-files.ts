import type { CallFact } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction } from '../project/types.js';
import { defineDetector, type Detected, type DetectedFinding, type DetectedQuestion } from './define.js';
import { arrivesAt, handedInBy } from './handed-in.js';
import { nameOf, servesRequests } from './reachability.js';
import { sameParameter } from './shared-cause.js';
import { hasText, traceValue, type Way } from './value-trace.js';

type Sink = NonNullable<CallFact['sinks']>[number];

/** SQL text that one file could not judge: what callers pass decides. */
export default defineDetector({
  id: 'no-sql-injection',
  severity: 'critical',
  meta: {
    cwe: [89],
    owasp: ['A05:2025', 'A03:2021'],
    description: 'Request input reaches SQL text, also through the functions and files between.',
    impact: 'Whoever sends the request can read, change or delete any row the database user may touch.',
    fix: 'Keep the SQL text constant and bind the value; choose names and sort orders from a list of allowed ones.',
    refactoring:
      'Move SQL into repository functions that take values and bind them; then no handler ever writes SQL text.',
  },
  *detect(project) {
    for (const fn of project.functions.values()) {
      if (!servesRequests(fn.file, project)) continue;
      for (const call of fn.calls) {
        if (call.indirect) continue;
        for (const sink of call.fact.sinks ?? []) if (sink.kind === 'sql-text') yield* judged(fn, call, sink, project);
      }
    }
  },
});

function* judged(fn: ProjectFunction, call: ProjectCall, sink: Sink, project: Project): Iterable<Detected> {
  const trace = traceValue(sink.value, fn.file, 'sql-text', project);
  if (trace.verdict === 'tainted') {
    // One file alone has said so already, unless only linking knows that this is a database.
    if (sink.value.taint !== 'tainted' || !isKnownToFile(call, project))
      for (const way of trace.ways) yield finding(fn, sink, way, project);
  } else if (trace.verdict === 'safe') {
    yield {
      kind: 'cleared',
      ruleIds: ['no-raw-sql-concatenation'],
      file: fn.file,
      at: sink.at,
      reason: `every caller of ${nameOf(fn)} is visible and passes a constant, a number or a listed choice`,
      steps: trace.steps,
    };
  } else if (trace.because !== 'own' && sink.rung <= 3 && !hasText(sink.value)) {
    const question = questionOf(fn, sink, project);
    if (question) yield question;
  }
}

function finding(fn: ProjectFunction, sink: Sink, way: Way, project: Project): DetectedFinding {
  const last = { file: fn.file, at: sink.at, what: 'is given to the database as SQL text' };
  // A wrapper that hands a whole text on is not where the text is put together.
  const passed = !hasText(sink.value) && way.call && way.argument !== undefined ? way.call : undefined;
  const at = passed ? passed.fact.args[way.argument!]!.at : sink.at;
  const place = { file: passed?.file ?? fn.file, at };
  const source = way.source === 'input' ? 'request input' : `the request's ${way.source}`;
  return {
    kind: 'finding',
    ruleId: 'no-sql-injection',
    severity: 'critical',
    ...place,
    message:
      `${source[0]!.toUpperCase()}${source.slice(1)} becomes part of the SQL text that ${nameOf(fn)} gives to ` +
      'the database. Keep the text constant and bind the value, or look names up in a list.',
    ...(way.caller !== passed
      ? handedInBy(way, place, fn)
      : passed && way.built && { cause: arrivesAt(way.built, functionOf(way.built.in, project)) }),
    ...(!passed && { ...focusOf(sink), ...sameParameter(sink.value, fn.file, project) }),
    steps: [
      ...way.steps,
      ...writtenAt(fn, sink).filter(({ at }) =>
        way.steps.every((step) => step.file !== fn.file || step.at[0] !== at[0]),
      ),
      last,
    ],
  };
}

/** The open hole of a text that is put together where it is used. */
function focusOf(sink: Sink): Pick<DetectedFinding, 'focus'> {
  const hole = sink.value.parts?.find((part) => 'hole' in part && part.hole.taint !== 'safe');
  return hole && 'hole' in hole && sink.at[0] <= hole.at[0] && hole.at[1] <= sink.at[1] ? { focus: hole.at } : {};
}

/** Where the text is put together, when that is another place than where it is used. */
function writtenAt(fn: ProjectFunction, sink: Sink): DetectedFinding['steps'] {
  const hole = sink.value.parts?.find((part) => 'hole' in part && part.hole.taint !== 'safe');
  return hole && 'hole' in hole && (hole.at[0] < sink.at[0] || hole.at[1] > sink.at[1])
    ? [{ file: fn.file, at: hole.at, what: 'becomes part of the text' }]
    : [];
}

/**
 * Text that arrives whole, from callers that cannot all be followed. Text that is put together here is the file's own
 * finding.
 */
function questionOf(fn: ProjectFunction, sink: Sink, project: Project): DetectedQuestion | null {
  const reason = sink.value.unknown.find((one) => one.kind === 'param');
  const receiver = reason ? project.functionAt(fn.file, reason.fn) : undefined;
  if (!reason || !receiver?.fact) return null;
  const callers = project.callersOf(receiver.id);
  if (isWrapperOfNothing(receiver.id, project)) return null;
  return {
    kind: 'question',
    ruleId: 'no-sql-injection',
    version: 1,
    severity: 'critical',
    file: fn.file,
    at: sink.at,
    question: `Can request input become part of the text that ${nameOf(receiver)} gives to the database as SQL?`,
    whyAmbiguous: [
      callers.length === 0 ? 'no caller is visible' : 'not every caller could be followed to where the text comes from',
    ],
    evidence: [
      { role: 'subject', file: fn.file, at: sink.at, what: 'is given to the database as SQL text' },
      {
        role: 'context',
        file: receiver.file,
        at: receiver.fact.nameRange,
        what:
          `arrives as parameter ${receiver.fact.params[reason.index]?.name ?? reason.index + 1} of ` +
          `${nameOf(receiver)}`,
      },
      ...callers
        .slice(0, 4)
        .map((call) => ({
          role: 'caller' as const,
          file: call.file,
          at: call.fact.at,
          what: `calls ${nameOf(receiver)}`,
        })),
    ],
    contracts: [],
    facts: [
      { predicate: 'callers', args: { fn: `${receiver.file}#${receiver.fact.name}` }, value: callers.length },
      {
        predicate: 'callers_visible',
        args: { fn: `${receiver.file}#${receiver.fact.name}` },
        value: project.callersVisible(receiver.id),
      },
    ],
  };
}

/** A function nobody calls and no file can import asks nothing. */
function isWrapperOfNothing(id: FunctionId, project: Project): boolean {
  const fact = project.functions.get(id)?.fact;
  return project.callersOf(id).length === 0 && fact?.visibility === 'local';
}

function isKnownToFile(call: ProjectCall, project: Project): boolean {
  const known = project.files
    .get(call.file)
    ?.calls.find((fact) => fact.at[0] === call.fact.at[0] && fact.at[1] === call.fact.at[1]);
  return known?.sinks?.some((sink) => sink.kind === 'sql-text') ?? false;
}

function functionOf({ file, fact }: ProjectCall, project: Project): ProjectFunction | undefined {
  return project.functionAt(file, fact.fn);
}
