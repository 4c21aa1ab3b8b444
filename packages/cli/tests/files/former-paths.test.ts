import { describe, expect, it } from 'vitest';
import { formerPaths } from '../../src/files/former-paths.js';
import { git, tempProject, writeFiles } from '../temp-project.js';

const text = (name: string) =>
  Array.from({ length: 20 }, (_, line) => `export const ${name}${line} = ${line};\n`).join('');

function repository(files: Readonly<Record<string, string>>): string {
  const root = tempProject({ ...files, baseline: '' });
  git(root, 'init', '-q', '-b', 'main');
  commit(root);
  return root;
}

function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'x');
}

const since = { last: ['baseline'], first: [] };
const known = async (root: string, of: 'work-tree' | 'index' = 'work-tree') =>
  Object.fromEntries((await formerPaths({ root, of, since })).byPath);

describe('formerPaths', () => {
  it('follows renames through commits, the index and the work tree', async () => {
    const root = repository({ 'a.ts': text('a'), 'b.ts': text('b') });
    expect(await known(root)).toEqual({});
    git(root, 'mv', 'a.ts', 'ä b.ts');
    expect(await known(root)).toEqual({ 'ä b.ts': ['a.ts'] });
    expect(await known(root, 'index')).toEqual({ 'ä b.ts': ['a.ts'] });
    commit(root);
    git(root, 'mv', 'ä b.ts', 'c.ts');
    writeFiles(root, { 'c.ts': `${text('a')}// edited\n` });
    expect(await known(root)).toEqual({ 'c.ts': ['ä b.ts', 'a.ts'] });
    commit(root);
    expect(await known(root)).toEqual({ 'c.ts': ['ä b.ts', 'a.ts'] });
    writeFiles(root, { baseline: 'written anew' });
    commit(root);
    expect(await known(root)).toEqual({});
    expect(
      Object.fromEntries((await formerPaths({ root, of: 'index', since: { last: [], first: ['baseline'] } })).byPath),
    ).toEqual({ 'c.ts': ['ä b.ts', 'a.ts'] });
  });

  it('follows a file that was edited beyond likeness after it moved, and none that was before', async () => {
    const root = repository({ 'a.ts': text('a'), 'b.ts': text('b') });
    git(root, 'mv', 'a.ts', 'c.ts');
    commit(root);
    writeFiles(root, { 'c.ts': text('other') });
    git(root, 'mv', 'b.ts', 'd.ts');
    writeFiles(root, { 'd.ts': text('another') });
    commit(root);
    expect(await known(root)).toEqual({ 'c.ts': ['a.ts'] });
  });

  it('tells files that change places, and one written anew where another was', async () => {
    const root = repository({ 'a.ts': text('a'), 'b.ts': text('b') });
    git(root, 'mv', 'a.ts', 'x.ts');
    commit(root);
    git(root, 'mv', 'b.ts', 'a.ts');
    commit(root);
    git(root, 'mv', 'x.ts', 'b.ts');
    commit(root);
    expect(await known(root)).toEqual({ 'a.ts': ['b.ts'], 'b.ts': ['x.ts', 'a.ts'] });
  });

  it('is relative to the root, also below the top of the repository', async () => {
    const top = repository({ 'api/a.ts': text('a'), 'api/baseline': '', 'web/b.ts': text('b') });
    git(top, 'mv', 'api/a.ts', 'api/c.ts');
    git(top, 'mv', 'web/b.ts', 'web/d.ts');
    expect(await known(`${top}/api`)).toEqual({ 'c.ts': ['a.ts'] });
  });

  it('knows the renames of a branch that was merged', async () => {
    const root = repository({ 'a.ts': text('a'), 'b.ts': text('b') });
    git(root, 'switch', '-qc', 'work');
    git(root, 'mv', 'a.ts', 'c.ts');
    commit(root);
    git(root, 'switch', '-q', 'main');
    writeFiles(root, { 'b.ts': text('bb') });
    commit(root);
    git(root, 'merge', '-q', '--no-edit', 'work');
    expect(await known(root)).toEqual({ 'c.ts': ['a.ts'] });
  });

  it('is nothing without a repository or a commit, and says where a clone is cut', async () => {
    expect(await known(tempProject({ 'a.ts': '' }))).toEqual({});
    const fresh = tempProject({ 'a.ts': '' });
    git(fresh, 'init', '-q');
    expect(await known(fresh)).toEqual({});
    const root = repository({ 'a.ts': text('a') });
    git(root, 'mv', 'a.ts', 'b.ts');
    commit(root);
    const clone = tempProject({});
    git(clone, 'clone', '-q', '--depth', '1', `file://${root}`, '.');
    expect(await formerPaths({ root: clone, of: 'work-tree', since })).toEqual({ byPath: new Map(), history: 'cut' });
    expect((await formerPaths({ root, of: 'work-tree', since })).history).toBe('whole');
  });
});
