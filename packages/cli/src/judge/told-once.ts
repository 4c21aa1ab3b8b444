import type { FileProblem, JudgedFile } from './types.js';

/** The files without problems that the same rule tells where they stand, in another file. */
export function toldOnce(files: readonly JudgedFile[]): readonly JudgedFile[] {
  const told = new Set(
    files.flatMap(({ file, problems }) => problems.map(({ ruleId, problem }) => keyOf(ruleId, file, problem.at))),
  );
  const isToldThere = ({ ruleId, problem }: FileProblem): boolean =>
    problem.standsAt !== undefined && problem.standsAt.every(({ file, at }) => told.has(keyOf(ruleId, file, at)));
  return files.map((file) =>
    file.problems.some(isToldThere)
      ? { ...file, problems: file.problems.filter((problem) => !isToldThere(problem)) }
      : file,
  );
}

function keyOf(ruleId: string, file: string, at: readonly [number, number]): string {
  return `${ruleId}:${file}:${at[0]}:${at[1]}`;
}
