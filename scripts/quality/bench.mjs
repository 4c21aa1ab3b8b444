import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCsv } from './csv.mjs';
import { ROOT } from './review.mjs';

const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
/** Smaller cells say little: one case moves them by more than 20 points. */
const ENOUGH = 5;
/** Share of the positives that may be called unfair. */
const MOST_UNFAIR = 0.15;
/** What the figures have to reach, in per cent, over the categories with enough positives. */
const WANTED = { specificity: 95, lowestSpecificity: 85, proven: 60, withQuestions: 70 };

/**
 * Cases of the labelled suites with what was reported on each: `proven` by lint rules, `asked` by findings or questions
 * of the review. Throws when the suites cannot be scored.
 */
export function scoreSuites(bench) {
  const score = join(resolve(bench), 'score.mjs');
  if (!existsSync(score)) throw new Error(`no score.mjs in ${bench}`);
  if (!process.env.MIRROR) throw new Error('the suites are read from git directories: set MIRROR to their folder');
  const folder = mkdtempSync(join(tmpdir(), 'suites-'));
  try {
    const [ours, composed] = [json('docs/quality/categories.json'), json('docs/quality/composed.json')];
    const map = join(folder, 'map.json');
    writeFileSync(map, JSON.stringify(ruleMap(ours, composed)));
    const config = join(folder, 'eslint.config.mjs');
    writeFileSync(config, configText(Object.values(composed).flat()));
    const lint = run(score, ['--config', config, '--map', map, '--json', join(folder, 'lint.json')], folder);
    const reviewed = run(
      score,
      [
        '--tool',
        `${process.execPath} ${join(ROOT, 'scripts/quality/review-for-bench.mjs')} {dir}`,
        '--format',
        'eslint-json',
        '--map',
        map,
        '--json',
        join(folder, 'review.json'),
      ],
      folder,
    );
    if (process.env.BENCH_KEEP)
      for (const name of ['lint', 'review'])
        writeFileSync(join(process.env.BENCH_KEEP, `${name}.json`), readFileSync(join(folder, `${name}.json`)));
    const asked = new Map(reviewed.cases.map((one) => [one.id, one]));
    const cases = lint.cases.map((one) => ({
      ...one,
      proven: one.strict,
      asked: one.strict || asked.get(one.id)?.strict === true,
    }));
    return {
      cases,
      crashes: { ...lint.crashes, ...reviewed.crashes },
      gaps: [...lint.gaps, ...lint.notLinted.map((file) => `${file}: not linted`)],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(score, args, folder) {
  const out = args[args.indexOf('--json') + 1];
  const result = spawnSync(process.execPath, [score, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    cwd: folder,
    env: { ...process.env, PEERS: ROOT },
  });
  if (!existsSync(out))
    throw new Error(`the suites were not scored: ${(result.stderr || result.stdout).trim().split('\n').at(-1)}`);
  const gaps = (result.stderr ?? '').split('\n').filter((line) => /missing/.test(line));
  return { ...JSON.parse(readFileSync(out, 'utf8')), gaps };
}

/**
 * Rule -> categories, as the scoring takes it: ours by their plugin's prefix and bare (from the review), composed ones
 * as they are.
 */
function ruleMap(ours, composed) {
  const map = {};
  for (const [category, rules] of Object.entries(ours))
    for (const rule of rules) for (const id of [`backend-architect/${rule}`, rule]) (map[id] ??= []).push(category);
  for (const [category, rules] of Object.entries(composed)) for (const rule of rules) (map[rule] ??= []).push(category);
  return map;
}

/** `recommendedTypeChecked`, with the composed rules only where they are counted. */
function configText(counted) {
  const plugin = pathToFileURL(join(ROOT, 'packages/eslint-plugin/dist/index.js')).href;
  const typed = pathToFileURL(join(ROOT, 'packages/eslint-plugin/dist/type-checked.js')).href;
  const typescript = pathToFileURL(createRequire(join(ROOT, 'package.json')).resolve('typescript-eslint')).href;
  return `import { createRequire } from 'node:module';
import plugin from ${JSON.stringify(plugin)};
import { typeCheckedConfigs } from ${JSON.stringify(typed)};
import typescript from ${JSON.stringify(typescript)};
const load = (name) => (name === 'typescript-eslint' ? typescript : createRequire(${JSON.stringify(join(ROOT, 'package.json'))})(name));
const counted = new Set(${JSON.stringify(counted)});
// Our own rules stay on beside the typed ones: here they are counted, not shown to people.
const isCounted = ([id]) => id.startsWith('backend-architect/') ? false : counted.has(id);
const onlyCounted = (rules) => Object.fromEntries(Object.entries(rules).filter(isCounted));
const parserOptions = { projectService: true, tsconfigRootDir: process.env.WORK + '/src' };
export default typeCheckedConfigs(plugin.configs.recommended, load)
  .map((config, index) => (index === 0 || !config.rules ? config : { ...config, rules: onlyCounted(config.rules) }))
  .map((config) => config.languageOptions ? { ...config, languageOptions: { ...config.languageOptions, parserOptions } } : config);
`;
}

/** Table of the figures by category, and what falls short. */
export function benchTable({ cases, crashes, gaps }) {
  const listed = readCsv(readFileSync(join(ROOT, 'docs/quality/unfair.csv'), 'utf8'));
  const unfair = new Set(listed.map(({ id }) => id));
  const allPositives = new Set(cases.filter(({ label }) => label === 'positive').map(({ id }) => id));
  const rows = [];
  const macro = { specificity: [], proven: [], asked: [], fairProven: [], fairAsked: [], askedSpecificity: [] };
  const missing = Object.entries(crashes).map(([what, { message }]) => `suites: ${what}: ${message}`);
  missing.push(...gaps.map((gap) => `suites: ${gap}`));
  for (const { id, reason } of listed)
    if (!allPositives.has(id) || !reason) missing.push(`unfair.csv: ${id} is no positive case, or has no reason`);
  if (unfair.size > MOST_UNFAIR * allPositives.size)
    missing.push(
      `unfair.csv: ${unfair.size} of ${allPositives.size} positives are called unfair, at most ` +
        `${100 * MOST_UNFAIR} % may be`,
    );
  for (const category of [...new Set(cases.map((one) => one.category))]) {
    const of = cases.filter((one) => one.category === category);
    const positives = of.filter(({ label }) => label === 'positive');
    const negatives = of.filter(({ label }) => label === 'negative');
    const fair = positives.filter(({ id }) => !unfair.has(id));
    const figures = {
      proven: share(fair, 'proven'),
      asked: share(fair, 'asked'),
      allProven: share(positives, 'proven'),
      allAsked: share(positives, 'asked'),
      specificity: negatives.length === 0 ? null : 100 - share(negatives, 'proven'),
      askedSpecificity: negatives.length === 0 ? null : 100 - share(negatives, 'asked'),
    };
    rows.push(
      `| ${category} | ${positives.length} | ${positives.length - fair.length} | ${negatives.length} | ` +
        `${cell(figures.proven)} | ${cell(figures.asked)} | ${cell(figures.allProven)} | ` +
        `${cell(figures.allAsked)} | ${cell(figures.specificity)} | ${cell(figures.askedSpecificity)} |`,
    );
    if (positives.length < ENOUGH || category === 'other') continue;
    macro.fairProven.push(figures.proven);
    macro.fairAsked.push(figures.asked);
    macro.proven.push(figures.allProven);
    macro.asked.push(figures.allAsked);
    if (figures.specificity === null) continue;
    macro.specificity.push(figures.specificity);
    macro.askedSpecificity.push(figures.askedSpecificity);
    if (figures.specificity < WANTED.lowestSpecificity)
      missing.push(
        `suites: specificity of ${category} is ${cell(figures.specificity)} %, wanted ${WANTED.lowestSpecificity} %`,
      );
  }
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  for (const [name, value, wanted] of [
    ['specificity', mean(macro.specificity), WANTED.specificity],
    ['recall, proven', mean(macro.fairProven), WANTED.proven],
    ['recall, with questions', mean(macro.fairAsked), WANTED.withQuestions],
  ]) {
    if (value < wanted) missing.push(`suites: macro ${name} is ${cell(value)} %, wanted ${wanted} %`);
  }
  rows.push(
    `| **macro** (${macro.proven.length} categories with ${ENOUGH} positives or more) |  |  |  | ` +
      `${cell(mean(macro.fairProven))} | ${cell(mean(macro.fairAsked))} | ${cell(mean(macro.proven))} | ` +
      `${cell(mean(macro.asked))} | ${cell(mean(macro.specificity))} | ` +
      `${cell(mean(macro.askedSpecificity))} |`,
  );
  const head = [
    '| Category | Positives | Unfair | Negatives | Proven | With questions | Proven, ' +
      'of all | With questions, of all | Specificity, proven | Specificity, with questions |',
    '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
  ];
  return { table: [...head, ...rows].join('\n'), missing };
}

function share(list, face) {
  return list.length === 0 ? 0 : (100 * list.filter((one) => one[face]).length) / list.length;
}

function cell(value) {
  return value === null ? '' : String(Math.round(value));
}
