import { extract } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';
import { judge } from '../../src/judge/judge.js';
import { linkProject } from '../../src/project/link-project.js';
import { tempProject } from '../temp-project.js';

const VERSIONS = {
  pg: '8.0.0',
  express: '4.0.0',
  knex: '3.0.0',
  sequelize: '6.0.0',
  '@prisma/client': '6.0.0',
  typeorm: '0.3.0',
  mysql2: '3.0.0',
};

interface Settings {
  readonly versions?: Readonly<Record<string, string>>;
}

/**
 * Every problem of a project as `file rule`, in order, judged with what its other files say. Files that are no source
 * are only written.
 */
export async function verdictsOf(
  files: Readonly<Record<string, string>>,
  settings: Settings = { versions: VERSIONS },
): Promise<string[]> {
  const root = tempProject(files);
  const texts = Object.entries(files).filter(
    ([file]) => /\.[cm]?[jt]sx?$/.test(file) && !file.includes('node_modules/'),
  );
  const sources = texts.map(([file, text]) => ({ file, text, hash: hashOf(text) }));
  const read = (await extract({ root, files: sources, settings, cache: 'skip' })).filter(
    (file) => file.kind === 'read',
  );
  const project = linkProject({ root, files: read.map(({ facts }) => facts), settings });
  const textOf = (file: string): string => files[file] ?? '';
  const judged = await judge({
    root,
    files: read,
    textOf,
    project,
    settings,
    rules: {},
    preset: 'strict',
    cache: 'skip',
  });
  return judged.flatMap(({ file, problems }) =>
    problems.filter(({ problem }) => !problem.asks).map(({ ruleId }) => `${file} ${ruleId}`),
  );
}
