import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './review.mjs';

/** Recall on known vulnerable lines whose flaw stands at the line itself; a finding counts whose place, or a step of whose evidence, is within one line. */
export function devLabelsTable(file, reports) {
  const categories = JSON.parse(readFileSync(join(ROOT, 'docs/quality/categories.json'), 'utf8'));
  const labels = JSON.parse(readFileSync(file, 'utf8')).filter(({ detectability }) => detectability === 'sink-visible');
  const rows = Object.entries(categories).map(([category, rules]) => {
    const of = labels.filter((label) => label.category === category && reports.has(label.repo));
    const missed = of.filter((label) => !reports.get(label.repo).findings.some((finding) => rules.includes(finding.ruleId) && placesOf(finding).some(({ file, startLine }) => file === label.file && Math.abs(startLine - label.line) <= 1)));
    for (const label of missed) console.log(`missed: ${label.repo} ${label.file}:${label.line} ${category}`);
    return `| ${category} | ${of.length - missed.length} of ${of.length} | ${missed.map((label) => `${label.repo} \`${label.file}:${label.line}\``).join(', ')} |`;
  });
  const others = [...new Set(labels.map(({ category }) => category))].filter((category) => !(category in categories)).sort();
  return ['| Category | Found | Missed |', '| --- | --- | --- |', ...rows, '', `No rule yet for: ${others.join(', ')}.`].join('\n');
}

const placesOf = ({ location, steps }) => [location, ...steps.map((step) => step.location)];
