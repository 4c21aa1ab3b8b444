/** One way into a backend: a small program, and its rows. A file that only looks like it has none. */
export interface Family {
  readonly name: string;
  readonly libraries: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly [kind: string, name: string, access: string])[];
}
