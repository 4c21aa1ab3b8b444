/** Credentials that a helper reads from a request, and lists they are looked for in. */
import type { CheckFact, Range, Ref, SentPart, WaysFact } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import { sentOn, type Handed } from './given-members.js';
import type { PlacedCalls } from './placed-calls.js';
import { valueBelow } from './value-below.js';

type Call = Extract<CheckFact, { kind: 'call' }>;

/** What a call is handed, where a part of it is a credential that a helper gave, which was handed what the client sent. */
export function createGivenCredentials(
  ways: ReadonlyMap<FunctionId, WaysFact>,
  { at }: PlacedCalls,
  isOwn: (file: string, call: Range) => boolean,
): (file: string, facts: WaysFact, check: Call, handed: Handed) => readonly SentPart[] | undefined {
  return (file, { checks }, { sent }, handed) =>
    sent?.map((part): SentPart => {
      if (!('of' in part)) return part;
      if (isOwn(file, part.of)) return { to: part.to, is: 'own' };
      const targets = at(file, part.of)?.targets ?? [];
      const helper = checks.find(
        (one): one is Call => one.kind === 'call' && one.at[0] === part.of[0] && one.at[1] === part.of[1],
      );
      const isHanded = [...sentOn(helper?.sent, handed)].some((place) => /^(?:client|request) /.test(place));
      const isGiven = targets.length > 0 && targets.every((target) => ways.get(target)?.givesCredential);
      return isHanded && isGiven ? { to: part.to, is: 'credential' } : part;
    });
}

/** A list or set of another file: a text would be found by any part of it. */
export function isKeptList(resolver: Resolver, file: string, ref: Ref): boolean {
  const found = resolver.exportFactOf(file, ref);
  const shapes = found ? (valueBelow(found.fact.value, found.path)?.shapes ?? []) : [];
  return shapes.length > 0 && !shapes.includes('str');
}
