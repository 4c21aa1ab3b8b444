import type { Policy } from '../options/config.js';
import type { ModuleEdge, Project } from '../project/types.js';
import { defineDetector, type Contract, type Detected, type DetectedQuestion } from './define.js';
import { isNorm, type Custom } from './majority.js';
import { facesClients, holdsData, layersOf, type Layer } from './module-layers.js';

/** Below this many files layers are an idea, not a custom. */
const FEWEST_FILES = 12;

export default defineDetector({
  id: 'no-layer-violation',
  severity: 'medium',
  meta: {
    cwe: [1061],
    owasp: [],
    description:
      'A module reaches past the layer that the rest of the project goes through, ' +
      'or back up to one that depends on it.',
    impact:
      'Rules that live in the layer between are not applied on this path, ' +
      'and a change of the inner layer reaches the outer one at once.',
    fix: 'Go through the layer the other modules use; move what is needed there.',
    refactoring: "Write the project's layers down in `policy.layers` so that every new edge is compared with them.",
  },
  *detect(project, policy) {
    if (project.files.size < FEWEST_FILES) return;
    const layers = layersOf(project, policy);
    const crossings = project.modules.flatMap((edge): Crossing[] => {
      const from = layers.get(edge.from);
      const to = layers.get(edge.to);
      const way = from && to ? wayOf(from, to) : null;
      return from && to && way ? [{ edge, from, to, way }] : [];
    });
    const told = new Set<string>();
    for (const crossing of crossings) {
      const key = `${crossing.edge.from}>${crossing.to.name}`;
      const custom = customAgainst(crossing, crossings, layers, project);
      if (told.has(key) || !(policy.layers || isNorm(custom))) continue;
      told.add(key);
      yield judged(crossing, custom, project, policy);
    }
  },
});

interface Crossing {
  readonly edge: ModuleEdge;
  readonly from: Layer;
  readonly to: Layer;
  readonly way: 'up' | 'past';
}

function wayOf(from: Layer, to: Layer): Crossing['way'] | null {
  if (holdsData(from) && holdsData(to)) return null;
  if (from.rank > to.rank) return 'up';
  return facesClients(from) && holdsData(to) ? 'past' : null;
}

/**
 * How many modules of the importer's layer do without such an edge. Past a layer: only those that go through one count
 * as proof of a layer.
 */
function customAgainst(
  { from, to, way }: Crossing,
  crossings: readonly Crossing[],
  layers: ReadonlyMap<string, Layer>,
  project: Project,
): Custom {
  const members = [...layers].filter(([, layer]) => layer === from || layer.name === from.name).map(([file]) => file);
  const reaching = (other: string): boolean =>
    way === 'past'
      ? other === to.name || crossings.some((one) => one.to.name === other && one.way === 'past')
      : other === to.name;
  const breakers = new Set(
    crossings
      .filter(
        (one) =>
          one.from.name === from.name && one.way === way && !isErased(one.edge, project) && reaching(one.to.name),
      )
      .map((one) => one.edge.from),
  );
  if (way === 'past') {
    const throughLayer = new Set(
      project.modules
        .filter((edge) => layers.get(edge.from)?.name === from.name && between(layers.get(edge.to), from, to))
        .map((edge) => edge.from),
    );
    if (throughLayer.size < 3 || [...throughLayer].filter((file) => !breakers.has(file)).length < 3 * breakers.size)
      return { keepers: 0, of: members.length };
  }
  return { keepers: members.length - breakers.size, of: members.length };
}

function between(layer: Layer | undefined, from: Layer, to: Layer): boolean {
  return layer !== undefined && layer.rank > from.rank && layer.rank < to.rank;
}

function judged(crossing: Crossing, custom: Custom, project: Project, policy: Policy): Detected {
  const { edge, from, to, way } = crossing;
  const norm = policy.layers
    ? 'The declared layers do not allow it'
    : `${custom.keepers} of ${custom.of} modules of ${from.name} do without`;
  const what = way === 'up' ? `reaches back up to ${to.name}` : `goes straight to ${to.name}`;
  const innocent = innocence(crossing, project);
  if (innocent.why.length > 0) return question(crossing, norm, what, innocent, project);
  return {
    kind: 'finding',
    ruleId: 'no-layer-violation',
    severity: 'medium',
    file: edge.from,
    at: edge.at,
    message: `${edge.from} belongs to ${from.name} and ${what} (${edge.to}). ${norm}.`,
    steps: [{ file: edge.from, at: edge.at, what: `imports ${edge.to} at run time` }],
  };
}

interface Innocence {
  readonly why: readonly string[];
  readonly contracts: readonly Contract[];
}

/** What would make the edge harmless: each reason with the contract that proves it. */
function innocence({ edge }: Crossing, project: Project): Innocence {
  const { from, to } = edge;
  const candidates: readonly (readonly [boolean, string, Contract])[] = [
    [
      isErased(edge, project),
      'the import is type-only',
      {
        id: 'no-runtime-imports',
        requires: [{ predicate: 'no_runtime_imports', from, to }],
        reason: 'the import is gone at run time',
      },
    ],
    [
      project.files.get(to)?.onlyTypes ?? false,
      'the target exports only types',
      {
        id: 'exports-only-types',
        requires: [{ predicate: 'exports_only_types', file: to }],
        reason: 'the target declares types and nothing else',
      },
    ],
    [
      edge.names.some((name) => name.used === 'construct') && edge.names.every((name) => name.used !== 'value'),
      'the importer only constructs and passes on',
      {
        id: 'composition-root',
        requires: [{ predicate: 'is_composition_root', file: from }],
        reason: 'the importer only wires parts together',
      },
    ],
  ];
  const met = candidates.filter(([holds]) => holds);
  return { why: met.map(([, why]) => why), contracts: met.map(([, , contract]) => contract) };
}

/** Gone after compilation. Where decorators inject by type, the type of a field is a dependency at run time. */
function isErased(edge: ModuleEdge, project: Project): boolean {
  const importer = project.files.get(edge.from);
  const fact = importer?.imports.find((one) => one.at[0] === edge.at[0]);
  if (fact?.typeOnly) return true;
  if (!edge.typeOnly) return false;
  const locals = new Set(fact?.names.filter((name) => !name.typeOnly).map((name) => name.imported));
  return !importer?.classes.some(
    (one) =>
      one.decorators.length > 0 &&
      one.fields.some(
        (field) =>
          field.type?.kind === 'import' && field.type.specifier === edge.specifier && locals.has(field.type.name),
      ),
  );
}

function question(
  { edge, from, to, way }: Crossing,
  norm: string,
  what: string,
  innocent: Innocence,
  project: Project,
): DetectedQuestion {
  const example = project.modules.find((one) => one.from !== edge.from && one.to === edge.to && !one.typeOnly);
  return {
    kind: 'question',
    ruleId: 'no-layer-violation',
    version: 1,
    severity: 'medium',
    file: edge.from,
    at: edge.at,
    question: `Is it a real dependency that ${edge.from} (${from.name}) ${what} (${edge.to})?`,
    whyAmbiguous: innocent.why,
    evidence: [
      { role: 'subject', file: edge.from, at: edge.at, what: `imports ${edge.to}` },
      ...(example
        ? [
            {
              role: 'sibling-that-conforms' as const,
              file: example.from,
              at: example.at,
              what: `imports ${edge.to} from ${way === 'up' ? 'its own side' : 'the layer between'}`,
            },
          ]
        : []),
    ],
    contracts: innocent.contracts,
    facts: [
      { predicate: 'imports', args: { from: edge.from, to: edge.to, type_only: edge.typeOnly }, value: true },
      { predicate: 'custom', args: { layer: from.name, towards: to.name }, value: norm },
    ],
  };
}
