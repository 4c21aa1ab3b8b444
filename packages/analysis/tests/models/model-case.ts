import type { HazardKind, Shape, SinkKind } from '../../src/vocabulary/concepts.js';
import type { Taint } from '../../src/vocabulary/value.js';

/** What one marked expression of a snippet means. `«` and `»` mark it and are taken out before the code is read. */
export interface ModelCase {
  readonly code: string;
  /** Symbol of the marked call, construction, tag, member or name; null: it only looks like the library. */
  readonly is?: string | null;
  /** Table, collection or model it speaks of. */
  readonly entity?: string;
  /** Sinks its arguments arrive at, in order. */
  readonly sinks?: readonly SinkKind[];
  /** Settings of the marked call that make it unsafe, in the order of the model. */
  readonly hazards?: readonly HazardKind[];
  /** Taint of its value. */
  readonly taint?: Taint;
  readonly shapes?: readonly Shape[];
  /** How the marked call reports, as the model says. */
  readonly async?: 'promise' | 'lazy' | 'callback';
  readonly file?: string;
  readonly versions?: Readonly<Record<string, string>>;
}

/** `[code, symbol or null]` in TypeScript, or the whole case. */
export type CaseEntry = readonly [code: string, is: string | null] | ModelCase;

export type LibraryCases = Readonly<
  Record<string, { readonly found: readonly CaseEntry[]; readonly lookAlikes: readonly CaseEntry[] }>
>;
