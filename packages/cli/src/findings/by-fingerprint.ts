import { UsageError } from '../options/user-error.js';
import type { Location } from '../report/types.js';

interface Entry {
  readonly ruleId: string;
  readonly fingerprint: string;
  readonly location: Location;
}

/** What is looked for: everything a report shows, or its questions. */
export type Sought = 'finding or question' | 'question';

/** Fewer digits are a slip, not a choice; more are asked where something is decided. */
const LEAST_DIGITS = { 'finding or question': 4, question: 6 } as const satisfies Record<Sought, number>;

/** Places that are listed when digits fit several. */
const MOST_LISTED = 5;

/**
 * The entry a person names by its fingerprint or by the first digits of it. Throws a `UsageError` that says what to run
 * or to give instead.
 */
export function byFingerprint<Found extends Entry>(given: string, entries: readonly Found[], sought: Sought): Found {
  const least = LEAST_DIGITS[sought];
  const digits = given.trim().toLowerCase();
  if (!/^[0-9a-f]*$/.test(digits) || digits.length < least || digits.length > 20) {
    throw new UsageError(
      `${JSON.stringify(given.slice(0, 60))} is not a fingerprint; give at least ${least} of its 20 hex digits ` +
        '(backend-architect review --all prints them)',
    );
  }
  const fitting = entries.filter(({ fingerprint }) => fingerprint.startsWith(digits));
  const [first] = fitting;
  // A finding and a question of one rule may speak of the same code: more digits would not tell them apart.
  if (first && fitting.every(({ fingerprint }) => fingerprint === first.fingerprint)) return first;
  if (first)
    throw new UsageError(
      `${digits} fits ${fitting.length} fingerprints; give more digits: ` +
        `${fitting.slice(0, MOST_LISTED).map(described).join(', ')}` +
        `${fitting.length > MOST_LISTED ? ', ...' : ''}`,
    );
  throw new UsageError(
    `no ${sought} in this project has the fingerprint ${digits}; it may be fixed, its code may have ` +
      `changed, or it belongs to another project: ${NEXT[sought]}`,
  );
}

const NEXT = {
  'finding or question': 'backend-architect review --all lists what there is today',
  question:
    'backend-architect review --all lists the open questions (a finding is accepted by a comment, ' +
    '// backend-architect-ignore <rule> -- <reason>, or by backend-architect baseline)',
} as const satisfies Record<Sought, string>;

function described({ fingerprint, ruleId, location }: Entry): string {
  return `${fingerprint} (${ruleId} ${location.file}:${location.startLine})`;
}
