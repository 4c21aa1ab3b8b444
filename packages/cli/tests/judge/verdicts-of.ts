import { tempProject } from '../temp-project.js';
import { judgedIn } from './judged-in.js';

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
  const { judged } = await judgedIn(root, files, settings);
  return judged.flatMap(({ file, problems }) =>
    problems.filter(({ problem }) => !problem.asks).map(({ ruleId }) => `${file} ${ruleId}`),
  );
}
