/** What runs for those who come in: every function an entry reaches, with the way there. */
import type { Entry, FunctionId, ModuleEdge, Project, ProjectCall, ProjectFunction } from './types.js';
import { calledName } from './called-name.js';
import { idOf } from './things.js';

/** How a function is reached: from which entry, and through which functions, the handler first and itself last. */
export interface WayIn {
  /** Null: it may run for what comes in, and not every call on the way could be followed. */
  readonly entry: Entry | null;
  readonly through: readonly FunctionId[];
}

export interface EntryReach {
  /** Null: nothing that comes in is seen to run it, as far as calls can be followed. */
  wayTo(id: FunctionId): WayIn | null;
  /** Another file has it, and nobody is seen to call it: what is done with it cannot be followed. */
  isHeld(id: FunctionId): boolean;
}

interface Step {
  readonly entry: Entry | null;
  readonly from: FunctionId | null;
}

const reaches = new WeakMap<Project, EntryReach | null>();

/**
 * What is reached is told too generously where a call cannot be followed: it may run any method of its name, and what is
 * only handed on or imported there may run as well. Null where no entry is seen: then anything may be one.
 */
export function entryReach(project: Project): EntryReach | null {
  const before = reaches.get(project);
  if (before !== undefined) return before;
  const found = project.entries.some(hasSender) ? walked(project) : null;
  reaches.set(project, found);
  return found;
}

/** Tests, and what browsers run: nothing that comes in runs it, nor what it alone imports. */
export function isOfOthers(project: Project, file: string): boolean {
  const role = project.files.get(file)?.role;
  return role === 'test' || role === 'client';
}

/** Nobody sends anything to what runs by the clock. */
function hasSender({ kind, file }: Entry): boolean {
  return kind !== 'schedule' && file !== '';
}

function walked(project: Project): EntryReach {
  const steps = new Map<FunctionId, Step>();
  const queue: FunctionId[] = [];
  const add = (id: FunctionId | null | undefined, step: Step): void => {
    if (!id || steps.has(id) || !project.functions.has(id)) return;
    steps.set(id, step);
    queue.push(id);
  };
  const graph = followed(project);
  const entries = project.entries.filter(hasSender);

  for (const entry of entries) {
    for (const link of entry.chain ?? []) add(link.fn, { entry, from: null });
    add(entry.handler, { entry, from: null });
  }
  // Ways that are followed call by call come first, so that they are the ones told.
  for (let at = 0; at < queue.length; at += 1) {
    const id = queue[at]!;
    for (const call of project.functions.get(id)!.calls)
      for (const target of call.targets) add(target, { entry: null, from: id });
  }

  const guessed: Step = { entry: null, from: null };
  // Whatever stands there may be its handler.
  for (const entry of entries)
    if (entry.handler === null) for (const id of graph.functionsIn(entry.file)) add(id, guessed);
  for (const id of graph.handedOut) add(id, guessed);
  // Others have it, and what they do with it cannot be followed.
  for (const id of graph.heldElsewhere) add(id, guessed);

  const touched = new Set<string>();
  const touch = (first: string): void => {
    for (const files = [first]; files.length > 0;) {
      const file = files.pop()!;
      if (touched.has(file)) continue;
      touched.add(file);
      if (isOfOthers(project, file)) continue;
      for (const id of graph.calledByNobody(file)) add(id, guessed);
      for (const name of project.files.get(file)?.unknownMembers ?? [])
        for (const id of graph.named(name)) add(id, guessed);
      files.push(...graph.importsOf(file));
    }
  };

  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const fn = project.functions.get(id)!;
    for (const call of fn.calls) {
      for (const target of call.targets) add(target, guessed);
      if (isUnknown(call)) for (const target of graph.named(calledName(call.fact.callee))) add(target, guessed);
    }
    for (const inner of graph.writtenIn(id)) add(inner, guessed);
    touch(fn.file);
  }

  const held = new Set(graph.heldToUse);
  return {
    isHeld: (id) => held.has(id),
    wayTo(id) {
      const through: FunctionId[] = [];
      for (let at: FunctionId | null = id; at !== null;) {
        const step: Step | undefined = steps.get(at);
        if (!step) return null;
        through.unshift(at);
        if (step.from === null) return { entry: step.entry, through };
        at = step.from;
      }
      return null;
    },
  };
}

interface Followed {
  functionsIn(file: string): readonly FunctionId[];
  /** Methods of a name. */
  named(name: string): readonly FunctionId[];
  writtenIn(id: FunctionId): readonly FunctionId[];
  importsOf(file: string): readonly string[];
  /** Those of them that another file imports. */
  readonly heldElsewhere: readonly FunctionId[];
  /** Of these, what a file has for more than to pass it on: `export * from './users'`. */
  readonly heldToUse: readonly FunctionId[];
  /** What others can have from a file, and nobody is seen to call. */
  calledByNobody(file: string): readonly FunctionId[];
  /** Given to somebody nobody knows when a file is loaded, or marked for somebody. */
  readonly handedOut: readonly FunctionId[];
}

function followed(project: Project): Followed {
  const byFile = new Map<string, FunctionId[]>();
  const byName = new Map<string, FunctionId[]>();
  const within = new Map<FunctionId, FunctionId[]>();
  const lonely = new Map<string, FunctionId[]>();
  const handedOut: FunctionId[] = [];
  for (const fn of project.functions.values()) {
    const { id, file, fact } = fn;
    if (isOfOthers(project, file)) continue;
    if (!fact) {
      handedOut.push(...fn.calls.filter(isUnknownReceiver).flatMap(({ targets }) => targets));
      continue;
    }
    put(byFile, file, id);
    if (fact.className !== undefined) put(byName, fact.name.split('.').at(-1) ?? '', id);
    if (fact.within !== undefined && fact.within !== -1) put(within, idOf(file, fact.within), id);
    if (isLonely(fn, project)) put(lonely, file, id);
    if (fact.entry === 'requested' || fact.decorators.length > 0) handedOut.push(id);
  }
  const imports = new Map<string, string[]>();
  const imported = new Map<string, Set<string>>();
  const used = new Map<string, Set<string>>();
  for (const edge of project.modules) {
    const { from, to, typeOnly, names } = edge;
    if (typeOnly) continue;
    put(imports, from, to);
    if (isOfOthers(project, from)) continue;
    for (const { imported: name } of names) {
      addTo(imported, to, name);
      if (!isPassedOn(project, edge, name)) addTo(used, to, name);
    }
  }
  const heldBy = (names: ReadonlyMap<string, ReadonlySet<string>>): readonly FunctionId[] =>
    [...lonely].flatMap(([file, ids]) => ids.filter((id) => isHeld(project, id, names.get(file))));
  return {
    functionsIn: (file) => byFile.get(file) ?? [],
    named: (name) => byName.get(name) ?? [],
    writtenIn: (id) => within.get(id) ?? [],
    importsOf: (file) => imports.get(file) ?? [],
    heldElsewhere: heldBy(imported),
    heldToUse: heldBy(used),
    calledByNobody: (file) => lonely.get(file) ?? [],
    handedOut,
  };
}

function isPassedOn(project: Project, { from, specifier }: ModuleEdge, name: string): boolean {
  if (name !== '*') return false;
  return project.files.get(from)?.exports.some((fact) => fact.name === '*' && fact.from === specifier) ?? false;
}

function addTo(groups: Map<string, Set<string>>, key: string, name: string): void {
  const group = groups.get(key);
  if (group) group.add(name);
  else groups.set(key, new Set([name]));
}

/** A file has it under its own name, or under one that does not tell. */
function isHeld(project: Project, id: FunctionId, names: ReadonlySet<string> | undefined): boolean {
  const [name = ''] = project.functions.get(id)?.fact?.name.split('.') ?? [];
  return names !== undefined && (names.has(name) || names.has('*') || names.has('default'));
}

export function isUnknown({ targets, symbol }: ProjectCall): boolean {
  return targets.length === 0 && symbol === undefined;
}

/** A library that is known says itself what it runs, and when. */
function isUnknownReceiver({ indirect, symbol }: ProjectCall): boolean {
  return indirect && symbol === undefined;
}

/** A constructor is run by whoever makes the thing: where nobody is seen to, that is the container of the program. */
function isLonely({ id, fact }: ProjectFunction, project: Project): boolean {
  return (
    fact !== null &&
    (fact.within === undefined || fact.within === -1) &&
    !fact.name.endsWith('.constructor') &&
    project.callersOf(id).length === 0
  );
}

export function put<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
