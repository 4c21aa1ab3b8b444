/** Programs that run on the machine of a user, and what only those import, are no code of the backend. */
import { expect, it } from 'vitest';
import { detect } from '../../src/detect.js';
import { packageRoles } from '../../src/files/package-roles.js';
import { tempProject } from '../temp-project.js';
import { judgedIn } from './judged-in.js';

const json = (value: unknown): string => JSON.stringify(value);
const ROOT = json({ name: 'shop', private: true, workspaces: ['apps/*', 'packages/*'] });
const DESKTOP = {
  name: '@shop/desktop',
  scripts: { dev: 'DEBUG=1 electron-forge start' },
  dependencies: { '@shop/store': '*', 'better-sqlite3': '^12' },
  devDependencies: { electron: '^40', '@electron-forge/cli': '^7' },
};
const STORE = { name: '@shop/store', dependencies: { 'better-sqlite3': '^12' }, exports: { '.': './src/index.ts' } };
const SERVER = { name: '@shop/server', dependencies: { fastify: '^5' } };
const MAIN = `import { app } from 'electron';
import { readFile } from 'node:fs/promises';
import { save } from '@shop/store';
const tell = async () => { await fetch('https://example.com/started'); };
export const start = async () => { await app.whenReady(); tell(); await save('a'); return readFile('a'); };
`;
const SAVE = `import Database from 'better-sqlite3';
const db = new Database('shop.db');
const send = async (name: string) => { await fetch('https://example.com/' + name); };
export const save = async (name: string) => { send(name); db.exec(\`update names set name = '\${name}'\`); };
`;
const SERVES = `import Fastify from 'fastify';
const app = Fastify();
app.get('/a', async () => 'a');
app.listen({ port: 1 });
`;
const FILES: Readonly<Record<string, string>> = {
  'package.json': ROOT,
  'apps/desktop/package.json': json(DESKTOP),
  'apps/desktop/src/main.ts': MAIN,
  'apps/server/package.json': json(SERVER),
  'apps/server/src/index.ts': SERVES,
  'packages/store/package.json': json(STORE),
  'packages/store/src/index.ts': SAVE,
};

/** Places where a promise is not waited for, by their files. */
async function lost(more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const files = { ...FILES, ...more };
  const root = tempProject(files);
  const directories = Object.keys(files)
    .filter((file) => /(?:^|\/)package\.json$/.test(file))
    .map((file) => file.replace(/\/?package\.json$/, ''));
  const settings = { versions: {}, packageRoles: packageRoles(root, directories) };
  const { judged, project } = await judgedIn(root, files, settings);
  const { findings } = detect(judged, project, {}, directories, 'strict');
  return [...new Set(findings.filter(({ ruleId }) => ruleId === 'no-unawaited-io').map(({ file }) => file))].sort();
}

const MAIN_FILE = 'apps/desktop/src/main.ts';
const STORE_FILE = 'packages/store/src/index.ts';

it('is a program of a device, and a package that only it imports', async () => {
  expect(await lost()).toEqual([]);
});

it.each<[string, Readonly<Record<string, string>>]>([
  [
    'Tauri',
    {
      'apps/desktop/package.json': json({
        ...DESKTOP,
        scripts: { dev: 'tauri dev' },
        devDependencies: { '@tauri-apps/cli': '^2' },
      }),
    },
  ],
  [
    'Capacitor',
    { 'apps/desktop/package.json': json({ name: '@shop/app', dependencies: { '@capacitor/core': '^7' } }) },
  ],
  [
    'React Native with a database of its own',
    { 'apps/desktop/package.json': json({ name: '@shop/app', dependencies: { 'react-native': '1', typeorm: '1' } }) },
  ],
  [
    'pages of a bundler, with a worker beside them',
    {
      'apps/desktop/package.json': json({
        name: '@shop/web',
        scripts: { build: 'vite build && tsc' },
        dependencies: { '@shop/store': '*' },
        devDependencies: { vite: '^7', '@vitejs/plugin-react': '^5' },
      }),
    },
  ],
  [
    'several of them, through a package between',
    {
      'apps/mobile/package.json': json({ name: '@shop/mobile', dependencies: { expo: '1', '@shop/between': '*' } }),
      'apps/mobile/src/index.ts': "import { twice } from '@shop/between';\nexport const go = () => void twice();\n",
      'packages/between/package.json': json({ name: '@shop/between', exports: './src/index.ts' }),
      'packages/between/src/index.ts':
        "import { save } from '@shop/store';\nexport const twice = async () => { save('a'); await save('b'); };\n",
    },
  ],
  [
    'a server that imports only its types',
    {
      'apps/server/package.json': json({ ...SERVER, devDependencies: { '@shop/store': '*' } }),
      'apps/server/src/index.ts': `import type { save } from '@shop/store';\nexport type Save = typeof save;\n${SERVES}`,
    },
  ],
  [
    'a package that says what is packed of it, but gives only sources',
    { 'packages/store/package.json': json({ ...STORE, files: ['src'] }) },
  ],
  [
    'a test beside the server that imports it',
    { 'apps/server/tests/a.test.ts': "import { save } from '@shop/store';\nvoid save('a');\n" },
  ],
])('so is %s', async (_name, more) => {
  expect(await lost(more)).toEqual([]);
});

it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'a package that a server imports as well',
    { 'apps/server/src/index.ts': `import { save } from '@shop/store';\n${SERVES}void save('a').catch(() => {});\n` },
    [STORE_FILE],
  ],
  [
    'one that it reaches through another package',
    {
      'apps/server/src/index.ts': `import { twice } from '@shop/between';\n${SERVES}void twice().catch(() => {});\n`,
      'packages/between/package.json': json({ name: '@shop/between', exports: './src/index.ts' }),
      'packages/between/src/index.ts':
        "import { save } from '@shop/store';\nexport const twice = async () => { await save('b'); };\n",
    },
    [STORE_FILE],
  ],
  [
    'one that a server asks for, where no import is seen',
    { 'apps/server/package.json': json({ ...SERVER, dependencies: { fastify: '^5', '@shop/store': '*' } }) },
    [STORE_FILE],
  ],
  [
    'one that a program of unknown kind imports',
    {
      'apps/worker/package.json': json({ name: '@shop/worker', dependencies: { pg: '^8' } }),
      'apps/worker/src/index.ts': "import { save } from '@shop/store';\nexport const go = () => save('a');\n",
    },
    [STORE_FILE],
  ],
  [
    'one that is published',
    { 'packages/store/package.json': json({ ...STORE, publishConfig: { access: 'public' } }) },
    [STORE_FILE],
  ],
  [
    'one whose built files are packed',
    {
      'packages/store/package.json': json({
        ...STORE,
        files: ['dist'],
        exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
      }),
    },
    [STORE_FILE],
  ],
  [
    'one that answers requests itself',
    {
      'packages/store/src/serve.ts': `import http from 'node:http';\nhttp.createServer((q, r) => r.end()).listen(1);\n`,
    },
    [STORE_FILE],
  ],
  [
    'an app that serves by its manifest, with what it imports',
    { 'apps/desktop/package.json': json({ ...DESKTOP, dependencies: { ...DESKTOP.dependencies, express: '^5' } }) },
    [MAIN_FILE, STORE_FILE],
  ],
  [
    'an app that serves by what it does',
    {
      'apps/desktop/src/serve.ts':
        "import http from 'node:http';\nhttp.createServer((q, r) => r.end('a')).listen(1);\n",
    },
    [MAIN_FILE, STORE_FILE],
  ],
  [
    'a library that is only tested with Electron',
    { 'apps/desktop/package.json': json({ ...DESKTOP, scripts: { test: 'vitest' } }) },
    [MAIN_FILE, STORE_FILE],
  ],
  [
    'a package that a server which draws imports',
    {
      'apps/site/package.json': json({ name: '@shop/site', dependencies: { next: '^16', '@shop/store': '*' } }),
      'apps/site/src/a.ts': "import { save } from '@shop/store';\nexport const go = () => save('a');\n",
    },
    [STORE_FILE],
  ],
])('but not %s', async (_name, more, at) => {
  expect(await lost(more)).toEqual(at);
});
