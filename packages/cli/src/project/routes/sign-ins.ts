/** Ways to sign in that have names, and routes that ask for them in their settings. */
import type { ArgFact, AskModel, SignInModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf } from '../things.js';
import type { Duties, DutyBook } from './duties.js';
import type { Registration } from './registrations.js';
import { doubted, linkWith, type OpenLink } from './settled-links.js';

export interface SignIns {
  /** What the settings of a route, or the default of its server, put before it; null where nothing is asked for. */
  linkOf(route: Registration, isCertain: (by: LinkedCall) => boolean): OpenLink | null;
}

type Does<Kind extends SignInModel['does']> = Extract<SignInModel, { does: Kind }>;
type Said<Kind extends SignInModel['does']> = { readonly call: LinkedCall; readonly model: Does<Kind> };

/** What one route asks for. `open`: nobody is turned away. */
type Asked =
  | { readonly kind: 'open' }
  | { readonly kind: 'unseen'; readonly what: string }
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly scoped: boolean };

const CHECKED: Duties = { duties: ['authentication'], evidence: 'model' };

export function createSignIns(resolver: Resolver, book: DutyBook, calls: readonly LinkedCall[]): SignIns {
  const said = <Kind extends SignInModel['does']>(kind: Kind): readonly Said<Kind>[] =>
    calls.flatMap((call) => {
      const model = call.target?.call.signIn;
      return model?.does === kind && resolver.files.get(call.file)?.role !== 'test'
        ? [{ call, model: model as Does<Kind> }]
        : [];
    });
  const schemes = said('scheme');
  const strategies = said('strategy');
  const defaults = said('default');
  const known = new Map<string, Duties>();

  const dutiesOf = (name: string): Duties => {
    const before = known.get(name);
    if (before) return before;
    const made = strategies.filter(({ call, model }) => call.fact.args[model.nameArg]?.text === name);
    const [first] = made;
    const found =
      first && made.length === 1 ? ofStrategy(first) : unproved(`what the strategy \`${name}\` does is not seen`);
    known.set(name, found);
    return found;
  };

  const ofStrategy = ({ call, model }: Said<'strategy'>): Duties => {
    const { args } = call.fact;
    const scheme = args[model.schemeArg]?.text;
    if (scheme === undefined) return unproved('what kind of strategy it asks for is not seen');
    const own = schemes.filter((one) => one.call.fact.args[one.model.nameArg]?.text === scheme);
    if (own.length > 0)
      return own.length === 1 ? ofScheme(own[0]!) : unproved(`which scheme \`${scheme}\` is meant is not known`);
    const plugin = Object.hasOwn(model.schemes, scheme) ? model.schemes[scheme] : undefined;
    if (!plugin) return unproved(`what the scheme \`${scheme}\` does is not known`);
    const options = args[model.optionsArg];
    const isHidden = options && (!options.properties || Object.hasOwn(options.properties, '...'));
    if (isHidden && (plugin.by ?? plugin.unless)) return unproved('the options of the strategy are not seen');
    const lenient = plugin.unless?.find((name) => options?.properties?.[name] && !options.properties[name].properties);
    if (lenient !== undefined) return unproved(`\`${lenient}\` may let strangers pass`);
    if (!plugin.by) return CHECKED;
    const { properties, member } = plugin.by;
    const [decides] = properties.flatMap((name) => options?.properties?.[name] ?? []);
    const thing = decides && resolver.argument(call.file, decides);
    return thing?.kind === 'function' && book.provesMember(idOf(thing.file, thing.fn), member)
      ? CHECKED
      : unproved('that the function of its strategy turns strangers away could not be proved');
  };

  /** A scheme of the project: what it makes answers each request. */
  const ofScheme = ({ call, model }: Said<'scheme'>): Duties => {
    const by = call.fact.args[model.byArg];
    const maker = by && resolver.argument(call.file, by);
    const result = maker?.kind === 'function' ? resolver.functionFact(maker.file, maker.fn)?.result : undefined;
    const made = result && maker?.kind === 'function' ? resolver.resolve(maker.file, result) : null;
    const runs = made && resolver.memberOf(made, model.runs);
    const found = runs?.kind === 'function' ? book.ofFunction(idOf(runs.file, runs.fn), 'hook') : null;
    return found?.duties.includes('authentication')
      ? { duties: found.duties, evidence: found.evidence }
      : unproved('that its scheme turns strangers away could not be proved');
  };

  const ofNames = ({ names, scoped }: Extract<Asked, { kind: 'names' }>): Duties => {
    const each = names.map(dutiesOf);
    const open = each.find(({ duties }) => !duties.includes('authentication'));
    if (open || each.length === 0) return open ?? unproved('which strategy it asks for is not seen');
    return scoped ? { duties: ['authentication', 'authorization'], evidence: 'model' } : CHECKED;
  };

  return {
    linkOf(route, isCertain) {
      const asks = route.call.target?.call.route?.asks;
      if (!asks) return null;
      const { file, fact } = route;
      const link = (name: string, at: ArgFact['at'], place: string, duties: Duties): OpenLink =>
        linkWith({ name, file: place, at }, duties);
      const own = settingIn(fact.options, asks.in);
      if (own === 'unseen') return link('auth', fact.at, file, unproved('which settings the route has is not seen'));
      const asked = own ? askedBy(own, asks) : null;
      if (own && asked && !(asked.kind === 'names' && asked.names.length === 0)) {
        if (asked.kind === 'open') return null;
        const duties = asked.kind === 'unseen' ? unproved(asked.what) : ofNames(asked);
        return link(labelOf(asked), own.at, file, duties);
      }
      // What it says adds to what the server says: `auth: { scope: 'admin' }`.
      const scoped = asked?.kind === 'names' && asked.scoped;
      const [only, ...others] = defaults;
      if (!only) return own ? link('auth', own.at, file, unproved('which strategy it asks for is not seen')) : null;
      const { call, model } = only;
      const arg = call.fact.args[model.arg];
      const general = arg ? askedBy(arg, asks) : ({ kind: 'unseen', what: 'the default is not seen' } as const);
      if (general.kind === 'open' && others.length === 0) return null;
      const duties =
        others.length > 0
          ? unproved('which of several defaults holds is not known')
          : general.kind === 'names'
            ? ofNames({ ...general, scoped: general.scoped || scoped })
            : unproved(general.kind === 'unseen' ? general.what : 'nobody is turned away');
      const found = link(labelOf(general), call.fact.at, call.file, duties);
      return isCertain(call) ? found : doubted(found, 'the default is set only under a condition');
    },
  };
}

function unproved(what: string): Duties {
  return { duties: [], evidence: 'unknown', doubt: { what } };
}

function labelOf(asked: Asked): string {
  return asked.kind === 'names' ? `auth ${asked.names.join(', ')}` : 'auth';
}

/** The setting under one of these paths; undefined where it is seen that none of them is there. */
function settingIn(options: ArgFact | undefined, paths: readonly string[]): ArgFact | 'unseen' | undefined {
  let isHidden = options === undefined;
  for (const path of paths) {
    let held = options;
    for (const key of path.split('.')) {
      if (held && !held.properties) isHidden = true;
      if (held?.properties && Object.hasOwn(held.properties, '...')) isHidden = true;
      held = held?.properties && Object.hasOwn(held.properties, key) ? held.properties[key] : undefined;
    }
    if (held) return held;
  }
  return isHidden ? 'unseen' : undefined;
}

function askedBy(arg: ArgFact, asks: AskModel): Asked {
  if (arg.boolean === false) return { kind: 'open' };
  if (arg.text !== undefined) return { kind: 'names', names: [arg.text], scoped: false };
  const { properties } = arg;
  if (!properties || Object.hasOwn(properties, '...'))
    return { kind: 'unseen', what: 'which strategy it asks for is not seen' };
  const mode = properties[asks.mode];
  if (mode && mode.text === undefined) return { kind: 'unseen', what: 'whether it turns strangers away is not seen' };
  if (mode?.text !== undefined && asks.lenient.includes(mode.text)) return { kind: 'open' };
  const named = asks.names.flatMap((name) => properties[name]?.list ?? properties[name] ?? []);
  const names = named.flatMap(({ text }) => text ?? []);
  if (names.length < named.length) return { kind: 'unseen', what: 'which strategy it asks for is not seen' };
  return { kind: 'names', names, scoped: asks.rights.some((path) => isNamed(settingAt(arg, path))) };
}

function isNamed(arg: ArgFact | undefined): boolean {
  return arg !== undefined && (arg.text !== undefined || (arg.list?.length ?? 0) > 0);
}

function settingAt(arg: ArgFact, path: string): ArgFact | undefined {
  return path.split('.').reduce((of: ArgFact | undefined, key) => of?.properties?.[key], arg);
}
