import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../../src/files/list-files.js';
import { reportedFiles } from '../../src/files/reported-files.js';
import { git, tempProject, writeFiles } from '../temp-project.js';

const list = (root: string, ignore: readonly string[] = []) => listFiles({ root, of: 'work-tree', ignore });
const names = (list: { readonly sources: readonly { readonly file: string }[] }) =>
  list.sources.map((source) => source.file);
const manifest = '{"name":"x"}';

describe('listFiles', () => {
  it('reads every source extension, sorted, with text and hash', async () => {
    const all = ['a.cjs', 'b.cts', 'c.js', 'd.jsx', 'e.mjs', 'f.mts', 'g.ts', 'h.tsx'];
    const root = tempProject({
      ...Object.fromEntries(all.map((file) => [file, '\uFEFFx;'])),
      'readme.md': '',
      'schema.prisma': 'model A {}',
    });
    const found = await list(root);
    expect(names(found)).toEqual(all);
    expect(found.sources[0]).toEqual({
      file: 'a.cjs',
      text: 'x;',
      hash: 'a10284a7de70a3ded01c29f751df8e597b86f498df3742d830a7f87d84c3655c',
    });
    expect(found.schemas).toEqual([{ file: 'schema.prisma', text: 'model A {}' }]);
  });

  it('asks git what belongs to the project', async () => {
    const root = tempProject({ '.gitignore': 'local/\n', 'src/tracked.ts': '', 'local/secret.ts': '' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    writeFiles(root, { 'src/untracked.ts': '', 'node_modules/x/index.js': '' });
    expect(names(await list(root))).toEqual(['src/tracked.ts', 'src/untracked.ts']);
  });

  it('honours .gitignore files without git, also nested ones', async () => {
    const root = tempProject({
      '.gitignore': '/gen\n*.tmp.ts\n',
      'gen/a.ts': '',
      'src/gen/a.ts': '',
      'src/b.tmp.ts': '',
      'src/deep/.gitignore': 'c.ts\n',
      'src/deep/c.ts': '',
      'c.ts': '',
    });
    expect(names(await list(root))).toEqual(['c.ts', 'src/gen/a.ts']);
  });

  it('tells vendored, compiled, minified and generated code by place and content', async () => {
    const long = `${'function a(b,c){return b+c};'.repeat(100)}\n`;
    const root = tempProject({
      'package.json': manifest,
      'src/vendor/vendor.js': 'export const vendors = [];',
      'src/build/plan.ts': '',
      'build/tasks.js': 'console.log(1)',
      'src/prices.ts': `const data = '${'x;y'.repeat(2_000)}';\n`,
      'dist/index.js': '',
      'types/a.d.ts': '',
      'public/app.min.js': '',
      'public/bundle.js': long,
      'build/index.js': '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });',
      '.pnp.cjs': 'module.exports = {};',
      'packages/a/.pnp.loader.mjs': 'export const load = 1;',
      'public/jquery.js': '/*! jQuery v3.1.1 */\n(function () {})();',
      'src/api.ts': '/* eslint-disable */\n// This file was automatically generated.\nexport {}',
      'src/talks.ts': 'export const text = "this file is generated"; // DO NOT EDIT',
    });
    const found = await list(root);
    expect(names(found)).toEqual([
      'build/tasks.js', 'src/build/plan.ts', 'src/prices.ts', 'src/talks.ts', 'src/vendor/vendor.js',
    ]);
    expect(found.excluded).toEqual({ 'build output': 2, declarations: 1, generated: 1, minified: 2, vendored: 3 });
  });

  it('takes no longer over a long line than over many', async () => {
    const line = `const a = 1; ${'"'.repeat(600_001)}'; f(b,c);`;
    const start = performance.now();
    await list(tempProject({ 'long.js': line }));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('leaves out projects of their own below fixtures and examples, unless one is the root', async () => {
    const root = tempProject({
      'package.json': manifest,
      'src/a.ts': '',
      'fixtures/shop/package.json': manifest,
      'fixtures/shop/src/b.ts': '',
      'examples/plain.ts': '',
      'tests/fixtures/c.ts': '',
    });
    const above = await list(root);
    expect(names(above)).toEqual(['examples/plain.ts', 'src/a.ts']);
    expect(above.excluded).toEqual({ 'fixture and example projects': 2 });
    expect(names(await list(join(root, 'fixtures/shop')))).toEqual(['src/b.ts']);
  });

  it('leaves out what the config ignores', async () => {
    const root = tempProject({ 'src/a.ts': '', 'src/old/b.ts': '' });
    const found = await list(root, ['src/old']);
    expect(names(found)).toEqual(['src/a.ts']);
    expect(found.excluded).toEqual({ 'ignored by config': 1 });
  });

  it('skips what nobody can read, with the reason, and goes on', async () => {
    const root = tempProject({
      'a.ts': 'export {}',
      'binary.ts': Buffer.from([1, 2, 0, 3]),
      'big.ts': Buffer.alloc(10 * 1024 * 1024, 32),
      'utf16.ts': Buffer.from('\uFEFFconst a = 1', 'utf16le'),
      'latin1.ts': Buffer.from([0x2f, 0x2f, 0xe9]),
      'nul.ts': `const text = '\0';${'x();'.repeat(200)}`,
    });
    const found = await list(root);
    expect(names(found)).toEqual(['a.ts', 'latin1.ts', 'nul.ts']);
    expect(found.skipped).toEqual([
      { file: 'big.ts', reason: 'larger than 2 MB' },
      { file: 'binary.ts', reason: 'binary, not text' },
      { file: 'utf16.ts', reason: 'UTF-16, not UTF-8' },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('skips a file it may not read', async () => {
    const root = tempProject({ 'a.ts': '', 'locked.ts': '' });
    chmodSync(join(root, 'locked.ts'), 0);
    expect((await list(root)).skipped).toEqual([{ file: 'locked.ts', reason: 'cannot be read (EACCES)' }]);
  });

  it('does not follow symbolic links, cyclic or not', async () => {
    const root = tempProject({ 'src/a.ts': '' });
    symlinkSync('..', join(root, 'src/up'));
    symlinkSync('loop.ts', join(root, 'src/loop.ts'));
    symlinkSync('a.ts', join(root, 'src/b.ts'));
    const found = await list(root);
    expect(names(found)).toEqual(['src/a.ts']);
    expect(found.excluded).toEqual({ 'symbolic links': 2 });
  });
});

describe('the next commit', () => {
  it('is read from the index, also where the work tree already differs', async () => {
    const root = tempProject({ 'a.ts': 'old', 'b.ts': 'b' });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'first');
    writeFiles(root, { 'a.ts': 'staged', 'untracked.ts': '' });
    git(root, 'add', 'a.ts');
    writeFiles(root, { 'a.ts': 'fixed later' });
    const found = await listFiles({ root, of: 'index', ignore: [] });
    expect(found.sources.map(({ file, text }) => [file, text])).toEqual([
      ['a.ts', 'staged'],
      ['b.ts', 'b'],
    ]);
    expect(await reportedFiles(root, { kind: 'staged' })).toEqual({ files: ['a.ts'] });
  });

  it('differs from the default branch by commits, edits and new files', async () => {
    const root = tempProject({ 'a.ts': '', 'b.ts': '', 'c.ts': '' });
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '.');
    git(root, 'commit', '-qm', 'first');
    git(root, 'switch', '-qc', 'work');
    writeFiles(root, { 'a.ts': 'committed' });
    git(root, 'commit', '-qam', 'second');
    writeFiles(root, { 'b.ts': 'edited', 'new.ts': '' });
    expect((await reportedFiles(root, { kind: 'changed' }))?.files).toEqual(['a.ts', 'b.ts', 'new.ts']);
    expect((await reportedFiles(root, { kind: 'changed', base: 'HEAD' }))?.files).toEqual(['b.ts', 'new.ts']);
    await expect(reportedFiles(root, { kind: 'changed', base: 'nowhere' })).rejects.toThrow(
      'git knows no commit "nowhere"',
    );
  });

  it('needs a repository', async () => {
    await expect(reportedFiles(tempProject({}), { kind: 'staged' })).rejects.toThrow('--staged needs a git repository');
  });
});
