import type { ArgFact, DecoratorFact, FileFacts } from '@backend-architect/analysis';
import type { ModuleEdge, Project } from '../project/types.js';
import { defineDetector, type DetectedFinding } from './define.js';
import { cycleOver, shortestCycle, strongComponents, type Graph } from './strong-components.js';

export default defineDetector({
  id: 'no-import-cycle',
  severity: 'medium',
  meta: {
    cwe: [1047],
    owasp: [],
    description: 'Modules import each other in a circle at run time.',
    impact:
      'Which module is ready first depends on who is imported first: ' +
      'a name is undefined at start-up after a harmless edit, ' +
      'and none of the modules can be tested or moved alone.',
    fix:
      'Move what both sides need into a module of its own, or pass it as a parameter; ' +
      'cut the edge that takes least.',
    refactoring:
      'Let the lower module declare an interface and the upper one fulfil it, so that imports point one way.',
  },
  *detect(project) {
    const edges = runtimeEdges(project);
    const eager = edges.filter((edge) => !edge.lazy);
    const reported = new Set<string>();
    for (const component of strongComponents(graphOf(eager))) {
      for (const file of component) reported.add(file);
      yield finding(component, eager, neededAtLoad(component, eager), project);
    }
    // A circle that is closed by a lazy import does not bite at start-up.
    for (const component of strongComponents(graphOf(edges))) {
      if (!component.some((file) => reported.has(file))) yield finding(component, edges, [], project);
    }
  },
});

/**
 * Imports that exist at run time between files that serve. What is named only inside a function given to a decorator is
 * looked up later.
 */
function runtimeEdges(project: Project): readonly ModuleEdge[] {
  const entities = new Set(project.tables.map((table) => table.file));
  return project.modules.flatMap((edge): ModuleEdge[] => {
    // A `require` inside a function is how a circle is cut in CommonJS.
    if (edge.typeOnly || edge.deferred || edge.from === edge.to || (entities.has(edge.from) && entities.has(edge.to)))
      return [];
    if (edge.names.length > 0 && edge.names.every((name) => name.used === 'none' || name.used === 'type')) return [];
    if ([edge.from, edge.to].some((file) => project.files.get(file)?.role !== 'source')) return [];
    const how = deferral(edge, project.files.get(edge.from)!);
    // Entities that name each other so are how relations are declared.
    if (how === 'relation') return [];
    // Somebody put the circle off on purpose, and nothing else of it is needed at once.
    return how === 'injection' && !edge.names.some((name) => name.atLoad) ? [] : [edge];
  });
}

/**
 * Imports inside a knot of which something is used while the modules load: each of them closes a circle that can bite.
 */
function neededAtLoad(component: readonly string[], edges: readonly ModuleEdge[]): readonly ModuleEdge[] {
  const members = new Set(component);
  return edges.filter(
    (edge) => members.has(edge.from) && members.has(edge.to) && edge.names.some((name) => name.atLoad),
  );
}

/**
 * How decorators put the names of an import off: `@Relation(() => User)`, `@Inject(later(() => Users))`; null when one
 * of them is needed at once.
 */
function deferral(edge: ModuleEdge, importer: FileFacts): 'relation' | 'injection' | null {
  const needed = edge.names
    .filter((name) => name.used === 'value' || name.used === 'construct')
    .map((name) => name.imported);
  if (needed.length === 0) return null;
  const given = importer.classes.flatMap((one) => [
    ...one.decorators,
    ...one.fields.flatMap((field) => field.decorators ?? []),
  ]);
  const named = (from: 'itself' | 'calls'): ReadonlySet<string> =>
    new Set(given.flatMap((decorator) => lateNames(decorator, from, edge.specifier, importer)));
  const direct = named('itself');
  if (needed.every((name) => direct.has(name))) return 'relation';
  const wrapped = named('calls');
  return needed.every((name) => direct.has(name) || wrapped.has(name)) ? 'injection' : null;
}

/**
 * Names of a module that functions among the arguments of a decorator give back, or of calls among them: `{ imports:
 * [later(() => Users)] }`.
 */
function lateNames(
  decorator: DecoratorFact,
  from: 'itself' | 'calls',
  specifier: string,
  importer: FileFacts,
): string[] {
  const args = from === 'itself' ? decorator.args : decorator.args.flatMap(argumentsOfCalls);
  return args.flatMap((arg) => {
    const result = arg.fn === undefined ? undefined : importer.functions.find((fn) => fn.key === arg.fn)?.result;
    return result?.kind === 'import' && result.specifier === specifier ? [result.name] : [];
  });
}

function argumentsOfCalls(arg: ArgFact): readonly ArgFact[] {
  return arg.call ?? [...(arg.list ?? []), ...Object.values(arg.properties ?? {})].flatMap(argumentsOfCalls);
}

function graphOf(edges: readonly ModuleEdge[]): Graph {
  const graph = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const targets = graph.get(from) ?? [];
    graph.set(from, targets);
    if (!targets.includes(to)) targets.push(to);
    if (!graph.has(to)) graph.set(to, []);
  }
  for (const targets of graph.values()) targets.sort();
  return graph;
}

function finding(
  component: readonly string[],
  edges: readonly ModuleEdge[],
  needed: readonly ModuleEdge[],
  project: Project,
): DetectedFinding {
  const cycle = cycleOf(component, edges, needed);
  const links = cycle.map((file, index) => edgesBetween(edges, file, cycle[(index + 1) % cycle.length]!));
  const cut = links.reduce((best, link) => (costOf(link, project) < costOf(best, project) ? link : best));
  const isFirm = costOf(cut, project) === Number.POSITIVE_INFINITY;
  const first = links[0]![0]!;
  const others = component.length - cycle.length;
  const names = [
    ...new Set(
      cut.flatMap((edge) =>
        edge.names.filter((name) => name.used === 'value' || name.used === 'construct').map((name) => name.imported),
      ),
    ),
  ]
    .filter((name) => name !== '*')
    .slice(0, 4);
  const what = names.length > 0 ? ` (${names.map((name) => `\`${name}\``).join(', ')})` : '';
  return {
    kind: 'finding',
    ruleId: 'no-import-cycle',
    severity: needed.length > 0 ? 'medium' : 'low',
    file: first.from,
    at: first.at,
    message:
      `${[...cycle, cycle[0]!].join(' -> ')} is a circle of imports` +
      `${others > 0 ? `; ${others} more modules hang in the same knot` : ''}.` +
      `${needed.length > 0 ? '' : HARMLESS}` +
      (isFirm
        ? ' Move what both sides need into a module of its own.'
        : ` The cheapest cut is the import of ${cut[0]!.to} in ${cut[0]!.from}${what}.`),
    steps: links.map(([edge]) => ({
      file: edge!.from,
      at: edge!.at,
      what:
        `imports ${edge!.to}` +
        `${edge!.lazy ? ' lazily' : needed.includes(edge!) ? ' and uses it while it loads' : ''}`,
    })),
  };
}

/** What a circle means whose imports are used later only. */
const HARMLESS =
  ' Nothing of it is used while the modules load, so it does no harm until an edit needs something there.';
const MAX_NEEDED = 100;

/** The shortest circle of a knot, over an import that is needed while the modules load where there is one. */
function cycleOf(
  component: readonly string[],
  edges: readonly ModuleEdge[],
  needed: readonly ModuleEdge[],
): readonly string[] {
  const graph = graphOf(edges);
  const over = needed
    .slice(0, MAX_NEEDED)
    .map(({ from, to }) => cycleOver(from, to, component, graph))
    .filter((cycle) => cycle.length > 0);
  return over.length === 0
    ? shortestCycle(component, graph)
    : over.reduce((best, cycle) => (cycle.length < best.length ? cycle : best));
}

function edgesBetween(edges: readonly ModuleEdge[], from: string, to: string): readonly ModuleEdge[] {
  return edges.filter((edge) => edge.from === from && edge.to === to);
}

/**
 * The importer hangs what it imports into its application: `app.use('/users', users)`. Without that nothing answers
 * there.
 */
function mounts({ from, specifier }: ModuleEdge, project: Project): boolean {
  const holds = (arg: ArgFact): boolean =>
    isFrom(arg.ref, specifier) ||
    [...(arg.call ?? []), ...(arg.list ?? []), ...Object.values(arg.properties ?? {})].some(holds);
  return project.files.get(from)?.routes.some(({ handlers }) => handlers.some(holds)) === true;
}

function isFrom(ref: ArgFact['ref'], specifier: string): boolean {
  if (ref?.kind === 'result') return isFrom(ref.of, specifier);
  return ref?.kind === 'import' && ref.specifier === specifier;
}

/** It starts the server: whatever it imports it needs. */
function isEntry(file: string, project: Project): boolean {
  return (
    project.files.get(file)?.calls.some(({ callee }) => {
      const path =
        'path' in callee && callee.path !== undefined && callee.path.length > 0
          ? callee.path
          : callee.kind === 'library'
            ? callee.symbol.split(/[.#]/)
            : [];
      return path.at(-1) === 'listen';
    }) === true
  );
}

/**
 * Few names are easier to move than many; a whole module or one imported for its effects is hardest, and what holds the
 * application together is never cut.
 */
function costOf(link: readonly ModuleEdge[], project: Project): number {
  if (link.some((edge) => mounts(edge, project) || isEntry(edge.from, project))) return Number.POSITIVE_INFINITY;
  const names = link.flatMap((edge) => edge.names);
  if (names.length === 0 || names.some((name) => name.imported === '*')) return 50;
  return names.filter((name) => name.used !== 'none' && name.used !== 'type').length;
}
