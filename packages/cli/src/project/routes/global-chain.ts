import type { ArgFact, CallFact } from '@backend-architect/analysis';
import { keyOf } from '../things.js';
import type { ChainLink } from '../types.js';
import { handlerArg } from './chain-links.js';
import type { ControllerInput } from './controllers.js';
import { flatArgs } from './decorator-meaning.js';
import { startsWithPath } from './paths.js';

export interface Target {
  readonly path: string;
  readonly method: string;
  /** `file#Class`. */
  readonly controller: string;
}

export interface GlobalChain {
  readonly prefix: string;
  linksFor(target: Target): ChainLink[];
}

interface Conditional {
  readonly link: ChainLink;
  readonly order: number;
  applies(target: Target): boolean;
}

/** Order in which a request passes what stands before every controller. */
const ORDER: Readonly<Record<string, number>> = { middleware: 0, use: 0, guards: 1, interceptors: 2, pipes: 3 };

/** Guards, pipes and middleware of the whole application: registered on it, provided under its tokens, or applied by a module. */
export function globalChain(input: ControllerInput): GlobalChain {
  const found: Conditional[] = [];
  let prefix = '';
  for (const { fact, file, call } of input.registrations) {
    const hook = fact.kind === 'hook' ? (fact.method ?? '') : 'use';
    if (hook === 'prefix') prefix = fact.path ?? call.fact.args[0]?.text ?? ':?';
    if (!Object.hasOwn(ORDER, hook) || (fact.kind === 'mount' && !isApplication(input, fact.symbol))) continue;
    const scope = hook === 'middleware' ? scopeOf(input, file, call.fact) : fact.path ? (target: Target) => startsWithPath(target.path, fact.path ?? '') : () => true;
    for (const arg of fact.handlers) {
      const { link } = handlerArg(input.resolver, input.book, input.calls, file, arg, hook === 'guards' ? 'guard' : 'chain');
      found.push({ link, order: ORDER[hook] ?? 0, applies: scope });
    }
  }
  found.push(...provided(input));
  const sorted = found.sort((a, b) => a.order - b.order);
  return { prefix, linksFor: (target) => sorted.filter((entry) => entry.applies(target)).map((entry) => entry.link) };
}

/** Only frameworks whose routes are declared with decorators pass their global middleware on to them. */
function isApplication(input: ControllerInput, symbol: string): boolean {
  const library = symbol.slice(0, symbol.indexOf('#', 1));
  return input.resolver.registry.models.some((model) => model.library === library && Object.values(model.types ?? {}).some((type) => Object.values(type.members ?? {}).some((member) => member.call?.mount?.hook === 'guards')));
}

/** `{ provide: TOKEN, useClass: Guard }` where the token stands before every route. */
function provided(input: ControllerInput): Conditional[] {
  const found: Conditional[] = [];
  for (const [file, facts] of input.resolver.files) {
    if (facts.role === 'test') continue;
    for (const owner of facts.classes) {
      for (const decorator of owner.decorators) {
        for (const entry of decorator.args[0]?.properties?.['providers']?.list ?? []) {
          const place = placeOf(input, file, entry);
          const given = entry.properties?.['useClass'] ?? entry.properties?.['useExisting'] ?? entry.properties?.['useValue'] ?? entry.properties?.['useFactory'];
          if (place === null || !given) continue;
          const { link } = handlerArg(input.resolver, input.book, input.calls, file, given, place === 'guards' ? 'guard' : 'chain');
          found.push({ link, order: ORDER[place] ?? 0, applies: () => true });
        }
      }
    }
  }
  return found;
}

function placeOf(input: ControllerInput, file: string, entry: ArgFact): string | null {
  const token = entry.properties?.['provide'];
  const thing = token?.ref ? input.resolver.resolve(file, token.ref) : null;
  const place = thing?.kind === 'library' && thing.meaning.kind === 'member' ? thing.meaning.ref.member.provides : undefined;
  return place !== undefined && Object.hasOwn(ORDER, place) ? place : null;
}

/** `consumer.apply(X).exclude('a').forRoutes(C, 'b')`: what is chained to the call says where X runs. */
function scopeOf(input: ControllerInput, file: string, apply: CallFact): (target: Target) => boolean {
  const calls = (input.resolver.files.get(file)?.calls ?? []).filter((call) => call.at[0] === apply.at[0] && call.at[1] > apply.at[1]).sort((a, b) => a.at[1] - b.at[1]);
  const named = (name: string): readonly ArgFact[] => calls.filter((call) => apply.chain?.[calls.indexOf(call)] === name).flatMap((call) => flatArgs(call.args));
  const wanted = named('forRoutes');
  const without = named('exclude');
  const matches = (arg: ArgFact, target: Target): boolean => {
    const path = arg.text ?? arg.properties?.['path']?.text;
    if (path !== undefined) return path === '*' || path === '/*' || startsWithPath(target.path, path.replace(/\(?\.?\*.*$/, ''));
    const thing = arg.ref ? input.resolver.resolve(file, arg.ref) : null;
    return thing?.kind === 'class' && keyOf(thing) === `class:${target.controller}`;
  };
  const isExact = (arg: ArgFact, target: Target): boolean => {
    const path = arg.text ?? arg.properties?.['path']?.text;
    return path !== undefined && path.replace(/^\/|\/$/g, '') === target.path.replace(/^\/|\/$/g, '');
  };
  return (target) => wanted.some((arg) => matches(arg, target)) && !without.some((arg) => isExact(arg, target));
}
