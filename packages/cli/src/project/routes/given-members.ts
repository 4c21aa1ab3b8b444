import type { Arrival, CheckFact, Unlike, ValueOrigin, WayFact, WaysFact } from '@backend-architect/analysis';

/** What a caller asks of the object a function gave back. */
export type Member = NonNullable<Extract<CheckFact, { kind: 'call' }>['member']>;

/** What is known of the arguments a function was called with: those that are certain, and what each is made of. */
export interface Handed {
  readonly certain: ReadonlySet<number>;
  readonly values: readonly ValueOrigin[];
  /** Parameters that something can be looked up by, and whether each is known to be there. */
  readonly sought?: ReadonlyMap<number, 'there' | 'open'>;
  /** Absent where whoever called waits for what it gives, if it gives a promise. */
  readonly arrives?: false;
}
/** The same text for what proves the same. */
export function keyOfHanded({ certain, arrives, sought, values }: Handed): string {
  return `${[...certain].join()} ${arrives ?? ''} ${[...(sought ?? [])].join()} ${JSON.stringify(values)}`;
}

export const NO_ARGUMENTS: Handed = { certain: new Set(), values: [] };

/** On this way it may give back what the caller saw. */
export function mayHave({ members }: WayFact, member: Member | undefined): boolean {
  if (!members || !member) return true;
  const known = Object.hasOwn(members, member.name) ? members[member.name] : 'nothing';
  if (member.is === 'there') return known !== 'nothing';
  return member.is === 'truthy' ? known !== 'falsy' && known !== 'nothing' : known !== 'truthy';
}

/** What is certain on this way, once the caller saw that. */
export function certainOn(way: WayFact, member: Member | undefined): readonly number[] {
  const known = member?.is === 'truthy' ? way.members?.[member.name] : undefined;
  return typeof known === 'object' ? [...new Set([...way.checks, ...known])] : way.checks;
}

/** On this way a call comes back as the check says. */
export function comesBack(
  way: WayFact,
  { when, unlike }: Pick<Extract<CheckFact, { kind: 'call' }>, 'when' | 'unlike'>,
): boolean {
  if (way.to !== 'end') return false;
  if (when === 'truthy' && unlike !== undefined) return way.value !== 'falsy' || !isExcluded(way.falsy, unlike);
  return when === 'completed' || way.value !== (when === 'truthy' ? 'falsy' : 'truthy');
}

/** Somebody who asks for something else than this turns it away. */
export function isExcluded(falsy: WayFact['falsy'], unlike: Unlike): boolean {
  return unlike === 'nullish' ? falsy === 'null' || falsy === 'undefined' : falsy !== undefined && falsy === unlike;
}

/** The promise of a call has arrived, in a function that is called so. */
export function hasArrived(awaited: Arrival, { arrives }: Pick<Handed, 'arrives'>): boolean {
  return awaited === 'by-caller' ? arrives !== false : awaited;
}

/** It comes back with nothing to send. */
export function isUnanswered(way: WayFact): boolean {
  return way.to === 'end' && way.value === 'falsy' && way.answered === undefined;
}

/** What a call hands over to look up by, where this is certain. */
export function soughtOf(
  { sought = {} }: Extract<CheckFact, { kind: 'call' }>,
  { checks }: WaysFact,
  certain: readonly number[],
): ReadonlyMap<number, 'there' | 'open'> {
  const isThere = (of: string): boolean =>
    certain.some((index) => {
      const check = checks[index];
      return check?.kind === 'present' && check.of === of;
    });
  return new Map(
    Object.entries(sought).map(([arg, of]) => [Number(arg), of === true || isThere(of) ? 'there' : 'open']),
  );
}

/** A parameter that is a credential, among those that are known to be true. */
export function credentialAt(index: number): number {
  return -1 - index;
}
