/** One construct of tests/flows/rows. */
export interface Row {
  readonly group: string;
  readonly name: string;
  readonly spec: string;
  /** Why it is known to be wrong, by column and place. */
  readonly wrong: Readonly<Record<string, string>>;
}
export interface Cell {
  readonly row: Row;
  readonly column: { readonly id: string; readonly title: string; readonly silent: boolean };
  readonly place: { readonly id: string; readonly title: string };
  readonly programs: readonly Readonly<Record<string, string>>[];
}
export interface JudgedCell extends Cell {
  readonly state: State;
}
export type State = 'right' | 'asks' | 'wrong';
/** All cells there are, row by row. */
export function cells(): Cell[];
/** Judges cells with the parts of a product. */
export function createJudge(product: Readonly<Record<string, unknown>>): {
  stateOf(cell: Cell): Promise<State>;
  end(): void;
};
