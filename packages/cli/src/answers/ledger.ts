/** The ledger on disk: `.backend-architect/answers/<rule>/<fingerprint>.json`, one small file per answer, committed. */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checksumOf, sortedKeys } from './entry-checksum.js';
import { discardDraft, LEDGER_FOLDER, pointsOutside } from './ledger-place.js';
import { ledgerEntrySchema, type LedgerEntry } from './ledger-entry.js';

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

/**
 * The entry for one question, if there is one: under its fingerprint, else under one it had before its file was
 * renamed, else what a person accepted of these things, together, one by one or with others that are gone.
 * `members`: for each thing it speaks of the fingerprints it has and had.
 */
export function entryOf(
  ledger: Ledger,
  rule: string,
  fingerprint: string,
  former: readonly string[] = [],
  members: readonly (readonly string[])[] = [[fingerprint, ...former]],
): LedgerEntry | undefined {
  const name = [fingerprint, ...former].map((print) => nameOf(rule, print)).find((one) => ledger.entries.has(one));
  if (name !== undefined) return ledger.entries.get(name);
  const accepted = [...ledger.entries.values()].filter((entry) => entry.rule === rule && entry.decision === 'accept');
  const covering = members.map((prints) =>
    accepted.find((entry) => (entry.members ?? [entry.fingerprint]).some((print) => prints.includes(print))),
  );
  // Several that were accepted one by one hold together as long as each of them does.
  return covering.length > 0 && covering.every((entry) => entry !== undefined)
    ? covering.reduce((first, entry) => (endOf(entry) < endOf(first) ? entry : first))
    : undefined;
}

/** The last day it holds; `~` comes after every day. */
function endOf({ expires }: LedgerEntry): string {
  return expires ?? '~';
}

/**
 * Root-relative place of an entry. Names that are no plain file names are replaced by their hash, so nothing can point
 * outside.
 */
export function ledgerPathOf(rule: string, fingerprint: string): string {
  return `${LEDGER_FOLDER}/${fileNameOf(rule)}/${fileNameOf(fingerprint)}.json`;
}

export type WriteResult =
  | { readonly kind: 'written'; readonly path: string; readonly replaced: LedgerEntry | null }
  /** Somebody else's file stands there. */
  | { readonly kind: 'kept'; readonly path: string; readonly reason: string }
  /** The disk or its rights are in the way. */
  | { readonly kind: 'failed'; readonly path: string; readonly reason: string };

/**
 * Writes one entry atomically. Never replaces a file that cannot be read as an entry, nor a person's entry by a
 * machine's, unless its last day has passed. `today` is YYYY-MM-DD.
 */
export function writeEntry(root: string, entry: LedgerEntry, today: string): WriteResult {
  const path = ledgerPathOf(entry.rule, entry.fingerprint);
  const place = placeFor(root, entry, today);
  return 'reason' in place
    ? { kind: 'kept', path, reason: place.reason }
    : put(root, path, { ...entry, supersedes: place.present?.key ?? entry.supersedes }, place.present);
}

/** Why `writeEntry` would keep what stands there now, or null: worth knowing before an answer is paid for. */
export function reasonToKeep(
  root: string,
  entry: Pick<LedgerEntry, 'rule' | 'fingerprint' | 'by'>,
  today: string,
): string | null {
  const place = placeFor(root, entry, today);
  return 'reason' in place ? place.reason : null;
}

/**
 * Says of an entry just written that its fix was tried out; nothing else of it changes. Does nothing when another entry
 * stands there by now.
 */
export function markFixChecked(root: string, { rule, fingerprint, key, fix }: LedgerEntry): void {
  const path = ledgerPathOf(rule, fingerprint);
  const read = readEntry(root, path);
  if (
    read.kind === 'entry' &&
    read.entry.key === key &&
    read.entry.fix !== null &&
    isDeepStrictEqual(read.entry.fix.edits, fix?.edits)
  )
    put(root, path, { ...read.entry, fix: { ...read.entry.fix, checked: true } }, read.entry);
}

function placeFor(
  root: string,
  entry: Pick<LedgerEntry, 'rule' | 'fingerprint' | 'by'>,
  today: string,
): { readonly present: LedgerEntry | null } | { readonly reason: string } {
  const path = ledgerPathOf(entry.rule, entry.fingerprint);
  const outside = pointsOutside(root, path);
  if (outside) return { reason: outside };
  if (!existsSync(join(root, path))) return { present: null };
  const read = readEntry(root, path);
  if (read.kind === 'refused')
    return { reason: `the file there is not an entry (${read.reason}); repair or delete it first` };
  const { by, expires } = read.entry;
  const isOver = expires !== null && expires < today;
  return by.kind === 'human' && entry.by.kind !== 'human' && !isOver
    ? { reason: `${by.id} answered it; delete the file to ask again` }
    : { present: read.entry };
}

function put(root: string, path: string, entry: LedgerEntry, replaced: LedgerEntry | null): WriteResult {
  // An entry we would not read again is an answer lost; its proposed edits are what can be large and can be spared.
  const text =
    textOf(entry).length <= MOST_BYTES || entry.fix === null
      ? textOf(entry)
      : textOf({ ...entry, fix: { ...entry.fix, edits: [] } });
  if (text.length > MOST_BYTES) return { kind: 'failed', path, reason: 'it is larger than an entry can be' };
  const target = join(root, path);
  // Not the process number: in containers every run has the same, and a run that was killed leaves its draft.
  const draft = `${target}.${randomBytes(6).toString('hex')}${DRAFT}`;
  try {
    mkdirSync(join(target, '..'), { recursive: true });
    const file = openSync(draft, 'wx');
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, target);
  } catch (error) {
    discardDraft(draft);
    return { kind: 'failed', path, reason: (error as NodeJS.ErrnoException).code ?? 'unknown error' };
  }
  return { kind: 'written', path, replaced };
}

function textOf(entry: LedgerEntry): Buffer {
  const valid = ledgerEntrySchema.parse(entry);
  return Buffer.from(`${JSON.stringify(sortedKeys({ ...valid, checksum: checksumOf(valid) }), null, 2)}\n`);
}

const DRAFT = '.json.tmp';

/** Milliseconds after which nobody is still writing a draft. */
const DRAFT_AGE = 3_600_000;

/** Deletes drafts of runs that were killed while they wrote. */
export function removeDrafts(root: string): void {
  if (pointsOutside(root, LEDGER_FOLDER)) return;
  for (const rule of foldersIn(join(root, LEDGER_FOLDER))) {
    const folder = join(root, LEDGER_FOLDER, rule);
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (
        name.endsWith(DRAFT) &&
        Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > DRAFT_AGE
      )
        rmSync(path, { force: true });
    }
  }
}

export interface Pruned {
  /** Paths, sorted. */
  readonly removed: readonly string[];
  /** Entries that are gone and could not be deleted, each with the reason. */
  readonly failed: readonly string[];
}

/** Removes the entries that `isGone` names. Files that are no entries stay. */
export function pruneLedger(root: string, isGone: (entry: LedgerEntry) => boolean): Pruned {
  const removed: string[] = [];
  const failed: string[] = [];
  for (const file of filesOf(root, [])) {
    const read = readEntry(root, file);
    if (read.kind === 'refused' || !isGone(read.entry)) continue;
    try {
      rmSync(join(root, file));
      removed.push(file);
    } catch (error) {
      failed.push(`${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
    }
  }
  return { removed, failed };
}

type ReadEntry =
  | { readonly kind: 'entry'; readonly entry: LedgerEntry }
  | { readonly kind: 'refused'; readonly reason: string };

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
    return {
      kind: 'refused',
      reason:
        `${issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}` +
        `${oneLine(issue?.message ?? 'it is not a ledger entry')}`,
    };
  }
  if (ledgerPathOf(parsed.data.rule, parsed.data.fingerprint) !== file)
    return { kind: 'refused', reason: 'its rule and fingerprint do not match its place' };
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
    try {
      for (const name of readdirSync(join(root, LEDGER_FOLDER, rule)))
        if (name.endsWith('.json')) files.push(`${LEDGER_FOLDER}/${rule}/${name}`);
    } catch (error) {
      warnings.push(
        `${LEDGER_FOLDER}/${rule} was ignored: it cannot be read (` +
          `${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
      );
    }
  }
  return files.sort();
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name)
    .sort();
}

function nameOf(rule: string, fingerprint: string): string {
  return `${rule}\n${fingerprint}`;
}

function fileNameOf(name: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)
    ? name
    : createHash('sha256').update(name).digest('hex').slice(0, 32);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 160);
}
