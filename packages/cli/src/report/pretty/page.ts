import type { Colors } from 'picocolors/types.js';

/** Where a pretty report is printed: colours, columns, and how much fits. */
export interface Page {
  readonly paint: Colors;
  readonly width: number;
  readonly detail: 'first-screen' | 'everything';
  /** Text of a reviewed file, for code frames; null when there is none. */
  readonly textOf: (file: string) => string | null;
}

/** Lines of a first screen, the last line included. */
export const FIRST_SCREEN = 200;
