import type { FileAnalysis } from '../../vocabulary/analysis.js';
import type { MountModel, RouteModel } from '../../vocabulary/library-model.js';
import { propertyAt } from '../queries/arg-access.js';
import { targetOf, type LibraryTarget } from '../queries/library-target.js';
import { joined } from '../calls/receiver-base.js';
import type { ArgFact, CallFact, RouteFact } from '../../vocabulary/facts.js';
import type { Range } from '../../vocabulary/concepts.js';
import type { Ref } from '../../vocabulary/references.js';

/** Registrations on apps and routers this file can recognise by itself. */
export function routesOf(file: FileAnalysis, calls: readonly CallFact[]): RouteFact[] {
  const byRange = new Map(calls.map((call) => [`${call.at[0]}:${call.at[1]}`, call]));
  return file.libraryCalls.flatMap((library) => {
    const call = byRange.get(`${library.node.range[0]}:${library.node.range[1]}`);
    return call ? registrationsOf(call, targetOf(library), calls) : [];
  });
}

/**
 * What a call registers: routes (one per method and constant path), mounts or hooks. Empty when its model says it
 * registers nothing. `calls` are all calls of the file. Also used when linking finds the callee.
 */
export function registrationsOf(call: CallFact, target: LibraryTarget, calls: readonly CallFact[]): RouteFact[] {
  const { answers, mount } = target.call;
  const route = target.call.route ?? answers;
  if (route) return routesFrom(call, route, target, calls);
  if (mount?.ofResult) return ownGuards(call, mount, mount.ofResult, target);
  if (mount?.plugin) return pluginsFrom(call, mount, mount.plugin, target);
  return mount ? mountsFrom(call, mount, target) : [];
}

function routesFrom(call: CallFact, model: RouteModel, target: LibraryTarget, calls: readonly CallFact[]): RouteFact[] {
  const [list, ...rest] = call.args;
  if (model.listed && list?.list)
    return flat(list).flatMap((one) =>
      routesFrom({ ...call, args: [one, ...rest] }, model, target, calls).map((fact) => ({ ...fact, at: one.at })),
    );
  if (model.when && !model.when.is.includes(call.args[model.when.arg]?.text ?? '')) return [];
  const before = model.path === 'from-receiver' ? innerCall(call, calls) : null;
  const said =
    model.path === 'in-handler'
      ? [null]
      : pathsOf(model.path === 'from-receiver' ? before?.args[0] : locate(call.args, model.path));
  const paths = model.braces ? said.map((path) => path && withoutBraces(path)) : said;
  const on = (before && receiverRef(before)) ?? receiverRef(call);
  const first = model.handlersFrom ?? (typeof model.path === 'object' ? model.path.arg + 1 : 0);
  const options =
    model.optionsArg === undefined
      ? call.args.find((arg, index) => index >= (model.handlerProperty === undefined ? first : 0) && arg.properties)
      : call.args[model.optionsArg];
  const guards = (model.guardProperties ?? [])
    .flatMap((name) => flat(settingAt(options, name)))
    .map((guard) => (model.guardMember === undefined ? guard : (propertyAt(guard, model.guardMember) ?? guard)))
    .concat(model.settings && options ? unknownSettings(options, model.settings) : []);
  const given = call.args
    .slice(first)
    .filter((arg) => arg !== options)
    .flatMap(flat);
  const [handler] = [model.handlerProperty ?? []].flat().flatMap((name) => settingAt(options, name) ?? []);
  const handlers = [...guards, ...given, ...(handler ? [handler] : [])];
  const [last] = handlers.slice(-1);
  const byPath = routesByPath(call, model, options);
  if (model.path === 'in-handler' && last) handlers.splice(0, handlers.length, last);
  // What holds a route is not seen.
  if (handlers.length === 0 && model.listed && list && !list.properties) handlers.push(list);
  // Without a handler it is something else of that name: `app.get('setting')`.
  const made = (at: Range, method: string, path: string | null, given: readonly ArgFact[]): RouteFact => ({
    at,
    kind: 'route',
    method,
    ...(path !== null && { path: joined(call.base ?? '', path) }),
    on,
    onName: nameOf(on),
    handlers: given,
    ...(options && { options }),
    fn: call.fn,
    symbol: target.symbol,
  });
  const own = handlers.length === 0 ? [] : methodsOf(call, model);
  return [
    ...byPath.map(({ at, method, path, handler: one }) => made(at, method, path, [one])),
    ...own.flatMap((method) => paths.map((path) => made(call.at, method, path, handlers))),
  ];
}

/** `routes: { '/users/:id': handler, '/users': { GET: list, POST: create } }`; what is no function is no handler. */
function routesByPath(
  { args }: CallFact,
  { byPath }: RouteModel,
  options: ArgFact | undefined,
): readonly { readonly at: Range; readonly method: string; readonly path: string; readonly handler: ArgFact }[] {
  const held = byPath === undefined ? undefined : settingAt(options ?? args[0], byPath);
  return Object.entries(held?.properties ?? {}).flatMap(([path, given]) =>
    path === '...'
      ? []
      : given.properties
        ? Object.entries(given.properties).map(([method, handler]) => ({ at: handler.at, method, path, handler }))
        : [{ at: given.at, method: 'ALL', path, handler: given }],
  );
}

/**
 * A mount without a path guards everything below its router. Where the first argument is neither text nor plainly a
 * function, `path` is absent and that argument stays first in `handlers`: linking knows whether it is a path or a
 * middleware.
 */
function mountsFrom(call: CallFact, model: MountModel, target: LibraryTarget): RouteFact[] {
  const on = receiverRef(call);
  const given = model.pathArg === undefined ? undefined : call.args[model.pathArg];
  const options = model.prefixProperty ? call.args[model.prefixProperty.arg] : undefined;
  const prefix = model.prefixProperty && options ? propertyAt(options, model.prefixProperty.property) : undefined;
  const hidden = options !== undefined && !options.properties && options.fn === undefined;
  const isPathList =
    given?.list !== undefined && given.list.length > 0 && given.list.every((entry) => entry.text !== undefined);
  const text = given?.text ?? prefix?.text;
  const mayBePaths = given?.list?.some((entry) => entry.text !== undefined) ?? false;
  const isHandler =
    given === undefined ||
    (model.hook === undefined &&
      (given.fn !== undefined || given.call !== undefined || (given.list !== undefined && !mayBePaths)));
  const paths = isPathList
    ? (given?.list ?? []).map((entry) => entry.text)
    : [text ?? (isHandler && !prefix && !hidden ? '' : undefined)];
  const held = model.guards && call.args.find((arg) => arg.properties);
  const guards = held
    ? [
        ...(model.guards?.properties ?? []).flatMap((name) => flat(settingAt(held, name))),
        ...unknownSettings(held, model.guards?.settings ?? []),
      ]
    : [];
  return paths.map((path) => ({
    at: call.at,
    kind: model.hook === undefined ? 'mount' : 'hook',
    ...(path !== undefined && { path: joined(call.base ?? '', path) }),
    ...(model.hook !== undefined && { method: model.hook }),
    on,
    onName: nameOf(on),
    handlers: [
      ...guards,
      ...call.args
        .slice(Math.min(model.from, model.pathArg ?? model.from))
        .filter((arg) => arg !== options && arg !== held && arg.text === undefined && !(isPathList && arg === given))
        .flatMap(flat),
    ],
    ...(options && { options }),
    fn: call.fn,
    symbol: target.symbol,
  }));
}

/** What a router is made with: it stands before whatever is registered on it. */
function ownGuards(
  call: CallFact,
  { from }: MountModel,
  { properties }: NonNullable<MountModel['ofResult']>,
  target: LibraryTarget,
): RouteFact[] {
  const options = call.args[from];
  const library = target.symbol.slice(0, target.symbol.indexOf('#', 1));
  const type = target.call.returns?.includes('#') ? target.call.returns : `${library}#${target.call.returns}`;
  const isHidden = options && (!options.properties || Object.hasOwn(options.properties, '...'));
  const handlers = isHidden ? [options] : properties.flatMap((name) => flat(settingAt(options, name)));
  if (handlers.length === 0) return [];
  const on: Ref = { kind: 'library', symbol: type, type, rung: target.rung, origin: call.at[0] };
  const { at, fn } = call;
  return [{ at, kind: 'mount', path: '', on, onName: type, handlers, fn, symbol: `${type}.${properties[0] ?? ''}` }];
}

/** One mount for each plugin, below the prefix that stands beside it or in the options of all. */
function pluginsFrom(
  call: CallFact,
  model: MountModel,
  { runs, in: holds, prefix }: NonNullable<MountModel['plugin']>,
  target: LibraryTarget,
): RouteFact[] {
  const on = receiverRef(call);
  const options = call.args[model.from + 1];
  return flat(call.args[model.from]).map((given) => {
    const plugin = propertyAt(given, holds) ?? given;
    const said = (plugin === given ? undefined : settingAt(given, prefix)) ?? (options && settingAt(options, prefix));
    const isHidden = [plugin === given ? undefined : given, options].some(
      (one) => one && (one.properties === undefined || Object.hasOwn(one.properties, '...')),
    );
    const path = said ? said.text && withoutBraces(said.text) : isHidden ? undefined : '';
    return {
      at: call.at,
      kind: 'mount',
      ...(path !== undefined && { path }),
      on,
      onName: nameOf(on),
      handlers: [propertyAt(plugin, runs) ?? plugin],
      ...(path === undefined && { options: options ?? given }),
      fn: call.fn,
      symbol: target.symbol,
    };
  });
}

function methodsOf(call: CallFact, model: RouteModel): string[] {
  if (typeof model.method === 'string') return [model.method];
  const given = locate(call.args, model.method);
  const methods = given?.list
    ? given.list.flatMap((entry) => entry.text ?? [])
    : given?.text === undefined
      ? []
      : [given.text];
  return methods.length > 0 ? methods.map((method) => (method === '*' ? 'ALL' : method.toUpperCase())) : ['ALL'];
}

/** Settings the library does not know: what they put before a handler is not known either. */
function unknownSettings(options: ArgFact, known: readonly string[]): readonly ArgFact[] {
  if (!options.properties) return [options];
  return Object.entries(options.properties).flatMap(([name, { at }]) =>
    known.includes(name) ? [] : [{ at, ref: { kind: 'unknown' as const, text: name } }],
  );
}

/** A setting by its path: `options.pre`. */
export function settingAt(options: ArgFact | undefined, path: string): ArgFact | undefined {
  return path.split('.').reduce(propertyAt, options);
}

/** `/users/{id}/{rest*}` */
function withoutBraces(path: string): string {
  return path.replaceAll(/\{(\w+)(\*?)\d*\??\}/g, (_, name: string, many: string) => `${many || ':'}${name}`);
}

/** Constant paths; one `null` when the path is not known. */
function pathsOf(arg: ArgFact | undefined): (string | null)[] {
  if (arg?.list) return arg.list.map((entry) => entry.text ?? null);
  return [arg?.text ?? null];
}

function locate(
  args: readonly ArgFact[],
  place: { readonly arg: number; readonly property?: string },
): ArgFact | undefined {
  const arg = args[place.arg];
  return place.property === undefined || arg?.text !== undefined ? arg : propertyAt(arg, place.property);
}

function flat(arg: ArgFact | undefined): ArgFact[] {
  if (!arg) return [];
  return arg.list ? arg.list.flatMap(flat) : [arg];
}

/**
 * The call a method is chained to: `app.route('/x')` of `app.route('/x').get(...)`. Earlier links of the chain lead
 * there too.
 */
function innerCall(call: CallFact, calls: readonly CallFact[]): CallFact | null {
  const inside = calls.filter(
    (other) => other !== call && other.at[0] === call.at[0] && other.at[1] < call.nameRange[0],
  );
  return inside.sort((a, b) => a.at[1] - b.at[1]).find((other) => other.args[0]?.text !== undefined) ?? null;
}

function receiverRef(call: CallFact): Ref {
  if (call.receiver) return call.receiver;
  const { callee } = call;
  if ('path' in callee && callee.path && callee.path.length > 0) return { ...callee, path: callee.path.slice(0, -1) };
  return callee;
}

function nameOf(ref: Ref): string {
  switch (ref.kind) {
    case 'library':
      return ref.symbol;
    case 'import':
      return [ref.name === '*' ? ref.specifier : ref.name, ...ref.path].join('.');
    case 'member':
      return ['this', ...ref.path].join('.');
    case 'class':
      return [ref.className, ...ref.path].join('.');
    case 'unknown':
      return ref.text;
    default:
      return ref.kind;
  }
}
