// What each rule costs by itself, as JSON on stdout: node scripts/bench/rule-costs.mjs TREE
// Every rule runs twice on a file's analysis. What only the first run takes is analysis that all rules share; the
// second is its own.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = (path) => import(pathToFileURL(join(root, path)).href);
const { analyse } = await built('packages/analysis/dist/index.js');
const { rules } = await built('packages/rules/dist/index.js');
const { parseForESLint } = createRequire(join(root, 'package.json'))('@typescript-eslint/parser');
const EXEMPT = ['test', 'generated', 'migration', 'client'];

const tree = process.argv[2];
const own = Object.fromEntries(Object.keys(rules).map((id) => [id, 0]));
const sum = { parse: 0, gates: 0, first: 0 };
const now = () => process.cpuUsage().user + process.cpuUsage().system;
for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/(?<!\.d)\.ts$/.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const text = readFileSync(path, 'utf8');
  const start = now();
  const parsed = parseForESLint(text, { range: true, loc: true, comment: true, tokens: true, filePath: path });
  giveParents(parsed);
  const { ast, scopeManager, visitorKeys } = parsed;
  sum.parse += now() - start;
  const file = analyse({
    file: relative(tree, path),
    text,
    ast,
    scopeManager: () => scopeManager,
    visitorKeys,
    comments: ast.comments,
    settings: {},
  });
  for (const rule of Object.values(rules)) {
    if ((rule.meta.exempt ?? EXEMPT).includes(file.role)) continue;
    const options = rule.meta.defaultOptions?.[0] ?? {};
    const marks = [now()];
    const passes = rule.meta.gate.test(text);
    marks.push(now());
    if (passes) Array.from(rule.problems(file, options));
    marks.push(now());
    if (passes) Array.from(rule.problems(file, options));
    marks.push(now());
    sum.gates += marks[1] - marks[0];
    sum.first += marks[2] - marks[1];
    own[rule.id] += marks[3] - marks[2];
  }
}
const lint = sum.parse + sum.gates + sum.first;
console.log(
  JSON.stringify({
    gates: sum.gates / lint,
    analysisAndRules: sum.first / lint,
    own: Object.fromEntries(Object.entries(own).map(([id, time]) => [id, time / lint])),
  }),
);

function giveParents({ ast, visitorKeys }) {
  const open = [ast];
  for (let node = open.pop(); node; node = open.pop()) {
    for (const child of (visitorKeys[node.type] ?? [])
      .flatMap((key) => node[key] ?? [])
      .filter((item) => item !== null)) {
      child.parent = node;
      open.push(child);
    }
  }
}
