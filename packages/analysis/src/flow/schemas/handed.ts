/** Values that hang on what a caller hands in, among it the schemas that check them. */
import type { Admitted } from '../../vocabulary/admitted.js';
import type { HandedSchema, UnknownReason, Value } from '../../vocabulary/value.js';
import { inPlaceOf, memberAt, resolveReasons } from '../substitution.js';
import { asked, resolved, schemaAt, UNSEEN } from './admitted.js';
import { narrow } from './narrow.js';

/** What a caller gives for the parameters of one function. */
export interface Handed {
  value(index: number): Value;
  admits(index: number): Admitted;
  /** The object it is called on. */
  self?(): Value;
}

/** A value of the function with this key, with what a caller gives in place of its parameters. */
export function handedTo(value: Value, fn: number, given: Handed): Value {
  return resolveReasons(value, (reason) => answerTo(reason, fn, given));
}

function answerTo(reason: UnknownReason, fn: number, given: Handed): Value | null {
  if (reason.kind === 'schema') return checkedBy(reason, fn, given);
  if (reason.kind === 'member')
    return reason.self?.fn === fn && given.self ? ofSelf(given.self(), reason.self.path) : null;
  if (reason.kind !== 'param' || reason.fn !== fn) return null;
  return inPlaceOf(reason, given.value(reason.index));
}

/** A member of the object, when that is seen. */
function ofSelf(self: Value, path: readonly string[]): Value | null {
  return self.taint === 'unknown' &&
    !self.properties &&
    self.unknown.some(({ kind }) => kind === 'call' || kind === 'import')
    ? null
    : memberAt(self, path);
}

function checkedBy(
  { of, by, path }: Extract<UnknownReason, { kind: 'schema' }>,
  fn: number,
  given: Handed,
): Value | null {
  const isOf = by.fn === fn;
  if (!isOf && !hangsOn(of, fn)) return null;
  const inner = handedTo(of, fn, given);
  return memberAt(narrow(inner, isOf ? schemaFor(by, given) : asAdmitted(by)), path);
}

function schemaFor({ index, path, asked: isAsked }: HandedSchema, given: Handed): Admitted {
  const found = schemaAt(given.admits(index), path) ?? UNSEEN;
  return isAsked ? asked(found) : found;
}

function asAdmitted({ fn, index, path, asked: isAsked }: HandedSchema): Admitted {
  const schema = { is: 'param', fn, index, path } as const;
  return isAsked ? asked(schema) : schema;
}

/** Whether a value hangs on the parameters of this function, or of any. */
export function hangsOn(value: Value, fn: number): boolean {
  const inside = [
    ...Object.values(value.properties ?? {}),
    ...(value.elements ?? []),
    ...(value.spread ? [value.spread] : []),
  ];
  return (
    value.unknown.some(
      (reason) =>
        ('fn' in reason && reason.fn === fn) ||
        (reason.kind === 'schema' && (reason.by.fn === fn || hangsOn(reason.of, fn))),
    ) || inside.some((one) => hangsOn(one, fn))
  );
}

/** The schema with those that a caller hands in for this function in their places; null where it hands in none. */
export function filledSchema(
  admitted: Admitted,
  fn: number,
  admits: (index: number) => Admitted | null,
): Admitted | null {
  let isMissing = false;
  const found = resolved(admitted, (of) => {
    if (of.is !== 'param' || of.fn !== fn) return of;
    const given = admits(of.index);
    const schema = given && schemaAt(given, of.path);
    if (!schema) isMissing = true;
    return schema ?? UNSEEN;
  });
  return isMissing ? null : found;
}
