/** The review, told in order: files -> extract -> link -> judge -> detect -> screen -> answer -> report -> exit. */
import { builtInModels } from '@backend-architect/analysis';
import { answerQuestions } from './answers/answer-questions.js';
import { readLedger } from './answers/ledger.js';
import { leftOutNotes, levelOf } from './asked-rules.js';
import { buildReport } from './build-report.js';
import { silent, type Progress } from './commands/progress.js';
import { configNotes } from './config-notes.js';
import { createCrew, type Crew } from './crew/crew.js';
import { detect } from './detect.js';
import { positives } from './detectors/positives.js';
import { refactorings } from './detectors/refactorings.js';
import { entryRows } from './entry-rows.js';
import { exitOf } from './exit-code.js';
import { baseWords, ownBaseNotes, reportedFiles } from './files/reported-files.js';
import { runtimeDependencies } from './files/runtime-dependencies.js';
import { readBaseline } from './findings/baseline.js';
import { INVALID_SUPPRESSION } from './findings/invalid-suppressions.js';
import { locator } from './findings/locator.js';
import { isUnder, narrow, outsideNotes, outsideOf } from './findings/narrow.js';
import { judge } from './judge/judge.js';
import { knownSecrets } from './judge/known-secrets.js';
import { filterWords, type Options } from './options/options.js';
import { refuseRuleSettings } from './options/refuse-rule-settings.js';
import { lostSettings } from './project/lost-settings.js';
import { missingImports } from './project/missing-imports.js';
import { brokenDocuments, brokenTexts } from './project/entries/schema-texts.js';
import { brokenSchemas } from './project/tables/prisma-tables.js';
import { unknownAliases } from './project/unknown-aliases.js';
import { unreadImports } from './project/unread-imports.js';
import { maskedQuestion, maskedReport } from './report/masked-report.js';
import { secretMask } from './report/secret-mask.js';
import { listProject, readProject } from './read-project.js';
import { reportScope } from './report-scope.js';
import type { Review } from './review.js';
import { screenAcrossRenames } from './screen-across-renames.js';
import { idleRules, knownRuleOptions, knownRules, PER_FILE_RULES } from './rule-catalogue.js';
import { toolVersion } from './tool-version.js';
import { withoutUnused } from './unused-findings.js';

/**
 * Reviews a project. Reads files and git, writes nothing but the cache, opens no socket. `now` decides which accepted
 * risks have lapsed.
 */
export async function reviewProject(options: Options, progress: Progress = silent, now = new Date()): Promise<Review> {
  const crew = createCrew(options.concurrency);
  try {
    return await reviewWith(crew, options, progress, now);
  } finally {
    await crew.close();
  }
}

async function reviewWith(crew: Crew, options: Options, progress: Progress, now: Date): Promise<Review> {
  const { root, config } = options;
  refuseRuleSettings(config, knownRuleOptions());
  const baseline = options.baseline === 'use' ? readBaseline(root) : null;
  const policy = config.policy ?? {};

  const { refusal, of, files } = await listProject(options, progress);
  const reported = await reportedFiles(root, options.filter);
  const shown = reported?.files ?? null;
  const since = reported?.base && baseWords(reported.base);
  const { settings, read, unreadFiles, facts, input, project, lostCache } = await readProject(
    crew,
    options,
    files,
    progress,
  );

  const aliases = unknownAliases({ root, ignore: config.ignore ?? [], project, list: files });
  const notRead = [
    ...files.skipped,
    ...unreadFiles,
    ...brokenSchemas(files.schemas),
    ...brokenDocuments(files.schemas),
  ];
  const seen = { root, of, ignore: config.ignore ?? [], project, list: files, settings };
  const unread = unreadImports(seen);
  const missing = missingImports({
    ...seen,
    list: { ...files, skipped: [...files.skipped, ...unreadFiles, ...unread] },
  });
  const skipped = [...notRead, ...lostSettings(root, files), ...unread, ...missing, ...aliases.unknown];

  const texts = new Map([...files.sources, ...files.schemas].map(({ file, text }) => [file, text]));
  const textOf = (file: string): string => texts.get(file) ?? '';
  const judged = await judge({
    root,
    files: read,
    textOf,
    project,
    settings,
    rules: config.rules ?? {},
    scope: options.rules,
    preset: options.preset,
    cache: options.cache,
    share: (asked) => crew.judging(asked, input),
    progress: (done) => progress.at('judging', done, read.length),
  });

  progress.at('detecting');
  const detected = withoutUnused(detect(judged, project, config, files.packages, options.preset), project, root, files);
  const { screened, notes } = await screenAcrossRenames(
    {
      ...detected,
      baseline,
      textOf,
      files: new Map(read.map((file) => [file.file, file])),
      rules: { known: knownRules(), perFile: PER_FILE_RULES, idle: idleRules(options) },
      invalidSuppressions: levelOf(config.rules?.[INVALID_SUPPRESSION]) ?? 'low',
    },
    { root, of, ledger: readLedger(root) },
  );
  const notJudged =
    options.rules === 'project'
      ? [
          'what a file shows by itself was left out (--project-only); ' +
            'ESLint shows most of it as warnings, which fail no job',
        ]
      : [];
  const leftOut = leftOutNotes([...knownRules()], config, options.preset);
  const visible = narrow(screened, shown);
  const outside = outsideOf(screened, visible);
  const isByGit = options.filter.kind === 'staged' || options.filter.kind === 'changed';
  const secrets = knownSecrets(read, judged, textOf);
  const mask = secretMask(secrets, (file) => texts.get(file) ?? null);
  const listed = [...files.sources, ...files.schemas, ...files.skipped]
    .map(({ file }) => file)
    .concat(files.leftOut, aliases.leftOut);
  const entries = entryRows(project, policy, locator(textOf), null);
  const unused = configNotes({ root, config, listed, facts, project });

  const conclude: Review['conclude'] = (settled = (questions) => questions) => {
    const answered = answerQuestions({ asked: visible.questions, project, policy, ledger: readLedger(root), now });
    const report = buildReport({
      version: toolVersion(),
      files: { ...files, skipped },
      facts,
      project,
      policy,
      settings,
      models: builtInModels,
      runtime: runtimeDependencies(root, files.packages, files.manifests),
      findings: visible.findings,
      questions: settled(answered.questions),
      positives: positives(project, policy),
      refactorings: refactorings(project, visible.findings, locator(textOf)),
      entries,
      coverage: {
        internalErrors: detected.internalErrors,
        unusedSuppressions: visible.unusedSuppressions,
        ...(baseline && { baseline: { known: baseline.length - screened.fixed, fixed: screened.fixed } }),
        ...(shown && { narrowedTo: filterWords(options.filter, shown, since) }),
        ...(reported?.base && { changedSince: reported.base }),
        notes: [
          ...(options.settingsNote === undefined ? [] : [options.settingsNote]),
          ...notJudged,
          ...leftOut,
          ...(reported?.base && options.filter.kind === 'changed' && options.filter.base === undefined
            ? ownBaseNotes(reported.base)
            : []),
          ...(isByGit ? outsideNotes(outside) : []),
          ...lostCache,
          ...(refusal === null ? [] : [`${refusal}; files were listed without git`]),
          ...notes,
          ...unused,
          ...brokenTexts(facts).map((one) => {
            const { startLine } = locator(textOf)(one);
            return `${one.file}:${startLine}: this schema could not be read, so who may ask for its fields is not known (${one.reason})`;
          }),
          ...read.flatMap((file) => (file.note === undefined ? [] : [`${file.file}: ${file.note}`])),
          ...answered.warnings,
        ],
      },
    });
    const scope = reportScope({
      filter: options.filter,
      shown,
      ...(since !== undefined && { since }),
      ...(reported?.deleted && { deleted: reported.deleted }),
      unread: notRead,
      leftOut: files.leftOut,
      sources: facts,
      schemas: files.schemas.map(({ file }) => file).filter((file) => !notRead.some((one) => one.file === file)),
    });
    return maskedReport(
      {
        ...report,
        exit: exitOf(report, {
          failOn: options.failOn,
          require: options.require,
          rules: options.rules,
          scope,
          ...(isByGit && baseline && { outside }),
        }),
      },
      mask,
    );
  };
  progress.end();
  const open = visible.questions.map((one) => ({ ...one, question: maskedQuestion(one.question, mask) }));
  const isAbout = shown === null ? () => true : isUnder(shown);
  const missed = notRead
    .filter(({ file }) => isAbout(file))
    .map(({ file, reason }) => ({ file: mask.text(file), reason: mask.text(reason) }));
  return {
    report: conclude(),
    project,
    asked: open,
    byCallers: screened.byCallers,
    unread: missed,
    textOf: mask.textOf,
    mask: mask.text,
    secrets,
    conclude,
  };
}
