import { createHash } from 'node:crypto';
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LARGEST_LISTING, settingsText } from '../options/read-settings.js';
import { ownCodeFolders } from '../own-code.js';
import { cacheFolder, makePrivate, prune, refresh } from './cache-folder.js';
import { withoutReferences, withReferences } from './source-references.js';

/** A source as the cache knows it: what is kept for it holds for this text alone. */
export interface CachedSource {
  readonly file: string;
  readonly text: string;
  readonly hash: string;
}

/** Plain JSON about one file. */
export interface Kept {
  readonly file: string;
}

/** Results of unchanged files. A damaged or foreign cache is as good as none. */
export interface Cache<T extends Kept> {
  /** What lines of it are sealed with: see `cacheLine`. */
  readonly key: string;
  find(source: CachedSource): T | null;
  /** The line about a file, as `cacheLine` writes it. What must not be kept changes nothing. */
  keep(file: string, line: string | null): void;
  /**
   * Writes what was asked for or kept in this run; the rest is forgotten. Gives the reason when it could not be
   * written.
   */
  save(): string | null;
}

/** Files per shard stay few, so that one edit rewrites little. */
const SHARDS = 32;

interface Shard {
  /** Lines as they stand on the disk, by the file they are about. */
  readonly old: ReadonlyMap<string, string>;
  readonly used: Map<string, string>;
  changed: boolean;
}

/**
 * `inputs`: everything besides the text that results depend on; `isResult` tells one from what damage made of it.
 * The reason when there is no place to keep anything.
 */
export function openCache<T extends Kept>(
  root: string,
  inputs: unknown,
  isResult: (value: Readonly<Record<string, unknown>>) => boolean,
): Cache<T> | string {
  const folder = cacheFolder(root);
  if (folder.kind === 'none') return folder.why;
  const key = keyOf(inputs);
  const shards = new Map<number, Shard>();
  const shardOf = (file: string): Shard => {
    const number = createHash('sha1').update(file).digest().readUInt8(0) % SHARDS;
    let shard = shards.get(number);
    if (!shard)
      shards.set(number, (shard = { old: readShard(join(folder.path, key), number), used: new Map(), changed: false }));
    return shard;
  };
  return {
    key,
    find(source) {
      const shard = shardOf(source.file);
      const line = shard.old.get(source.file);
      const result = line === undefined ? null : readLine(line, source, key);
      const { file } = source;
      if (line === undefined || result?.['file'] !== file || !isResult(result)) return null;
      shard.used.set(file, line);
      return result as unknown as T;
    },
    keep(file, line) {
      const shard = shardOf(file);
      // A line about it that is still there is missed when the shard is written.
      if (line === null) return;
      shard.used.set(file, line);
      shard.changed = true;
    },
    save() {
      const stale = [...shards].filter(([, shard]) => shard.changed || shard.old.size !== shard.used.size);
      if (stale.length === 0) {
        refresh(folder, key);
        return null;
      }
      try {
        const path = makePrivate(folder, key);
        for (const [number, shard] of stale) writeShard(path, number, shard.used);
      } catch (error) {
        return `it cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
      }
      prune(folder, key);
      return null;
    },
  };
}

/**
 * `<checksum> TAB <hash of the text> TAB <file> TAB <result>`; the last two are JSON, in which no tab stands. Null when
 * it must not be kept.
 */
export function cacheLine({ file, text, hash }: CachedSource, result: Kept, key: string): string | null {
  const coded = withReferences(result, text, hash);
  if (coded === null) return null;
  const rest = `${hash}\t${JSON.stringify(file)}\t${JSON.stringify(coded)}`;
  return `${checksumOf(rest, key)}\t${rest}`;
}

/** Null when the line is about another text, or is not what was written. */
function readLine(line: string, { text, hash }: CachedSource, key: string): Readonly<Record<string, unknown>> | null {
  const [checksum = '', writtenFor = '', , body = ''] = line.split('\t');
  if (writtenFor !== hash || checksum !== checksumOf(line.slice(checksum.length + 1), key)) return null;
  try {
    const result = withoutReferences(JSON.parse(body), text, hash);
    return typeof result === 'object' ? (result as Readonly<Record<string, unknown>> | null) : null;
  } catch {
    return null;
  }
}

function checksumOf(rest: string, key: string): string {
  return createHash('sha256').update(key).update(rest).digest('hex').slice(0, 32);
}

function readShard(folder: string, number: number): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  try {
    for (const line of settingsText(join(folder, `${number}.tsv`), LARGEST_LISTING).split('\n')) {
      const file: unknown = JSON.parse(line.split('\t', 3)[2] ?? '');
      if (typeof file === 'string') lines.set(file, line);
    }
  } catch {
    // What was read before the damage is good, and has its checksum.
  }
  return lines;
}

function writeShard(folder: string, number: number, lines: ReadonlyMap<string, string>): void {
  const target = join(folder, `${number}.tsv`);
  const draft = `${target}.${process.pid}`;
  try {
    writeFileSync(draft, [...lines.values()].join('\n'), { mode: 0o600 });
    renameSync(draft, target);
  } catch (error) {
    try {
      rmSync(draft, { force: true });
    } catch {
      // Where nothing can be written, nothing can be removed either.
    }
    throw error;
  }
}

/** Inputs and our own code: a rebuilt checkout or another release must not read old results. */
function keyOf(inputs: unknown): string {
  const stamp = ownCodeFolders()
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
        .map((entry) => {
          const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name));
          return `${entry.name}:${size}:${mtimeMs}`;
        }),
    )
    .sort();
  return createHash('sha256')
    .update(JSON.stringify([inputs, stamp]))
    .digest('hex')
    .slice(0, 24);
}
