/** The rules of one file, each once, with the linked project to ask. */
import { analyse, type AnalysisSettings, type FileRole, secretsShownBy } from '@backend-architect/analysis';
import {
  type Preset,
  type RuleFailure,
  rules as ruleList,
  type RuleSetting,
  runRules,
  speaksOf,
} from '@backend-architect/rules';
import { cacheLine, openCache, type CachedSource } from '../extract/cache.js';
import { takeParsed } from '../extract/parse-file.js';
import { oneByOne, type Share } from '../extract/share.js';
import type { ReadFile } from '../extract/types.js';
import type { Project } from '../project/types.js';
import { mayUseSecrets } from './secret-users.js';
import { recorded, saysTheSame, type Consulted } from './consulted.js';
import type { JudgedFile } from './types.js';

export interface JudgeRequest {
  /** Absolute path the files are relative to. */
  readonly root: string;
  readonly files: readonly ReadFile[];
  readonly textOf: (file: string) => string;
  readonly project: Project;
  readonly settings: AnalysisSettings;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** `project`: what a file shows by itself is left out, as a linter tells it. Default: `all`. */
  readonly scope?: 'all' | 'project';
  /** Rules that are not named in them run when they are in it. Default: `recommended`. */
  readonly preset?: Preset;
  /**
   * `use`: take verdicts on unchanged files from the cache, where the project still says the same of all they asked.
   */
  readonly cache: 'use' | 'skip';
  /** Judges some of the files elsewhere, as `judgeSource` does. Default: all of them here. */
  readonly share?: (asked: JudgeAsked) => Share<CachedSource, JudgedSource>;
  /** Gets the number of files done, now and then. */
  readonly progress?: (done: number) => void;
}

/** What is the same for every file, apart from the project. Plain data. */
export interface JudgeAsked {
  readonly settings: AnalysisSettings;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly scope?: 'all' | 'project';
  readonly preset?: Preset;
  /** Of the cache that keeps the verdicts; null: they are not kept. */
  readonly key: string | null;
}

export interface JudgedSource {
  readonly judged: JudgedFile;
  /** For the cache. */
  readonly line: string | null;
}

/** What the cache keeps of a file: found by the hash of its text, valid while the project says the same. */
interface Verdict extends JudgedFile {
  readonly kind: 'judged';
  readonly consulted: Consulted;
}

/** The problems of every file, in the order given. A cache that is lost has been told of when the files were read. */
export async function judge(request: JudgeRequest): Promise<JudgedFile[]> {
  const { files, rules, scope, settings, preset, root, project, textOf, share = () => oneByOne } = request;
  const opened =
    request.cache === 'use' ? openCache<Verdict>(root, ['verdicts', settings, rules, preset, scope], isVerdict) : null;
  const cache = typeof opened === 'string' ? null : opened;
  const found = new Map<string, JudgedFile>();
  const open: CachedSource[] = [];
  await oneByOne(
    files,
    ({ file, hash }) => {
      const source = { file, hash, text: textOf(file) };
      const known = cache?.find(source);
      if (known && saysTheSame(project.viewOf(file), known.consulted)) found.set(file, known);
      else open.push(source);
    },
    () => request.progress?.(found.size),
  );
  const asked: JudgeAsked = {
    settings,
    rules,
    ...(scope && { scope }),
    ...(preset && { preset }),
    key: cache?.key ?? null,
  };
  const verdicts = await share(asked)(
    open,
    (source) => judgeSource(source, project, asked),
    (done) => request.progress?.(found.size + done),
  );
  for (const { judged, line } of verdicts) {
    found.set(judged.file, judged);
    cache?.keep(judged.file, line);
  }
  cache?.save();
  request.progress?.(files.length);
  return files.map(({ file }) => found.get(file)!);
}

/** One file with all the project says of it. */
export function judgeSource(
  source: CachedSource,
  project: Pick<Project, 'viewOf' | 'files' | 'modules' | 'classes'>,
  asked: JudgeAsked,
): JudgedSource {
  const { key } = asked;
  const own = project.viewOf(source.file);
  // Nobody reads what was asked where nothing is kept.
  const { view, consulted } = key === null ? { view: own, consulted: {} } : recorded(own);
  const usesSecrets = mayUseSecrets(source, project, asked.settings);
  const judged =
    usesSecrets || isSpokenOf(project.files.get(source.file)?.role)
      ? judgeFile(source, view, asked, usesSecrets)
      : nothingOn(source.file);
  if (key === null) return { judged, line: null };
  const verdict: Verdict = { kind: 'judged', consulted, ...judged };
  return { judged, line: cacheLine(source, verdict, key) };
}

/** Some rule speaks in files of this role; one that is not known may be of any. */
function isSpokenOf(role: FileRole | undefined): boolean {
  return role === undefined || Object.values(ruleList).some((rule) => speaksOf(rule, role));
}

function nothingOn(file: string): JudgedFile {
  return { file, problems: [], secretsElsewhere: [], internalErrors: [] };
}

function judgeFile(
  { file, text }: { readonly file: string; readonly text: string },
  view: ReturnType<typeof recorded>['view'],
  { settings, rules, scope, preset = 'recommended' }: JudgeAsked,
  usesSecrets: boolean,
): JudgedFile {
  try {
    const parsed = takeParsed(file, text);
    if (parsed.kind === 'unread') throw new Error('was read before');
    const analysis = analyse({ ...parsed.source, settings, project: view });
    const internalErrors: JudgedFile['internalErrors'][number][] = [];
    const onError = ({ ruleId, message }: RuleFailure): void =>
      void internalErrors.push({ where: `${ruleId} in ${file}`, message });
    const found = runRules(analysis, { rules, preset, onError });
    const isBeyond =
      scope === 'project' && found.length > 0
        ? isBeyondFile(runRules(analyse({ ...parsed.source, settings }), { rules, preset, onError }))
        : () => true;
    const problems = found.filter(isBeyond);
    return {
      file,
      problems: problems.map((problem) => ({ ruleId: problem.ruleId, problem })),
      secretsElsewhere: usesSecrets ? secretsShownBy(analysis) : [],
      internalErrors,
    };
  } catch (error) {
    // What the file could be read with may be too deep with all that other files say: it was not judged, and the report
    // says so.
    if (error instanceof RangeError)
      return {
        file,
        problems: [],
        secretsElsewhere: [],
        internalErrors: [{ where: file, message: 'nests too deeply to be judged' }],
      };
    throw new Error(`while judging ${file}`, { cause: error });
  }
}

/** Whether a file needs others to show a problem: without them the rule says nothing there. */
function isBeyondFile(alone: ReturnType<typeof runRules>): (problem: (typeof alone)[number]) => boolean {
  const shown = new Set(alone.map(({ ruleId, at }) => `${ruleId} ${at.join('-')}`));
  return ({ ruleId, at }) => !shown.has(`${ruleId} ${at.join('-')}`);
}

function isVerdict(value: Readonly<Record<string, unknown>>): boolean {
  return (
    value['kind'] === 'judged' &&
    Array.isArray(value['problems']) &&
    Array.isArray(value['secretsElsewhere']) &&
    Array.isArray(value['internalErrors']) &&
    typeof value['consulted'] === 'object'
  );
}
