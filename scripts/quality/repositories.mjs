import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from './csv.mjs';
import { ROOT, review } from './review.mjs';

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** Reviews every repository of docs/quality/repositories.json that lies in the folder. What is missing is said. */
export function reviewRepositories(folder) {
  const reports = new Map();
  const missing = [];
  for (const { name, commit } of json('docs/quality/repositories.json')) {
    const path = join(folder, name);
    if (!existsSync(path)) {
      missing.push(`${name}: not in ${folder}`);
      continue;
    }
    const head = execFileSync('git', ['-C', path, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
    if (head !== commit) {
      missing.push(`${name}: is at ${head.slice(0, 12)}, not at ${commit.slice(0, 12)}`);
      continue;
    }
    try {
      const report = review(path);
      reports.set(name, report);
      console.log(
        `${name}: ${report.findings.length} findings, ${report.questions.length} questions, ` +
          `${report.seen.files.lines} lines, ${report.seconds.toFixed(1)} s`,
      );
      for (const { where, message } of report.coverage.internalErrors)
        missing.push(`${name}: internal error in ${where}: ${message}`);
    } catch (error) {
      missing.push(`${name}: ${error.message}`);
    }
  }
  return { reports, missing };
}

/** Tables for docs/quality.md: by repository and by rule, joined with what was read. */
export function repositoryTables(reports) {
  const read = readCsv(readFileSync(join(ROOT, 'docs/quality/read.csv'), 'utf8'));
  const repositories = json('docs/quality/repositories.json');
  const changes = json('docs/quality/changes.json');
  const findings = [...reports].flatMap(([repository, report]) =>
    report.findings.map((finding) => ({ ...finding, repository })),
  );
  const lines = [...reports.values()].reduce((sum, { seen }) => sum + seen.files.lines, 0);
  const verdict = ({ repository, ruleId, location }) =>
    read.find(
      (row) =>
        row.repository === repository && row.rule === ruleId && row.place === `${location.file}:${location.startLine}`,
    )?.verdict;

  const byRepository = repositories
    .filter(({ name }) => reports.has(name))
    .map(({ name, github, commit, stack }) => {
      const { seen, findings: found, questions, exit } = reports.get(name);
      return (
        `| [${name}](https://github.com/${github}/tree/${commit}) | ${stack} | ${seen.files.read} | ` +
        `${seen.files.lines} | ${seen.routes} | ${found.length} | ${questions.length} | ${exit.code} |`
      );
    });

  const rules = [...new Set([...findings.map(({ ruleId }) => ruleId), ...Object.keys(changes)])].sort();
  const byRule = rules.map((rule) => {
    const of = findings.filter(({ ruleId }) => ruleId === rule);
    const verdicts = of.map(verdict).filter(Boolean);
    const right = verdicts.filter((word) => word === 'true').length;
    const precision = verdicts.length === 0 ? '' : `${Math.round((100 * right) / verdicts.length)} %`;
    return (
      `| ${rule} | ${of.length} | ${((1000 * of.length) / lines).toFixed(2)} | ${verdicts.length} | ` +
      `${right} | ${verdicts.length - right} | ${precision} | ${changes[rule] ?? ''} |`
    );
  });

  // What the project proved harmless was read as well, when one file alone reported it.
  const told = [
    ...findings,
    ...[...reports].flatMap(([repository, report]) => report.cleared.map((finding) => ({ ...finding, repository }))),
  ];
  const stale = read.filter(
    (row) =>
      reports.has(row.repository) &&
      !told.some(
        ({ repository, ruleId, location }) =>
          repository === row.repository &&
          ruleId === row.rule &&
          row.place === `${location.file}:${location.startLine}`,
      ),
  );
  for (const row of stale)
    console.log(`read, but no longer reported: ${row.repository} ${row.place} ${row.rule} (${row.verdict})`);
  const unread = findings.filter((finding) => !verdict(finding)).length;
  return {
    repositories: [
      '| Repository | Stack | Files | Lines | Routes | Findings | Questions | Exit |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |', ...byRepository,
    ].join('\n'),
    rules: [
      `${findings.length} findings in ${lines.toLocaleString('en')} lines; ${unread} of them were not read.`,
      '',
      '| Rule | Findings | Per 1,000 lines | Read | True | False | Precision of those read | What was ' +
        'changed because of them |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...byRule,
    ].join('\n'),
    stale,
  };
}
