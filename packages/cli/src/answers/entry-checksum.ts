/**
 * A checksum of everything else in an entry. It is no signature and gives no trust, anybody can compute it: it only
 * tells an entry that `escalate` wrote from one that was written or changed by hand, so that the report can use the
 * right words.
 */
import { createHash } from 'node:crypto';
import type { LedgerEntry } from './ledger-entry.js';

/** `sha256:` and 64 hex digits; layout and the order of keys do not count. */
export function checksumOf({ checksum: _, ...entry }: LedgerEntry): string {
  return `sha256:${createHash('sha256')
    .update(JSON.stringify(sortedKeys(entry)))
    .digest('hex')}`;
}

/** `own`: as `escalate` wrote it. `changed`: not any more. `foreign`: somebody else wrote it. */
export function originOf(entry: LedgerEntry): 'own' | 'changed' | 'foreign' {
  if (entry.checksum === undefined) return 'foreign';
  return entry.checksum === checksumOf(entry) ? 'own' : 'changed';
}

/** Keys in order at every level, so that two writers of the same entry write the same bytes. */
export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortedKeys(inner)]),
  );
}
