/** The linked project as one file sees it: what its imports, fields and parameters are. Worked out when asked, once. */
import {
  remembered,
  memberValue,
  safe,
  type AnalysisSettings,
  type Foreign,
  type ForeignFunction,
  type Meaning,
  type ProjectView,
  type QueryFact,
  type Range,
  type Ref,
  type Value,
} from '@backend-architect/analysis';
import { matchesGlob } from '../../options/glob-pattern.js';
import type { LinkedCall } from '../call-linker.js';
import { browserFiles } from '../browser-files.js';
import { clientFiles } from '../client-packages.js';
import { bodiesOfTexts } from '../bodies-of-texts.js';
import { doesInputOutput, runsAtStartUp, startsWork } from '../io-reach.js';
import { effectsOf } from '../call-effects.js';
import { acrossFiles, instanceThing } from '../library-things.js';
import type { Modules } from '../modules.js';
import { routesReaching } from '../reachability.js';
import { reachedQuery } from '../reached-query.js';
import { requestReach } from '../request-reach.js';
import type { Resolver } from '../resolution.js';
import { answerHolding } from '../returned-values.js';
import { isForAdministrators } from '../route-privilege.js';
import { settles } from '../settling.js';
import { idOf, symbolOf, type Thing } from '../things.js';
import { pastHandles } from '../past-handles.js';
import { tornApart } from '../torn-apart.js';
import { travelsByContext } from '../travels-by-context.js';
import { endsUnheard } from '../ends-unheard.js';
import { aroundOf } from '../transaction-context.js';
import type { FunctionId, Project } from '../types.js';
import { anyFunction } from './any-function.js';
import { createCallsAt } from './calls-at.js';
import { createOutsideArguments } from './outside-arguments.js';
import { keyedRead } from './keyed-reads.js';
import { createOutsideProofs, type OutsideProofs } from './outside-proofs.js';
import { createOutsideSchemas, type OutsideSchemas } from './outside-schemas.js';
import { createOutsideScreens, type OutsideScreens } from './outside-screens.js';
import { below, createOutsideTexts, madeOf, type OutsideTexts, type TextOrigin } from './outside-texts.js';
import { createRegistrations } from './registrations-of.js';
import { createOutsideValues, type OutsideValues } from './outside-values.js';
import { createTableGrowth } from './table-growth.js';

export interface ViewInput {
  readonly resolver: Resolver;
  readonly modules: Modules;
  readonly project: Project;
  /** Every call with what it runs. */
  readonly calls: readonly LinkedCall[];
  /** Code whose work may be lost: globs. */
  readonly bestEffort: readonly string[];
  /** Tables that are declared small. */
  readonly boundedTables: readonly string[];
  /** What packages are for, by directory. */
  readonly packageRoles: NonNullable<AnalysisSettings['packageRoles']>;
}

/** Queries are looked for in what a function calls, so many calls deep. */
const QUERY_HOPS = 4;
/** Calls between a route and what it is answered with. */
const LISTING_HOPS = 4;

/** Gives the view of each file. */
export function createViews(input: ViewInput): (file: string) => ProjectView {
  const { resolver, modules, project } = input;
  const libraries: ReadonlySet<string> = new Set(backendFiles(project).flatMap((facts) => facts.libraries));
  const callAt = createCallsAt(project);
  const registrations = createRegistrations(input.calls);
  const values = createOutsideValues(project, modules, callAt);
  const ways = createOutsideArguments(project, values);
  const schemas = createOutsideSchemas(project, modules);
  const screens = createOutsideScreens(project, modules, resolver, schemas);
  const { wrap, oneOf } = wrapper(input, {
    values,
    texts: createOutsideTexts(project, modules, resolver),
    schemas,
    screens,
    proofs: createOutsideProofs(project, callAt, schemas),
  });
  const staysSmall = createTableGrowth(project, new Set(input.boundedTables.map((table) => table.toLowerCase())));
  let ofTexts: boolean | null = null;
  let ofClients: ReadonlySet<string> | null = null;
  const clients = (): ReadonlySet<string> =>
    new Set([
      ...browserFiles({ ...project, models: resolver.registry.models }),
      ...clientFiles({ ...project, packages: modules.packages, roles: input.packageRoles }),
    ]);
  let torn: ReturnType<typeof tornApart> | null = null;
  let past: ReturnType<typeof pastHandles> | null = null;
  const travels = remembered((library: string) => travelsByContext(library, resolver.registry.models, project));
  const unheard = remembered((library: string) => endsUnheard(library, resolver.registry.models, project));
  /** Where a function is registered, by itself or as the handler of a route. */
  const placesOf = (id: FunctionId): readonly { readonly file: string; readonly at: Range }[] => {
    const own = registrations(id);
    const others = project.routes.filter(
      (route) => route.handler === id && !own.some(({ file, at }) => file === route.file && at[0] === route.at[0]),
    );
    return [...own, ...others];
  };
  /** The same for everybody who imports it. */
  const exportedFrom = remembered((file: string) =>
    remembered((name: string) => {
      const origin = { kind: 'export', file, name, path: [] } as const;
      return name === '*'
        ? wrap({ kind: 'module', file }, null, origin)
        : wrap(resolver.exportOf(file, name), values.exported(file, name), origin);
    }),
  );
  return (file) => ({
    libraries,
    waits: (fn) => requestReach(idOf(file, fn), project),
    listing(fn) {
      const route = routesReaching(idOf(file, fn), project, LISTING_HOPS).find(({ method }) => method === 'GET');
      return route ? `${route.method} ${route.path}` : null;
    },
    answered(query) {
      const call = callAt(file, query);
      const fn = call && project.functions.get(call.from);
      const answer = fn && answerHolding(fn, call, project, LISTING_HOPS);
      return answer
        ? {
            route: `${answer.route.method} ${answer.route.path}`,
            isForAdministrators: isForAdministrators(answer.route, project),
            steps: answer.steps,
          }
        : null;
    },
    staysSmall,
    around(fn) {
      const found = project.functions.get(idOf(file, fn));
      return found?.fact ? aroundOf(found, project) : { transaction: 'unseen' };
    },
    namesTransactions: (library) => !travels(library),
    endsUnheard: unheard,
    get pastHandles() {
      const others = (torn ??= tornApart(project)).get(file) ?? [];
      const own = (past ??= pastHandles(project, { travels, models: resolver.registry.models })).get(file) ?? [];
      return own.filter(({ fn }) => !others.some((other) => other.fn === fn && other.callers === 'outside'));
    },
    get tornApart() {
      return (torn ??= tornApart(project)).get(file) ?? [];
    },
    passed(fn, index, path = []) {
      const found = ways.into(idOf(file, fn));
      return found.ways.length === 0
        ? null
        : { ways: found.ways.map((way) => way.given(index)), complete: found.isComplete(index, path) };
    },
    startsUp(fn) {
      const found = project.functions.get(idOf(file, fn));
      return found !== undefined && (isConstructor(found.fact?.name) || runsAtStartUp(found, project));
    },
    runs: (call) => oneOf(callAt(file, call)?.targets ?? []),
    known: (fn) => oneOf([idOf(file, fn)]),
    registrations: (fn) => registrations(idOf(file, fn)),
    screened: (fn) =>
      placesOf(idOf(file, fn))
        .filter((one) => project.files.get(one.file)?.role !== 'test')
        .map((one) => screens.within(one.file, callAt(one.file, one.at)?.fact.screens ?? [])),
    mayBeLost: mayBeLost(file, input),
    get ofClients() {
      return (ofClients ??= clients()).has(file);
    },
    get bodiesOfTexts() {
      return (ofTexts ??= bodiesOfTexts(project, modules));
    },
    imported(specifier, name) {
      const target = modules.resolve(file, specifier);
      return target.kind === 'file' ? exportedFrom(target.file)(name) : null;
    },
    own(className, member) {
      const ref: Ref = { kind: 'member', className, path: [member] };
      const thing = resolver.resolve(file, ref);
      return isOf(file, thing) && thing?.kind !== 'object' ? null : wrap(thing, null, ownOrigin(thing));
    },
    parameter(fn, index) {
      const thing = resolver.arriving({ kind: 'param', file, fn, index, path: [] });
      return isOf(file, thing) ? null : wrap(thing, null, ownOrigin(thing));
    },
  });
}

function backendFiles(project: Project): readonly { readonly libraries: readonly string[] }[] {
  return [...project.files.values()].filter(({ role }) => role !== 'test' && role !== 'client');
}

function mayBeLost(file: string, { bestEffort }: ViewInput): boolean {
  return bestEffort.some((glob) => matchesGlob(file, glob));
}

function isConstructor(name: string | undefined): boolean {
  return name?.split('.').at(-1) === 'constructor';
}

/** The file tells this itself. */
function isOf(file: string, thing: Thing | null): boolean {
  return thing !== null && 'file' in thing && thing.file === file;
}

/** What a field of this class or a parameter holds is told by the class it is an instance of. */
function ownOrigin(thing: Thing | null): TextOrigin | null {
  return thing?.kind === 'instance' ? madeOf({ kind: 'export', file: thing.file, name: thing.name, path: [] }) : null;
}

type Wrap = (thing: Thing | null, value: Value | null, origin: TextOrigin | null) => Foreign | null;

/** What other files say, by what is asked. */
interface Outside {
  readonly values: OutsideValues;
  readonly texts: OutsideTexts;
  readonly schemas: OutsideSchemas;
  readonly screens: OutsideScreens;
  readonly proofs: OutsideProofs;
}

/** Makes what a file is told of things and of functions. */
interface Wrapper {
  readonly wrap: Wrap;
  oneOf(functions: readonly FunctionId[]): ForeignFunction | null;
}

function wrapper(input: ViewInput, { values, texts, schemas, screens, proofs }: Outside): Wrapper {
  const { resolver, project } = input;
  const wrap: Wrap = (found, value, origin) => {
    // `process.env.KEY ?? 'text'` is no longer the variable alone.
    const thing = isOpaque(found) || (origin && texts.at(origin).length > 0) ? null : found;
    if (!thing && !value && !(origin && (texts.holdsAny(origin) || schemas.at(origin) || isScreen(origin))))
      return null;
    const isOpen = thing === null || thing.kind === 'object' || thing.kind === 'module';
    return {
      meaning: thing && meaningOf(thing),
      value: isOpen ? value : null,
      get admits() {
        return origin && schemas.at(origin);
      },
      get screens() {
        return origin?.kind === 'export' ? screens.exported(origin.file, origin.name, origin.path) : null;
      },
      get fn() {
        return thing && functionOf(thing);
      },
      get texts() {
        return origin ? texts.at(origin) : [];
      },
      open: isOpen,
      member: remembered((name) =>
        wrap(thing && resolver.memberOf(thing, name), memberOfValue(thing, value, name), below(origin, name)),
      ),
      called: () => wrap(thing && resolver.resultOf(thing, 'call'), null, resultOrigin(thing)),
      constructed: () => wrap(thing && resolver.resultOf(thing, 'new'), null, madeOf(origin)),
      instance: () => wrap(thing && instanceOf(thing), null, madeOf(origin)),
    };
  };

  const isScreen = (origin: TextOrigin): boolean =>
    origin.kind === 'export' && screens.exported(origin.file, origin.name, origin.path) !== null;

  const memberOfValue = (thing: Thing | null, value: Value | null, name: string): Value | null => {
    if (thing?.kind === 'module') return values.exported(thing.file, name);
    if (!value) return null;
    if (value.properties) return Object.hasOwn(value.properties, name) ? memberValue(value, name) : null;
    return value.taint === 'safe' ? safe() : null;
  };

  const instanceOf = (thing: Thing): Thing | null => {
    switch (thing.kind) {
      case 'class':
        return { kind: 'instance', file: thing.file, name: thing.name };
      case 'library':
        return instanceThing(resolver.registry, thing);
      case 'interface':
        return resolver.classes.implementationsOf(thing, resolver).length > 0 ? thing : null;
      case 'function':
        return resolver.resultOf(thing, 'new');
      case 'typed':
        return thing.value;
      default:
        return thing;
    }
  };

  const resultOrigin = (thing: Thing | null): TextOrigin | null => {
    const called = thing?.kind === 'module' ? resolver.exportOf(thing.file, 'default') : thing;
    return called?.kind === 'function' ? { kind: 'result', fn: idOf(called.file, called.fn), path: [] } : null;
  };

  const functionOf = (thing: Thing): ForeignFunction | null => {
    if (thing.kind === 'module') {
      const main = resolver.exportOf(thing.file, 'default');
      return main && main.kind !== 'module' ? functionOf(main) : null;
    }
    if (thing.kind !== 'any-of') return thing.kind === 'function' ? foreignFunction(idOf(thing.file, thing.fn)) : null;
    const each = thing.things.map(functionOf);
    return each.every((fn) => fn !== null) ? anyFunction(each) : null;
  };

  const oneOf = (ids: readonly FunctionId[]): ForeignFunction | null => {
    const each = ids.map(foreignFunction);
    return each.every((fn) => fn !== null) ? anyFunction(each) : null;
  };

  const foreignFunction = remembered((id: FunctionId): ForeignFunction | null => {
    const fn = project.functions.get(id);
    if (!fn?.fact) return null;
    const { key, name, async, gives, visibility, hashes } = fn.fact;
    const isRead = visibility === 'exported' || visibility === 'public';
    return {
      key,
      name,
      async,
      ...(gives && { gives }),
      hashes: (hashes ?? []).map((hash) => ({ ...hash, file: fn.file })),
      get proves() {
        return proofs.provedBy(id);
      },
      weighs: (index) => (isRead ? proofs.isWeighedBy(id, index) : null),
      looksUp: (index) => (isRead ? proofs.looksUp(id, index) : null),
      get returnsPromise() {
        return startsWork(fn, project);
      },
      get settles() {
        return settles(id, project);
      },
      get doesInputOutput() {
        return doesInputOutput(fn, project);
      },
      get onlyReads() {
        const reaches = (isWanted: (query: QueryFact) => boolean): boolean =>
          reachedQuery(fn, project, isWanted, QUERY_HOPS) !== null;
        return reaches(() => true) && !reaches(({ operation }) => operation !== 'read');
      },
      get work() {
        const { leaves, writes } = effectsOf(id, project);
        return { leaves, writes: [...writes].sort() };
      },
      reads: (given) => keyedRead(fn, given, project),
      mayBeLost: mayBeLost(fn.file, input),
      declared: { file: fn.file, at: fn.fact.nameRange },
      get screens() {
        return screens.within(fn.file, fn.fact?.screens ?? []);
      },
      get makes() {
        return fn.fact?.makes ? screens.made(fn.file, fn.fact.makes) : null;
      },
      get returns() {
        return values.returned(id);
      },
    };
  });
  return { wrap, oneOf };
}

/** Things that say nothing to a file: what it is called with, what no model knows. */
function isOpaque(thing: Thing | null): boolean {
  return (
    thing === null ||
    thing.kind === 'param' ||
    thing.kind === 'package' ||
    thing.kind === 'made' ||
    thing.kind === 'type-param'
  );
}

function meaningOf(thing: Thing): Meaning | null {
  if (thing.kind === 'any-of') {
    // Several origins of one kind of thing; what may be this or that is neither.
    const [first, ...others] = thing.things.map(meaningOf);
    if (!first) return null;
    return others.every((other) => other !== null && symbolOf(other) === symbolOf(first))
      ? first
      : commonBase([first, ...others]);
  }
  const across = acrossFiles(thing);
  return across.kind === 'library' ? across.meaning : null;
}

/** A client or a transaction of it: what all of them are. */
function commonBase(meanings: readonly (Meaning | null)[]): Meaning | null {
  const types = meanings.flatMap((meaning) => (meaning?.kind === 'instance' ? [meaning.ref] : []));
  const base =
    types.length === meanings.length
      ? types.find((type) =>
          types.every(
            (other) =>
              other.model.library === type.model.library &&
              (other.name === type.name || other.type.extends === type.name),
          ),
        )
      : undefined;
  return base ? { kind: 'instance', ref: { ...base, rung: 3 } } : null;
}
