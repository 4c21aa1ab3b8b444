import type { ReviewedProject } from '../agent/reviewed-project.js';
import type { Options } from '../options/options.js';
import type { Review } from '../pipeline.js';

/** What escalation needs to know of a review. Lines with a hardcoded secret are never sent. */
export function reviewedProject({ asked, project, report }: Review, { root, config }: Options): ReviewedProject {
  const secretLines = new Map<string, (readonly [number, number])[]>();
  for (const { ruleId, location } of report.findings) {
    if (ruleId !== 'no-hardcoded-secrets') continue;
    secretLines.set(location.file, [...(secretLines.get(location.file) ?? []), [location.startLine, location.endLine]]);
  }
  return { root, project, policy: config.policy ?? {}, asked, secretLines };
}
