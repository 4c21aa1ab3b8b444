import type { ExportFact, FileFacts, Range } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf } from '../things.js';
import type { FunctionId, Route } from '../types.js';
import { nameOf } from './chain-links.js';
import { NO_DUTIES } from './duties.js';
import type { FileRouteInput } from './file-route-input.js';
import { middlewareFiles } from './middleware-files.js';
import { routePath } from './route-path.js';
import { linkWith, settledFor, type OpenLink } from './settled-links.js';
import { insideLinks } from './walk-routers.js';

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
      const place = found?.groups?.['route'];
      if (!found || place === undefined) continue;
      const path = routePath(place);
      const before = standing.before(file.slice(0, found.index + (found[0].startsWith('/') ? 1 : 0)), path);
      for (const exported of facts.exports) {
        if (entry.exports.includes(exported.name) && !exported.typeOnly)
          routes.push(...routesOfExport(input, entry.library, facts, exported, { path, before }));
      }
    }
  }
  return routes;
}

function routesOfExport(
  input: FileRouteInput,
  library: string,
  facts: FileFacts,
  exported: ExportFact,
  { path, before }: { readonly path: string; readonly before: readonly OpenLink[] },
): Route[] {
  const { file } = facts;
  const wrapper = wrapperOf(input, facts, exported);
  const thing = exported.ref ? input.resolver.resolve(file, exported.ref) : null;
  // What a wrapper gives runs what it was given.
  const given = wrapper?.given.at(-1)?.id ?? null;
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
  const inside = insideLinks(input, handler);
  const name = handler === null ? exported.name : (functionName(input.resolver, handler) ?? exported.name);
  const methods = exported.name === 'default' ? methodsOf(facts, handler) : [exported.name];
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

/** `export const GET = withAuth(async (request) => ...)`: the call that makes the export. */
function wrapperOf(input: FileRouteInput, facts: FileFacts, exported: ExportFact): LinkedCall | null {
  if (exported.ref?.kind !== 'result') return null;
  const calls = input.callsBy.get(idOf(facts.file, -1)) ?? [];
  const { at } = exported.ref;
  const own = at && calls.find((call) => call.fact.at[0] === at[0] && call.fact.at[1] === at[1]);
  if (own) return own.given.length > 0 ? own : null;
  // The export names a binding or the call itself; the call starts there or just behind its name.
  return (
    calls.find(
      (call) => call.fact.at[0] >= exported.at[0] && call.fact.at[0] <= exported.at[1] + 60 && call.given.length > 0,
    ) ??
    calls.find((call) => call.given.length > 0 && call.fact.use === 'assigned') ??
    null
  );
}

/** A function that asks for the method is one route per method it asks for. */
function methodsOf(facts: FileFacts, handler: FunctionId | null): readonly string[] {
  const behaviour =
    handler === null ? undefined : facts.behaviours.find((candidate) => idOf(facts.file, candidate.fn) === handler);
  return behaviour?.methods ?? ['ALL'];
}

function functionName(resolver: Resolver, id: FunctionId): string | undefined {
  const at = id.lastIndexOf('#');
  return resolver.functionFact(id.slice(0, at), Number(id.slice(at + 1)))?.name;
}

function rangeOf(resolver: Resolver, handler: FunctionId | null, exported: ExportFact): Range {
  if (handler === null || exported.name !== 'default') return exported.at;
  const at = handler.lastIndexOf('#');
  return resolver.functionFact(handler.slice(0, at), Number(handler.slice(at + 1)))?.nameRange ?? exported.at;
}
