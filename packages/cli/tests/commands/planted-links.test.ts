import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempProject } from '../temp-project.js';
import { runCli } from './run-cli.js';

const FLAWED = `import express from 'express';
import { exec } from 'node:child_process';
const app = express();
app.post('/p', (req, res) => { exec('a ' + req.body.x); res.end(); });
`;
const project = () => tempProject({ 'package.json': '{"dependencies":{"express":"^5.0.0"}}', 'src/a.js': FLAWED });

/** A folder outside the project with a file that is not the project's. */
function elsewhere(): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  const file = join(folder, 'profile');
  writeFileSync(file, 'mine\n');
  return { folder, file };
}

describe('a link in the reviewed project', () => {
  it('in place of the baseline is not followed', async () => {
    const root = project();
    const { file } = elsewhere();
    mkdirSync(join(root, '.backend-architect'));
    symlinkSync(file, join(root, '.backend-architect/baseline'));
    expect(await runCli(root, ['baseline'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'backend-architect: .backend-architect/baseline cannot be written: it leads outside the project; ' +
        'delete it and write the baseline again\n',
    });
    expect(readFileSync(file, 'utf8')).toBe('mine\n');
  });

  it('in place of its folder is not followed', async () => {
    const root = project();
    const { folder, file } = elsewhere();
    symlinkSync(file, join(folder, 'baseline'));
    symlinkSync(folder, join(root, '.backend-architect'));
    expect((await runCli(root, ['baseline'])).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('mine\n');
  });

  it('to a file of the project is not followed either', async () => {
    const root = project();
    mkdirSync(join(root, '.backend-architect'));
    symlinkSync(join(root, 'src/a.js'), join(root, '.backend-architect/baseline'));
    expect((await runCli(root, ['baseline'])).stderr).toContain('it is a link');
    expect(readFileSync(join(root, 'src/a.js'), 'utf8')).toBe(FLAWED);
  });

  it('in place of the report is not followed; a link the user keeps elsewhere is', async () => {
    const root = project();
    const { folder, file } = elsewhere();
    symlinkSync(file, join(root, 'review.sarif'));
    expect(await runCli(root, ['review', '--format', 'sarif', '--output', 'review.sarif'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('it leads outside the project'),
    });
    expect(readFileSync(file, 'utf8')).toBe('mine\n');
    symlinkSync(file, join(folder, 'report'));
    expect((await runCli(root, ['review', '--format', 'sarif', '--output', join(folder, 'report')])).code).toBe(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('a file in place of the folder is said in one line', async () => {
    const root = project();
    writeFileSync(join(root, '.backend-architect'), '');
    const { code, stderr } = await runCli(root, ['baseline']);
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  });
});
