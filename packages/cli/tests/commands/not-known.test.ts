/**
 * Places that would say "fine" without knowing: members that are gone, aliases nobody explains, links, settings of
 * elsewhere.
 */
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/report-schema.js';
import { committed, git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';

async function reviewed(root: string, ...argv: readonly string[]) {
  const run = await runCli(root, ['--format', 'json', ...argv]);
  expect(run.stdout, run.stderr).not.toBe('');
  const { seen, coverage } = reportSchema.parse(JSON.parse(run.stdout));
  return {
    skipped: seen.files.skipped.map(({ file, reason }) => `${file}: ${reason}`),
    excluded: seen.files.excluded,
    notes: coverage.notes ?? [],
    code: run.code,
  };
}

describe('members of a workspace', () => {
  const member = { 'packages/a/package.json': '{"name":"a"}', 'packages/a/src/a.js': 'export {};' };

  it.each([
    [
      'package.json',
      { 'package.json': '{"name":"x","workspaces":["packages/*","apps/*","./tools/cli/","!packages/old"]}' },
    ],
    [
      'pnpm-workspace.yaml',
      {
        'package.json': '{"name":"x"}',
        'pnpm-workspace.yaml':
          "packages:\n  - '.'\n  - 'packages/*'\n  - 'apps/*'\n  - 'tools/cli'\n  - '!packages/old'\n",
      },
    ],
    [
      'lerna.json',
      { 'package.json': '{"name":"x"}', 'lerna.json': '{"packages":["packages/*","apps/*","tools/cli"]}' },
    ],
  ])('that %s names and that are not there', async (by, files) => {
    const root = tempProject({ ...files, ...member });
    expect((await reviewed(root)).skipped).toEqual([
      `apps/*: no package matches this pattern of ${by}`,
      `tools/cli/package.json: not there, and ${by} names it as a package of the workspace`,
    ]);
    expect((await runCli(root, ['--require-complete'])).code).toBe(3);
    writeFiles(root, { 'backend-architect.json': '{"ignore":["apps/*","tools/"]}' });
    expect(await reviewed(root)).toMatchObject({ skipped: [], notes: [] });
  });

  it('whose package.json was deleted from beside its sources; a package that is gone as a whole is none', async () => {
    const root = committed(
      tempProject({
        'package.json': '{"name":"x","workspaces":["packages/*"]}',
        ...member,
        'packages/b/package.json': '{"name":"b"}',
        'packages/b/b.js': '',
        'packages/c/package.json': '{"name":"c"}',
        'packages/c/c.js': '',
      }),
    );
    rmSync(join(root, 'packages/b/package.json'));
    rmSync(join(root, 'packages/c'), { recursive: true });
    expect((await reviewed(root)).skipped).toEqual([
      'packages/b/package.json: deleted, and sources beside it are not: what they depend on is not known',
    ]);
  });

  it('that are there, small, or ignored by git are no gap', async () => {
    const root = committed(
      tempProject({
        'package.json':
          '{"name":"x","workspaces":["packages/*","tools/small","generated/*","generated/client","**/inner"]}',
        '.gitignore': 'generated/\n',
        ...member,
        'tools/small/package.json': '{"private":true}',
        'generated/client/package.json': '{"name":"g"}',
        'packages/a/inner/package.json': '{"name":"i"}',
      }),
    );
    expect((await reviewed(root)).skipped).toEqual([]);
  });
});

describe('aliases', () => {
  const manifest = '{"name":"x","dependencies":{"express":"^5.0.0","config":"^4.0.0"}}';

  it('that nothing explains: how many, and one of them', async () => {
    const root = tempProject({
      'package.json': manifest,
      'src/db.js': 'export {};',
      'config/x.js': '',
      'lib/y.js': '',
      'src/a.js': `import '@/db';
import '@/users/service';
import '~/db';
import '~shared/x';
import '#db';
import 'lib/y';
`,
      'src/b.js': "const db = require('@/db');\n",
    });
    const lost = 'as no compiler settings say what it means';
    expect((await reviewed(root)).skipped).toEqual([
      '#*: 1 import in 1 file leads nowhere, as "imports" of package.json does not lead it to a file that ' +
        'was read (src/a.js imports #db)',
      `@/*: 3 imports in 2 files lead nowhere, ${lost} (src/a.js imports @/db)`,
      `lib/*: 1 import in 1 file leads nowhere, ${lost} (src/a.js imports lib/y)`,
      `~/*: 1 import in 1 file leads nowhere, ${lost} (src/a.js imports ~/db)`,
      `~shared/*: 1 import in 1 file leads nowhere, ${lost} (src/a.js imports ~shared/x)`,
    ]);
    expect((await runCli(root, ['--require-complete'])).code).toBe(3);
    writeFiles(root, { 'backend-architect.json': '{"ignore":["@/*","~*/*","\\\\#*","lib/*"]}' });
    expect(await reviewed(root)).toMatchObject({ skipped: [], notes: [] });
  });

  it("in tests and in code of browsers are nobody's loss", async () => {
    const root = tempProject({
      'package.json': manifest,
      'src/a.js': 'export {};',
      'tests/a.test.js': "import { it } from 'vitest';\nimport '@/db';\n",
      'web/package.json': '{"name":"web","dependencies":{"react-dom":"^19.0.0"},"devDependencies":{"vite":"^7.0.0"}}',
      'web/src/app.tsx': "import '@/db';\nexport const App = () => <p onClick={() => window.alert(1)}>a</p>;\n",
    });
    expect((await reviewed(root)).skipped).toEqual([]);
  });

  it('that are explained, packages, assets, types and what frameworks make up are no gap', async () => {
    const root = tempProject({
      'package.json':
        '{"name":"x","imports":{"#db":"./src/db.js","#log":"pino"},"dependencies":{"express":"^5.0.0","config":"^4.0.0"}}',
      'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"],"~gen/*":["./generated/*"]}}}',
      'src/db.ts': 'export type Db = 1;',
      'generated/client.ts': '',
      'config/x.ts': '',
      'node_modules/lib/package.json': '{"name":"lib"}',
      'lib/y.ts': '',
      'src/a.ts': `import '@/db';
import '~gen/client';
import '#db';
import '#log';
import 'config/x';
import 'lib/y';
import 'express/lib/router';
import '@scope/a/b';
import 'node:fs/promises';
import 'fs/promises';
import '~/a.css';
import '#imports';
import '$app/stores';
import type { Db } from '~/db';
`,
    });
    expect((await reviewed(root)).skipped).toEqual([]);
  });
});

describe('links to folders', () => {
  it('outside of the project are counted, also where nobody imports from them', async () => {
    const outside = tempProject({ 'a.js': '', 'deep/b.ts': '', 'node_modules/c.js': '', 'readme.md': '' });
    const root = tempProject({ 'package.json': '{"name":"x"}', 'src/a.js': 'export {};', 'lib/b.js': '' });
    symlinkSync(outside, join(root, 'src/shared'));
    symlinkSync(join(root, 'lib'), join(root, 'src/lib'));
    symlinkSync(join(root, '..'), join(root, 'src/loop'));
    symlinkSync(join(root, 'nowhere'), join(root, 'src/gone'));
    symlinkSync('self', join(root, 'src/self'));
    expect((await reviewed(root)).excluded).toEqual({ 'behind links to folders': 2 });
    committed(root);
    expect((await reviewed(root)).excluded).toEqual({ 'behind links to folders': 2 });
    git(root, 'rm', '-q', '--cached', 'src/shared');
    expect((await reviewed(root)).excluded).toEqual({ 'behind links to folders': 2 });
    writeFiles(root, { '.gitignore': 'src/shared\n' });
    expect((await reviewed(root)).excluded).toEqual({});
  });
});

describe('settings', () => {
  const manifest = '{"name":"x"}';
  const files = { 'src/a.js': 'export {};' };

  it('of another project that a path names are said', async () => {
    const root = tempProject({
      'package.json': manifest,
      ...files,
      'other/package.json': manifest,
      'other/a.js': '',
      'other/backend-architect.json': '{}',
      'third/package.json': manifest,
      'third/a.js': '',
    });
    expect((await reviewed(root, 'other')).notes).toEqual([
      'settings are those of the project that was reviewed: other/backend-architect.json',
    ]);
    expect((await reviewed(root, 'third')).notes).toEqual([]);
    writeFiles(root, { 'backend-architect.json': '{}' });
    expect((await reviewed(root, 'third')).notes).toEqual([
      'backend-architect.json is not used: third is another project, and has none',
    ]);
    expect((await reviewed(join(root, 'src'), '../third')).notes).toEqual([
      '../backend-architect.json is not used: ../third is another project, and has none',
    ]);
    expect((await runCli(root, ['other'])).stdout).toContain(
      'settings are those of the project that was reviewed: other/backend-architect.json',
    );
  });

  it('of the project around are not worth a word', async () => {
    const root = tempProject({
      'package.json': '{"name":"x","workspaces":["packages/*"]}',
      ...files,
      'packages/a/package.json': manifest,
      'packages/a/a.js': '',
      'backend-architect.json': '{}',
    });
    for (const [start, ...argv] of [[root], [root, 'src'], [join(root, 'packages/a')], [root, 'packages/a']] as const)
      expect((await reviewed(start, ...argv)).notes).toEqual([]);
  });
});
