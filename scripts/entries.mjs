/**
 * Measures how many of the ways into real backends `routes` sees, against counts made by hand. Writes
 * docs/quality/entries.md.
 *
 *   node scripts/entries.mjs --repos DIR --counts FILE [--listed FILE]
 *
 * --repos DIR clones of the repositories, by name
 * --counts FILE   CSV with the columns `repo` and `kinds` (`http 129 rpc 442`)
 * --listed FILE   a line of JSON for each entry, with `name` and `access` as a person read them: the repositories were
 *   never looked at before, and docs/quality/entries-first-look.md is written (-b for `...b.jsonl`)
 *
 * More of a kind than was counted is a surplus to be read, never seen. Needs a build. Exit 1 when a repository cannot be
 * read.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCsv } from './quality/csv.mjs';
import { ROOT } from './quality/root.mjs';

const { values } = parseArgs({
  options: { repos: { type: 'string' }, counts: { type: 'string' }, listed: { type: 'string' } },
});
if (values.repos === undefined || values.counts === undefined) {
  console.error('usage: node scripts/entries.mjs --repos DIR --counts FILE');
  process.exit(2);
}

const listed = values.listed
  ? readFileSync(values.listed, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  : [];
/** Kinds of which a name is one of the whole: events of a queue and times have none that two would write alike. */
const COMPARED = new Set(['http', 'rpc', 'graphql', 'socket', 'function', 'action']);
const read = [];
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
  if (listed.length > 0) read.push(agreement(repo, rows));
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

/** The commit of the program, and whether what was run is that. */
function programState() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--', 'packages') !== '';
  return `${git('rev-parse', '--short=10', 'HEAD')}${isChanged ? ', with changes that are not committed' : ''}`;
}

// `entries-2026-12b.jsonl` is the second round of that month.
const [, round = ''] = /-\d+([a-z]*)\.jsonl$/.exec(values.listed ?? '') ?? [];
const page = `entries-first-look${round && `-${round}`}`;
const file = values.listed ? `docs/quality/${page}.md` : 'docs/quality/entries.md';
const about = values.listed
  ? `First look: counted and read by hand, and committed, before anything was run on these repositories (${basename(values.counts)},
${basename(values.listed)}). Run with the program as of ${programState()}.`
  : 'Counted by hand, by kind, in repositories the product is developed on: no first look.';

writeFileSync(
  join(ROOT, file),
  `<!-- Written by scripts/entries.mjs. Do not edit. -->

# Ways in that are seen

${about} \`routes\` on the same commits. A surplus is
not seen. \`whole\`: rows whose name, and for routes also what stands before them, is known whole.
\`handler unknown\`: rows of which it is not known what runs.

| repository | kind | counted | seen | | surplus | whole | handler unknown |
| --- | --- | --: | --: | --: | --: | --: | --: |
${lines.join('\n')}

Seen of all: **${pooled.seen} of ${pooled.counted} (${percent(pooled.seen, pooled.counted)})**.
${read.length > 0 ? accessPage(read) : ''}`,
);
console.log(`seen ${pooled.seen} of ${pooled.counted} (${percent(pooled.seen, pooled.counted)}); ${file}`);
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

/**
 * Entries of the list that a row has by its whole name (of routes the method and path), and what both say of who may
 * come in.
 */
function agreement(repo, rows) {
  const byName = new Map();
  for (const row of rows) for (const key of keysOf(row)) byName.set(key, [...(byName.get(key) ?? []), row]);
  const result = { repo, listed: 0, named: 0, right: 0, unknown: 0, asOpen: 0, asGuarded: [] };
  for (const entry of listed) {
    if (entry.repo !== repo || !COMPARED.has(entry.kind)) continue;
    result.listed += 1;
    const found = byName.get(keyOf(entry));
    if (!found) continue;
    result.named += 1;
    const isOpen = entry.access === 'open';
    const said = new Set(found.map(({ access }) => access));
    if (entry.access === 'unclear') result.right += said.has('unknown') || said.size > 1 ? 1 : 0;
    else if (isOpen && said.has('checked') && said.size === 1) result.asGuarded.push(entry.name);
    else if (isOpen ? said.has('open') || said.has('public') : said.has('checked')) result.right += 1;
    else if (said.has('open') || said.has('public')) result.asOpen += 1;
    else result.unknown += 1;
  }
  return result;
}

function keyOf({ kind, name }) {
  const [method, ...path] = name.split(' ');
  return kind === 'http' ? `${method} ${plain(path.join(' '))}` : `${kind} ${name}`;
}

function keysOf({ kind, method, name }) {
  if (kind !== 'http') return [`${kind} ${name}`];
  return [method, 'ANY', 'ALL'].map((one) => `${one} ${plain(name)}`);
}

/** A path with its parameters by place: names of parameters are no part of it. */
function plain(path) {
  return `/${path}`
    .replace(/\/+/g, '/')
    .replace(/\/$/, '')
    .replace(/[:*][\w?]+|\*/g, ':');
}

function accessPage(all) {
  const sum = (key) => all.reduce((total, one) => total + (Array.isArray(one[key]) ? one[key].length : one[key]), 0);
  const row = (name, of) =>
    `| ${name} | ${of('listed')} | ${of('named')} | ${percent(of('named'), of('listed'))} | ${of('right')} | ` +
    `${percent(of('right'), of('named'))} | ${of('unknown')} | ${of('asOpen')} | ${of('asGuarded')} |`;
  const one = (item) => (key) => (Array.isArray(item[key]) ? item[key].length : item[key]);
  const open = all.flatMap(({ repo, asGuarded }) => asGuarded.map((name) => `- ${repo}: ${name}`));
  return `
Of every way in that was read (routes, procedures, fields, socket events, functions): \`named\` has a row with its whole name, of a
route its method and whole path; of those, \`right\` is shown as open (or public) where
nobody is checked, and as checked where somebody is; \`unknown\` is shown as not known; \`as open\` is guarded and shown as open;
\`as guarded\` is open and shown as guarded.

| repository | read | named | | right | | unknown | as open | as guarded |
| --- | --: | --: | --: | --: | --: | --: | --: | --: |
${all.map((item) => row(item.repo, one(item))).join('\n')}
${row('all', sum)}

${open.join('\n')}
`;
}
