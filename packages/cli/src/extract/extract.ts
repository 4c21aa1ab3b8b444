import { analyse, extractFacts, type AnalysisSettings } from '@backend-architect/analysis';
import { runRules, type RuleSetting } from 'eslint-plugin-backend-architect/checks';
import { openCache } from './cache.js';
import { directivesOf } from './directives.js';
import { recorder } from './look-again.js';
import { parseFile } from './parse-file.js';
import type { ExtractedFile, ReadFile } from './types.js';

export interface ExtractRequest {
  /** Absolute path the files are relative to. */
  readonly root: string;
  readonly files: readonly { readonly file: string; readonly text: string; readonly hash: string }[];
  readonly settings: AnalysisSettings;
  /** Settings of the per-file rules, or `none` to run none of them. */
  readonly rules: Readonly<Record<string, RuleSetting>> | 'none';
  /** `use`: take results of unchanged files from the cache and keep new ones there. */
  readonly cache: 'use' | 'skip';
  /** Gets the number of files done, now and then. */
  readonly progress?: (done: number) => void;
}

/** So often the event loop gets a turn, for progress and signals. */
const TURN = 50;

/** Facts, problems and directives of every file, in the order given. A file that cannot be parsed is `unread`, never clean. */
export async function extract(request: ExtractRequest): Promise<ExtractedFile[]> {
  const cache = request.cache === 'use' ? openCache(request.root, [request.settings, request.rules]) : null;
  const found: ExtractedFile[] = [];
  for (const [index, source] of request.files.entries()) {
    const known = cache?.find(source.file, source.hash);
    const extracted = known ?? extractFile(source, request);
    if (!known) cache?.keep(source.file, source.hash, extracted);
    found.push(extracted);
    if (index % TURN === TURN - 1) {
      request.progress?.(index + 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  cache?.save();
  request.progress?.(request.files.length);
  return found;
}

function extractFile(source: ExtractRequest['files'][number], { settings, rules }: ExtractRequest): ExtractedFile {
  const { file, text, hash } = source;
  try {
    const parsed = parseFile(file, text);
    if (parsed.kind === 'unread') return { kind: 'unread', file, reason: `does not parse: ${parsed.reason}` };
    const questions = recorder(installedLibraries(settings));
    const analysis = analyse({ ...parsed.source, settings, project: questions.view });
    const internalErrors: ReadFile['internalErrors'][number][] = [];
    const problems = rules === 'none' ? [] : runRules(analysis, { rules, onError: ({ ruleId, message }) => internalErrors.push({ where: `${ruleId} in ${file}`, message }) });
    questions.stop();
    const alone = rules === 'none' ? analysis : analyse({ ...parsed.source, settings });
    return {
      kind: 'read',
      file,
      hash,
      facts: extractFacts(process.env['SPIKE_ALONE'] ? alone : analysis, hash),
      asks: [...questions.asks],
      problems: problems.map((problem) => ({ ruleId: problem.ruleId, problem })),
      directives: directivesOf(parsed.source.comments),
      internalErrors,
      ...(parsed.note !== undefined && { note: parsed.note }),
    };
  } catch (error) {
    // Only text that nests deeper than the stack ends here; every other failure is a bug and keeps its stack.
    if (error instanceof RangeError) return { kind: 'unread', file, reason: 'nests too deeply to be read' };
    throw new Error(`while reading ${file}`, { cause: error });
  }
}

const installed = new WeakMap<AnalysisSettings, ReadonlySet<string>>();

function installedLibraries(settings: AnalysisSettings): ReadonlySet<string> {
  const known = installed.get(settings);
  if (known) return known;
  const found = new Set(Object.keys(settings.versions ?? {}));
  installed.set(settings, found);
  return found;
}
