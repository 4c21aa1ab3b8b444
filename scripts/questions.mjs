/**
 * Draws questions to be read, and counts what was read of them.
 *
 *   node scripts/questions.mjs --draw N --reports DIR --to FILE
 *   node scripts/questions.mjs --read FILE
 *
 * --draw N        so many questions, by a fixed seed: round robin over repositories, at most 6 of a rule and repository
 * --reports DIR   JSON reports, NAME.json
 * --to FILE       CSV with the columns repository, rule, severity, place, question, first, second, why; the verdicts of
 *                 both readers are left empty
 * --read FILE     the same with verdicts: `worth` (a senior reviewer would want it asked, and the code does not answer
 *                 it), `noise` or `answered`; writes docs/quality/questions.md
 *
 * A question counts as worth asking when both readers say so. A cause is one question, however many places it has.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { numbers, pick } from './crash-safety/random.mjs';
import { readCsv, writeCsv } from './quality/csv.mjs';
import { ROOT } from './quality/root.mjs';

const SEED = 20_261_201;
/** As for findings: docs/quality.md. */
const MOST_OF_A_RULE = 6;
const COLUMNS = ['repository', 'rule', 'severity', 'place', 'question', 'first', 'second', 'why'];

const { values } = parseArgs({
  options: { draw: { type: 'string' }, reports: { type: 'string' }, to: { type: 'string' }, read: { type: 'string' } },
});
if (values.read !== undefined) count(values.read);
else if (Number(values.draw) > 0 && values.reports && values.to)
  writeFileSync(values.to, writeCsv(COLUMNS, drawn(Number(values.draw), values.reports)));
else {
  console.error('usage: node scripts/questions.mjs (--draw N --reports DIR --to FILE | --read FILE)');
  process.exit(2);
}

function drawn(wanted, folder) {
  const next = numbers(SEED);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const piles = names.sort().map((name) => {
    const repository = basename(name, '.json');
    const { questions } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return questions.map(({ ruleId, severity, location, question }) => ({
      repository,
      rule: ruleId,
      severity,
      place: `${location.file}:${location.startLine}`,
      question,
    }));
  });
  const rows = [];
  while (rows.length < wanted && piles.some((pile) => pile.length > 0)) {
    for (const pile of piles) {
      if (rows.length === wanted || pile.length === 0) continue;
      const row = pick(next, pile);
      pile.splice(pile.indexOf(row), 1);
      const alike = rows.filter(({ repository, rule }) => repository === row.repository && rule === row.rule);
      if (alike.length < MOST_OF_A_RULE) rows.push(row);
    }
  }
  return rows;
}

function count(file) {
  const rows = readCsv(readFileSync(file, 'utf8'));
  const isWorth = ({ first, second }) => first === 'worth' && second === 'worth';
  const share = (some, all) => (all.length === 0 ? '' : `${Math.floor((100 * some.length) / all.length)} %`);
  const rules = [...new Set(rows.map(({ rule }) => rule))].sort();
  const worth = rows.filter(isWorth);
  const agreed = rows.filter(({ first, second }) => (first === 'worth') === (second === 'worth'));
  const lines = rules.map((name) => {
    const all = rows.filter(({ rule }) => rule === name);
    const good = all.filter(isWorth);
    return `| ${name} | ${all.length} | ${good.length} | ${share(good, all)} |`;
  });
  writeFileSync(
    join(ROOT, 'docs/quality/questions.md'),
    `<!-- Written by scripts/questions.mjs. Do not edit. -->

# Questions that are worth asking

${rows.length} questions about ${new Set(rows.map(({ repository }) => repository)).size} repositories of the first looks, drawn by \
\`node scripts/questions.mjs --draw\` and read in the code
by two readers, the second without the verdicts of the first ([${basename(file)}](${basename(file)})). A question is worth asking when a
senior reviewer would want it asked and the code does not answer it; it counts when both readers say so. The program was mended on questions
about these repositories before, so this is no first look.

Worth asking: **${worth.length} of ${rows.length} (${share(worth, rows)})**. The readers agreed on ${agreed.length}.

| rule | read | worth asking | |
| --- | --: | --: | --: |
${lines.join('\n')}
`,
  );
}
