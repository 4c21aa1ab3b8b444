import { isUnder } from './findings/narrow.js';
import type { ReportFilter } from './options/options.js';

/** What a report is about, as its exit code needs it. */
export type ReportScope =
  /** At least one file it is about was read. `remark`: what that was, when it was nothing that runs in production. */
  | { readonly kind: 'read'; readonly remark?: string }
  /** Not one of the files it is about could be read: nothing is known of them. */
  | { readonly kind: 'unread'; readonly files: readonly { readonly file: string; readonly reason: string }[] }
  /** It is about no file that is reviewed; in words. `fine`: that is an answer, not a mistake. */
  | { readonly kind: 'nothing'; readonly isFine: boolean; readonly words: string };

export interface ScopeInput {
  readonly filter: ReportFilter;
  /** Root-relative files and directories the report is narrowed to; null for everything. */
  readonly shown: readonly string[] | null;
  /** What `--changed` compared with, in words. */
  readonly since?: string;
  /** Files that the change takes away. */
  readonly deleted?: readonly string[];
  /** Source files that were read, with what kind of code each holds. */
  readonly sources: readonly { readonly file: string; readonly role: string }[];
  readonly schemas: readonly string[];
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** Files that are never reviewed, by place, content or config. */
  readonly leftOut: readonly string[];
}

/** Whether a report can say anything about what it was asked for. */
export function reportScope({
  filter,
  shown,
  since,
  deleted = [],
  sources,
  schemas,
  unread,
  leftOut,
}: ScopeInput): ReportScope {
  if (shown === null)
    return sources.length > 0
      ? readScope(sources)
      : { kind: 'nothing', isFine: false, words: 'no JavaScript or TypeScript source' };
  const isShown = isUnder(shown);
  const read = sources.filter(({ file }) => isShown(file));
  if (read.length > 0) return readScope(read);
  if (schemas.some(isShown)) return { kind: 'read' };
  const missed = unread.filter(({ file }) => isShown(file));
  if (missed.length > 0) return { kind: 'unread', files: missed };
  const left = leftOut.filter(isShown).length;
  const why = left > 0 ? ` (${left} left out)` : '';
  switch (filter.kind) {
    case 'staged':
      return {
        kind: 'nothing',
        isFine: true,
        words:
          shown.length === 0
            ? deleted.length > 0
              ? `only deletions are staged: ${deletedWords(deleted)}`
              : 'nothing is staged'
            : `none of the staged files is reviewed${why}`,
      };
    case 'changed':
      return {
        kind: 'nothing',
        isFine: true,
        words:
          shown.length === 0 && deleted.length > 0
            ? `only deletions since ${since ?? 'the base'}: ${deletedWords(deleted)}`
            : `${shown.length === 0 ? 'nothing' : 'no file that is reviewed'} changed since ${since ?? 'the base'}` +
              `${why}`,
      };
    case 'paths':
    case 'all':
      return {
        kind: 'nothing',
        isFine: false,
        words: `no JavaScript or TypeScript source below the paths given${why}`,
      };
    default:
      return filter satisfies never;
  }
}

function deletedWords([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** Roles most rules leave alone: a green light over nothing else would say less than it seems to. */
const LEFT_ALONE: Readonly<Record<string, string>> = {
  test: 'tests',
  migration: 'migrations',
  generated: 'generated code',
  client: 'code of browsers',
};

function readScope(sources: ScopeInput['sources']): ReportScope {
  const roles = [...new Set(sources.map(({ role }) => role))].sort();
  const words = roles.map((role) => LEFT_ALONE[role]);
  return words.every((word) => word !== undefined)
    ? { kind: 'read', remark: `only ${words.join(' and ')} read` }
    : { kind: 'read' };
}
