/** Where a command's text goes, and where directory, environment and time come from. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  /** Columns and colour of standard output; null when it is no terminal. */
  readonly terminal: { readonly columns: number; readonly colours: boolean } | null;
  readonly isErrorTty: boolean;
  /** For text made of control sequences or workflow commands, every other part of which was made printable before. */
  readonly direct?: { readonly stdout: (text: string) => void; readonly stderr: (text: string) => void };
}
