/**
 * The code a question is asked with: whole small units, comments stripped, secrets masked, chosen by code and never by
 * the model.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import {
  analyse,
  type AnalysisSettings,
  type FileAnalysis,
  type Range,
  type SourceInput,
} from '@backend-architect/analysis';
import { rules, runRules } from '@backend-architect/rules';
import type { DetectedQuestion } from '../detectors/define.js';
import { parseFile } from '../extract/parse-file.js';
import { readSource } from '../files/read-source.js';
import type { Project } from '../project/types.js';
import { lineOf, lineStarts } from '../report/line-table.js';
import type { SecretMask } from '../report/secret-mask.js';
import { leafHash } from './leaf-hash.js';
import { secretLabels, type SecretLabels } from './secret-labels.js';
import { maskSecrets, withoutLengths } from './secrets.js';
import { unseenIn, visible } from './visible.js';

export type EvidenceRole = DetectedQuestion['evidence'][number]['role'];

export interface EvidenceBlock {
  /** `E1`, `E2`, ... in the order they are sent. */
  readonly id: string;
  readonly role: EvidenceRole;
  readonly file: string;
  /** First and last line, 1-based. */
  readonly lines: readonly [first: number, last: number];
  /** What the analysis sees there. */
  readonly what: string;
  readonly sha: string;
  /** Lines of code without comments; secrets are masked. */
  readonly text: string;
  /** So many invisible or reordering characters are written out in it. */
  readonly unseen?: number;
}

export interface Omitted {
  readonly file: string;
  readonly reason: 'token-cap' | 'unreadable' | 'secret';
}

export interface CollectedEvidence {
  readonly blocks: readonly EvidenceBlock[];
  readonly omitted: readonly Omitted[];
}

export interface EvidenceSource {
  /** Absolute. */
  readonly root: string;
  readonly project: Project;
  /** Lines on which our own rule reported a secret, by file. */
  readonly secretLines: ReadonlyMap<string, readonly (readonly [first: number, last: number])[]>;
  /** Where the review found secrets, by file: also such as only their use elsewhere shows. */
  readonly secrets?: ReadonlyMap<string, readonly Range[]>;
  /** Of the review: models of the project say where its own libraries take secrets. */
  readonly settings?: AnalysisSettings;
  /** Masks what is said of the code beside the code itself; without it only what looks like a secret is masked. */
  readonly mask?: SecretMask['text'];
}

/** Most lines of one block. */
const MOST_LINES = 60;

const PRIORITY = {
  subject: 0,
  target: 1,
  'sibling-that-conforms': 2,
  caller: 3,
  chain: 4,
  context: 5,
} satisfies Record<EvidenceRole, number>;

/** Evidence of one question, most important first, without ids; every block has been read from the disk and masked. */
export async function collectEvidence(
  question: DetectedQuestion,
  source: EvidenceSource,
  labels: SecretLabels = secretLabels(),
): Promise<CollectedEvidence> {
  const blocks: EvidenceBlock[] = [];
  const omitted: Omitted[] = [];
  const prepared = new Map<string, PreparedFile | Omitted>();
  for (const place of [...withContext(question, source.project)].sort(byImportance)) {
    const file = prepared.get(place.file) ?? (await prepare(place.file, source, labels));
    prepared.set(place.file, file);
    if ('reason' in file) {
      if (!omitted.some((one) => one.file === file.file)) omitted.push(file);
      continue;
    }
    const block = blockOf(place, file);
    if (
      !blocks.some((one) => one.file === block.file && one.lines[0] <= block.lines[0] && block.lines[1] <= one.lines[1])
    )
      blocks.push(block);
  }
  return { blocks: blocks.map((block, index) => ({ ...block, id: `E${index + 1}` })), omitted };
}

type EvidencePlace = DetectedQuestion['evidence'][number];

function byImportance(a: EvidencePlace, b: EvidencePlace): number {
  return (
    PRIORITY[a.role] - PRIORITY[b.role] ||
    (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
    a.at[0] - b.at[0] ||
    a.at[1] - b.at[1]
  );
}

/**
 * Counter-evidence: whoever judges must not see the prosecution alone. Up to two callers and the handler of a route are
 * added when the detector gave none.
 */
function withContext(question: DetectedQuestion, project: Project): readonly EvidencePlace[] {
  const subject: EvidencePlace = {
    role: 'subject',
    file: question.file,
    at: question.at,
    what: 'the place in question',
  };
  const given = question.evidence.some((one) => one.role === 'subject')
    ? question.evidence
    : [subject, ...question.evidence];
  return [
    ...given,
    ...handlersOf(given, project),
    ...(given.some((one) => one.role === 'caller') ? [] : callersOf(question, project)),
  ];
}

function handlersOf(given: readonly EvidencePlace[], project: Project): readonly EvidencePlace[] {
  return project.routes.flatMap((route): EvidencePlace[] => {
    const handler = route.handler === null ? undefined : project.functions.get(route.handler);
    const isGiven = given.some(
      (place) =>
        place.role === 'subject' &&
        place.file === route.file &&
        place.at[0] === route.at[0] &&
        place.at[1] === route.at[1],
    );
    return isGiven && handler?.fact
      ? [{ role: 'context', file: handler.file, at: handler.fact.range, what: `handles ${route.method} ${route.path}` }]
      : [];
  });
}

function callersOf(question: DetectedQuestion, project: Project): readonly EvidencePlace[] {
  const around = [...project.functions.values()]
    .filter(
      (fn) =>
        fn.file === question.file &&
        fn.fact !== null &&
        fn.fact.range[0] <= question.at[0] &&
        question.at[1] <= fn.fact.range[1],
    )
    .sort((a, b) => b.fact!.range[0] - a.fact!.range[0])[0];
  const calls = around ? project.callersOf(around.id) : [];
  return [...calls]
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.fact.at[0] - b.fact.at[0]))
    .slice(0, 2)
    .map((call) => ({ role: 'caller', file: call.file, at: call.fact.at, what: 'a caller' }));
}

interface PreparedFile {
  readonly file: string;
  readonly source: Pick<SourceInput, 'ast'>;
  readonly functions: readonly { readonly range: Range }[];
  /** Offsets are those of the file without BOM. */
  readonly text: string;
  readonly starts: readonly number[];
}

async function prepare(
  file: string,
  { root, project, secretLines, secrets, settings }: EvidenceSource,
  labels: SecretLabels,
): Promise<PreparedFile | Omitted> {
  const facts = project.files.get(file);
  const path = join(root, file);
  if (!facts || !isInside(root, path) || /^\.env/.test(basename(file))) return { file, reason: 'unreadable' };
  const read = readSource(path);
  if (read.kind !== 'text') return { file, reason: 'unreadable' };
  const parsed = parseFile(file, read.text);
  if (parsed.kind === 'unread') return { file, reason: 'unreadable' };
  const bare = withoutComments(parsed.source);
  const analysis = analyse({ ...parsed.source, ...(settings && { settings }) });
  const masked = await maskSecrets(
    analysis,
    bare,
    [...(secretLines.get(file) ?? []), ...hardcodedIn(analysis)],
    labels,
    secrets?.get(file),
  );
  if (masked.outsideLiteral) return { file, reason: 'secret' };
  return {
    file,
    source: parsed.source,
    functions: facts.functions,
    text: masked.text,
    starts: lineStarts(masked.text),
  };
}

const SECRET_RULE = 'no-hardcoded-secrets';
const ONLY_SECRETS = Object.fromEntries(
  Object.keys(rules).map((id) => [id, id === SECRET_RULE ? ('high' as const) : ('off' as const)]),
);

/**
 * Lines on which our own rule sees a secret, whatever the report shows: it may be narrowed, or the rule switched off.
 */
function hardcodedIn(file: FileAnalysis): readonly (readonly [number, number])[] {
  const starts = lineStarts(file.text);
  return runRules(file, { rules: ONLY_SECRETS }).map(
    ({ at }) => [lineOf(starts, at[0]), lineOf(starts, at[1])] as const,
  );
}

function isInside(root: string, path: string): boolean {
  if (!existsSync(path)) return false;
  const within = relative(realpathSync(root), realpathSync(path));
  return within !== '..' && !within.startsWith(`..${sep}`);
}

/** Comments argue ("safe because ..."); the model is to judge the code. Same length, so offsets stay. */
function withoutComments(source: SourceInput): string {
  let text = source.text;
  for (const comment of source.comments) {
    const [start, end] = comment.range;
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
  }
  return text;
}

function blockOf(place: EvidencePlace, file: PreparedFile): EvidenceBlock {
  const unit = unitOf(place.at, file);
  const lines = windowOf(unit, place.at, file);
  const code = linesOf(lines, file);
  const unseen = code.reduce((sum, line) => sum + unseenIn(line), 0);
  return {
    id: '',
    role: place.role,
    file: place.file,
    lines,
    what: place.what,
    sha: leafHash(file.source, unit),
    text: code.map((line) => visible(withoutLengths(line.trimEnd()))).join('\n'),
    ...(unseen > 0 && { unseen }),
  };
}

/** The whole file when it is small; else the function around the place, the imports together, or the statement. */
function unitOf(at: Range, file: PreparedFile): Range {
  const body = file.source.ast.body as unknown as readonly { readonly type: string; readonly range: Range }[];
  const first = body[0];
  const last = body.at(-1);
  if (!first || !last) return [0, file.text.length];
  if (file.text.split('\n').filter((line) => line.trim() !== '').length <= MOST_LINES)
    return [first.range[0], last.range[1]];
  const around = file.functions
    .filter((fn) => fn.range[0] <= at[0] && at[1] <= fn.range[1])
    .sort((a, b) => a.range[1] - a.range[0] - (b.range[1] - b.range[0]))[0];
  if (around) return around.range;
  const statement = body.find((one) => one.range[0] <= at[0] && at[0] < one.range[1]);
  if (!statement) return at;
  if (statement.type !== 'ImportDeclaration') return statement.range;
  const imports = body.filter((one) => one.type === 'ImportDeclaration');
  return [imports[0]!.range[0], imports.at(-1)!.range[1]];
}

function windowOf(unit: Range, at: Range, file: PreparedFile): readonly [number, number] {
  const first = lineOf(file.starts, unit[0]);
  const last = lineOf(file.starts, Math.max(unit[0], unit[1] - 1));
  if (last - first < MOST_LINES) return [first, last];
  const start = Math.max(first, Math.min(lineOf(file.starts, at[0]) - MOST_LINES / 3, last - MOST_LINES + 1));
  return [start, Math.min(last, start + MOST_LINES - 1)];
}

function linesOf([first, last]: readonly [number, number], file: PreparedFile): readonly string[] {
  const lines = file.text
    .slice(file.starts[first - 1], file.starts[last] ?? file.text.length)
    .split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.slice(0, last - first + 1);
}
