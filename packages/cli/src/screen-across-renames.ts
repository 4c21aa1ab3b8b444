import { entryOf, ledgerPathOf, type Ledger } from './answers/ledger.js';
import { formerPaths } from './files/former-paths.js';
import { BASELINE_FILE } from './findings/baseline.js';
import { screen, type Screened, type ScreenInput } from './findings/screen.js';
import type { State } from './report/types.js';

export interface Renaming {
  readonly root: string;
  readonly of: 'work-tree' | 'index';
  readonly ledger: Ledger;
}

/** Enough to look each one up by itself. */
const MOST_LOOKUPS = 50;

/**
 * Screens, and where the baseline or the ledger speaks of what is not there any more, asks git what was renamed and
 * screens again: a file keeps what is known of it when it moves. `notes` say where the history does not reach far
 * enough.
 */
export async function screenAcrossRenames(
  input: Omit<ScreenInput, 'formerPaths'>,
  { root, of, ledger }: Renaming,
): Promise<{ readonly screened: Screened; readonly notes: readonly string[] }> {
  const screened = screen(input);
  const isThere = (file: string): boolean => input.files.has(file) || input.textOf(file) !== '';
  const isNew = ({ state }: { readonly state: State }): boolean => state === 'new';
  const unanswered = screened.questions.filter(
    ({ question, members }) =>
      isNew(question) && entryOf(ledger, question.ruleId, question.fingerprint, [], members) === undefined,
  );
  // Entries name the file of the place; whether a caller's file has moved only git can say.
  const mayHaveMoved =
    (input.baseline ?? []).some(({ file }) => !isThere(file)) ||
    screened.findings.some((finding) => isNew(finding) && finding.callers !== undefined);
  const isBaselineBehind =
    screened.fixed > 0 && (screened.findings.some(isNew) || unanswered.length > 0) && mayHaveMoved;
  const asked = new Set(screened.questions.map(({ question }) => question.fingerprint));
  const unasked =
    unanswered.length === 0 ? [] : [...ledger.entries.values()].filter(({ fingerprint }) => !asked.has(fingerprint));
  if (!isBaselineBehind && unasked.length === 0) return { screened, notes: [] };
  const answers = unasked.slice(0, MOST_LOOKUPS).map(({ rule, fingerprint }) => ledgerPathOf(rule, fingerprint));
  const former = await formerPaths({
    root,
    of,
    since: { last: isBaselineBehind ? [BASELINE_FILE] : [], first: answers },
  });
  const again = former.byPath.size === 0 ? screened : screen({ ...input, formerPaths: former.byPath });
  const isCut =
    former.history === 'cut' &&
    isBaselineBehind &&
    (input.baseline ?? []).some(({ file }) => !isThere(file)) &&
    again.fixed > 0 &&
    again.findings.some(isNew);
  return {
    screened: again,
    notes: isCut
      ? [
          'the baseline names files that are gone; this clone is too shallow to tell whether they were ' +
            'renamed (fetch the whole history, in CI with fetch-depth: 0)',
        ]
      : [],
  };
}
