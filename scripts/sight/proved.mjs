/**
 * What the built product knows of the calls of a repository. `provedCalls` asks the analysis as a rule asks it; `linkedCalls` asks the
 * linked project, which rules do not see. The one place here that knows the product: how to ask is decided in `provedCalls` alone.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../quality/root.mjs';

/** Rung 4 is a name that sounds like a client, rung 5 a text that looks like a query: no proof. */
const WEAKEST_PROOF = 3;

const load = (path) => import(pathToFileURL(join(ROOT, path)).href);
const { analyse, extractFacts } = await load('packages/analysis/dist/index.js');
const { parseFile } = await load('packages/cli/dist/extract/parse-file.js');
const { listFiles } = await load('packages/cli/dist/files/list-files.js');
const { dependencyVersions } = await load('packages/cli/dist/files/dependency-versions.js');
const { packageRoles } = await load('packages/cli/dist/files/package-roles.js');
const { linkProject } = await load('packages/cli/dist/project/link-project.js');

/** `proved`: what rules can prove; `linked`: what linking knows. Both: file -> ends of calls. `read`: the files the product reads. */
export async function askProduct(root) {
  const files = await listFiles({ root, of: 'work-tree', ignore: [] });
  const { packages, manifests, licences, sources, schemas } = files;
  const versions = dependencyVersions(root, packages, manifests);
  const settings = { versions, packageRoles: packageRoles(root, packages, licences, manifests) };
  const proved = new Map();
  const facts = [];
  for (const { file, text, hash } of sources) {
    const parsed = parseFile(file, text);
    if (parsed.kind === 'unread') continue;
    const analysis = analyse({ ...parsed.source, settings });
    proved.set(file, provedIn(analysis));
    facts.push(withoutGuesses(extractFacts(analysis, hash)));
  }
  return { proved, linked: linkedCalls(linkProject({ root, files: facts, schemas, settings })), read: new Set(proved.keys()) };
}

/** file -> ends of the calls whose receiver the rules can prove. */
export async function provedCalls(root) {
  return (await askProduct(root)).proved;
}

function provedIn(analysis) {
  return new Set(analysis.libraryCalls.filter(({ symbol }) => symbol.rung <= WEAKEST_PROOF).map(({ node }) => node.range[1]));
}

/** Facts are plain JSON. What a name suggests is taken out, so that linking has evidence alone to go by. */
function withoutGuesses(facts) {
  return JSON.parse(JSON.stringify(facts, (key, value) => (key === 'conventional' ? undefined : value)));
}

/** Calls that have a library symbol after linking. */
function linkedCalls(project) {
  const linked = new Map();
  for (const { calls } of project.functions.values()) {
    for (const { file, fact, symbol } of calls) {
      if (symbol === undefined || (fact.callee.kind === 'library' && fact.callee.rung > WEAKEST_PROOF)) continue;
      const known = linked.get(file) ?? new Set();
      linked.set(file, known.add(fact.at[1]));
    }
  }
  return linked;
}
