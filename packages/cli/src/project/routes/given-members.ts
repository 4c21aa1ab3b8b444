import type {
  Arrival,
  CheckFact,
  LookupUse,
  SentPart,
  Unlike,
  ValueOrigin,
  WayFact,
  WaysFact,
} from '@backend-architect/analysis';

/** What a caller asks of the object a function gave back. */
export type Member = NonNullable<Extract<CheckFact, { kind: 'call' }>['member']>;

/** What is known of the arguments a function was called with: those that are certain, and what each is made of. */
export interface Handed {
  readonly certain: ReadonlySet<number>;
  readonly values: readonly ValueOrigin[];
  /** Parameters that something can be looked up by, and whether each is known to be there. */
  readonly sought?: ReadonlyMap<number, 'there' | 'open'>;
  /** What else the arguments are of what the client sent: `credential 0.token`, `client 1`, `request 2`, `own 3`. */
  readonly sent?: ReadonlySet<string>;
  /** Members of parameters that are who is signed in, or nothing: `0.token`. */
  readonly callers?: ReadonlySet<string>;
  /** Absent where whoever called waits for what it gives, if it gives a promise. */
  readonly arrives?: false;
}
/** The same text for what proves the same. */
export function keyOfHanded({ certain, arrives, callers, sent, sought, values }: Handed): string {
  const sets = [certain, callers ?? [], sent ?? [], sought ?? []].map((set) => [...set].join());
  return `${sets.join(' ')} ${arrives ?? ''} ${JSON.stringify(values)}`;
}

export const NO_ARGUMENTS: Handed = { certain: new Set(), values: [] };

/** This member of a parameter is who is signed in, or nothing. */
export function isCallerIn({ callers }: Handed, { index, member }: Extract<CheckFact, { kind: 'param' }>): boolean {
  return member !== undefined && (callers?.has(`${index}.${member}`) ?? false);
}

/** On this way it may give back what the caller saw. */
export function mayHave({ members, result, value }: WayFact, member: Member | undefined): boolean {
  if (member && member.is !== 'falsy' && value === 'falsy') return false;
  if (result) return true;
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

/** What is asked of what a function gives is asked of the call whose result that is. */
export function asksFurther(check: CheckFact, way: WayFact, member: Member | undefined): CheckFact {
  return member && check.kind === 'call' && way.result?.[0] === check.at[0] && way.result[1] === check.at[1]
    ? { ...check, when: 'completed', member }
    : check;
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

/** A function that decides whom a library lets through gives something else than no, or than an answer of its own. */
export function letsThrough(way: WayFact): boolean {
  return way.to === 'on' || (way.to === 'end' && way.value !== 'falsy' && way.answers !== true);
}

/** Whether something may be looked up by this, and whether it is known to be there. */
export function soughtBy({ by, member }: LookupUse, handed: Handed): 'there' | 'open' | undefined {
  if (by === 'credential') return 'open';
  if (!member) return handed.sought?.get(by);
  return isCredentialIn(handed, by, member) ? 'open' : undefined;
}

/** What a call hands over to look up by, where this is certain. */
function soughtOf(
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

/** A parameter, or a member of one, is a credential: handed in as one, or inside a part of the request. */
export function isCredentialIn(
  { certain, sent }: Handed,
  index: number,
  path: readonly string[] = [],
  isNamed = path.length > 0,
): boolean {
  if (path.length === 0 && certain.has(credentialAt(index))) return true;
  const place = [index, ...path].join('.');
  return (
    (sent?.has(`credential ${place}`) ?? false) || (isNamed && isClientIn(sent, place.slice(0, place.lastIndexOf('.'))))
  );
}

/** This, or something it is a member of, is the request or a part of it that the client wrote. */
function isClientIn(sent: Handed['sent'], place: string): boolean {
  for (let around = place; around !== ''; around = around.slice(0, Math.max(0, around.lastIndexOf('.'))))
    if (sent?.has(`client ${around}`) || sent?.has(`request ${around}`)) return true;
  return false;
}

/** What a call hands to the function it calls. `known`: the arguments that are true, and what each is made of. */
export function handedOn(
  check: Extract<CheckFact, { kind: 'call' }>,
  facts: WaysFact,
  certain: readonly number[],
  handed: Handed,
  known: Pick<Handed, 'certain' | 'values'>,
): Handed {
  const sent = sentOn(check.sent, handed);
  return {
    ...known,
    certain: new Set([...known.certain, ...(check.credentials ?? []).map(credentialAt)]),
    sought: soughtOf(check, facts, certain),
    ...(sent.size > 0 && { sent }),
    ...(!check.awaited && { arrives: false as const }),
  };
}

/** What a call hands on of what the client sent, in a function that was handed this itself. */
export function sentOn(parts: readonly SentPart[] | undefined, handed: Handed): ReadonlySet<string> {
  return new Set(
    (parts ?? []).flatMap((part): string[] => {
      if ('is' in part) return [`${part.is} ${part.to}`];
      if ('of' in part) return [];
      if (handed.sent?.has(`own ${part.from}`)) return [`own ${part.to}`];
      const [index = '', ...path] = part.from.split('.');
      if (isCredentialIn(handed, Number(index), path, part.named === true)) return [`credential ${part.to}`];
      return isClientIn(handed.sent, part.from) && part.named !== true ? [`client ${part.to}`] : [];
    }),
  );
}

/** A parameter that is a credential, among those that are known to be true. */
function credentialAt(index: number): number {
  return -1 - index;
}
