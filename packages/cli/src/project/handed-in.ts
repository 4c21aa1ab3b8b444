/**
 * Whether untrusted input is seen to be handed in at a parameter, by callers of callers and by calls that cannot be
 * followed and may be meant.
 */
import { memberAt, PART_NAMES, type UnknownReason, type Value } from '@backend-architect/analysis';
import { calledName } from './called-name.js';
import { isOfOthers, isUnknown, put, type EntryReach } from './entry-reach.js';
import { idOf } from './things.js';
import type { Entry, FunctionId, Project, ProjectCall, ProjectFunction } from './types.js';

/** Parameters that are looked at for one; what hangs on more is not followed. */
const MAX_ASKED = 200;

/** Where it may be handed in: the call that passes it, or the function it arrives at from outside. */
export type HandedIn =
  | { readonly by: 'call'; readonly call: ProjectCall; readonly index: number }
  /** What an entry runs, what other files have and nobody is seen to call, or what is not followed further. */
  | { readonly by: 'outside'; readonly fn: ProjectFunction };

interface Asked {
  readonly fn: ProjectFunction;
  readonly index: number;
  /** The member of the parameter that is open. */
  readonly path: readonly string[];
}

/** Null where everything that is seen to hand it in hands in something of the program's own. */
export function handedIn(start: Asked, project: Project, reach: EntryReach): HandedIn | null {
  const calls = callsOf(project, reach);
  const seen = new Set<string>();
  const queue: Asked[] = [start];
  for (let asked = queue.shift(); asked; asked = queue.shift()) {
    const key = `${asked.fn.id}:${asked.index}:${asked.path.join('.')}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > MAX_ASKED || comesFromOutside(asked, calls)) return { by: 'outside', fn: asked.fn };
    for (const call of calls.of(asked.fn)) {
      for (const reason of reasonsAt(call, asked)) {
        if (reason === 'untrusted') return { by: 'call', call, index: asked.index };
        const above = reason.kind === 'param' ? project.functions.get(idOf(call.file, reason.fn)) : undefined;
        if (above && reason.kind === 'param') queue.push({ fn: above, index: reason.index, path: reason.path });
      }
    }
  }
  return null;
}

/** Positions of the parameters in which handlers get what the client sends. */
const SENT: Readonly<Partial<Record<Entry['kind'], readonly number[] | 'all'>>> = {
  graphql: [1],
  rpc: [0],
  socket: 'all',
  action: 'all',
  function: [0],
};

/** What the client of an entry sends arrives there, or what others do with the function cannot be followed. */
function comesFromOutside({ fn, index, path: [part = ''] }: Asked, calls: Calls): boolean {
  const kinds = calls.entryKinds.get(fn.id);
  // `req.query.name` of whoever hands in a request, and nobody is seen to.
  if (!kinds && PART_NAMES.includes(part) && calls.of(fn).length === 0) return true;
  // What decorators hand in is known where it is declared.
  if (fn.fact?.className !== undefined) return false;
  if (!kinds) return calls.isHeld(fn);
  return [...kinds].some((kind) => {
    const sent = SENT[kind];
    return sent === 'all' || (sent?.includes(index) ?? false);
  });
}

/** What a call gives there: parameters of the functions around it; a call that hands input to who cannot be followed counts. */
function reasonsAt(
  { fact: { args, values }, indirect }: ProjectCall,
  { index, path }: Pick<Asked, 'index' | 'path'>,
): readonly (UnknownReason | 'untrusted')[] {
  if (indirect || args.slice(0, index + 1).some((arg) => arg.spread)) return [];
  const value = values?.[index];
  return value ? reasonsIn(memberAt(value.handed ?? value, path)) : [];
}

function reasonsIn({
  taint,
  source,
  unknown,
  properties,
  elements,
  spread,
}: Value): readonly (UnknownReason | 'untrusted')[] {
  if (taint === 'tainted') return source === 'argv' ? [] : ['untrusted'];
  const inside = [...Object.values(properties ?? {}), ...(elements ?? []), ...(spread ? [spread] : [])];
  return [...unknown, ...inside.flatMap(reasonsIn)];
}

/**
 * Members of texts, numbers, lists, dates, maps, sets and promises (ECMAScript 2026), which every program handles:
 * `text.match(...)` says nothing of a method of that name.
 */
const OF_THE_LANGUAGE: ReadonlySet<string> = new Set([
  'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toString', 'valueOf', 'toLocaleString', 'length', 'name',
  'arguments', 'caller', 'apply', 'bind', 'call', 'anchor', 'at', 'big', 'blink', 'bold', 'charAt', 'charCodeAt',
  'codePointAt', 'concat', 'endsWith', 'fontcolor', 'fontsize', 'fixed', 'includes', 'indexOf', 'isWellFormed',
  'italics', 'lastIndexOf', 'link', 'localeCompare', 'match', 'matchAll', 'normalize', 'padEnd', 'padStart', 'repeat',
  'replace', 'replaceAll', 'search', 'slice', 'small', 'split', 'strike', 'sub', 'substr', 'substring', 'sup',
  'startsWith', 'toWellFormed', 'trim', 'trimStart', 'trimLeft', 'trimEnd', 'trimRight', 'toLocaleLowerCase',
  'toLocaleUpperCase', 'toLowerCase', 'toUpperCase', 'toExponential', 'toFixed', 'toPrecision', 'copyWithin', 'fill',
  'find', 'findIndex', 'findLast', 'findLastIndex', 'pop', 'push', 'reverse', 'shift', 'unshift', 'sort', 'splice',
  'join', 'keys', 'entries', 'values', 'forEach', 'filter', 'flat', 'flatMap', 'map', 'every', 'some', 'reduce',
  'reduceRight', 'toReversed', 'toSorted', 'toSpliced', 'with', 'exec', 'dotAll', 'flags', 'global', 'hasIndices',
  'ignoreCase', 'multiline', 'source', 'sticky', 'unicode', 'compile', 'test', 'unicodeSets', 'toDateString',
  'toTimeString', 'toISOString', 'toUTCString', 'toGMTString', 'getDate', 'setDate', 'getDay', 'getFullYear',
  'setFullYear', 'getHours', 'setHours', 'getMilliseconds', 'setMilliseconds', 'getMinutes', 'setMinutes', 'getMonth',
  'setMonth', 'getSeconds', 'setSeconds', 'getTime', 'setTime', 'getTimezoneOffset', 'getUTCDate', 'setUTCDate',
  'getUTCDay', 'getUTCFullYear', 'setUTCFullYear', 'getUTCHours', 'setUTCHours', 'getUTCMilliseconds',
  'setUTCMilliseconds', 'getUTCMinutes', 'setUTCMinutes', 'getUTCMonth', 'setUTCMonth', 'getUTCSeconds',
  'setUTCSeconds', 'getYear', 'setYear', 'toJSON', 'toLocaleDateString', 'toLocaleTimeString', 'get', 'set', 'has',
  'delete', 'clear', 'size', 'add', 'then', 'catch', 'finally', 'union', 'intersection', 'difference',
  'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'getOrInsert', 'getOrInsertComputed',
]);

interface Calls {
  /** That run the function, or may: a method of its name is called on something nobody knows. */
  of(fn: ProjectFunction): readonly ProjectCall[];
  /** Another file has it, and nobody is seen to call it. */
  isHeld(fn: ProjectFunction): boolean;
  readonly entryKinds: ReadonlyMap<FunctionId, ReadonlySet<Entry['kind']>>;
}

const known = new WeakMap<Project, Calls>();

function callsOf(project: Project, reach: EntryReach): Calls {
  const before = known.get(project);
  if (before) return before;
  const byName = new Map<string, ProjectCall[]>();
  for (const fn of project.functions.values()) {
    if (isOfOthers(project, fn.file)) continue;
    for (const call of fn.calls) if (isUnknown(call)) put(byName, calledName(call.fact.callee), call);
  }
  const entryKinds = new Map<FunctionId, Set<Entry['kind']>>();
  for (const { handler, kind } of project.entries) {
    if (handler === null) continue;
    const kinds = entryKinds.get(handler);
    if (kinds) kinds.add(kind);
    else entryKinds.set(handler, new Set([kind]));
  }
  const found: Calls = {
    of(fn) {
      const own = project.callersOf(fn.id).filter(({ file }) => !isOfOthers(project, file));
      const name = fn.fact?.className === undefined ? '' : (fn.fact.name.split('.').at(-1) ?? '');
      const guessed = name === '' || OF_THE_LANGUAGE.has(name) ? [] : (byName.get(name) ?? []);
      const most = fn.fact?.params.length ?? 0;
      return [...own, ...guessed.filter(({ from, fact }) => fact.args.length <= most && reach.wayTo(from) !== null)];
    },
    isHeld: (fn) => fn.fact?.visibility === 'exported' && reach.isHeld(fn.id),
    entryKinds,
  };
  known.set(project, found);
  return found;
}
