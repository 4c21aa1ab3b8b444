import { extract } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';
import { judge } from '../../src/judge/judge.js';
import { linkProject } from '../../src/project/link-project.js';
import { tempProject } from '../temp-project.js';

const VERSIONS = {
  pg: '8.0.0', express: '4.0.0', knex: '3.0.0', sequelize: '6.0.0', '@prisma/client': '6.0.0', typeorm: '0.3.0', mysql2: '3.0.0',
};

/** Every problem of a project as `file rule`, in order, judged with what its other files say. */
export async function verdictsOf(files: Readonly<Record<string, string>>, settings = { versions: VERSIONS }): Promise<string[]> {
  const root = tempProject({});
  const sources = Object.entries(files).map(([file, text]) => ({ file, text, hash: hashOf(text) }));
  const read = (await extract({ root, files: sources, settings, cache: 'skip' })).filter((file) => file.kind === 'read');
  const project = linkProject({ root, files: read.map(({ facts }) => facts), settings });
  const textOf = (file: string): string => files[file] ?? '';
  const judged = await judge({ root, files: read, textOf, project, settings, rules: {}, preset: 'strict', cache: 'skip' });
  return judged.flatMap(({ file, problems }) => problems.map(({ ruleId }) => `${file} ${ruleId}`));
}
