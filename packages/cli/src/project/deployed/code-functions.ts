/** Functions that code of a deployment names: `new Job(this, 'mail', { entry: 'src/mail.ts', handler: 'run' })`. */
import type { ArgFact, DeployArg, DeploysModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';
import { handedSettings, memberOf, settingAt, type Settings } from './handed-settings.js';
import type { Asked, RunFor, SaidFunction } from './said-function.js';
import { tiesOf, type CodeInput, type Ties } from './ties.js';
import { libraryOf } from '../things.js';

type Deploys = DeploysModel & { readonly call: LinkedCall };

export function codeFunctions(input: CodeInput): readonly SaidFunction[] {
  const deploying = input.calls.flatMap((call): Deploys[] => {
    const { deploys = [] } = call.target?.call ?? {};
    if (input.resolver.files.get(call.file)?.role === 'test') return [];
    return [deploys].flat().map((model) => ({ ...model, call }));
  });
  if (deploying.length === 0) return [];
  const callers = callersIn(input.calls);
  const ties = tiesOf(input);
  return deploying.flatMap((model) => saidBy(model, ties, (id) => callers.get(id) ?? []));
}

function callersIn(calls: readonly LinkedCall[]): ReadonlyMap<FunctionId, readonly LinkedCall[]> {
  const found = new Map<FunctionId, LinkedCall[]>();
  for (const call of calls) for (const id of call.targets) found.set(id, [...(found.get(id) ?? []), call]);
  return found;
}

function saidBy(
  model: Deploys,
  tiesAt: (call: LinkedCall) => readonly Ties[],
  callersOf: (id: FunctionId) => readonly LinkedCall[],
): readonly SaidFunction[] {
  const { call, each } = model;
  const library = libraryOf(call.target!.symbol);
  const place = (at: DeployArg | undefined): Settings[string] | null => {
    const arg = at && settingAt(call.fact.args, at);
    return arg ? { file: call.file, arg } : null;
  };
  const own = { handler: place(model.handler), file: place(model.file), folder: place(model.folder) };
  const held = { ...own, route: place(model.route), called: place(model.name) };
  const asked = askedAt(model, call);
  if (each) {
    const members = Object.entries(held.handler?.arg.properties ?? {}).filter(([key]) => key !== '...');
    return members.flatMap(([key, arg]) => {
      const inner = memberOf(arg, 'function') ?? arg;
      const handler = { file: call.file, arg: memberOf(inner, 'handler') ?? inner };
      return functionFrom(library, model, { handler }, [
        { kind: model.kind, ...inputOf(model), ...(each === 'route' ? requestIn(key) : { name: key }), asked },
      ]);
    });
  }
  const handler = own.handler ?? textIn(call, model.handler);
  const ties = tiesAt(call);
  const kept = Object.entries({ ...held, handler, ...settingsOf(ties, call.file) }).flatMap(([name, one]) =>
    one ? [[name, one]] : [],
  );
  return handedSettings(callersOf, Object.fromEntries(kept) as Settings).flatMap((settings) => {
    const said = (name: string): string | null => settings[name]?.arg.text ?? null;
    const runs =
      model.kind === 'function'
        ? ties.flatMap((tie, index) => runOf(tie, index, settings))
        : [{ kind: model.kind, ...inputOf(model), ...requestIn(said('route')), name: said('called'), asked }];
    return functionFrom(library, model, settings, runs);
  });
}

/** The text in place of an object of settings: `api.route('GET /users', 'src/users.list')`. */
function textIn(call: LinkedCall, { arg }: DeployArg): Settings[string] | null {
  const found = call.fact.args[arg];
  return found?.text === undefined ? null : { file: call.file, arg: found };
}

function inputOf({ input }: DeploysModel): Pick<RunFor, 'input'> {
  return input === undefined ? {} : { input };
}

function requestIn(text: string | null): Pick<RunFor, 'method' | 'path'> {
  const words = text?.trim().split(/\s+/) ?? [];
  return words.length > 1 ? { method: words[0]!, path: words[1]! } : { method: '*', path: words[0] ?? null };
}

function askedAt(model: DeploysModel, call: LinkedCall): Asked {
  const { asks = [], none = [], checked } = model;
  const arg = asks.flatMap((at) => settingAt(call.fact.args, at) ?? [])[0];
  const names = arg?.text === undefined ? Object.keys(arg?.properties ?? {}) : [arg.text];
  const place = { file: call.file, at: arg?.at ?? call.fact.at };
  if (arg && !names.every((name) => none.includes(name)))
    return {
      is: checked !== undefined && names.some((name) => new RegExp(checked).test(name)) ? 'checked' : 'unknown',
      name: names[0] ?? 'authorizer',
      ...place,
      what: 'who is let through is decided elsewhere',
    };
  return model.besides
    ? { is: 'unknown', name: 'authorizer', ...place, what: 'what else stands before it is not followed' }
    : { is: 'nobody' };
}

/** Settings of what ties the function to requests, for those who hand all of them in together. */
function settingsOf(ties: readonly Ties[], file: string): Settings {
  return Object.fromEntries(
    ties.flatMap(({ method, path }, index) => [
      ...(method ? [[`method ${index}`, { file, arg: method }] as const] : []),
      ...path.map((arg, at) => [`path ${index} ${at}`, { file, arg }] as const),
    ]),
  );
}

function runOf({ model, method, path, asked, name }: Ties, index: number, settings: Settings): readonly RunFor[] {
  const { input } = model;
  const run = { kind: model.kind, ...(input !== undefined && { input }), asked };
  if (model.kind !== 'http') return [{ ...run, ...(name !== undefined && { name }) }];
  const methods = method ? methodsIn(settings[`method ${index}`]?.arg) : ['*'];
  const parts = path.map((_, at) => settings[`path ${index} ${at}`]?.arg);
  // Where nobody says them it is not tied to requests.
  if (methods.length === 0 || parts.some((part) => part === undefined)) return [];
  const whole = parts.map((part) => part?.text ?? ':?').join('/');
  return methods.map((one) => ({ ...run, method: one, path: parts.length > 0 ? whole : null }));
}

/** A text, `HttpMethod.GET`, or a list of such. */
function methodsIn(arg: ArgFact | undefined): readonly string[] {
  if (!arg) return [];
  return (arg.list ?? [arg]).map(({ text, ref }) => {
    const path = ref && 'path' in ref ? ref.path : undefined;
    return text ?? path?.at(-1) ?? ':?';
  });
}

function functionFrom(
  library: string,
  model: Deploys,
  settings: Settings,
  runs: readonly RunFor[],
): readonly SaidFunction[] {
  const { handler, file, folder } = settings;
  const said = handler?.arg.text ?? (handler ? null : (model.byDefault ?? null));
  if (said === null) return [];
  const end = said.lastIndexOf('.');
  const name = said.slice(end + 1);
  const at = file ?? (model.file ? undefined : handler);
  const [within, lead] = [folder && pathIn(folder.arg), file && pathIn(file.arg)];
  // Nobody says which file it is.
  if (!at || (file && !lead) || (folder && !within) || (!file && end <= 0)) return [];
  const path = [within?.path, lead?.path ?? said.slice(0, end)].filter((part) => part !== undefined).join('/');
  const isBeside = within?.isBeside === true || lead?.isBeside === true;
  return [{ library, folders: foldersOf((folder ?? at).file, isBeside), path, name, runs }];
}

/** Of a file the folder it lies in, and all around that: tools are run in one of those. */
function foldersOf(file: string, isBeside: boolean): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  const all = [...parts.keys(), parts.length].map((count) => parts.slice(0, count).join('/')).reverse();
  return isBeside ? all.slice(0, 1) : all;
}

/** A path that is written out: a text, or texts that are joined to the folder of the file itself. */
function pathIn(arg: ArgFact): { readonly path: string; readonly isBeside: boolean } | null {
  if (arg.text !== undefined) return { path: arg.text, isBeside: false };
  const pieces = arg.parts ?? arg.call ?? [];
  const [first, ...others] = pieces;
  if (!first || pieces.length > 8) return null;
  if (others.length === 0) return pathIn(first);
  if (others.some(({ text }) => text === undefined)) return null;
  const rest = others.map(({ text }) => text!.replace(/^\/+/, '')).join('/');
  if (first.text !== undefined) return { path: `${first.text}/${rest}`, isBeside: false };
  return first.ref?.kind === 'library' ? { path: rest, isBeside: true } : null;
}
