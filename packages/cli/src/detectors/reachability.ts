/** Which queries a function reaches, by which calls, and which routes reach a function. */
import type { QueryFact } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction, Route } from '../project/types.js';

/** One call on the way from a function to what it reaches. */
export interface Hop {
  readonly call: ProjectCall;
  readonly to: ProjectFunction;
}

/** Calls a function makes by name, each with the one function it runs. A call that may run several is no path. */
export function hopsFrom(fn: ProjectFunction, project: Project): readonly Hop[] {
  return fn.calls.flatMap((call) => {
    const to = call.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
    return to && to.id !== fn.id ? [{ call, to }] : [];
  });
}

/** The first query of this kind in the function or in what it calls, nearest first; null when there is none within `depth` calls. */
export function reachedQuery(
  start: ProjectFunction, project: Project, isWanted: (query: QueryFact) => boolean, depth: number,
): { readonly hops: readonly Hop[]; readonly in: ProjectFunction; readonly query: QueryFact } | null {
  const seen = new Set<FunctionId>([start.id]);
  let level: { readonly fn: ProjectFunction; readonly hops: readonly Hop[] }[] = [{ fn: start, hops: [] }];
  for (let hop = 0; hop <= depth; hop += 1) {
    for (const { fn, hops } of level) {
      const query = fn.queries.find(isWanted);
      if (query) return { hops, in: fn, query };
    }
    level = level.flatMap(({ fn, hops }) =>
      hopsFrom(fn, project).flatMap((next) => {
        if (seen.has(next.to.id)) return [];
        seen.add(next.to.id);
        return [{ fn: next.to, hops: [...hops, next] }];
      }),
    );
  }
  return null;
}

/** Routes whose handler is this function, holds it, or runs it within `depth` calls. */
export function routesReaching(id: FunctionId, project: Project, depth: number): readonly Route[] {
  const reaching = new Set<FunctionId>([id]);
  let level: FunctionId[] = [id];
  for (let hop = 0; hop <= depth && level.length > 0; hop += 1) {
    level = level.flatMap((current) => [...project.callersOf(current).map((call) => call.from), ...outerOf(current, project)]).filter((caller) => {
      const isNew = !reaching.has(caller);
      reaching.add(caller);
      return isNew;
    });
  }
  return project.routes.filter((route) => route.handler !== null && reaching.has(route.handler));
}

function outerOf(id: FunctionId, project: Project): FunctionId[] {
  const fn = project.functions.get(id);
  const within = fn?.fact?.within;
  const outer = fn && within !== undefined && within !== -1 ? project.functionAt(fn.file, within) : undefined;
  return outer ? [outer.id] : [];
}

/** `UsersService.find`, as a sentence names it. */
export function nameOf(fn: ProjectFunction): string {
  const [first, ...rest] = fn.fact?.name.split('.') ?? [];
  if (first === undefined) return 'the module';
  return [first === 'default' ? moduleName(fn.file) : first, ...rest].join('.');
}

/** What whoever imports a module's only thing calls it: `save-order` of `src/save-order.ts`, the folder of an `index`. */
function moduleName(file: string): string {
  const [base = file, folder] = file.split('/').reverse();
  const name = base.replace(/\.[cm]?[jt]sx?$/, '');
  return name === 'index' && folder !== undefined ? folder : name;
}

/** Source whose work serves requests; tests, migrations and scripts have other rules. */
export function servesRequests(file: string, project: Project): boolean {
  return project.files.get(file)?.role === 'source';
}

/** Query this call is, when it is one. */
export function queryOfCall(fn: ProjectFunction, call: ProjectCall): QueryFact | undefined {
  return fn.queries.find((query) => query.call[0] === call.fact.at[0] && query.call[1] === call.fact.at[1]);
}

/** Table or entity in words. */
export function entityName(query: QueryFact): string {
  return query.entity === undefined ? 'the database' : `\`${query.entity}\``;
}
