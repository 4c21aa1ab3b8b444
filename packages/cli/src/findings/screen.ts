import type { FileFacts, Severity } from '@backend-architect/analysis';
import { isWithin } from '@backend-architect/rules';
import type { AskedQuestion } from '../answers/asked-question.js';
import type { DetectedQuestion, Place } from '../detectors/define.js';
import type { Directive } from '../extract/types.js';
import type { Caller, Finding, Location, State, UnusedSuppression } from '../report/types.js';
import type { BaselineEntry } from './baseline.js';
import { callerPrints } from './caller-prints.js';
import { enclosingSymbol } from './enclosing-symbol.js';
import { fingerprintsOf, type Anchor } from './fingerprint.js';
import { formerFingerprints } from './former-fingerprints.js';
import { groupsOf } from './group-keys.js';
import { inPrintOrder } from './in-print-order.js';
import { invalidSuppressions } from './invalid-suppressions.js';
import { locator } from './locator.js';
import { mergeFindings } from './merge-findings.js';
import type { RawFinding } from './raw-finding.js';
import { questionPrints, thingsOf } from './question-prints.js';
import { suppressionsOf, type Suppression } from './suppressions.js';

export interface ScreenInput {
  readonly findings: readonly RawFinding[];
  readonly questions: readonly (DetectedQuestion & { readonly impact: string })[];
  readonly files: ReadonlyMap<string, { readonly facts: FileFacts; readonly directives: readonly Directive[] }>;
  readonly textOf: (file: string) => string;
  readonly baseline: readonly BaselineEntry[] | null;
  /**
   * Former paths of files that were renamed, see `formerPaths`: what the baseline knows stays known when its file
   * moves.
   */
  readonly formerPaths?: ReadonlyMap<string, readonly string[]>;
  /**
   * Ids of all rules and detectors, of those linters know too, and of those that did not run this time: whether a
   * comment is needed for them is not known.
   */
  readonly rules: {
    readonly known: ReadonlySet<string>;
    readonly perFile: ReadonlySet<string>;
    readonly idle: ReadonlySet<string>;
  };
  /** How comments that suppress nothing are reported. */
  readonly invalidSuppressions: Severity | 'off';
}

export interface Screened {
  readonly findings: readonly Finding[];
  /** The callers who hand the input of findings in, by `callersKey`: the baseline has a line for each of them. */
  readonly byCallers: ReadonlyMap<string, readonly CallerState[]>;
  readonly questions: readonly AskedQuestion[];
  readonly unusedSuppressions: readonly UnusedSuppression[];
  /**
   * Entries of the baseline that nothing matches any more. Those of rules that did not run are not known to be gone.
   */
  readonly fixed: number;
}

export interface CallerState {
  readonly fingerprint: string;
  readonly state: Caller['state'];
}

/** What a finding is found by among those with callers. */
export function callersKey({ ruleId, fingerprint }: Pick<Finding, 'ruleId' | 'fingerprint'>): string {
  return `${ruleId} ${fingerprint}`;
}

/** What a comment can speak of. */
type Screenable = Place & { readonly ruleId: string; readonly callers?: readonly Place[] };

/**
 * Gives every finding and question its fingerprint, lines and state: suppressed by a comment, known to the baseline,
 * cleared, or new.
 */
export function screen(input: ScreenInput): Screened {
  const suppressions = new Map(
    [...input.files].map(([file, { directives }]) => [file, suppressionsOf(directives, input.textOf(file))]),
  );
  const invalid = invalidSuppressions(suppressions, input.rules.known, input.invalidSuppressions);
  const merged = mergeFindings([...input.findings, ...invalid.findings]);
  const raw = inPrintOrder(merged, input.textOf);
  const questions = [...input.questions].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.at[0] - b.at[0] || (a.ruleId < b.ruleId ? -1 : 1),
  );
  const locate = locator(input.textOf);
  const anchorOf = (place: Place & { readonly ruleId: string }): Anchor => ({
    ruleId: place.ruleId,
    file: place.file,
    symbol: symbolOf(input.files.get(place.file)?.facts, place),
    text: input.textOf(place.file).slice(...place.at),
  });
  const findingAnchors = raw.map(anchorOf);
  const findingPrints = fingerprintsOf(findingAnchors);
  const formerPaths = input.formerPaths ?? new Map<string, readonly string[]>();
  const printsOfQuestions = questionPrints({ questions, anchorOf, formerPaths, taken: findingPrints });
  const questioned = new Set(printsOfQuestions.flatMap(({ members }) => members.map(([print]) => print)));
  const groups = groupsOf(raw, anchorOf);
  const members = callerPrints(raw, anchorOf, formerPaths);
  const present = new Set([
    ...findingPrints,
    ...questioned,
    ...members.flatMap((all) => all.map(({ fingerprint }) => fingerprint)),
  ]);
  // What another finding has today is not what this one had: a file that was written anew where one has moved away is
  // new.
  const formerOfFindings = formerFingerprints(findingAnchors, formerPaths).map((prints) =>
    prints.filter((print) => !present.has(print)),
  );
  // What was asked is not what is proved: an entry of a question covers no finding.
  const proved = new Set(input.baseline?.flatMap((entry) => (entry.kind === 'finding' ? [entry.fingerprint] : [])));
  const known = { finding: proved, question: new Set(input.baseline?.map((entry) => entry.fingerprint)) };
  const moved = new Set<string>();
  const used = new Set<string>();

  const suppressionAt = (ruleId: string, { file, at }: Place, byLinters: 'too' | 'never'): Suppression | undefined => {
    const speaks = ({ kind, rules, covers }: Suppression): boolean =>
      (kind === 'ignore' || (byLinters === 'too' && input.rules.perFile.has(ruleId))) &&
      (rules === null || rules.includes(ruleId)) &&
      isWithin(covers, at[0]);
    return (suppressions.get(file) ?? []).find((candidate) => !invalid.comments.has(candidate) && speaks(candidate));
  };
  // Linters report at the place alone: their comments at a caller speak of nothing. One caller that is not excused is
  // enough.
  const suppressionOf = (place: Screenable): Suppression | undefined => {
    const atCallers = (place.callers ?? []).map((caller) => suppressionAt(place.ruleId, caller, 'never'));
    return (
      suppressionAt(place.ruleId, place, 'too') ??
      (atCallers.every((one) => one !== undefined) ? atCallers[0] : undefined)
    );
  };
  const stateOf = (
    kind: BaselineEntry['kind'],
    place: Screenable,
    fingerprint: string,
    former: readonly string[],
  ): { state: State; reason?: string } => {
    const suppression = suppressionOf(place);
    if (suppression) return { state: 'suppressed', reason: suppression.reason ?? 'switched off by a lint comment' };
    if (known[kind].has(fingerprint)) return { state: 'known' };
    // One entry stands for one finding.
    const entry = former.find((print) => known[kind].has(print) && !moved.has(print));
    if (entry !== undefined) moved.add(entry);
    return { state: entry === undefined ? 'new' : 'known' };
  };
  const entryFor = (prints: readonly string[]): boolean => {
    const entry = prints.find((print) => known.finding.has(print) && !moved.has(print));
    if (entry !== undefined) moved.add(entry);
    return entry !== undefined;
  };
  /** Each caller must be known. What was known of the place before callers were told apart stands for one of them. */
  const stateOfCalled = (
    finding: RawFinding,
    index: number,
  ): { state: State; reason?: string; callers: readonly CallerState[] } => {
    const suppression = suppressionOf(finding);
    const places = [findingPrints[index]!, ...formerOfFindings[index]!];
    const callers = members[index]!.map(({ caller, fingerprint, former }): CallerState => {
      if (suppressionAt(finding.ruleId, caller, 'never')) return { fingerprint, state: 'suppressed' };
      const isKnown =
        known.finding.has(fingerprint) || entryFor([...former.filter((print) => !present.has(print)), ...places]);
      return { fingerprint, state: isKnown ? 'known' : 'new' };
    });
    if (suppression)
      return { state: 'suppressed', reason: suppression.reason ?? 'switched off by a lint comment', callers };
    return { state: callers.some(({ state }) => state === 'new') ? 'new' : 'known', callers };
  };
  // A linter needs the comment also where the project proves the finding harmless, or a stronger rule speaks for it
  // here.
  const asks = questions.flatMap((question) =>
    thingsOf(question).map((thing) => ({ ...thing, ruleId: question.ruleId })),
  );
  for (const place of [...input.findings, ...asks] as readonly Screenable[]) {
    const suppression = suppressionAt(place.ruleId, place, 'too');
    if (suppression) used.add(useKey(place.file, suppression, place.ruleId));
    for (const caller of place.callers ?? []) {
      const atCaller = suppressionAt(place.ruleId, caller, 'never');
      if (atCaller) used.add(useKey(caller.file, atCaller, place.ruleId));
    }
  }

  const byCallers = new Map<string, readonly CallerState[]>();
  const findings = raw.map((finding, index): Finding => {
    const { ruleId, severity, message, impact, fix } = finding;
    const location = locate(finding);
    const fingerprint = findingPrints[index] ?? '';
    const called = finding.callers && finding.callers.length > 0 ? stateOfCalled(finding, index) : null;
    const { callers, ...own } = called ?? {
      callers: null,
      ...stateOf('finding', finding, fingerprint, formerOfFindings[index] ?? []),
    };
    const state = finding.cleared === undefined ? own : { state: 'cleared' as const, reason: finding.cleared };
    const edits = fix.edits?.map((edit) => ({
      location: locate({ file: finding.file, at: edit.range }),
      text: edit.text,
    }));
    const shown: Finding = {
      ruleId,
      severity,
      ...state,
      fingerprint,
      message,
      impact,
      location,
      ...(groups[index] && { group: groups[index] }),
      ...(callers && {
        callers: callers.map((caller, place) => ({ location: locate(finding.callers![place]!), state: caller.state })),
      }),
      ...(finding.focus &&
        location.startLine !== location.endLine && { focus: locate({ file: finding.file, at: finding.focus }) }),
      steps: wayOf(finding, callers).map((step) => ({ location: locate(step), what: step.what })),
      fix: { description: fix.description, ...(edits && { edits }), ...(fix.example && { example: fix.example }) },
    };
    if (callers) byCallers.set(callersKey(shown), callers);
    return shown;
  });

  const asked = questions.map(({ impact, ...detected }, index): AskedQuestion => {
    const { ruleId, severity, question, evidence } = detected;
    const location = locate(detected);
    const { fingerprint, former, members } = printsOfQuestions[index]!;
    // Each thing it speaks of must be settled: what was known or excused of one says nothing of another.
    const states = thingsOf(detected).map((thing, member) =>
      stateOf('question', { ...thing, ruleId }, members[member]![0], members[member]!.slice(1)),
    );
    const state =
      ['new', 'known'].map((one) => states.find((found) => found.state === one)).find((found) => found !== undefined) ??
      states[0]!;
    return {
      detected,
      ...(former.length > 0 && { former }),
      ...(members.length > 1 && { members }),
      question: {
        ruleId,
        severity,
        ...state,
        fingerprint,
        question,
        impact,
        location,
        evidence: evidence.map((step) => ({ location: locate(step), what: step.what })),
      },
    };
  });

  const byRaw = new Map(raw.map((finding, index) => [finding, findings[index]]));
  return {
    findings: merged.flatMap((finding) => byRaw.get(finding) ?? []),
    byCallers,
    questions: asked,
    unusedSuppressions: unusedOf(suppressions, input, invalid.comments, used, locate),
    fixed: (input.baseline ?? []).filter(({ kind, ruleId, fingerprint }) => {
      const isThere = kind === 'question' ? questioned.has(fingerprint) : present.has(fingerprint);
      return !input.rules.idle.has(ruleId) && !isThere && !moved.has(fingerprint);
    }).length,
  };
}

/** The way of the first caller that is new. */
function wayOf({ steps, callers = [] }: RawFinding, states: readonly CallerState[] | null): RawFinding['steps'] {
  const fresh = states?.findIndex(({ state }) => state === 'new') ?? -1;
  return fresh > 0 ? [...callers[fresh]!.steps, ...steps.slice(-1)] : steps;
}

function useKey(file: string, suppression: Suppression, ruleId: string): string {
  return `${file}\0${suppression.at[0]}\0${ruleId}`;
}

/**
 * A comment that names a rule which found nothing there. Whether a bare `eslint-disable` is needed is for the linter to
 * say.
 */
function unusedOf(
  all: ReadonlyMap<string, readonly Suppression[]>,
  input: ScreenInput,
  invalid: ReadonlySet<Suppression>,
  used: ReadonlySet<string>,
  locate: (place: Place) => Location,
): readonly UnusedSuppression[] {
  return [...all].flatMap(([file, suppressions]) =>
    suppressions
      .filter((suppression) => !invalid.has(suppression))
      .flatMap((suppression) =>
        (suppression.rules ?? [])
          .filter(
            (ruleId) =>
              (suppression.kind === 'ignore' ? input.rules.known : input.rules.perFile).has(ruleId) &&
              !input.rules.idle.has(ruleId),
          )
          .filter((ruleId) => !used.has(useKey(file, suppression, ruleId)))
          .map((ruleId) => ({ ruleId, location: locate({ file, at: suppression.at }) })),
      ),
  );
}

function symbolOf(facts: FileFacts | undefined, place: Place): string {
  return facts ? enclosingSymbol(facts, place.at) : '';
}
