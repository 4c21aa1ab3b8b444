/** Identity of a question together with everything its answer rests on. */
import { createHash } from 'node:crypto';
import type { DetectedQuestion } from '../detectors/define.js';
import type { Policy } from '../options/config.js';

export interface KeyParts {
  readonly rule: string;
  /** Version of the question, raised only when it means something else. */
  readonly version: number;
  readonly fingerprint: string;
  readonly policy: Policy;
  readonly facts: DetectedQuestion['facts'];
  /** Leaf hashes. */
  readonly evidence: readonly string[];
}

/**
 * `sha256:...`. Model and prompt are not part of it: neither a new model nor our own release may empty a committed
 * ledger.
 */
export function questionKey(parts: KeyParts): string {
  const canonical = canonicalOf([
    parts.rule,
    parts.version,
    parts.policy,
    parts.fingerprint,
    [...parts.evidence].sort(),
    parts.facts.map(canonicalOf).sort(),
  ]);
  return `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
}

function canonicalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalOf(inner)}`).join(',')}}`;
}
