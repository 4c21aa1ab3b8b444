/**
 * Measures sight: of all database and HTTP calls that a counter outside the analysis finds, how many have a receiver
 * the rules can prove. Writes docs/quality/sight.md and docs/quality/sight.csv.
 *
 *   node scripts/sight.mjs --repos DIR [--repos DIR] [--list FILE] [--sample FILE --seed N] [--answers DIR]
 *
 * --repos DIR clones of repositories of docs/quality/repositories.json and first-look-repositories.json, by name, at
 * their commits
 * --list FILE     also writes every counted call: repo, file, line, column, library, how, proved, alone
 * --sample FILE also writes 40 counted calls and 40 that look like one, drawn at random, for reading
 * (docs/quality/sight-read.csv)
 * --answers DIR what the product said of each repository is kept there and taken from there: empty it after every
 * change of the product
 *
 * Needs a build. Exit 1 when a repository cannot be measured.
 */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { readCsv, writeCsv } from './quality/csv.mjs';
import { ROOT } from './quality/root.mjs';
import { pick } from './sight/sample.mjs';
import { sightPage } from './sight/table.mjs';

const AT_ONCE = 2;
const PLACE = ['repo', 'file', 'line', 'column', 'library', 'how'];

const { values } = parseArgs({
  options: {
    repos: { type: 'string', multiple: true, default: [] },
    list: { type: 'string' },
    answers: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.repos.length === 0) {
  console.error(
    'usage: node scripts/sight.mjs --repos DIR [--repos DIR] [--list FILE] [--sample FILE --seed N] [--answers DIR]',
  );
  process.exit(2);
}

const page = (name) => join(ROOT, 'docs/quality', name);
const named = ['repositories.json', 'first-look-repositories.json'].flatMap((name) =>
  JSON.parse(readFileSync(page(name), 'utf8')),
);
const placed = named.flatMap((one) => values.repos.map((folder) => ({ ...one, root: join(folder, one.name) })));
const present = placed.filter(({ root }) => existsSync(root));

const run = promisify(execFile);
async function answerOf(script, root) {
  const words = ['--max-old-space-size=6000', join(ROOT, 'scripts/sight', script), root];
  const { stdout } = await run(process.execPath, words, { maxBuffer: 1 << 30 });
  return stdout;
}

/** The counter and the product know nothing of each other: two processes, joined by where calls end. */
async function measure({ name, root }) {
  const { calls, looks } = JSON.parse(await answerOf('measure.mjs', root));
  const kept = values.answers && join(values.answers, `${name}.json`);
  const text = kept && existsSync(kept) ? readFileSync(kept, 'utf8') : await answerOf('ask.mjs', root);
  if (kept) writeFileSync(kept, text);
  const { proved, alone, read } = JSON.parse(text);
  const isIn = (known, { file, ends }) => ends.some((end) => known[file]?.includes(end) === true);
  const judged = calls.map((call) => ({
    ...call,
    proved: isIn(proved, call),
    alone: isIn(alone, call),
    read: read.includes(call.file),
  }));
  return { looks, calls: judged };
}

const measured = [];
const missing = [];
const waiting = [...present];
async function work() {
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    try {
      measured.push({ ...one, ...(await measure(one)) });
      console.error(`${one.name}: measured`);
    } catch (error) {
      missing.push(`${one.name}: ${error.message.split('\n').slice(0, 8).join('\n')}`);
    }
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work));

const repositories = present.flatMap(({ name }) => measured.filter((one) => one.name === name));
const calls = repositories.flatMap(({ name, calls: found }) => found.map((call) => ({ repo: name, ...call })));
const whole = writeCsv(PLACE, calls);
const digest = createHash('sha256').update(whole).digest('hex');
const product = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
const readings = existsSync(page('sight-read.csv')) ? readCsv(readFileSync(page('sight-read.csv'), 'utf8')) : [];

const byFile = new Map();
for (const { repo, file, library } of calls) {
  const key = JSON.stringify({ repo, file, library });
  byFile.set(key, (byFile.get(key) ?? 0) + 1);
}
const counts = [...byFile].map(([key, count]) => ({ ...JSON.parse(key), count }));
writeFileSync(page('sight.csv'), writeCsv(['repo', 'file', 'library', 'count'], counts));
writeFileSync(
  page('sight.md'),
  sightPage({ repositories, named: named.length, digest, product: `\`${product}\``, readings }),
);
if (values.list) writeFileSync(values.list, writeCsv([...PLACE, 'proved', 'alone'], calls));
if (values.sample) {
  const looks = repositories.flatMap(({ name, looks: found }) => found.map((look) => ({ repo: name, ...look })));
  const draw = (sample, list) => pick(list, 40, Number(values.seed)).map((one) => ({ sample, ...one }));
  const drawn = [...draw('counted', calls), ...draw('not counted', looks)];
  writeFileSync(
    values.sample,
    writeCsv(['sample', 'repo', 'file', 'line', 'column', 'library', 'verdict', 'why'], drawn),
  );
}
for (const gap of missing) console.error(`MISSING ${gap}`);
process.exitCode = missing.length > 0 ? 1 : 0;
