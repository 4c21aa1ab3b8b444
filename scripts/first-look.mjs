/**
 * Says what became of findings that were read before: which true ones are still said, which noise and false ones are
 * gone.
 *
 *   node scripts/first-look.mjs --rows FILE --repos DIR
 *   node scripts/first-look.mjs --rows FILE --reports DIR
 *
 * --rows FILE     readings: repo, rule, severity, place (file:line), verdict (true, noise, false), why
 * --round NAME    of docs/quality/first-look.csv, the rows of this round alone
 * --repos DIR     work trees of these repositories, by name, at the commits that were read; each is reviewed
 *                 with --strict: what left `recommended` can earn its way back
 * --reports DIR   JSON reports of the same, NAME.json, in place of reviewing
 *
 * A row is still said when a new finding of its rule covers its line. Exit 1 when a repository or report is missing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCsv } from './quality/csv.mjs';
import { review } from './quality/review.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    round: { type: 'string' },
    repos: { type: 'string' },
    reports: { type: 'string' },
  },
});
if (!values.rows || !(values.repos || values.reports)) {
  console.error('usage: node scripts/first-look.mjs --rows FILE (--repos DIR | --reports DIR)');
  process.exit(2);
}

const rows = readCsv(readFileSync(values.rows, 'utf8')).filter(
  ({ round }) => values.round === undefined || round === values.round,
);
const reports = new Map();
const missing = [];
for (const repo of new Set(rows.map((row) => row.repo))) {
  try {
    reports.set(
      repo,
      values.reports
        ? JSON.parse(readFileSync(join(values.reports, `${repo}.json`), 'utf8'))
        : review(join(values.repos, repo), ['--strict']),
    );
  } catch (error) {
    missing.push(`${repo}: ${error.message}`);
  }
}

/** The finding that says a row today, or undefined. */
function saying({ repo, rule, place }) {
  const [, file, line] = /^(.*):(\d+)$/.exec(place);
  return reports
    .get(repo)
    ?.findings.find(
      ({ ruleId, state, location }) =>
        ruleId === rule &&
        state === 'new' &&
        location.file === file &&
        location.startLine <= Number(line) &&
        Number(line) <= location.endLine,
    );
}

const judged = rows.filter((row) => reports.has(row.repo)).map((row) => ({ ...row, finding: saying(row) }));
const of = (...verdicts) => judged.filter(({ verdict }) => verdicts.includes(verdict));
const said = (list) => list.filter(({ finding }) => finding);
const weighty = (list) =>
  said(list).filter(({ finding }) => finding.severity === 'critical' || finding.severity === 'high');

const good = of('true');
const bad = of('noise', 'false');
console.log(`${judged.length} of ${rows.length} rows in ${reports.size} repositories`);
console.log(`true: ${said(good).length} of ${good.length} still said`);
console.log(
  `noise and false: ${said(bad).length} of ${bad.length} still said, ${weighty(bad).length} of them critical or high`,
);
const line = ({ repo, rule, place, finding, why, root_cause: cause }) =>
  `  ${repo} ${rule} ${place}${finding ? ` (${finding.severity})` : ''}: ${cause || why}`;
console.log(
  `\nTrue and no longer said\n${good
    .filter(({ finding }) => !finding)
    .map(line)
    .join('\n')}`,
);
console.log(`\nNoise or false and still said\n${said(bad).map(line).join('\n')}`);
for (const gap of missing) console.error(`MISSING ${gap}`);
process.exitCode = missing.length > 0 ? 1 : 0;
