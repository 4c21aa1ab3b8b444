/** Services below a path, whose methods answer requests: `app.use('/messages', new Messages())`. */
import type { ServicesModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { fileAndKey, idOf, libraryOf } from '../things.js';
import type { Route } from '../types.js';
import { handlerArg } from './chain-links.js';
import type { FileRouteInput } from './file-route-input.js';
import { joinPath } from './paths.js';
import { serviceMethods } from './service-methods.js';
import { notFollowed, settledFor, type OpenLink } from './settled-links.js';
import { insideLinks } from './inside-links.js';
import type { PlacedArg } from './placed-arg.js';
import type { WrittenThings } from './written-things.js';

interface Input extends FileRouteInput {
  readonly things: WrittenThings;
}

/** What is said of a service: of which path, and what. */
interface Hooks {
  /** `all`: of every one; null: it is not known. */
  readonly path: string | null;
  readonly call: LinkedCall;
  readonly arg: PlacedArg;
}

export function serviceRoutes(input: Input): Route[] {
  const { resolver, things, calls } = input;
  const putting = [...calls.values()].flatMap((call) => {
    const model = call.target?.call.services;
    return model && resolver.files.get(call.file)?.role !== 'test' ? [{ call, model }] : [];
  });
  if (putting.length === 0) return [];
  const hooks = hooksIn(input);
  const everywhere = putting.flatMap(({ call, model }) => middlewareOf(input, call, model));
  return putting.flatMap(({ call, model }): Route[] => {
    const methods = serviceMethods(resolver, call, model);
    const path = call.fact.args[model.path];
    if (!methods || !path) return [];
    const said = things.textOf(call.file, path);
    const base = joinPath(said ?? ':?');
    return methods.map(({ name, fn }) => {
      const { method, path: below } = model.methods[name]!;
      const whole = joinPath(base, below);
      const before = [
        ...everywhere,
        ...hooks.flatMap((one) => linksOf(input, model, one, said === null ? null : base, name)),
      ];
      const fact = fn === null ? undefined : resolver.functionFact(...fileAndKey(fn));
      return {
        framework: libraryOf(call.target!.symbol),
        method,
        path: whole,
        file: call.file,
        at: call.fact.at,
        chain: settledFor([...before, ...insideLinks(input, fn)], { method, path: whole, metadata: [] }),
        handler: fn,
        handlerName: fact?.name ?? name,
        complete: said !== null && !whole.includes(':?'),
      };
    });
  });
}

/** `app.use(check)`: what stands before all paths, where it may check who calls. */
function middlewareOf(
  { resolver, book, calls, things }: Input,
  call: LinkedCall,
  model: ServicesModel,
): readonly OpenLink[] {
  const { file, fact } = call;
  const first = fact.args[model.path];
  if (!first || things.textOf(file, first) !== null) return [];
  return fact.args
    .map((arg) => handlerArg(resolver, book, calls, file, arg).link)
    .filter(
      ({ duties, doubt }) =>
        doubt !== undefined || duties.includes('authentication') || duties.includes('authorization'),
    );
}

function hooksIn({ things, calls, callsBy }: Input): readonly Hooks[] {
  return [...calls.values()].flatMap((call): Hooks[] => {
    const { file, fact, target } = call;
    const at = target?.call.hooksServices?.arg;
    const arg = at === undefined ? undefined : fact.args[at];
    if (!arg) return [];
    // `app.service('messages').hooks(...)` begins where that begins which finds the service.
    const finding = (callsBy.get(idOf(file, fact.fn)) ?? []).find(
      (other) => other.target?.call.findsService && other.fact.at[0] === fact.at[0] && other.fact.at[1] < fact.at[1],
    );
    const place = finding?.fact.args[finding.target!.call.findsService!.arg];
    const isOfAll = target?.call.hooksServices?.all === true;
    const said = place ? things.textOf(file, place) : null;
    return [{ path: isOfAll ? 'all' : said === null ? null : joinPath(said), call, arg: { ...arg, file } }];
  });
}

/** What is said of this service stands before its method; what may be said of it is not followed. */
function linksOf(
  input: Input,
  model: ServicesModel,
  { path, call, arg }: Hooks,
  base: string | null,
  name: string,
): readonly OpenLink[] {
  if (path !== 'all' && path !== null && base !== null && path !== base) return [];
  const isSure = path === 'all' || (path !== null && base !== null);
  const { resolver, book, calls, things } = input;
  const { file } = call;
  const whole = arg.properties ? arg : null;
  const open: OpenLink = { name: 'hooks', file, at: arg.at, duties: [], evidence: 'unknown' };
  if (!whole || !isSure)
    return [notFollowed(open, whole ? 'of which service it is said is not known' : 'what it says is not known')];
  return model.before.flatMap((when) => {
    const said = things.memberOf(file, whole, when);
    if (!said?.properties) return said ? [notFollowed(open, 'what it says is not known')] : [];
    return [model.all, name].flatMap((of) => {
      const list = said.properties![of]?.list ?? (said.properties![of] ? null : []);
      if (!list) return [notFollowed(open, 'what it says is not known')];
      return list.map((one) => handlerArg(resolver, book, calls, file, one, { as: 'hook' }).link);
    });
  });
}
