/** Routes that are described apart from what answers them, by names: `router({ find: { method, path } })`. */
import type { AnswersContractModel, ArgFact, Ref } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { joinPath } from './paths.js';
import type { PlacedArg } from './placed-arg.js';
import type { WrittenThings } from './written-things.js';

/** What one route of a description is answered by. */
export interface ContractRoute {
  readonly call: LinkedCall;
  /** Null: the call makes it. */
  readonly on: Ref | null;
  readonly method: string;
  /** Undefined where it is not known. */
  readonly path?: string;
  /** What stands before it, and at last what answers. */
  readonly handlers: readonly PlacedArg[];
}

interface Input {
  readonly resolver: Resolver;
  readonly things: WrittenThings;
  /** By file and range. */
  readonly calls: ReadonlyMap<string, LinkedCall>;
}

const MAX_DEPTH = 6;

export function contractRoutes(input: Input): readonly ContractRoute[] {
  return [...input.calls.values()].flatMap((call): readonly ContractRoute[] => {
    const model = call.target?.call.answersContract;
    const by = model && call.fact.args[model.by];
    if (!model || !by || input.resolver.files.get(call.file)?.role === 'test') return [];
    const answers = opened(input, { ...by, file: call.file });
    const said = model.contract === undefined ? answers.contract : call.fact.args[model.contract];
    const contract = said && ({ file: call.file, ...said } as PlacedArg);
    const on = model.on === 'result' ? null : call.fact.args[model.on]?.ref;
    if (!contract || on === undefined) return [];
    const { before } = model;
    const all = before ? listed(call.file, call.fact.args[before.arg]?.properties?.[before.property]) : [];
    return routesIn(input, model, contract, answers.arg, '', 0).map((route) => ({
      ...route,
      call,
      on,
      handlers: [...all, ...route.handlers],
    }));
  });
}

/** Methods and paths of a description, or of one route of it. */
export function describedRoutes(
  input: Input,
  contract: PlacedArg,
  prefix = '',
  depth = 0,
): readonly Pick<ContractRoute, 'method' | 'path'>[] {
  const { arg, prefix: own } = opened(input, contract);
  const below = joinPath(prefix, own ?? '');
  const said = routeOf(input, arg, below);
  if (said) return [said];
  if (depth > MAX_DEPTH) return [];
  return Object.values(arg.properties ?? {}).flatMap((member) =>
    describedRoutes(input, { ...member, file: arg.file }, below, depth + 1),
  );
}

function routeOf(
  { things }: Input,
  { properties, file = '' }: PlacedArg,
  prefix: string,
): Pick<ContractRoute, 'method' | 'path'> | null {
  const { method, path } = properties ?? {};
  if (method?.text === undefined || !path) return null;
  const said = things.textOf(file, { ...path, file });
  return { method: method.text.toUpperCase(), ...(said !== null && { path: joinPath(prefix, said) }) };
}

type Answered = Omit<ContractRoute, 'call' | 'on'>;

function routesIn(
  input: Input,
  model: AnswersContractModel,
  contract: PlacedArg,
  answer: PlacedArg | null,
  prefix: string,
  depth: number,
): readonly Answered[] {
  if (depth > MAX_DEPTH || !answer) return [];
  const { arg, prefix: own } = opened(input, contract);
  const below = joinPath(prefix, own ?? '');
  const said = routeOf(input, arg, below);
  if (said) return [{ ...said, handlers: answersOf(input, model, answer) }];
  const inner = opened(input, answer).arg;
  return Object.entries(arg.properties ?? {}).flatMap(([name, member]) =>
    name === '...'
      ? []
      : routesIn(
          input,
          model,
          { ...member, file: arg.file },
          input.things.memberOf(inner.file ?? '', inner, name),
          below,
          depth + 1,
        ),
  );
}

/** A function, or an object with that and with what stands before it. */
function answersOf(
  { things }: Input,
  { handler, guards }: AnswersContractModel,
  answer: PlacedArg,
): readonly PlacedArg[] {
  const file = answer.file ?? '';
  const inner = answer.properties ? things.memberOf(file, answer, handler) : null;
  return inner ? [...listed(file, answer.properties?.[guards]), inner] : [answer];
}

function listed(file: string, arg: ArgFact | undefined): readonly PlacedArg[] {
  return arg ? (arg.list ?? [arg]).map((one) => ({ ...one, file })) : [];
}

interface Opened {
  readonly arg: PlacedArg;
  /** Of those around it as well, where it is a member of another. */
  readonly prefix?: string;
  readonly contract?: PlacedArg;
}

/** The members a description or what answers it was made of, where that stands: behind names, imports and calls. */
function opened(input: Input, arg: PlacedArg, hops = 0): Opened {
  const file = arg.file ?? '';
  const { ref } = arg;
  const at = arg.call ? arg.at : ref?.kind === 'result' ? ref.at : undefined;
  const made = at && input.calls.get(`${file}:${at[0]}:${at[1]}`);
  if (hops > MAX_DEPTH) return { arg };
  if (made?.target?.call.contract)
    return memberIn(input, ofCall(input, arg, made, hops), !arg.call && ref?.kind === 'result' ? ref.path : [], hops);
  if (arg.properties) return { arg };
  const found = ref?.kind === 'import' ? input.resolver.exportFactOf(file, ref) : null;
  if (!found?.fact.ref) return { arg };
  const start = opened(input, { at: found.fact.at, ref: found.fact.ref, file: found.file }, hops + 1);
  return memberIn(input, start, found.path, hops);
}

function ofCall(input: Input, arg: PlacedArg, made: LinkedCall, hops: number): Opened {
  const { file, fact, target } = made;
  const contract = target!.call.contract!;
  const members = fact.args[contract.of];
  if (!members) return { arg };
  const whole = opened(input, { ...members, file }, hops + 1);
  const said = contract.prefix && fact.args[contract.prefix.arg]?.properties?.[contract.prefix.property];
  const prefix = said ? (input.things.textOf(file, said) ?? ':?') : whole.prefix;
  const of = contract.contract === undefined ? undefined : fact.args[contract.contract];
  return { arg: whole.arg, ...(prefix !== undefined && { prefix }), ...(of && { contract: { ...of, file } }) };
}

/** A route of a description has the prefixes of all that it stands in. */
function memberIn(input: Input, start: Opened, path: readonly string[], hops: number): Opened {
  return path.reduce<Opened>((of, name) => {
    const member = of.arg.properties?.[name];
    if (!member) return { arg: { at: of.arg.at } };
    const inner = opened(input, { ...member, file: of.arg.file }, hops + 1);
    return { ...inner, prefix: joinPath(of.prefix ?? '', inner.prefix ?? '') };
  }, start);
}
