import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/report-schema.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { runCli, type CliRun } from './run-cli.js';
import { SERVED_FIND } from './served-find.js';

const manifest = '{"name":"shop","dependencies":{"pg":"^8.11.0"}}';
const flawed = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from users where id = ' + id);
${SERVED_FIND}`;

/** `main` with one flaw; `work` adds another. */
let origin = '';
beforeEach(() => {
  origin = tempProject({ 'package.json': manifest, 'src/old.js': flawed });
  git(origin, 'init', '-q', '-b', 'main');
  git(origin, 'add', '.');
  git(origin, 'commit', '-qm', 'first');
  git(origin, 'switch', '-qc', 'work');
  writeFiles(origin, { 'src/new.js': flawed });
  git(origin, 'add', '.');
  git(origin, 'commit', '-qm', 'second');
});

function clone(...args: readonly string[]): string {
  const target = join(tempProject({}), 'clone');
  execFileSync('git', ['clone', '-q', ...args, `file://${origin}`, target]);
  return target;
}

const shortHash = (root: string, ref: string): string => git(root, 'rev-parse', ref).slice(0, 7);
const lastLine = ({ stdout, stderr }: CliRun): string => (stdout || stderr).trimEnd().split('\n').at(-1) ?? '';

async function changed(
  root: string,
  env: NodeJS.ProcessEnv = {},
  ...more: readonly string[]
): Promise<
  CliRun & { readonly narrowedTo?: string; readonly changedSince?: object; readonly files: readonly string[] }
> {
  const run = await runCli(root, ['--changed', '--format', 'json', ...more], { env });
  if (run.stdout === '') return { ...run, files: [] };
  const report = reportSchema.parse(JSON.parse(run.stdout));
  return {
    ...run,
    narrowedTo: report.coverage.narrowedTo,
    changedSince: report.coverage.changedSince,
    files: report.findings.map((finding) => finding.location.file),
  };
}

describe('a directory in the project', () => {
  it('narrows neither --staged nor --changed: a commit is one of the whole project', async () => {
    writeFiles(origin, { 'src/x/a.js': 'export {};', 'src/y/staged.js': flawed });
    git(origin, 'add', 'src/y');
    const filesOf = async (...argv: readonly string[]): Promise<readonly string[]> => {
      const { stdout, stderr } = await runCli(join(origin, 'src/x'), [...argv, '--format', 'json']);
      expect(stdout, stderr).not.toBe('');
      return reportSchema.parse(JSON.parse(stdout)).findings.map(({ location }) => location.file);
    };
    expect(await filesOf('--staged')).toEqual(['src/y/staged.js']);
    expect(await filesOf('--changed', 'main')).toEqual(['src/new.js', 'src/y/staged.js']);
    expect((await runCli(join(origin, 'src/x'), ['.', '--staged'])).stderr).toBe(
      'backend-architect: paths and --staged cannot be combined: each says which findings to show\n',
    );
  });
});

describe('--changed', () => {
  it('names the commit it compared with, in the report and in JSON', async () => {
    const run = await changed(origin);
    const [base, head] = [git(origin, 'rev-parse', 'main').trim(), git(origin, 'rev-parse', 'HEAD').trim()];
    expect(run).toMatchObject({ code: 1, files: ['src/new.js'], changedSince: { ref: 'main', mergeBase: base, head } });
    expect(run.narrowedTo).toBe(
      `findings that touch the 1 file changed since ${base.slice(0, 7)}, the merge base with main`,
    );
    expect((await runCli(origin, ['--changed'])).stdout.replace(/\s+/g, ' ')).toContain(
      `changed since ${base.slice(0, 7)}, the merge base with main`,
    );
  });

  it('never compares a shallow clone of one branch with itself', async () => {
    const root = clone('--depth', '1', '-b', 'work');
    const run = await changed(root);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toBe(
      'backend-architect: --changed: this shallow clone holds only the branch that is checked out ' +
        '(origin/work), so there is nothing to compare it with; name a base and fetch it (fetch-depth: 0)\n',
    );
  });

  it('says when the history ends before the merge base, also where the base itself is there', async () => {
    const root = clone('--depth', '1', '-b', 'work');
    git(root, 'fetch', '-q', '--depth', '1', 'origin', 'main:refs/remotes/origin/main');
    git(origin, 'switch', '-q', 'main');
    const run = await changed(root, { GITHUB_BASE_REF: 'main' });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(
      new RegExp(
        String.raw`^backend-architect: --changed: no merge base of the checkout with origin\/main ` +
          String.raw`\([0-9a-f]{7}\): the clone is shallow and ends before it; fetch the history first ` +
          String.raw`\(fetch-depth: 0, or git fetch --unshallow\)\n$`,
      ),
    );
  });

  it('says when two histories have nothing in common', async () => {
    git(origin, 'switch', '-q', '--orphan', 'other');
    git(origin, 'commit', '-qm', 'elsewhere', '--allow-empty');
    const run = await changed(origin, {});
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('they have no history in common; name another base');
  });

  it('says what nothing has changed since, where the default branch itself is built', async () => {
    git(origin, 'switch', '-q', 'main');
    for (const root of [clone('-b', 'main'), clone('--depth', '1', '-b', 'main')]) {
      const run = await runCli(root, ['--changed']);
      expect([run.code, lastLine(run)]).toEqual([
        0,
        `Exit 0: nothing changed since ${shortHash(root, 'HEAD')}, the merge base with origin/main and the ` +
          'commit that is checked out',
      ]);
      expect(run.stdout.replace(/\s+/g, ' ')).toContain(
        '--changed compared origin/main with itself: what is committed is not shown; name an earlier commit',
      );
    }
  });

  it('says that no file which is reviewed has changed', async () => {
    writeFiles(origin, { 'readme.md': 'words' });
    const run = await runCli(origin, ['--changed', 'HEAD']);
    expect([run.code, lastLine(run)]).toEqual([
      0,
      `Exit 0: no file that is reviewed changed since ${shortHash(origin, 'HEAD')}, the merge base with ` +
        'HEAD and the commit that is checked out',
    ]);
  });

  it('exits with 2 when the only changed file cannot be read', async () => {
    writeFiles(origin, { 'src/new.js': 'const = ;\n' });
    const run = await runCli(origin, ['--changed', 'HEAD']);
    expect([run.code, lastLine(run)]).toEqual([
      2,
      'Exit 2: the one file this is about could not be read: src/new.js: does not parse at 1:7: Unexpected token',
    ]);
  });

  it.each([
    ['GitHub', { GITHUB_BASE_REF: 'main' }],
    ['GitLab, by commit', { CI_MERGE_REQUEST_DIFF_BASE_SHA: '<main>' }],
    ['GitLab, by branch', { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }],
    ['Bitbucket', { BITBUCKET_PR_DESTINATION_BRANCH: 'main' }],
    ['Jenkins', { CHANGE_TARGET: 'main' }],
    ['Azure Pipelines', { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }],
    ['Buildkite', { BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main' }],
    ['CodeBuild', { CODEBUILD_WEBHOOK_BASE_REF: 'refs/heads/main' }],
    ['Travis', { TRAVIS_BRANCH: 'main', TRAVIS_PULL_REQUEST: '12' }],
    ['AppVeyor', { APPVEYOR_REPO_BRANCH: 'main', APPVEYOR_PULL_REQUEST_NUMBER: '12' }],
    ['Drone', { DRONE_TARGET_BRANCH: 'main', DRONE_BUILD_EVENT: 'pull_request' }],
    ['GitLab, outside of a merge request', { CI_DEFAULT_BRANCH: 'main' }],
  ])('takes the base from %s', async (_, variables) => {
    const root = clone('-b', 'work');
    git(root, 'remote', 'set-head', 'origin', 'work');
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        value === '<main>' ? git(root, 'rev-parse', 'origin/main').trim() : value,
      ]),
    );
    const run = await changed(root, env);
    expect(run).toMatchObject({ code: 1, files: ['src/new.js'] });
    expect(run.narrowedTo).toContain(` (${Object.keys(variables)[0]})`);
  });

  it('does not take the branch that is built for the base, nor an empty variable', async () => {
    const root = clone('-b', 'work');
    git(root, 'remote', 'set-head', 'origin', 'main');
    for (const env of [
      { TRAVIS_BRANCH: 'work', TRAVIS_PULL_REQUEST: 'false' },
      { DRONE_TARGET_BRANCH: 'work', DRONE_BUILD_EVENT: 'push' },
      { GITHUB_BASE_REF: '', BUILDKITE_PULL_REQUEST_BASE_BRANCH: '' },
    ]) {
      const run = await changed(root, env);
      expect(run).toMatchObject({ code: 1, files: ['src/new.js'] });
      expect(run.narrowedTo).toContain('the merge base with origin/main');
    }
  });

  it('says which variable names a branch that was not fetched, and takes no option for a ref', async () => {
    const root = clone('--single-branch', '-b', 'work');
    expect((await changed(root, { GITHUB_BASE_REF: 'main' })).stderr).toBe(
      'backend-architect: --changed: GITHUB_BASE_REF names main, which this clone does not hold; ' +
        'fetch it first (fetch-depth: 0, or git fetch origin main)\n',
    );
    const target = join(tempProject({}), 'written');
    expect((await changed(root, { GITHUB_BASE_REF: `--output=${target}` })).code).toBe(2);
    expect((await runCli(root, [`--changed=--output=${target}`])).stderr).toContain('git knows no commit');
  });

  it('lets the command line win over the environment', async () => {
    expect((await runCli(origin, ['--changed', 'HEAD'], { env: { GITHUB_BASE_REF: 'main' } })).code).toBe(0);
  });

  it('says why it cannot compare: no repository, no commit, no work tree', async () => {
    const plain = tempProject({ 'package.json': manifest, 'a.js': '' });
    expect((await changed(plain)).stderr).toBe(
      'backend-architect: --changed needs a git repository with a work tree; review paths instead\n',
    );
    git(plain, 'init', '-q');
    expect((await changed(plain)).stderr).toBe(
      'backend-architect: --changed needs a first commit to compare with; review paths instead\n',
    );
    const bare = join(tempProject({}), 'bare.git');
    execFileSync('git', ['clone', '-q', '--bare', origin, bare]);
    expect(await changed(bare)).toMatchObject({ code: 2, stdout: '' });
    expect(lastLine(await runCli(bare, []))).toBe(
      'Exit 2: nothing was looked at: no JavaScript or TypeScript source here',
    );
  });

  it('works on a detached checkout', async () => {
    git(origin, 'switch', '-q', '--detach');
    expect(await changed(origin)).toMatchObject({ code: 1, files: ['src/new.js'] });
  });
});

describe('--staged', () => {
  it('says that nothing is staged, or nothing that is reviewed', async () => {
    expect(lastLine(await runCli(origin, ['--staged']))).toBe('Exit 0: nothing is staged');
    writeFiles(origin, { 'readme.md': 'words', 'dist/a.js': 'x' });
    git(origin, 'add', '-f', '.');
    expect(lastLine(await runCli(origin, ['--staged']))).toBe(
      'Exit 0: none of the staged files is reviewed (1 left out)',
    );
    const empty = tempProject({ 'package.json': manifest, 'src/a.js': flawed });
    git(empty, 'init', '-q');
    expect(await runCli(empty, ['--staged'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Exit 0: nothing is staged'),
    });
  });

  it('exits with 2 when not one staged file can be read, with the place', async () => {
    writeFiles(origin, { 'src/new.js': `${flawed}\nfoo::bar;\n` });
    git(origin, 'add', '.');
    const run = await runCli(origin, ['--staged']);
    expect([run.code, lastLine(run)]).toEqual([
      2,
      'Exit 2: the one file this is about could not be read: src/new.js: does not parse at 8:4: ' +
        'the bind operator `::`, a proposal of 2015 that was never adopted',
    ]);
    writeFiles(origin, { 'src/other.js': '}' });
    git(origin, 'add', '.');
    expect(lastLine(await runCli(origin, ['--staged']))).toContain(
      'none of the 2 files this is about could be read: src/new.js: does not parse at 8:4',
    );
    writeFiles(origin, { 'src/good.js': 'export {};' });
    git(origin, 'add', '.');
    expect(await runCli(origin, ['--staged'])).toMatchObject({ code: 0 });
    expect(await runCli(origin, ['--staged', '--require-complete'])).toMatchObject({ code: 3 });
  });
});

describe('paths', () => {
  it('exit with 2 when nothing below them can be read', async () => {
    writeFiles(origin, { 'src/new.js': 'const = ;\n', 'docs/a.md': '', 'dist/a.js': '' });
    expect(lastLine(await runCli(origin, ['src/new.js']))).toContain(
      'the one file this is about could not be read: src/new.js: does not parse at 1:7',
    );
    expect(lastLine(await runCli(origin, ['docs']))).toBe(
      'Exit 2: nothing was looked at: no JavaScript or TypeScript source below the paths given',
    );
    expect(lastLine(await runCli(origin, ['dist']))).toBe(
      'Exit 2: nothing was looked at: no JavaScript or TypeScript source below the paths given (1 left out)',
    );
  });

  it('says what was left out when the config ignores everything', async () => {
    const root = tempProject({
      'package.json': manifest,
      'src/a.js': flawed,
      'backend-architect.json': '{ "ignore": ["**"] }',
    });
    const run = await runCli(root, []);
    expect([run.code, lastLine(run)]).toEqual([
      2,
      'Exit 2: nothing was looked at: no JavaScript or TypeScript source (ignored by config 1)',
    ]);
  });
});
