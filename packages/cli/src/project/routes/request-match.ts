import type { ArgFact, ConditionFact } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import { startsWithPath } from './paths.js';
import { covers } from './path-patterns.js';
import { valueBelow } from './value-below.js';

/** What is known of the requests of one route, as far as conditions in middleware ask for it. */
export interface RouteRequest {
  readonly method: string;
  /** Full path; parts that are not constant are `:?`. */
  readonly path: string;
  /** Keys of metadata that decorators attach to the route. `null`: it is not known which. */
  readonly metadata: readonly string[] | null;
}

/**
 * False only where no request of the route can meet all the conditions. A condition that is not understood may always
 * be met.
 */
export function mayMeet(conditions: readonly ConditionFact[], request: RouteRequest, below?: string): boolean {
  return methodsOf(request).some((method) =>
    conditions.every((condition) => mayHold(condition, { ...request, method }, below)),
  );
}

/**
 * The path in these conditions that is the route's own, to its first parameter: the route is meant, and nothing that
 * only begins or ends alike.
 */
export function pathOfRoute(
  conditions: readonly ConditionFact[],
  { path }: RouteRequest,
  below?: string,
): string | null {
  // What is read of the path is all of it, or what is left where the guard hangs.
  const parts = [path, ...(below !== undefined && path.startsWith(`${below}/`) ? [path.slice(below.length)] : [])];
  for (const condition of conditions) {
    if ((condition.on !== 'path' && condition.on !== 'url') || !condition.holds) continue;
    const { how } = condition;
    if (how !== 'is' && how !== 'starts') continue;
    const found = condition.values.find((value) =>
      parts.some((part) => isOwn(how, value.toLowerCase(), part.toLowerCase())),
    );
    if (found !== undefined) return found;
  }
  return null;
}

function isOwn(how: 'is' | 'starts', value: string, path: string): boolean {
  const open = path.search(/[:*]/);
  if (segmentsOf(value).length === 0) return false;
  if (open < 0) return value.replace(/\/$/, '') === path;
  const isOpenToTheEnd = segmentsOf(path.slice(open)).every((segment) => /^[:*]/.test(segment));
  return how === 'starts' && isOpenToTheEnd && value === path.slice(0, open);
}

/** No request meets all of both. */
export function exclude(some: readonly ConditionFact[], others: readonly ConditionFact[]): boolean {
  const asked = ({ holds: _holds, ...rest }: ConditionFact): string => JSON.stringify(rest);
  return some.some((one) => others.some((other) => one.holds !== other.holds && asked(one) === asked(other)));
}

/** A condition with the values of the list it asks, where another file holds it; null where they are not known. */
export function withValues(resolver: Resolver, file: string, condition: ConditionFact): ConditionFact | null {
  if (condition.on === 'method' || condition.on === 'metadata') return condition;
  if (condition.exported !== undefined && resolver.isFilled(file, condition.exported)) return null;
  if (!condition.list) return condition;
  const { list, ...rest } = condition;
  const found = list.ref && resolver.exportFactOf(file, list.ref);
  const value = found && valueBelow(found.fact.value, found.path);
  const texts = (value?.elements ?? []).map(({ constant }) => constant);
  const isWhole = value?.elements !== undefined && texts.every((text) => typeof text === 'string');
  return isWhole ? { ...rest, values: texts } : null;
}

/** Name by which a key of metadata is told from others: its text, or the name of the constant. */
export function metadataKey(arg: ArgFact | undefined): string | null {
  if (arg?.text !== undefined) return arg.text;
  const ref = arg?.ref;
  if (ref?.kind === 'import') return ref.path.at(-1) ?? ref.name;
  return ref?.kind === 'unknown' && ref.text !== '' ? ref.text : null;
}

function mayHold(condition: ConditionFact, request: RouteRequest, below: string | undefined): boolean {
  switch (condition.on) {
    case 'method':
      return request.method === 'ALL' || condition.values.includes(request.method) === condition.holds;
    case 'metadata': {
      if (!condition.holds) return true;
      const key = metadataKey(condition.key);
      return (
        request.metadata === null || (request.metadata.length > 0 && (key === null || request.metadata.includes(key)))
      );
    }
    case 'path':
    case 'url':
      // Where the middleware hangs decides which part of the path it sees: what must hold of it may not hold of all
      // parts.
      return condition.holds
        ? condition.values.some((value) =>
            partsOf(request.path, below).some((part) => mayMatch(condition, value.toLowerCase(), part)),
          )
        : !condition.values.some((value) =>
            partsOf(request.path, below).every((part) => mustMatch(condition, value, part)),
          );
    default:
      return condition satisfies never;
  }
}

/** Methods by which clients reach a route: what answers GET is run by HEAD as well. */
function methodsOf({ method }: RouteRequest): readonly string[] {
  const own = method.toUpperCase();
  return own === 'GET' ? [own, 'HEAD'] : [own];
}

/** The path, and what is left of it below the mount point, or below each where that is not known. */
function partsOf(path: string, below: string | undefined): string[] {
  const isKnown = below !== undefined && !/[:*]/.test(below) && startsWithPath(path, below);
  const known = isKnown ? [path, path.slice(below === '/' ? 0 : below.length) || '/'] : null;
  if (known) return known.flatMap((part) => [part.toLowerCase(), `${part.toLowerCase().replace(/\/$/, '')}/`]);
  const segments = path
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');
  // A slash at the end makes no difference to most routers, and the client may write one.
  return [
    ...segments.flatMap((_, index) => {
      const part = `/${segments.slice(index).join('/')}`;
      return [part, `${part}/`];
    }),
    '/',
  ];
}

function mayMatch({ how, on }: Extract<ConditionFact, { on: 'path' | 'url' }>, value: string, path: string): boolean {
  const open = path.search(/[:*]/);
  const fixed = open < 0 ? path : path.slice(0, open);
  switch (how) {
    case 'is': {
      const wanted = segmentsOf(value.replace(/[?#].*$/, ''));
      const given = segmentsOf(path);
      if (given.some((segment) => segment === ':?' || segment.startsWith('*'))) return true;
      return (
        wanted.length === given.length &&
        given.every((segment, index) => segment.startsWith(':') || segment === wanted[index])
      );
    }
    case 'starts':
      if (on === 'url' && /[?#]/.test(value) && value.startsWith(fixed) && /^[?#]/.test(value.slice(fixed.length)))
        return true;
      return value.length <= fixed.length ? fixed.startsWith(value) : open >= 0 && value.startsWith(fixed);
    case 'ends':
      // The client writes what follows the path.
      return on === 'url' || open >= 0 || path.endsWith(value);
    case 'has':
      return on === 'url' || open >= 0 || path.includes(value);
    case 'matches': {
      const prefix = /^\/\^((?:\\[/.-]|[\w-])+)/.exec(value)?.[1]?.replaceAll('\\', '');
      // Only a fixed beginning is compared; the expression itself is never run.
      return prefix === undefined || /^\/\^(?:\\[/.-]|[\w-])+[?*+{|]/.test(value) || value.includes('|')
        ? true
        : mayMatch({ how: 'starts', on, values: [], holds: true }, prefix, path);
    }
    case 'fits': {
      // Only what stands before the first sign of a pattern is compared; a letter before `?` may be missing.
      const sign = value.search(/[*?+!@[\](){}:|\\]/);
      if (sign < 0) return mayMatch({ how: 'is', on, values: [], holds: true }, value, path);
      const prefix = value.slice(0, value[sign] === '?' ? Math.max(0, sign - 1) : sign);
      return mayMatch({ how: 'starts', on, values: [], holds: true }, prefix, path);
    }
    default:
      return how satisfies never;
  }
}

/**
 * Certain however the client writes the path. Most routers do not tell upper case from lower, so only an expression that
 * does not either is certain; one with anything in it but plain text is not read.
 */
function mustMatch(
  { how, ignoresCase }: Extract<ConditionFact, { on: 'path' | 'url' }>,
  value: string,
  path: string,
): boolean {
  if (how === 'fits') return ignoresCase === true && covers(value.toLowerCase(), path) === 'all';
  const [, isWhole, plain] =
    (how === 'matches' && /^\/(\^?)((?:\\[/.-]|[\w-]|\/)+)\/[dgsuvy]*i[dgsuvy]*$/.exec(value)) || [];
  if (plain === undefined) return false;
  const text = plain.replaceAll('\\', '').toLowerCase();
  const fixed = path.replace(/[:*].*$/, '');
  return isWhole === '^' ? fixed.startsWith(text) : fixed.includes(text);
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
