/** What a library puts before routes by the place of a file: whom it lets through, by its model and its settings. */
import type { ArgFact, ExportFact, FileFacts, GateModel, OpenPath, Ref } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { targetOf } from '../library-things.js';
import { idOf, type Thing } from '../things.js';
import { nameOf } from './chain-links.js';
import { NO_DUTIES, type Duties } from './duties.js';
import type { FileRouteInput } from './file-route-input.js';
import { constantsAt, thingAt, type Holder } from './gate-settings.js';
import { linkWith, notFollowed, type OpenLink } from './settled-links.js';
import type { Exception } from './verdict.js';

interface Gate {
  readonly model: GateModel;
  /** What it is by its model: `library#Type.member`. */
  readonly name: string;
  /** Settings with which it is not known whom it lets through. */
  readonly voids: readonly string[];
  readonly thing: Thing;
  readonly file: string;
  readonly ref: Ref;
  /** The call that made it; absent where it stands there as it is. */
  readonly made?: LinkedCall;
}

/** What stands before routes by this export; null where no library that is known made it. */
export function gateLinks(input: FileRouteInput, facts: FileFacts, exported: ExportFact): readonly OpenLink[] | null {
  const gate = gateOf(input, facts, exported);
  if (!gate) return null;
  const { file } = facts;
  const { made, thing } = gate;
  const runs = made ? runBy(input, made) : null;
  const settings = settingsOf(input, gate);
  const link = {
    name: nameOf(input.resolver, thing, { at: exported.at }),
    file,
    at: made?.file === file ? made.fact.at : exported.at,
  };
  const { decides, signedIn } = gate.model;
  const own = !decides && !signedIn ? NO_DUTIES : settings && dutiesOf(input, gate, settings, runs !== null);
  const except = own?.except?.map((one) => (one.file === '' ? { ...one, file, at: link.at } : one));
  const first = linkWith(link, { ...(own ?? NO_DUTIES), ...(except && { except }) });
  const outer = own ? first : notFollowed(first, 'whom its settings let through is not known');
  if (runs === null) return [outer];
  const fn = runs === 'unknown' ? null : runs;
  if (fn?.kind !== 'function') return [notFollowed(outer, 'what the function it is given does is not known')];
  const id = idOf(fn.file, fn.fn);
  const name = input.resolver.functionFact(fn.file, fn.fn)?.name ?? link.name;
  return [outer, linkWith({ ...link, name, fn: id }, input.book.ofThing(fn, 'unanswered'))];
}

function gateOf(input: FileRouteInput, { file }: FileFacts, exported: ExportFact): Gate | null {
  const { resolver } = input;
  const { ref } = exported;
  const thing = ref ? resolver.resolve(file, ref) : null;
  if (!ref || (thing?.kind !== 'library' && thing?.kind !== 'made')) return null;
  const made = thing.kind === 'made' ? (input.calls.get(thing.origin ?? '') ?? null) : null;
  const target = thing.kind === 'made' ? thing.target : targetOf(resolver.registry, thing.meaning, 'call');
  const model = target?.call.gate;
  if (!target || !model || (thing.kind === 'made' && !made)) return null;
  const voids = (target.call.dutyUnless ?? []).flatMap(({ property }) => property ?? []);
  return { model, name: target.symbol, voids, thing, file, ref, ...(made && { made }) };
}

/** The function it is given, which runs for who comes so far; null where it is given none. */
function runBy(input: FileRouteInput, { file, fact }: LinkedCall): Thing | 'unknown' | null {
  const [first] = fact.args;
  if (!first || isSettings(input, file, first)) return null;
  return first.spread ? 'unknown' : (input.resolver.argument(file, first) ?? 'unknown');
}

function isSettings({ resolver }: FileRouteInput, file: string, arg: ArgFact): boolean {
  return arg.properties !== undefined || (!arg.spread && resolver.argument(file, arg)?.kind === 'object');
}

/** The settings of a gate; `none` where there are none, null where they are not known. */
function settingsOf(input: FileRouteInput, { model, made, name, ref, file }: Gate): Holder | 'none' | null {
  const maker = model.settings === 'own' ? made : makerOf(input, file, made?.fact.callee ?? ref, name);
  if (!maker) return model.settings === 'own' ? 'none' : null;
  const { args } = maker.fact;
  if (args.some(({ spread }) => spread)) return null;
  const [settings] =
    model.settings === 'own'
      ? args.filter((arg, index) => index > 0 || isSettings(input, maker.file, arg))
      : args.slice(-1);
  if (!settings) return 'none';
  return settings.properties || settings.ref ? { file: maker.file, arg: settings } : null;
}

/** `const { auth } = NextAuth(config)`: the call that made what the gate is a member of, where its file has only one. */
function makerOf({ resolver, calls }: FileRouteInput, file: string, ref: Ref, symbol: string): LinkedCall | null {
  const [library = '', name = ''] = symbol.split('#');
  const type = name.split('.')[0];
  const home = resolver.exportFactOf(file, ref)?.file ?? file;
  const [maker, ...others] = [...calls.values()].filter(
    (call) => call.file === home && call.target?.call.returns === type && call.target?.symbol.startsWith(`${library}#`),
  );
  return maker && others.length === 0 ? maker : null;
}

/** Whom it lets through; null where that is not known. */
function dutiesOf(
  { resolver, book }: FileRouteInput,
  { model, voids }: Gate,
  settings: Holder | 'none',
  runsOwn: boolean,
): Duties | null {
  const constants = (path: string): ReturnType<typeof constantsAt> =>
    settings === 'none' ? 'missing' : constantsAt(resolver, settings, path.split('.'));
  if (voids.some((name) => constants(name) !== 'missing')) return null;
  const { decides, signedIn } = model;
  const isAsked = decides && !(decides.unlessRuns && runsOwn);
  const decider = isAsked && settings !== 'none' ? thingAt(resolver, settings, decides.property.split('.')) : 'missing';
  if (decider === 'unknown') return null;
  if (decides && decider !== 'missing') {
    if (decider.kind !== 'function') return null;
    const told = book.ofDecision(idOf(decider.file, decider.fn), decides.caller);
    return told.duties.length > 0 || told.doubt ? withOpen(told, model, constants, settings) : null;
  }
  const isOn = signedIn === undefined ? false : signedIn === true || isSaid(constants(signedIn.property), signedIn.is);
  if (isOn === null) return null;
  return isOn ? withOpen({ duties: ['authentication'], evidence: 'model' }, model, constants, settings) : NO_DUTIES;
}

function isSaid(found: ReturnType<typeof constantsAt>, is: boolean): boolean | null {
  return found === 'unknown' ? null : found !== 'missing' && found.length === 1 && found[0] === is;
}

/** The duties, without the requests that are left to everybody; null where it is not known which those are. */
function withOpen(
  duties: Duties,
  { open = {} }: GateModel,
  constants: (path: string) => ReturnType<typeof constantsAt>,
  settings: Holder | 'none',
): Duties | null {
  if (duties.duties.length === 0) return duties;
  const left: [OpenPath, readonly string[]][] = open.starts ? [['starts', open.starts]] : [];
  for (const [name, how] of Object.entries(open.settings ?? {})) {
    const found = constants(name);
    if (found === 'unknown') return null;
    if (found !== 'missing') left.push([how, found.map(String)]);
  }
  const place = settings === 'none' ? null : { file: settings.file, at: settings.arg.at };
  const except = left.map(([how, values]): Exception => ({
    when: [{ on: 'path', how, values, holds: true }],
    file: place?.file ?? '',
    at: place?.at ?? [0, 0],
    what: 'leaves this path to everybody',
  }));
  return { ...duties, except: [...(duties.except ?? []), ...except] };
}
