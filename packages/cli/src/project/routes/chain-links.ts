import type { ArgFact, GuardDuty } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { tokenOf } from '../class-tree.js';
import { isNamedByCall } from '../function-name.js';
import { targetOf } from '../library-things.js';
import type { Resolver } from '../resolution.js';
import { idOf, symbolOf, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';
import { HANDED } from './verdict.js';
import { NO_DUTIES, type Duties, type DutyBook } from './duties.js';
import type { PlacedArg } from './placed-arg.js';
import { linkWith, notFollowed, type OpenLink } from './settled-links.js';
import type { Made, Place } from './verdict.js';

/** What one argument of a registration is: a link of the chain, with the function or router behind it. */
export interface HandlerArg {
  readonly link: OpenLink;
  readonly thing: Thing | null;
  /** Function that runs for a request, through wrappers. */
  readonly fn: FunctionId | null;
  /** What that is called, where the link is called after what is around it. */
  readonly named?: string;
  /** False when nothing is known of it. */
  readonly known: boolean;
}

/** What must keep something of its own for whoever calls. */
const KEEPS: ReadonlySet<GuardDuty> = new Set(['rate-limit', 'session', 'csrf', 'upload', 'logging', 'error-handler']);

/** Where an argument stands: how it goes on, and the arguments beside it when it is handed over with options. */
export interface ArgPlace {
  readonly as: Place;
  readonly beside?: readonly ArgFact[];
}

export function handlerArg(
  resolver: Resolver,
  book: DutyBook,
  calls: ReadonlyMap<string, LinkedCall>,
  written: string,
  arg: PlacedArg,
  place: ArgPlace = { as: 'chain' },
): HandlerArg {
  const found = argOf(resolver, book, calls, written, arg, place);
  const { fn, duties } = found.link;
  const effect =
    fn === undefined || duties.some((duty) => isCaller(duty) || KEEPS.has(duty)) ? null : book.effectOf(fn);
  const link = arg.spread ? notFollowed(found.link, 'what the list it gives holds is not known') : found.link;
  const madeUp = fn === undefined ? [] : book.madeUpBy(fn);
  return { ...found, link: { ...link, ...(effect && { effect }), ...(madeUp.length > 0 && { madeUp }) } };
}

function argOf(
  resolver: Resolver,
  book: DutyBook,
  calls: ReadonlyMap<string, LinkedCall>,
  written: string,
  arg: PlacedArg,
  place: ArgPlace,
): HandlerArg {
  const file = arg.file ?? written;
  const same = arg.call && givenBack(calls.get(`${file}:${arg.at[0]}:${arg.at[1]}`), arg.call);
  if (same) return argOf(resolver, book, calls, file, { ...same, ...(arg.wraps && { wraps: arg.wraps }) }, place);
  const [wrap, ...others] = [...(arg.wraps ?? [])].reverse();
  if (wrap) return wrappedArg(resolver, book, calls, file, { ...arg, wraps: others.reverse() }, wrap, place);
  const token = arg.ref?.kind === 'import' ? tokenOf(arg.ref, undefined) : null;
  const thing = (token !== null && resolver.classes.provided(token)) || resolver.argument(file, arg);
  const name = nameOf(resolver, thing, arg);
  if (arg.call) return calledArg(resolver, book, calls, file, arg, arg.call, thing, place);
  if (thing?.kind === 'function') {
    const id = idOf(thing.file, thing.fn);
    return {
      link: linkWith(
        { name, file, at: arg.at, fn: id },
        book.ofThing(thing, place.as, madeBehind(resolver, calls, file, arg)),
      ),
      thing,
      fn: id,
      known: true,
    };
  }
  const made: Made | null = place.beside
    ? { fn: HANDED, file, args: place.beside }
    : madeBehind(resolver, calls, file, arg);
  const runs = thing?.kind === 'class' || thing?.kind === 'instance' ? methodRun(resolver, thing) : null;
  const link = linkWith(
    { name, file, at: arg.at, ...(runs && { fn: runs }) },
    thing ? book.ofThing(thing, place.as, made) : NO_DUTIES,
  );
  return { link, thing, fn: null, known: thing !== null && thing.kind !== 'param' };
}

const UNKNOWN_USE = 'what it does with the check it is given is not known';

/** `asyncHandler(handler)`: a library gives back what it is given, as far as a request sees. */
function givenBack(call: LinkedCall | undefined, given: readonly ArgFact[]): ArgFact | undefined {
  const [, index] = /^argument:(\d+)$/.exec(call?.target?.call.returns ?? '') ?? [];
  return index === undefined ? undefined : given[Number(index)];
}

/** `safe(handler)`, by a function that gives each of a list to another: what runs in the end is what stands in the list. */
function wrappedArg(
  resolver: Resolver,
  book: DutyBook,
  calls: ReadonlyMap<string, LinkedCall>,
  file: string,
  arg: PlacedArg,
  wrap: PlacedArg,
  place: ArgPlace,
): HandlerArg {
  const inner = argOf(resolver, book, calls, file, arg, place);
  const { doubt: ownDoubt, except: ownExcept, ...plain } = inner.link;
  const thing = resolver.argument(wrap.file ?? file, wrap);
  const gives =
    thing?.kind === 'library' ? targetOf(resolver.registry, thing.meaning, 'call')?.call.returns : undefined;
  if (gives === 'argument:0') return inner;
  const id = thing?.kind === 'function' ? idOf(thing.file, thing.fn) : null;
  const made = id === null ? null : { fn: id, file, args: [arg] };
  const result = wrap.ref ? resolver.resolve(wrap.file ?? file, { kind: 'result', of: wrap.ref, path: [] }) : null;
  const around =
    made &&
    [...(result ? [book.ofThing(result, place.as, made)] : []), book.ofWrapper(made.fn, 0, made)].find(
      (duties) => duties.duties.some(isCaller) || duties.doubt,
    );
  // Where the wrapped one checks nothing, the wrapper does.
  if (around?.duties.some(isCaller))
    return plain.duties.some(isCaller)
      ? { ...inner, link: linkWith(plain, around) }
      : { ...inner, named: plain.name, link: linkWith({ ...plain, name: nameOf(resolver, thing, wrap) }, around) };
  if (ownDoubt === undefined && !plain.duties.some(isCaller) && !around?.doubt) return inner;
  const doubt = around?.doubt ?? { what: UNKNOWN_USE, cause: id ?? nameOf(resolver, thing, wrap) };
  const duties = plain.duties.filter((duty) => !isCaller(duty));
  return { ...inner, link: linkWith(plain, { duties, evidence: 'unknown', doubt }) };
}

/** A request may pass through it: no text, no setting. */
export function isRunnable(thing: Thing): boolean {
  switch (thing.kind) {
    case 'param':
    case 'object':
      return false;
    case 'library':
      return thing.meaning.kind !== 'member' || thing.meaning.ref.member.call !== undefined;
    case 'any-of':
      return thing.things.every(isRunnable);
    default:
      return true;
  }
}

/** What a framework calls of a class that stands before a handler. */
function methodRun(
  resolver: Resolver,
  { file, name }: { readonly file: string; readonly name: string },
): FunctionId | null {
  const methods = resolver.classes.fact(file, name)?.methods ?? [];
  const found = methods.find(
    (method) => /^(?:canActivate|use|intercept|transform|handler)$/.test(method.name) && !method.static,
  );
  return found ? idOf(file, found.fn) : null;
}

/** `const admins = requireRole('admin')`: the call behind a name of this file, or behind what another file exports. */
function madeBehind(
  resolver: Resolver,
  calls: ReadonlyMap<string, LinkedCall>,
  file: string,
  { ref }: PlacedArg,
): Made | null {
  const exported = ref?.kind === 'import' ? resolver.exportFactOf(file, ref) : null;
  const [from, of] = exported?.path.length === 0 ? [exported.file, exported.fact.ref] : [file, ref];
  const at = of?.kind === 'result' && of.path.length === 0 ? of.at : undefined;
  return at ? madeBy(calls.get(`${from}:${at[0]}:${at[1]}`)) : null;
}

function madeBy(call: LinkedCall | undefined): Made | null {
  const [target] = call?.targets ?? [];
  return call && target && call.targets.length === 1 ? { fn: target, file: call.file, args: call.fact.args } : null;
}

/**
 * `wrap(handler)`, `requireRole('admin')`, `limit({ ... })`: what the call gives, and the function it was given, which
 * is what runs in the end.
 */
function calledArg(
  resolver: Resolver,
  book: DutyBook,
  calls: ReadonlyMap<string, LinkedCall>,
  file: string,
  arg: ArgFact,
  inner: readonly ArgFact[],
  thing: Thing | null,
  place: ArgPlace,
): HandlerArg {
  const wrapper = calls.get(`${file}:${arg.at[0]}:${arg.at[1]}`);
  const factory = wrapper?.callee ?? null;
  const made = madeBy(wrapper);
  const seen = wrapper?.given.map((entry) => entry.id) ?? [];
  const given = seen.length > 0 ? seen : inner.flatMap((argument) => innerFunction(resolver, file, argument));
  const fn = given.at(-1) ?? (thing?.kind === 'function' ? idOf(thing.file, thing.fn) : null);
  const id = fn ?? wrapper?.targets[0] ?? null;
  const link = linkWith(
    { name: nameOf(resolver, factory ?? thing, arg), file, at: arg.at, ...(id && { fn: id }) },
    dutiesOfCall(),
  );
  return { link, thing, fn, known: factory !== null || fn !== null };

  function dutiesOfCall(): Duties {
    const around = made && wrapper?.given.length ? book.ofWrapper(made.fn, wrapper.given.at(-1)!.position, made) : null;
    const own = thing
      ? book.ofThing(thing, place.as, made)
      : around === null && factory
        ? book.ofThing(factory, place.as, made)
        : null;
    const found = [around, own].find((duties) => duties?.duties.some(isCaller)) ?? own ?? around ?? NO_DUTIES;
    if (found.duties.some(isCaller) || found.doubt) return found;
    if (around?.doubt) return { ...found, doubt: around.doubt };
    return inner.some((argument) => mayCheck(argument, 0))
      ? {
          ...found,
          doubt: { what: UNKNOWN_USE, cause: wrapper?.targets[0] ?? nameOf(resolver, factory ?? thing, arg) },
        }
      : found;
  }

  /** A check is among what the call is given; what the call does with it decides. */
  function mayCheck(argument: ArgFact, depth: number): boolean {
    if (depth > 3) return false;
    if (argument.list) return argument.list.some((entry) => mayCheck(entry, depth + 1));
    if (argument.fn === undefined && !argument.ref && !argument.call) return false;
    const { link } = argOf(resolver, book, calls, file, argument, place);
    return link.doubt !== undefined || link.duties.some(isCaller);
  }
}

function isCaller(duty: string): boolean {
  return duty === 'authentication' || duty === 'authorization';
}

function innerFunction(resolver: Resolver, file: string, arg: PlacedArg): FunctionId[] {
  const thing = resolver.argument(arg.file ?? file, arg);
  return thing?.kind === 'function' ? [idOf(thing.file, thing.fn)] : [];
}

/** Name of a link as a person would say it. */
export function nameOf(resolver: Resolver, thing: Thing | null, arg: ArgFact): string {
  switch (thing?.kind) {
    case 'function': {
      const name = resolver.functionFact(thing.file, thing.fn)?.name ?? '<function>';
      // What it is imported as says more than what it is handed to.
      return isNamedByCall(name) && arg.ref?.kind === 'import' ? refText(arg.ref) : name;
    }
    case 'class':
    case 'instance':
    case 'interface':
      return thing.name;
    case 'library':
      return symbolOf(thing.meaning);
    case 'made':
      return thing.target.symbol;
    case 'package':
      return [thing.specifier, ...thing.path].join('.');
    default:
      return /[a-z]/i.test(refText(arg.ref)) ? refText(arg.ref) : '<unknown>';
  }
}

function refText(ref: ArgFact['ref']): string {
  switch (ref?.kind) {
    case 'import':
      return [ref.name === '*' ? ref.specifier : ref.name, ...ref.path].join('.');
    case 'member':
      return ['this', ...ref.path].join('.');
    case 'param':
      return ref.path.join('.');
    case 'result':
      return [`${refText(ref.of)}()`, ...ref.path].join('.');
    case 'library':
      return [ref.symbol, ...(ref.path ?? [])].join('.');
    case 'unknown':
      return ref.text;
    default:
      return '';
  }
}
