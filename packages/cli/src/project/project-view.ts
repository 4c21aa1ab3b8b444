/** The linked project as one file sees it: what its imports, fields and parameters are. Lazy and memoised. */
import { constant, memberValue, resolveReasons, safe, unknown, withStep, type ArgFact, type Foreign, type ForeignFunction, type Meaning, type ProjectView, type Ref, type UnknownReason, type Value } from '@backend-architect/analysis';
import { doesInputOutput, handlesItsFailures, runsAtStartUp, startsWork } from '../detectors/io-reach.js';
import { acrossFiles, instanceThing } from './library-things.js';
import type { Modules } from './modules.js';
import type { Resolver } from './resolver.js';
import { idOf, type Thing } from './things.js';
import type { FunctionId, Project, ProjectCall } from './types.js';

const MAX_HOPS = 4;
const MAX_CALLERS = 40;

export interface ViewInput {
  readonly resolver: Resolver;
  readonly modules: Modules;
  readonly project: Pick<Project, 'files' | 'functions' | 'callersOf' | 'callersVisible'>;
}

/** What was asked of the project, with the answer in short: the second half of a cache key. */
export type Asked = Map<string, string>;

export function createViews({ resolver, modules, project }: ViewInput): (file: string, asked?: Asked) => ProjectView {
  const libraries: ReadonlySet<string> = new Set([...project.files.values()].filter(({ role }) => role !== 'test' && role !== 'client').flatMap((facts) => facts.libraries));
  const passedMemo = new Map<string, { value: Value; complete: boolean } | null>();
  const summaries = new Map<string, Value | null>();
  const callAt = new Map<string, ProjectCall>();
  for (const fn of project.functions.values()) for (const call of fn.calls) if (!call.indirect) callAt.set(`${call.file}:${call.fact.at[0]}:${call.fact.at[1]}`, call);

  // ---- values -------------------------------------------------------------------------------------------------

  const opaque = (file: string, reason: UnknownReason): Value => unknown({ kind: 'import', specifier: file, name: reason.kind === 'call' ? reason.name : reason.kind, path: [] });

  /** Steps of another file say which. */
  const placed = (value: Value, file: string): Value => ({
    ...value,
    steps: value.steps.map((step) => (step.file === undefined ? { ...step, file } : step)),
    ...(value.parts && { parts: value.parts.map((part) => ('hole' in part ? { ...part, hole: placed(part.hole, file) } : part)) }),
    ...(value.properties && { properties: Object.fromEntries(Object.entries(value.properties).map(([name, inner]) => [name, placed(inner, file)])) }),
    ...(value.spread && { spread: placed(value.spread, file) }),
  });

  /** A value of another file with everything that file could not tell, told or made opaque. Parameters of `keep` stay. */
  const finished = (value: Value, file: string, keep: number | null, hops: number): Value =>
    resolveReasons(placed(value, file), (reason) => {
      if (reason.kind === 'param' && reason.fn === keep) return null;
      return told(reason, file, hops) ?? opaque(file, reason);
    });

  const told = (reason: UnknownReason, file: string, hops: number): Value | null => {
    if (hops <= 0) return null;
    if (reason.kind === 'import') {
      const value = importedValue(file, reason.specifier, reason.name, hops - 1);
      return value && reason.path.reduce((known, key) => memberValue(known, key), value);
    }
    if (reason.kind === 'param') {
      const given = passed(file, reason.fn, reason.index, hops - 1);
      return given && (given.complete || given.value.taint === 'tainted') ? reason.path.reduce((known, key) => memberValue(known, key), given.value) : null;
    }
    if (reason.kind === 'call') {
      const call = callAt.get(`${file}:${reason.at[0]}:${reason.at[1]}`);
      const target = call?.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
      const summary = target?.fact ? summaryOf(target.id, hops - 1) : null;
      if (!call || !target?.fact || !summary) return null;
      const key = target.fact.key;
      return resolveReasons(summary, (inner) => (inner.kind === 'param' && inner.fn === key ? inner.path.reduce((known, name) => memberValue(known, name), argumentOf(call, inner.index, hops - 1)) : null));
    }
    return null;
  };

  const summaryOf = (id: FunctionId, hops: number): Value | null => {
    const known = summaries.get(id);
    if (known !== undefined) return known;
    summaries.set(id, null);
    const fn = project.functions.get(id);
    const value = fn?.fact?.summary;
    const found = fn?.fact && value ? finished(value, fn.file, fn.fact.key, hops) : null;
    summaries.set(id, found);
    return found;
  };

  const argumentOf = (call: ProjectCall, index: number, hops: number): Value => {
    const { args, values } = call.fact;
    if (args.slice(0, index + 1).some((arg) => arg.spread)) return opaque(call.file, { kind: 'syntax', type: 'SpreadElement' });
    const arg = args[index];
    if (!arg) return constant(null);
    const value = values?.[index] ?? valueOfArg(arg, index);
    return withStep(finished(value, call.file, null, hops), { at: arg.at, file: call.file, what: 'is passed on here' });
  };

  const passed = (file: string, fn: number, index: number, hops: number): { value: Value; complete: boolean } | null => {
    const id = idOf(file, fn);
    const key = `${id}:${index}`;
    const known = passedMemo.get(key);
    if (known !== undefined) return known;
    passedMemo.set(key, null);
    const calls = project.callersOf(id).filter((call) => project.files.get(call.file)?.role !== 'test');
    if (calls.length === 0 || calls.length > MAX_CALLERS || hops <= 0) {
      if (hops <= 0) passedMemo.delete(key);
      return null;
    }
    let complete = project.callersVisible(id);
    let value: Value | null = null;
    for (const call of calls) {
      if (call.indirect) {
        complete = false;
        continue;
      }
      const given = argumentOf(call, index, hops);
      if (given.taint === 'unknown') complete = false;
      value = value === null || given.taint === 'tainted' ? given : value.taint === 'tainted' ? value : joinTwo(value, given);
      if (value.taint === 'tainted') break;
    }
    const found = value && { value, complete };
    passedMemo.set(key, found);
    return found;
  };

  const importedValue = (file: string, specifier: string, name: string, hops: number): Value | null => {
    const target = modules.resolve(file, specifier);
    return target.kind === 'file' ? exportedValue(target.file, name, hops) : null;
  };

  const exportedValue = (file: string, name: string, hops: number): Value | null => {
    const facts = project.files.get(file);
    if (!facts || hops < 0) return null;
    const own = facts.exports.find((fact) => fact.name === name && !fact.typeOnly);
    if (own?.value) return finished(own.value, file, null, hops);
    if (own?.ref?.kind === 'import') {
      const value = importedValue(file, own.ref.specifier, own.ref.name, hops - 1);
      return value && own.ref.path.reduce((known, key) => memberValue(known, key), value);
    }
    if (own) return null;
    for (const fact of facts.exports) {
      if (fact.name !== '*' || fact.from === undefined) continue;
      const found = importedValue(file, fact.from, name, hops - 1);
      if (found) return found;
    }
    const main = name === 'default' || name === '*' ? null : facts.exports.find((fact) => fact.name === 'default' && fact.value?.properties && Object.hasOwn(fact.value.properties, name));
    return main?.value ? finished(memberValue(main.value, name), file, null, hops) : null;
  };

  // ---- things -------------------------------------------------------------------------------------------------

  const wrap = (thing: Thing | null, value: Value | null, path: string, asked: Asked | undefined): Foreign | null => {
    if (thing?.kind === 'param' || thing?.kind === 'package' || thing?.kind === 'made') thing = null;
    if (!thing && !value) {
      asked?.set(path, '-');
      return null;
    }
    const known = thing;
    const meaning = meaningOf(known);
    asked?.set(path, known ? short(known) : `v:${value?.taint}:${value?.constant ?? ''}`);
    const again = (next: Thing | null, held: Value | null, step: string): Foreign | null => wrap(next, held, path + step, asked);
    return {
      meaning,
      value: known && known.kind !== 'object' && known.kind !== 'module' ? null : value,
      get fn() {
        return functionOf(known);
      },
      open: known === null || known.kind === 'object' || known.kind === 'module',
      member: (name) => again(known && resolver.memberOf(known, name), memberOfValue(known, value, name), `.${name}`),
      called: () => again(known && resolver.resultOf(known, 'call'), null, '()'),
      constructed: () => again(known && resolver.resultOf(known, 'new'), null, '(new)'),
      instance: () => again(known && instanceOf(known), null, '(it)'),
    };
  };

  const memberOfValue = (thing: Thing | null, value: Value | null, name: string): Value | null => {
    if (thing?.kind === 'module') return exportedValue(thing.file, name, MAX_HOPS);
    if (!value?.properties || !Object.hasOwn(value.properties, name)) return value && !value.properties && value.taint === 'safe' ? safe() : null;
    return memberValue(value, name);
  };

  const meaningOf = (thing: Thing | null): Meaning | null => {
    if (thing?.kind === 'library') return (acrossFiles(thing) as typeof thing).meaning;
    if (thing?.kind === 'any-of' && thing.things.every((one) => one.kind === 'library')) return meaningOf(thing.things[0] ?? null);
    return null;
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
      default:
        return thing;
    }
  };

  const functionOf = (thing: Thing | null): ForeignFunction | null => {
    if (thing?.kind === 'module') {
      const main = resolver.exportOf(thing.file, 'default');
      return main && main.kind !== 'module' ? functionOf(main) : null;
    }
    if (thing?.kind !== 'function') return null;
    const fact = resolver.functionFact(thing.file, thing.fn);
    if (!fact) return null;
    return {
      key: fact.key,
      name: fact.name,
      get returnsPromise() {
        const fn = project.functions.get(idOf(thing.file, thing.fn));
        return fn !== undefined && startsWork(fn, project as Project);
      },
      async: fact.async,
      settles: fact.settles === true,
      get mayRunAlone() {
        const fn = project.functions.get(idOf(thing.file, thing.fn));
        return fact.settles === true || fn === undefined || handlesItsFailures(fn) || !doesInputOutput(fn, project as Project);
      },
      get returns() {
        return summaryOf(idOf(thing.file, thing.fn), MAX_HOPS);
      },
      ...(fact.gives && { gives: fact.gives }),
      proves: fact.proves ?? [],
    };
  };

  return (file, asked) => ({
    libraries,
    startsUp(fn) {
      const found = project.functions.get(idOf(file, fn));
      return found !== undefined && (found.fact?.name.split('.').at(-1) === 'constructor' || runsAtStartUp(found, project as Project));
    },
    imported(specifier, name) {
      const target = modules.resolve(file, specifier);
      if (target.kind !== 'file') return null;
      const thing: Thing | null = name === '*' ? { kind: 'module', file: target.file } : resolver.exportOf(target.file, name);
      return wrap(thing, name === '*' ? null : exportedValue(target.file, name, MAX_HOPS), `i:${specifier}#${name}`, asked);
    },
    own(className, member) {
      const ref: Ref = { kind: 'member', className, path: [member] };
      const thing = resolver.resolve(file, ref);
      if (thing && 'file' in thing && thing.file === file && thing.kind !== 'object') return null;
      return wrap(thing, null, `o:${className}.${member}`, asked);
    },
    parameter(fn, index) {
      const thing = resolver.arriving({ kind: 'param', file, fn, index, path: [] });
      if (thing && 'file' in thing && thing.file === file) return null;
      return wrap(thing, null, `t:${fn}:${index}`, asked);
    },
    passed(fn, index) {
      const found = passed(file, fn, index, MAX_HOPS);
      asked?.set(`p:${fn}:${index}`, found ? `${found.value.taint}:${found.complete}` : '-');
      return found;
    },
  });
}

function joinTwo(a: Value, b: Value): Value {
  return { ...a, ...joinValues(a, b) };
}

/** Two values that are not untrusted: as unknown as the more unknown of them. */
function joinValues(a: Value, b: Value): Value {
  const worse = a.taint === 'safe' ? b : a;
  const { constant: _constant, properties: _properties, parts: _parts, spread: _spread, ...rest } = worse;
  return { ...rest, shapes: [...new Set([...a.shapes, ...b.shapes])], unknown: [...a.unknown, ...b.unknown].slice(0, 8), safeFor: a.taint === 'safe' ? b.safeFor : b.taint === 'safe' ? a.safeFor : [] };
}

function valueOfArg(arg: ArgFact, index: number): Value {
  if (arg.text !== undefined) return constant(arg.text);
  if (arg.number !== undefined) return constant(arg.number);
  if (arg.boolean !== undefined) return constant(arg.boolean);
  if (arg.fn !== undefined) return safe(['fn']);
  // Values that are safe are not kept; arguments far to the right are not looked at.
  return index >= 8 ? unknown({ kind: 'budget' }) : safe();
}

function short(thing: Thing): string {
  switch (thing.kind) {
    case 'library':
      return `l:${thing.meaning.kind === 'member' ? thing.meaning.ref.symbol : thing.meaning.kind === 'instance' ? thing.meaning.ref.name : thing.meaning.kind}`;
    case 'function':
      return `f:${idOf(thing.file, thing.fn)}`;
    case 'any-of':
      return 'any';
    case 'object':
    case 'module':
      return `${thing.kind}:${thing.file}`;
    case 'param':
    case 'package':
    case 'made':
      return '-';
    default:
      return `${thing.kind}:${thing.file}#${thing.name}`;
  }
}
