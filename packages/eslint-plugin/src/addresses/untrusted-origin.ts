import { originOf, type AddressKind, type FileAnalysis, type Value } from '@backend-architect/analysis';

/** The untrusted value that decides scheme or host of an address; null when the address is fixed, safe or not known. */
export function untrustedOrigin(file: FileAnalysis, value: Value, kind: AddressKind): Value | null {
  if (file.judge(value, kind) !== 'tainted') return null;
  return value.parts ? (originOf(value.parts, kind, (hole) => file.judge(hole, kind)).at ?? value) : value;
}
