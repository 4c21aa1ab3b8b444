// Cost of the recommended rules as ratios inside one run, written to docs/performance.md.
//   node scripts/bench.mjs --repos DIR [--tree unleash/src] [--runs 3]
// Needs a build (`pnpm build`). CPU is what the process itself counts (user + system), the median of the runs.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSection } from './bench/section.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    repos: { type: 'string' },
    tree: { type: 'string', default: 'unleash/src' },
    runs: { type: 'string', default: '3' },
  },
});
if (!values.repos) {
  console.error('bench: name the folder of repositories: node scripts/bench.mjs --repos DIR');
  process.exit(2);
}
const tree = resolve(values.repos, values.tree);
const files = typescriptFiles(tree);
if (files.length < 1000) {
  console.error(`bench: ${values.tree} has ${files.length} TypeScript files; at least 1,000 are needed for a figure`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'bench-'));
const require = createRequire(join(root, 'package.json'));
const url = (path) => pathToFileURL(path).href;
const plugin = url(join(root, 'packages/eslint-plugin/dist/index.js'));
const parser = url(require.resolve('@typescript-eslint/parser'));
const usage = join(work, 'usage.json');
writeFileSync(
  join(work, 'count.cjs'),
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.cpuUsage())));`,
);
writeFileSync(
  join(work, 'none.config.mjs'),
  `import * as parser from ${JSON.stringify(parser)};\nexport default [{ files: ['**/*.ts'], ` +
    'languageOptions: { parser } }];',
);
writeFileSync(
  join(work, 'ours.config.mjs'),
  `import * as parser from ${JSON.stringify(parser)};\nimport plugin from ${JSON.stringify(plugin)};\nexport ` +
    `default [{ files: ['**/*.ts'], languageOptions: { parser } ` +
    '}, ...[plugin.configs.recommended].flat()];',
);
// What ESLint itself takes as soon as a single rule is on: nothing a rule can change.
writeFileSync(
  join(work, 'idle.config.mjs'),
  `import * as parser from ${JSON.stringify(parser)};\nconst idle = { meta: { ` +
    `schema: [] }, create: () => ({}) };\nexport default [{ files: ['**/*.ts'], languageOptions: { ` +
    `parser }, plugins: { a: { rules: { idle } } }, rules: { 'a/idle': 'error' } }];`,
);
const { default: ours } = await import(plugin);
const rules = Object.assign({}, ...[ours.configs.recommended].flat().map((config) => config.rules ?? {}));
const oxlint = { plugins: [], categories: { correctness: 'off' }, jsPlugins: [fileURLToPath(plugin)], rules };
writeFileSync(join(work, 'oxlint.json'), JSON.stringify(oxlint));

const eslint = join(root, 'node_modules/eslint/bin/eslint.js');
const oxlintBin = join(root, 'node_modules/oxlint/bin/oxlint');
const runs = Number(values.runs);
const measured = { none: [], idle: [], ours: [], oxlint: [] };
// In turn, so that a machine that slows down slows all of them.
for (let run = 0; run < runs; run += 1) {
  measured.none.push(cpuOf([eslint, '--no-inline-config', '--config', join(work, 'none.config.mjs'), '.']));
  measured.idle.push(cpuOf([eslint, '--no-inline-config', '--config', join(work, 'idle.config.mjs'), '.']));
  measured.ours.push(cpuOf([eslint, '--no-inline-config', '--config', join(work, 'ours.config.mjs'), '.']));
  measured.oxlint.push(cpuOf([oxlintBin, '--config', join(work, 'oxlint.json'), '.']));
}
rmSync(work, { recursive: true, force: true });

const [none, idle, recommended, native] = [measured.none, measured.idle, measured.ours, measured.oxlint].map(median);
const costs = JSON.parse(
  spawnSync(process.execPath, [join(root, 'scripts/bench/rule-costs.mjs'), tree], {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  }).stdout,
);
const dearest = Object.entries(costs.own)
  .sort((a, b) => b[1] - a[1])
  .slice(0, 6);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);
writeSection(
  join(root, 'docs/performance.md'),
  'rules',
  `# What the rules cost

\`${values.tree}\`: ${files.length.toLocaleString('en')} TypeScript files, \
${lines.toLocaleString('en')} lines. Medians of ${runs} runs in turn on Node ${process.versions.node};
CPU seconds of the process. Absolute figures belong to one machine; the ratios are what counts.

| run | CPU s | ratio |
| --- | --: | --: |
| ESLint, typescript-eslint's parser, no rules | ${none.toFixed(1)} | 1.00 |
| ESLint, the same parser, one rule that does nothing | ${idle.toFixed(1)} | ${(idle / none).toFixed(2)} |
| ESLint, the same parser, \`recommended\` (${Object.keys(rules).length} rules) | \
${recommended.toFixed(1)} | ${(recommended / none).toFixed(2)} |
| oxlint, the same rules through jsPlugins | ${native.toFixed(1)} | ${(native / none).toFixed(2)} |

ESLint with \`recommended\` takes ${(recommended / native).toFixed(1)} times the CPU of oxlint with the same rules, \
and ${(recommended / idle).toFixed(2)} times that of ESLint with one
rule that does nothing: as soon as any rule is on, ESLint keeps every tree until the next full collection.

## By rule

Parsing, all gates, the analysis and all ${Object.keys(costs.own).length} rules in one process: \
the gates take ${percent(costs.gates)}, analysis and rules \
${percent(costs.analysisAndRules)} of the CPU. Every rule runs twice
on a file: what only the first run takes is analysis that the rules share, the second is the rule's own. The dearest by themselves:

| rule | share |
| --- | --: |
${dearest.map(([id, share]) => `| \`${id}\` | ${percent(share)} |`).join('\n')}
`,
);

function cpuOf(args) {
  const result = spawnSync(process.execPath, ['--require', join(work, 'count.cjs'), ...args], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (result.status === null || result.status > 1) {
    console.error(`bench: ${args[0]} failed\n${result.stderr}${result.stdout.slice(0, 2000)}`);
    process.exit(2);
  }
  const { user, system } = JSON.parse(readFileSync(usage, 'utf8'));
  return (user + system) / 1e6;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function typescriptFiles(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.d\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
