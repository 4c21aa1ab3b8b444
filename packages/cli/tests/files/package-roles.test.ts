import { Linter } from 'eslint';
import { join } from 'node:path';
import plugin from 'eslint-plugin-backend-architect';
import { describe, expect, it } from 'vitest';
import { packageRoles } from '../../src/files/package-roles.js';
import { readOptions } from '../../src/options/read-options.js';
import { reviewProject } from '../../src/pipeline.js';
import { tempProject } from '../temp-project.js';

const SERVER = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from t where id = ' + id);
`;
const FILES = {
  'package.json': JSON.stringify({ name: 'shop', author: 'Ada', workspaces: ['packages/*'] }),
  'packages/api/package.json': JSON.stringify({ name: 'api', dependencies: { pg: '^8' } }),
  'packages/api/a.js': SERVER,
  'packages/ui/package.json': JSON.stringify({ name: 'ui', dependencies: { react: '^18' } }),
  'packages/ui/a.js': SERVER,
  'packages/ui/server/package.json': JSON.stringify({ name: 'ui-server', dependencies: { pg: '^8' } }),
  'packages/ui/server/a.js': SERVER,
  'packages/ui/esm/package.json': JSON.stringify({ type: 'module' }),
  'packages/ui/esm/a.js': SERVER,
  'md5/package.json': JSON.stringify({ name: 'md5-crypt', version: '1.0.0', author: 'Somebody Else' }),
  'md5/a.js': SERVER,
  LICENSE: 'MIT License\n\nCopyright (c) 2024 Ada\n\nPermission is hereby granted, free of charge',
  'lib/fs-more/LICENSE':
    '(The MIT License)\n\nCopyright (c) 2011-2017 Somebody Else\n\nPermission is hereby granted, free of charge',
  'lib/fs-more/deep/a.js': SERVER,
  'lib/own/LICENSE':
    'MIT License\n\nCopyright (c) 2021-present Ada <ada@example.com>\n\nPermission is hereby granted, free of charge',
  'lib/own/a.js': SERVER,
  'ee/LICENSE.md':
    'Commercial License\n\nCopyright (c) 2021 Ada Ltd\n\nThis software may only be used with a subscription.',
  'ee/a.js': SERVER,
};

describe('roles of packages', () => {
  it('are read from the manifests of the project', () => {
    const root = tempProject(FILES);
    expect(packageRoles(root, ['', 'md5', 'packages/api', 'packages/ui', 'packages/ui/server', 'gone'])).toEqual({
      '': 'plain',
      md5: 'vendored',
      'packages/api': 'plain',
      'packages/ui': 'browser',
      'packages/ui/server': 'plain',
      gone: 'plain',
    });
  });

  it('mean the same in review and in ESLint', async () => {
    const root = tempProject(FILES);
    const { report } = await reviewProject(readOptions([], {}, { cwd: root, env: {} }));
    const reviewed = new Set(
      report.findings
        .filter(({ ruleId }) => ruleId === 'no-raw-sql-concatenation')
        .map(({ location }) => location.file),
    );
    const linter = new Linter({ cwd: root });
    const linted = Object.entries(FILES)
      .filter(([file]) => file.endsWith('.js'))
      .filter(([file, text]) =>
        linter
          .verify(text, [plugin.configs.recommended], { filename: join(root, file) })
          .some(({ ruleId }) => ruleId === 'backend-architect/no-raw-sql-concatenation'),
      );
    expect([...reviewed].sort()).toEqual(['ee/a.js', 'lib/own/a.js', 'packages/api/a.js', 'packages/ui/server/a.js']);
    expect(linted.map(([file]) => file).sort()).toEqual([
      'ee/a.js', 'lib/own/a.js', 'packages/api/a.js', 'packages/ui/server/a.js',
    ]);
  });
});
