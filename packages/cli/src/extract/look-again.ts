import { analyse, type AnalysisSettings, type ProjectView } from '@backend-architect/analysis';
import { runRules, type RuleSetting } from 'eslint-plugin-backend-architect/checks';
import type { Project } from '../project/types.js';
import { parseFile } from './parse-file.js';
import type { ReadFile } from './types.js';

/** The rules once more, with the project as oracle, for files that asked something it can answer. */
export function lookAgain(files: readonly ReadFile[], textOf: (file: string) => string, project: Project, settings: AnalysisSettings, rules: Readonly<Record<string, RuleSetting>>): ReadFile[] {
  const stats = { files: files.length, asked: 0, again: 0, asks: 0, answered: 0, consulted: 0, calls: 0, ms: 0, parseMs: 0, changed: 0, appeared: 0, vanished: 0, libraryCallsBefore: 0, libraryCallsAfter: 0, libraryFiles: 0 };
  const started = performance.now();
  const result = files.map((file): ReadFile => {
    const asks = file.asks ?? [];
    if (asks.length === 0) return file;
    stats.asked += 1;
    stats.asks += asks.length;
    const test = project.viewOf(file.file);
    const answered = asks.filter((ask) => isAnswered(test, ask));
    stats.answered += answered.length;
    if (answered.length === 0) return file;
    stats.again += 1;
    const consulted = new Map<string, string>();
    const t0 = performance.now();
    const parsed = parseFile(file.file, textOf(file.file));
    stats.parseMs += performance.now() - t0;
    if (parsed.kind === 'unread') return file;
    const analysis = analyse({ ...parsed.source, settings, project: project.viewOf(file.file, consulted) });
    const internalErrors: ReadFile['internalErrors'][number][] = [];
    const problems = runRules(analysis, { rules, onError: ({ ruleId, message, stack }) => internalErrors.push({ where: `${ruleId} in ${file.file}`, message: process.env['SPIKE_STATS'] ? `${message} ${stack}` : message }) });
    stats.consulted += consulted.size;
    if (process.env['SPIKE_CALLS'] && file.facts.role !== 'client' && file.facts.role !== 'test') {
      const before = analyse({ ...parsed.source, settings });
      stats.libraryCallsBefore += countCalls(before);
      stats.libraryCallsAfter += countCalls(analysis);
      stats.libraryFiles += 1;
    }
    return { ...file, problems: problems.map((problem) => ({ ruleId: problem.ruleId, problem })), internalErrors };
  });
  stats.ms = performance.now() - started;
  if (process.env['SPIKE_STATS']) console.error(`SPIKE ${JSON.stringify(stats)}`);
  return result;
}

function countCalls(analysis: ReturnType<typeof analyse>): number {
  return analysis.libraryCalls.filter(({ call, symbol }) => symbol.rung <= 3 && (call.query !== undefined || call.external !== undefined || call.transaction !== undefined || (call.sinks ?? []).some(({ kind }) => kind === 'outbound-url'))).length;
}

function isAnswered(view: ProjectView, ask: string): boolean {
  const [kind, ...rest] = JSON.parse(ask) as [string, ...unknown[]];
  switch (kind) {
    case 'i':
      return view.imported(rest[0] as string, rest[1] as string) !== null;
    case 'o':
      return view.own(rest[0] as string, rest[1] as string) !== null;
    case 't':
      return view.parameter(rest[0] as number, rest[1] as number) !== null;
    default: {
      const found = view.passed(rest[0] as number, rest[1] as number);
      return found !== null && (found.complete || found.value.taint === 'tainted');
    }
  }
}

/** Notes what a file would ask of its project. */
export function recorder(libraries: ReadonlySet<string>): { readonly view: ProjectView; readonly asks: Set<string>; stop(): void } {
  const asks = new Set<string>();
  let open = true;
  const note = (...ask: unknown[]): null => {
    if (open) asks.add(JSON.stringify(ask));
    return null;
  };
  return {
    asks,
    stop() {
      open = false;
    },
    view: { libraries, startsUp: () => false, imported: (specifier, name) => note('i', specifier, name), own: (className, member) => note('o', className, member), parameter: (fn, index) => note('t', fn, index), passed: (fn, index) => note('p', fn, index) },
  };
}
