import type { Severity } from '@backend-architect/analysis';
import type { Location as SarifLocation, Log, Notification, ReportingDescriptor, Result, Suppression } from 'sarif';
import { answerWords } from './answer-words.js';
import { jsonText } from './json-text.js';
import type { RuleDescription } from './rule-description.js';
import type { Finding, Location, Question, Report, ReportStep, State } from './types.js';

/**
 * The report as SARIF 2.1.0: the path of evidence as code flows, questions as `kind: open`, what is suppressed, known,
 * cleared or accepted as suppressions. The same bytes for the same report.
 */
export function toSarif(report: Report, rules: readonly RuleDescription[]): string {
  const used = new Set([...report.findings, ...report.cleared, ...report.questions].map((entry) => entry.ruleId));
  const descriptors = rules
    .filter((rule) => used.has(rule.id))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(descriptorOf);
  const indexOf = new Map(descriptors.map((descriptor, index) => [descriptor.id, index]));
  const rule = (ruleId: string): Pick<Result, 'ruleId' | 'ruleIndex'> => ({
    ruleId,
    ...(indexOf.has(ruleId) && { ruleIndex: indexOf.get(ruleId) }),
  });
  const hasBaseline = report.coverage.baseline !== undefined;
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: descriptors } },
        // The same for every run of the same kind: code hosts compare a run with the last one of its id.
        automationDetails: {
          id: `backend-architect/${report.coverage.narrowedTo === undefined ? 'project' : 'narrowed'}/`,
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'Root of the reviewed project.' } } },
        invocations: [
          {
            executionSuccessful: report.exit.code !== 2,
            exitCode: report.exit.code,
            exitCodeDescription: report.exit.reason,
            toolExecutionNotifications: notificationsOf(report),
          },
        ],
        results: [
          ...[...report.findings, ...report.cleared].map((finding) => ({
            ...rule(finding.ruleId),
            ...findingResult(finding),
            ...(hasBaseline && baselineState(finding.state)),
          })),
          ...report.questions.map((question) => ({
            ...rule(question.ruleId),
            ...questionResult(question),
            ...(hasBaseline && baselineState(question.state)),
          })),
        ],
      },
    ],
  };
  return jsonText(log);
}

function descriptorOf(rule: RuleDescription): ReportingDescriptor {
  return {
    id: rule.id,
    shortDescription: { text: rule.description },
    fullDescription: { text: `${rule.description} ${rule.impact}` },
    ...(rule.helpUri !== undefined && { helpUri: rule.helpUri }),
    help: { text: rule.refactoring === undefined ? rule.fix : `${rule.fix} ${rule.refactoring}` },
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: {
      tags: [
        ...(rule.security ? ['security'] : []),
        ...rule.cwe.map((cwe) => `external/cwe/cwe-${cwe}`),
        ...rule.owasp.map((entry) => `owasp/${entry}`),
      ],
      // Code hosts take a rule with a score for a security rule: what is only slow or fragile has none.
      ...(rule.security && { 'security-severity': SECURITY_SEVERITY[rule.severity] }),
      severity: rule.severity,
    },
  };
}

function findingResult(finding: Finding): Omit<Result, 'ruleId'> {
  const edits = finding.fix?.edits ?? [];
  return {
    kind: 'fail',
    level: levelOf(finding.severity),
    message: {
      text:
        `${finding.message}\n\nImpact: ${finding.impact}` +
        `${finding.fix ? `\n\nFix: ${finding.fix.description}` : ''}`,
    },
    locations: [locationOf(finding.location)],
    partialFingerprints: { 'backendArchitect/v1': finding.fingerprint },
    ...(finding.steps.length > 0 && {
      codeFlows: [{ threadFlows: [{ locations: finding.steps.map((step) => ({ location: stepLocation(step) })) }] }],
    }),
    ...(edits.length > 0 && {
      fixes: [
        {
          description: { text: finding.fix?.description ?? '' },
          artifactChanges: filesOf(edits).map((file) => ({
            artifactLocation: artifactOf(file),
            replacements: edits
              .filter((edit) => edit.location.file === file)
              .map((edit) => ({ deletedRegion: regionOf(edit.location), insertedContent: { text: edit.text } })),
          })),
        },
      ],
    }),
    ...suppressionsOf(finding),
    properties: {
      severity: finding.severity,
      state: finding.state,
      ...(finding.group && { group: finding.group.key, cause: finding.group.cause }),
    },
  };
}

function questionResult(question: Question): Omit<Result, 'ruleId'> {
  return {
    kind: 'open',
    level: 'none',
    message: {
      text: question.answer ? `${question.question}\n\n${answerWords(question, question.answer)}` : question.question,
    },
    locations: [locationOf(question.location)],
    partialFingerprints: { 'backendArchitect/v1': question.fingerprint },
    ...(question.evidence.length > 0 && {
      relatedLocations: question.evidence.map((step, id) => ({ id: id + 1, ...stepLocation(step) })),
    }),
    ...suppressionsOf(question),
    properties: {
      severity: question.severity,
      state: question.state,
      ...(question.openReason && { openReason: question.openReason }),
    },
  };
}

function suppressionsOf({ state, reason }: { readonly state: State; readonly reason?: string }): {
  suppressions?: Suppression[];
} {
  const justification = reason && { justification: reason };
  switch (state) {
    case 'new':
      return {};
    case 'suppressed':
      return { suppressions: [{ kind: 'inSource', status: 'accepted', ...justification }] };
    case 'known':
      return { suppressions: [{ kind: 'external', status: 'accepted', justification: 'known to the baseline' }] };
    case 'cleared':
    case 'accepted':
      return { suppressions: [{ kind: 'external', status: 'accepted', ...justification }] };
    default:
      return state satisfies never;
  }
}

function baselineState(state: State): Pick<Result, 'baselineState'> {
  return { baselineState: state === 'known' ? 'unchanged' : 'new' };
}

function notificationsOf(report: Report): Notification[] {
  const errors = report.coverage.internalErrors.map((error): Notification => ({
    level: 'error',
    message: { text: `${error.where}: ${error.message}` },
  }));
  const unread = report.seen.files.skipped.map((file): Notification => ({
    level: 'warning',
    message: { text: `not read: ${file.reason}` },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(file.file) } }],
  }));
  const unused = (report.coverage.unusedSuppressions ?? []).map((entry): Notification => ({
    level: 'note',
    message: { text: `suppression of ${entry.ruleId} is not needed` },
    locations: [locationOf(entry.location)],
  }));
  const notes = (report.coverage.notes ?? []).map((text): Notification => ({ level: 'note', message: { text } }));
  return [...errors, ...unread, ...unused, ...notes];
}

function stepLocation(step: ReportStep): SarifLocation {
  return { ...locationOf(step.location), message: { text: step.what } };
}

function locationOf(location: Location): SarifLocation {
  return { physicalLocation: { artifactLocation: artifactOf(location.file), region: regionOf(location) } };
}

function artifactOf(file: string): { uri: string; uriBaseId: string } {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function regionOf({ file: _file, ...region }: Location): Omit<Location, 'file'> {
  return region;
}

function filesOf(edits: readonly { readonly location: Location }[]): readonly string[] {
  return [...new Set(edits.map((edit) => edit.location.file))];
}

function levelOf(severity: Severity): 'error' | 'warning' {
  return severity === 'critical' || severity === 'high' ? 'error' : 'warning';
}

/** Scores that code hosts sort by; the middle of the CVSS band each severity stands for. */
const SECURITY_SEVERITY = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.5' } as const satisfies Record<
  Severity,
  string
>;
