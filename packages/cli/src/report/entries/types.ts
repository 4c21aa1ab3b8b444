/** The table of entries: one row for each way in, as every format shows it. */
import type { EntryKind } from '@backend-architect/analysis';

/** What is known of who may pass. `unknown`: what stands before it is not followed, or not whole. */
export type EntryAccess = 'checked' | 'open' | 'public' | 'unknown';

export interface EntryRow {
  readonly kind: 'http' | EntryKind;
  /** Of a route, in capitals; else null. */
  readonly method: string | null;
  /** Path of a route, or the name of another entry; `:?` stands for what is not known. */
  readonly name: string;
  readonly framework: string;
  readonly access: EntryAccess;
  /** What else is done before it runs: `validation`, `rate-limit`. */
  readonly duties: readonly string[];
  /** Tables that it writes, as far as it is followed. */
  readonly writes: readonly string[];
  /** It calls another system, mails, runs a process or handles files. */
  readonly leaves: boolean;
  /** It runs in a transaction as a whole. */
  readonly transaction: boolean;
  /** Null when it is not known what runs. */
  readonly handler: string | null;
  readonly file: string;
  /** 1-based line of the registration. */
  readonly line: number;
  /** What stands before it is followed. */
  readonly followed: boolean;
  readonly complete: boolean;
}

export interface EntryTable {
  readonly rows: readonly EntryRow[];
  readonly total: number;
  /** Rows of which it is not known what runs. */
  readonly withoutHandler: number;
  /** Rows of which it is not followed what stands before them. */
  readonly notFollowed: number;
  /** Rows whose name, or what stands before it, is not known whole. */
  readonly incomplete: number;
}
