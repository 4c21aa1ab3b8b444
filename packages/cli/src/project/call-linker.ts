import {
  isChange,
  judge,
  queryOf,
  type ArgFact,
  type CallFact,
  type FileFacts,
  type LibraryTarget,
  type ModelRegistry,
  type QueryFact,
  type Value,
} from '@backend-architect/analysis';
import { beginOf } from './begin-of.js';
import { clientOf } from './client-of.js';
import { directCall } from './direct-call.js';
import { targetOf } from './library-things.js';
import { optionSaid } from './option-said.js';
import type { Resolver } from './resolution.js';
import { idOf, type Instance, type Thing } from './things.js';
import type { Client, FunctionId, ProjectCall } from './types.js';

/** A call with what it runs, before it is given to detectors. */
export interface LinkedCall {
  readonly file: string;
  readonly fact: CallFact;
  /** As its file says it: `fact` apart from what is called through `call` or `apply`. */
  readonly written: CallFact;
  readonly callee: Thing | null;
  /** Set when the callee is modelled. */
  readonly target: LibraryTarget | null;
  readonly targets: readonly FunctionId[];
  /** Functions of the project given as arguments; `under`: the path of properties, where one stands in an object. */
  readonly given: readonly { readonly position: number; readonly id: FunctionId; readonly under?: string }[];
  readonly self: Instance | undefined;
  /** It hangs on what callers pass somewhere: with more known of them it may run something else. */
  readonly leans: boolean;
  /** Of a query: what it goes through. */
  readonly client: Client | null;
}

/** Resolves every call of every file with what the resolver knows now. */
export function linkCalls(resolver: Resolver, files: ReadonlyMap<string, FileFacts>): LinkedCall[] {
  return [...files.values()].flatMap((facts) => facts.calls.map((fact) => linkCall(resolver, facts.file, fact)));
}

/** The same calls, now that more is known of parameters; those that asked for none stay as they are. */
export function linkAgain(resolver: Resolver, linked: readonly LinkedCall[]): LinkedCall[] {
  return linked.map((call) => (call.leans ? linkCall(resolver, call.file, call.written) : call));
}

function linkCall(resolver: Resolver, file: string, written: CallFact): LinkedCall {
  const leant = resolver.leant();
  const callee = resolver.resolve(file, written.callee);
  const things = callee === null ? [] : callee.kind === 'any-of' ? callee.things : [callee];
  const fact = directCall(written, things[0]);
  const targets = [...new Set(things.flatMap((thing) => targetsOf(resolver, thing, fact.construct)))];
  const library =
    things.length === 1 && things[0]?.kind === 'library' ? libraryTarget(resolver.registry, things[0], fact) : null;
  const first = things[0];
  const given = functionsGiven(resolver, file, fact);
  const client = library?.call.query ? clientOf(resolver, file, written.callee, library.symbol) : null;
  return {
    file,
    fact,
    written,
    callee,
    target: library,
    targets,
    given,
    self: first?.kind === 'function' ? first.self : undefined,
    client,
    leans: leant !== resolver.leant(),
  };
}

function targetsOf(resolver: Resolver, thing: Thing, construct: boolean): FunctionId[] {
  switch (thing.kind) {
    case 'function':
      // Whoever binds a function does not run it.
      return thing.through !== 'bind' && resolver.functionFact(thing.file, thing.fn)
        ? [idOf(thing.file, thing.fn)]
        : [];
    case 'class': {
      if (!construct) return [];
      const made = resolver.memberOf({ kind: 'instance', file: thing.file, name: thing.name }, 'constructor');
      return made?.kind === 'function' ? [idOf(made.file, made.fn)] : [];
    }
    case 'module': {
      const main = resolver.exportOf(thing.file, 'default');
      return main && main.kind !== 'module' ? targetsOf(resolver, main, construct) : [];
    }
    case 'folder':
      return thing.files.flatMap((file) => targetsOf(resolver, { kind: 'module', file }, construct));
    case 'any-of':
      return thing.things.flatMap((inner) => targetsOf(resolver, inner, construct));
    default:
      return [];
  }
}

function libraryTarget(
  registry: ModelRegistry,
  thing: Extract<Thing, { kind: 'library' }>,
  fact: CallFact,
): LibraryTarget | null {
  if (fact.construct) return targetOf(registry, thing.meaning, 'new');
  return targetOf(registry, thing.meaning, 'call') ?? targetOf(registry, thing.meaning, 'tag');
}

function functionsGiven(resolver: Resolver, file: string, fact: CallFact): LinkedCall['given'] {
  return fact.args.flatMap((arg, position) =>
    functionsIn(resolver, file, arg, 0).map(({ id, under }) => ({ position, id, ...(under !== '' && { under }) })),
  );
}

/** Objects and lists around a function that is handed over. */
const MAX_DEPTH = 5;

interface Handed {
  readonly id: FunctionId;
  readonly under: string;
}

/** Functions an argument hands over: inline, by name, in a list, as option, or wrapped in another call. */
function functionsIn(resolver: Resolver, file: string, arg: ArgFact, depth: number, under = ''): Handed[] {
  if (depth > MAX_DEPTH) return [];
  if (arg.fn !== undefined) return [{ id: idOf(file, arg.fn), under }];
  if (arg.list) return arg.list.flatMap((inner) => functionsIn(resolver, file, inner, depth + 1, under));
  if (arg.properties)
    return Object.entries(arg.properties).flatMap(([name, inner]) =>
      functionsIn(resolver, file, inner, depth + 1, under === '' ? name : `${under}.${name}`),
    );
  if (!arg.ref || arg.call) return [];
  const found = resolver.resolve(file, arg.ref);
  // `app.use(require('./failure'))`: the module is the function it exports.
  const thing = found?.kind === 'module' ? resolver.exportOf(found.file, 'default') : found;
  return thing?.kind === 'function' && resolver.functionFact(thing.file, thing.fn)
    ? [{ id: idOf(thing.file, thing.fn), under }]
    : [];
}

/** The calls detectors see: one for what the call runs by name, one more for the functions it hands over. */
export function projectCallsOf(linked: LinkedCall): ProjectCall[] {
  const { file, target, targets, callee, client } = linked;
  const from = idOf(file, linked.fact.fn);
  const symbol = target?.symbol;
  const fact = withSinks(linked);
  const resolved = callee !== null && callee.kind !== 'param';
  const named: ProjectCall = {
    file,
    fact,
    from,
    targets,
    ...(symbol !== undefined && { symbol }),
    ...(client !== null && { client }),
    resolved,
    indirect: false,
  };
  const given = [...new Set(linked.given.map((entry) => entry.id))];
  return given.length === 0
    ? [named]
    : [
        named,
        {
          file,
          fact,
          from,
          targets: given,
          ...(symbol !== undefined && { symbol }),
          resolved: true,
          indirect: true,
          ...(isOnceListening(linked) && { onceListening: true as const }),
        },
      ];
}

/** `server.listen(port, () => ...)`: all it is given is its last argument, which is handed nothing of a request. */
function isOnceListening({ target, given, fact }: LinkedCall): boolean {
  return (
    target?.call.listens === true &&
    target.call.callbacks?.some(({ params }) => params.every((param) => param === null)) === true &&
    given.every(({ position, under }) => position === fact.args.length - 1 && under === undefined)
  );
}

/** Sinks of a callee that only linking knows: `db.query(text)` where `db` is another file's pool. */
function withSinks({ fact, target }: LinkedCall): CallFact {
  if (!target?.call.sinks || fact.sinks || !fact.values) return fact;
  const sinks = target.call.sinks.flatMap((sink) => {
    if (typeof sink.arg !== 'number') return [];
    if (sink.when && optionSaid(fact.args, sink.when) !== 'yes') return [];
    if (sink.unless && optionSaid(fact.args, sink.unless) === 'yes') return [];
    const arg = fact.args[sink.arg];
    const value = sinkValue(fact.values?.[sink.arg], sink.property, sink.propertyOnly === true);
    return arg && value && judge(value, sink.kind) !== 'safe'
      ? [{ kind: sink.kind, at: arg.at, value, rung: target.rung }]
      : [];
  });
  return sinks.length === 0 ? fact : { ...fact, sinks };
}

function sinkValue(
  value: Value | undefined,
  property: string | readonly string[] | undefined,
  only: boolean,
): Value | undefined {
  const names = property === undefined ? [] : [property].flat();
  const inner = names.map((name) => value?.properties?.[name]).find((found) => found !== undefined);
  return inner ?? (only || value?.properties ? undefined : value);
}

/** Queries of one file after linking: what the file knew, corrected, and what only linking knows. */
export function linkedQueries(facts: FileFacts, calls: readonly LinkedCall[]): QueryFact[] {
  const known = new Map(facts.queries.map((query) => [`${query.call[0]}:${query.call[1]}`, query]));
  for (const linked of calls) {
    const key = `${linked.fact.at[0]}:${linked.fact.at[1]}`;
    const before = known.get(key);
    // A conventional name that turns out to be the project's own function is no query.
    if (before && before.rung >= 4 && linked.targets.length > 0) known.delete(key);
    if (before || !linked.target) continue;
    const query = queryOf(withSinks(linked), linked.target);
    // What a module exports is nobody's to hand in.
    const isOwn = query && isChange(query) && beginOf(linked.fact.callee).kind === 'import';
    if (query) known.set(key, isOwn ? { ...query, ownClient: true } : query);
  }
  return [...known.values()].sort((a, b) => a.call[0] - b.call[0] || a.call[1] - b.call[1]);
}
