/** Functions nobody registers: a framework finds them by their place and their name. */
import type { EntryKind } from './entry-shapes.js';

/** `app/api/users/route.ts` exporting `GET`: its parameters have these types. */
export interface EntryPointModel {
  readonly file: string;
  /** `default.queue`: a member of an export; `actions.*`: each of its members; `*`: every export. */
  readonly exports: readonly string[];
  readonly params: readonly (string | null)[];
  /** Where the file says nothing: what the first parameter is called. */
  readonly named?: readonly string[];
  /** Only what one of these exports has made counts, itself or in a function of the project. */
  readonly madeBy?: readonly string[];
  /** Settings beside the handler that hold what stands before it. */
  readonly guardProperties?: readonly string[];
  /**
   * What stands before it is not followed: what it is run for. Absent: a route, where `file` has a group `route`.
   */
  readonly kind?: EntryKind | 'http';
  /** Of members: under which of these one that is an object holds what runs. */
  readonly runs?: readonly string[];
  /** The member of the export that names it. */
  readonly nameIn?: string;
  /** Only where one of these packages is there. */
  readonly with?: readonly string[];
  /**
   * Only in files that begin with this directive, and for functions that do, exported or not; whoever calls them
   * chooses every parameter, so that all have the last of `params`.
   */
  readonly directive?: string;
}

/** `middleware.ts` beside `app`: its export runs before whatever its own `matcher` names. */
export interface StandsBeforeModel {
  readonly file: string;
  readonly exports: readonly string[];
  readonly params: readonly (string | null)[];
  /** The export, and its member, with the patterns of the paths it runs for. Absent there: for all. */
  readonly paths?: { readonly export: string; readonly member: string };
  readonly madeBy?: readonly string[];
}
