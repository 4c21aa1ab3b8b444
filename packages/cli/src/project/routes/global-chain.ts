import type { ArgFact } from '@backend-architect/analysis';
import { handlerArg } from './chain-links.js';
import type { LinkedCall } from '../call-linker.js';
import type { ControllerInput } from './controller-input.js';
import { providersOf } from './module-lists.js';
import { middlewareScope, type MiddlewareScope } from './middleware-scope.js';
import { nestedModules, type NestedModules } from './nested-modules.js';
import { coverage, joinPath } from './paths.js';
import { routerKey, type Registration } from './registrations.js';
import { runsForRequests } from './runs-for-requests.js';
import { NO_DUTIES } from './duties.js';
import { doubted, inOrder, linkWith, withoutEffect, type OpenLink } from './settled-links.js';
import type { Target } from './controller-input.js';
import { libraryOf } from '../things.js';

export interface GlobalChain {
  readonly prefix: string;
  linksFor(target: Target): OpenLink[];
}

interface Conditional {
  readonly link: OpenLink;
  readonly order: number;
  /** `some`: whether it stands before this route is not known. */
  applies(target: Target): 'all' | 'some' | 'none';
}

/** Order in which a request passes what stands before every controller. */
const ORDER: Readonly<Record<string, number>> = { middleware: 0, use: 0, guards: 1, interceptors: 2, pipes: 3 };

/**
 * Guards, pipes and middleware of the whole application: registered on it, provided under its tokens, or applied by a
 * module.
 */
export function globalChain(input: ControllerInput): GlobalChain {
  const found: Conditional[] = [];
  const modules = nestedModules(input);
  const servers = serversBehind(input);
  let prefix = '';
  let hasExceptions = false;
  for (const { fact, file, call, router } of input.registrations) {
    // Routes and plain servers beside the application are no part of it; a server it was made on may be.
    if (fact.kind === 'route') continue;
    if (!isApplication(input, fact.symbol)) {
      if (servers.has(router))
        for (const arg of fact.handlers)
          found.push({
            link: handlerArg(input.resolver, input.book, input.calls, file, arg).link,
            order: 0,
            applies: () => 'some',
          });
      continue;
    }
    const hook = fact.kind === 'hook' ? (fact.method ?? '') : 'use';
    if (hook === 'prefix') {
      prefix = fact.path ?? call.fact.args[0]?.text ?? ':?';
      hasExceptions = call.fact.args.length > 1;
    }
    if (!Object.hasOwn(ORDER, hook)) continue;
    const scope =
      hook === 'middleware' ? middlewareScope(input, file, call.fact) : belowPrefix(mountScope(input, file, fact));
    const sure = isSure(input, call, router) ? 'all' : 'some';
    for (const arg of scope.handlers) {
      const { link } = handlerArg(input.resolver, input.book, input.calls, file, arg, {
        as: hook === 'guards' ? 'guard' : 'chain',
      });
      const within = hook === 'middleware' ? modules.ofConsumer(file, call.fact.fn) : modules.ofApplication(router);
      found.push({
        link: inTurn(link, hook),
        order: ORDER[hook] ?? 0,
        applies: (target) => least(sure, least(within(target.controller), scope.applies(target))),
      });
    }
  }
  /** Plain middleware sees the whole path, the prefix included, unless the route is excepted from it. */
  function belowPrefix(scope: MiddlewareScope): MiddlewareScope {
    return {
      ...scope,
      applies(target) {
        const whole = scope.applies({ ...target, path: joinPath(prefix, target.path) });
        return !hasExceptions || scope.applies(target) === whole ? whole : 'some';
      },
    };
  }

  found.push(...provided(input, modules));
  const sorted = found.sort((a, b) => a.order - b.order);
  return {
    prefix,
    linksFor: (target) =>
      inOrder(
        sorted.flatMap((entry): OpenLink[] => {
          const covered = entry.applies(target);
          if (covered === 'none') return [];
          return [
            covered === 'all'
              ? entry.link
              : withoutEffect(doubted(entry.link, 'that it stands before this route is not known')),
          ];
        }),
      ),
  };
}

/** Guards of controllers run before pipes and interceptors of the whole application. */
function inTurn(link: OpenLink, hook: string): OpenLink {
  return (ORDER[hook] ?? 0) > ORDER['guards']! ? withoutEffect(link) : link;
}

/** Routers handed to what makes an application: `create(AppModule, new Adapter(server))`. */
function serversBehind(input: ControllerInput): ReadonlySet<string> {
  const found = new Set<string>();
  for (const call of input.calls.values()) {
    if (!call.target?.call.returns || !isApplication(input, call.target.symbol)) continue;
    for (const arg of call.fact.args.slice(1)) {
      for (const given of [arg, ...(arg.call ?? [])]) {
        const thing = input.resolver.argument(call.file, given);
        const key = thing && routerKey(thing);
        if (key) found.add(key);
      }
    }
  }
  return found;
}

/** It is set before the application is, and whatever happens. */
function isSure(input: ControllerInput, { file, fact }: LinkedCall, router: string): boolean {
  if (fact.condition === 'sometimes') return false;
  const ends = [...input.calls.values()].filter(
    (call) =>
      call.file === file &&
      call.fact.fn === fact.fn &&
      call.target?.call.settlesRoutes &&
      originOf(input, call) === router,
  );
  // Where the application starts only if it was passed, it does not matter that it may be.
  const isSkipped = (fact.skips ?? []).some(
    (part) => !ends.some((call) => part[0] <= call.fact.at[0] && call.fact.at[1] <= part[1]),
  );
  return !isSkipped && !ends.some((call) => call.fact.at[0] < fact.at[0]);
}

function originOf(input: ControllerInput, { file, fact, self }: LinkedCall): string | null {
  const thing = fact.receiver ? input.resolver.resolve(file, fact.receiver, self) : null;
  return thing && routerKey(thing);
}

function least(a: 'all' | 'some' | 'none', b: 'all' | 'some' | 'none'): 'all' | 'some' | 'none' {
  return a === 'none' || b === 'none' ? 'none' : a === 'some' || b === 'some' ? 'some' : 'all';
}

/** `app.use('/a', guard)`. A first argument that is no function may be a path that is not known. */
function mountScope(input: ControllerInput, file: string, fact: Registration['fact']): MiddlewareScope {
  const { path, handlers } = fact;
  if (path !== undefined && path !== '') return { handlers, applies: (target) => coverage(target.path, path) };
  const [first] = handlers;
  const runs =
    handlers.length <= 1 || (first !== undefined && runsForRequests(input.resolver, input.calls, file, first));
  return runs ? { handlers, applies: () => 'all' } : { handlers: handlers.slice(1), applies: () => 'some' };
}

/** Only frameworks whose routes are declared with decorators pass their global middleware on to them. */
function isApplication(input: ControllerInput, symbol: string): boolean {
  const library = libraryOf(symbol);
  return input.resolver.registry.models.some(
    (model) =>
      model.library === library &&
      Object.values(model.types ?? {}).some((type) =>
        Object.values(type.members ?? {}).some((member) => member.call?.mount?.hook === 'guards'),
      ),
  );
}

/** `{ provide: TOKEN, useClass: Guard }` where the token stands before every route. */
function provided(input: ControllerInput, modules: NestedModules): Conditional[] {
  return providersOf(input.resolver).flatMap(({ file, arg: entry, module }): Conditional[] => {
    const place = placeOf(input, file, entry);
    const given = entry.properties?.['useClass'] ?? entry.properties?.['useExisting'] ?? entry.properties?.['useValue'];
    const factory = given ? undefined : entry.properties?.['useFactory'];
    if (place === null || !(given ?? factory)) return [];
    const as = place === 'guards' ? 'guard' : 'chain';
    const link = factory
      ? linkMade(input, file, factory, as)
      : handlerArg(input.resolver, input.book, input.calls, file, given!, { as }).link;
    const within = modules.ofModule(`${module.file}#${module.owner.name}`);
    return [{ link: inTurn(link, place), order: ORDER[place] ?? 0, applies: (target) => within(target.controller) }];
  });
}

/** What the function of a provider gives: the guard it makes, and no guard itself. */
function linkMade(input: ControllerInput, file: string, factory: ArgFact, as: 'guard' | 'chain'): OpenLink {
  const { link, thing } = handlerArg(input.resolver, input.book, input.calls, file, factory, { as });
  const made = thing && input.resolver.resultOf(thing, 'call');
  return linkWith(
    { name: made?.kind === 'instance' ? made.name : link.name, file: link.file, at: link.at },
    made ? input.book.ofThing(made, as) : { ...NO_DUTIES, doubt: { what: 'what its factory gives is not known' } },
  );
}

function placeOf(input: ControllerInput, file: string, entry: ArgFact): string | null {
  const token = entry.properties?.['provide'];
  const thing = token?.ref ? input.resolver.resolve(file, token.ref) : null;
  const place =
    thing?.kind === 'library' && thing.meaning.kind === 'member' ? thing.meaning.ref.member.provides : undefined;
  return place !== undefined && Object.hasOwn(ORDER, place) ? place : null;
}
