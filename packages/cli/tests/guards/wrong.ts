import { readFileSync } from 'node:fs';

/** Cells that are known to be wrong, by the reason. A test fails when one of them becomes right. */
export interface KnownWrong {
  readonly why: string;
  /** Names of cells. */
  readonly cells: readonly string[];
}

export const KNOWN_WRONG = JSON.parse(
  readFileSync(new URL('./wrong.json', import.meta.url), 'utf8'),
) as readonly KnownWrong[];

const wrong = new Map(KNOWN_WRONG.flatMap(({ why, cells }) => cells.map((name) => [name, why] as const)));

/** Why the cell is wrong, if it is known to be. */
export function whyWrong(name: string): string | undefined {
  return wrong.get(name);
}
