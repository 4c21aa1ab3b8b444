import type { DeployedFor, Range } from '@backend-architect/analysis';

/** A function of the program that a platform runs, as a document or code of its deployment says it. */
export interface SaidFunction {
  readonly library: string;
  /** Folders below which its path may lie, the nearest first. */
  readonly folders: readonly string[];
  /** Its file, with or without extension. */
  readonly path: string;
  /** The export. */
  readonly name: string;
  readonly runs: readonly RunFor[];
}

/** What runs it. */
export interface RunFor extends DeployedFor {
  /** Of requests; null where it is not known. */
  readonly method?: string | null;
  readonly path?: string | null;
  readonly name?: string | null;
  readonly asked: Asked | null;
}

/** Who is let through: whom the platform checks, everybody, or it is not known. */
export type Asked =
  | { readonly is: 'nobody' }
  | {
      readonly is: 'checked' | 'unknown';
      readonly name: string;
      readonly file: string;
      readonly at: Range;
      readonly what: string;
    };
