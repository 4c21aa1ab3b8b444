/** Input that comes through parameters: each call that hands it in is a finding of its own, all of them one problem. */
import { problemText, sourceSubject, type Problem, type RuleMeta } from '@backend-architect/rules';
import type { SourceKind } from '@backend-architect/analysis';
import { functionsAround } from '../project/function-around.js';
import type { Project, ProjectFunction } from '../project/types.js';
import type { Cause, DetectedFinding, DetectorStep, Place } from './define.js';
import { nameOf } from './reachability.js';
import { traceValue, type Way } from './value-trace.js';

/** Who hands the input in on this way, and the place it arrives at as what all such callers have in common. */
export function handedInBy(
  { caller }: Way,
  place: Place,
  fn: ProjectFunction | undefined,
): Pick<DetectedFinding, 'caller' | 'cause'> {
  return caller ? { caller: { file: caller.file, at: caller.fact.at }, cause: arrivesAt(place, fn) } : {};
}

/** What callers have in common: the place their input arrives at. */
export function arrivesAt({ file, at }: Place, fn: ProjectFunction | undefined): Cause {
  const place = { file, at };
  return { place, words: `with what arrives ${fn?.fact ? `in \`${nameOf(fn)}\` of` : 'in'} ${place.file}` };
}

/** Calls followed back to the source: the file has seen that there is one, however far. */
const MAX_HOPS = 8;

/** A problem of one file as one caller makes it. */
export interface HandedProblem {
  readonly problem: Problem;
  readonly message: string;
  readonly caller?: Place;
  /** What all callers have in common. */
  readonly cause?: Cause;
  /** The way from the source, where it is not the problem's own. */
  readonly steps?: readonly DetectorStep[];
}

/**
 * The problem once for each call of the project that hands its input in; once as it is where the file itself has said
 * all.
 */
export function byCaller(file: string, problem: Problem, meta: RuleMeta, project: Project): readonly HandedProblem[] {
  const alone = [{ problem, message: problemText(meta, problem) }];
  if (!problem.handed) return alone;
  const { value, kind, except } = problem.handed;
  const trace = traceValue(value, file, kind, project, MAX_HOPS);
  if (trace.verdict !== 'tainted') return alone;
  const last = problem.steps?.slice(-1) ?? [];
  const own = [...value.steps, ...last].map((step): DetectorStep => ({
    file: step.file ?? file,
    at: step.at,
    what: step.what,
  }));
  const handed = trace.ways
    .filter(({ source, caller }) => caller && !except.includes(source as SourceKind))
    .map((way): HandedProblem => {
      const data = {
        ...problem.data,
        ...(problem.data?.source !== undefined && { source: sourceSubject(way as { readonly source: SourceKind }) }),
      };
      return {
        problem,
        message: problemText(meta, { ...problem, data }),
        ...handedInBy(way, { file, at: problem.at }, functionsAround(file, problem.at, project)[0]),
        steps: [...way.steps, ...own],
      };
    });
  return handed.length > 0 ? handed : alone;
}
