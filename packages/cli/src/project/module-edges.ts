import type { FileFacts } from '@backend-architect/analysis';
import type { Modules } from './modules.js';
import type { ModuleEdge } from './types.js';

/** Imports from one project file to another, in file and source order. Packages and missing files are no edges. */
export function moduleEdges(files: ReadonlyMap<string, FileFacts>, modules: Modules): ModuleEdge[] {
  return [...files.values()].flatMap((facts) =>
    facts.imports.flatMap((fact): ModuleEdge[] => {
      const target = modules.resolve(facts.file, fact.specifier);
      if (target.kind !== 'file' || target.file === facts.file) return [];
      const used = fact.names.filter((name) => name.used !== 'none');
      // TypeScript drops an import whose names are used only as types.
      const typeOnly =
        fact.typeOnly ||
        (fact.kind === 'static' &&
          fact.names.length > 0 &&
          used.length > 0 &&
          used.every((name) => name.typeOnly || name.used === 'type'));
      // Who holds the whole module holds what it was before `module.exports = ...` ran.
      const isReplaced =
        fact.kind === 'require' && files.get(target.file)?.exports.some(({ name }) => name === 'default') === true;
      return [
        {
          from: facts.file,
          to: target.file,
          at: fact.at,
          specifier: fact.specifier,
          typeOnly,
          lazy: fact.kind === 'dynamic' || fact.deferred === true,
          ...(fact.deferred && { deferred: true as const }),
          names: fact.names.map((name) => ({
            imported: name.imported,
            used: name.used,
            ...((name.atLoad || isReplaced) && { atLoad: true as const }),
          })),
        },
      ];
    }),
  );
}

/** What imports tell, by the file that imports or the one that is imported. */
export function grouped<Edge extends Pick<ModuleEdge, 'from' | 'to'>, Value>(
  edges: readonly Edge[],
  by: (edge: Edge) => string,
  to: (edge: Edge) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>();
  for (const edge of edges) {
    const list = found.get(by(edge));
    if (list) list.push(to(edge));
    else found.set(by(edge), [to(edge)]);
  }
  return found;
}
