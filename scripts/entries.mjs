/**
 * Measures how many of the ways into real backends `routes` sees, against counts made by hand. Writes
 * docs/quality/entries.md.
 *
 *   node scripts/entries.mjs --repos DIR --counts FILE
 *
 * --repos DIR clones of the repositories, by name
 * --counts FILE   CSV with the columns `repo` and `kinds` (`http 129 rpc 442`)
 *
 * More of a kind than was counted is a surplus to be read, never seen. Needs a build. Exit 1 when a repository cannot be
 * read.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCsv } from './quality/csv.mjs';
import { ROOT } from './quality/root.mjs';

const { values } = parseArgs({ options: { repos: { type: 'string' }, counts: { type: 'string' } } });
if (values.repos === undefined || values.counts === undefined) {
  console.error('usage: node scripts/entries.mjs --repos DIR --counts FILE');
  process.exit(2);
}

const lines = [];
const pooled = { seen: 0, counted: 0 };
let failed = 0;
for (const { repo, kinds } of readCsv(readFileSync(values.counts, 'utf8'))) {
  const root = join(values.repos, repo);
  const counted = new Map([...kinds.matchAll(/([a-z]+) (\d+)/g)].map(([, kind, count]) => [kind, Number(count)]));
  const rows = existsSync(root) ? rowsOf(root) : null;
  if (!rows) {
    console.error(`${repo}: cannot be read`);
    failed += 1;
    continue;
  }
  for (const [kind, count] of counted) {
    const found = rows.filter((row) => row.kind === kind);
    const named = found.filter(({ complete }) => complete).length;
    const unknown = found.filter(({ handler }) => handler === null).length;
    const seen = Math.min(found.length, count);
    pooled.seen += seen;
    pooled.counted += count;
    const surplus = Math.max(0, found.length - count);
    lines.push(
      `| ${repo} | ${kind} | ${count} | ${seen} | ${percent(seen, count)} | ${surplus} | ${named} | ${unknown} |`,
    );
  }
}

writeFileSync(
  join(ROOT, 'docs/quality/entries.md'),
  `<!-- Written by scripts/entries.mjs. Do not edit. -->

# Ways in that are seen

Counted by hand, by kind, in repositories the product is developed on: no first look. \`routes\` on the same commits. A surplus is
not seen. \`whole\`: rows whose name, and for routes also what stands before them, is known whole.
\`handler unknown\`: rows of which it is not known what runs.

| repository | kind | counted | seen | | surplus | whole | handler unknown |
| --- | --- | --: | --: | --: | --: | --: | --: |
${lines.join('\n')}

Seen of all: **${pooled.seen} of ${pooled.counted} (${percent(pooled.seen, pooled.counted)})**.
`,
);
console.log(
  `seen ${pooled.seen} of ${pooled.counted} (${percent(pooled.seen, pooled.counted)}); docs/quality/entries.md`,
);
process.exit(failed > 0 ? 1 : 0);

function rowsOf(root) {
  try {
    const words = [join(ROOT, 'packages/cli/dist/bin.js'), 'routes', '--format', 'json', '--no-cache'];
    const text = execFileSync(process.execPath, words, {
      cwd: root,
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(text).rows;
  } catch {
    return null;
  }
}

function percent(part, whole) {
  return whole === 0 ? '' : `${Math.floor((part / whole) * 100)} %`;
}
