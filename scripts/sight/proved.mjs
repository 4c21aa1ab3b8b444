/**
 * What the built product knows of the calls of a repository, asked as a rule asks it. The one place here that knows the
 * product.
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

/**
 * `proved`: calls whose receiver the rules can prove with the project to ask, as in `review`; `alone`: from the file
 * alone, as in an editor. Both: file -> ends of calls. `read`: the files the product reads.
 */
export async function askProduct(root) {
  const files = await listFiles({ root, of: 'work-tree', ignore: [] });
  const { packages, manifests, licences, sources, schemas } = files;
  const settings = {
    versions: dependencyVersions(root, packages, manifests),
    packageRoles: packageRoles(root, packages, licences, manifests),
  };
  const alone = new Map();
  const facts = [];
  const texts = new Map();
  for (const { file, text, hash } of sources) {
    const parsed = parseFile(file, text);
    if (parsed.kind === 'unread') continue;
    const analysis = analyse({ ...parsed.source, settings });
    alone.set(file, provedIn(analysis));
    facts.push(extractFacts(analysis, hash));
    texts.set(file, text);
  }
  const project = linkProject({ root, files: facts, schemas, settings });
  const proved = new Map(
    [...texts].map(([file, text]) => [
      file,
      provedIn(analyse({ ...parseFile(file, text).source, settings, project: project.viewOf(file) })),
    ]),
  );
  return { proved, alone, read: new Set(proved.keys()) };
}

function provedIn(analysis) {
  return new Set(
    analysis.libraryCalls.filter(({ symbol }) => symbol.rung <= WEAKEST_PROOF).map(({ node }) => node.range[1]),
  );
}
