/** What stands in code that nothing runs is told as cleared, with the reason, and asks nothing. */
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/report-schema.js';
import { tempProject } from '../temp-project.js';
import { runCli } from './run-cli.js';

const router = (body: string): string => `import express from 'express';
import { exec } from 'node:child_process';
const router = express.Router();
router.post('/', (req, res) => { ${body} res.end(); });
export default router;
`;
const FLAW = "exec('ls ' + req.body.name);";
const OTHERS = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`src/more/m${index}.js`, `export const n${index} = ${index};\n`]),
);
const project = (mounted: string) =>
  tempProject({
    'package.json': '{"name":"shop","private":true,"type":"module","dependencies":{"express":"5.1.0"}}',
    'src/app.js': `import express from 'express';
import a from './routes/a.js';
import b from './routes/b.js';
${mounted}const app = express();
app.use(express.json(), a, b);
app.listen(3000);
`,
    'src/routes/a.js': router(''),
    'src/routes/b.js': router(''),
    'src/routes/old.js': router(`${FLAW} const apiKey = 'Zk39xQv0pLw72Tb5Rm81'; use(apiKey);`),
    ...OTHERS,
  });

async function report(root: string) {
  const { stdout } = await runCli(root, ['--format', 'json']);
  return reportSchema.parse(JSON.parse(stdout));
}
const rulesOf = (found: readonly { readonly ruleId: string; readonly location: { readonly file: string } }[]) =>
  found.filter(({ location }) => location.file === 'src/routes/old.js').map(({ ruleId }) => ruleId);

describe('a router that nobody mounts', () => {
  it('has no findings but for secrets, and says why', async () => {
    const { findings, cleared, questions } = await report(project(''));
    expect(rulesOf(findings)).toEqual(['no-hardcoded-secrets']);
    expect(cleared.map(({ ruleId, reason }) => [ruleId, reason])).toEqual([
      ['no-command-injection', 'nothing imports the file it stands in, while those beside it are imported'],
    ]);
    expect(rulesOf(questions)).toEqual([]);
  });

  it('has them as soon as somebody does', async () => {
    const { findings, cleared } = await report(project("import old from './routes/old.js';\nexport { old };\n"));
    expect(rulesOf(findings)).toContain('no-command-injection');
    expect(cleared).toEqual([]);
  });
});
