import { registryOf, transactionOf, type FunctionKey, type TransactionFact } from '@backend-architect/analysis';
import { createCallGraph } from './call-graph.js';
import { linkAgain, linkCalls, linkedQueries, projectCallsOf, type LinkedCall } from './call-linker.js';
import { createClassTree } from './class-tree.js';
import { deployedFunctions } from './deployed/deployed-functions.js';
import { deployedParameters } from './deployed/deployed-parameters.js';
import { deployedRoutes } from './deployed/deployed-routes.js';
import { decoratedTransactions } from './decorated-transactions.js';
import { entryTable } from './entries/entry-table.js';
import { mutationRoute } from './entries/mutation-route.js';
import { handsClient } from './handed-clients.js';
import { runsAtStartUp } from './io-reach.js';
import type { LinkInput } from './link-input.js';
import { moduleEdges } from './module-edges.js';
import { createModules } from './modules.js';
import { createParameters } from './parameter-oracle.js';
import { providedBy } from './provisions.js';
import { createResolver } from './resolver.js';
import type { Resolver } from './resolution.js';
import { serviceParameters } from './routes/service-parameters.js';
import { routeTable } from './routes/route-table.js';
import { shippedSettings } from './shipped-settings.js';
import { tablesOf } from './tables/tables.js';
import { idOf } from './things.js';
import type { FunctionId, Project, ProjectFunction } from './types.js';
import { createViews } from './view/project-view.js';
import { wrappedTransactions } from './wrapped-transactions.js';

/** Parameters of functions are known after their callers, and those may hang on parameters again. */
const ROUNDS = 3;

/**
 * Links the facts of all files into one project: modules, call graph, routes, tables. Pure apart from resolving imports
 * on disk.
 */
export function linkProject(input: LinkInput): Project {
  const files = new Map(
    [...input.files].sort((a, b) => (a.file < b.file ? -1 : 1)).map((facts) => [facts.file, facts]),
  );
  const registry = registryOf(input.settings);
  const modules = createModules(input.root, new Set(files.keys()));
  const provisions = { of: (_token: string) => null as ReturnType<ReturnType<typeof providedBy>> };
  const classes = createClassTree(files, modules, () => (token) => provisions.of(token));
  let resolver: Resolver;
  const parameters = createParameters(() => resolver);
  resolver = createResolver(files, modules, registry, classes, parameters.oracle);
  provisions.of = providedBy(files, resolver);

  const deploying = deployedFunctions({ resolver, modules, documents: input.deploys ?? [] });
  let linked = linkCalls(resolver, files);
  for (let round = 1; round < ROUNDS; round += 1) {
    const before = linked.filter(isResolved).length;
    parameters.learn(
      linked,
      new Map([...deployedParameters(resolver, linked, deploying(linked)), ...serviceParameters(resolver, linked)]),
    );
    linked = linkAgain(resolver, linked);
    if (linked.filter(isResolved).length === before) break;
  }

  const byFile = groupBy(linked, (call) => call.file);
  const functions = functionsOf(files, byFile);
  const opened = [...files.values()].flatMap((facts) => {
    const found = new Map(facts.transactions.map((transaction) => [transaction.at.join(':'), transaction]));
    for (const { fact, target } of byFile.get(facts.file) ?? []) {
      const at = fact.at.join(':');
      // What a file took a client for by its name may be another. A statement that begins one by its text is a query.
      if (!target || found.get(at)?.symbol === target.symbol) continue;
      const transaction = transactionOf(fact, target, facts.functions);
      if (transaction) found.set(at, transaction);
      else if (!target.call.query) found.delete(at);
    }
    return [...found.values()]
      .sort((a, b) => a.at[0] - b.at[0])
      .map((transaction): TransactionFact & { readonly file: string } => ({ ...transaction, file: facts.file }));
  });
  const graph = createCallGraph(functions, files.values());
  const callsBy = groupBy(linked, (call) => idOf(call.file, call.fact.fn));
  const reached = [...opened, ...wrappedTransactions(opened, functions, graph.callersOf)];
  const transactions = [...reached, ...decoratedTransactions(reached, { files, functions, resolver, callsBy })];
  const deployed = deploying(linked);
  const { routes, controllers, written } = routeTable({
    resolver,
    calls: linked,
    callsBy,
    deployed: (found) => deployedRoutes(found, deployed),
    shipped: shippedSettings(input.root, files),
  });
  let served: ReadonlySet<FunctionId> | null = null;
  let entries: Project['entries'] | null = null;
  let operations: Project['operations'] | null = null;
  let views: ReturnType<typeof createViews> | null = null;
  const project: Project = {
    files,
    functions,
    classes: classes.all,
    modules: moduleEdges(files, modules),
    ...(input.deploys && { deploys: input.deploys }),
    routes,
    get entries() {
      return (entries ??= entryTable({
        resolver,
        calls: linked,
        callsBy,
        routes,
        deployed,
        schemas: input.schemas ?? [],
        controllers,
        textOf: written.textOf,
        startsUp({ file, fact }) {
          const fn = functions.get(idOf(file, fact.fn));
          return fn !== undefined && runsAtStartUp(fn, project);
        },
      }));
    },
    get operations() {
      return (operations ??= [...routes, ...project.entries.flatMap((entry) => mutationRoute(entry) ?? [])]);
    },
    tables: tablesOf({ schemas: input.schemas ?? [], calls: linked, callsBy, resolver }),
    transactions,
    callersOf: graph.callersOf,
    callersVisible: (id) => graph.callersVisible(id, (served ??= servedBy(routes))),
    functionAt: (file: string, key: FunctionKey) => functions.get(idOf(file, key)),
    handsClient: (call, index) => handsClient(resolver, call, index),
    viewOf: (file) =>
      (views ??= createViews({
        resolver,
        modules,
        project,
        calls: linked,
        bestEffort: input.policy?.bestEffort ?? [],
        boundedTables: Object.keys(input.policy?.boundedTables ?? {}),
        packageRoles: input.settings?.packageRoles ?? {},
      }))(file),
  };
  return project;
}

/** Functions that a framework runs for a route; their callers are the routes. */
function servedBy(routes: Project['routes']): ReadonlySet<FunctionId> {
  const all = routes.flatMap((route) => [route.handler, ...route.chain.map((link) => link.fn)]);
  return new Set(all.filter((fn): fn is FunctionId => fn !== null && fn !== undefined));
}

function isResolved(call: LinkedCall): boolean {
  return call.callee !== null && call.callee.kind !== 'param';
}

function groupBy<Key>(calls: readonly LinkedCall[], keyOf: (call: LinkedCall) => Key): Map<Key, LinkedCall[]> {
  const groups = new Map<Key, LinkedCall[]>();
  for (const call of calls) {
    const key = keyOf(call);
    const group = groups.get(key);
    if (group) group.push(call);
    else groups.set(key, [call]);
  }
  return groups;
}

function functionsOf(
  files: Project['files'],
  byFile: ReadonlyMap<string, readonly LinkedCall[]>,
): Map<FunctionId, ProjectFunction> {
  const functions = new Map<FunctionId, ProjectFunction>();
  for (const facts of files.values()) {
    const calls = byFile.get(facts.file) ?? [];
    const queries = linkedQueries(facts, calls);
    const callsBy = new Map<number, LinkedCall[]>();
    for (const call of calls) {
      const list = callsBy.get(call.fact.fn);
      if (list) list.push(call);
      else callsBy.set(call.fact.fn, [call]);
    }
    for (const fact of [null, ...facts.functions]) {
      const key = fact?.key ?? -1;
      const id = idOf(facts.file, key);
      functions.set(id, {
        id,
        file: facts.file,
        fact,
        calls: (callsBy.get(key) ?? []).flatMap(projectCallsOf),
        queries: queries.filter((query) => query.fn === key),
        behaviour: facts.behaviours.find((behaviour) => behaviour.fn === key) ?? null,
      });
    }
  }
  return functions;
}
