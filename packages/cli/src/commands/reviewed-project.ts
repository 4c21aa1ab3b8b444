import type { ReviewedProject } from '../agent/reviewed-project.js';
import { dependencyVersions } from '../files/dependency-versions.js';
import type { Options } from '../options/options.js';
import type { Review } from '../review.js';
import { detectAgain } from '../prove/detect-again.js';

/** What escalation needs to know of a review. Lines with a hardcoded secret are never sent. */
export function reviewedProject({ asked, project, report, mask }: Review, { root, config, filter }: Options): ReviewedProject {
  const secretLines = new Map<string, (readonly [number, number])[]>();
  for (const { ruleId, location } of report.findings) {
    if (ruleId !== 'no-hardcoded-secrets') continue;
    secretLines.set(location.file, [...(secretLines.get(location.file) ?? []), [location.startLine, location.endLine]]);
  }
  const settings = { versions: dependencyVersions(root, ['']), ...(config.models && { models: config.models }) };
  return { root, scope: filter.kind === 'all' ? 'all' : 'part', project, policy: config.policy ?? {}, asked, secretLines, settings, mask, detect: detectAgain({ root, project, config, settings }) };
}
