/** The rules of one file, each once, with the linked project to ask. */
import { analyse, type AnalysisSettings, secretsShownBy } from '@backend-architect/analysis';
import { type Preset, type RuleFailure, rules as ruleList, type RuleSetting, runRules } from '@backend-architect/rules';
import { openCache, type Cache } from '../extract/cache.js';
import { parseFile } from '../extract/parse-file.js';
import type { ReadFile } from '../extract/types.js';
import type { Project } from '../project/types.js';
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
  /** Gets the number of files done, now and then. */
  readonly progress?: (done: number) => void;
}

/** What the cache keeps of a file: found by the hash of its text, valid while the project says the same. */
interface Verdict extends JudgedFile {
  readonly kind: 'judged';
  readonly consulted: Consulted;
}

/** Nearly every use of a secret says so in its file. */
const USES_SECRETS = ruleList['no-hardcoded-secrets']!.meta.gate;

/** So often the event loop gets a turn, for progress and signals. */
const TURN = 50;

/** The problems of every file, in the order given. A cache that is lost has been told of when the files were read. */
export async function judge(request: JudgeRequest): Promise<JudgedFile[]> {
  const { files, rules, scope, settings, preset, root } = request;
  const opened =
    request.cache === 'use' ? openCache<Verdict>(root, ['verdicts', settings, rules, preset, scope], isVerdict) : null;
  const cache = typeof opened === 'string' ? null : opened;
  const judged: JudgedFile[] = [];
  for (const [index, file] of files.entries()) {
    judged.push(verdictOn(file, request, cache));
    if (index % TURN === TURN - 1) {
      request.progress?.(index + 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  cache?.save();
  request.progress?.(files.length);
  return judged;
}

function verdictOn({ file, hash }: ReadFile, request: JudgeRequest, cache: Cache<Verdict> | null): JudgedFile {
  const source = { file, hash, text: request.textOf(file) };
  const view = request.project.viewOf(file);
  const known = cache?.find(source);
  if (known && saysTheSame(view, known.consulted)) return known;
  const { view: asked, consulted } = recorded(view);
  const found = judgeFile(source, asked, request);
  cache?.keep(source, { kind: 'judged', consulted, ...found });
  return found;
}

function judgeFile(
  { file, text }: { readonly file: string; readonly text: string },
  view: ReturnType<typeof recorded>['view'],
  request: JudgeRequest,
): JudgedFile {
  const { settings, rules, scope, preset = 'recommended' } = request;
  try {
    const parsed = parseFile(file, text);
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
      secretsElsewhere: USES_SECRETS.test(text) ? secretsShownBy(analysis) : [],
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
