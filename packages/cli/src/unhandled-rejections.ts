/** What a rejection nobody handles does in a project whose process listens for them: what one file alone can't see. */
import { SEVERITIES, type FileFacts } from '@backend-architect/analysis';
import type { RawFinding } from './findings/raw-finding.js';
import type { Config } from './options/config.js';
import type { Project } from './project/types.js';

/** Rules that speak of promises nobody waits for, and what of them still holds when the process lives on. */
const PROMISE_RULES: Readonly<Record<string, RegExp>> = {
  'no-unawaited-io': /goes unhandled/,
  'no-async-callback-misuse': /goes unhandled/,
  'require-async-error-handling': /ignores the promise|belongs to nobody/,
};

/** What these rules say of a process without a listener, and of one that only takes note; the longer words first. */
const WORDS: readonly (readonly [string, string])[] = [
  ['goes unhandled and ends the process', 'is only logged'],
  ['goes unhandled', 'is only logged'],
  ['the failure belongs to nobody', 'the failure is only logged'],
  ['the rejection belongs to nobody, which ends the process', 'the rejection is only logged'],
  ['the first failure is an unhandled rejection, which ends the process', 'a failure is only logged'],
  ['the failure ends the process or is never seen', 'the failure is only logged'],
];

/**
 * The findings, said as it is where the process listens for unhandled rejections and only logs them: nothing ends, and
 * they weigh one step less. What the config says of a rule stays.
 * @param packages Root-relative directories with a package.json; '' for the root. Each is a process of its own.
 */
export function weighByListener(
  findings: readonly RawFinding[],
  project: Project,
  config: Config,
  packages: readonly string[],
): readonly RawFinding[] {
  const listening = listenersOf([...project.files.values()], packages);
  if (listening.size === 0) return findings;
  return findings.map((finding) => {
    const effect = listening.get(packageOf(finding.file, packages));
    const aboutFailure = PROMISE_RULES[finding.ruleId];
    if (aboutFailure === undefined || effect === undefined || effect === 'ends') return finding;
    // What is said of another flaw keeps its weight; what can happen is no end of the process there either.
    if (!aboutFailure.test(finding.message))
      return { ...finding, impact: effect === 'noted' ? reworded(finding.impact) : withoutEnd(finding.impact) };
    // Somebody listens, and what he does then is not known: that the process ends would be a guess.
    if (effect === 'unknown')
      return { ...finding, message: withoutEnd(finding.message), impact: withoutEnd(finding.impact) };
    const isConfigured = config.rules?.[finding.ruleId] !== undefined;
    return {
      ...finding,
      severity: isConfigured ? finding.severity : oneLess(finding.severity),
      message: reworded(finding.message),
      impact: reworded(finding.impact),
    };
  });
}

/** By package: `noted` when every listener of it only takes note, `ends` when one ends the process. */
function listenersOf(
  files: readonly FileFacts[],
  packages: readonly string[],
): ReadonlyMap<string, NonNullable<FileFacts['rejections']>> {
  const found = new Map<string, NonNullable<FileFacts['rejections']>>();
  for (const { file, role, rejections } of files) {
    if (rejections === undefined || role !== 'source') continue;
    const home = packageOf(file, packages);
    const before = found.get(home);
    found.set(home, before === 'ends' || rejections === 'ends' ? 'ends' : before === 'unknown' ? before : rejections);
  }
  return found;
}

function packageOf(file: string, packages: readonly string[]): string {
  const around = packages.filter((directory) => directory === '' || file.startsWith(`${directory}/`));
  return around.reduce((longest, directory) => (directory.length > longest.length ? directory : longest), '');
}

function oneLess(severity: RawFinding['severity']): RawFinding['severity'] {
  return SEVERITIES[Math.min(SEVERITIES.indexOf(severity) + 1, SEVERITIES.length - 1)] ?? severity;
}

function withoutEnd(text: string): string {
  return text
    .replace(/(?: and|, which) ends the process/, '')
    .replace('the failure ends the process or is never seen', 'the failure is never seen');
}

function reworded(text: string): string {
  return WORDS.reduce((said, [from, to]) => said.replace(from, to), text);
}
