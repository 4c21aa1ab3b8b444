/** What a value is made of, as far as the function it stands in tells: whether a request was signed hangs on it. */
import type { Range } from './concepts.js';

/**
 * `body`, `beside`: sent by the client, in the body or anywhere else. `whole`: the request itself. `held`: the
 * server's own. A number is a parameter of the function.
 */
export type ValueOrigin =
  | 'body'
  | 'beside'
  | 'whole'
  | 'fixed'
  | 'held'
  | 'other'
  | number
  /** A member of a parameter. */
  | { readonly param: number; readonly path: readonly string[] }
  /** What a call gives: of the project where it turns out to be. */
  | { readonly call: Range; readonly with: readonly ValueOrigin[]; readonly awaited?: true }
  /** A digest that takes this key to make. Nothing in `over`: what it is fed is not seen. */
  | { readonly mac: ValueOrigin; readonly over: readonly ValueOrigin[] }
  /** Made of all of these. */
  | { readonly of: readonly ValueOrigin[] }
  /** One of these. */
  | { readonly any: readonly ValueOrigin[] };

/** What is known of a value once nothing about it is open. */
interface Known {
  readonly places: ReadonlySet<'body' | 'beside'>;
  readonly isHeld: boolean;
  readonly isOther: boolean;
  /** A digest is in it somewhere. */
  readonly hasMac: boolean;
  /** Nobody but whoever has the key of the server makes it for what was sent. */
  readonly isProof: boolean;
  /** It may be what the client wrote, and nothing else. */
  readonly isSent: boolean;
}

const NOTHING: Known = {
  places: new Set(),
  isHeld: false,
  isOther: false,
  hasMac: false,
  isProof: false,
  isSent: false,
};

/** Members of a request that hold what was sent beside its body. */
const BESIDE = new Set([
  'headers', 'header', 'rawHeaders', 'query', 'querystring', 'searchParams', 'nextUrl', 'params', 'param', 'url',
  'originalUrl', 'path', 'hostname', 'host', 'ip', 'cookies', 'cookie', 'signedCookies', 'method', 'protocol',
]);
/** Members of a request or context that lead to what the server was started with. */
const SERVER = new Set(['env', 'server', 'app']);

/** What the members that lead from a request to a value make of it. */
export function sentPart(chain: readonly string[]): ValueOrigin {
  const names = chain.filter((name) => !/^(?:req|request|raw|event)$/.test(name));
  const [first] = names;
  if (first === undefined) return 'whole';
  if (SERVER.has(first)) return 'held';
  return BESIDE.has(first) ? 'beside' : 'body';
}

/**
 * A signature is a digest under a key of a timestamp, an address and a body, held against one of several headers: that
 * is a dozen values. What nests further, as it does through functions that hand everything on, is not one.
 */
const MOST_PARTS = 32;

/** All of these, flat and each once; what is fixed adds nothing. */
export function madeOf(parts: readonly ValueOrigin[], form: 'of' | 'any' = 'of'): ValueOrigin {
  const flat = parts.flatMap((part): readonly ValueOrigin[] =>
    typeof part === 'object' && form in part ? (part as Record<string, readonly ValueOrigin[]>)[form]! : [part],
  );
  const telling = form === 'of' ? flat.filter((part) => part !== 'fixed') : flat;
  if (telling.reduce<number>((size, part) => size + sizeOf(part), 0) > MOST_PARTS) return 'other';
  const unique = [...new Map(telling.map((part) => [keyOf(part), part])).values()];
  const [first = 'fixed', ...others] = unique;
  if (others.length === 0) return first;
  return form === 'of' ? { of: unique } : { any: unique };
}

/** The same, or not known where it is made of more than any signature is. */
export function bounded(origin: ValueOrigin): ValueOrigin {
  return sizeOf(origin) > MOST_PARTS ? 'other' : origin;
}

/** Values in it, each as often as it stands there. Parts are bounded when they are made, so there are never many. */
function sizeOf(origin: ValueOrigin): number {
  if (typeof origin !== 'object' || 'param' in origin) return 1;
  const parts =
    'call' in origin
      ? origin.with
      : 'mac' in origin
        ? [origin.mac, ...origin.over]
        : 'of' in origin
          ? origin.of
          : origin.any;
  return parts.reduce<number>((size, part) => size + sizeOf(part), 1);
}

function keyOf(origin: ValueOrigin): string {
  return typeof origin === 'object' ? JSON.stringify(origin) : String(origin);
}

/** Made of this, and no longer the thing itself. */
export function madeFrom(origin: ValueOrigin): ValueOrigin {
  return typeof origin === 'string' || (typeof origin === 'object' && 'of' in origin) ? origin : { of: [origin] };
}

/** It hangs on what callers pass, or on what another function gives. */
export function isOpen(origin: ValueOrigin): boolean {
  return some(
    origin,
    (part) => typeof part === 'number' || (typeof part === 'object' && ('param' in part || 'call' in part)),
  );
}

/** Something of this kind is in it. */
export function some(origin: ValueOrigin, test: (part: ValueOrigin) => boolean): boolean {
  if (test(origin)) return true;
  if (typeof origin !== 'object' || 'param' in origin) return false;
  if ('call' in origin) return origin.with.some((part) => some(part, test));
  if ('mac' in origin) return some(origin.mac, test) || origin.over.some((part) => some(part, test));
  return ('of' in origin ? origin.of : origin.any).some((part) => some(part, test));
}

export const isMac = (origin: ValueOrigin): boolean => typeof origin === 'object' && 'mac' in origin;
export const isSentPart = (origin: ValueOrigin): boolean =>
  origin === 'body' || origin === 'beside' || origin === 'whole';

/**
 * What a client sent is held against a digest of it that takes a key of the server to make, and that covers more than
 * the address and the headers.
 */
export function provesSender(sides: readonly ValueOrigin[]): boolean {
  const [first, second] = sides.map(knownOf);
  return !!first && !!second && ((first.isProof && second.isSent) || (second.isProof && first.isSent));
}

/** The key may be one that the client sends along. */
export function isSentKey(key: ValueOrigin): boolean {
  const known = knownOf(key);
  return known.isSent && !known.isHeld;
}

/** What stands in the code, or was sent along, anybody can sign with. */
function isOwnKey(key: ValueOrigin): boolean {
  const known = knownOf(key);
  return known.isHeld || (known.isOther && !known.isSent);
}

/** What is signed is not the body: one request that was seen is enough to send any other. */
export function leavesBodyOut(over: readonly ValueOrigin[]): boolean {
  const all = knownOf(over.length === 0 ? 'other' : { of: over });
  return !all.places.has('body') && !all.isOther;
}

function knownOf(origin: ValueOrigin): Known {
  switch (origin) {
    case 'body':
    case 'whole':
      return { ...NOTHING, places: new Set(['body']), isSent: true };
    case 'beside':
      return { ...NOTHING, places: new Set(['beside']), isSent: true };
    case 'fixed':
      return NOTHING;
    case 'held':
      return { ...NOTHING, isHeld: true };
    default:
  }
  // What is open to the end is not known.
  if (typeof origin !== 'object' || 'param' in origin || 'call' in origin) return { ...NOTHING, isOther: true };
  if ('mac' in origin)
    return { ...NOTHING, isOther: true, hasMac: true, isProof: isOwnKey(origin.mac) && !leavesBodyOut(origin.over) };
  const parts = ('of' in origin ? origin.of : origin.any).map(knownOf);
  const all = {
    places: new Set(parts.flatMap(({ places }) => [...places])),
    isHeld: parts.some(({ isHeld }) => isHeld),
    isOther: parts.some(({ isOther }) => isOther),
    hasMac: parts.some(({ hasMac }) => hasMac),
  };
  return 'of' in origin
    ? { ...all, isProof: false, isSent: all.places.size > 0 && !all.isOther && !all.hasMac }
    : {
        ...all,
        isProof: parts.every(({ isProof }) => isProof),
        isSent: !all.hasMac && parts.some(({ isSent }) => isSent),
      };
}

/** With what the parameters were given: `args` by their position. */
export function withArguments(origin: ValueOrigin, args: readonly ValueOrigin[]): ValueOrigin {
  if (typeof origin === 'number') return args[origin] ?? 'other';
  if (typeof origin !== 'object') return origin;
  if ('param' in origin) {
    const arg = args[origin.param] ?? 'other';
    if (arg === 'whole') return sentPart(origin.path);
    return typeof arg === 'number' ? { param: arg, path: origin.path } : madeFrom(arg);
  }
  const all = (parts: readonly ValueOrigin[]): readonly ValueOrigin[] => parts.map((part) => withArguments(part, args));
  if ('call' in origin) return bounded({ ...origin, with: all(origin.with) });
  if ('mac' in origin) return bounded({ mac: withArguments(origin.mac, args), over: all(origin.over) });
  return 'of' in origin ? madeFrom(madeOf(all(origin.of))) : madeOf(all(origin.any), 'any');
}
