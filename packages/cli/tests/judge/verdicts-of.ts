import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { extract } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';
import { judge } from '../../src/judge/judge.js';
import { linkProject } from '../../src/project/link-project.js';
import { tempProject } from '../temp-project.js';

/** The problems of all files, judged with the linked project, as `file rule` in order. Files that are no source are only written. */
export async function verdictsOf(files: Readonly<Record<string, string>>, settings: { readonly versions?: Readonly<Record<string, string>> } = {}): Promise<string[]> {
  const root = tempProject(files);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  const sources = Object.entries(files).filter(([file]) => !file.endsWith('.json')).map(([file, text]) => ({ file, text, hash: hashOf(text) }));
  const read = (await extract({ root, files: sources, settings, cache: 'skip' })).filter((file) => file.kind === 'read');
  const project = linkProject({ root, files: read.map(({ facts }) => facts), settings });
  const judged = await judge({ root, files: read, textOf: (file) => files[file] ?? '', project, settings, rules: {}, preset: 'recommended', cache: 'skip' });
  return judged.flatMap(({ file, problems }) => problems.map(({ ruleId }) => `${file} ${ruleId}`));
}
