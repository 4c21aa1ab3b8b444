/** Ways into a backend beside HTTP requests: what registers them, and what they are called. */

/** `graphql`: a field; `rpc`: a procedure; `queue`: a job or message; `schedule`: a time. */
export const ENTRY_KINDS = ['graphql', 'rpc', 'queue', 'event', 'socket', 'schedule'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The call hands over what runs for something from outside. */
export interface EntryModel {
  readonly kind: EntryKind;
  /** The text that names it. Absent: the keys it stands under in the groups around it. */
  readonly name?: { readonly arg: number; readonly property?: string };
  /** With several properties: whichever is there. */
  readonly handler: { readonly arg: number | 'last'; readonly property?: string | readonly string[] };
  /** The handlers stand by type and field: `{ Query: { users() {} } }`. */
  readonly fields?: true;
  /** It is meant to change something: a mutation. */
  readonly changes?: true;
  readonly unless?: Told;
}

/** Texts of an argument by which a library tells of itself (`close`, `error`): nothing comes in with those. */
export interface Told {
  readonly arg: number;
  readonly is: readonly string[];
}
