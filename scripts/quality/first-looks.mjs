/** Readings of first looks: what `docs/quality/first-look.csv` says, and the tables made of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './csv.mjs';
import { ROOT } from './root.mjs';

export const READINGS = 'docs/quality/first-look.csv';
const VERDICTS = ['true', 'noise', 'false'];
const PRESETS = ['recommended', 'strict'];
const ROUND = /^\d{4}-\d{2}[a-z]?$/;

/** Rows as they stand in the file. Throws when one cannot be counted: its round, preset or verdict is none. */
export function readReadings(root = ROOT) {
  const rows = readCsv(readFileSync(join(root, READINGS), 'utf8'));
  rows.forEach(({ round, preset, verdict, second }, index) => {
    const bad = !ROUND.test(round) ? `round "${round}"` : !PRESETS.includes(preset) ? `preset "${preset}"` : !VERDICTS.includes(verdict) ? `verdict "${verdict}"` : second !== '' && !VERDICTS.includes(second) ? `second verdict "${second}"` : null;
    if (bad !== null) throw new Error(`${READINGS}: row ${index + 1}: ${bad}`);
  });
  return rows;
}

/** What counts of a row that two have read: the worse of the two. `true` only when every reader says so. */
export function verdictOf({ verdict, second = '' }) {
  return second !== '' && VERDICTS.indexOf(second) > VERDICTS.indexOf(verdict) ? second : verdict;
}

/** How many rows are what. `share`: the true ones of all in per cent, not rounded; null without rows. */
export function countsOf(rows) {
  const [right, noise, wrong] = VERDICTS.map((verdict) => rows.filter((row) => verdictOf(row) === verdict).length);
  return { read: rows.length, true: right, noise, false: wrong, share: rows.length === 0 ? null : (100 * right) / rows.length };
}

/** The last two rounds, the newest first: by severity and by rule, with the agreement of the readers. */
export function firstLookTables(rows) {
  const rounds = [...new Set(rows.map(({ round }) => round))].sort().reverse().slice(0, 2);
  return rounds.map((round) => roundTables(round, rows.filter((row) => row.round === round))).join('\n\n');
}

function roundTables(round, rows) {
  const repositories = new Set(rows.map(({ repo }) => repo)).size;
  const commits = [...new Set(rows.map(({ commit }) => commit))].join(', ');
  const severities = ['critical', 'high', 'medium', 'low'].filter((severity) => rows.some((row) => row.severity === severity));
  return [
    `### Round ${round}`, '',
    `${rows.length} findings in ${repositories} repositories, said by commit ${commits}. ${agreement(rows)}`, '',
    '| Severity | Read | True | Noise | False | True, of all |', '| --- | --: | --: | --: | --: | --: |',
    ...severities.map((severity) => line(severity, rows.filter((row) => row.severity === severity))), line('**all**', rows), '',
    '| Rule | Read | True | Noise | False | True, of all |', '| --- | --: | --: | --: | --: | --: |',
    ...[...new Set(rows.map(({ rule }) => rule))].sort().map((rule) => line(rule, rows.filter((row) => row.rule === rule))),
  ].join('\n');
}

function agreement(rows) {
  const twice = rows.filter(({ second }) => second !== '');
  if (twice.length === 0) return 'Each was read once.';
  const alike = twice.filter(({ verdict, second }) => verdict === second).length;
  const once = rows.length - twice.length;
  return `Two readers agreed on ${alike} of ${twice.length} (${Math.round((100 * alike) / twice.length)} %)${once > 0 ? `; ${once} were read once` : ''}.`;
}

function line(name, rows) {
  const { read, true: right, noise, false: wrong, share } = countsOf(rows);
  return `| ${name} | ${read} | ${right} | ${noise} | ${wrong} | ${percent(share)} |`;
}

/** `69.7 %`, `70 %`; empty without readings. Never rounded across a limit. */
export function percent(share) {
  return share === null ? '' : `${Math.floor(10 * share) / 10} %`;
}
