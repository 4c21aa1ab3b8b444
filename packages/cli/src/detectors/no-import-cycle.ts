import type { ModuleEdge, Project } from '../project/types.js';
import { defineDetector, type DetectedFinding } from './define.js';
import { shortestCycle, strongComponents, type Graph } from './strong-components.js';

export default defineDetector({
  id: 'no-import-cycle',
  severity: 'medium',
  meta: {
    cwe: [1047],
    owasp: [],
    description: 'Modules import each other in a circle at run time.',
    impact: 'Which module is ready first depends on who is imported first: a name is undefined at start-up after a harmless edit, and none of the modules can be tested or moved alone.',
    fix: 'Move what both sides need into a module of its own, or pass it as a parameter; cut the edge that takes least.',
    refactoring: 'Let the lower module declare an interface and the upper one fulfil it, so that imports point one way.',
  },
  *detect(project) {
    const edges = runtimeEdges(project);
    const eager = edges.filter((edge) => !edge.lazy);
    const reported = new Set<string>();
    for (const component of strongComponents(graphOf(eager))) {
      for (const file of component) reported.add(file);
      yield finding(component, eager, 'medium');
    }
    // A circle that is closed by a lazy import does not bite at start-up.
    for (const component of strongComponents(graphOf(edges))) {
      if (!component.some((file) => reported.has(file))) yield finding(component, edges, 'low');
    }
  },
});

/** Imports that exist at run time between files that serve; entities that name each other are how ORMs are told of relations. */
function runtimeEdges(project: Project): readonly ModuleEdge[] {
  const entities = new Set(project.tables.map((table) => table.file));
  return project.modules.filter((edge) => {
    if (edge.typeOnly || edge.from === edge.to || (entities.has(edge.from) && entities.has(edge.to))) return false;
    if (edge.names.length > 0 && edge.names.every((name) => name.used === 'none' || name.used === 'type')) return false;
    return [edge.from, edge.to].every((file) => project.files.get(file)?.role === 'source');
  });
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

function finding(component: readonly string[], edges: readonly ModuleEdge[], severity: 'medium' | 'low'): DetectedFinding {
  const cycle = shortestCycle(component, graphOf(edges));
  const links = cycle.map((file, index) => edgesBetween(edges, file, cycle[(index + 1) % cycle.length]!));
  const cut = links.reduce((best, link) => (costOf(link) < costOf(best) ? link : best));
  const first = links[0]![0]!;
  const others = component.length - cycle.length;
  const names = [...new Set(cut.flatMap((edge) => edge.names.map((name) => name.imported)))].filter((name) => name !== '*').slice(0, 4);
  const what = names.length > 0 ? ` (${names.map((name) => `\`${name}\``).join(', ')})` : '';
  return {
    kind: 'finding',
    ruleId: 'no-import-cycle',
    severity,
    file: first.from,
    at: first.at,
    message: `${[...cycle, cycle[0]!].join(' -> ')} is a circle of imports${others > 0 ? `; ${others} more modules hang in the same knot` : ''}. The cheapest cut is the import of ${cut[0]!.to} in ${cut[0]!.from}${what}.`,
    steps: links.map(([edge]) => ({ file: edge!.from, at: edge!.at, what: `imports ${edge!.to}${edge!.lazy ? ' lazily' : ''}` })),
  };
}

function edgesBetween(edges: readonly ModuleEdge[], from: string, to: string): readonly ModuleEdge[] {
  return edges.filter((edge) => edge.from === from && edge.to === to);
}

/** Few names are easier to move than many; a whole module or one imported for its effects is hardest. */
function costOf(link: readonly ModuleEdge[]): number {
  const names = link.flatMap((edge) => edge.names);
  if (names.length === 0 || names.some((name) => name.imported === '*')) return 50;
  return names.filter((name) => name.used !== 'none' && name.used !== 'type').length;
}
