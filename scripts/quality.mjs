/**
 * Writes docs/quality.md: what first looks say of each rule, from the readings in the repository, and what is measured
 * on code we developed against. Without an option the first part alone is written anew; each option measures a section
 * of the second.
 *
 *   node scripts/quality.mjs [--repos DIR] [--dev-labels FILE] [--labelled DIR] [--bench DIR] [--prune]
 *
 * --repos DIR         clones of the repositories of docs/quality/repositories.json, by name, at the commits named there
 * --dev-labels FILE   known vulnerable lines of these repositories (JSON); needs --repos
 * --labelled DIR      TypeScript files with `// @tp TOPIC` and `// @ok TOPIC` at the end of lines
 * --bench DIR program that scores linters on public labelled suites (`score.mjs`); MIRROR names the folder of its git
 * directories
 * --prune drops rows of read.csv that are no longer reported; takes the other repositories read, if they lie in DIR, as
 * well
 *
 * Needs a build. Exit 1 when something is missing: a repository, a labelled line, a report.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { benchTable, scoreSuites } from './quality/bench.mjs';
import { readCsv, writeCsv } from './quality/csv.mjs';
import { devLabelsTable } from './quality/dev-labels.mjs';
import { firstLookTables, readReadings } from './quality/first-looks.mjs';
import { judgeLabelled, labelledTable } from './quality/labelled.mjs';
import { levelsTable, linterLevelsOf, readLevels } from './quality/levels.mjs';
import { recommendedTable } from './quality/recommended.mjs';
import { missedTables, readMissed } from './quality/missed.mjs';
import { repositoryTables, reviewRepositories } from './quality/repositories.mjs';
import { ROOT } from './quality/review.mjs';
import { staleReadings } from './quality/stale.mjs';

const { values } = parseArgs({
  options: {
    repos: { type: 'string' },
    labelled: { type: 'string' },
    bench: { type: 'string' },
    'dev-labels': { type: 'string' },
    prune: { type: 'boolean', default: false },
  },
});
const PAGE = join(ROOT, 'docs/quality.md');
const READ = join(ROOT, 'docs/quality/read.csv');

/** Puts text between the marks of a section. */
function fill(section, text) {
  const page = readFileSync(PAGE, 'utf8');
  const [start, end] = [`<!-- ${section}: start -->`, `<!-- ${section}: end -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/quality.md has no section ${section}`);
  writeFileSync(PAGE, `${page.slice(0, from + start.length)}\n${text}\n${page.slice(to)}`);
}

fill('first looks', firstLookTables(readReadings()));
fill('missed', missedTables(readMissed()));
const { linterLevel, rules: plugin } = await import(pathToFileURL(join(ROOT, 'packages/rules/dist/index.js')).href);
fill('levels', levelsTable(readLevels(), linterLevelsOf(plugin, linterLevel)));

const missing = [];
if (values.repos) {
  const { reports, missing: gaps } = reviewRepositories(values.repos);
  missing.push(...gaps);
  const { repositories, rules, stale } = repositoryTables(reports);
  fill('repositories', repositories);
  fill('rules', rules);
  const recommended = await recommendedTable(values.repos);
  fill('recommended', recommended.table);
  missing.push(...recommended.missing);
  if (values.prune) {
    const dropped = new Set([...stale, ...(await staleReadings(values.repos))].map((row) => JSON.stringify(row)));
    const kept = readCsv(readFileSync(READ, 'utf8')).filter((row) => !dropped.has(JSON.stringify(row)));
    writeFileSync(READ, writeCsv(['repository', 'commit', 'place', 'rule', 'verdict', 'why'], kept));
  }
  if (values['dev-labels']) fill('known lines', devLabelsTable(values['dev-labels'], reports));
}
if (values.labelled) {
  try {
    const judged = judgeLabelled(values.labelled);
    fill('labelled', labelledTable(judged));
    for (const { file, line, topic, verdict } of judged)
      if (verdict === 'missed' || verdict === 'false alarm')
        missing.push(`labelled ${file}:${line} ${topic}: ${verdict}`);
  } catch (error) {
    missing.push(`labelled lines: ${error.message}`);
  }
}
if (values.bench) {
  try {
    const { table, missing: gaps } = benchTable(scoreSuites(values.bench));
    fill('suites', table);
    missing.push(...gaps);
  } catch (error) {
    missing.push(`suites: ${error.message}`);
  }
}
for (const gap of missing) console.error(`MISSING ${gap}`);
process.exitCode = missing.length > 0 ? 1 : 0;
