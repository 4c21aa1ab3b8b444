import {
  memberMeaning,
  type ArgFact,
  type CallFact,
  type IterationFact,
  type LibraryTarget,
  type ParameterElements,
  type Range,
  type Ref,
  type RouteModel,
} from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { targetOf } from '../library-things.js';
import type { Resolver } from '../resolution.js';
import { idOf, type Instance } from '../things.js';
import type { FunctionId } from '../types.js';
import type { PlacedArg } from './placed-arg.js';
import type { WrittenThings } from './written-things.js';

/** A registration as it is made for one caller of the function it stands in. */
export interface MadeCall {
  readonly file: string;
  readonly fact: CallFact;
  readonly target: LibraryTarget;
  /** Concrete object `this` is. */
  readonly self: Instance | undefined;
  /** The call that leads here, where it is written: the place people know the route by. */
  readonly by: LinkedCall;
  /** Where the element of a list stands that it is made for. */
  readonly element?: { readonly file: string; readonly at: Range };
}

const MAX_HOPS = 3;
const MAX_CALLERS = 600;

export type Callers = ReadonlyMap<FunctionId, readonly LinkedCall[]>;

/**
 * Projects wrap registrations in functions of their own: `route({ method, path, handler })` around
 * `router[method](path, handler)`. Such a call is made once per caller, with the caller's arguments in place of the
 * parameters. Any other call is made once, as it is.
 */
export function madeCalls(resolver: Resolver, things: WrittenThings, callers: Callers, call: LinkedCall): MadeCall[] {
  const { fact } = call;
  const made = (current: Substituted): MadeCall[] => {
    const said = { ...current, fact: withTexts(things, call.file, current.fact) };
    const target = call.target ?? computedTarget(resolver, call.file, said);
    const { by, self, element } = current;
    if (!target || !(target.call.route ?? target.call.answers ?? target.call.mount)) return [];
    return oneByOne(things, call.file, said.fact, target).map(({ fact: one, at }) => {
      const place = at ?? element;
      return { file: call.file, fact: one, target, self, by, ...(place && { element: place }) };
    });
  };
  const start: Substituted = { fact, self: undefined, by: call, open: { file: call.file, fn: fact.fn } };
  if (!call.target && !fact.computed) return [];
  return substitutions({ resolver, things, callers }, start, 0).flatMap(made);
}

/** A call that is given a list of routes stands for one call each. */
function oneByOne(
  things: WrittenThings,
  file: string,
  fact: CallFact,
  target: LibraryTarget,
): readonly { readonly fact: CallFact; readonly at?: MadeCall['element'] }[] {
  const args = fact.args.map(inItsFile);
  const [first, ...rest]: readonly PlacedArg[] = args;
  const { route } = target.call;
  if (!route?.listed || !first)
    return [
      {
        fact: {
          ...fact,
          args:
            route && first && isDescribed(route)
              ? [withMembers(things, first.file ?? file, first, route), ...rest]
              : args,
        },
      },
    ];
  const from = first.file ?? file;
  const { list, ref } = first;
  if (first.properties || (!list && !ref)) return [{ fact: { ...fact, args } }];
  const { all, open } = things.elementsOf(from, { fn: -1, ...(list ? { list } : { ref: ref! }) });
  if (all.length === 0 && !list)
    return [{ fact: { ...fact, args: [withMembers(things, from, first, route), ...rest] } }];
  const each = all.map((element) => {
    const place = element.file ?? from;
    const whole = withMembers(things, place, inItsFile(element), route);
    return { fact: { ...fact, args: [whole, ...rest] }, at: { file: place, at: element.at } };
  });
  return open
    ? [...each, { fact: { ...fact, args: [{ at: first.at, ref: { kind: 'unknown', text: '' } }, ...rest] } }]
    : each;
}

/** Method and path are settings of the first argument. */
function isDescribed({ method, path }: RouteModel): boolean {
  return [method, path].every((place) => typeof place === 'object' && place.arg === 0 && place.property !== undefined);
}

/** What a route of another file holds, as far as its members are known there. */
function withMembers(things: WrittenThings, file: string, arg: PlacedArg, route: RouteModel): PlacedArg {
  if (arg.properties || !arg.ref) return arg;
  const paths = [route.method, route.path].flatMap((place) =>
    typeof place === 'object' ? (place.property ?? []) : [],
  );
  const names = [...paths, ...[route.handlerProperty ?? []].flat(), ...(route.guardProperties ?? [])].filter(
    (name) => !name.includes('.'),
  );
  const properties = names.flatMap((name): [string, ArgFact][] => {
    const found = things.memberOf(file, arg, name);
    const text = found && things.textOf(found.file ?? file, found);
    return found ? [[name, { ...found, ...(text !== null && { text }) }]] : [];
  });
  return { ...arg, properties: { ...Object.fromEntries(properties), '...': { at: arg.at, spread: true } } };
}

/** What stands in an argument of another file is of that file as well. */
function inItsFile(arg: PlacedArg): PlacedArg {
  const { file } = arg;
  if (file === undefined) return arg;
  const put = (inner: PlacedArg): PlacedArg => inItsFile({ ...inner, file: inner.file ?? file });
  return {
    ...arg,
    ...(arg.list && { list: arg.list.map(put) }),
    ...(arg.call && { call: arg.call.map(put) }),
    ...(arg.properties && {
      properties: Object.fromEntries(Object.entries(arg.properties).map(([name, inner]) => [name, put(inner)])),
    }),
  };
}

interface Substituted {
  readonly fact: CallFact;
  readonly self: Instance | undefined;
  readonly by: LinkedCall;
  /** Function whose parameters may still stand in the arguments. */
  readonly open: { readonly file: string; readonly fn: number };
  readonly element?: MadeCall['element'];
}

interface Around {
  readonly resolver: Resolver;
  readonly things: WrittenThings;
  readonly callers: Callers;
}

function substitutions(around: Around, current: Substituted, hops: number): Substituted[] {
  const { resolver, things, callers } = around;
  if (hops >= MAX_HOPS) return [current];
  const given = [...current.fact.args, ...(current.fact.computed ? [current.fact.computed.key] : [])];
  const over = given.flatMap((arg) => iterationIn(things, arg, current.open.file) ?? [])[0];
  if (over) {
    const { all, open } = things.elementsOf(over.file, over.iteration);
    const each = all.flatMap((element) => {
      const { fn } = over.iteration;
      const put = (arg: PlacedArg): PlacedArg =>
        substitute(arg, over.file, fn, (ref) => elementOf(things, ref, element));
      const at = { file: element.file ?? over.file, at: element.at };
      return substitutions(around, { ...current, fact: replaced(current.fact, put), element: at }, hops + 1);
    });
    return open || each.length === 0 ? [...each, current] : each;
  }
  const { fn, file } = current.open;
  const calls =
    fn === -1
      ? []
      : (callers.get(idOf(file, fn)) ?? []).filter((caller) => resolver.files.get(caller.file)?.role !== 'test');
  const isOpen = given.some((arg) => mentions(arg, file, fn));
  if (!isOpen || calls.length === 0 || calls.length > MAX_CALLERS) return [current];
  return calls.flatMap((caller) =>
    substitutions(
      around,
      {
        fact: replaced(current.fact, (arg) =>
          substitute(
            arg,
            file,
            fn,
            (ref) => givenBy(things, ref, caller),
            (of) => elementsGiven(things, of, caller),
          ),
        ),
        self: concrete(resolver, current.self, caller.self),
        by: caller,
        open: { file: caller.file, fn: caller.fact.fn },
        ...(current.element && { element: current.element }),
      },
      hops + 1,
    ),
  );
}

function replaced(fact: CallFact, put: (arg: PlacedArg) => PlacedArg): CallFact {
  return {
    ...fact,
    args: fact.args.map(put),
    ...(fact.computed && { computed: { on: fact.computed.on, key: put(fact.computed.key) } }),
  };
}

/** The list whose element an argument is, or is a member of. */
function iterationIn(
  things: WrittenThings,
  arg: PlacedArg,
  written: string,
): { readonly file: string; readonly iteration: IterationFact } | null {
  const file = arg.file ?? written;
  const iteration = arg.ref?.kind === 'param' ? things.iterationOf(file, arg.ref.fn) : undefined;
  if (iteration) return { file, iteration };
  for (const inner of innerOf(arg)) {
    const found = iterationIn(things, inner, file);
    if (found) return found;
  }
  return null;
}

function elementOf(things: WrittenThings, ref: Extract<Ref, { kind: 'param' }>, element: PlacedArg): PlacedArg | null {
  return ref.index === 0
    ? ref.path.reduce<PlacedArg | null>((arg, name) => arg && things.memberOf('', arg, name), element)
    : null;
}

/** Texts that only other files know, of a path and of a method. */
function withTexts(things: WrittenThings, file: string, fact: CallFact): CallFact {
  const put = (arg: PlacedArg): PlacedArg => {
    if (arg.text !== undefined || arg.fn !== undefined) return arg;
    const list = arg.ref?.kind === 'import' && !arg.spread ? things.listAt(arg.file ?? file, arg) : null;
    if (list) return { ...arg, list };
    const text = isTextElsewhere(arg) ? things.textOf(file, arg) : null;
    if (text !== null) return { ...arg, text };
    const properties = arg.properties && Object.entries(arg.properties);
    return properties?.some(([, inner]) => inner.text === undefined && isTextElsewhere(inner))
      ? {
          ...arg,
          properties: Object.fromEntries(
            properties.map(([name, inner]) => [
              name,
              put({ ...inner, ...(arg.file !== undefined && { file: arg.file }) }),
            ]),
          ),
        }
      : arg;
  };
  return replaced(fact, put);
}

/** Only other files, or what the program ships as its settings, tell what text it is. */
function isTextElsewhere({ ref, parts, otherwise, preset }: PlacedArg): boolean {
  return (
    ref?.kind === 'import' ||
    ref?.kind === 'result' ||
    parts !== undefined ||
    otherwise !== undefined ||
    preset !== undefined
  );
}

/** The outermost caller knows best which subclass `this` is. */
function concrete(resolver: Resolver, known: Instance | undefined, outer: Instance | undefined): Instance | undefined {
  if (!known || !outer) return known ?? outer;
  return resolver.classes.isA(outer, known.file, known.name, resolver) ? outer : known;
}

function innerOf(arg: PlacedArg): readonly ArgFact[] {
  return [...(arg.list ?? []), ...(arg.call ?? []), ...(arg.parts ?? []), ...Object.values(arg.properties ?? {})];
}

function mentions(arg: PlacedArg, file: string, fn: number): boolean {
  if (arg.file !== undefined && arg.file !== file) return false;
  if (arg.ref?.kind === 'param' && arg.ref.fn === fn) return true;
  if (arg.elements?.fn === fn) return true;
  return innerOf(arg).some((inner) => mentions(inner, file, fn));
}

type Given = (ref: Extract<Ref, { kind: 'param' }>) => PlacedArg | null;

type AllGiven = (of: ParameterElements) => readonly PlacedArg[] | null;

/** The argument with every parameter of the function replaced by what it is given. */
function substitute(arg: PlacedArg, file: string, fn: number, given: Given, all: AllGiven = () => null): PlacedArg {
  if (arg.file !== undefined && arg.file !== file) return arg;
  if (arg.elements?.fn === fn) {
    const found = all(arg.elements);
    return found ? madeOf(found, arg, arg.elements, file) : arg;
  }
  if (arg.ref?.kind === 'param' && arg.ref.fn === fn) {
    const found = given(arg.ref);
    // Nothing stands there: it is what it is otherwise.
    if (!found) return arg.otherwise ? { ...arg.otherwise, file } : arg;
    return arg.otherwise ? { ...found, otherwise: arg.otherwise } : found;
  }
  const put = (inner: ArgFact): PlacedArg =>
    substitute({ ...inner, ...(arg.file !== undefined && { file: arg.file }) }, file, fn, given, all);
  return {
    ...arg,
    ...(arg.list && { list: arg.list.map(put) }),
    ...(arg.call && { call: arg.call.map(put) }),
    ...(arg.parts && { parts: arg.parts.map(put) }),
    ...(arg.properties && {
      properties: Object.fromEntries(Object.entries(arg.properties).map(([name, inner]) => [name, put(inner)])),
    }),
  };
}

/** A list of what was given, each wrapped as the function wraps it; of `handlers.at(-1)` the one. */
function madeOf(
  given: readonly PlacedArg[],
  { at, spread }: PlacedArg,
  { wraps = [], take }: ParameterElements,
  file: string,
): PlacedArg {
  const taken = take === 'last' ? given.slice(-1) : take === 'all-but-last' ? given.slice(0, -1) : given;
  const list = taken.map((one): PlacedArg => ({
    ...one,
    ...(wraps.length > 0 && { wraps: [...(one.wraps ?? []), ...wraps.map((wrap) => ({ file, ...wrap }))] }),
  }));
  const [last] = list;
  if (take === 'last' && last) return last;
  return { at, list, ...(spread && { spread }) };
}

/** What the parameter gets: all arguments from its place on, or the list that stands there. */
function elementsGiven(
  things: WrittenThings,
  { index, rest }: ParameterElements,
  { file, fact: { args } }: LinkedCall,
): readonly PlacedArg[] | null {
  const given = args[index];
  if (rest) return args.slice(index).map((arg) => ({ ...arg, file }));
  if (given?.list) return given.list.map((arg) => ({ ...arg, file }));
  return given && !given.spread ? things.listAt(file, given) : null;
}

function givenBy(things: WrittenThings, ref: Extract<Ref, { kind: 'param' }>, caller: LinkedCall): PlacedArg | null {
  const arg = caller.fact.args[ref.index];
  return ref.path.reduce<PlacedArg | null>(
    (of, name) => of && things.memberOf(caller.file, of, name),
    arg ? { ...arg, file: caller.file } : null,
  );
}

function computedTarget(resolver: Resolver, file: string, { fact, self }: Substituted): LibraryTarget | null {
  const name = fact.computed?.key.text;
  const on = fact.computed && resolver.resolve(file, fact.computed.on, self);
  if (name === undefined || on?.kind !== 'library') return null;
  const member = memberMeaning(resolver.registry, on.meaning, name.toLowerCase());
  return member && targetOf(resolver.registry, member, 'call');
}
