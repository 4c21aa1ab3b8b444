/** Readings of first looks: what `docs/quality/first-look.csv` says, and the tables made of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './csv.mjs';
import { ROOT } from './root.mjs';

export const READINGS = 'docs/quality/first-look.csv';
const VERDICTS = ['true', 'noise', 'false'];
const PRESETS = ['recommended', 'strict'];
/** `2026-12`, `2026-12b`: in the order of text. */
export const ROUND = /^\d{4}-\d{2}[a-z]?$/;

/** Rows as they stand in the file. Throws when one cannot be counted: its round, preset or verdict is none. */
export function readReadings(root = ROOT) {
  const rows = readCsv(readFileSync(join(root, READINGS), 'utf8'));
  rows.forEach((row, index) => {
    const bad = unknownIn(row);
    if (bad !== undefined) throw new Error(`${READINGS}: row ${index + 1}: ${bad} is "${row[bad]}"`);
  });
  return rows;
}

/** Name of the first column whose value means nothing. */
function unknownIn({ round, preset, verdict, second }) {
  if (!ROUND.test(round)) return 'round';
  if (!PRESETS.includes(preset)) return 'preset';
  if (!VERDICTS.includes(verdict)) return 'verdict';
  return second === '' || VERDICTS.includes(second) ? undefined : 'second';
}

/** What counts of a row that two have read: the worse of the two. `true` only when every reader says so. */
export function verdictOf({ verdict, second = '' }) {
  return second !== '' && VERDICTS.indexOf(second) > VERDICTS.indexOf(verdict) ? second : verdict;
}

/** How many rows are what. `share`: the true ones of all in per cent, not rounded; null without rows. */
export function countsOf(rows) {
  const [right, noise, wrong] = VERDICTS.map((verdict) => rows.filter((row) => verdictOf(row) === verdict).length);
  return {
    read: rows.length,
    true: right,
    noise,
    false: wrong,
    share: rows.length === 0 ? null : (100 * right) / rows.length,
  };
}

/** The last two rounds, the newest first: by severity and by rule, with the agreement of the readers. */
export function firstLookTables(rows) {
  const rounds = [...new Set(rows.map(({ round }) => round))].sort().reverse().slice(0, 2);
  return rounds
    .map((round) =>
      roundTables(
        round,
        rows.filter((row) => row.round === round),
      ),
    )
    .join('\n\n');
}

function roundTables(round, rows) {
  const repositories = new Set(rows.map(({ repo }) => repo)).size;
  const commits = [...new Set(rows.map(({ commit }) => commit))].join(', ');
  const severities = ['critical', 'high', 'medium', 'low'].filter((severity) =>
    rows.some((row) => row.severity === severity),
  );
  return [
    `### Round ${round}`,
    '',
    `${rows.length} findings in ${repositories === 1 ? '1 repository' : `${repositories} repositories`}, said ` +
      `by commit ${commits}. ${agreement(rows)}`,
    '',
    '| Severity | Read | True | Noise | False | True, of all |',
    '| --- | --: | --: | --: | --: | --: |',
    ...severities.map((severity) =>
      line(
        severity,
        rows.filter((row) => row.severity === severity),
      ),
    ),
    line('**all**', rows),
    ...ofRecommended(rows),
    '',
    '| Rule | Read | True | Noise | False | True, of all |',
    '| --- | --: | --: | --: | --: | --: |',
    ...[...new Set(rows.map(({ rule }) => rule))].sort().map((rule) =>
      line(
        rule,
        rows.filter((row) => row.rule === rule),
      ),
    ),
  ].join('\n');
}

/** What everybody sees, apart from what only `--strict` says; critical and high of it by themselves. */
function ofRecommended(rows) {
  const shown = rows.filter(({ preset }) => preset === 'recommended');
  const weighty = shown.filter(({ severity }) => severity === 'critical' || severity === 'high');
  return [line('**in `recommended`**', shown), line('critical and high in `recommended`', weighty)];
}

function agreement(rows) {
  const twice = rows.filter(({ second }) => second !== '');
  if (twice.length === 0) return 'Each was read once.';
  const alike = twice.filter(({ verdict, second }) => verdict === second).length;
  const once = rows.length - twice.length;
  const others = once > 0 ? `; ${once} were read once` : '';
  return `Two readers agreed on ${alike} of ${twice.length} (${Math.round((100 * alike) / twice.length)} %)${others}.`;
}

function line(name, rows) {
  const { read, true: right, noise, false: wrong, share } = countsOf(rows);
  return `| ${name} | ${read} | ${right} | ${noise} | ${wrong} | ${percent(share)} |`;
}

/** `69.7 %`, `70 %`; empty without readings. Never rounded across a limit. */
export function percent(share) {
  return share === null ? '' : `${Math.floor(10 * share) / 10} %`;
}
