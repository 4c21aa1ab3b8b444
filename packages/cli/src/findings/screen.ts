import type { FileFacts } from '@backend-architect/analysis';
import type { AskedQuestion } from '../answers/asked-question.js';
import type { DetectedClearing, DetectedQuestion, Place } from '../detectors/define.js';
import type { Directive } from '../extract/types.js';
import type { Finding, Location, State, UnusedSuppression } from '../report/types.js';
import type { BaselineEntry } from './baseline.js';
import { enclosingSymbol } from './enclosing-symbol.js';
import { fingerprintsOf } from './fingerprint.js';
import { invalidSuppressions } from './invalid-suppressions.js';
import { locator } from './locator.js';
import { mergeFindings } from './merge-findings.js';
import type { RawFinding } from './raw-finding.js';
import { suppressionsOf, type Suppression } from './suppressions.js';

export interface ScreenInput {
  readonly findings: readonly RawFinding[];
  readonly questions: readonly (DetectedQuestion & { readonly impact: string })[];
  readonly clearings: readonly DetectedClearing[];
  readonly files: ReadonlyMap<string, { readonly facts: FileFacts; readonly directives: readonly Directive[] }>;
  readonly textOf: (file: string) => string;
  readonly baseline: readonly BaselineEntry[] | null;
  /** Ids of all rules and detectors, of those linters know too, and whether these ran on single files this time. */
  readonly rules: { readonly known: ReadonlySet<string>; readonly perFile: ReadonlySet<string>; readonly ran: 'all' | 'project' };
}

export interface Screened {
  readonly findings: readonly Finding[];
  readonly questions: readonly AskedQuestion[];
  readonly unusedSuppressions: readonly UnusedSuppression[];
  /** Entries of the baseline that nothing matches any more. */
  readonly fixed: number;
}

/** Gives every finding and question its fingerprint, lines and state: suppressed by a comment, known to the baseline, cleared, or new. */
export function screen(input: ScreenInput): Screened {
  const suppressions = new Map([...input.files].map(([file, { directives }]) => [file, suppressionsOf(directives, input.textOf(file))]));
  const invalid = invalidSuppressions(suppressions, input.rules.known);
  const raw = mergeFindings([...input.findings, ...invalid.findings], input.textOf);
  const questions = [...input.questions].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.at[0] - b.at[0] || (a.ruleId < b.ruleId ? -1 : 1)));
  const locate = locator(input.textOf);
  const anchorOf = (place: Place & { readonly ruleId: string }) => ({
    ruleId: place.ruleId,
    file: place.file,
    symbol: symbolOf(input.files.get(place.file)?.facts, place),
    text: input.textOf(place.file).slice(...place.at),
  });
  const findingPrints = fingerprintsOf(raw.map(anchorOf));
  const questionPrints = fingerprintsOf(questions.map(anchorOf));
  const known = new Set(input.baseline?.map((entry) => entry.fingerprint));
  const used = new Set<string>();

  const stateOf = (ruleId: string, location: Location, fingerprint: string): { state: State; reason?: string } => {
    const covers = ({ kind, rules, lines }: Suppression): boolean =>
      (kind === 'ignore' || input.rules.perFile.has(ruleId)) && (rules === null || rules.includes(ruleId)) && lines[0] <= location.startLine && location.startLine <= lines[1];
    const suppression = (suppressions.get(location.file) ?? []).find((candidate) => !invalid.comments.has(candidate) && covers(candidate));
    if (suppression) {
      used.add(useKey(location.file, suppression, ruleId));
      return { state: 'suppressed', reason: suppression.reason ?? 'switched off by a lint comment' };
    }
    return known.has(fingerprint) ? { state: 'known' } : { state: 'new' };
  };

  const findings = raw.map((finding, index): Finding => {
    const { ruleId, severity, message, impact, steps, fix } = finding;
    const location = locate(finding);
    const fingerprint = findingPrints[index] ?? '';
    const clearing = input.clearings.find((candidate) => candidate.ruleIds.includes(ruleId) && candidate.file === finding.file && overlaps(candidate.at, finding.at));
    const state = clearing ? { state: 'cleared' as const, reason: clearing.reason } : stateOf(ruleId, location, fingerprint);
    const edits = fix.edits?.map((edit) => ({ location: locate({ file: finding.file, at: edit.range }), text: edit.text }));
    return {
      ruleId, severity, ...state, fingerprint, message, impact, location,
      ...(finding.focus && location.startLine !== location.endLine && { focus: locate({ file: finding.file, at: finding.focus }) }),
      steps: steps.map((step) => ({ location: locate(step), what: step.what })),
      fix: { description: fix.description, ...(edits && { edits }), ...(fix.example && { example: fix.example }) },
    };
  });

  const asked = questions.map(({ impact, ...detected }, index): AskedQuestion => {
    const { ruleId, severity, question, evidence } = detected;
    const location = locate(detected);
    const fingerprint = questionPrints[index] ?? '';
    const state = stateOf(ruleId, location, fingerprint);
    return {
      detected,
      question: { ruleId, severity, ...state, fingerprint, question, impact, location, evidence: evidence.map((step) => ({ location: locate(step), what: step.what })) },
    };
  });

  const present = new Set([...findingPrints, ...questionPrints]);
  return {
    findings,
    questions: asked,
    unusedSuppressions: unusedOf(suppressions, input, invalid.comments, used, locate),
    fixed: (input.baseline ?? []).filter((entry) => !present.has(entry.fingerprint)).length,
  };
}

function useKey(file: string, suppression: Suppression, ruleId: string): string {
  return `${file}\0${suppression.at[0]}\0${ruleId}`;
}

/** A comment that names a rule which found nothing there. Whether a bare `eslint-disable` is needed is for the linter to say. */
function unusedOf(
  all: ReadonlyMap<string, readonly Suppression[]>, input: ScreenInput, invalid: ReadonlySet<Suppression>, used: ReadonlySet<string>, locate: (place: Place) => Location,
): readonly UnusedSuppression[] {
  return [...all].flatMap(([file, suppressions]) =>
    suppressions.filter((suppression) => !invalid.has(suppression)).flatMap((suppression) =>
      (suppression.rules ?? [])
        .filter((ruleId) => (suppression.kind === 'ignore' ? input.rules.known.has(ruleId) : input.rules.ran === 'all' && input.rules.perFile.has(ruleId)))
        .filter((ruleId) => !used.has(useKey(file, suppression, ruleId)))
        .map((ruleId) => ({ ruleId, location: locate({ file, at: suppression.at }) }))));
}

function symbolOf(facts: FileFacts | undefined, place: Place): string {
  return facts ? enclosingSymbol(facts, place.at) : '';
}

function overlaps(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[1] && b[0] < a[1];
}
