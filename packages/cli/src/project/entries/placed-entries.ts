/** Entries nobody registers: functions a platform finds by their place, by their type or by their first words. */
import type { ExportFact, ExportRunsAs, Ref } from '@backend-architect/analysis';
import { routePath } from '../routes/route-path.js';
import { fileAndKey, idOf } from '../things.js';
import type { Entry, FunctionId } from '../types.js';
import type { EntryInput } from './entry-input.js';
import { eachIn } from './each-handler.js';
import { handlerOf, UNKNOWN_HANDLER, type Handler } from './handler-of.js';

export function placedEntries(input: EntryInput): Entry[] {
  const called = functionsCalled(input);
  const deployed = new Set(input.deployed.map(({ file, exported }) => `${file} ${exported.name}`));
  const found = new Map<string, Entry>();
  for (const [file, { role, exports, functions }] of input.resolver.files) {
    if (role === 'test' || role === 'client') continue;
    for (const { key, name, nameRange, runsAs } of functions)
      if (runsAs?.by === 'words') put(found, entryOf(runsAs, name, file, { fn: idOf(file, key), name }, nameRange));
    for (const exported of exports)
      // What is deployed is run for what that says.
      if (!exported.typeOnly && !deployed.has(`${file} ${exported.name}`))
        for (const entry of entriesOfExport(input, called, file, exported)) put(found, entry);
  }
  return [...found.values()];
}

/** A function that is given away twice runs for one thing. */
function put(found: Map<string, Entry>, entry: Entry): void {
  const key = `${entry.kind} ${entry.handler ?? `${entry.file} ${entry.name}`}`;
  const before = found.get(key);
  // Where it is written, rather than where it is passed on.
  if (!before || (entry.handler?.startsWith(`${entry.file}#`) && !before.handler?.startsWith(`${before.file}#`)))
    found.set(key, entry);
}

function entriesOfExport(
  input: EntryInput,
  called: ReadonlySet<FunctionId>,
  file: string,
  exported: ExportFact,
): readonly Entry[] {
  const { runsAs = [], name, at, ref } = exported;
  const placed = runsAs.flatMap((as): Entry[] => {
    const { member, fn } = as;
    if (fn !== undefined) {
      const id = idOf(file, fn);
      const fact = factOf(input, id);
      const handler = { fn: id, name: fact?.name ?? name };
      return [entryOf(as, nameOf(file, `${name}.${member}`, as), file, handler, fact?.nameRange ?? at)];
    }
    if (member === undefined) return [entryOf(as, nameOf(file, name, as), file, ranBy(input, file, exported), at)];
    if (!ref) return [];
    const path = member.split('.');
    const last = path.pop()!;
    const inner = path.reduce<Ref | undefined>((of, key) => (of?.kind === 'object' ? of.members[key] : undefined), ref);
    if (!inner) return [];
    const around = as.named ?? [name, ...path].join('.');
    return eachIn(input, { runs: as.runs ?? [] }, { file, of: { ref: inner } })
      .handlers.filter((one) => last === '*' || one.name === last)
      .map((one) => {
        const whole = as.named === undefined ? nameOf(file, `${around}.${one.name}`, as) : `${around}.${one.name}`;
        return entryOf(as, whole, file, one.handler, one.at?.at ?? at);
      });
  });
  if (placed.length > 0) return placed;
  const handler = ranBy(input, file, exported);
  const as = handler.fn === null ? undefined : factOf(input, handler.fn)?.runsAs;
  // A function that others call, and that takes what a platform hands over, may only help those that it runs.
  if (!as || as.by === 'words' || (as.by === 'parameter' && called.has(handler.fn!))) return [];
  return [entryOf(as, nameOf(file, name, as), file, handler, at)];
}

function entryOf(
  { kind, library }: Pick<ExportRunsAs, 'kind' | 'library'>,
  name: string,
  file: string,
  { fn, name: handlerName }: Handler,
  at: Entry['at'],
): Entry {
  return { kind, framework: library, name, file, at, handler: fn, handlerName, chain: null, complete: true };
}

/** `GET /users/:id` and `/users/:id load`, where the place is an address; else as platforms write it: `src/users.handler`. */
function nameOf(file: string, name: string, { kind, place }: Pick<ExportRunsAs, 'kind' | 'place'>): string {
  if (place === undefined) return nameOfExport(file, name);
  const path = routePath(place);
  if (kind === 'http') return `${/^[A-Z]+$/.test(name) ? name : 'ALL'} ${path}`;
  // What a file is by default is what it is called: a page, a layout.
  return `${path} ${name === 'default' ? baseName(file) : name.replace(/^default\./, '')}`;
}

/** As platforms write it: `src/users.handler`. */
export function nameOfExport(file: string, name: string): string {
  return `${file.replace(/\.[cm]?[jt]sx?$/, '')}.${name}`;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
}

/** What runs in the end: the function itself, or the one that wrappers around it are given. */
export function ranBy(input: EntryInput, file: string, { name, ref }: ExportFact): Handler {
  const own = ref ? handlerOf(input.resolver, { file, of: { ref } }) : UNKNOWN_HANDLER;
  if (own.fn !== null) return own;
  const wrappers = (input.callsBy.get(idOf(file, -1)) ?? []).filter(({ fact }) => fact.exportedAs?.includes(name));
  const given = wrappers.flatMap((call) => call.given.map(({ id }) => id));
  const fn =
    given.find((id) => factOf(input, id)?.runsAs) ?? wrappers.find((call) => call.given.length > 0)?.given.at(-1)?.id;
  return fn === undefined ? UNKNOWN_HANDLER : { fn, name: factOf(input, fn)?.name ?? UNKNOWN_HANDLER.name };
}

function factOf({ resolver }: EntryInput, id: FunctionId) {
  return resolver.functionFact(...fileAndKey(id));
}

/** Functions that code of the program itself calls by name. */
function functionsCalled({ calls, resolver }: EntryInput): ReadonlySet<FunctionId> {
  return new Set(calls.flatMap(({ file, targets }) => (resolver.files.get(file)?.role === 'source' ? targets : [])));
}
