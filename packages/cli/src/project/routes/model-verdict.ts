import type { ArgFact, CallModel, GuardDuty, Range } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf, type Thing } from '../things.js';
import { constantArgument } from './constant-arguments.js';
import { modelDuty } from './model-duty.js';
import type { Made, Verdict } from './verdict.js';

/** Arguments that decide what a modelled call means. */
export interface Settings {
  readonly file: string;
  readonly at: Range | null;
  readonly args: readonly ArgFact[];
}

/** What a library proves of who calls, by its model. `lenientIn`: a way to sign in with which strangers pass. */
export function modelVerdict(
  model: CallModel,
  settings: Settings | null,
  lenientIn: (model: CallModel, args: readonly ArgFact[] | null) => string | null,
): Verdict {
  const duty = modelDuty(model, settings?.args ?? null);
  if (duty.kind === 'void')
    return { kind: 'doubted', place: settings?.at ? { file: settings.file, at: settings.at } : null, what: duty.why };
  const lenient = lenientIn(model, settings?.args ?? null);
  if (lenient !== null)
    return { kind: 'doubted', place: null, what: `strangers pass with the strategy \`${lenient}\`` };
  const guards: GuardDuty[] = duty.duties.filter((one) => one === 'authentication' || one === 'authorization');
  // What a model calls a signature check proves the sender.
  if (duty.duties.includes('signature'))
    guards.push(...(guards.length > 0 ? [] : ['authentication' as const]), 'signature');
  return guards.length > 0
    ? { kind: 'proved', duties: guards, except: [], ...(model.refusesBy === 'failure' && { fails: true }) }
    : { kind: 'none' };
}

/** What the parent of a class leaves to it, and the parameter that is missing where there is no caller. */
export function overridable(parent: Thing): readonly { readonly member: string; readonly missing: number }[] {
  return parent.kind === 'library' && parent.meaning.kind === 'instance'
    ? (parent.meaning.ref.type.refusesIn ?? [])
    : [];
}

/**
 * Arguments of the call that made something. A parameter of the project's own factory is what this use of it was given.
 */
export function settingsOf(resolver: Resolver, made: LinkedCall | undefined, env: Made | null): Settings | null {
  if (!made) return null;
  const handedIn = (arg: ArgFact): ArgFact =>
    env && arg.ref?.kind === 'param' && arg.ref.path.length === 0 && env.fn === idOf(made.file, arg.ref.fn)
      ? (env.args[arg.ref.index] ?? arg)
      : arg;
  const args = made.fact.args.map((arg) => constantArgument(resolver, made.file, handedIn(arg)));
  return { file: made.file, at: made.fact.at, args };
}
