import type { Options } from '../options/options.js';
import type { ReviewFlags } from '../options/read-options.js';
import type { Review } from '../review.js';
import { githubAnnotations } from '../report/github/annotations.js';
import { jobSummary } from '../report/github/job-summary.js';
import { printable } from '../report/pretty/printable.js';
import { prettyReport } from '../report/pretty/pretty-report.js';
import { blindLine, notReadLines, quietLines } from '../report/quiet-lines.js';
import { toJson } from '../report/to-json.js';
import { toSarif } from '../report/to-sarif.js';
import type { Report } from '../report/types.js';
import { ruleCatalogue } from '../rule-catalogue.js';
import type { Io } from './io.js';
import { pageFor } from './page-for.js';
import { refusePlantedLink } from './planted-link.js';
import { reviewedProject } from './reviewed-project.js';
import { reviewOptions } from './review-options.js';
import { runReview } from './run-review.js';
import { workspaceFolder } from './workspace-folder.js';
import { writeJobSummary } from './write-job-summary.js';
import { writeOutput } from './write-output.js';

/** `review`: prints or writes the report and returns its exit code. */
export async function reviewCommand(paths: readonly string[], flags: ReviewFlags, io: Io): Promise<number> {
  const options = await reviewOptions(paths, flags, io);
  if (options.output !== undefined) refusePlantedLink(options.root, options.output);
  const review = await runReview(options, io);
  const report = options.escalate === 'after' ? await escalated(review, options, io) : review.report;
  const text = formatted(report, review, options, io);
  // Workflow commands are nothing else than what `safeIo` takes apart; their parts are printable.
  if (options.output !== undefined) writeOutput(options.output, text);
  else if (options.format === 'github') (io.direct ?? io).stdout(text);
  else io.stdout(text);
  if (options.format === 'github') writeJobSummary(jobSummary(report, workspaceFolder(options.root, io.env)), io);
  // Machine formats and files do not say it where a person looks.
  const isSilent = options.format === 'quiet' && report.exit.code === 0;
  if ((options.format !== 'pretty' || options.output !== undefined) && !isSilent)
    io.stderr(`backend-architect: exit ${report.exit.code}: ${printable(report.exit.reason)}\n`);
  // What a hook does not say nobody looks up; the other formats list it themselves.
  if (options.format === 'quiet') io.stderr(blindLine(report));
  if (options.format === 'quiet' && report.exit.code !== 3) io.stderr(notReadLines(review.unread));
  return report.exit.code;
}

function formatted(report: Report, { textOf, unread }: Review, options: Options, io: Io): string {
  switch (options.format) {
    case 'pretty':
      return prettyReport(report, pageFor(options, textOf, io));
    case 'json':
      return toJson(report);
    case 'sarif':
      return toSarif(report, ruleCatalogue());
    case 'github':
      return githubAnnotations(report, unread, workspaceFolder(options.root, io.env));
    case 'quiet':
      return quietLines(report);
    default:
      return options.format satisfies never;
  }
}

/** Asks with default settings. Without a key the review stands as it is, and says why its questions are open. */
async function escalated(review: Review, options: Options, io: Io): Promise<Report> {
  const [{ accessFrom }, { settingsFrom }, { escalate, spentWords, withOutcomes, writtenLine }] = await Promise.all([
    import('../agent/access.js'),
    import('../agent/settings.js'),
    import('../agent/escalation.js'),
  ]);
  const settings = settingsFrom({});
  const access = accessFrom(io.env, settings.allow);
  if (access === null) {
    io.stderr('backend-architect: no key: set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN to ask the open questions\n');
    return review.conclude((questions) =>
      questions.map((question) =>
        question.openReason === 'not-asked' ? { ...question, openReason: 'no-key' } : question,
      ),
    );
  }
  const escalation = await escalate(reviewedProject(review, options), access, settings, io);
  const stopped = escalation.notComeTo > 0 ? '; stopped: run it again to go on' : '';
  io.stderr(
    `backend-architect: ${spentWords(escalation, settings)}; ${writtenLine(escalation)}` +
      `${escalation.hopeless === null ? stopped : `; ${escalation.hopeless}`}\n`,
  );
  return review.conclude((questions) => withOutcomes(questions, escalation));
}
