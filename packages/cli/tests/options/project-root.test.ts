import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/options/project-root.js';
import { startDirectory } from '../../src/options/start-directory.js';
import { workspacePatterns } from '../../src/options/workspace-members.js';
import { tempProject } from '../temp-project.js';

const manifest = '{"name":"x"}';

describe('projectRoot', () => {
  it('is the nearest package.json above a file or directory', () => {
    const root = tempProject({ 'package.json': manifest, 'server/package.json': manifest, 'server/src/a.ts': '' });
    expect(projectRoot(join(root, 'server/src/a.ts'))).toBe(join(root, 'server'));
    expect(projectRoot(join(root, 'server/src'))).toBe(join(root, 'server'));
  });

  it('is the workspace root for its members, and only for them', () => {
    const root = tempProject({
      'package.json': '{"name":"x","workspaces":["packages/*","!packages/old"]}',
      'packages/api/package.json': manifest,
      'packages/old/package.json': manifest,
      'packages/api/fixtures/shop/package.json': manifest,
      'fixtures/shop/package.json': manifest,
    });
    expect(projectRoot(join(root, 'packages/api'))).toBe(root);
    expect(projectRoot(join(root, 'packages/old'))).toBe(join(root, 'packages/old'));
    expect(projectRoot(join(root, 'fixtures/shop'))).toBe(join(root, 'fixtures/shop'));
    expect(projectRoot(join(root, 'packages/api/fixtures/shop'))).toBe(join(root, 'packages/api/fixtures/shop'));
  });

  it('reads pnpm workspaces in both spellings', () => {
    const list = tempProject({
      'package.json': manifest,
      'pnpm-workspace.yaml':
        'catalog:\n  a: 1\npackages:\n  # own\n  - \'apps/**\' # all\n  - "libs/{a,b}"\nother:\n  - no\n',
    });
    expect(workspacePatterns(list)).toEqual(['apps/**', 'libs/{a,b}']);
    expect(workspacePatterns(tempProject({ 'pnpm-workspace.yaml': "packages: ['apps/*', libs/x]\n" }))).toEqual([
      'apps/*',
      'libs/x',
    ]);
    const root = tempProject({
      'package.json': manifest,
      'pnpm-workspace.yaml': 'packages:\n  - apps/**\n',
      'apps/a/b/package.json': manifest,
    });
    expect(projectRoot(join(root, 'apps/a/b'))).toBe(root);
  });

  it('passes over a package.json that only says how modules are read', () => {
    const root = tempProject({
      'package.json': manifest,
      'src/esm/package.json': '{"type":"module"}',
      'src/esm/a.js': '',
    });
    expect(projectRoot(join(root, 'src/esm/a.js'))).toBe(root);
  });

  it('does not climb out of a git repository, and needs no package.json', () => {
    const root = tempProject({ 'package.json': manifest, 'repo/.git/HEAD': '', 'repo/src/a.js': '' });
    expect(projectRoot(join(root, 'repo/src'))).toBe(join(root, 'repo'));
  });
});

describe('a stray package.json', () => {
  it('in the home or temporary directory roots nothing below it', () => {
    const root = tempProject({
      'home/package.json': manifest,
      'home/work/a.js': '',
      'home/own/package.json': manifest,
    });
    const before = process.env['HOME'];
    process.env['HOME'] = join(root, 'home');
    try {
      expect(projectRoot(join(root, 'home/work'))).toBe(join(root, 'home/work'));
      expect(projectRoot(join(root, 'home/own'))).toBe(join(root, 'home/own'));
      expect(projectRoot(join(root, 'home'))).toBe(join(root, 'home'));
    } finally {
      process.env['HOME'] = before;
    }
  });
});

describe('startDirectory', () => {
  it('is INIT_CWD only for the process the package manager started', () => {
    const env = { INIT_CWD: '/repo/sub', npm_package_json: '/repo/package.json' };
    expect(startDirectory('/repo', env)).toBe('/repo/sub');
    expect(startDirectory('/elsewhere', env)).toBe('/elsewhere');
    expect(startDirectory('/repo', {})).toBe('/repo');
  });
});
