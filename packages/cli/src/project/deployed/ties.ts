/** What ties functions of a deployment to what runs them: integrations of a gateway, sources of events, targets. */
import type { ArgFact, Range, Ref, TiedBy, TiesModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { settingAt } from './handed-settings.js';
import type { Asked } from './said-function.js';

export interface CodeInput {
  readonly resolver: Resolver;
  readonly calls: readonly LinkedCall[];
}

export interface Ties {
  readonly model: TiesModel;
  readonly method: ArgFact | null;
  /** Its parts, from left to right. */
  readonly path: readonly ArgFact[];
  readonly asked: Asked | null;
  readonly name?: string;
}

const MAX_PARTS = 12;

/** By the call that makes the function. */
export function tiesOf({ resolver, calls }: CodeInput): (call: LinkedCall) => readonly Ties[] {
  const tying = calls.flatMap((call) => {
    const model = call.target?.call.ties;
    return model ? [{ call, model }] : [];
  });
  const files = new Set(tying.map(({ call }) => call.file));
  const byPlace = new Map<string, LinkedCall>();
  const takers = new Map<string, LinkedCall>();
  for (const call of calls)
    if (files.has(call.file)) {
      byPlace.set(placeOf(call.file, call.fact.at), call);
      for (const arg of call.fact.args) for (const at of placesIn(arg, 0)) takers.set(placeOf(call.file, at), call);
    }
  const found = new Map<string, Ties[]>();
  for (const { call, model } of tying) {
    const taker = takers.get(placeOf(call.file, call.fact.at));
    const origin = model.fn === 'taker' ? ownerOf(resolver, taker) : originOf(resolver, call, model.fn);
    if (!origin) continue;
    const ties = tiesBy(model, taker, byPlace);
    if (ties) found.set(origin, [...(found.get(origin) ?? []), ties]);
  }
  return ({ file, fact: { at } }) =>
    [`${file}:${at[0]}`, `${file}:${at[0]}:${at[1]}`].flatMap((origin) => found.get(origin) ?? []);
}

function originOf(resolver: Resolver, call: LinkedCall, at: { readonly arg: number }): string | null {
  const { ref } = call.fact.args[at.arg] ?? {};
  return ref ? (madeAt(resolver, call.file, ref) ?? onlyField(resolver, call, ref)) : null;
}

/** `this.job` in the constructor of a class that makes one such thing for itself. */
function onlyField({ files }: Resolver, { file, fact }: LinkedCall, ref: Ref): string | null {
  if (ref.kind !== 'library' || ref.type === undefined) return null;
  const own = files.get(file)?.classes.find(({ methods }) => methods.some(({ fn }) => fn === fact.fn));
  const made = (own?.fields ?? []).flatMap(({ value }) =>
    value?.kind === 'library' && value.type === ref.type && value.origin !== undefined ? [value.origin] : [],
  );
  return made.length === 1 ? `${file}:${made[0]}` : null;
}

/** Where the function is made that a name, or a field of the class around, holds. */
function madeAt(resolver: Resolver, file: string, ref: Ref): string | null {
  if (ref.kind === 'result' && ref.path.length === 0 && ref.at) return `${file}:${ref.at[0]}:${ref.at[1]}`;
  const [name, ...rest] = ref.kind === 'member' ? ref.path : [];
  const fields = ref.kind === 'member' ? resolver.classes.fact(file, ref.className)?.fields : undefined;
  const value = rest.length === 0 ? fields?.find((field) => field.name === name)?.value : undefined;
  if (value && value.kind !== 'member') return madeAt(resolver, file, value);
  const thing = resolver.resolve(file, ref);
  return (thing?.kind === 'library' ? thing.origin : undefined) ?? null;
}

function ownerOf(resolver: Resolver, taker: LinkedCall | undefined): string | null {
  const { receiver, callee } = taker?.fact ?? {};
  if (!taker || !callee) return null;
  const on =
    callee.kind === 'result' || callee.kind === 'member' ? { ...callee, path: callee.path.slice(0, -1) } : receiver;
  return on ? madeAt(resolver, taker.file, on) : null;
}

function tiesBy(
  model: TiesModel,
  taker: LinkedCall | undefined,
  byPlace: ReadonlyMap<string, LinkedCall>,
): Ties | null {
  const { where } = model;
  const isOther = where && taker && settingAt(taker.fact.args, where) !== null;
  if (!model.by)
    return { model: isOther ? { ...model, kind: where.kind } : model, method: null, path: [], asked: null };
  const name = nameOf(taker);
  const by = taker && name !== null && Object.hasOwn(model.by, name) ? model.by[name]! : null;
  if (!taker || !by) return null;
  const { args } = taker.fact;
  const own = by.path && settingAt(args, by.path);
  const path = own ? [own] : partsBefore(by, taker, byPlace);
  return { model, method: by.method ? settingAt(args, by.method) : null, path, asked: askedBy(by, taker) };
}

function nameOf(call: LinkedCall | undefined): string | null {
  const { callee } = call?.fact ?? {};
  return callee && 'path' in callee ? (callee.path?.at(-1) ?? null) : null;
}

/** Of `root.addResource('users').addResource('{id}').addMethod(...)` what the calls before it add. */
function partsBefore(by: TiedBy, taker: LinkedCall, byPlace: ReadonlyMap<string, LinkedCall>): readonly ArgFact[] {
  const parts: ArgFact[] = [];
  let { callee } = taker.fact;
  while (callee.kind === 'result' && callee.at && parts.length < MAX_PARTS) {
    const before = byPlace.get(placeOf(taker.file, callee.at));
    const name = nameOf(before);
    const [first] = before?.fact.args ?? [];
    if (!before || !first || name === null || !by.below?.includes(name)) break;
    parts.unshift(first);
    callee = before.fact.callee;
  }
  return parts;
}

function askedBy(by: TiedBy, taker: LinkedCall): Asked {
  const given = by.asks.flatMap((at) => settingAt(taker.fact.args, at) ?? []);
  const [arg] = given;
  if (!arg)
    return { is: 'unknown', name: 'authorizer', ...placed(taker), what: 'what its gateway asks is not followed' };
  const names = given.flatMap(({ ref, call, sometimes }) => {
    const of = ref?.kind === 'result' ? ref.of : ref;
    const path = of?.kind === 'import' ? [of.name, ...of.path] : of?.kind === 'library' ? [of.symbol] : [];
    return sometimes || (!call && of?.kind === 'param') ? [] : [path.join('.').replaceAll('#', '.')];
  });
  const isNobody = names.length > 0 && names.every((name) => by.none.some((none) => name.endsWith(none)));
  if (isNobody) return { is: 'nobody' };
  return {
    is: names.some((name) => new RegExp(by.checked).test(name)) ? 'checked' : 'unknown',
    name: names[0] ?? 'authorizer',
    file: taker.file,
    at: arg.at,
    what: 'who is let through is decided elsewhere, or only sometimes',
  };
}

function placed({ file, fact }: LinkedCall): { readonly file: string; readonly at: Range } {
  return { file, at: fact.at };
}

function placesIn(arg: ArgFact, depth: number): readonly Range[] {
  if (depth > 3) return [];
  const inner = [...(arg.list ?? []), ...Object.values(arg.properties ?? {})];
  const made = arg.ref?.kind === 'result' && arg.ref.at ? [arg.ref.at] : [];
  return [arg.at, ...made, ...inner.flatMap((one) => placesIn(one, depth + 1))];
}

function placeOf(file: string, range: Range): string {
  return `${file}:${range[0]}:${range[1]}`;
}
