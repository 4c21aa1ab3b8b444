/** The review, told in order: files -> extract -> link -> detect -> screen -> answer -> report -> exit. */
import { builtInModels, type AnalysisSettings } from '@backend-architect/analysis';
import { answerQuestions } from './answers/answer-questions.js';
import { readLedger } from './answers/ledger.js';
import { buildReport } from './build-report.js';
import { silent, type Progress } from './commands/progress.js';
import { detect } from './detect.js';
import { positives } from './detectors/positives.js';
import { refactorings } from './detectors/refactorings.js';
import { exitOf } from './exit-code.js';
import { extract } from './extract/extract.js';
import { lookAgain } from './extract/look-again.js';
import { dependencyVersions } from './files/dependency-versions.js';
import { listFiles } from './files/list-files.js';
import { reportedFiles } from './files/reported-files.js';
import { readBaseline } from './findings/baseline.js';
import { locator } from './findings/locator.js';
import { isUnder, narrow } from './findings/narrow.js';
import { screen } from './findings/screen.js';
import { filterWords, type Options } from './options/options.js';
import { rejectUnknownRules } from './options/read-config.js';
import { linkProject } from './project/link-project.js';
import type { Review } from './review.js';
import { knownRules, PER_FILE_RULES } from './rule-catalogue.js';
import { toolVersion } from './tool-version.js';

/** Reviews a project. Reads files and git, writes nothing but the cache, opens no socket. `now` decides which accepted risks have lapsed. */
export async function reviewProject(options: Options, progress: Progress = silent, now = new Date()): Promise<Review> {
  const { root, config } = options;
  rejectUnknownRules(config, knownRules());
  const baseline = options.baseline === 'use' ? readBaseline(root) : null;
  const policy = config.policy ?? {};

  progress.at('listing files');
  const files = await listFiles({ root, of: options.filter.kind === 'staged' ? 'index' : 'work-tree', ignore: config.ignore ?? [] });
  const shown = await reportedFiles(root, options.filter);
  const settings: AnalysisSettings = { versions: dependencyVersions(root, files.packages), ...(config.models && { models: config.models }) };

  const extracted = await extract({ files: files.sources, root, settings, rules: options.rules === 'all' ? (config.rules ?? {}) : 'none', cache: options.cache, progress: (done) => progress.at('reading', done, files.sources.length) });
  const read = extracted.filter((file) => file.kind === 'read');
  const unread = extracted.filter((file) => file.kind === 'unread');
  const facts = read.map((file) => file.facts);

  progress.at('linking');
  const project = linkProject({ root, files: facts, schemas: files.schemas, settings });

  progress.at('detecting');

  const texts = new Map([...files.sources, ...files.schemas].map(({ file, text }) => [file, text]));
  const textOf = (file: string): string => texts.get(file) ?? '';
  const judged = process.env['SPIKE_OFF'] || options.rules !== 'all' ? read : lookAgain(read, textOf, project, settings, config.rules ?? {});
  const detected = detect(judged, project, config);
  const screened = screen({
    ...detected, baseline, textOf, files: new Map(read.map((file) => [file.file, file])),
    rules: { known: knownRules(), perFile: PER_FILE_RULES, ran: options.rules },
  });
  const visible = narrow(screened, shown);

  const conclude: Review['conclude'] = (settled = (questions) => questions) => {
    const answered = answerQuestions({ asked: visible.questions, project, policy, ledger: readLedger(root), now });
    const report = buildReport({
      version: toolVersion(), files: { ...files, skipped: [...files.skipped, ...unread] }, facts, project, policy, settings, models: builtInModels,
      findings: visible.findings, questions: settled(answered.questions), positives: positives(project, policy), refactorings: refactorings(project, visible.findings, locator(textOf)),
      coverage: {
        internalErrors: detected.internalErrors, unusedSuppressions: visible.unusedSuppressions,
        ...(baseline && { baseline: { known: baseline.length - screened.fixed, fixed: screened.fixed } }),
        ...(shown && { narrowedTo: filterWords(options.filter, shown) }),
        notes: [...read.flatMap((file) => (file.note === undefined ? [] : [`${file.file}: ${file.note}`])), ...answered.warnings],
      },
    });
    const lookedAt = options.filter.kind === 'paths' ? facts.filter(({ file }) => isUnder(shown ?? [])(file)).length : facts.length;
    return { ...report, exit: exitOf(report, { failOn: options.failOn, require: options.require, lookedAt }) };
  };
  progress.end();
  return { report: conclude(), project, asked: visible.questions, textOf: (file) => texts.get(file) ?? null, conclude };
}
