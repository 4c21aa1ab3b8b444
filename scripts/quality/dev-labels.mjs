import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './review.mjs';

/**
 * Recall on known vulnerable lines whose flaw stands at the line itself; a finding counts whose place, or a step of
 * whose evidence, is within one line.
 */
export function devLabelsTable(file, reports) {
  const categories = JSON.parse(readFileSync(join(ROOT, 'docs/quality/categories.json'), 'utf8'));
  const labels = JSON.parse(readFileSync(file, 'utf8')).filter(({ detectability }) => detectability === 'sink-visible');
  const rows = Object.entries(categories).map(([category, rules]) => {
    const of = labels.filter((label) => label.category === category && reports.has(label.repo));
    const near = of.filter((label) =>
      reports
        .get(label.repo)
        .findings.some(
          ({ ruleId, location }) =>
            rules.includes(ruleId) &&
            location.file === label.file &&
            Math.abs(location.startLine - label.line) <= SAME_FUNCTION,
        ),
    );
    const missed = of.filter(
      (label) =>
        !reports
          .get(label.repo)
          .findings.some(
            (finding) =>
              rules.includes(finding.ruleId) &&
              placesOf(finding).some(
                ({ file, startLine }) => file === label.file && Math.abs(startLine - label.line) <= 1,
              ),
          ),
    );
    const lost = missed.filter((label) => !near.includes(label));
    for (const label of lost) console.log(`missed: ${label.repo} ${label.file}:${label.line} ${category}`);
    return (
      `| ${category} | ${of.length - missed.length} of ${of.length} | ${of.length - lost.length} of ` +
      `${of.length} | ${lost.map((label) => `${label.repo} \`${label.file}:${label.line}\``).join(', ')} |`
    );
  });
  const others = [...new Set(labels.map(({ category }) => category))]
    .filter((category) => !(category in categories))
    .sort();
  return [
    '| Category | At the line | Within 12 lines | Missed |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `No rule yet for: ${others.join(', ')}.`,
  ].join('\n');
}

/** Labels stand where the text is built, findings where it is used: a few lines apart in one function. */
const SAME_FUNCTION = 12;

const placesOf = ({ location, steps }) => [location, ...steps.map((step) => step.location)];
