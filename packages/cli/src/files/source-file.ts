/** A file the review reads. */
export interface SourceFile {
  /** Root-relative, POSIX separators. */
  readonly file: string;
  /** Without BOM. */
  readonly text: string;
  /** sha-256 of the text, hex. */
  readonly hash: string;
}

/** A file that should have been read and could not be, with the reason in a few words. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** What the files station gives: everything sorted by path. */
export interface FileList {
  readonly sources: readonly SourceFile[];
  /** Schema files for the link station: `*.prisma` and SQL migrations. */
  readonly schemas: readonly { readonly file: string; readonly text: string }[];
  /** Documents that say which functions of the program are run. */
  readonly deploys: readonly { readonly file: string; readonly text: string }[];
  readonly skipped: readonly SkippedFile[];
  /** Directories with a package.json, root-relative, root (empty) first. */
  readonly packages: readonly string[];
  /** Files with a licence, root-relative. */
  readonly licences: readonly string[];
  /**
   * Texts of manifests that are to be read in place of those on the disk, by root-relative path: as they are staged.
   */
  readonly manifests: ReadonlyMap<string, string>;
  /** Source and schema files that were listed and left out on purpose. */
  readonly leftOut: readonly string[];
  /**
   * Places that were not listed: ignored by git, not in the next commit, behind a link. Directories and links end in
   * `/`.
   */
  readonly hidden: readonly string[];
  /** Left out on purpose: how many files by reason. */
  readonly excluded: Readonly<Record<string, number>>;
}
