import { SEVERITIES } from '@backend-architect/analysis';
import { rules, type Preset } from '@backend-architect/rules';
import { isAsked, levelOf } from './asked-rules.js';
import type { DetectedFinding, DetectedQuestion, Detector } from './detectors/define.js';
import { detectors } from './detectors/index.js';
import { toldOnce } from './judge/told-once.js';
import type { JudgedFile } from './judge/types.js';
import { causeReader } from './findings/cause-of.js';
import { questionFamilies } from './findings/question-families.js';
import { questionOf } from './findings/question-of.js';
import { fromDetected, fromProblem, type RawFinding } from './findings/raw-finding.js';
import type { Config } from './options/config.js';
import { isGuard } from './project/route-privilege.js';
import type { Project } from './project/types.js';
import { weighByListener } from './unhandled-rejections.js';
import { weighBySender } from './weigh-by-sender.js';

export interface Detection {
  readonly findings: readonly RawFinding[];
  readonly questions: readonly (DetectedQuestion & { readonly impact: string })[];
  readonly internalErrors: readonly { readonly where: string; readonly message: string }[];
}

/**
 * What rules found in single files and what detectors find in the whole project, graded as the config says. A detector
 * that throws is one internal error.
 * @param packages Root-relative directories with a package.json; '' for the root.
 */
export function detect(
  files: readonly JudgedFile[],
  project: Project,
  config: Config,
  packages: readonly string[],
  preset: Preset,
): Detection {
  const causeOf = causeReader(project, packages);
  const findings: RawFinding[] = [];
  const questions: (DetectedQuestion & { impact: string })[] = [];
  const internalErrors = files.flatMap((file) => file.internalErrors);

  const settled = new Set<string>();
  for (const { file, problems } of toldOnce(files)) {
    for (const { ruleId, problem } of problems) {
      const rule = rules[ruleId];
      if (!rule) continue;
      const once = problem.asks && 'once' in problem.asks ? `${ruleId} ${problem.asks.once}` : null;
      if (once !== null && settled.has(once)) continue;
      if (once !== null) settled.add(once);
      const question = problem.asks && questionOf(file, ruleId, rule.meta, problem, project);
      if (question && isWorthAsking(question, project, config, preset))
        questions.push({ ...question, impact: rule.meta.docs.impact });
      if (!problem.asks) findings.push(fromProblem(file, ruleId, rule.meta, problem, causeOf));
    }
  }
  for (const detector of detectors) {
    if (!isAsked(detector.id, config, preset)) continue;
    try {
      for (const found of detector.detect(project, config.policy ?? {})) {
        if (found.kind === 'question')
          questions.push({ ...graded(found, detector, config), impact: detector.meta.impact });
        else findings.push(fromDetected(detector.meta, graded(found, detector, config)));
      }
    } catch (error) {
      internalErrors.push({ where: detector.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  const heard = weighByListener(findings, project, config, packages);
  return {
    findings: heard.map((finding) => weighBySender(finding, project, config)),
    questions: questionFamilies(questions),
    internalErrors,
  };
}

/**
 * An answer takes somebody's time: what matters little is asked where the strict preset or the config wants it, and
 * where nobody is seen to be kept out.
 */
function isWorthAsking(
  { ruleId, severity }: DetectedQuestion,
  project: Project,
  config: Config,
  preset: Preset,
): boolean {
  if (severity !== 'low' || preset === 'strict' || levelOf(config.rules?.[ruleId]) !== undefined) return true;
  return !project.operations.some(({ chain }) => chain.some(isGuard));
}

/** The config moves the whole detector: evidence weaker or stronger than usual moves with it. */
function graded<Found extends DetectedFinding | DetectedQuestion>(
  found: Found,
  detector: Detector,
  config: Config,
): Found {
  const level = levelOf(config.rules?.[detector.id]);
  if (level === undefined || level === 'off') return found;
  const shifted =
    SEVERITIES.indexOf(level) + SEVERITIES.indexOf(found.severity) - SEVERITIES.indexOf(detector.severity);
  return { ...found, severity: SEVERITIES[Math.min(Math.max(shifted, 0), SEVERITIES.length - 1)] ?? level };
}
