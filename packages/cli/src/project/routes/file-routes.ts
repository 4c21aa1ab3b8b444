import type { EntryPointModel, ExportFact, FileFacts, Range } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import { fileAndKey, idOf } from '../things.js';
import type { FunctionId, Route } from '../types.js';
import { nameOf } from './chain-links.js';
import { NO_DUTIES } from './duties.js';
import type { FileRouteInput } from './file-route-input.js';
import { isHandedOn } from './handed-on.js';
import { middlewareFiles } from './middleware-files.js';
import { routePath } from './route-path.js';
import { linkWith, settledFor, type OpenLink } from './settled-links.js';
import { insideLinks } from './inside-links.js';
import { runsBehind, wrapperOf } from './exported-call.js';
import { handlerArg } from './chain-links.js';

/** Routes a framework finds by the place of a file and the names it exports, as the models' entry points say. */
export function fileRoutes(input: FileRouteInput): Route[] {
  const entries = input.resolver.registry.models.flatMap((model) =>
    (model.entryPoints ?? [])
      .filter(({ kind }) => kind === undefined)
      .map((entry) => ({ ...entry, library: model.library, place: new RegExp(entry.file) })),
  );
  const routes: Route[] = [];
  const standing = middlewareFiles(input);
  for (const [file, facts] of input.resolver.files) {
    if (facts.role === 'test') continue;
    for (const entry of entries) {
      const found = entry.place.exec(file);
      if (found)
        for (const path of entry.exports) {
          const [name = '', member] = path.split('.');
          if (member !== undefined)
            routes.push(...memberRoutes(input, { name, member, library: entry.library }, facts));
        }
      const place = found?.groups?.['route'];
      if (!found || place === undefined) continue;
      const path = routePath(place);
      const before = standing.before(file.slice(0, found.index + (found[0].startsWith('/') ? 1 : 0)), path);
      for (const exported of facts.exports) {
        if (!entry.exports.includes(exported.name) || exported.typeOnly) continue;
        const said = found.groups?.['method']?.toUpperCase();
        routes.push(...routesOfExport(input, entry, facts, exported, { path, before, ...(said && { said }) }));
      }
    }
  }
  return routes;
}

/** `export default { fetch(request) {} }`, in a file that is run and that no other reads. */
function memberRoutes(
  input: FileRouteInput,
  { name, member, library }: { readonly name: string; readonly member: string; readonly library: string },
  facts: FileFacts,
): Route[] {
  const { resolver } = input;
  return facts.exports.flatMap((exported): Route[] => {
    const thing = exported.name === name && exported.ref ? resolver.resolve(facts.file, exported.ref) : null;
    const runs = thing?.kind === 'object' ? resolver.memberOf(thing, member) : null;
    if (runs?.kind !== 'function' || isRead(input, facts.file)) return [];
    const handler = idOf(runs.file, runs.fn);
    if (isHandedOn(input.callsBy, handler)) return [];
    const fact = resolver.functionFact(runs.file, runs.fn);
    return [
      {
        framework: library,
        method: 'ALL',
        path: '/:?',
        file: facts.file,
        at: fact?.nameRange ?? exported.at,
        chain: settledFor(insideLinks(input, handler), { method: 'ALL', path: '/:?', metadata: [] }),
        handler,
        handlerName: fact?.name ?? member,
        complete: false,
      },
    ];
  });
}

/** Another file that is no test imports it. */
function isRead({ resolver }: FileRouteInput, file: string): boolean {
  return [...resolver.files.values()].some(
    ({ file: from, role, imports }) =>
      from !== file &&
      role !== 'test' &&
      imports.some(({ specifier }) => {
        const thing = resolver.resolve(from, { kind: 'import', specifier, name: '*', path: [] });
        return thing?.kind === 'module' && thing.file === file;
      }),
  );
}

function routesOfExport(
  input: FileRouteInput,
  { library, madeBy, guardProperties = [] }: EntryPointModel & { readonly library: string },
  facts: FileFacts,
  exported: ExportFact,
  { path, before, said }: { readonly path: string; readonly before: readonly OpenLink[]; readonly said?: string },
): Route[] {
  const { file } = facts;
  const runs = madeBy && runsBehind(input, facts, exported, { library, madeBy });
  if (runs === null) return [];
  const { handler, name, around, inside } = exportedHandler(input, facts, exported, runs?.fn);
  const beside = guardProperties.flatMap((property) => runs?.call.fact.args[0]?.properties?.[property] ?? []);
  around.push(
    ...beside
      .flatMap((arg) => arg.list ?? [arg])
      .map((arg) => handlerArg(input.resolver, input.book, input.calls, file, arg, { as: 'unanswered' }).link),
  );
  const methods =
    said !== undefined
      ? [said]
      : exported.name === 'default' && !madeBy
        ? methodsOf(facts, handler)
        : [madeBy ? 'ALL' : exported.name];
  return methods.map((method) => ({
    framework: library,
    method,
    path,
    file,
    at: rangeOf(input.resolver, handler, exported),
    chain: settledFor([...before, ...around, ...inside], { method, path, metadata: [] }),
    handler,
    handlerName: name,
    complete: handler !== null,
  }));
}

/** What an export runs, through what is wrapped around it, and what stands there and in it. */
export function exportedHandler(
  input: FileRouteInput,
  facts: FileFacts,
  exported: ExportFact,
  madeOf?: FunctionId,
): {
  readonly handler: FunctionId | null;
  readonly name: string;
  readonly around: OpenLink[];
  readonly inside: readonly OpenLink[];
} {
  const { file } = facts;
  const wrapper = wrapperOf(input, facts, exported);
  const thing = exported.ref ? input.resolver.resolve(file, exported.ref) : null;
  // What a wrapper gives runs what it was given.
  const given = madeOf ?? wrapper?.given.at(-1)?.id ?? null;
  const handler = given ?? (thing?.kind === 'function' ? idOf(thing.file, thing.fn) : null);
  const around: OpenLink[] = [];
  if (wrapper && given !== null) {
    const [target] = wrapper.targets;
    const duties = target
      ? input.book.ofWrapper(target, wrapper.given.at(-1)?.position ?? 0, { fn: target, file, args: wrapper.fact.args })
      : wrapper.callee
        ? input.book.ofThing(wrapper.callee, 'chain')
        : NO_DUTIES;
    around.push(
      linkWith(
        {
          name: nameOf(input.resolver, wrapper.callee, { at: wrapper.fact.at }),
          file,
          at: wrapper.fact.at,
          ...(target && { fn: target }),
        },
        duties,
      ),
    );
  }
  const name = handler === null ? exported.name : (functionName(input.resolver, handler) ?? exported.name);
  return { handler, name, around, inside: insideLinks(input, handler) };
}

/** A function that asks for the method is one route per method it asks for. */
function methodsOf(facts: FileFacts, handler: FunctionId | null): readonly string[] {
  const behaviour =
    handler === null ? undefined : facts.behaviours.find((candidate) => idOf(facts.file, candidate.fn) === handler);
  return behaviour?.methods ?? ['ALL'];
}

function functionName(resolver: Resolver, id: FunctionId): string | undefined {
  return resolver.functionFact(...fileAndKey(id))?.name;
}

function rangeOf(resolver: Resolver, handler: FunctionId | null, exported: ExportFact): Range {
  if (handler === null || exported.name !== 'default') return exported.at;
  return resolver.functionFact(...fileAndKey(handler))?.nameRange ?? exported.at;
}
