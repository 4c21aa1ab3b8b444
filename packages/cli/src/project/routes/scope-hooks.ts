/** Hooks of servers and plugins: when they run, and for which routes. */
import { handlerArg } from './chain-links.js';
import { childRouter, childrenOf } from './mounted-routers.js';
import type { Registration } from './registrations.js';
import { doubted, notFollowed } from './settled-links.js';
import { placeOf, type Active, type WalkInput } from './walking.js';

/** Hooks that run for all routes of a server, in whichever of its plugins they are put there. */
export function hooksEverywhere(input: WalkInput, root: string): readonly Active[] {
  const seen = new Set([root]);
  for (const router of seen)
    for (const one of input.groups.get(router) ?? [])
      for (const child of childrenOf(input, one)) seen.add(child.router);
  const hooks = [...seen]
    .flatMap((router) => input.groups.get(router) ?? [])
    .filter((one) => isHookOfScope(one) && reachOf(one) !== 'own');
  return inTime(hooks).flatMap((hook) =>
    linksOf(input, hook).map((one) =>
      reachOf(hook) === 'all' ? one : { ...one, link: doubted(one.link, 'for which routes it runs is not known') },
    ),
  );
}

/** For which routes a hook runs: those of all plugins, or those beside it. */
export function reachOf({ mount, call }: Registration): 'all' | 'own' | 'unknown' {
  if (!mount?.everywhere) return 'own';
  const { unless } = mount.everywhere;
  const options = call.fact.args[unless.arg];
  if (!options) return 'all';
  if (!options.properties || Object.hasOwn(options.properties, '...')) return 'unknown';
  return Object.hasOwn(options.properties, unless.property) ? 'own' : 'all';
}

export function isHookOfScope({ fact, mount }: Registration): boolean {
  return fact.kind === 'hook' && mount?.scope === 'encapsulated';
}

/** Plugins nobody knows: they may hook into the routes beside them, wherever they are written. */
export function unknownPlugins(input: WalkInput, registration: Registration): Active[] {
  const { fact, file, mount } = registration;
  if (mount?.scope !== 'encapsulated' || fact.kind !== 'mount') return [];
  return fact.handlers.flatMap((arg): Active[] => {
    const parsed = handlerArg(input.resolver, input.book, input.calls, file, arg, placeOf(registration));
    const isUnknown =
      parsed.fn === null &&
      (parsed.thing === null || parsed.thing.kind === 'package') &&
      childRouter(input, registration, parsed) === null;
    return isUnknown
      ? [
          {
            link: notFollowed(parsed.link, 'whether it puts hooks before the routes beside it is not known'),
            path: '',
            by: [registration],
          },
        ]
      : [];
  });
}

/** Hooks run by their time, those of one time as they were written. */
export function inTime(hooks: readonly Registration[]): readonly Registration[] {
  const time = (hook: Registration): number => hook.mount?.before?.is.indexOf(timeOf(hook) ?? '') ?? 0;
  return [...hooks].sort((a, b) => time(a) - time(b));
}

function timeOf({ mount, call }: Registration): string | undefined {
  return mount?.before && call.fact.args[mount.before.arg]?.text;
}

export function linksOf(input: WalkInput, registration: Registration): Active[] {
  const { fact, file, mount } = registration;
  const when = timeOf(registration);
  // It runs when the handler has run, or not for requests at all.
  if (when !== undefined && !mount?.before?.is.includes(when)) return [];
  return fact.handlers.map((arg) => {
    const { link } = handlerArg(input.resolver, input.book, input.calls, file, arg, placeOf(registration));
    return {
      link: mount?.before && when === undefined ? doubted(link, 'when this hook runs is not known') : link,
      path: '',
      by: [registration],
    };
  });
}
