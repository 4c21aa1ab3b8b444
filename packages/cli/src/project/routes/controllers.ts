import type { ArgFact, ClassFact } from '@backend-architect/analysis';
import { idOf, libraryOf } from '../things.js';
import type { ChainLink, Route } from '../types.js';
import { handlerArg } from './chain-links.js';
import { describedRoutes } from './contract-registrations.js';
import { decoratorMeanings, flatArgs, type DecoratorMeaning } from './decorator-meaning.js';
import type { GlobalChain } from './global-chain.js';
import { joinPath } from './paths.js';
import { metadataKey } from './request-match.js';
import { doubted, settledFor, withoutEffect, type OpenLink } from './settled-links.js';
import { insideLinks } from './inside-links.js';
import type { ControllerInput } from './controller-input.js';

/** Names of decorators and keys of metadata by which projects say that a route needs no login. */
const PUBLIC = new RegExp(
  String.raw`^(?:is_?)?(?:public(?:_?(?:route|api|endpoint|key))?|(?:skip|no|without|bypass|disable|` +
    String.raw`ignore)_?(?:jwt_?)?auth(?:entication|guard|orization)?(?:_?key)?|allow_?(?:anonymous|` +
    String.raw`unauthenticated|unauthorized(?:_?request)?)|unauthenticated|unprotected|anonymous|guest|` +
    String.raw`open_?(?:route|api|endpoint))$`,
  'i',
);

/** Routes declared with decorators on classes. */
export function controllerRoutes(input: ControllerInput, chain: GlobalChain): Route[] {
  const routes: Route[] = [];
  for (const [file, facts] of input.resolver.files) {
    if (facts.role === 'test') continue;
    for (const owner of facts.classes) routes.push(...routesOfClass(input, chain, file, owner));
  }
  return routes;
}

function routesOfClass(input: ControllerInput, chain: GlobalChain, file: string, owner: ClassFact): Route[] {
  const onClass = meaningsOf(input, file, owner.decorators);
  const controllers = onClass.filter((meaning) => meaning.model.is === 'controller');
  const isAlone = controllers.length === 0;
  if (isAlone && !owner.methods.some(({ decorators }) => decorators.length > 0)) return [];
  const classPaths = isAlone ? [''] : controllers.flatMap((meaning) => pathsIn(meaning));
  const before = beforeMethods(input, chain, file, owner, onClass);
  return methodsWithInherited(input, file, owner).flatMap(({ file: methodFile, method }) => {
    const onMethod = meaningsOf(input, methodFile, method.decorators);
    return onMethod.flatMap((meaning): Route[] => {
      if (meaning.model.is !== 'route' || (isAlone && !meaning.model.alone)) return [];
      return requestsOf(input, meaning).flatMap(({ method: httpMethod, path: methodPath }) =>
        classPaths.map((classPath): Route => {
          const path = joinPath(classPath ?? ':?', methodPath ?? ':?');
          const { links, declaredPublic, isKnown } = before(methodFile, method, onMethod, { path, method: httpMethod });
          return {
            framework: libraryOf(meaning.symbol),
            method: httpMethod,
            path: joinPath(chain.prefix, path),
            file,
            at: meaning.at.at,
            chain: links,
            handler: idOf(methodFile, method.fn),
            handlerName: `${owner.name}.${method.name}`,
            complete: classPath !== null && methodPath !== null && isKnown && !chain.prefix.includes(':?'),
            ...(declaredPublic !== null && { declaredPublic }),
          };
        }),
      );
    });
  });
}

export function meaningsOf(
  { resolver, callsBy }: Pick<ControllerInput, 'resolver' | 'callsBy'>,
  file: string,
  decorators: ClassFact['decorators'],
): DecoratorMeaning[] {
  return decorators.flatMap((decorator) => decoratorMeanings(resolver, callsBy, file, decorator));
}

type Method = ClassFact['methods'][number];

/** What stands before a method that runs for requests. */
export interface BeforeMethod {
  readonly links: readonly ChainLink[];
  /** The decorator or metadata that declares it public. */
  readonly declaredPublic: string | null;
  /** Each link is known for what it is. */
  readonly isKnown: boolean;
}

/** What stands before the methods of a class: of the whole application, of the class and its parents, of each method. */
export function beforeMethods(
  input: ControllerInput,
  chain: GlobalChain,
  file: string,
  owner: ClassFact,
  onClass: readonly DecoratorMeaning[],
): (
  methodFile: string,
  method: Method,
  onMethod: readonly DecoratorMeaning[],
  request: { readonly path: string; readonly method: string },
) => BeforeMethod {
  // Metadata of a class holds for the classes that extend it.
  const classGuards = [...inheritedGuards(input, file, owner), ...guardLinks(input, onClass)];
  return (methodFile, { fn, decorators }, onMethod, { path, method }) => {
    const meanings = [...onMethod, ...onClass];
    const written = [...decorators, ...owner.decorators];
    const application = chain.linksFor({ path, method, controller: `${file}#${owner.name}` });
    const links = [...application, ...classGuards, ...guardLinks(input, onMethod)];
    return {
      links: settledFor([...links, ...insideLinks(input, idOf(methodFile, fn))], {
        method,
        path: joinPath(chain.prefix, path),
        metadata: keysOf(meanings, written),
      }),
      declaredPublic: publicBy(meanings, written),
      isKnown: links.every((link) => link.evidence !== 'unknown' || link.fn !== undefined || link.name !== '<unknown>'),
    };
  };
}

/** A controller has the routes of the controllers it extends. */
function methodsWithInherited(
  input: ControllerInput,
  file: string,
  owner: ClassFact,
): { file: string; method: ClassFact['methods'][number] }[] {
  const found = owner.methods.map((method) => ({ file, method }));
  let parent = input.resolver.classes.parentOf(file, owner.name, input.resolver);
  for (let hops = 0; parent?.kind === 'instance' && hops < 5; hops += 1) {
    const fact = input.resolver.classes.fact(parent.file, parent.name);
    for (const method of fact?.methods ?? [])
      if (parent.kind === 'instance' && !found.some((known) => known.method.name === method.name))
        found.push({ file: parent.file, method });
    parent = input.resolver.classes.parentOf(parent.file, parent.name, input.resolver);
  }
  return found;
}

function inheritedGuards(input: ControllerInput, file: string, owner: ClassFact): OpenLink[] {
  const found: OpenLink[] = [];
  let parent = input.resolver.classes.parentOf(file, owner.name, input.resolver);
  for (let hops = 0; parent?.kind === 'instance' && hops < 5; hops += 1) {
    const { file: place, name } = parent;
    const decorators = input.resolver.classes.fact(place, name)?.decorators ?? [];
    found.unshift(
      ...guardLinks(
        input,
        decorators.flatMap((decorator) => decoratorMeanings(input.resolver, input.callsBy, place, decorator)),
      ),
    );
    parent = input.resolver.classes.parentOf(place, name, input.resolver);
  }
  return found;
}

/** The requests a decorator of a method says, itself or by the description of routes it is given. */
function requestsOf(
  input: ControllerInput,
  meaning: DecoratorMeaning,
): readonly { readonly method: string; readonly path: string | null }[] {
  const { model, args, file } = meaning;
  if (model.is !== 'route') return [];
  const { method, described, pathArg } = model;
  const arg = args[pathArg];
  if (!described || !arg) return pathsIn(meaning).map((path) => ({ method, path }));
  const routes = describedRoutes(input, { ...arg, file });
  return routes.length > 0
    ? routes.map((route) => ({ method: route.method, path: route.path ?? null }))
    : [{ method, path: null }];
}

/** The paths a decorator of a class or method says. */
function pathsIn({ model, args }: DecoratorMeaning): (string | null)[] {
  if (model.is !== 'controller' && model.is !== 'route') return [];
  const arg = args[model.pathArg];
  const isSettings = model.is === 'controller' && arg?.properties !== undefined;
  const said = isSettings && model.pathProperty !== undefined ? arg.properties?.[model.pathProperty] : arg;
  const paths = isSettings && model.pathProperty === undefined ? [''] : pathsOf(said);
  return model.braces ? paths.map((path) => path && path.replaceAll(/\{(\w+)\}/g, ':$1')) : paths;
}

/** Constant paths, `null` for one that is not known. No argument is the path of the parent. */
function pathsOf(arg: ArgFact | undefined): (string | null)[] {
  if (!arg) return [''];
  if (arg.list) return arg.list.map((entry) => entry.text ?? null);
  return [arg.text ?? null];
}

function guardLinks(input: ControllerInput, meanings: readonly DecoratorMeaning[]): OpenLink[] {
  return meanings.flatMap((meaning) =>
    linksOf(input, meaning).map((link) =>
      meaning.isUnsure ? doubted(link, 'the decorator sets it only under a condition') : link,
    ),
  );
}

/** What its arguments put before the method or class it stands at. */
function linksOf(input: ControllerInput, meaning: DecoratorMeaning): OpenLink[] {
  const { model } = meaning;
  if (model.is === 'route' && model.behind !== undefined)
    return [{ name: model.behind, file: meaning.at.file, at: meaning.at.at, duties: [], evidence: 'unknown' }];
  const from =
    model.is === 'links' ? 0 : model.is === 'route' || model.is === 'controller' ? model.linksFrom : undefined;
  if (from !== undefined)
    return flatArgs(meaning.args.slice(from)).map((arg) => ({
      ...handlerArg(input.resolver, input.book, input.calls, meaning.file, arg).link,
      file: meaning.at.file,
      at: meaning.at.at,
    }));
  if (model.is !== 'guards' && model.is !== 'pipes' && model.is !== 'interceptors') return [];
  if (model.is === 'guards' && model.duty && meaning.args.length === 0)
    return [
      { name: meaning.symbol, file: meaning.at.file, at: meaning.at.at, duties: model.duty, evidence: 'decorator' },
    ];
  return flatArgs(meaning.args).map((arg) => {
    const { link } = handlerArg(input.resolver, input.book, input.calls, meaning.file, arg, {
      as: model.is === 'guards' ? 'guard' : 'chain',
    });
    const duties =
      model.is === 'guards' && model.duty ? [...new Set([...model.duty, ...link.duties])].sort() : link.duties;
    // A pipe or interceptor that is not known is still no guard.
    const evidence =
      link.evidence === 'unknown' && (duties.length > 0 || model.is !== 'guards') ? 'decorator' : link.evidence;
    // Guards run before pipes and interceptors, wherever they are written.
    return {
      ...(model.is === 'guards' ? link : withoutEffect(link)),
      file: meaning.at.file,
      at: meaning.at.at,
      duties,
      evidence,
    };
  });
}

/** Keys of the metadata on a route; `null` when one of them is not known, or a decorator is not understood. */
function keysOf(
  meanings: readonly DecoratorMeaning[],
  written: readonly ClassFact['decorators'][number][],
): readonly string[] | null {
  const keys = meanings.flatMap((meaning) =>
    meaning.model.is === 'metadata' && meaning.model.keyArg !== undefined && !isSwitchedOff(meaning)
      ? [metadataKey(meaning.args[meaning.model.keyArg])]
      : [],
  );
  const known = keys.filter((key) => key !== null);
  const isUnderstood = written.every((decorator) => decorator.ref.kind !== 'unknown');
  return known.length < keys.length || !isUnderstood ? null : known;
}

/** `SetMetadata('isPublic', false)` */
function isSwitchedOff({ args }: DecoratorMeaning): boolean {
  return args[1]?.boolean === false;
}

/** Name of the decorator or metadata key that declares a route public, or null. */
function publicBy(
  meanings: readonly DecoratorMeaning[],
  written: readonly ClassFact['decorators'][number][],
): string | null {
  for (const meaning of meanings) {
    if (meaning.model.is !== 'metadata') continue;
    const key = meaning.args[0]?.text ?? (meaning.args[0]?.ref?.kind === 'import' ? meaning.args[0].ref.name : '');
    const off = meaning.args[1]?.boolean === false;
    const name = meaning.through[0]?.name ?? '';
    if (!off && (PUBLIC.test(key) || PUBLIC.test(name))) return name || key;
  }
  return written.find((decorator) => PUBLIC.test(decorator.name) && decorator.ref.kind !== 'library')?.name ?? null;
}
