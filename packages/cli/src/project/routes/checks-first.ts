/** What a function proves of the caller before it calls or changes anything. */
import type { CheckFact, GuardDuty, Range, WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';
import type { PlacedCalls } from './placed-calls.js';
import { commonDuty } from './verdict.js';

/** A function calls others that are looked into so far. */
const DEPTH = 2;

interface Checked {
  readonly duty: GuardDuty;
  readonly by?: Range;
}

export interface ChecksFirst {
  /** Something is proved of the caller before this call in the function runs. */
  isCheckedBefore(id: FunctionId, call: LinkedCall): boolean;
  /** `checked`: everything the function changes comes after a check of who calls. */
  checksFirst(
    id: FunctionId,
  ): (Checked & { readonly kind: 'checked' }) | { readonly kind: 'unchecked' } | { readonly kind: 'changes-nothing' };
}

export interface Asked {
  once<T>(key: string, otherwise: T, work: () => T): T;
  /** The call changes data or sends something out. */
  changes(call: LinkedCall): boolean;
  proves(id: FunctionId, facts: WaysFact, check: CheckFact, certain: readonly number[]): GuardDuty | null;
}

export function createChecksFirst(
  ways: ReadonlyMap<FunctionId, WaysFact>,
  { within, queryAt }: PlacedCalls,
  { once, changes, proves }: Asked,
): ChecksFirst {
  const checkedBefore = (id: FunctionId, call: LinkedCall): Checked | null =>
    provedBy(id, ways.get(id)?.before.find(([end]) => end === call.fact.at[1])?.[1] ?? []);

  const provedBy = (id: FunctionId, checks: readonly number[]): Checked | null => {
    const facts = ways.get(id);
    const found = checks.flatMap((index) => {
      const check = facts?.checks[index];
      const duty = check && facts && proves(id, facts, check, checks);
      return duty ? [{ duty, ...(check.kind === 'call' && { by: check.at }) }] : [];
    });
    return found.find(({ duty }) => duty === 'signature') ?? found[0] ?? null;
  };

  const checksFirst = (id: FunctionId, depth: number): ReturnType<ChecksFirst['checksFirst']> => {
    const effects = within(id).filter(changes);
    const kept = (ways.get(id)?.changes ?? []).map(([, checks]) => provedBy(id, checks));
    if (effects.length === 0 && kept.length === 0) return { kind: 'changes-nothing' };
    const results = [
      ...kept,
      ...effects.map((call) => {
        const checked = checkedBefore(id, call);
        if (checked) return checked;
        if (depth <= 0 || queryAt(call)) return null;
        const inner = call.targets.map((target) => once(`first ${target}`, null, () => checksFirst(target, depth - 1)));
        const duty = commonDuty(inner.flatMap((one) => (one?.kind === 'checked' ? [one.duty] : [])));
        return duty && inner.every((one) => one?.kind === 'checked') ? { duty, by: call.fact.at } : null;
      }),
    ];
    const [first] = results;
    const duty = results.every((result) => result !== null) ? commonDuty(results.map((result) => result.duty)) : null;
    return first && duty ? { kind: 'checked', ...first, duty } : { kind: 'unchecked' };
  };

  return {
    isCheckedBefore: (id, call) => checkedBefore(id, call) !== null,
    checksFirst: (id) => checksFirst(id, DEPTH),
  };
}
