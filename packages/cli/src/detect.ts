import { SEVERITIES, type Severity } from '@backend-architect/analysis';
import { rules } from 'eslint-plugin-backend-architect/checks';
import type { DetectedClearing, DetectedFinding, DetectedQuestion, Detector } from './detectors/define.js';
import { detectors } from './detectors/index.js';
import type { ReadFile } from './extract/types.js';
import { fromDetected, fromProblem, type RawFinding } from './findings/raw-finding.js';
import type { Config, RuleSetting } from './options/config.js';
import type { Project } from './project/types.js';

export interface Detection {
  readonly findings: readonly RawFinding[];
  readonly questions: readonly (DetectedQuestion & { readonly impact: string })[];
  readonly clearings: readonly DetectedClearing[];
  readonly internalErrors: readonly { readonly where: string; readonly message: string }[];
}

/** Measured: what is lost when the rules alone speak of these. */
const ACROSS = new Set(['no-command-injection', 'no-code-injection', 'no-nosql-injection', 'no-path-traversal', 'no-ssrf', 'no-untrusted-redirect-or-link', 'no-unescaped-html-response', 'no-sql-injection', 'no-unawaited-io']);

/** What rules found in single files and what detectors find in the whole project, graded as the config says. A detector that throws is one internal error. */
export function detect(files: readonly ReadFile[], project: Project, config: Config): Detection {
  const findings: RawFinding[] = [];
  const questions: (DetectedQuestion & { impact: string })[] = [];
  const clearings: DetectedClearing[] = [];
  const internalErrors = files.flatMap((file) => file.internalErrors);

  for (const { file, problems } of files) {
    for (const { ruleId, problem } of problems) {
      const rule = rules[ruleId];
      if (rule) findings.push(fromProblem(file, ruleId, rule.meta, problem));
    }
  }
  for (const detector of detectors) {
    if (process.env['SPIKE_NODET'] && ACROSS.has(detector.id)) continue;
    if (levelOf(config.rules?.[detector.id]) === 'off') continue;
    try {
      for (const found of detector.detect(project, config.policy ?? {})) {
        if (found.kind === 'cleared') clearings.push(found);
        else if (found.kind === 'question') questions.push({ ...graded(found, detector, config), impact: detector.meta.impact });
        else findings.push(fromDetected(detector.meta, graded(found, detector, config)));
      }
    } catch (error) {
      internalErrors.push({ where: detector.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { findings, questions, clearings, internalErrors };
}

function levelOf(setting: RuleSetting | undefined): 'off' | Severity | undefined {
  return typeof setting === 'object' ? setting[0] : setting;
}

/** The config moves the whole detector: evidence weaker or stronger than usual moves with it. */
function graded<Found extends DetectedFinding | DetectedQuestion>(found: Found, detector: Detector, config: Config): Found {
  const level = levelOf(config.rules?.[detector.id]);
  if (level === undefined || level === 'off') return found;
  const shifted = SEVERITIES.indexOf(level) + SEVERITIES.indexOf(found.severity) - SEVERITIES.indexOf(detector.severity);
  return { ...found, severity: SEVERITIES[Math.min(Math.max(shifted, 0), SEVERITIES.length - 1)] ?? level };
}
