/** What a library puts before the routes of a framework, which runs it by its place: `middleware.ts`. */

/** How a path in a setting is meant: as it is, as the beginning of others, or as a pattern. */
export type OpenPath = 'is' | 'starts' | 'fits';

export interface GateModel {
  /** Where its settings stand: beside the function it may be given, or in the call that made what it is a member of. */
  readonly settings: 'own' | 'maker';
  /** Only who is signed in comes behind it, where nothing else is said; or where this setting says so. */
  readonly signedIn?: true | { readonly property: string; readonly is: boolean };
  /**
   * A function in the settings that decides in place of that, by what it gives. `caller`: the member of its first
   * argument that is whoever is signed in, or nothing. `unlessRuns`: it is not asked where the gate is given a function.
   */
  readonly decides?: { readonly property: string; readonly caller: string; readonly unlessRuns?: true };
  /** Paths it leaves to everybody: those that begin so, and those in these settings. */
  readonly open?: { readonly starts?: readonly string[]; readonly settings?: Readonly<Record<string, OpenPath>> };
}
