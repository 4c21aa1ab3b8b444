import type { ReviewedProject } from '../agent/reviewed-project.js';
import { dependencyVersions } from '../files/dependency-versions.js';
import type { Options } from '../options/options.js';
import type { Review } from '../review.js';
import { detectAgain } from '../prove/detect-again.js';

/** What escalation needs to know of a review. Lines with a hardcoded secret are never sent. */
export function reviewedProject(
  { asked, project, report, mask, secrets }: Review,
  { root, config, filter, preset }: Options,
): ReviewedProject {
  const secretLines = new Map<string, (readonly [number, number])[]>();
  for (const { ruleId, location } of report.findings) {
    if (ruleId !== 'no-hardcoded-secrets') continue;
    secretLines.set(location.file, [...(secretLines.get(location.file) ?? []), [location.startLine, location.endLine]]);
  }
  const incomplete = incompleteness(report);
  const settings = { versions: dependencyVersions(root, ['']), ...(config.models && { models: config.models }) };
  return {
    root,
    scope: filter.kind === 'all' ? 'all' : 'part',
    project,
    policy: config.policy ?? {},
    asked,
    secretLines,
    secrets,
    settings,
    mask,
    ...(incomplete !== null && { incomplete }),
    detect: detectAgain({ root, project, config, settings, preset }),
  };
}

function incompleteness({ coverage, seen }: Review['report']): string | null {
  const error = coverage.internalErrors[0];
  if (error) return `${error.where} failed`;
  const file = seen.files.skipped[0]?.file;
  if (file === undefined) return null;
  return (
    `${file}${coverage.filesNotRead > 1 ? ` and ${coverage.filesNotRead - 1} more files were` : ' was'} not ` +
    'read (repair what is broken, or list it under "ignore" in backend-architect.json)'
  );
}
