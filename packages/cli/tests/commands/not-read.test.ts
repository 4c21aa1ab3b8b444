import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../../src/files/list-files.js';
import { reportSchema } from '../../src/report/report-schema.js';
import { committed, git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';
import { SERVED_FIND } from './served-find.js';

const manifest = '{"name":"shop"}';

async function reviewed(root: string, ...argv: readonly string[]) {
  const run = await runCli(root, ['--format', 'json', ...argv]);
  expect(run.stdout, run.stderr).not.toBe('');
  const report = reportSchema.parse(JSON.parse(run.stdout));
  return {
    skipped: report.seen.files.skipped.map(({ file, reason }) => `${file}: ${reason}`),
    excluded: report.seen.files.excluded,
    notRead: report.coverage.filesNotRead,
    code: run.code,
  };
}

function repository(files: Readonly<Record<string, string>>): string {
  return committed(tempProject({ 'package.json': manifest, ...files }));
}

const withFile = { 'src/a.js': 'export {};' };

describe('manifests', () => {
  it.each([
    ['broken', '{"name":', 'not valid JSON at 1:9 (value expected)'],
    [
      'with merge conflict markers', '{\n<<<<<<< HEAD\n  "name": "a"\n=======\n  "name": "b"\n>>>>>>> x\n}\n',
      'merge conflict markers at 2:1',
    ],
    ['empty', '', 'empty'],
    ['a list', '[]', 'not a JSON object'],
    ['with comments', '// mine\n{"name":"x"}', 'not valid JSON at 1:1 (invalid comment token)'],
  ])('of the root, %s: one line, and exit 2', async (_, text, problem) => {
    const root = tempProject({ 'package.json': text, ...withFile });
    for (const argv of [
      [],
      ['--staged'],
      ['baseline'],
      ['explain', 'abcd'],
      ['escalate', '--plan'],
      [join(root, 'src')],
    ]) {
      expect(await runCli(root, argv)).toEqual({
        code: 2,
        stdout: '',
        stderr: `backend-architect: package.json of the root: ${problem}; mend it first: versions and \
workspace members are read from it
`,
      });
    }
  });

  it('with a byte order mark is read', async () => {
    expect((await runCli(tempProject({ 'package.json': '\uFEFF{"name":"x"}', ...withFile }), [])).code).toBe(0);
  });

  it('of a member are listed under what was not read', async () => {
    const root = tempProject({
      'package.json': '{"name":"x","workspaces":["packages/*"]}',
      'packages/a/package.json': '<<<<<<< HEAD\n{}',
      'packages/a/src/a.js': '',
      'packages/b/package.json': '{"name":"b",}',
      'packages/b/b.js': '',
    });
    for (const start of [root, join(root, 'packages/a')]) {
      const { skipped, code } = await reviewed(root, start);
      expect([skipped, code]).toEqual([
        [
          'packages/a/package.json: merge conflict markers at 1:1',
          'packages/b/package.json: not valid JSON at 1:13 (property name expected)',
        ],
        0,
      ]);
    }
    expect((await runCli(root, ['--require-complete'])).code).toBe(3);
  });

  it("of fixtures, of installed packages and of ignored folders are nobody's loss", async () => {
    const root = tempProject({
      'package.json': manifest,
      ...withFile,
      'tests/fixtures/broken/package.json': '{',
      'node_modules/x/package.json': '{',
      'vendor-old/package.json': '{',
      'backend-architect.json': '{"ignore":["vendor-old"]}',
    });
    expect((await reviewed(root)).skipped).toEqual([]);
  });

  it('above a package that may belong to them stop the review', async () => {
    const root = tempProject({
      'package.json': '{"workspaces":["packages/*"]',
      'packages/a/package.json': manifest,
      'packages/a/a.js': '',
    });
    const { code, stdout, stderr } = await runCli(join(root, 'packages/a'), []);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `backend-architect: ${join(root, 'package.json')}: not valid JSON at 1:29 (close brace expected); \
mend it first: it may say which packages belong together
`,
    );
  });
});

describe('workspace and compiler settings', () => {
  it('that are broken or lost are listed', async () => {
    const root = tempProject({
      'package.json': manifest,
      'pnpm-workspace.yaml': 'packages: *all\n',
      'lerna.json': '{"packages": [',
      'a/tsconfig.json': '{ "extends": ["./base", "@acme/tsconfig"], // own\n }',
      'a/base.json': '<<<<<<< HEAD\n{}\n',
      'b/tsconfig.json': '{ "extends": "../gone/tsconfig.json" }',
      'b/src/b.ts': '',
      'a/src/a.ts': '',
      'c/jsconfig.json': '{ "compilerOptions": ',
      'c/c.js': '',
      'd/tsconfig.json': '',
      'd/d.ts': '',
      'unused/tsconfig.json': '{',
    });
    expect((await reviewed(root)).skipped).toEqual([
      'a/base.json: merge conflict markers at 1:1: its path aliases are not known',
      'a/tsconfig.json: extends @acme/tsconfig, which is not installed: its path aliases are not known',
      'c/jsconfig.json: not valid JSON at 1:22 (value expected): its path aliases are not known',
      'gone/tsconfig.json: not there, and b/tsconfig.json extends it: its path aliases are not known',
      'lerna.json: not valid JSON at 1:15 (close bracket expected)',
      'pnpm-workspace.yaml: without a list of packages that can be read',
    ]);
    expect((await runCli(root, ['--require-complete'])).code).toBe(3);
  });

  it('in a folder of that name, or not readable, do not end the review', async () => {
    const root = tempProject({ 'package.json': manifest, ...withFile });
    mkdirSync(join(root, 'src/tsconfig.json'));
    mkdirSync(join(root, 'jsconfig.json'));
    expect(await reviewed(root)).toMatchObject({ skipped: [], code: 0 });
  });

  it('are read in every spelling', async () => {
    const fine = [
      'packages:\n  - "a/*"\n', "packages: ['a/*',\n  b] # all\n", 'catalog:\n  x: 1\n', 'packages: []\n',
      "# packages: *x\npackages:\n- 'a/*'\n",
    ];
    for (const text of fine)
      expect(
        (
          await reviewed(
            tempProject({
              'package.json': manifest,
              ...withFile,
              'a/x/package.json': manifest,
              'b/package.json': manifest,
              'pnpm-workspace.yaml': text,
            }),
          )
        ).skipped,
      ).toEqual([]);
    const lerna = tempProject({
      'package.json': manifest,
      'lerna.json': '{"packages":["libs/*"]}',
      'libs/a/package.json': manifest,
      'libs/a/a.js': '',
      'b.js': '',
    });
    expect((await runCli(join(lerna, 'libs/a'), ['--format', 'json'])).stdout).toContain('"read": 2');
  });
});

describe('settings that lead out of the project, or nowhere', () => {
  it('are listed', async () => {
    const around = tempProject({
      'base.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
      'app/package.json': '{"name":"shop","workspaces":7}',
      'app/tsconfig.json': '{ "extends": "../base.json" }',
      'app/src/a.ts': 'export {};',
      'app/lerna.json': '{"packages":["../libs/*"]}',
    });
    expect((await reviewed(join(around, 'app'))).skipped).toEqual([
      '../libs/*: outside of the project, and lerna.json names it as a package of the workspace',
      'package.json: workspaces is no list of texts: which packages belong to the project is not known',
      'tsconfig.json: extends ../base.json, outside of the project: its path aliases are not known',
    ]);
  });

  it.each(['["a"]', '{"packages":["a"],"nohoist":[]}', 'null', '[]'])('not so %s', async (workspaces) => {
    expect(
      (
        await reviewed(
          tempProject({
            'package.json': `{"name":"shop","workspaces":${workspaces}}`,
            'a/package.json': manifest,
            ...withFile,
          }),
        )
      ).skipped,
    ).toEqual([]);
  });
});

describe('a pipe in place of a source', () => {
  it.each(['with git', 'without git'])('is not read, %s', async (kind) => {
    const root = kind === 'with git' ? repository(withFile) : tempProject({ 'package.json': manifest, ...withFile });
    execFileSync('mkfifo', [join(root, 'src/pipe.js')]);
    expect((await reviewed(root)).skipped).toEqual(['src/pipe.js: a device or a pipe, not a file']);
  });
});

describe('imports of what is not there', () => {
  const app = `import express from 'express';
import { register } from './generated/routes.js';
import { other } from './generated/deep/other';
import './gone.js';
register(express(), other);
`;

  it('are listed: a file, or a whole folder with their number and an example', async () => {
    const root = tempProject({
      'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0"}}',
      'src/app.ts': app,
      'src/more.ts': "export * from './generated/routes.js';\n",
    });
    expect((await reviewed(root)).skipped).toEqual([
      'src/generated/: not there, and 3 imports in 2 files lead to it: src/app.ts imports ./generated/routes.js',
      'src/gone.js: not there, and 1 import in 1 file leads to it: src/app.ts imports ./gone.js',
    ]);
    expect((await runCli(root, ['--require-complete'])).code).toBe(3);
    writeFiles(root, { 'backend-architect.json': '{"ignore":["src/generated","src/gone.js"]}' });
    expect((await reviewed(root)).skipped).toEqual([]);
  });

  it('also by an alias that compiler settings explain', async () => {
    const root = tempProject({
      'package.json': manifest,
      'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
      'src/a.ts': "import { b } from '@/made/b';\nb();\n",
    });
    expect((await reviewed(root)).skipped).toEqual([
      'src/made/: not there, and 1 import in 1 file leads to it: src/a.ts imports @/made/b',
    ]);
  });

  it.each([
    [
      'types',
      `import type { A } from './a-types.js';
import { B } from './b-types.js';
export type { C } from './c-types.js';
export const f = (b: B, a: A) => [a, b];
`,
    ],
    [
      'what is loaded in a try',
      "let local;\ntry { local = require('./local'); } catch { local = {}; }\nexport { local };\n",
    ],
    [
      'build output of what was read',
      "import { run } from '../dist/run.js';\nimport { main } from '../lib/main.js';\nrun(main);\n",
    ],
    [
      'a generated client whose model says what it means',
      "import { PrismaClient } from './generated/prisma';\nexport const db = new PrismaClient();\n",
    ],
    [
      'other files that lie there',
      `import logo from './logo.svg';
import page from './page';
import data from './data.json';
import native from './native';
console.log(logo, page, data, native);
`,
    ],
    ['the folder above', "import all from '..';\nimport here from './';\nconsole.log(all, here);\n"],
  ])('are no gap: %s', async (_, text) => {
    const root = tempProject({
      'package.json': manifest,
      'src/app.ts': text,
      'src/logo.svg': '',
      'src/page.vue': '',
      'src/data.json': '{}',
      'src/native.node': '',
    });
    expect((await reviewed(root)).skipped).toEqual([]);
  });

  it("of tests are nobody's loss", async () => {
    expect(
      (
        await reviewed(
          tempProject({
            'package.json': manifest,
            ...withFile,
            'test/a.test.js': "import './gone.js';\nit('x', () => {});\n",
          }),
        )
      ).skipped,
    ).toEqual([]);
  });
});

describe('places git does not list', () => {
  it('submodules: with their number of sources, or as not checked out; one without sources is no gap', async () => {
    const [code, words] = [repository(withFile), repository({ 'readme.md': '' })];
    const root = repository(withFile);
    for (const [name, of] of [
      ['lib', code],
      ['gone', code],
      ['docs', words],
    ] as const)
      git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', of, name);
    git(root, 'commit', '-qm', 'submodules');
    git(root, 'submodule', '--quiet', 'deinit', '-f', 'gone');
    expect(await reviewed(root)).toMatchObject({
      skipped: [
        'gone/: a submodule that is not checked out',
        'lib/: a submodule with 1 source file; review it by itself',
      ],
      notRead: 2,
      code: 0,
    });
    expect((await runCli(root, ['--require-complete'])).code).toBe(3);
    writeFiles(root, { 'backend-architect.json': '{"ignore":["gone","lib"]}' });
    expect((await reviewed(root)).skipped).toEqual([]);
  });

  it('a clone that lies in the work tree', async () => {
    const root = repository(withFile);
    execFileSync('git', ['clone', '-q', root, join(root, 'copy')]);
    expect((await reviewed(root)).skipped).toEqual([
      'copy/: a repository of its own with 1 source file; review it by itself',
    ]);
  });

  it('what a sparse checkout leaves out; what somebody deleted is gone', async () => {
    const root = repository({ 'src/a.js': '', 'api/b.js': '', 'old.js': '' });
    git(root, 'sparse-checkout', 'set', 'src');
    rmSync(join(root, 'old.js'));
    expect((await reviewed(root)).skipped).toEqual(['api/b.js: left out by the sparse checkout']);
  });

  it('sources that git ignores: counted always, a gap where a file that was read imports them', async () => {
    const root = repository({
      '.gitignore': 'private/\n*.local.js\ndist/\ngenerated/\n',
      'tsconfig.json': '{"compilerOptions":{"paths":{"~/*":["./private/*"]}}}',
      'src/a.ts': `import { x } from '../private/x.js';
import y from '~/y';
import z from './z.local.js';
import dist from '../dist/index.js';
import type { T } from '../private/types';
import client from '../generated/client';
import 'express';
`,
    });
    const files = {
      'private/x.ts': 'export const x = 1;',
      'private/y/index.ts': 'export default 1;',
      'private/types.ts': 'export type T = 1;',
      'private/unused.ts': '',
      'src/z.local.js': '',
      'dist/index.js': '',
      'generated/client.ts': '// This file was automatically generated.\nexport {};',
      'node_modules/express/index.js': '',
    };
    const before = await reviewed(root);
    expect(before.skipped.map((line) => line.split(':')[0])).toEqual(['private/', 'src/z.local.js']);
    expect(before.excluded).toEqual({});
    writeFiles(root, files);
    const found = await reviewed(root);
    expect(found.skipped).toEqual([
      'private/x.ts: ignored by git, and src/a.ts imports it',
      'private/y/index.ts: ignored by git, and src/a.ts imports it',
      'src/z.local.js: ignored by git, and src/a.ts imports it',
    ]);
    expect(found.excluded).toEqual({ 'ignored by git': 6 });
    expect((await runCli(root, ['--require-complete'])).code).toBe(3);
    // The same without git, by the .gitignore files alone.
    renameSync(join(root, '.git'), join(root, '.git-away'));
    expect((await reviewed(root)).skipped).toEqual(found.skipped);
    writeFiles(root, { 'backend-architect.json': '{"ignore":["private","*.local.js"]}' });
    expect((await reviewed(root)).skipped).toEqual([]);
  });

  it('what a commit imports and does not hold', async () => {
    const root = repository({ 'src/a.js': "import './b.js';" });
    writeFiles(root, { 'src/b.js': 'export {};', 'src/c.js': "import './b.js';" });
    git(root, 'add', 'src/c.js');
    expect((await reviewed(root, '--staged')).skipped).toEqual([
      'src/b.js: not part of the next commit, and src/a.js imports it',
    ]);
  });

  it('what is reached through a link, or lies outside', async () => {
    const root = tempProject({
      'app/package.json': manifest,
      'app/src/a.js': "import '../../other/x.js';\nimport './linked/y.js';\nimport './z.js';\n",
      'other/x.js': '',
      'other/y.js': '',
      'other/z.js': '',
    });
    symlinkSync('../../other', join(root, 'app/src/linked'));
    symlinkSync('../../other/z.js', join(root, 'app/src/z.js'));
    expect(await reviewed(join(root, 'app'))).toMatchObject({
      skipped: [
        '../other/x.js: outside of the project, and src/a.js imports it',
        'src/linked/y.js: reached through a symbolic link, which is not followed, and src/a.js imports it',
      ],
      excluded: { 'symbolic links': 1 },
    });
  });

  it('a directory that cannot be opened, and a file in one', async (test) => {
    if (process.getuid?.() === 0) test.skip('root opens every directory; the next test does it as somebody else');
    const root = tempProject({ 'package.json': manifest, ...withFile, 'src/closed/b.js': '' });
    chmodSync(join(root, 'src/closed'), 0);
    expect((await listFiles({ root, of: 'work-tree', ignore: [] })).skipped).toEqual([
      { file: 'src/closed/', reason: 'a directory that cannot be opened (EACCES)' },
    ]);
  });
});

describe('a green light', () => {
  const lastLine = async (root: string, ...argv: readonly string[]): Promise<string | undefined> =>
    (await runCli(root, argv)).stdout.trimEnd().split('\n').at(-1);

  it('over tests alone says so, and over anything else as well does not', async () => {
    const root = tempProject({
      'package.json': manifest,
      'tests/a.test.js': 'export {};',
      'migrations/001-users.js': 'export {};',
    });
    expect(await lastLine(root)).toBe(
      'Exit 0: no new finding of severity high or above; only migrations and tests read',
    );
    expect(await lastLine(root, 'tests')).toBe('Exit 0: no new finding of severity high or above; only tests read');
    writeFiles(root, withFile);
    expect(await lastLine(root)).toBe('Exit 0: no new finding of severity high or above');
    expect(await lastLine(root, 'tests')).toBe('Exit 0: no new finding of severity high or above; only tests read');
  });
});

describe('compiler settings that lie elsewhere', () => {
  it.each([
    [
      'a package that is not installed',
      { 'tsconfig.json': '{"extends":"@tsconfig/node20/tsconfig.json"}' },
      ['tsconfig.json: extends @tsconfig/node20/tsconfig.json, which is not installed: its path aliases are not known'],
    ],
    [
      'an installed one',
      {
        'tsconfig.json': '{"extends":["@tsconfig/node20/tsconfig.json"]}',
        'node_modules/@tsconfig/node20/tsconfig.json': '{}',
      },
      [],
    ],
    [
      'a reference to nothing',
      {
        'tsconfig.json': '{"files":[],"references":[{"path":"./tsconfig.gone.json"},{"path":"./lib"}]}',
        'lib/tsconfig.json': '{}',
      },
      ['tsconfig.gone.json: not there, and tsconfig.json refers to it: its path aliases are not known'],
    ],
  ] as const)('%s', async (_, files, expected) => {
    const root = tempProject({ 'package.json': manifest, ...withFile, ...files });
    expect(await reviewed(root)).toMatchObject({ skipped: expected, code: 0 });
    expect((await runCli(root, ['--require-complete'])).code).toBe(expected.length > 0 ? 3 : 0);
    expect(await runCli(root, ['--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('a link that leads nowhere', async () => {
    const root = tempProject({ 'package.json': manifest, ...withFile });
    symlinkSync('nowhere', join(root, 'tsconfig.json'));
    expect((await reviewed(root)).skipped).toEqual([
      'tsconfig.json: a link that leads nowhere: its path aliases are not known',
    ]);
  });
});

describe('where little is printed', () => {
  const half = () => repository({ 'src/old.js': 'function (', 'src/good.js': 'export {};' });

  it('--quiet says each file it is about that was not read, and stays 0', async () => {
    const root = half();
    const { code, stdout, stderr } = await runCli(root, ['--quiet']);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^src\/old\.js not read: does not parse [^\n]+\n$/);
    expect((await runCli(root, ['--quiet', 'src/good.js'])).stderr).toBe('');
    writeFiles(root, { 'src/bad.js': 'const = 1;', 'src/next.js': 'export const a = 1;' });
    git(root, 'add', '.');
    const staged = await runCli(root, ['--staged', '--quiet']);
    expect([staged.code, staged.stdout]).toEqual([0, '']);
    expect(staged.stderr).toMatch(/^src\/bad\.js not read: [^\n]+\n$/);
  });

  it('--quiet says it beside findings, and once where it is asked for', async () => {
    const root = half();
    const flawed = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from users where id = ' + id);
${SERVED_FIND}`;
    const asked = await runCli(root, ['--quiet', '--require-complete']);
    expect([asked.code, (asked.stdout + asked.stderr).match(/not read:/g)?.length]).toEqual([3, 1]);
    writeFiles(root, { 'src/flawed.js': flawed });
    const found = await runCli(root, ['--quiet']);
    expect([found.code, found.stderr.includes('src/old.js not read: ')]).toEqual([1, true]);
  });

  it('github gets a warning beside each', async () => {
    const root = half();
    const { code, stdout } = await runCli(root, ['--format', 'github']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^::warning file=src\/old\.js,line=1,title=not read::does not parse [^\n]+\n$/);
    expect((await runCli(root, ['--format', 'github', 'src/good.js'])).stdout).toBe('');
  });
});

describe('schemas of an API', () => {
  const types = 'type Query { a: Int @auth } type Mutation { b: Int';

  it('that do not parse are told, as documents and as texts of the code', async () => {
    const root = repository({
      'src/a.js': `export const more = \`\n${types}\`;\nexport const fine = \`${types} }\`;\n`,
      'schema.graphql': types,
      'more.gql': `${types} }`,
      'query.graphql': 'query { a { ',
    });
    const { stdout } = await runCli(root, ['--format', 'json']);
    const { coverage, seen } = reportSchema.parse(JSON.parse(stdout));
    expect(seen.files.skipped).toEqual([
      { file: 'schema.graphql', reason: 'line 1, column 51: Syntax Error: Expected Name, found <EOF>.' },
    ]);
    expect(coverage.notes).toContain(
      'src/a.js:1: this schema could not be read, so who may ask for its fields is not known ' +
        '(line 2, column 51: Syntax Error: Expected Name, found <EOF>.)',
    );
  });
});
