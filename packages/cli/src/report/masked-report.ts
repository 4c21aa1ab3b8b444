import type { EntryRow, EntryTable } from './entries/types.js';
import type { SecretMask } from './secret-mask.js';
import type { Finding, Fix, Question, Report } from './types.js';

/**
 * The report as it may leave the process: no secret of the reviewed code in any of its words, whatever format prints
 * it. An edit whose text holds a secret is left out, because a masked one must never be applied; its description stays
 * and says so.
 */
export function maskedReport(report: Report, mask: SecretMask): Report {
  return {
    ...maskedStrings(report, (text) => mask.text(text)),
    findings: report.findings.map((finding) => maskedFinding(finding, mask)),
    cleared: report.cleared.map((finding) => maskedFinding(finding, mask)),
    questions: report.questions.map((question) => maskedQuestion(question, mask)),
    entries: maskedEntries(report.entries, mask),
  };
}

/** The table of entries as it may be shown. */
export function maskedEntries(table: EntryTable, mask: SecretMask): EntryTable {
  return { ...table, rows: table.rows.map((row) => ({ ...row, ...maskedRow(row, mask) })) };
}

function maskedRow({ name, writes, handler, file }: EntryRow, mask: SecretMask): Partial<EntryRow> {
  return {
    name: mask.text(name, [file]),
    writes: writes.map((table) => mask.text(table)),
    handler: handler === null ? null : mask.text(handler, [file]),
    file: mask.text(file),
  };
}

function maskedFinding({ fix, ...finding }: Finding, mask: SecretMask): Finding {
  const files = [finding.location.file, ...finding.steps.map((step) => step.location.file)];
  const text = (part: string): string => mask.text(part, files);
  return { ...maskedStrings(finding, text), ...(fix && { fix: maskedFix(fix, text) }) };
}

/** A question as it may be shown. */
export function maskedQuestion(question: Question, mask: SecretMask): Question {
  const files = [question.location.file, ...question.evidence.map((step) => step.location.file)];
  return maskedStrings(question, (part) => mask.text(part, files));
}

function maskedFix({ edits, ...fix }: Fix, text: (part: string) => string): Fix {
  const words = maskedStrings(fix, text);
  if (!edits) return words;
  const holdsOne = edits.some((edit) => text(edit.text) !== edit.text);
  return holdsOne ? { ...words, description: `${words.description} ${NO_EDIT}` } : { ...words, edits };
}

const NO_EDIT = 'The edit is not shown: its text holds a secret.';

/** What identifies things, and is compared: never words of the code but for the names of files, which must be found. */
const KEPT: ReadonlySet<string> = new Set([
  'file', 'fingerprint', 'ruleId', 'severity', 'state', 'schemaVersion', 'version', 'key', 'openReason', 'decision',
]);

/** A value with every text in it masked, but for what identifies things. */
export function maskedStrings<Value>(value: Value, mask: (text: string) => string): Value {
  if (typeof value === 'string') return mask(value) as Value;
  if (Array.isArray(value)) return value.map((one: unknown) => maskedStrings(one, mask)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value) as [string, unknown][];
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      KEPT.has(key) && typeof inner === 'string' ? inner : maskedStrings(inner, mask),
    ]),
  ) as Value;
}
