/** Which routes reach a function, and what things are called in a sentence. */
import type { QueryFact } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectCall, ProjectFunction, Route } from './types.js';

export { nameOf } from './function-name.js';

/** Routes whose handler is this function, holds it, or runs it within `depth` calls. */
export function routesReaching(id: FunctionId, project: Project, depth: number): readonly Route[] {
  const reaching = new Set<FunctionId>([id]);
  let level: FunctionId[] = [id];
  for (let hop = 0; hop <= depth && level.length > 0; hop += 1) {
    level = level
      .flatMap((current) => [...project.callersOf(current).map((call) => call.from), ...outerOf(current, project)])
      .filter((caller) => {
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
