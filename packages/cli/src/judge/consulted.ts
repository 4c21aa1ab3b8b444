/** What a file's rules asked of the project, and what they were told: a verdict holds as long as every answer stays. */
import { createHash } from 'node:crypto';
import {
  remembered,
  type Foreign,
  type ForeignFunction,
  type Passed,
  type ProjectView,
} from '@backend-architect/analysis';
import { symbolOf } from '../project/things.js';

/** Questions as JSON, each with its answer in short. No answer holds a text of the project. */
export type Consulted = Readonly<Record<string, string>>;

/** Asked of a thing: `['imported', './db', 'default']`, `['own', 'Service', 'db']`, `['parameter', 120, 0]`. */
type Root =
  | readonly ['imported', string, string]
  | readonly ['own', string, string]
  | readonly ['parameter', number, number];
/**
 * Asked of a function: `['runs', 20, 40]`, `['known', 120]`. The rest is one answer each: `['passed', 120, 0, 'id']`,
 * `['around', 120]`, `['starts', 120]`, `['registered', 120]`, `['screened', 120]`.
 */
type FunctionRoot = readonly ['runs', number, number] | readonly ['known', number];
/** A member by name with a dot before it, or what it gives. */
type Step = `.${string}` | '()' | 'new' | 'instance';
type Side = 'thing' | 'value' | 'admits' | 'screened' | 'texts' | FunctionSide;
type FunctionSide =
  | 'fn'
  | 'promise'
  | 'settles'
  | 'works'
  | 'reads'
  | 'work'
  | 'lost'
  | 'declared'
  | 'proves'
  | 'returns'
  | 'screens'
  | 'makes'
  | `weighs ${number}`
  | `looks up ${number}`
  | `keyed ${string}`;

/** The view, with a note of everything that is asked. */
export function recorded(view: ProjectView): {
  readonly view: ProjectView;
  readonly consulted: Record<string, string>;
} {
  const consulted: Record<string, string> = {};
  const passed = new Map<string, Passed | null>();
  const note = (question: unknown, answer: unknown): void => {
    consulted[JSON.stringify(question)] = digestOf(answer);
  };
  const noteSide = (found: Foreign | ForeignFunction | null, of: Root | FunctionRoot, path: readonly Step[]) => {
    const noted = new Set<Side>();
    return (side: Side): void => {
      if (noted.has(side)) return;
      noted.add(side);
      consulted[JSON.stringify([of, path, side])] = digestOfSide(found, side);
    };
  };
  const thing = (found: Foreign | null, of: Root, path: readonly Step[]): Foreign | null => {
    const tell = noteSide(found, of, path);
    tell('thing');
    if (!found) return null;
    const next = remembered((step: Step) => thing(stepped(found, step), of, [...path, step]));
    return {
      meaning: found.meaning,
      open: found.open,
      get value() {
        tell('value');
        return found.value;
      },
      get admits() {
        tell('admits');
        return found.admits;
      },
      get screens() {
        tell('screened');
        return found.screens;
      },
      get texts() {
        tell('texts');
        return found.texts;
      },
      get fn() {
        return functionTold(found.fn, tell);
      },
      member: (name) => next(`.${name}`),
      called: () => next('()'),
      constructed: () => next('new'),
      instance: () => next('instance'),
    };
  };
  const functionAt = (found: ForeignFunction | null, of: FunctionRoot): ForeignFunction | null =>
    functionTold(found, noteSide(found, of, []));
  const importedFrom = remembered((specifier: string) =>
    remembered((name: string) => thing(view.imported(specifier, name), ['imported', specifier, name], [])),
  );
  return {
    consulted,
    view: {
      get libraries() {
        note(['libraries'], [...view.libraries].sort());
        return view.libraries;
      },
      startsUp(fn) {
        const answer = view.startsUp(fn);
        note(['starts', fn], answer);
        return answer;
      },
      waits(fn) {
        const answer = view.waits(fn);
        note(['waits', fn], answer);
        return answer;
      },
      listing(fn) {
        const answer = view.listing(fn);
        note(['listing', fn], answer);
        return answer;
      },
      answered(query) {
        const answer = view.answered(query);
        note(['answered', ...query], answer);
        return answer;
      },
      staysSmall(table) {
        const answer = view.staysSmall(table);
        note(['small', table ?? null], answer);
        return answer;
      },
      get mayBeLost() {
        note(['lost'], view.mayBeLost);
        return view.mayBeLost;
      },
      get ofClients() {
        note(['clients'], view.ofClients);
        return view.ofClients;
      },
      get bodiesOfTexts() {
        note(['bodies'], view.bodiesOfTexts);
        return view.bodiesOfTexts;
      },
      namesTransactions(library) {
        const answer = view.namesTransactions(library);
        note(['by name', library], answer);
        return answer;
      },
      endsUnheard(library) {
        const answer = view.endsUnheard(library);
        note(['unheard', library], answer);
        return answer;
      },
      get pastHandles() {
        note(['past handles'], view.pastHandles);
        return view.pastHandles;
      },
      get tornApart() {
        note(['torn'], view.tornApart);
        return view.tornApart;
      },
      passed(fn, index, path = []) {
        const key = JSON.stringify([fn, index, ...path]);
        const before = passed.get(key);
        if (before !== undefined) return before;
        const answer = view.passed(fn, index, path);
        passed.set(key, answer);
        note(['passed', fn, index, ...path], answer);
        return answer;
      },
      around(fn) {
        const answer = view.around(fn);
        note(['around', fn], answer);
        return answer;
      },
      registrations(fn) {
        const answer = view.registrations(fn);
        note(['registered', fn], answer);
        return answer;
      },
      screened(fn) {
        const answer = view.screened(fn);
        note(['screened', fn], answer);
        return answer;
      },
      runs: (call) => functionAt(view.runs(call), ['runs', ...call]),
      known: (fn) => functionAt(view.known(fn), ['known', fn]),
      imported: (specifier, name) => importedFrom(specifier)(name),
      own: (className, member) => thing(view.own(className, member), ['own', className, member], []),
      parameter: (fn, index) => thing(view.parameter(fn, index), ['parameter', fn, index], []),
    },
  };
}

/** The project would say the same again. */
export function saysTheSame(view: ProjectView, consulted: Consulted): boolean {
  return Object.entries(consulted).every(
    ([question, answer]) => digestAnswering(view, JSON.parse(question) as readonly unknown[]) === answer,
  );
}

function digestAnswering(view: ProjectView, question: readonly unknown[]): string {
  const [first, path, side] = question;
  if (typeof first === 'string') return digestOf(answerTo(view, question));
  const fn = functionRooted(view, first as Root | FunctionRoot);
  if (fn !== undefined) return digestOfSide(fn, side as Side);
  const start = rooted(view, first as Root);
  return digestOfSide(
    (path as readonly Step[]).reduce<Foreign | null>((known, step) => known && stepped(known, step), start),
    side as Side,
  );
}

function answerTo(view: ProjectView, [first, ...rest]: readonly unknown[]): unknown {
  if (first === 'libraries') return [...view.libraries].sort();
  if (first === 'starts') return view.startsUp(rest[0] as number);
  if (first === 'registered') return view.registrations(rest[0] as number);
  if (first === 'screened') return view.screened(rest[0] as number);
  if (first === 'waits') return view.waits(rest[0] as number);
  if (first === 'listing') return view.listing(rest[0] as number);
  if (first === 'answered') return view.answered([rest[0] as number, rest[1] as number]);
  if (first === 'small') return view.staysSmall((rest[0] as string | null) ?? undefined);
  if (first === 'passed') return view.passed(rest[0] as number, rest[1] as number, rest.slice(2) as string[]);
  if (first === 'around') return view.around(rest[0] as number);
  if (first === 'lost') return view.mayBeLost;
  if (first === 'clients') return view.ofClients;
  if (first === 'bodies') return view.bodiesOfTexts;
  if (first === 'by name') return view.namesTransactions(rest[0] as string);
  if (first === 'unheard') return view.endsUnheard(rest[0] as string);
  if (first === 'past handles') return view.pastHandles;
  if (first === 'torn') return view.tornApart;
  throw new Error(`nothing is asked by ${String(first)}`);
}

/** Undefined where the question is about a thing. */
function functionRooted(view: ProjectView, of: Root | FunctionRoot): ForeignFunction | null | undefined {
  if (of[0] === 'runs') return view.runs([of[1], of[2]]);
  return of[0] === 'known' ? view.known(of[1]) : undefined;
}

function rooted(view: ProjectView, of: Root): Foreign | null {
  switch (of[0]) {
    case 'imported':
      return view.imported(of[1], of[2]);
    case 'own':
      return view.own(of[1], of[2]);
    default:
      return view.parameter(of[1], of[2]);
  }
}

function stepped(found: Foreign, step: Step): Foreign | null {
  switch (step) {
    case '()':
      return found.called();
    case 'new':
      return found.constructed();
    case 'instance':
      return found.instance();
    default:
      return found.member(step.slice(1));
  }
}

function sideOf(found: Foreign | ForeignFunction | null, side: Side): unknown {
  return found && 'key' in found ? saidOf(found, side) : sideOfThing(found, side);
}

function sideOfThing(found: Foreign | null, side: Side): unknown {
  switch (side) {
    case 'thing':
      return found && [found.open, found.meaning && meant(found.meaning)];
    case 'value':
      return found?.value;
    case 'admits':
      return found?.admits;
    case 'screened':
      return found?.screens;
    case 'texts':
      return found?.texts;
    default:
      return saidOf(found?.fn ?? null, side);
  }
}

function saidOf(fn: ForeignFunction | null, side: Side): unknown {
  switch (side) {
    case 'fn':
      return fn && [fn.key, fn.name, fn.async, fn.gives, fn.hashes];
    case 'promise':
      return fn?.returnsPromise;
    case 'settles':
      return fn?.settles;
    case 'works':
      return fn?.doesInputOutput;
    case 'reads':
      return fn?.onlyReads;
    case 'work':
      return fn?.work;
    case 'lost':
      return fn?.mayBeLost;
    case 'declared':
      return fn?.declared;
    case 'proves':
      return fn?.proves;
    case 'returns':
      return fn?.returns;
    case 'screens':
      return fn?.screens;
    case 'makes':
      return fn?.makes;
    default:
      return fn && ofArgument(fn, side);
  }
}

function ofArgument(fn: ForeignFunction, side: string): unknown {
  if (side.startsWith('keyed')) return fn.reads(side.split(' ')[1]?.split(',').filter(Boolean).map(Number) ?? []);
  const index = Number(side.slice(side.lastIndexOf(' ')));
  return side.startsWith('weighs') ? fn.weighs(index) : fn.looksUp(index);
}

function functionTold(fn: ForeignFunction | null, tell: (side: FunctionSide) => void): ForeignFunction | null {
  tell('fn');
  if (!fn) return null;
  const told = <T>(side: FunctionSide, answer: T): T => {
    tell(side);
    return answer;
  };
  return {
    key: fn.key,
    name: fn.name,
    async: fn.async,
    hashes: fn.hashes,
    ...(fn.gives && { gives: fn.gives }),
    get proves() {
      return told('proves', fn.proves);
    },
    weighs: (index) => told(`weighs ${index}`, fn.weighs(index)),
    looksUp: (index) => told(`looks up ${index}`, fn.looksUp(index)),
    get returnsPromise() {
      return told('promise', fn.returnsPromise);
    },
    get settles() {
      return told('settles', fn.settles);
    },
    get doesInputOutput() {
      return told('works', fn.doesInputOutput);
    },
    get onlyReads() {
      return told('reads', fn.onlyReads);
    },
    get work() {
      return told('work', fn.work);
    },
    reads: (given) => told(`keyed ${given.join()}`, fn.reads(given)),
    get mayBeLost() {
      return told('lost', fn.mayBeLost);
    },
    get declared() {
      return told('declared', fn.declared);
    },
    get screens() {
      return told('screens', fn.screens);
    },
    get makes() {
      return told('makes', fn.makes);
    },
    get returns() {
      return told('returns', fn.returns);
    },
  };
}

function meant(meaning: NonNullable<Foreign['meaning']>): unknown {
  const ref = meaning.kind === 'member' || meaning.kind === 'instance' ? meaning.ref : null;
  return [meaning.kind, symbolOf(meaning), ref?.rung, ref?.entity];
}

const digests = new WeakMap<Foreign | ForeignFunction, Map<Side, string>>();

/** A thing that many files ask about is put into short words once. */
function digestOfSide(found: Foreign | ForeignFunction | null, side: Side): string {
  if (!found) return digestOf(sideOf(found, side));
  let ofThing = digests.get(found);
  if (!ofThing) digests.set(found, (ofThing = new Map<Side, string>()));
  let digest = ofThing.get(side);
  if (digest === undefined) ofThing.set(side, (digest = digestOf(sideOf(found, side))));
  return digest;
}

/** Ten hex digits: what is compared is one answer of one file, and a text of twelve might be taken for a secret. */
function digestOf(answer: unknown): string {
  if (answer === null || answer === undefined || typeof answer === 'boolean') return String(answer ?? null);
  return createHash('sha256').update(JSON.stringify(answer)).digest('hex').slice(0, 10);
}
