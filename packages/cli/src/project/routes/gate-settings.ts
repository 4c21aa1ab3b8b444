/** Settings of a library that may stand in other files, themselves or spread into what does. */
import type { ArgFact, Ref, Value } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import type { Thing } from '../things.js';
import { valueBelow } from './value-below.js';

const MAX_DEPTH = 6;

/** An object of settings, with the file it is written in. */
export interface Holder {
  readonly file: string;
  readonly arg: ArgFact;
}

/** What stands in a place; `missing`: nothing, `unknown`: that is not seen. */
type Found<T> = T | 'missing' | 'unknown';

/** The function or thing that stands there. */
export function thingAt(resolver: Resolver, { file, arg }: Holder, path: readonly string[]): Found<Thing> {
  return at(resolver, file, arg, path, {
    whole: (one) => resolver.argument(file, one),
    behind: (ref) => thingBehind(resolver, file, ref, path),
  });
}

/** The constants that stand there, one or a list. */
export function constantsAt(
  resolver: Resolver,
  { file, arg }: Holder,
  path: readonly string[],
): Found<readonly (string | number | boolean)[]> {
  return at(resolver, file, arg, path, {
    whole: (one) => constantsOf(one) ?? valuesOf(one.ref && valueBehind(resolver, file, one.ref)),
    behind: (ref) => valuesBehind(resolver, file, ref, path),
  });
}

function at<T>(
  resolver: Resolver,
  file: string,
  arg: ArgFact,
  path: readonly string[],
  { whole, behind }: { readonly whole: (arg: ArgFact) => T | null; readonly behind: (ref: Ref) => Found<T> },
  depth = 0,
): Found<T> {
  const [name, ...rest] = path;
  if (depth > MAX_DEPTH) return 'unknown';
  if (name === undefined) return whole(arg) ?? 'unknown';
  const { properties, ref } = arg;
  if (!properties) return ref && path.length > 0 && depth === 0 ? behind(ref) : 'unknown';
  const names = Object.keys(properties);
  const own = names.includes(name) ? properties[name] : undefined;
  const spread = names.includes('...') ? properties['...'] : undefined;
  // Of what is spread in only the settings as a whole are followed.
  const others = !spread ? 'missing' : spread.of && depth === 0 ? behind(spread.of) : 'unknown';
  if (!own) return others;
  if (others !== 'missing' && names.indexOf('...') > names.indexOf(name)) return 'unknown';
  if (rest.length === 0 || own.properties) return at(resolver, file, own, rest, { whole, behind }, depth + 1);
  return 'unknown';
}

function thingBehind(resolver: Resolver, file: string, ref: Ref, path: readonly string[]): Found<Thing> {
  let current: Thing | null = resolver.resolve(file, ref);
  for (const name of path) {
    if (!current) return 'unknown';
    const inner: Thing | null = resolver.memberOf(current, name);
    if (!inner) return resolver.lacks(current, name) ? 'missing' : 'unknown';
    current = inner;
  }
  return current ?? 'unknown';
}

function valueBehind(resolver: Resolver, file: string, ref: Ref): Value | undefined {
  const found = resolver.exportFactOf(file, ref);
  return found ? valueBelow(found.fact.value, found.path) : undefined;
}

function valuesBehind(
  resolver: Resolver,
  file: string,
  ref: Ref,
  path: readonly string[],
): Found<readonly (string | number | boolean)[]> {
  let current = valueBehind(resolver, file, ref);
  for (const name of path) {
    if (!current?.properties) return 'unknown';
    if (!Object.hasOwn(current.properties, name)) return current.spread ? 'unknown' : 'missing';
    current = current.properties[name];
  }
  return valuesOf(current) ?? 'unknown';
}

function valuesOf(value: Value | undefined): readonly (string | number | boolean)[] | null {
  const constants = value && (value.elements ?? [value]).map(({ constant }) => constant);
  return constants?.every((one) => one !== undefined && one !== null) ? constants : null;
}

function constantsOf(arg: ArgFact): readonly (string | number | boolean)[] | null {
  const constants = (arg.list ?? [arg]).map(({ text, number, boolean, spread }) =>
    spread ? undefined : (text ?? number ?? boolean),
  );
  return constants.every((one) => one !== undefined) ? constants : null;
}
