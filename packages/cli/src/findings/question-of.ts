import { PART_NAMES } from '@backend-architect/analysis';
import {
  type AskedOfPerson,
  type AskedOfValue,
  type AskedOfWrites,
  problemText,
  type Problem,
  type RuleMeta,
} from '@backend-architect/rules';
import type { DetectedQuestion } from '../detectors/define.js';
import { nameOf } from '../project/function-name.js';
import { handedIn, type HandedIn } from '../project/handed-in.js';
import { entryReach } from '../project/entry-reach.js';
import type { Entry, FunctionId, Project, ProjectFunction } from '../project/types.js';

/** Callers that the evidence shows. */
const SHOWN = 4;
/** Functions on the way from an entry that it shows. */
const HOPS = 5;

type About = Pick<
  DetectedQuestion,
  'question' | 'cause' | 'onlyBeside' | 'members' | 'whyAmbiguous' | 'evidence' | 'contracts' | 'facts'
>;

/** The question of a rule whose answer hangs on callers nobody sees, with those that are seen; null where none is asked. */
export function questionOf(
  file: string,
  ruleId: string,
  meta: RuleMeta,
  problem: Problem,
  project: Project,
): DetectedQuestion | null {
  const { asks, at, data } = problem;
  if (!asks) return null;
  const severity = problem.severity ?? meta.severity;
  const asked = { kind: 'question', ruleId, version: 1, severity, file, at } as const;
  if ('why' in asks) return { ...asked, ...aboutIntent(problemText(meta, problem), file, asks, problem) };
  const receiver = project.functionAt(file, asks.fn);
  if (!receiver?.fact) return null;
  const text = problemText(meta, { ...problem, data: { ...data, receiver: nameOf(receiver) } });
  const about =
    'writes' in asks
      ? aboutWrites(text, receiver, asks, problem, project)
      : asks.schema
        ? aboutSchema(receiver, asks, problem)
        : aboutCallers(text, receiver, asks, problem, project);
  return about && { ...asked, ...about };
}

/** No code says it, so nothing in the code can settle it: whoever knows it of the whole project is asked once. */
function aboutIntent(
  question: string,
  file: string,
  { why, what }: AskedOfPerson,
  { at, steps = [], cause }: Problem,
): About {
  return {
    question,
    ...(cause?.kind === 'project' && { cause: cause.words, members: [{ file, at, name: what }] }),
    whyAmbiguous: [why],
    evidence: [
      { role: 'subject', file, at, what },
      ...steps.map((step) => ({ ...step, file: step.file ?? file, role: 'context' as const })),
    ],
    contracts: [],
    facts: [],
  };
}

/**
 * A function that no file can import and nobody calls by name asks nothing: what a library passes to a callback is its
 * own business. Nor does one that nothing reaches of what comes in.
 */
function aboutCallers(
  question: string,
  receiver: ProjectFunction,
  asks: AskedOfValue,
  { at }: Problem,
  project: Project,
): About | null {
  const { file, fact } = receiver;
  const callers = project.callersOf(receiver.id);
  if (fact?.visibility === 'local' && callers.every((call) => call.indirect)) return null;
  // What the framework passes to a handler is the request.
  if (
    project.routes.some((route) => route.handler === receiver.id || route.chain.some((link) => link.fn === receiver.id))
  )
    return null;
  const reach = entryReach(project);
  const way = reach?.wayTo(receiver.id);
  // It takes a request, and nobody is seen to register it.
  const isHandler = callers.length === 0 && PART_NAMES.includes(asks.path?.[0] ?? '');
  if (reach && !way && !isHandler) return null;
  const hand = reach && handedIn({ fn: receiver, index: asks.index, path: asks.path ?? [] }, project, reach);
  const parameter = fact?.params[asks.index]?.name ?? asks.index + 1;
  const arrives = `arrives as parameter ${parameter} of ${nameOf(receiver)}`;
  const where = { fn: symbolOf(receiver) };
  return {
    question,
    // What one method of a class is handed others are too: where it comes from is one matter.
    cause: `${fact?.className === undefined ? receiver.id : `${file} ${fact.className}`} ${asks.what}`,
    // Nobody is seen to hand in anything but what is the program's own.
    ...(reach && !hand && { onlyBeside: true }),
    members: [{ file, at, name: arrives }],
    whyAmbiguous: [
      callers.length === 0
        ? 'no caller is visible'
        : 'not every caller could be followed to where the value comes from',
    ],
    evidence: [
      { role: 'subject', file, at, what: asks.what },
      { role: 'context', file, at: fact!.nameRange, what: arrives },
      ...passedBy(receiver, asks.index, project),
      ...(hand ? inputShown(hand) : []),
      ...(way?.entry ? wayShown(way.entry, way.through, project) : []),
    ],
    contracts: [],
    facts: [
      { predicate: 'callers', args: where, value: callers.length },
      { predicate: 'callers_visible', args: where, value: project.callersVisible(receiver.id) },
    ],
  };
}

/** Whoever calls it may have opened a transaction that holds what it writes. */
function aboutWrites(
  question: string,
  receiver: ProjectFunction,
  { writes }: AskedOfWrites,
  { steps = [] }: Problem,
  project: Project,
): About | null {
  const { file, fact } = receiver;
  // What nothing runs that comes in tears nobody's request apart.
  if (entryReach(project)?.wayTo(receiver.id) === null) return null;
  const fn = symbolOf(receiver);
  const onEvents = runsOnEvents(receiver, project);
  const cause = onEvents ? 'runs on events' : isMadeByFactory(receiver, project) ? 'made by factories' : null;
  return {
    question,
    // Whether those who tell of something wait, and in what, is one thing for all who hear of it; so is what a composition
    // root hands to what it has made.
    ...(cause !== null && { cause, members: [{ file, at: fact!.nameRange, name: nameOf(receiver) }] }),
    whyAmbiguous: [
      onEvents ? 'whoever tells of the event may do so inside a transaction' : 'not every caller is visible',
    ],
    evidence: [
      { role: 'subject', file, at: fact!.nameRange, what: `${nameOf(receiver)} opens no transaction` },
      ...steps.map((step) => ({ ...step, file: step.file ?? file, role: 'context' as const })),
      ...callersShown(receiver, project),
    ],
    contracts: [
      {
        id: 'all-callers-within-transaction',
        requires: [{ predicate: 'all_callers_within_transaction', fn }],
        reason: 'every caller runs it inside a transaction',
      },
    ],
    facts: [
      ...writes.map((tables) => ({ predicate: 'writes', args: { fn, table: tables.join(', ') }, value: true })),
      { predicate: 'callers_visible', args: { fn }, value: project.callersVisible(receiver.id) },
    ],
  };
}

/** Nobody calls it but what hears of an event. */
function runsOnEvents({ id }: ProjectFunction, project: Project): boolean {
  const handlers = new Set(
    project.entries.flatMap(({ kind, handler }) => (kind === 'event' && handler ? [handler] : [])),
  );
  if (handlers.has(id)) return true;
  const callers = project.callersOf(id);
  return callers.length > 0 && callers.every((call) => handlers.has(call.from));
}

/** Another function makes it anew and gives it back, with what that was handed: the client among it. */
function isMadeByFactory({ file, fact }: ProjectFunction, project: Project): boolean {
  const maker = fact?.within === undefined ? undefined : project.functionAt(file, fact.within)?.fact;
  return [maker?.result, ...(maker?.results ?? [])].some((ref) => ref?.kind === 'function' && ref.fn === fact?.key);
}

/** A schema that nobody here can read has let the value through. */
function aboutSchema(receiver: ProjectFunction, { what }: AskedOfValue, { at, steps = [] }: Problem): About {
  const { file } = receiver;
  const passed = steps.at(-2);
  const name = nameOf(receiver);
  return {
    question: `Does the schema of the request in ${name} admit only what is harmless where it ${what}?`,
    whyAmbiguous: ['the schema that checks this input stands where it cannot be read'],
    evidence: [
      { role: 'subject', file, at, what },
      ...(passed ? [{ role: 'context' as const, file: passed.file ?? file, at: passed.at, what: passed.what }] : []),
    ],
    contracts: [],
    facts: [{ predicate: 'schema_seen', args: { fn: `${file}#${name}` }, value: 0 }],
  };
}

/** What each caller hands over for the parameter. */
function passedBy(receiver: ProjectFunction, index: number, project: Project): About['evidence'] {
  const name = nameOf(receiver);
  return project
    .callersOf(receiver.id)
    .slice(0, SHOWN)
    .map((call) => {
      const given = call.indirect ? undefined : call.fact.args[index];
      return given
        ? { role: 'caller', file: call.file, at: given.at, what: `is passed to ${name}` }
        : { role: 'caller', file: call.file, at: call.fact.at, what: `calls ${name}` };
    });
}

/** The call that hands in what a client sends, perhaps to somebody else. */
function inputShown(hand: HandedIn): About['evidence'] {
  if (hand.by === 'outside')
    return [
      {
        role: 'caller',
        file: hand.fn.file,
        at: hand.fn.fact!.nameRange,
        what: `${nameOf(hand.fn)} is run by somebody who cannot be followed`,
      },
    ];
  const { call, index } = hand;
  return [
    {
      role: 'caller',
      file: call.file,
      at: call.fact.args[index]?.at ?? call.fact.at,
      what: 'untrusted input is passed on here',
    },
  ];
}

/** From the entry to the function, by name. */
function wayShown(entry: Entry, through: readonly FunctionId[], project: Project): About['evidence'] {
  const names = through.flatMap((id) => {
    const fn = project.functions.get(id);
    return fn ? [nameOf(fn)] : [];
  });
  const shown = names.length > HOPS ? [...names.slice(0, 2), '...', ...names.slice(2 - HOPS)] : names;
  return [{ role: 'chain', file: entry.file, at: entry.at, what: `${entry.name} runs ${shown.join(', then ')}` }];
}

function callersShown(receiver: ProjectFunction, project: Project): About['evidence'] {
  return project
    .callersOf(receiver.id)
    .slice(0, SHOWN)
    .map((call) => ({ role: 'caller', file: call.file, at: call.fact.at, what: `calls ${nameOf(receiver)}` }));
}

function symbolOf({ file, fact }: ProjectFunction): string {
  return `${file}#${fact?.name}`;
}
