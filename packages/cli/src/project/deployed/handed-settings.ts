/** Settings that a call is given, also by those who call the function around it: `new Job(this, id, { ...props })`. */
import type { ArgFact, DeployArg } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { idOf } from '../things.js';
import type { FunctionId } from '../types.js';

/** An argument with the file it is written in. */
export type Settings = Readonly<Record<string, { readonly file: string; readonly arg: ArgFact }>>;

type CallersOf = (id: FunctionId) => readonly LinkedCall[];

/** Functions that hand their parameters on to each other. */
const MAX_HOPS = 3;
/** Calls of one function that are taken for registrations of their own. */
const MAX_CALLERS = 500;

/** The argument itself, or what stands under the property; what is spread in from a parameter may hold it. */
export function settingAt(args: readonly ArgFact[], { arg, property }: DeployArg): ArgFact | null {
  const found = args[arg];
  if (!found || property === undefined) return found ?? null;
  return property.split('.').reduce<ArgFact | null>((of, name) => of && memberOf(of, name), found);
}

export function memberOf(of: ArgFact, name: string): ArgFact | null {
  if (of.properties) {
    const { '...': others } = of.properties;
    if (Object.hasOwn(of.properties, name)) return of.properties[name]!;
    return others?.rest ? below(others, others.rest, name) : null;
  }
  return of.ref?.kind === 'param' ? below(of, of.ref, name) : null;
}

function below({ at }: ArgFact, ref: NonNullable<ArgFact['rest']>, name: string): ArgFact {
  return { at, ref: { ...ref, path: [...ref.path, name] } };
}

/** The settings as they are for each way into the function whose parameters they are. */
export function handedSettings(callersOf: CallersOf, settings: Settings, hops = 0): readonly Settings[] {
  const [first] = Object.values(settings).flatMap(({ file, arg: { ref } }) =>
    ref?.kind === 'param' ? [{ file, ref }] : [],
  );
  if (!first || hops === MAX_HOPS) return [settings];
  const callers = callersOf(idOf(first.file, first.ref.fn));
  if (callers.length === 0 || callers.length > MAX_CALLERS) return [settings];
  return callers.flatMap((call) => {
    const given = Object.entries(settings).flatMap(([name, { file, arg }]) => {
      if (arg.ref?.kind !== 'param' || file !== first.file || arg.ref.fn !== first.ref.fn)
        return [[name, { file, arg }]];
      const { index, path } = arg.ref;
      const found = path.reduce<ArgFact | null>((of, key) => of && memberOf(of, key), call.fact.args[index] ?? null);
      return found ? [[name, { file: call.file, arg: found }]] : [];
    });
    return handedSettings(callersOf, Object.fromEntries(given) as Settings, hops + 1);
  });
}
