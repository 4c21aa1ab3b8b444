/**
 * Writes the beginning and the end of a real review of fixtures/shop-express into README.md. `--check` only compares.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('..', import.meta.url).pathname;
const README = join(ROOT, 'README.md');
const [START, END] = ['<!-- excerpt: start -->', '<!-- excerpt: end -->'];
const HEAD_LINES = 39;
const TAIL_LINES = 15;

/** README.md with the excerpt of today. */
export function readmeWithExcerpt() {
  const run = spawnSync(process.execPath, [join(ROOT, 'packages/cli/dist/bin.js'), 'review', 'fixtures/shop-express'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: '', NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const lines = run.stdout.trimEnd().split('\n');
  if (run.status !== 1) throw new Error(`the review of the flawed shop exits with ${run.status}: ${run.stderr}`);
  const left = lines.length - HEAD_LINES - TAIL_LINES;
  const shown =
    left > 0
      ? [...lines.slice(0, HEAD_LINES), '', `        … ${left} more lines …`, '', ...lines.slice(-TAIL_LINES)]
      : lines;
  const readme = readFileSync(README, 'utf8');
  const from = readme.indexOf(START) + START.length;
  return (
    `${readme.slice(0, from)}\n\`\`\`text\n${shown.map((line) => line.trimEnd()).join('\n')}\n\`\`\`\n` +
    `${readme.slice(readme.indexOf(END))}`
  );
}

if (process.argv[1] === import.meta.filename) {
  const text = readmeWithExcerpt();
  if (process.argv.includes('--check')) process.exitCode = text === readFileSync(README, 'utf8') ? 0 : 1;
  else writeFileSync(README, text);
}
