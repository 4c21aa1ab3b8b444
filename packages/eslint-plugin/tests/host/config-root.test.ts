import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../cli/src/options/project-root.js';
import { configRoot, nestedConfigs } from '../../src/host/config-root.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function project(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'root-')));
  folders.push(root);
  for (const [file, text] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** Root of a file linted in each working directory, relative to the folder; and that of `review` run there. */
function roots(
  files: Readonly<Record<string, string>>,
  file: string,
  ...cwds: readonly string[]
): readonly (readonly [string, string])[] {
  const root = project({ ...files, [file]: '1' });
  const short = (path: string): string => path.slice(root.length + 1) || '.';
  return cwds.map((cwd) => [
    short(configRoot(dirname(join(root, file)), join(root, cwd))),
    short(projectRoot(join(root, cwd))),
  ]);
}

const name = '{ "name": "a" }';

describe('configRoot', () => {
  it('is the workspace for its members, wherever the linter is run, as for `review`', () => {
    const shapes: Readonly<Record<string, string>>[] = [
      { 'package.json': '{ "name": "w", "workspaces": ["packages/*"] }' },
      { 'package.json': '{ "name": "w", "workspaces": { "packages": ["packages/{api,web}"] } }' },
      { 'package.json': name, 'pnpm-workspace.yaml': "packages:\n  - 'packages/**' # all\n  - '!**/test/**'\n" },
      { 'package.json': name, 'pnpm-workspace.yaml': 'packages: ["packages/*"]\n' },
    ];
    for (const shape of shapes) {
      expect(
        roots(
          { ...shape, 'packages/api/package.json': name },
          'packages/api/src/a.js',
          '.',
          'packages',
          'packages/api',
          'packages/api/src',
        ),
      ).toEqual(Array(4).fill(['.', '.']));
    }
    expect(
      roots(
        { 'package.json': name, 'lerna.json': '{ "packages": ["packages/*"] }', 'packages/api/package.json': name },
        'packages/api/a.js',
        'packages/api',
      )[0]?.[0],
    ).toBe('.');
  });

  it('is the project the linter is run in, for a package that is no member', () => {
    const files = {
      'package.json': '{ "name": "w", "workspaces": ["packages/*", "!packages/old"] }',
      'examples/shop/package.json': name,
      'packages/old/package.json': name,
    };
    expect(roots(files, 'examples/shop/src/a.js', '.', 'examples/shop', 'examples/shop/src')).toEqual([
      ['.', '.'],
      ['examples/shop', 'examples/shop'],
      ['examples/shop', 'examples/shop'],
    ]);
    expect(roots(files, 'packages/old/a.js', '.', 'packages/old')).toEqual([
      ['.', '.'],
      ['packages/old', 'packages/old'],
    ]);
  });

  it('is the project of the file, where the linter is run above all projects', () => {
    expect(roots({ 'backend/package.json': name }, 'backend/src/a.js', '.', 'backend').map(([root]) => root)).toEqual([
      'backend',
      'backend',
    ]);
    expect(
      roots({ 'backend/package.json': name, 'backend-architect.json': '{}' }, 'backend/src/a.js', '.').map(
        ([root]) => root,
      ),
    ).toEqual(['.']);
    expect(roots({ 'dist/package.json': '{ "type": "module" }' }, 'dist/a.js', '.')).toEqual([['.', '.']]);
  });

  it('needs no disk', () => {
    expect(configRoot('/no-such-project/src', '/no-such-project')).toBe('/no-such-project');
    expect(configRoot('/elsewhere/src', '/no-such-project')).toBe('/elsewhere/src');
  });
});

describe('nestedConfigs', () => {
  it('are those between a file and the root', () => {
    const root = project({
      'backend-architect.json': '{}',
      'a/backend-architect.json': '{}',
      'a/b/c/backend-architect.json': '{}',
      'd/backend-architect.json': '{}',
    });
    expect(nestedConfigs(join(root, 'a/b/c'), root)).toEqual([join(root, 'a/b/c'), join(root, 'a')]);
    expect(nestedConfigs(root, root)).toEqual([]);
  });
});
