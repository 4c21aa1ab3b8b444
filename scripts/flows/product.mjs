/** The parts of the built product that judge a project in memory. Needs a build. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../quality/root.mjs';

const built = (path) => import(pathToFileURL(join(ROOT, 'packages', path)).href);

export async function builtProduct() {
  const [{ extract }, { hashOf }, { linkProject }, { judge }, { detect }, { rules }] = await Promise.all([
    built('cli/dist/extract/extract.js'),
    built('cli/dist/extract/hash.js'),
    built('cli/dist/project/link-project.js'),
    built('cli/dist/judge/judge.js'),
    built('cli/dist/detect.js'),
    built('rules/dist/index.js'),
  ]);
  return { extract, hashOf, linkProject, judge, detect, ruleIds: Object.keys(rules) };
}
