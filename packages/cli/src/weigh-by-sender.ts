/** What a finding of input weighs, by who can send it: what one file alone can't see. */
import { SEVERITIES, type Severity } from '@backend-architect/analysis';
import { rules } from '@backend-architect/rules';
import { requestReach } from './project/request-reach.js';
import { senderOf, type Sender, type Sending } from './detectors/sender.js';
import type { RawFinding } from './findings/raw-finding.js';
import type { Config, Policy } from './options/config.js';
import { functionsAround } from './project/function-around.js';
import type { FunctionId, Project } from './project/types.js';

/** The weightiest a finding can be for a sender: critical takes a proof that no privilege is needed. */
const MOST: Readonly<Record<Sender | 'unknown' | 'script', Severity>> = {
  anyone: 'critical',
  user: 'high',
  unknown: 'high',
  administrator: 'medium',
  script: 'low',
};

/**
 * The finding as it is, or weighed by who can send what it speaks of, with a sentence that says who. What the config
 * says of a rule stays.
 */
export function weighBySender(finding: RawFinding, project: Project, config: Config): RawFinding {
  const weight = rules[finding.ruleId]?.meta.weight;
  const facts = project.files.get(finding.file);
  if (weight === undefined || facts === undefined) return finding;
  const isConfigured = config.rules?.[finding.ruleId] !== undefined;
  if (weight === 'reader') return isConfigured ? finding : forReader(finding, project, config.policy ?? {});
  const lowered = (most: Severity, sending: Sending | null): RawFinding => ({
    ...finding,
    severity: isConfigured ? finding.severity : lesser(finding.severity, most),
    ...(sending && { impact: `${finding.impact} ${whoCan(sending)}` }),
  });
  if (facts.role !== 'source') return lowered(MOST.script, null);
  if (weight === 'unseen')
    return lowered(mostOfUnseen(whereItEnters(finding, project), project, config.policy ?? {}), null);
  const sending = worstSending(finding, project, config.policy ?? {});
  return lowered(MOST[sending?.sender ?? 'unknown'], sending);
}

/** Of all who hand the input in, the one whose request takes the least privilege. */
function worstSending(finding: RawFinding, project: Project, policy: Policy): Sending | null {
  const entries = (finding.callers ?? []).flatMap(
    ({ steps: [first] }) => (first && functionsAround(first.file, first.at, project)[0]?.id) ?? [],
  );
  const ids = entries.length > 0 ? entries : [whereItEnters(finding, project)];
  const sendings = ids.map((id) => (id === null ? null : senderOf(id, project, policy)));
  return sendings.reduce((worst, one) =>
    SEVERITIES.indexOf(mostOf(one)) < SEVERITIES.indexOf(mostOf(worst)) ? one : worst,
  );
}

function mostOf(sending: Sending | null): Severity {
  return MOST[sending?.sender ?? 'unknown'];
}

/**
 * Whoever gets the answer has sent the request: where every route is proved to be for administrators, nobody else reads
 * it.
 */
function forReader(finding: RawFinding, project: Project, policy: Policy): RawFinding {
  const id = whereItEnters(finding, project);
  const sending = id === null ? null : senderOf(id, project, policy);
  return sending?.sender === 'administrator'
    ? {
        ...finding,
        cleared: `only administrators read it: \`${sending.route}\` and every other route that leads here asks for one`,
      }
    : finding;
}

/** Nobody sees what arrives: it weighs much only where a request is seen to lead there. */
function mostOfUnseen(id: FunctionId | null, project: Project, policy: Policy): Severity {
  if (id === null || requestReach(id, project) !== 'requested') return 'medium';
  return senderOf(id, project, policy)?.sender === 'administrator' ? 'medium' : 'high';
}

function whoCan({ sender, route }: Sending): string {
  switch (sender) {
    case 'anyone':
      return `Anyone can: nothing before \`${route}\` asks who calls.`;
    case 'user':
      return `Any user who is signed in can, with \`${route}\`.`;
    case 'administrator':
      return `Only an administrator can, with \`${route}\`.`;
  }
}

/** The function that takes the input, or, where its way is not shown, the one that is reported. */
function whereItEnters(finding: RawFinding, project: Project): FunctionId | null {
  for (const place of [finding.steps[0], finding]) {
    const fn = place && functionsAround(place.file, place.at, project)[0];
    if (fn) return fn.id;
  }
  return null;
}

function lesser(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b;
}
