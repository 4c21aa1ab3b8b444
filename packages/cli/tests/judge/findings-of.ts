import { detect, type Detection } from '../../src/detect.js';
import type { Place } from '../../src/detectors/define.js';
import type { RawFinding } from '../../src/findings/raw-finding.js';
import type { Policy } from '../../src/options/config.js';
import { tempProject } from '../temp-project.js';
import { judgedIn } from './judged-in.js';

const VERSIONS = {
  pg: '8.0.0',
  express: '4.0.0',
  knex: '3.0.0',
  '@prisma/client': '6.0.0',
  mongoose: '8.0.0',
  typeorm: '0.3.0',
  nodemailer: '6.0.0',
};

export interface Shown {
  /** `file: reported text` */
  readonly at: string;
  /** `severity: message` */
  readonly says: string;
  readonly steps: readonly string[];
  readonly cause?: string;
}

/** A finding, or a question with its evidence. */
export interface Told extends Shown {
  readonly kind: 'finding' | 'question';
  /** Calls that hand the input in: `file: text`. */
  readonly callers?: readonly string[];
}

/** What is found by one rule in a project, after rules and detectors, with the texts it points at. */
export async function findingsOf(
  ruleId: string,
  files: Readonly<Record<string, string>>,
  policy: Policy = {},
): Promise<readonly Shown[]> {
  const { findings } = await detectedIn(files, policy);
  return findings
    .filter((finding) => finding.ruleId === ruleId && finding.cleared === undefined)
    .map((finding) => shown(files, finding));
}

/** What one rule asks about a project: `file: question`. */
export async function questionsOf(
  ruleId: string,
  files: Readonly<Record<string, string>>,
  policy: Policy = {},
): Promise<readonly string[]> {
  const { questions } = await detectedIn(files, policy);
  return questions.filter((question) => question.ruleId === ruleId).map(({ file, question }) => `${file}: ${question}`);
}

/** The same with what is asked. */
export async function toldOf(
  ruleId: string,
  files: Readonly<Record<string, string>>,
  policy: Policy = {},
): Promise<readonly Told[]> {
  const { findings, questions } = await detectedIn(files, policy);
  const found = findings.filter((finding) => finding.ruleId === ruleId && finding.cleared === undefined);
  const asked = questions.filter((question) => question.ruleId === ruleId);
  return [
    ...found.map((finding): Told => ({
      kind: 'finding',
      ...shown(files, finding),
      ...(finding.callers && { callers: finding.callers.map((caller) => textAt(files, caller)) }),
    })),
    ...asked.map((question): Told => ({
      kind: 'question',
      at: textAt(files, question),
      says: question.question,
      steps: question.evidence.map((step) => `${textAt(files, step)} | ${step.what}`),
    })),
  ];
}

/** All that rules and detectors say of a project. */
export async function detectedIn(files: Readonly<Record<string, string>>, policy: Policy = {}): Promise<Detection> {
  const { judged, project } = await judgedIn(tempProject({}), files, { versions: VERSIONS }, { policy });
  const detection = detect(judged, project, { policy }, [], 'strict');
  if (detection.internalErrors.length > 0) throw new Error(JSON.stringify(detection.internalErrors));
  return detection;
}

function shown(files: Readonly<Record<string, string>>, finding: RawFinding): Shown {
  const { severity, message, steps, cause } = finding;
  const way = steps.map((step) => `${textAt(files, step)} | ${step.what}`);
  return {
    at: textAt(files, finding),
    says: `${severity}: ${message}`,
    steps: way,
    ...(cause && { cause: cause.words }),
  };
}

function textAt(files: Readonly<Record<string, string>>, { file, at }: Place): string {
  return `${file}: ${(files[file] ?? '').slice(at[0], at[1]).replace(/\s+/g, ' ')}`;
}
