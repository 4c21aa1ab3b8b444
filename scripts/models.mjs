/**
 * Writes docs/quality/models.csv: the libraries that programs name most often as dependencies, and what is known of
 * each.
 *
 *   node scripts/models.mjs --repos DIR [--repos DIR ...]
 *
 * --repos DIR  a folder with clones of repositories, one in each folder
 *
 * A library counts once for each repository whose manifests name it among their `dependencies`; packages of the
 * repository itself do not count. `modelled`: with the libraries of the models that speak of it. `no bearing`: with the
 * word why of docs/quality/no-bearing.json, whose names may end in a star. `open`: the rest. Needs a build.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCsv } from './quality/csv.mjs';
import { ROOT } from './quality/review.mjs';

const HOW_MANY = 150;
const LEFT_OUT = new Set(['node_modules', 'bower_components', '.git']);

const { values } = parseArgs({ options: { repos: { type: 'string', multiple: true, default: [] } } });
const { builtInModels } = await import(pathToFileURL(join(ROOT, 'packages/analysis/dist/models/registry.js')).href);
const noBearing = Object.entries(JSON.parse(readFileSync(join(ROOT, 'docs/quality/no-bearing.json'), 'utf8')));

/** Every manifest below a folder that can be read. */
function manifestsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : manifestsBelow(path);
    if (!entry.isFile() || entry.name !== 'package.json') return [];
    try {
      return [JSON.parse(readFileSync(path, 'utf8'))];
    } catch {
      return [];
    }
  });
}

function dependenciesOf(repository) {
  const manifests = manifestsBelow(repository);
  const own = new Set(manifests.map(({ name }) => name));
  return new Set(
    manifests.flatMap(({ dependencies }) => Object.keys(dependencies ?? {})).filter((name) => !own.has(name)),
  );
}

function modelsOf(library) {
  const found = builtInModels.filter(
    (model) =>
      model.library === library ||
      model.modules.some((module) => module === library || module.startsWith(`${library}/`)),
  );
  return [...new Set(found.map((model) => model.library))];
}

function standingOf(library) {
  const models = modelsOf(library);
  if (models.length > 0) return ['modelled', models.join(' ')];
  const why = noBearing.find(([name]) =>
    name.endsWith('*') ? library.startsWith(name.slice(0, -1)) : name === library,
  );
  return why ? ['no bearing', why[1]] : ['open', ''];
}

const named = new Map();
let repositories = 0;
for (const folder of values.repos) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    repositories += 1;
    for (const library of dependenciesOf(join(folder, entry.name))) named.set(library, (named.get(library) ?? 0) + 1);
  }
}
const rows = [...named]
  .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  .slice(0, HOW_MANY)
  .map(([library, count]) => {
    const [standing, by] = standingOf(library);
    return { library, repositories: count, standing, by };
  });
writeFileSync(join(ROOT, 'docs/quality/models.csv'), writeCsv(['library', 'repositories', 'standing', 'by'], rows));
for (const standing of ['modelled', 'no bearing', 'open'])
  console.log(`${standing}: ${rows.filter((row) => row.standing === standing).length}`);
console.log(`${repositories} repositories`);
