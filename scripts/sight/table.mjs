/** docs/quality/sight.md from measured calls. */
const percent = (part, all) => (all === 0 ? '–' : `${((100 * part) / all).toFixed(1)} %`);
const count = (calls, test) => calls.filter(test).length;

function cells(name, calls) {
  const [proved, alone] = [count(calls, (call) => call.proved), count(calls, (call) => call.alone)];
  const http = count(calls, ({ kind }) => kind === 'http');
  return [
    name,
    calls.length,
    calls.length - http,
    http,
    proved,
    percent(proved, calls.length),
    alone,
    percent(alone, calls.length),
  ];
}

const row = (list) => `| ${list.join(' | ')} |`;

function table(first, groups) {
  const head = [first, 'counted', 'database', 'HTTP', 'proved by the rules', 'sight', 'from the file alone', 'share'];
  return [
    row(head),
    `| --- |${' ---: |'.repeat(head.length - 1)}`,
    ...groups.map(([name, calls]) => row(cells(name, calls))),
  ].join('\n');
}

function groupedBy(calls, keyOf) {
  const groups = new Map();
  for (const call of calls) groups.set(keyOf(call), [...(groups.get(keyOf(call)) ?? []), call]);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/**
 * `repositories`: name, github, commit, calls; `named`: how many the lists hold. `readings`: rows of sight-read.csv.
 */
export function sightPage({ repositories, named, digest, product, readings }) {
  const all = repositories.flatMap(({ calls }) => calls);
  const unread = count(all, ({ read }) => !read);
  return `# Sight

Written by \`node scripts/sight.mjs --repos DIR [--repos DIR]\` after a build; do not edit.

**Sight** is the share of the database and HTTP calls of a backend whose receiver the rules can prove. What is counted is found by
\`scripts/sight/count.mjs\`, which shares no code with the product: its own parser, names and table of libraries
(\`scripts/sight/clients.mjs\`). A call counts when it stands on a name that is bound to a client by import, construction, injection,
parameter or re-export, once for its chain. Left out: tests, migrations, seeds, browser code, what a row does to itself
(\`user.save()\`), the global \`fetch\`, stores that are neither SQL nor documents.

- *proved by the rules*: \`libraryCall\` of the analysis, with the linked project to ask as in \`review\`, names a library for a call of
  the chain, by import, construction, annotation or what other files say (rung 3 or better). A name that sounds like a client
  (rung 4) is no proof.
- *from the file alone*: the same without the project, as in an editor.

Product at ${product}; ${repositories.length} of the ${named} repositories of the two lists were measured. ${unread} of the counted
calls lie in files the product does not review; they count as not proved.

## By repository

${table('repository', [...repositories.map(({ name, calls }) => [name, calls]), ['**all**', all]])}

## By how the client got its name

${table(
  'how',
  groupedBy(all, ({ how }) => how),
)}

## By library

${table(
  'library',
  groupedBy(all, ({ library }) => library),
)}

## The counter, read

${readingText(readings)}

## What was counted

\`sight.csv\` holds counts by file and library. SHA-256 of the whole list (\`--list FILE\` writes it): \`${digest}\`.

| repository | commit |
| --- | --- |
${repositories.map(({ name, github, commit }) => row([`[${name}](https://github.com/${github})`, `\`${commit}\``])).join('\n')}
`;
}

function readingText(readings) {
  const of = (sample, verdicts) =>
    count(readings, (reading) => reading.sample === sample && verdicts.includes(reading.verdict));
  const [counted, right] = [of('counted', ['right', 'wrong']), of('counted', ['right'])];
  const [looked, missed] = [of('not counted', ['missed', 'no call']), of('not counted', ['missed'])];
  return `Drawn at random (\`--sample FILE\`) and read in the code; \`sight-read.csv\` says each verdict and why.
They judge the counter as it was when the sample was drawn; *why* also says what was mended since.

- Of ${counted} counted calls, ${right} are calls of the database or HTTP client that the counter says (${percent(right, counted)}).
- Of ${looked} calls that only look like one by the name of their method, ${missed} are calls the counter misses.`;
}
