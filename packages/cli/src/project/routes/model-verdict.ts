import type { ArgFact, CallModel, GuardDuty, Range } from '@backend-architect/analysis';
import type { Thing } from '../things.js';
import { modelDuty } from './model-duty.js';
import type { Verdict } from './verdict.js';

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
