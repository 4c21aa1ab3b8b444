/** What a file's rules asked of the project, and what they were told: a verdict holds as long as every answer stays. */
import { createHash } from 'node:crypto';
import type { Foreign, ForeignFunction, ProjectView } from '@backend-architect/analysis';
import { symbolOf } from '../project/things.js';

/** Questions as JSON, each with its answer in short. No answer holds a text of the project. */
export type Consulted = Readonly<Record<string, string>>;

/**
 * `['imported', './db', 'default']`, `['own', 'Service', 'db']`, `['parameter', 120, 0]`; beside them `['starts', 120]`,
 * `['around', 120]` and `['libraries']`.
 */
type Root = readonly ['imported', string, string] | readonly ['own', string, string] | readonly ['parameter', number, number];
/** A member by name with a dot before it, or what it gives. */
type Step = `.${string}` | '()' | 'new' | 'instance';
type Side = 'thing' | 'value' | 'texts' | 'fn' | 'promise' | 'settles' | 'alone' | 'proves' | 'returns' | `weighs ${number}` | `looks up ${number}`;

/** The view, with a note of everything that is asked. */
export function recorded(view: ProjectView): { readonly view: ProjectView; readonly consulted: Record<string, string> } {
  const consulted: Record<string, string> = {};
  const note = (question: unknown, answer: unknown): void => {
    consulted[JSON.stringify(question)] = digestOf(answer);
  };
  const thing = (found: Foreign | null, of: Root, path: readonly Step[]): Foreign | null => {
    const tell = (side: Side, answer: unknown): void => note([of, path, side], answer);
    tell('thing', sideOf(found, 'thing'));
    if (!found) return null;
    const next = (step: Step): Foreign | null => thing(stepped(found, step), of, [...path, step]);
    return {
      meaning: found.meaning,
      open: found.open,
      get value() {
        tell('value', found.value);
        return found.value;
      },
      get texts() {
        tell('texts', found.texts);
        return found.texts;
      },
      get fn() {
        tell('fn', sideOf(found, 'fn'));
        return found.fn && functionTold(found.fn, tell);
      },
      member: (name) => next(`.${name}`),
      called: () => next('()'),
      constructed: () => next('new'),
      instance: () => next('instance'),
    };
  };
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
      around(fn) {
        const answer = view.around(fn);
        note(['around', fn], answer);
        return answer;
      },
      imported: (specifier, name) => thing(view.imported(specifier, name), ['imported', specifier, name], []),
      own: (className, member) => thing(view.own(className, member), ['own', className, member], []),
      parameter: (fn, index) => thing(view.parameter(fn, index), ['parameter', fn, index], []),
    },
  };
}

/** The project would say the same again. */
export function saysTheSame(view: ProjectView, consulted: Consulted): boolean {
  return Object.entries(consulted).every(([question, answer]) => digestOf(answerTo(view, JSON.parse(question) as readonly unknown[])) === answer);
}

function answerTo(view: ProjectView, [first, ...rest]: readonly unknown[]): unknown {
  if (first === 'libraries') return [...view.libraries].sort();
  if (first === 'starts') return view.startsUp(rest[0] as number);
  if (first === 'around') return view.around(rest[0] as number);
  const [path, side] = rest as unknown as readonly [readonly Step[], Side];
  const start = rooted(view, first as Root);
  return sideOf(path.reduce<Foreign | null>((known, step) => known && stepped(known, step), start), side);
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

function sideOf(found: Foreign | null, side: Side): unknown {
  switch (side) {
    case 'thing':
      return found && [found.open, found.meaning && meant(found.meaning)];
    case 'value':
      return found?.value;
    case 'texts':
      return found?.texts;
    case 'fn':
      return found?.fn && [found.fn.key, found.fn.name, found.fn.async, found.fn.gives, found.fn.hashes];
    case 'promise':
      return found?.fn?.returnsPromise;
    case 'settles':
      return found?.fn?.settles;
    case 'alone':
      return found?.fn?.mayRunAlone;
    case 'proves':
      return found?.fn?.proves;
    case 'returns':
      return found?.fn?.returns;
    default:
      return found?.fn && ofArgument(found.fn, side);
  }
}

function ofArgument(fn: ForeignFunction, side: string): boolean | null {
  const index = Number(side.slice(side.lastIndexOf(' ')));
  return side.startsWith('weighs') ? fn.weighs(index) : fn.looksUp(index);
}

function functionTold(fn: ForeignFunction, tell: (side: Side, answer: unknown) => void): ForeignFunction {
  const told = <T>(side: Side, answer: T): T => {
    tell(side, answer);
    return answer;
  };
  return {
    key: fn.key, name: fn.name, async: fn.async, hashes: fn.hashes, ...(fn.gives && { gives: fn.gives }),
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
    get mayRunAlone() {
      return told('alone', fn.mayRunAlone);
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

/** Ten hex digits: what is compared is one answer of one file, and a text of twelve might be taken for a secret. */
function digestOf(answer: unknown): string {
  if (answer === null || answer === undefined || typeof answer === 'boolean') return String(answer ?? null);
  return createHash('sha256').update(JSON.stringify(answer)).digest('hex').slice(0, 10);
}
