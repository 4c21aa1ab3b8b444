/**
 * Runs the patterns of tests/regex-growth/patterns.json on growing texts and writes docs/quality/regex-growth.md: how
 * much longer a search takes where the text that the analysis gives for a pattern is longer.
 *
 *   node scripts/regex-growth.mjs
 *
 * Each pattern has a thread of its own, which is ended when it takes too long. Patterns that are not reported are tried
 * with the text of the pattern they are like. Needs a build. Exit 1 when a pattern that is reported does not grow as it
 * is said to, or one that is not reported does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { growthOf } from '../packages/rules/dist/no-regex-dos/pattern-growth.js';
import { ROOT } from './quality/root.mjs';

const LISTED = join(ROOT, 'tests/regex-growth/patterns.json');
const PAGE = join(ROOT, 'docs/quality/regex-growth.md');
/** One search may take so long, in milliseconds. */
const LIMIT = 30_000;
/** Shorter searches are not compared. */
const MEASURABLE = 50;
/** Characters that patterns without growth are tried with. */
const LINEAR = 60_000;
/** Of the power that is said: matchers skip some of the work, and small terms count on short texts. */
const NEARLY = 0.65;

const listed = JSON.parse(readFileSync(LISTED, 'utf8'));
const nameOf = ({ pattern, flags }) => `/${pattern}/${flags}`;
const attackOf = new Map();
for (const one of listed) {
  const growth = growthOf(one.pattern, one.flags);
  attackOf.set(nameOf(one), growth && (growth.attack ?? (await ended(one, growth.repeats))));
}

const rows = [];
let failed = 0;
for (const one of listed) {
  const attack = attackOf.get(one.like ?? nameOf(one));
  const measure = () => (one.growth === 'exponential' ? byRounds(one, attack) : byLength(one, attack));
  let found = await measure();
  // What else runs on the machine disturbs a measurement, not three.
  if (!isAsSaid(one, found)) found = [found, await measure(), await measure()].sort((a, b) => a - b)[1];
  const isRight = isAsSaid(one, found);
  if (!isRight) failed += 1;
  rows.push({ one, attack, found });
  console.log(`${isRight ? ' ' : '!'} ${nameOf(one)} ${one.growth} ${found.toFixed(2)}`);
}
writeFileSync(PAGE, page());
process.exitCode = failed > 0 ? 1 : 0;

function isAsSaid({ growth }, found) {
  if (growth === 'exponential') return found > 1.5;
  return growth === 1 ? found < 1.5 : found > 1 + (growth - 1) * NEARLY;
}

function textOf({ before, rounds, after }, count) {
  return before + rounds.map(({ again, then }) => again.repeat(count) + then).join('') + after;
}

/** Only the character is known: with the end that makes the search slowest. */
async function ended(one, again) {
  const timer = await timerOf(one);
  const tried = [];
  for (const after of ['!', ' ', '\n', 'a']) {
    const attack = { before: '', rounds: [{ again, then: '' }], after };
    tried.push({ attack, took: await timer.time(textOf(attack, 500)) });
  }
  timer.end();
  return tried.sort((a, b) => b.took - a.took)[0].attack;
}

/** The power of the length that the time grows with. */
async function byLength(one, attack) {
  const timer = await timerOf(one);
  const text = (count) => textOf(attack, count);
  let count = one.growth === 1 ? Math.ceil(LINEAR / (text(2).length - text(1).length)) : 25;
  let took = await timer.time(text(count));
  while (took < MEASURABLE && text(count * 4).length < LINEAR) {
    count *= 2;
    took = await timer.time(text(count));
  }
  const longer = await timer.time(text(count * 2));
  timer.end();
  return Math.log2(longer / took) / Math.log2(text(count * 2).length / text(count).length);
}

/** How many times as long it takes for each round more. */
async function byRounds(one, attack) {
  const timer = await timerOf(one);
  const text = (count) => textOf(attack, count);
  const times = [];
  while (times.length < 60 && !((times.at(-1) ?? 0) > MEASURABLE * 4))
    times.push(await timer.time(text(times.length + 1)));
  timer.end();
  const from = times.findIndex((took) => took > MEASURABLE / 10);
  const to = times.length - 1;
  return (times[to] / times[from]) ** (1 / (to - from));
}

/** Searches in a thread that does nothing else: the processor time of one, in milliseconds; `LIMIT` where it was ended. */
async function timerOf({ pattern, flags }) {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const pattern = new RegExp(workerData.pattern, workerData.flags);
    const search = (text) => {
      pattern.lastIndex = 0;
      pattern.exec(text);
    };
    const spent = () => process.cpuUsage().user / 1000;
    parentPort.on('message', (text) => {
      search(text);
      let best = Infinity;
      for (let again = 0; again < 3; again += 1) {
        const begin = spent();
        let searches = 0;
        do {
          search(text);
          searches += 1;
        } while (spent() - begin < 20);
        best = Math.min(best, (spent() - begin) / searches);
        if (best > 1000) break;
      }
      parentPort.postMessage(best);
    });`;
  const worker = new Worker(code, { eval: true, workerData: { pattern, flags } });
  const time = (text) =>
    new Promise((resolve) => {
      const ending = setTimeout(() => resolve(LIMIT), LIMIT);
      worker.once('message', (took) => {
        clearTimeout(ending);
        resolve(took);
      });
      worker.postMessage(text);
    });
  // The first searches are interpreted.
  for (let warm = 0; warm < 3; warm += 1) await time('a');
  return { time, end: () => worker.terminate() };
}

function page() {
  const shown = (text) => `\`\` ${JSON.stringify(text).slice(1, -1).replaceAll('|', '\\|')} \`\``;
  const attackText = ({ before, rounds, after }) =>
    [before, ...rounds.flatMap(({ again, then }) => [[again], then]), after]
      .filter((piece) => piece.length > 0)
      .map((piece) => (Array.isArray(piece) ? `${shown(piece[0])} again and again` : shown(piece)))
      .join(', ');
  const shownText = (text) => `\`\` ${text.replaceAll('|', '\\|')} \`\``;
  const code = (one) => shownText(nameOf(one));
  const reported = rows.filter(({ one }) => one.growth !== 1);
  const silent = rows.filter(({ one }) => one.growth === 1);
  return `# How slow patterns grow

What \`no-regex-dos\` reports of a pattern, and what the pattern does: \`node scripts/regex-growth.mjs\` runs each on longer and longer
texts of the kind the analysis gives, and writes this page. Ratios, no times: a machine that is twice as fast has the same ones.
The list is \`tests/regex-growth/patterns.json\`; a test holds that every pattern reported in the fixtures, in
the cases of the rule and on its page is in it.

## Reported

A power of 2 means four times as long for twice the text. Of an exponential one, the last column says how many times as
long it takes when what stands again and again stands there once more.

| Pattern | Said | Text | Measured |
| --- | --- | --- | --- |
${reported
  .map(({ one, attack, found }) =>
    one.growth === 'exponential'
      ? `| ${code(one)} | exponential | ${attackText(attack)} | ${found.toFixed(1)} times |`
      : `| ${code(one)} | power ${one.growth} | ${attackText(attack)} | power ${found.toFixed(1)} |`,
  )
  .join('\n')}

## Not reported

Each beside the pattern it is like, on whose text it was run: the time grows as the text does.

| Pattern | Like | Measured |
| --- | --- | --- |
${silent.map(({ one, found }) => `| ${code(one)} | ${shownText(one.like)} | power ${Math.max(0, found).toFixed(1)} |`).join('\n')}

${failed === 0 ? `All ${rows.length} are as they are said to be.` : `${failed} of ${rows.length} are not as they are said to be.`}
`;
}
