import { describe, expect, it } from 'vitest';
import { dependencyVersions } from '../../src/files/dependency-versions.js';
import { tempProject } from '../temp-project.js';

describe('dependencyVersions', () => {
  it('prefers installed, then locked, then the lowest version of the range, and keeps what says none', () => {
    const root = tempProject({
      'package.json': JSON.stringify({
        dependencies: {
          express: '^4.18.2',
          pg: '>=8.1',
          koa: '2.x',
          own: 'workspace:*',
          tag: 'latest',
          alias: 'npm:mysql2@3.2.1',
          any: '*',
        },
      }),
      'node_modules/express/package.json': '{"version":"4.21.0"}',
      'package-lock.json': JSON.stringify({
        packages: { 'node_modules/pg': { version: '8.11.3' }, 'node_modules/x/node_modules/koa': { version: '1.0.0' } },
      }),
    });
    expect(dependencyVersions(root, [''])).toEqual({
      alias: '3.2.1',
      any: '*',
      express: '4.21.0',
      koa: '2.0.0',
      own: '*',
      pg: '8.11.3',
      tag: '*',
    });
  });

  it('reads members too, root first', () => {
    const root = tempProject({
      'package.json': '{"devDependencies":{"zod":"3.0.0"}}',
      'api/package.json': '{"dependencies":{"zod":"4.0.0","hono":"^4.1"}}',
      'api/node_modules/hono/package.json': '{"version":"4.9.1"}',
    });
    expect(dependencyVersions(root, ['', 'api'])).toEqual({ hono: '4.9.1', zod: '3.0.0' });
  });

  it('reads ranges as the ESLint host does: open below, aliases, catalogs of the workspace', () => {
    const root = tempProject({
      'package.json': JSON.stringify({
        dependencies: {
          express: '<5',
          koa: 'catalog:',
          pg: 'workspace:^8.2',
          hono: 'catalog:next',
          zod: '>=3 <5',
          constructor: '*',
        },
      }),
      'package-lock.json': '{"packages":{}}',
      'pnpm-workspace.yaml': 'packages:\n  - api\ncatalog:\n  koa: ^2.15.0\ncatalogs:\n  next:\n    hono: 4.x\n',
    });
    expect(dependencyVersions(root, [''])).toEqual({
      constructor: '*',
      express: '4.0.0',
      hono: '4.0.0',
      koa: '2.15.0',
      pg: '8.2.0',
      zod: '3.0.0',
    });
  });

  it('takes the version of a member where the root names none', () => {
    const root = tempProject({
      'package.json': '{"dependencies":{"koa":"*","pg":"latest"}}',
      'api/package.json': '{"dependencies":{"koa":"^2.1.0","pg":"*"}}',
    });
    expect(dependencyVersions(root, ['', 'api'])).toEqual({ koa: '2.1.0', pg: '*' });
  });

  it('survives manifests that are not JSON', () => {
    expect(dependencyVersions(tempProject({ 'package.json': '{' }), [''])).toEqual({});
  });
});
