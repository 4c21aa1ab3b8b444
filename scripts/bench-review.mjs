// Cost of a whole review as ratios inside one run, written to docs/performance.md.
//   node scripts/bench-review.mjs --repos DIR [--tree langfuse] [--runs 3] [--sizes 500,1000,2000,4000]
// Needs a build (`pnpm build`). Nothing of the tree is changed: its sources, manifests and schemas are copied into a
// temporary folder, where ESLint parses what the review reads. CPU is what a process and its threads take (user +
// system), memory the most that is resident at once.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeSection } from './bench/section.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    repos: { type: 'string' },
    tree: { type: 'string', default: 'langfuse' },
    runs: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '500,1000,2000,4000' },
  },
});
if (!values.repos) {
  console.error('bench-review: name the folder of repositories: node scripts/bench-review.mjs --repos DIR');
  process.exit(2);
}
const SOURCE = /\.[cm]?[jt]sx?$/;
const BESIDE = /(?:^|\/)(?:package\.json|tsconfig[^/]*\.json|pnpm-workspace\.yaml|[^/]*\.prisma|[^/]*\.sql)$|^LICENSE/;
const tree = resolve(values.repos, values.tree);
const tracked = git(tree, 'ls-files', '-z').split('\0').filter(Boolean);
const sources = tracked.filter((file) => SOURCE.test(file) && !/\.d\.[cm]?ts$/.test(file)).sort();
const beside = tracked.filter((file) => BESIDE.test(file));
if (sources.length < 3000) {
  console.error(`bench-review: ${values.tree} has ${sources.length} files; at least 3,000 are needed for a figure`);
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'bench-'));
const usage = join(work, 'usage.json');
writeFileSync(
  join(work, 'count.cjs'),
  `const { isMainThread } = require('node:worker_threads');
if (isMainThread) process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usage)},
  JSON.stringify({ cpu: process.cpuUsage(), rss: process.resourceUsage().maxRSS })));`,
);
const parser = pathToFileURL(createRequire(join(root, 'package.json')).resolve('@typescript-eslint/parser')).href;
const eslint = join(root, 'node_modules/eslint/bin/eslint.js');
const command = join(root, 'packages/cli/dist/bin.js');

const whole = copyOf('whole', sources);
writeFileSync(
  join(work, 'none.config.mjs'),
  `import * as parser from ${JSON.stringify(parser)};
export default [{ files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'], languageOptions: { parser } }];`,
);
const runs = Number(values.runs);
// Where there is no processor to spare, one thread is all there is.
const hasThreads = availableParallelism() > 2;
const measured = { eslint: [], cold: [], ...(hasThreads && { alone: [] }), warm: [], edited: [] };
let read = 0;
const edited = join(whole, sources.find((file) => /\/(?:server|services?|api)\//.test(file)) ?? sources[0]);
// In turn, so that a machine that slows down slows all of them.
for (let run = 0; run < runs; run += 1) {
  measured.eslint.push(cost([eslint, '--no-inline-config', '--config', join(work, 'none.config.mjs'), '.'], whole));
  measured.cold.push(cost([command, 'review', '--no-cache'], whole));
  measured.alone?.push(cost([command, 'review', '--no-cache', '--concurrency', 'off'], whole));
  if (run === 0) read = JSON.parse(cost([command, 'review', '--format', 'json'], whole).stdout).seen.files.read;
  measured.warm.push(cost([command, 'review'], whole));
  appendFileSync(edited, `\nexport const edit${run} = ${run};\n`);
  measured.edited.push(cost([command, 'review'], whole));
}
const by = Object.fromEntries(Object.entries(measured).map(([name, all]) => [name, median(all)]));
const sizes = values.sizes
  .split(',')
  .map(Number)
  .filter((size) => size <= sources.length)
  .map((size) => ({
    size,
    ...cost([command, 'review', '--no-cache'], copyOf(`first-${size}`, sources.slice(0, size))),
  }));
const lines = sources.reduce((sum, file) => sum + readFileSync(join(whole, file), 'utf8').split('\n').length, 0);
rmSync(work, { recursive: true, force: true });

const perLines = ({ rss }) => ((rss / 1e9 / lines) * 500_000).toFixed(2);
const row = (name, { cpu, wall, rss }) =>
  `| ${name} | ${cpu.toFixed(1)} | ${(cpu / by.eslint.cpu).toFixed(2)} | ${wall.toFixed(1)} | ` +
  `${(wall / by.eslint.wall).toFixed(2)} | ${(rss / 1e9).toFixed(2)} |`;
writeSection(
  join(root, 'docs/performance.md'),
  'review',
  `# What a review costs

\`${values.tree}\`: ${sources.length.toLocaleString('en')} files, of which the review reads ${read.toLocaleString('en')}, \
${lines.toLocaleString('en')} lines. Medians of ${runs} runs in turn on Node ${process.versions.node},
${availableParallelism()} processors. CPU seconds of the process and its threads, seconds on the clock, gigabytes \
of memory at most. Absolute figures belong to one machine; the ratios are what counts.

| run | CPU s | ratio | wall s | ratio | GB |
| --- | --: | --: | --: | --: | --: |
${row("ESLint, typescript-eslint's parser, no rules", by.eslint)}
${row('`review`, cold', by.cold)}
${by.alone ? `${row('`review`, cold, one thread', by.alone)}\n` : ''}\
${row('`review`, nothing edited', by.warm)}
${row('`review`, one file edited', by.edited)}

A cold review takes ${perLines(by.cold)} GB for 500,000 lines\
${by.alone ? `, ${perLines(by.alone)} on one thread` : ''}. \
Nothing edited takes ${(by.warm.cpu / by.cold.cpu).toFixed(2)} of the CPU of a cold review, one edited file \
${(by.edited.cpu / by.cold.cpu).toFixed(2)}.

| files | CPU s, cold | CPU s per 1,000 files |
| --: | --: | --: |
${sizes.map(({ size, cpu }) => `| ${size} | ${cpu.toFixed(1)} | ${((1000 * cpu) / size).toFixed(1)} |`).join('\n')}`,
);

/** A repository of its own with these sources and what stands beside them. */
function copyOf(name, files) {
  const to = join(work, name);
  for (const file of [...files, ...beside]) {
    if (!existsSync(join(tree, file))) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(tree, file), join(to, file));
  }
  git(to, 'init', '-q');
  git(to, 'add', '-A');
  return to;
}

function cost(args, cwd) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', join(work, 'count.cjs'), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NODE_OPTIONS: '', XDG_CACHE_HOME: join(work, 'cache') },
  });
  const wall = (performance.now() - start) / 1000;
  if (status === null || status > 1) {
    console.error(`bench-review: ${args[0]} failed\n${stderr}${stdout.slice(0, 2000)}`);
    process.exit(2);
  }
  const { cpu, rss } = JSON.parse(readFileSync(usage, 'utf8'));
  return { cpu: (cpu.user + cpu.system) / 1e6, wall, rss: rss * 1024, stdout };
}

function median(all) {
  const middle = (key) => all.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(all.length / 2)];
  return { cpu: middle('cpu'), wall: middle('wall'), rss: middle('rss') };
}

function git(cwd, ...args) {
  return spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
}
