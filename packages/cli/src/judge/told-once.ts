import type { FileProblem, JudgedFile } from './types.js';

/**
 * The files without problems that the same rule tells where they stand, in another file: what is wrong there, or a text
 * that is put together there, on its way here.
 */
export function toldOnce(files: readonly JudgedFile[]): readonly JudgedFile[] {
  const told = new Set(
    files.flatMap(({ file, problems }) => problems.map(({ ruleId, problem }) => keyOf(ruleId, file, problem.at))),
  );
  const isTold = (ruleId: string, file: string, at: readonly [number, number]): boolean =>
    told.has(keyOf(ruleId, file, at));
  const left = (here: string, { ruleId, problem }: FileProblem): FileProblem[] => {
    if (problem.standsAt?.every(({ file, at }) => isTold(ruleId, file, at))) return [];
    const own = keyOf(ruleId, here, problem.at);
    const isOnTheWay = (file: string, at: readonly [number, number]): boolean =>
      keyOf(ruleId, file, at) !== own && isTold(ruleId, file, at);
    const handedBy = problem.handedBy?.filter(
      ({ file, steps }) => !steps.some((step) => isOnTheWay(step.file ?? file, step.at)),
    );
    if (!handedBy || handedBy.length === problem.handedBy?.length) return [{ ruleId, problem }];
    return handedBy.length === 0 ? [] : [{ ruleId, problem: { ...problem, handedBy } }];
  };
  return files.map((file) => ({ ...file, problems: file.problems.flatMap((problem) => left(file.file, problem)) }));
}

function keyOf(ruleId: string, file: string, at: readonly [number, number]): string {
  return `${ruleId}:${file}:${at[0]}:${at[1]}`;
}
