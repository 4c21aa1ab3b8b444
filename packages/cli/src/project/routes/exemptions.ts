import type { ArgFact, CallModel, ConditionFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { Thing } from '../things.js';
import type { Exception, Verdict } from './verdict.js';

/** Settings of `unless` that are understood; each is enough to leave a request out. */
const UNDERSTOOD: ReadonlySet<string> = new Set(['path', 'method', 'methods', 'useOriginalUrl']);

/** A guard that leaves some requests out: the one the call is made on, or those it is given. */
export function exempting(
  resolver: Resolver,
  call: LinkedCall,
  { from }: NonNullable<CallModel['exempts']>,
  verdictOf: (guard: Thing) => Verdict,
): Verdict {
  const { file, fact, self } = call;
  const guards =
    from === undefined
      ? [fact.receiver ? resolver.resolve(file, fact.receiver, self) : null]
      : fact.args.slice(from).map((arg) => resolver.argument(file, arg, self));
  const verdicts = guards.map((guard): Verdict =>
    guard ? verdictOf(guard) : { kind: 'doubted', place: null, what: 'what it leaves requests out of is not known' },
  );
  const proved = verdicts.find((verdict) => verdict.kind === 'proved');
  if (proved?.kind === 'proved') return { ...proved, except: [...proved.except, ...exemptionsOf(call)] };
  return verdicts.find(({ kind }) => kind === 'doubted') ?? { kind: 'none' };
}

/**
 * Requests that a call leaves out of a guard: `guard.unless({ path })`, `except('/health', guard)`. What is not
 * understood may leave out any.
 */
function exemptionsOf({ file, fact }: LinkedCall): readonly Exception[] {
  const given = fact.args[0];
  const conditions = given?.properties
    ? fromOptions(given.properties)
    : entriesOf(given).map((entry) => pattern(entry));
  return conditions.map((when) => ({
    when: when ?? [],
    file,
    at: fact.at,
    what: 'leaves some requests out of the check',
    ...(when && { alone: true as const }),
  }));
}

function fromOptions(options: Readonly<Record<string, ArgFact>>): readonly (readonly ConditionFact[] | null)[] {
  if (Object.keys(options).some((name) => !UNDERSTOOD.has(name))) return [null];
  return Object.entries(options).flatMap(([name, value]) => {
    if (name === 'useOriginalUrl') return [];
    return name === 'path' ? entriesOf(value).map(exactPath) : [methods(value)];
  });
}

function entriesOf(arg: ArgFact | undefined): readonly ArgFact[] {
  if (!arg) return [];
  return arg.list ? arg.list : [arg];
}

/** A whole path, an expression, or one of them with methods. */
function exactPath(entry: ArgFact): readonly ConditionFact[] | null {
  if (entry.text !== undefined) return [{ on: 'path', how: 'is', values: [entry.text], holds: true }];
  if (entry.pattern !== undefined) return [{ on: 'path', how: 'matches', values: [entry.pattern], holds: true }];
  const { url, methods: named } = entry.properties ?? {};
  const path = url && exactPath(url);
  if (!path) return null;
  const allowed = named && methods(named);
  return allowed ? [...path, ...allowed] : path;
}

/** A path as routes are written: only what stands before its first open part is compared. */
function pattern(entry: ArgFact): readonly ConditionFact[] | null {
  if (entry.text === undefined) return null;
  const open = entry.text.search(/[:*{]/);
  const fixed = open < 0 ? entry.text : entry.text.slice(0, open).replace(/\/$/, '');
  return [{ on: 'path', how: open < 0 ? 'is' : 'starts', values: [fixed], holds: true }];
}

function methods(arg: ArgFact): readonly ConditionFact[] | null {
  const values = entriesOf(arg).map((entry) => entry.text?.toUpperCase());
  return values.length > 0 && values.every((value) => value !== undefined)
    ? [{ on: 'method', values, holds: true }]
    : null;
}
