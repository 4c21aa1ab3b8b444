import type { ArgFact, CallFact } from '@backend-architect/analysis';
import { keyOf } from '../things.js';
import type { ControllerInput } from './controller-input.js';
import { flatArgs } from './decorator-meaning.js';
import type { Target } from './controller-input.js';
import { coverage } from './paths.js';

export interface MiddlewareScope {
  readonly handlers: readonly ArgFact[];
  /** `some`: a part of what it is applied to, or left out of, is not known. */
  applies(target: Target): 'all' | 'some' | 'none';
}

/**
 * `consumer.apply(X, Y).exclude('a').forRoutes(C, 'b').apply(Z).forRoutes('*')`: what follows a call, up to the next
 * one like it, says where its middleware runs.
 */
export function middlewareScope(input: ControllerInput, file: string, apply: CallFact): MiddlewareScope {
  const chained = (input.resolver.files.get(file)?.calls ?? [])
    .filter((call) => call.at[0] === apply.at[0] && call.at[1] > apply.at[1])
    .sort((a, b) => a.at[1] - b.at[1]);
  const names = apply.chain ?? [];
  const end = names.indexOf('apply');
  const own = chained.slice(0, Math.min(end < 0 ? names.length : end, chained.length));
  const named = (name: string): readonly ArgFact[] =>
    own.filter((_, index) => names[index] === name).flatMap((call) => flatArgs(call.args));
  const wanted = named('forRoutes');
  const without = named('exclude');
  return {
    handlers: flatArgs(apply.args),
    applies(target) {
      const reached = wanted.map((arg) => coversTarget(input, file, arg, target));
      if (reached.every((one) => one === 'none')) return 'none';
      // What may be left out for some requests is not known to run for all.
      const left = without.map((arg) => leavesOut(arg, target));
      if (left.includes('all')) return 'none';
      return reached.includes('all') && !left.includes('some') ? 'all' : 'some';
    },
  };
}

function coversTarget(input: ControllerInput, file: string, arg: ArgFact, target: Target): 'all' | 'some' | 'none' {
  const place = arg.text ?? arg.properties?.['path']?.text;
  if (place !== undefined) {
    if (isOtherMethod(arg, target)) return 'none';
    const path = place.replace(/\(\.\*\)$|\{?\/?\*\w*\}?$/, '');
    const isOpen = path !== place;
    if (path === '' || path === '/') return isOpen || target.path === '/' ? methodCovers(arg, target) : 'none';
    // With a method it is a route of its own; without, everything below is matched too.
    const isRoute = !isOpen && methodOf(arg) !== 'ALL';
    const covered =
      isRoute && segments(path).length < segments(target.path).length ? 'none' : coverage(target.path, path);
    return covered === 'all' ? methodCovers(arg, target) : covered;
  }
  const thing = arg.ref ? input.resolver.resolve(file, arg.ref) : null;
  if (thing?.kind === 'class') return keyOf(thing) === `class:${target.controller}` ? 'all' : 'none';
  return arg.properties && !arg.properties['path'] ? 'none' : 'some';
}

function leavesOut(arg: ArgFact, target: Target): 'all' | 'some' | 'none' {
  const place = arg.text ?? arg.properties?.['path']?.text;
  if (place === undefined) return 'some';
  if (isOtherMethod(arg, target)) return 'none';
  const path = place.replace(/\(\.\*\)$|\{?\/?\*\w*\}?$/, '');
  const given = segments(target.path);
  const isSame =
    path === place
      ? coverage(target.path, path) !== 'none' && segments(path).length >= given.length
      : coverage(target.path, path) !== 'none';
  // A prefix of the whole application may or may not be meant.
  if (isSame) return 'all';
  return coverage(path === '' ? '/' : `/${path}`, target.path) !== 'none' &&
    segments(path).length > given.length &&
    `/${path}`.replace(/^\/+/, '/').endsWith(`/${given.join('/')}`)
    ? 'some'
    : 'none';
}

function methodOf(arg: ArgFact): string | null {
  const method = arg.properties?.['method'];
  if (!method) return 'ALL';
  const { ref } = method;
  const name =
    method.text ??
    (ref?.kind === 'library'
      ? ref.symbol.slice(ref.symbol.lastIndexOf('.') + 1)
      : ref && 'path' in ref
        ? ref.path?.at(-1)
        : undefined);
  return name?.toUpperCase() ?? null;
}

function isOtherMethod(arg: ArgFact, target: Target): boolean {
  const method = methodOf(arg);
  return method !== null && method !== 'ALL' && target.method !== 'ALL' && method !== target.method.toUpperCase();
}

function methodCovers(arg: ArgFact, target: Target): 'all' | 'some' {
  const method = methodOf(arg);
  return method === 'ALL' || (method !== null && method === target.method.toUpperCase()) ? 'all' : 'some';
}

function segments(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
