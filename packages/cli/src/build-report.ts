import {
  type AnalysisSettings,
  type FileFacts,
  type LibraryModel,
  SEVERITIES,
  UNKNOWN_VERSION,
} from '@backend-architect/analysis';
import type { FileList } from './files/source-file.js';
import type { Policy } from './options/config.js';
import type { Project } from './project/types.js';
import type { EntryTable } from './report/entries/types.js';
import { assumptionsOf } from './assumptions.js';
import { entryPointsOf, unmodelledLibraries } from './entry-points.js';
import type { Coverage, Finding, Positive, Question, Refactoring, Report, Seen } from './report/types.js';

export interface ReportInput {
  readonly version: string;
  readonly files: Pick<FileList, 'skipped' | 'excluded'>;
  readonly facts: readonly FileFacts[];
  readonly project: Project;
  readonly policy: Policy;
  readonly settings: AnalysisSettings;
  /** Models by library name tell what kind of library each one is. */
  readonly models: readonly LibraryModel[];
  /** Names of the packages the project needs at run time. */
  readonly runtime: ReadonlySet<string>;
  /** Of every state; what is cleared stands apart in the report. */
  readonly findings: readonly Finding[];
  readonly questions: readonly Question[];
  readonly positives: readonly Positive[];
  readonly refactorings: readonly Refactoring[];
  readonly entries: EntryTable;
  readonly coverage: Pick<
    Coverage,
    'internalErrors' | 'baseline' | 'unusedSuppressions' | 'narrowedTo' | 'changedSince' | 'notes'
  >;
}

/** The report without its exit: everything sorted, so that the order of files never shows. */
export function buildReport(input: ReportInput): Omit<Report, 'exit'> {
  const { coverage } = input;
  return {
    schemaVersion: '2.2',
    tool: { name: 'backend-architect', version: input.version },
    seen: seenOf(input),
    findings: inOrder(input.findings.filter((finding) => finding.state !== 'cleared')),
    cleared: inOrder(input.findings.filter((finding) => finding.state === 'cleared')),
    questions: [...input.questions].sort(
      (a, b) =>
        confirmedFirst(a) - confirmedFirst(b) ||
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        byPlace(a, b),
    ),
    positives: [...input.positives].sort((a, b) => compare(a.id, b.id)),
    refactorings: input.refactorings,
    entries: input.entries,
    coverage: {
      questions: questionCounts(input.questions),
      filesNotRead: input.files.skipped.length,
      internalErrors: coverage.internalErrors,
      ...(coverage.baseline && { baseline: coverage.baseline }),
      ...(coverage.unusedSuppressions &&
        coverage.unusedSuppressions.length > 0 && { unusedSuppressions: coverage.unusedSuppressions }),
      ...(coverage.narrowedTo !== undefined && { narrowedTo: coverage.narrowedTo }),
      ...(coverage.changedSince && { changedSince: coverage.changedSince }),
      ...(coverage.notes && coverage.notes.length > 0 && { notes: coverage.notes }),
    },
  };
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || byPlace(a, b));
}

function seenOf({ facts, files, project, models, settings, policy, runtime }: ReportInput): Seen {
  const all = [...(settings.models ?? []), ...models];
  const families = new Map(models.map((model) => [model.library, model.family ?? 'other']));
  const names = [...new Set(facts.flatMap((file) => file.libraries))]
    .filter((name) => !HIDDEN.has(families.get(name) ?? 'other') && !name.startsWith('node:'))
    .sort();
  const libraries = names.map((name) => ({
    name,
    ...versionOf(name, settings),
    family: families.get(name) ?? 'other',
  }));
  return {
    root: '.',
    frameworks: libraries
      .filter((library) => library.family === 'http')
      .map(({ name, version }) => (version === undefined ? { name } : { name, version })),
    libraries,
    files: {
      read: facts.length,
      lines: facts.reduce((sum, file) => sum + file.lines, 0),
      skipped: files.skipped.map(({ file, reason }) => ({ file, reason })).sort((a, b) => compare(a.file, b.file)),
      excluded: files.excluded,
    },
    routes: project.routes.length,
    tables: project.tables.length,
    assumptions: assumptionsOf(project, policy, libraries),
    entryPoints: entryPointsOf(project, facts, Object.keys(settings.versions ?? {}), all),
    unmodelled: unmodelledLibraries(facts, runtime, all),
  };
}

/** Families that say nothing about what kind of backend this is. */
const HIDDEN: ReadonlySet<string> = new Set(['runtime']);

function versionOf(name: string, settings: AnalysisSettings): { readonly version?: string } {
  const version = settings.versions?.[name];
  return version === undefined || version === UNKNOWN_VERSION ? {} : { version };
}

function questionCounts(questions: readonly Question[]): Coverage['questions'] {
  const inState = (state: Question['state']): number => questions.filter((question) => question.state === state).length;
  const cleared = questions.filter((question) => question.state === 'cleared');
  const open = questions.filter((question) => question.state === 'new');
  const reasons = new Map<string, number>();
  for (const { openReason = 'not-asked' } of open) reasons.set(openReason, (reasons.get(openReason) ?? 0) + 1);
  return {
    total: questions.length,
    clearedByProof: cleared.filter((question) => !question.answer).length,
    clearedByAnswer: cleared.filter((question) => question.answer).length,
    accepted: inState('accepted'),
    suppressed: inState('suppressed'),
    known: inState('known'),
    open: open.length,
    openReasons: Object.fromEntries([...reasons].sort(([a], [b]) => compare(a, b))),
  };
}

/** What somebody confirmed deserves a look before what nobody has answered. */
function confirmedFirst(question: Question): number {
  return question.openReason === 'confirmed' ? 0 : 1;
}

function byPlace(a: Finding | Question, b: Finding | Question): number {
  return (
    compare(a.location.file, b.location.file) ||
    a.location.startLine - b.location.startLine ||
    a.location.startColumn - b.location.startColumn ||
    compare(a.ruleId, b.ruleId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
