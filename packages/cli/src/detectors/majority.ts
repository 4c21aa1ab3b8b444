/** A custom most of a project keeps: only then is the exception a mistake. */
export interface Custom {
  readonly keepers: number;
  readonly of: number;
}

/** Share from which on a habit is the project's norm, and the fewest members it can be read from. */
const NORM = 0.75;
const FEWEST = 4;

/** True when at least three of four members keep the custom. */
export function isNorm({ keepers, of }: Custom): boolean {
  return of >= FEWEST && keepers / of >= NORM;
}
