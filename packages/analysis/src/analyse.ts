import type { TSESTree } from '@typescript-eslint/types';
import type {
  AnalysisSettings,
  CallNode,
  FileAnalysis,
  FunctionNode,
  Hazard,
  LibraryCall,
  Node,
  NodeOfType,
  NodeType,
  Sink,
  SourceInput,
} from './vocabulary/analysis.js';
import type { SymbolRef } from './vocabulary/symbol-refs.js';
import type { HazardKind, SinkKind } from './vocabulary/concepts.js';
import { indexCalls, type CallIndex } from './domain/calls/call-index.js';
import { isFilledLater } from './domain/calls/filled-later.js';
import { promiseUse } from './domain/promises/promise-use.js';
import { assignedSinks } from './domain/calls/assigned-sinks.js';
import { hazardsOf } from './domain/calls/hazards.js';
import { sinksOf } from './domain/calls/sinks.js';
import { createCallSites } from './flow/call-sites.js';
import { madeScreens, screensBy, screensOf } from './flow/schemas/screens.js';
import { passedPart } from './flow/schemas/passed-schema.js';
import { screensAt } from './flow/schemas/screens-before.js';
import { isBehindUnseenSchema, unseenFor, valueFor } from './flow/callers.js';
import { createEngine } from './flow/engine.js';
import { proofsOf } from './guards/proofs-of.js';
import { lookedUpBy } from './guards/lookup-work.js';
import { weighedBy } from './guards/weighed-arguments.js';
import { judge } from './flow/lattice.js';
import { admittedBy } from './flow/schemas/admitted-by.js';
import { admittedByClass } from './flow/schemas/class-schema.js';
import { fileRole } from './packages/file-role.js';
import { packageRoleOf } from './packages/package-role.js';
import type { LibraryModel } from './vocabulary/library-model.js';
import { builtInModels } from './models/registry.js';
import { decoratorUses } from './symbols/decorators.js';
import { beginsWith, entryPointsHere, exportPaths, isNamedSo, runsAsOf } from './symbols/entry-places.js';
import type { Face } from './symbols/faces.js';
import { closedBranches } from './symbols/closed-code.js';
import { createRegistry, type ModelRegistry } from './symbols/model-registry.js';
import { parentCall } from './symbols/call-meaning.js';
import { callable } from './symbols/callable.js';
import { createResolver } from './symbols/resolver.js';
import { createVariables, withoutReferences, type Variables } from './symbols/variables.js';
import { enclosingFunction, isClass, isFunction, symbolPath } from './syntax/functions.js';
import { propertyOf, textOf } from './syntax/keys.js';
import { indexNodes, within, withoutBranches, type NodeIndex } from './syntax/node-index.js';
import { bare } from './syntax/wrappers.js';

const CALL_TYPES = ['CallExpression', 'NewExpression', 'TaggedTemplateExpression'] as const;

/**
 * Analysis of one file. Nothing is computed until it is asked for; every answer is memoised for the life of the object.
 */
export function analyse(input: SourceInput): FileAnalysis {
  const { file, text, ast } = input;
  const settings = input.settings ?? {};
  const registry = registryOf(settings);
  const lazy = memoise();
  const written = (): NodeIndex => lazy('written', () => indexNodes(ast, input.visitorKeys));
  const declared = createVariables(input.scopeManager);
  const closed = (): readonly Node[] =>
    lazy('closed', () => closedBranches(written(), { variables: declared, project: input.project ?? null }));
  const index = (): NodeIndex => lazy('index', () => withoutBranches(written(), closed()));
  const starts = (): Map<number, Node> =>
    lazy(
      'functions',
      () =>
        new Map(
          ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']
            .flatMap((type) => index().ofType(type))
            .map((node) => [node.range[0], node]),
        ),
    );
  const imported = (): ReadonlySet<string> =>
    lazy('imported', () => new Set(importedModels(index(), registry).map((model) => model.library)));
  let live: Variables | null = null;
  const variables: Variables = { of: (name) => (live ??= withoutReferences(declared, within(closed()))).of(name) };
  const resolver = createResolver({
    registry,
    variables,
    file,
    versions: settings.versions ?? {},
    project: input.project ?? null,
    imported,
    functionAt: (start) => {
      const node = starts().get(start);
      return isFunction(node) ? node : null;
    },
  });
  const callSites = lazy('sites', () => {
    let build: ReturnType<typeof createCallSites> | null = null;
    return (fn: Parameters<ReturnType<typeof createCallSites>>[0]) =>
      (build ??= createCallSites(resolver, index()))(fn);
  });
  const engine = createEngine(resolver, text, callSites, (type) => index().ofType(type));
  const calls = new Map<Node, LibraryCall | null>();
  const callIndex = (): CallIndex =>
    lazy('call index', () =>
      indexCalls(
        index(),
        registry,
        () => new Set([...imported(), ...(input.project?.libraries ?? [])]),
        input.project !== undefined,
      ),
    );
  const callsOf = (face: Face): LibraryCall[] =>
    callIndex()
      .candidates(face)
      .map((node) => analysis.libraryCall(node))
      .filter((call) => call !== null);

  // What a plugin takes arrives with the call that is handed it.
  const withPlugins = (found: readonly LibraryCall[], kind: SinkKind): readonly LibraryCall[] => {
    const takes = analysis.libraries.some(({ exports }) =>
      exports.default?.call?.sinks?.some((sink) => sink.handed && sink.kind === kind),
    );
    return takes
      ? [...new Set([...found, ...analysis.callsWith('mount')])].sort((a, b) => a.node.range[0] - b.node.range[0])
      : found;
  };

  const analysis: FileAnalysis = {
    file,
    text,
    ast,
    get comments() {
      return lazy('comments', () => input.comments);
    },
    get role() {
      return lazy('role', () => {
        const role = fileRole(file, text, packageRoleOf(file, settings.packageRoles ?? {}));
        return role === 'source' && input.project?.ofClients ? 'client' : role;
      });
    },
    get libraries() {
      return lazy('libraries', () => importedModels(index(), registry));
    },
    get installed() {
      return lazy('installed', () =>
        registry.models.filter(({ library }) => Object.hasOwn(settings.versions ?? {}, library)),
      );
    },
    isAssumed: (model) => registry.assumed.has(model),
    nodes: <T extends NodeType>(...types: T[]) => {
      const [only] = types;
      const found =
        types.length === 1 && only
          ? index().ofType(only)
          : lazy(`nodes ${types.join(' ')}`, () => index().ofTypes(types));
      return found as readonly NodeOfType<T>[];
    },
    written: <T extends NodeType>(...types: T[]) =>
      lazy(`written ${types.join(' ')}`, () => written().ofTypes(types)) as readonly NodeOfType<T>[],
    variableOf: (identifier) => variables.of(identifier),
    functionOf: (node) => enclosingFunction(node),
    localFunctionOf: (expression) => resolver.localFunction(expression),
    callsTo: (fn) => lazy('calls to', () => localCalls(analysis)).get(fn) ?? [],
    symbolPath: (node) => symbolPath(node),
    symbolOf(expression) {
      const meaning = resolver.meaningOf(expression);
      return meaning?.kind === 'member' ? meaning.ref : null;
    },
    typeOf: (expression) => resolver.instanceOf(expression),
    libraryCall(node) {
      const plain = bare(node);
      const known = calls.get(plain);
      if (known !== undefined) return known;
      const found = libraryCallOf(plain, (callee, form) =>
        callee.type === 'Super' ? parentCall(resolver, callee) : callable(resolver, callee, form),
      );
      calls.set(plain, found);
      return found;
    },
    callsNamed: (...names) => callIndex().named(names),
    get libraryCalls() {
      return lazy('calls', () =>
        analysis
          .nodes(...CALL_TYPES)
          .map((node) => analysis.libraryCall(node))
          .filter((call): call is LibraryCall => call !== null),
      );
    },
    callsWith: (face) => lazy(`calls with ${face}`, () => callsOf(face).filter(({ call }) => call[face] !== undefined)),
    callsThatMake: (trait) =>
      lazy(`calls that make ${trait}`, () =>
        callsOf(`makes:${trait}`).filter(({ node }) => analysis.typeOf(node)?.type[trait] !== undefined),
      ),
    callsThatTake: (kind: SinkKind) =>
      lazy(`calls that take ${kind}`, () => withPlugins(callsOf(`sink:${kind}`), kind)),
    callsThatLend: () => lazy('calls that lend', () => callsOf('makes:resource')),
    sinks: (kind: SinkKind): readonly Sink[] =>
      lazy(`sinks ${kind}`, () => analysis.callsThatTake(kind).flatMap((call) => sinksOf(analysis, call, kind))),
    assignedSinks: (kind: SinkKind) =>
      lazy(`assigned ${kind}`, () => assignedSinks(analysis, kind, registry.faces.assigned)),
    decoratorsOf: (node) =>
      decoratorUses(resolver, (node as { decorators?: readonly TSESTree.Decorator[] }).decorators ?? []),
    valueOf: (expression) => engine.valueOf(expression),
    valueFor: (expression, kind, how) => valueFor(engine, expression, kind, how),
    unseenFor: (value, kind) => unseenFor(engine, value, kind),
    isBehindUnseenSchema: (value, kind) => isBehindUnseenSchema(engine, value, kind),
    judge: (value, kind) => judge(value, kind),
    hazards: (kind: HazardKind): readonly Hazard[] =>
      lazy(`hazards ${kind}`, () => callsOf(`hazard:${kind}`).flatMap((call) => hazardsOf(analysis, call, kind))),
    optionOf(call, arg, property) {
      const node = 'node' in call ? call.node : call;
      const argument = node.type === 'TaggedTemplateExpression' ? undefined : node.arguments[arg];
      return argument ? optionIn(analysis, argument, property) : null;
    },
    useOf: (call) => promiseUse(resolver, call),
    foreignOf(expression) {
      const meaning = input.project ? resolver.meaningOf(expression) : null;
      return meaning?.kind === 'foreign' ? meaning.of : null;
    },
    calleeOf(call) {
      const fn = input.project ? resolver.localFunction(call.callee) : null;
      return fn
        ? analysis.knownOf(fn)
        : (analysis.foreignOf(call.callee)?.fn ?? input.project?.runs(call.range) ?? null);
    },
    knownOf: (fn) => input.project?.known(fn.range[0]) ?? null,
    transactionAround(node) {
      const fn = enclosingFunction(node);
      return (fn && input.project?.around(fn.range[0])) ?? { transaction: 'unseen' };
    },
    namesTransactions: ({ library }) => input.project?.namesTransactions(library) ?? false,
    endsUnheard: ({ library }) => input.project?.endsUnheard(library) ?? false,
    get pastHandles() {
      return input.project?.pastHandles ?? [];
    },
    get tornApart() {
      return input.project?.tornApart ?? [];
    },
    waitsFor(node) {
      const fn = enclosingFunction(node);
      return input.project ? (fn ? input.project.waits(fn.range[0]) : 'background') : null;
    },
    listingFor(node) {
      const fn = enclosingFunction(node);
      return (fn && input.project?.listing(fn.range[0])) ?? null;
    },
    answeredBy: (query) => input.project?.answered(query.range) ?? null,
    staysSmall: (table) => input.project?.staysSmall(table) ?? false,
    get mayBeLost() {
      return input.project?.mayBeLost ?? false;
    },
    registrationsOf: (fn) => input.project?.registrations(fn.range[0]) ?? [],
    startsUp(node) {
      const fn = enclosingFunction(node);
      return fn !== null && (input.project?.startsUp(fn.range[0]) ?? false);
    },
    summaryOf: (fn) => engine.returnsOf(fn),
    admittedBy: (schema) => (isClass(schema) ? admittedByClass(engine, schema) : admittedBy(engine, schema)),
    screens: {
      of: (fn) => screensOf(engine, fn),
      madeBy: (fn) => madeScreens(engine, fn),
      by: (value) => screensBy(engine, value),
      before: ({ node, call }) =>
        node.type === 'CallExpression' ? screensAt(engine, { call: node, model: call }, null) : [],
    },
    entries: {
      get points() {
        return entryPointsHere(resolver);
      },
      of: (fn) => runsAsOf(resolver, fn),
      begins: (directive) => beginsWith(ast, directive),
      isNamedSo,
      exportedAs: (value) => exportPaths(resolver, value),
    },
    argumentsOf: (fn) => ({
      proves: proofsOf(resolver, fn, (passed) => passedPart(engine, passed)),
      weighs: weighedBy(resolver, fn),
      looksUp: lookedUpBy(resolver, fn),
    }),
  };
  return analysis;
}

/** Calls of functions of this file, by function. */
function localCalls(file: FileAnalysis): ReadonlyMap<FunctionNode, readonly TSESTree.CallExpression[]> {
  const found = new Map<FunctionNode, TSESTree.CallExpression[]>();
  for (const call of file.nodes('CallExpression')) {
    const fn = file.localFunctionOf(call.callee);
    if (!fn) continue;
    const known = found.get(fn);
    if (known) known.push(call);
    else found.set(fn, [call]);
  }
  return found;
}

/** Property of an object expression, through const hops; 'unknown' when the object cannot be seen whole. */
function optionIn(analysis: FileAnalysis, argument: Node, property: string): TSESTree.Expression | null | 'unknown' {
  let plain = bare(argument);
  let mayGain = false;
  for (let hops = 0; plain.type === 'Identifier' && hops < 4; hops += 1) {
    const variable = analysis.variableOf(plain);
    const definition = variable?.defs[0]?.node as Node | undefined;
    if (
      !variable ||
      definition?.type !== 'VariableDeclarator' ||
      !definition.init ||
      definition.id.type !== 'Identifier'
    )
      return 'unknown';
    mayGain ||= isFilledLater(variable, property);
    plain = bare(definition.init);
  }
  if (plain.type !== 'ObjectExpression')
    return plain.type === 'Literal' ||
      isFunction(plain) ||
      plain.type === 'ArrayExpression' ||
      plain.type === 'TemplateLiteral'
      ? null
      : 'unknown';
  const entry = propertyOf(plain, property);
  if (entry === null) return mayGain ? 'unknown' : null;
  return entry === 'unknown' ? entry : (entry.value as TSESTree.Expression);
}

function libraryCallOf(
  node: Node,
  find: (
    callee: Node,
    form: 'call' | 'new' | 'tag',
  ) => { readonly ref: SymbolRef; readonly model: LibraryCall['call'] } | null,
): LibraryCall | null {
  const form =
    node.type === 'CallExpression'
      ? 'call'
      : node.type === 'NewExpression'
        ? 'new'
        : node.type === 'TaggedTemplateExpression'
          ? 'tag'
          : null;
  if (form === null) return null;
  const callee = node.type === 'TaggedTemplateExpression' ? node.tag : (node as TSESTree.CallExpression).callee;
  const found = find(callee, form);
  return found && { node: node as CallNode, symbol: found.ref, call: found.model, form };
}

function importedModels(index: NodeIndex, registry: ModelRegistry): LibraryModel[] {
  const specifiers = new Set<string>();
  for (const node of [
    ...index.ofType('ImportDeclaration'),
    ...index.ofType('ExportNamedDeclaration'),
    ...index.ofType('ExportAllDeclaration'),
  ]) {
    const { source } = node as TSESTree.ImportDeclaration;
    if (source) specifiers.add(source.value);
  }
  for (const node of [
    ...index.ofType('CallExpression'),
    ...index.ofType('ImportExpression'),
    ...index.ofType('TSExternalModuleReference'),
  ]) {
    const text = requiredSpecifier(node);
    if (text !== null) specifiers.add(text);
  }
  const models = [...specifiers]
    .map((specifier) => registry.moduleOf(specifier))
    .filter((model): model is LibraryModel => model !== null);
  return [...new Set(models)];
}

function requiredSpecifier(node: Node): string | null {
  if (node.type === 'ImportExpression') return textOf(node.source);
  if (node.type === 'TSExternalModuleReference') return textOf(node.expression);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return null;
  const first = node.arguments[0];
  return first ? textOf(first) : null;
}

const registries = new WeakMap<AnalysisSettings, ModelRegistry>();
const NO_SETTINGS: AnalysisSettings = {};

/** One registry per settings object: hosts pass the same object for every file of a project. */
export function registryOf(settings: AnalysisSettings = NO_SETTINGS): ModelRegistry {
  const key = settings.models || settings.versions ? settings : NO_SETTINGS;
  const known = registries.get(key);
  if (known) return known;
  const registry = createRegistry([...(settings.models ?? []), ...builtInModels], settings.versions ?? {});
  registries.set(key, registry);
  return registry;
}

function memoise(): <T>(key: string, make: () => T) => T {
  const values = new Map<string, unknown>();
  return <T>(key: string, make: () => T): T => {
    if (!values.has(key)) values.set(key, make());
    return values.get(key) as T;
  };
}
