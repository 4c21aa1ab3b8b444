import type { ArgFact, CallFact, CallModel, Ref, SinkKind, Value } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';

/**
 * Methods of texts, lists, maps, numbers and dates that change nothing a request leaves behind, and what a request and
 * its answer offer.
 */
const PURE = new Set([
  'slice', 'split', 'trim', 'trimStart', 'trimEnd', 'replace', 'replaceAll', 'startsWith', 'endsWith', 'includes',
  'indexOf', 'lastIndexOf', 'substring', 'substr', 'toString', 'toLowerCase', 'toUpperCase', 'match', 'matchAll',
  'test', 'normalize', 'padStart', 'padEnd', 'concat', 'charAt', 'charCodeAt', 'localeCompare', 'map', 'filter', 'find',
  'findIndex', 'findLast', 'some', 'every', 'reduce', 'flat', 'flatMap', 'join', 'at', 'keys', 'values', 'entries',
  'get', 'has', 'sort', 'forEach', 'then', 'catch', 'finally', 'toISOString', 'getTime', 'toFixed', 'toJSON', 'valueOf',
  'update', 'digest', 'parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'stringify', 'from', 'isArray', 'isInteger',
  'isNaN', 'isFinite', 'now', 'fromEntries', 'byteLength', 'alloc', 'all', 'allSettled', 'resolve', 'reject', 'header',
  'is', 'accepts', 'Number', 'String', 'Boolean', 'BigInt', 'Symbol', 'parseInt', 'parseFloat', 'isNaN', 'isFinite',
  'encodeURIComponent', 'decodeURIComponent', 'structuredClone', 'Error', 'Date', 'URL', 'Map', 'Set', 'RegExp',
  'Promise', 'URLSearchParams', 'next', 'done', 'getRequest', 'getResponse', 'switchToHttp', 'getHandler', 'getClass',
  'getNext', 'switchToWs', 'switchToRpc', 'getArgs', 'getType', 'encode', 'decode', 'btoa', 'atob', 'fromCharCode',
  'equals', 'compare', 'subarray',
]);
const ANSWER = new Set([
  'status', 'json', 'send', 'end', 'sendStatus', 'code', 'type', 'set', 'setHeader', 'header', 'text', 'html',
  'redirect', 'render', 'throw', 'assert', 'writeHead', 'cookie', 'clearCookie', 'locals',
]);
const LOGGED = new Set(['log', 'info', 'warn', 'error', 'debug', 'trace', 'verbose', 'fatal', 'http']);
const READS = /^(?:h?get\w*|mget|exists|ttl|find\w*|fetchOne|read\w*|has\w*|count\w*|is[A-Z]\w*|stat\w*|access\w*)$/;
/** What is told, logged, hashed or only computed. */
const TELLING_SINKS: ReadonlySet<SinkKind> = new Set<SinkKind>([
  'response-body', 'html-response', 'redirect-target', 'secret', 'log-entry', 'format-text', 'fast-hash',
  'password-hash', 'initial-vector', 'regexp-source',
]);

/**
 * A call that is known to change nothing: it reads, parses, verifies, answers, or writes a log. `runs`: what is known
 * of the project's own functions it calls. Whatever is not known may change anything.
 */
export function isKnownHarmless(
  { fact, target, targets, callee }: LinkedCall,
  runs: (target: FunctionId) => boolean,
): boolean {
  if (targets.length > 0) return targets.every(runs);
  const name = lastName(fact);
  if (LOGGED.has(name) && target?.call.async === undefined) return true;
  if (target) return isHarmlessModel(target.call, name) || (fact.construct && isOnlyMade(target.call));
  if (fact.construct) return true;
  if (fact.callee.kind === 'param') return pathOf(fact.callee).length === 0 || PURE.has(name) || ANSWER.has(name);
  // A package may give its functions any name.
  return callee?.kind !== 'package' && PURE.has(name);
}

/** A thing that is made and does nothing yet: `new TextEncoder()`. */
function isOnlyMade({ sinks, async, external, query }: CallModel): boolean {
  return !query && !external && async === undefined && !sinks?.some(({ kind }) => !TELLING_SINKS.has(kind));
}

function isHarmlessModel(call: CallModel, name: string): boolean {
  if (name === 'emit') return false;
  if (
    call.duty?.length ||
    call.token ||
    call.identifies ||
    call.compares ||
    call.response ||
    call.throws ||
    call.asserts !== undefined ||
    call.readsMetadata ||
    call.cookie ||
    call.keeps ||
    call.testsPath ||
    call.contentType ||
    call.passwordHash ||
    call.keyedDigest !== undefined ||
    call.result?.is === 'source'
  )
    return true;
  const isSunk = call.sinks?.some(({ kind }) => !TELLING_SINKS.has(kind)) ?? false;
  if (READS.test(name)) return !isSunk;
  // Keys and digests are made here, though it takes a promise.
  if (/^(?:importKey|deriveKey|deriveBits|digest)$/.test(name)) return !isSunk;
  return (
    !isSunk &&
    call.async === undefined &&
    (call.result !== undefined || PURE.has(name) || /^(?:create(?:Hash|Hmac)|timingSafeEqual|random\w*)$/.test(name))
  );
}

function pathOf(ref: Ref): readonly string[] {
  return 'path' in ref && ref.path ? ref.path : [];
}

/** The name something is called by: of a member, the last. */
export function lastName({ callee }: Pick<CallFact, 'callee'>): string {
  const path = pathOf(callee);
  if (path.length > 0) return path.at(-1)!;
  if (callee.kind === 'import') return callee.name;
  if (callee.kind === 'library') return callee.symbol.split(/[.#]/).at(-1) ?? '';
  if (callee.kind === 'unknown') return callee.text.split('.').at(-1) ?? '';
  return '';
}

/**
 * Something of what came in is handed on, or may be: anything but texts, numbers and what other modules hold, the
 * receiver among them. `own: 'parameters'`: those of the functions around the call hold nothing of it either, nor what
 * models say they get.
 */
export function carriesInput({ args, values, callee }: CallFact, own: 'modules' | 'parameters' = 'modules'): boolean {
  const isOwn = callee.kind === 'library' || isOf(own, callee);
  // Of what a library is handed the facts keep values at its sinks alone.
  const isKept = callee.kind !== 'library';
  return !isOwn || args.some((arg, index) => mayBeInput(arg, values?.[index], own, isKept));
}

function mayBeInput(
  { ref, spread, fn, properties }: ArgFact,
  value: Value | undefined,
  own: 'modules' | 'parameters',
  isKept: boolean,
): boolean {
  // A constant has no value in the facts.
  const isConstant = isKept && value === undefined && ref?.kind === 'unknown';
  if (spread || (fn !== undefined && own === 'modules') || (ref && !isConstant && !isOf(own, ref))) return true;
  if (Object.values(properties ?? {}).some((inner) => mayBeInput(inner, undefined, own, false))) return true;
  if (value === undefined) return false;
  return (
    value.taint === 'tainted' ||
    value.unknown.some((reason) => {
      if (reason.kind === 'import') return false;
      const isModelled = reason.kind === 'call' && reason.name.includes('#');
      return own === 'modules' || !(reason.kind === 'param' || isModelled);
    })
  );
}

function isOf(own: 'modules' | 'parameters', ref: Ref): boolean {
  if (ref.kind === 'import' || ref.kind === 'function') return true;
  if (own === 'modules') return false;
  return ref.kind === 'result'
    ? ref.of.kind !== 'import' && isOf(own, ref.of)
    : ref.kind === 'param' || ref.kind === 'library';
}

/** Nothing is known of what is called, and it is waited for: it may change anything. */
export function isStrange({ callee, fact, target, targets }: LinkedCall): boolean {
  return (
    target === null &&
    targets.length === 0 &&
    callee?.kind !== 'param' &&
    (fact.use === 'awaited' || fact.use === 'returned' || fact.use === 'collected') &&
    fact.callee.kind !== 'unknown'
  );
}
