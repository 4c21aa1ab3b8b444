import type { WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { PlacedCalls } from './placed-calls.js';

/** Calls of the program's own functions whose answers decide how a function goes on, in the order they are tested. */
export function testedCalls(file: string, facts: WaysFact | undefined, placed: PlacedCalls): readonly LinkedCall[] {
  return (facts?.checks ?? []).flatMap((check) => {
    const call = check.kind === 'call' ? placed.at(file, check.at) : undefined;
    return call && call.targets.length > 0 ? [call] : [];
  });
}
