import { git, pathsOf } from './git.js';

export interface RenamesRequest {
  readonly root: string;
  /** What the paths of today are: those of the work tree, or those the next commit will have. */
  readonly of: 'work-tree' | 'index';
  /**
   * Root-relative files and folders that name paths: renames count from the commit that touched one of them `last`, or
   * `first`. What was never committed counts from HEAD.
   */
  readonly since: { readonly last: readonly string[]; readonly first: readonly string[] };
}

export interface FormerPaths {
  /** Former paths by path of today, the youngest first; only files that were renamed. Root-relative. */
  readonly byPath: ReadonlyMap<string, readonly string[]>;
  /** `cut`: the clone is shallow, so that renames before its first commit are not known. */
  readonly history: 'whole' | 'cut';
}

const NOTHING: FormerPaths = { byPath: new Map(), history: 'whole' };

/**
 * Under which paths git knows today's files since a file was last written: by the renames of each commit, and of what
 * is not committed yet. Without a repository, or before the first commit, there are none. A file that was changed so
 * much that git sees no rename has none either.
 */
export async function formerPaths({ root, of, since }: RenamesRequest): Promise<FormerPaths> {
  const start = await startOf(root, since);
  if (start === null) return NOTHING;
  const commits = await git(root, ['rev-list', '--topo-order', '--reverse', `${start}..HEAD`]);
  const committed = await git(
    root,
    ['diff-tree', '--stdin', '-r', '-M', '--diff-filter=R', '--name-status', '-z', '--relative'],
    commits ?? '',
  );
  const pending = await git(root, [
    'diff-index',
    ...(of === 'index' ? ['--cached'] : []),
    '-M',
    '--diff-filter=R',
    '--name-status',
    '-z',
    '--relative',
    'HEAD',
  ]);
  const isShallow = (await git(root, ['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
  return {
    byPath: followed([...stepsOf(committed ?? ''), ...stepsOf(pending ?? '')]),
    history: isShallow ? 'cut' : 'whole',
  };
}

/** A commit before all renames that count; null without any commit. */
async function startOf(root: string, since: RenamesRequest['since']): Promise<string | null> {
  const lines = async (...args: readonly string[]): Promise<readonly string[]> =>
    (await git(root, args))?.split('\n').filter((line) => line !== '') ?? [];
  const [head] = await lines('rev-parse', '--verify', '--quiet', 'HEAD');
  if (head === undefined) return null;
  const last = await Promise.all(
    since.last.map(async (path) => (await lines('rev-list', '-1', 'HEAD', '--', path)).at(0)),
  );
  const first = await Promise.all(
    since.first.map(async (path) => (await lines('rev-list', 'HEAD', '--', path)).at(-1)),
  );
  const written = [...new Set([...last, ...first].filter((commit) => commit !== undefined))];
  if (written.length < 2) return written[0] ?? head;
  return (await lines('merge-base', '--octopus', ...written)).at(0) ?? head;
}

type Rename = readonly [from: string, to: string];

/** Renames of one commit, which happen at once: two files may change places. */
type Step = readonly Rename[];

/** `<commit> R100 <from> <to> R087 <from> <to> <commit> ...`, each ended by NUL. */
function stepsOf(listing: string): readonly Step[] {
  const steps: Rename[][] = [[]];
  const fields = pathsOf(listing);
  for (let index = 0; index < fields.length; index += 1) {
    const [from, to] = fields.slice(index + 1, index + 3);
    if (/^R\d{1,3}$/.test(fields[index]!) && from !== undefined && to !== undefined) {
      steps.at(-1)!.push([from, to]);
      index += 2;
    } else steps.push([]);
  }
  return steps;
}

function followed(steps: readonly Step[]): ReadonlyMap<string, readonly string[]> {
  let byPath = new Map<string, readonly string[]>();
  for (const step of steps) {
    const next = new Map(byPath);
    for (const [from] of step) next.delete(from);
    for (const [from, to] of step) next.set(to, [from, ...(byPath.get(from) ?? [])]);
    byPath = next;
  }
  return byPath;
}
