import { join } from 'node:path';
import { LARGEST_LISTING, readSettings } from '../options/read-settings.js';
import { ConfigError } from '../options/user-error.js';

/** Where the baseline lives, below the root. */
export const BASELINE_FILE = '.backend-architect/baseline';

export interface BaselineEntry {
  readonly ruleId: string;
  readonly fingerprint: string;
  /** A question is known, but not what is proved at the same place later. */
  readonly kind: 'finding' | 'question';
  /** For people who read the diff; only the fingerprint is compared. */
  readonly file: string;
}

const HEADER =
  '# Findings known to backend-architect: rule, fingerprint v1 (of a question with ?), file. ' +
  'Written by `backend-architect baseline`.';

/** Entries of the project's baseline; `null` when there is none. A line that is no entry is an error, never ignored. */
export function readBaseline(root: string): readonly BaselineEntry[] | null {
  const read = readSettings(join(root, BASELINE_FILE), LARGEST_LISTING);
  if (read.kind === 'absent') return null;
  if (read.kind !== 'text') throw new ConfigError(`${BASELINE_FILE}: cannot be read: ${read.problem}`);
  return parseBaseline(read.text);
}

/** Reads the text of a baseline. Empty lines and lines that begin with `#` say nothing. */
export function parseBaseline(text: string): readonly BaselineEntry[] {
  const entries: BaselineEntry[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, ruleId, fingerprint, mark, file] = /^([\w-]+) ([0-9a-f]{20})(\??) (\S.*)$/.exec(line) ?? [];
    if (!ruleId || !fingerprint || !file) {
      throw new ConfigError(
        `${BASELINE_FILE}:${index + 1}: expected "<rule> <fingerprint> <file>"; ` +
          'write it anew with: backend-architect baseline',
      );
    }
    entries.push({ ruleId, fingerprint, kind: mark === '?' ? 'question' : 'finding', file });
  }
  return entries;
}

/** Text of a baseline: one line each, sorted, the same bytes for the same entries. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(
    ({ ruleId, fingerprint, kind, file }) =>
      `${ruleId} ${fingerprint}${kind === 'question' ? '?' : ''} ${file.replace(/[\r\n]/g, '?')}`,
  );
  return `${[HEADER, ...[...new Set(lines)].sort()].join('\n')}\n`;
}
