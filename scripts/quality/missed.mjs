/** What first looks missed: problems a reader named without the tool, in files drawn at random, and which of them it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './csv.mjs';
import { percent, ROUND } from './first-looks.mjs';
import { ROOT } from './root.mjs';

export const MISSED = 'docs/quality/missed.csv';
const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const SAID = ['finding', 'question', 'no'];

/** Rows as they stand in the file. Throws when one cannot be counted: its round, severity or `said` is none. */
export function readMissed(root = ROOT) {
  const rows = readCsv(readFileSync(join(root, MISSED), 'utf8'));
  rows.forEach(({ round, severity, said }, index) => {
    if (!ROUND.test(round) || !SEVERITIES.includes(severity) || !SAID.includes(said))
      throw new Error(`${MISSED}: row ${index + 1}: ${round}, ${severity}, ${said}`);
  });
  return rows;
}

/** By round, newest first: what was named, and how much of it a review says or asks about; by severity and by topic. */
export function missedTables(rows) {
  const rounds = [...new Set(rows.map(({ round }) => round))].sort().reverse();
  return rounds
    .map((round) => {
      const own = rows.filter((row) => row.round === round);
      const repositories = new Set(own.map(({ repo }) => repo)).size;
      const topics = [...new Set(own.map(({ topic }) => topic))].sort();
      return [
        `Round ${round}: ${own.length} problems in ${repositories} repositories.`,
        '',
        '| | Named | Finding | Question | Said or asked |',
        '| --- | --: | --: | --: | --: |',
        ...SEVERITIES.map((severity) =>
          line(
            severity,
            own.filter((row) => row.severity === severity),
          ),
        ),
        line('**all**', own),
        ...topics.map((topic) =>
          line(
            topic,
            own.filter((row) => row.topic === topic),
          ),
        ),
      ].join('\n');
    })
    .join('\n\n');
}

function line(name, rows) {
  const [found, asked] = ['finding', 'question'].map((said) => rows.filter((row) => row.said === said).length);
  const share = rows.length === 0 ? null : (100 * (found + asked)) / rows.length;
  return `| ${name} | ${rows.length} | ${found} | ${asked} | ${percent(share)} |`;
}
