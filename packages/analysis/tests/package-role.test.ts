import { describe, expect, it } from 'vitest';
import { fileRole } from '../src/packages/file-role.js';
import { packageRole, packageRoleOf, type Manifest, type PackagePlace } from '../src/packages/package-role.js';
import type { PackageRole } from '../src/vocabulary/concepts.js';

const ROOT: Manifest = { name: 'shop', author: 'Ada Lovelace', repository: 'https://example.com/ada/shop.git' };

describe('role of a package', () => {
  it.each<[string, Manifest, PackagePlace, PackageRole]>([
    [
      'draws only',
      { name: 'ui', dependencies: { react: '^18' }, devDependencies: { vite: '^5' } },
      'member',
      'browser',
    ],
    [
      'a library of components asks for a framework',
      { name: 'internal-ui', peerDependencies: { next: '*', react: '*' } },
      'member',
      'browser',
    ],
    [
      'a library of components asks for a server',
      { name: 'ssr', peerDependencies: { express: '*', react: '*' } },
      'member',
      'plain',
    ],
    ['draws and serves', { name: 'web', dependencies: { next: '^15', react: '^19' } }, 'root', 'plain'],
    ['one program of both', { name: 'app', dependencies: { express: '^5', react: '^18' } }, 'root', 'plain'],
    [
      'renders mails on the server beside a queue',
      { name: 'worker', dependencies: { react: '^18', bullmq: '^5' } },
      'member',
      'plain',
    ],
    ['serves', { name: 'api', dependencies: { fastify: '^5' } }, 'member', 'plain'],
    ['written for pages', { name: 'embed', unpkg: 'dist/index.js' }, 'member', 'browser'],
    ['client library', { name: '@shop/sdk', dependencies: { axios: '^1' } }, 'member', 'browser'],
    ['private folder called sdk', { name: 'sdk', private: true, dependencies: { axios: '^1' } }, 'member', 'plain'],
    ['manual', { name: 'docs', devDependencies: { vitepress: '^1', vue: '^3' } }, 'member', 'documentation'],
    [
      'scaffolding',
      { name: '@shop/create', bin: { create: './index.js' }, dependencies: { commander: '^12', handlebars: '^4' } },
      'member',
      'command',
    ],
    [
      'a server with a command',
      { name: 'chat', bin: 'index.js', dependencies: { commander: '^12', express: '^5' } },
      'root',
      'plain',
    ],
    ['a command without such a library may be a server', { name: 'daemon', bin: 'index.js' }, 'root', 'plain'],
    ['page for trying it out', { name: 'test-embed', dependencies: { express: '^4' } }, 'folder', 'test'],
    ['service whose name begins alike', { name: 'test-orders', dependencies: { express: '^4' } }, 'member', 'plain'],
    ['load tests', { name: 'load-tests', dependencies: {} }, 'member', 'test'],
    ['demonstration', { name: '@shop/playground', dependencies: { express: '^4' } }, 'member', 'script'],
    ['the project itself', { name: 'realworld-example', dependencies: { express: '^4' } }, 'root', 'plain'],
    [
      'copy of what another publishes',
      { name: 'cryptmd5', version: '0.1.2', author: { name: 'Somebody Else' } },
      'folder',
      'vendored',
    ],
    [
      'copy from another repository',
      { name: 'left', version: '1.0.0', repository: { url: 'git+https://example.com/other/left.git' } },
      'folder',
      'vendored',
    ],
    ['own folder', { name: 'shared', version: '1.0.0', author: 'Ada Lovelace <ada@example.com>' }, 'folder', 'plain'],
    ['own folder without an author', { name: 'shared', version: '1.0.0' }, 'folder', 'plain'],
    ['member of another author', { name: 'left', version: '1.0.0', author: 'Somebody Else' }, 'member', 'plain'],
    ['broken', { name: 7, dependencies: 'express', author: null }, 'folder', 'plain'],
  ])('%s: %j', (_, manifest, place, role) => {
    expect(packageRole(manifest, place, place === 'root' ? null : ROOT)).toBe(role);
  });

  it('is that of the nearest package', () => {
    const roles = { '': 'plain', 'packages/ui': 'browser', 'packages/ui/server': 'plain' } as const;
    expect(packageRoleOf('packages/ui/src/a.js', roles)).toBe('browser');
    expect(packageRoleOf('packages/ui/server/a.js', roles)).toBe('plain');
    expect(packageRoleOf('packages/uikit/a.js', roles)).toBe('plain');
    expect(packageRoleOf('a.js', {})).toBe('plain');
  });
});

it.each<[PackageRole, string, string, string]>([
  ['browser', 'src/store/constant.js', "export const REDACTED = '_BLANK_';", 'client'],
  ['browser', 'src/constant.test.js', '', 'test'],
  ['browser', 'server.js', "import express from 'express';", 'source'],
  ['documentation', 'pages/search.js', 'export const key = 1;', 'client'],
  ['command', 'src/write.ts', "import { writeFileSync } from 'node:fs';", 'script'],
  ['command', 'src/serve.ts', "import { createServer } from 'node:http';", 'source'],
  ['test', 'index.js', "const express = require('express');", 'test'],
  ['script', 'index.js', '', 'script'],
  ['vendored', 'md5.js', '', 'vendored'],
  ['plain', 'src/store/constant.js', '', 'source'],
])('in a %s package %s with %j is %s', (role, file, text, wanted) => {
  expect(fileRole(file, text, role)).toBe(wanted);
});
