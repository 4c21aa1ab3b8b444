import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './csv.mjs';
import { lintWith } from './recommended.mjs';
import { ROOT, review } from './review.mjs';

/**
 * Readings of repositories outside docs/quality/repositories.json that neither ESLint with `strict` nor `review
 * --strict` reports any more. Those whose clone does not lie in the folder at the commit they were read at are left
 * alone, and said.
 */
export async function staleReadings(folder) {
  const measured = new Set(
    JSON.parse(readFileSync(join(ROOT, 'docs/quality/repositories.json'), 'utf8')).map(({ name }) => name),
  );
  const readings = readCsv(readFileSync(join(ROOT, 'docs/quality/read.csv'), 'utf8')).filter(
    ({ repository }) => !measured.has(repository),
  );
  const stale = [];
  for (const [repository, rows] of grouped(readings)) {
    const path = join(folder, repository);
    const head = existsSync(path)
      ? execFileSync('git', ['-C', path, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
      : null;
    const here = rows.filter(({ commit }) => commit === head);
    if (here.length < rows.length)
      console.log(
        `${repository}: ${rows.length - here.length} readings not compared, it is ` +
          `${head === null ? 'not there' : `at ${head.slice(0, 12)}`}`,
      );
    if (here.length === 0) continue;
    const reported = await placesOf(path);
    for (const row of here) {
      if (reported.has(`${row.rule.replace(/ \(.*/, '')} ${row.place}`)) continue;
      console.log(`read, but no longer reported: ${repository} ${row.place} ${row.rule} (${row.verdict})`);
      stale.push(row);
    }
  }
  return stale;
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.repository, [...(groups.get(row.repository) ?? []), row]);
  return groups;
}

async function placesOf(path) {
  const { messages } = await lintWith('strict', path);
  const { findings } = review(path, ['--strict']);
  return new Set([
    ...messages.map(({ rule, place }) => `${rule} ${place}`),
    ...findings.map(({ ruleId, location }) => `${ruleId} ${location.file}:${location.startLine}`),
  ]);
}
