import type { ExportFact, FileFacts } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { idOf } from '../things.js';
import type { FunctionId } from '../types.js';
import type { FileRouteInput } from './file-route-input.js';

/** `export const GET = withAuth(async (request) => ...)`: the call that makes the export. */
export function wrapperOf(input: FileRouteInput, facts: FileFacts, exported: ExportFact): LinkedCall | null {
  if (exported.ref?.kind !== 'result') return null;
  const calls = input.callsBy.get(idOf(facts.file, -1)) ?? [];
  const { at } = exported.ref;
  const own = at && calls.find((call) => call.fact.at[0] === at[0] && call.fact.at[1] === at[1]);
  if (own) return own.given.length > 0 ? own : null;
  // The export names a binding or the call itself; the call starts there or just behind its name.
  return (
    calls.find(
      (call) => call.fact.at[0] >= exported.at[0] && call.fact.at[0] <= exported.at[1] + 60 && call.given.length > 0,
    ) ??
    calls.find((call) => call.given.length > 0 && call.fact.use === 'assigned') ??
    null
  );
}

/** The function that one of these exports of a library was handed, by itself, or through a function of the project. */
export function runsBehind(
  input: FileRouteInput,
  facts: FileFacts,
  exported: ExportFact,
  { library, madeBy }: { readonly library: string; readonly madeBy: readonly string[] },
): { readonly call: LinkedCall; readonly fn: FunctionId } | null {
  const isMade = ({ target }: LinkedCall): boolean =>
    target !== null && madeBy.some((name) => target.symbol === `${library}#${name}`);
  const [own, ...others] = (input.callsBy.get(idOf(facts.file, -1)) ?? []).filter(
    (one) => isMade(one) && one.given.length > 0,
  );
  const call = wrapperOf(input, facts, exported) ?? (others.length === 0 ? own : undefined);
  const given = call?.given.find(({ under }) => under === undefined || under === 'handler') ?? call?.given.at(-1);
  if (!call || !given) return null;
  const isMeant =
    isMade(call) || call.targets.some((target) => (input.callsBy.get(target) ?? []).some((inner) => isMade(inner)));
  return isMeant ? { call, fn: given.id } : null;
}
