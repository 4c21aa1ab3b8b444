/** What settings are where nobody who runs the program sets them, as the program ships it. */
import type { ArgFact, Ref, SettingModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { ShippedSettings } from '../shipped-settings.js';
import { libraryOf } from '../things.js';
import type { PlacedArg } from './placed-arg.js';

type Result = Extract<Ref, { kind: 'result' }>;

export interface SettingTexts {
  /** It asks for a setting, whatever that is. */
  isSetting(file: string, ref: Ref | undefined): boolean;
  textOf(file: string, ref: Result, hops: number): string | null;
  /** Of a document that is imported: `require('./settings.json').base`. */
  inDocument(file: string, ref: Extract<Ref, { kind: 'import' }>): string | null;
}

interface Asked {
  readonly resolver: Resolver;
  readonly shipped: ShippedSettings;
  /** Every call of the project. */
  readonly all: readonly LinkedCall[];
  readonly callAt: (file: string, ref: Result) => LinkedCall | undefined;
  readonly textOf: (file: string, arg: PlacedArg, hops: number) => string | null;
  readonly memberOf: (file: string, arg: PlacedArg, name: string) => PlacedArg | null;
}

export function settingTexts({ resolver, shipped, all, callAt, textOf, memberOf }: Asked): SettingTexts {
  /** The argument that holds what is shipped, in a call beside the one that asks. */
  const handedIn = (call: LinkedCall, { to, arg }: NonNullable<SettingModel['handed']>): readonly PlacedArg[] => {
    if (to !== undefined) {
      const library = libraryOf(call.target?.symbol ?? '');
      return all.flatMap(({ file, fact, target }) => {
        const { symbol = '' } = target ?? {};
        const isIt = libraryOf(symbol) === library && symbol.split(/[#.]/).at(-1) === to;
        const given = isIt ? fact.args[arg] : undefined;
        return given && resolver.files.get(file)?.role !== 'test' ? [{ ...given, file }] : [];
      });
    }
    const on = call.fact.receiver ? resolver.resolve(call.file, call.fact.receiver) : null;
    const origin =
      on?.kind === 'library' ? on.origin : call.callee?.kind === 'library' ? call.callee.receiver : undefined;
    // Of a chain of calls, which begin at one place, the first.
    const [maker] = all
      .filter(({ file, fact }) => `${file}:${fact.at[0]}` === origin)
      .sort((a, b) => a.fact.at[1] - b.fact.at[1]);
    const given = maker?.fact.args[arg];
    return maker && given ? [{ ...given, file: maker.file }] : [];
  };

  const below = (given: PlacedArg, path: readonly string[], hops: number): string | null => {
    const found = path.reduce<PlacedArg | null>((of, name) => of && memberOf('', of, name), given);
    return found && textOf(found.file ?? '', found, hops + 1);
  };

  return {
    isSetting: (file, ref) => ref?.kind === 'result' && callAt(file, ref)?.target?.call.setting !== undefined,
    textOf(file, ref, hops) {
      const call = callAt(file, ref);
      const model = call?.target?.call.setting;
      const named: ArgFact | undefined = model && call?.fact.args[model.arg];
      const name = named && textOf(file, named, hops + 1);
      if (!call || !model || name === null || name === undefined) return null;
      const path = [...name.split(model.joint ?? '.'), ...ref.path];
      const { handed, otherwise } = model;
      const whole = handed?.property === undefined ? path : [...path, handed.property];
      const found = handed ? handedIn(call, handed).flatMap((given) => below(given, whole, hops) ?? [])[0] : undefined;
      const own = otherwise === undefined || ref.path.length > 0 ? undefined : call.fact.args[otherwise];
      return (
        (model.files ? shipped.textAt(file, model.files, path) : null) ??
        found ??
        (own ? textOf(file, own, hops + 1) : null)
      );
    },
    inDocument(file, { specifier, name, path }) {
      return shipped.textIn(file, specifier, name === '*' || name === 'default' ? path : [name, ...path]);
    },
  };
}
