import type { NamedBase } from '../options/ci-base.js';
import type { ReportFilter } from '../options/options.js';
import { UsageError } from '../options/user-error.js';
import { git, pathsOf } from './git.js';

/** What a report is narrowed to. */
export interface Reported {
  /** Root-relative; directories stand for what is below them. */
  readonly files: readonly string[];
  /** Root-relative files that are gone: nothing of them can be shown, and what they did elsewhere may be missing. */
  readonly deleted?: readonly string[];
  /** What the change was compared with. */
  readonly base?: Base;
}

/** A commit a change is compared with, by full ids. */
export interface Base {
  /** As git knows it: `origin/main`. */
  readonly ref: string;
  /** Where the change left that ref. */
  readonly mergeBase: string;
  /** The commit that is checked out. */
  readonly head: string;
  /** Variable of the CI system that named the ref. */
  readonly namedBy?: string;
}

/** What a report is narrowed to; `null` for everything. Throws `UsageError` when git cannot tell. */
export async function reportedFiles(root: string, filter: ReportFilter): Promise<Reported | null> {
  switch (filter.kind) {
    case 'all':
      return null;
    case 'paths':
      return { files: filter.paths };
    case 'staged':
      return stagedFiles(root);
    case 'changed':
      return changedFiles(root, filter);
    default:
      return filter satisfies never;
  }
}

/** `the merge base with origin/main, 1a2b3c4`: the commit a change was compared with, in words. */
export function baseWords({ ref, mergeBase, head, namedBy }: Base): string {
  const commit = mergeBase.slice(0, 7);
  const what = [
    ...(ref.startsWith(commit) ? [] : [`the merge base with ${ref}`]),
    ...(mergeBase === head ? ['the commit that is checked out'] : []),
  ];
  return (
    `${commit}${what.length === 0 ? '' : `, ${what.join(' and ')}`}` + `${namedBy === undefined ? '' : ` (${namedBy})`}`
  );
}

/** Where nothing but what is not committed can have changed: one line, or none. */
export function ownBaseNotes({ ref, mergeBase, head }: Base): readonly string[] {
  return mergeBase === head
    ? [
        `--changed compared ${ref.startsWith(head.slice(0, 7)) ? 'the commit that is checked out' : ref} with ` +
          'itself: what is committed is not shown; name an earlier commit',
      ]
    : [];
}

/** Added, copied, modified, renamed, of another type, or in a merge that is not done. */
const KINDS = '--diff-filter=ACMRTU';

async function stagedFiles(root: string): Promise<Reported> {
  const listing = await git(root, ['diff', '--cached', '--name-only', '-z', '--relative', KINDS]);
  if (listing === null) throw new UsageError('--staged needs a git repository; review paths instead');
  const deleted = pathsOf(
    (await git(root, ['diff', '--cached', '--name-only', '-z', '--relative', '--diff-filter=D'])) ?? '',
  );
  return { files: pathsOf(listing), ...(deleted.length > 0 && { deleted }) };
}

async function changedFiles(root: string, asked: Extract<ReportFilter, { kind: 'changed' }>): Promise<Reported> {
  if ((await answer(root, ['rev-parse', '--is-inside-work-tree'])) !== 'true')
    throw new UsageError('--changed needs a git repository with a work tree; review paths instead');
  const head = await commitOf(root, 'HEAD');
  if (head === null) throw new UsageError('--changed needs a first commit to compare with; review paths instead');
  const { ref, isGuess, namedBy } = await baseRef(root, asked);
  const tip = await commitOf(root, ref);
  if (tip === null)
    throw new UsageError(`--changed: git knows no commit "${ref}"; in CI fetch the history first (fetch-depth: 0)`);
  const isShallow = (await answer(root, ['rev-parse', '--is-shallow-repository'])) === 'true';
  if (isGuess && isShallow && tip === head && (await isOnlyBranch(root)) && !/(?:^|\/)(?:main|master)$/.test(ref)) {
    throw new UsageError(
      `--changed: this shallow clone holds only the branch that is checked out (${ref}), so there is nothing ` +
        'to compare it with; name a base and fetch it (fetch-depth: 0)',
    );
  }
  const mergeBase = await answer(root, ['merge-base', tip, head]);
  if (!mergeBase) {
    const why = isShallow
      ? 'the clone is shallow and ends before it; fetch the history first (fetch-depth: 0, or git fetch --unshallow)'
      : 'they have no history in common; name another base';
    throw new UsageError(`--changed: no merge base of the checkout with ${ref} (${tip.slice(0, 7)}): ${why}`);
  }
  const tracked = await git(root, ['diff', '--name-only', '-z', '--relative', KINDS, mergeBase]);
  const untracked = await git(root, ['ls-files', '-z', '--others', '--exclude-standard']);
  if (tracked === null || untracked === null)
    throw new UsageError(
      `--changed: git cannot compare the work tree with ${mergeBase.slice(0, 7)}; run git diff --name-only ` +
        `${mergeBase.slice(0, 7)} to see why`,
    );
  const deleted = pathsOf(
    (await git(root, ['diff', '--name-only', '-z', '--relative', '--diff-filter=D', mergeBase])) ?? '',
  );
  return {
    files: [...pathsOf(tracked), ...pathsOf(untracked)],
    ...(deleted.length > 0 && { deleted }),
    base: { ref, mergeBase, head, ...(namedBy !== undefined && { namedBy }) },
  };
}

interface BaseRef {
  readonly ref: string;
  /** Nobody named it: it was the likeliest there is. */
  readonly isGuess: boolean;
  readonly namedBy?: string;
}

async function baseRef(
  root: string,
  { base, ci, defaultBranch }: Extract<ReportFilter, { kind: 'changed' }>,
): Promise<BaseRef> {
  if (base !== undefined) return { ref: (await firstKnown(root, [base, `origin/${base}`])) ?? base, isGuess: false };
  for (const named of [ci, defaultBranch])
    if (named) return { ref: await namedRef(root, named), isGuess: false, namedBy: named.variable };
  const remote = await answer(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  const ref = await firstKnown(root, [...(remote ? [remote] : []), 'origin/main', 'origin/master', 'main', 'master']);
  if (ref === null)
    throw new UsageError(
      '--changed: no default branch is known here; name a base (--changed origin/main), ' +
        'and in CI fetch it first (fetch-depth: 0)',
    );
  return { ref, isGuess: true };
}

/** A checkout in CI has the other branches at most as those of the remote; its own copy of them may be old. */
async function namedRef(root: string, { variable, value, names }: NamedBase): Promise<string> {
  const ref = await firstKnown(root, names === 'commit' ? [value] : [`origin/${value}`, value]);
  if (ref !== null) return ref;
  throw new UsageError(
    `--changed: ${variable} names ${value}, which this clone does not hold; ` +
      `fetch it first (fetch-depth: 0, or git fetch origin ${value})`,
  );
}

async function firstKnown(root: string, refs: readonly string[]): Promise<string | null> {
  for (const ref of refs) if ((await commitOf(root, ref)) !== null) return ref;
  return null;
}

/** A ref that starts with a dash would be an option. */
async function commitOf(root: string, ref: string): Promise<string | null> {
  return ref.startsWith('-')
    ? null
    : (await answer(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])) || null;
}

async function isOnlyBranch(root: string): Promise<boolean> {
  const branches = await answer(root, ['for-each-ref', '--format=%(refname)', 'refs/remotes']);
  return (branches ?? '').split('\n').filter((name) => name !== '' && !name.endsWith('/HEAD')).length <= 1;
}

async function answer(root: string, args: readonly string[]): Promise<string | null> {
  return (await git(root, args))?.trim() ?? null;
}
