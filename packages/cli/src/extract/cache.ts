import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExtractedFile } from './types.js';

/** Results of unchanged files. A damaged or foreign cache is as good as none. */
export interface Cache {
  find(file: string, hash: string): ExtractedFile | null;
  keep(file: string, hash: string, extracted: ExtractedFile): void;
  /** Writes what was asked for or kept in this run; the rest is forgotten. */
  save(): void;
}

interface Entry {
  readonly hash: string;
  readonly extracted: ExtractedFile;
}

/** Files per shard stay few, so that one edit rewrites little. */
const SHARDS = 32;

/** `inputs`: everything besides the text that results depend on. */
export function openCache(root: string, inputs: unknown): Cache {
  const folder = join(cacheFolder(root), keyOf(inputs));
  const shards = new Map<number, { readonly old: Record<string, Entry>; readonly used: Record<string, Entry>; changed: boolean }>();
  const shardOf = (file: string): { old: Record<string, Entry>; used: Record<string, Entry>; changed: boolean } => {
    const number = createHash('sha1').update(file).digest().readUInt8(0) % SHARDS;
    let shard = shards.get(number);
    if (!shard) shards.set(number, (shard = { old: readShard(folder, number), used: {}, changed: false }));
    return shard;
  };
  return {
    find(file, hash) {
      const shard = shardOf(file);
      const entry = Object.hasOwn(shard.old, file) ? shard.old[file] : undefined;
      if (!entry || entry.hash !== hash || !isExtracted(entry.extracted, file)) return null;
      shard.used[file] = entry;
      return entry.extracted;
    },
    keep(file, hash, extracted) {
      const shard = shardOf(file);
      shard.used[file] = { hash, extracted };
      shard.changed = true;
    },
    save() {
      for (const [number, shard] of shards) {
        if (!shard.changed && Object.keys(shard.old).length === Object.keys(shard.used).length) continue;
        writeShard(folder, number, shard.used);
      }
      forgetOthers(folder);
    },
  };
}

function readShard(folder: string, number: number): Record<string, Entry> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, `${number}.json`), 'utf8'));
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, Entry>) : {};
  } catch {
    return {};
  }
}

/** A cache that cannot be written (read-only checkout, full disk) costs time, not the review. */
function writeShard(folder: string, number: number, entries: Record<string, Entry>): void {
  const target = join(folder, `${number}.json`);
  const draft = `${target}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, JSON.stringify(entries));
    renameSync(draft, target);
  } catch {
    rmSync(draft, { force: true });
  }
}

function isExtracted(value: unknown, file: string): value is ExtractedFile {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, file: name, facts, problems, directives, secretRanges, internalErrors, reason } = value as Record<string, unknown>;
  if (name !== file) return false;
  if (kind === 'unread') return typeof reason === 'string';
  const version = (facts as { version?: unknown } | undefined)?.version;
  return kind === 'read' && version === 1 && Array.isArray(problems) && Array.isArray(directives) && Array.isArray(secretRanges) && Array.isArray(internalErrors);
}

/** Keeps the last few keys: other branches and settings come back. */
function forgetOthers(folder: string): void {
  const parent = dirname(folder);
  try {
    const folders = readdirSync(parent).map((name) => ({ path: join(parent, name), at: statSync(join(parent, name)).mtimeMs }));
    for (const old of folders.sort((a, b) => b.at - a.at).slice(4)) if (old.path !== folder) rmSync(old.path, { recursive: true, force: true });
  } catch {
    // Another run may be tidying up too.
  }
}

function cacheFolder(root: string): string {
  if (existsSync(join(root, 'node_modules'))) return join(root, 'node_modules', '.cache', 'backend-architect');
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'backend-architect', createHash('sha1').update(root).digest('hex').slice(0, 16));
}

/** Inputs and our own code: a rebuilt checkout or another release must not read old results. */
function keyOf(inputs: unknown): string {
  const own = [fileURLToPath(new URL('..', import.meta.url)), ...['@backend-architect/analysis', 'eslint-plugin-backend-architect/checks'].map((name) => dirname(createRequire(import.meta.url).resolve(name)))];
  const stamp = own.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name)).map((entry) => {
    const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name));
    return `${entry.name}:${size}:${mtimeMs}`;
  })).sort();
  return createHash('sha256').update(JSON.stringify([inputs, stamp])).digest('hex').slice(0, 24);
}
