import type { CheckFact, ValueOrigin, WayFact } from '@backend-architect/analysis';

/** What a caller asks of the object a function gave back. */
export type Member = NonNullable<Extract<CheckFact, { kind: 'call' }>['member']>;

/** What is known of the arguments a function was called with: those that are certain, and what each is made of. */
export interface Handed {
  readonly certain: ReadonlySet<number>;
  readonly values: readonly ValueOrigin[];
}
export const NO_ARGUMENTS: Handed = { certain: new Set(), values: [] };

/** On this way it may give back what the caller saw. */
export function mayHave({ members }: WayFact, member: Member | undefined): boolean {
  if (!members || !member) return true;
  const known = Object.hasOwn(members, member.name) ? members[member.name] : 'falsy';
  return member.is === 'truthy' ? known !== 'falsy' : known !== 'truthy';
}

/** What is certain on this way, once the caller saw that. */
export function certainOn(way: WayFact, member: Member | undefined): readonly number[] {
  const known = member?.is === 'truthy' ? way.members?.[member.name] : undefined;
  return typeof known === 'object' ? [...new Set([...way.checks, ...known])] : way.checks;
}

/** On this way a call comes back as the check says. */
export function comesBack(way: WayFact, { when }: Pick<Extract<CheckFact, { kind: 'call' }>, 'when'>): boolean {
  return way.to === 'end' && (when === 'completed' || way.value !== (when === 'truthy' ? 'falsy' : 'truthy'));
}

/** It comes back with nothing to send. */
export function isUnanswered(way: WayFact): boolean {
  return way.to === 'end' && way.value === 'falsy' && way.answered === undefined;
}

/** A parameter that is a credential, among those that are known to be true. */
export function credentialAt(index: number): number {
  return -1 - index;
}
