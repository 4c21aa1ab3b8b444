/** The ledger on disk: `.backend-architect/answers/<rule>/<fingerprint>.json`, one small file per answer, committed. */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ledgerEntrySchema, type LedgerEntry } from './ledger-entry.js';

export const LEDGER_FOLDER = '.backend-architect/answers';

/** A few claims and a paragraph; anything larger was not written by us. */
const MOST_BYTES = 64 * 1024;

export interface Ledger {
  /** By `rule` and `fingerprint`, see `entryOf`. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  /** One clear line per file that was left aside. */
  readonly warnings: readonly string[];
}

export const EMPTY_LEDGER: Ledger = { entries: new Map(), warnings: [] };

/** Reads every entry under `root`. A file that is not an entry is left alone and named in `warnings`. */
export function readLedger(root: string): Ledger {
  const entries = new Map<string, LedgerEntry>();
  const warnings: string[] = [];
  for (const file of filesOf(root, warnings)) {
    const read = readEntry(root, file);
    if (read.kind === 'refused') warnings.push(`${file} was ignored: ${read.reason}`);
    else entries.set(nameOf(read.entry.rule, read.entry.fingerprint), read.entry);
  }
  return { entries, warnings };
}

/** The entry for one question, if there is one: under its fingerprint, else under one it had before its file was renamed. */
export function entryOf(ledger: Ledger, rule: string, fingerprint: string, former: readonly string[] = []): LedgerEntry | undefined {
  const name = [fingerprint, ...former].map((print) => nameOf(rule, print)).find((one) => ledger.entries.has(one));
  return name === undefined ? undefined : ledger.entries.get(name);
}

/** Root-relative place of an entry. Names that are no plain file names are replaced by their hash, so nothing can point outside. */
export function ledgerPathOf(rule: string, fingerprint: string): string {
  return `${LEDGER_FOLDER}/${fileNameOf(rule)}/${fileNameOf(fingerprint)}.json`;
}

export type WriteResult = { readonly kind: 'written'; readonly path: string; readonly replaced: LedgerEntry | null } | { readonly kind: 'kept'; readonly path: string; readonly reason: string };

/** Writes one entry atomically. Never replaces a file that cannot be read as an entry, nor a person's entry by a machine's. */
export function writeEntry(root: string, entry: LedgerEntry): WriteResult {
  const path = ledgerPathOf(entry.rule, entry.fingerprint);
  const outside = pointsOutside(root, path);
  if (outside) return { kind: 'kept', path, reason: outside };
  let replaced: LedgerEntry | null = null;
  if (existsSync(join(root, path))) {
    const present = readEntry(root, path);
    if (present.kind === 'refused') return { kind: 'kept', path, reason: `the file there is not an entry (${present.reason}); repair or delete it first` };
    if (present.entry.by.kind === 'human' && entry.by.kind !== 'human') return { kind: 'kept', path, reason: `${present.entry.by.id} answered it; delete the file to ask again` };
    replaced = present.entry;
  }
  const valid = ledgerEntrySchema.parse({ ...entry, supersedes: replaced === null ? entry.supersedes : replaced.key });
  const target = join(root, path);
  mkdirSync(join(target, '..'), { recursive: true });
  const draft = `${target}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(sorted(valid), null, 2)}\n`, { flag: 'wx' });
  renameSync(draft, target);
  return { kind: 'written', path, replaced };
}

/** Removes the entries that `isGone` names; returns their paths, sorted. Files that are no entries stay. */
export function pruneLedger(root: string, isGone: (entry: LedgerEntry) => boolean): readonly string[] {
  const gone: string[] = [];
  for (const file of filesOf(root, [])) {
    const read = readEntry(root, file);
    if (read.kind === 'refused' || !isGone(read.entry)) continue;
    rmSync(join(root, file));
    gone.push(file);
  }
  return gone;
}

type ReadEntry = { readonly kind: 'entry'; readonly entry: LedgerEntry } | { readonly kind: 'refused'; readonly reason: string };

function readEntry(root: string, file: string): ReadEntry {
  const path = join(root, file);
  let value: unknown;
  try {
    const stat = lstatSync(path);
    if (!stat.isFile()) return { kind: 'refused', reason: 'it is not a plain file' };
    if (stat.size > MOST_BYTES) return { kind: 'refused', reason: `it is larger than ${MOST_BYTES / 1024} KiB` };
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { kind: 'refused', reason: error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read' };
  }
  const parsed = ledgerEntrySchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { kind: 'refused', reason: `${issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${oneLine(issue?.message ?? 'it is not a ledger entry')}` };
  }
  if (ledgerPathOf(parsed.data.rule, parsed.data.fingerprint) !== file) return { kind: 'refused', reason: 'its rule and fingerprint do not match its place' };
  return { kind: 'entry', entry: parsed.data };
}

function filesOf(root: string, warnings: string[]): readonly string[] {
  const outside = pointsOutside(root, LEDGER_FOLDER);
  if (outside) {
    warnings.push(`${LEDGER_FOLDER} was ignored: ${outside}`);
    return [];
  }
  const files: string[] = [];
  for (const rule of foldersIn(join(root, LEDGER_FOLDER))) {
    for (const one of readdirSync(join(root, LEDGER_FOLDER, rule), { withFileTypes: true })) {
      if (one.name.endsWith('.json')) files.push(`${LEDGER_FOLDER}/${rule}/${one.name}`);
    }
  }
  return files.sort();
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name).sort();
}

/** A link in the repository must not make us read or write somewhere else. */
function pointsOutside(root: string, path: string): string | null {
  let existing = join(root, path);
  while (!existsSync(existing) && existing.length > root.length) existing = join(existing, '..');
  if (!existsSync(existing)) return null;
  const within = relative(realpathSync(root), realpathSync(existing));
  return within === '..' || within.startsWith(`..${sep}`) ? 'it leads outside the project' : null;
}

function nameOf(rule: string, fingerprint: string): string {
  return `${rule}\n${fingerprint}`;
}

function fileNameOf(name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) ? name : createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** Keys in order at every level, so that two writers of the same entry write the same bytes. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 160);
}
