/** Backend source files of a repository, and where an import in one of them leads. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import ts from 'typescript';

const SOURCE = /\.[mc]?[jt]sx?$/;
const LEFT_OUT =
  /(?:\.d\.[mc]?ts|\.min\.js|[.-](?:test|spec|tests|specs|e2e-spec|stories|bench|mock|migration|seed)\.[mc]?[jt]sx?)$/;
const FOLDERS_LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'build',
  'out',
  'coverage',
  '.git',
  '.next',
  'vendor',
  'test',
  'tests',
  '__tests__',
  '__mocks__',
  'spec',
  'specs',
  'e2e',
  'cypress',
  'fixtures',
  'testing',
  'test-migrations',
  'performance-test',
  'e2e-common',
  '.yarn',
  'mocks',
  // Run once by hand or on deployment; no request reaches them.
  'migrations',
  'migration',
  'seeds',
  'seeders',
  'seeder',
  'seed',
]);
/** Code a browser runs, by the folder it lies in. */
const BROWSER_FOLDERS = new Set([
  'public', 'client', 'frontend', 'components', 'hooks', 'styles', 'static', 'webapp', 'views',
]);
const BROWSER_LIBRARIES = [
  /^(?:react|vue)(?:-.*)?$/,
  /^@(?:vue|angular|tanstack)\//,
  /^(?:nuxt|svelte|solid-js|preact|swr|jotai|zustand|jquery)$/,
  /^mobx/,
  /^next\/(?:router|navigation|link|head|image)$/,
];
const isBrowserLibrary = (name) => BROWSER_LIBRARIES.some((pattern) => pattern.test(name)) && !/email/.test(name);
const BROWSER_PACKAGE = /^(?:react|react-dom|react-scripts|vue|nuxt|@nuxt\/.*|@angular\/core|svelte|solid-js|preact)$/;
const SERVER_PACKAGE = new RegExp(
  '^(?:express|@nestjs/core|fastify|koa|next|@hapi/hapi|apollo-server.*|typeorm|@prisma/client|mongoose|mongodb|knex|pg|' +
    'sequelize|mysql2?)$',
);

const EXTENSIONS = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts'];

const isFile = (path) => existsSync(path) && statSync(path).isFile();
const json = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
};

/** Paths relative to the root, sorted; `packages`: name -> folder of every manifest. */
export function listFiles(root) {
  const files = [];
  const packages = new Map();
  const visit = (folder, browser) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    let isBrowser = browser;
    if (entries.some(({ name }) => name === 'package.json')) {
      const manifest = json(join(root, folder, 'package.json'));
      if (manifest.name) packages.set(manifest.name, { folder, manifest });
      const needs = Object.keys({
        ...manifest.dependencies,
        ...manifest.devDependencies,
        ...manifest.peerDependencies,
      });
      const declares = needs.length > 0;
      const main = Object.keys(manifest.dependencies ?? {});
      if (declares)
        isBrowser = needs.some((name) => BROWSER_PACKAGE.test(name)) && !main.some((name) => SERVER_PACKAGE.test(name));
    }
    for (const entry of entries) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!FOLDERS_LEFT_OUT.has(entry.name) && !BROWSER_FOLDERS.has(entry.name)) visit(path, isBrowser);
      } else if (entry.isFile() && !isBrowser && SOURCE.test(entry.name) && !LEFT_OUT.test(entry.name))
        files.push(path);
    }
  };
  visit('.', false);
  return { files: files.map((file) => posix.normalize(file)).sort(), packages };
}

/** A browser runs it: markup outside the places where servers render it, or a browser library is imported. */
export function runsInBrowser(file, program) {
  if (/^\s*['"]use client['"]/.test(program.text)) return true;
  if (/(?:^|\/)(?:pages\/api|api)\//.test(file) || /(?:^|\/)route\.[jt]sx?$/.test(file)) return false;
  const imports = program.body.filter(({ type, importKind }) => type === 'ImportDeclaration' && importKind !== 'type');
  return imports.some(({ source }) => isBrowserLibrary(source.value));
}

/**
 * (from, specifier) -> file of the project, or null: relative paths, paths of tsconfig.json, packages of the workspace,
 * `imports`.
 */
export function createResolution(root, files, packages) {
  const known = new Set(files);
  const configs = new Map();
  const find = (path) => {
    const plain = posix.normalize(path).replace(/\/$/, '');
    const bare = plain.replace(/\.([mc]?)jsx?$/, '');
    const tries = [bare, plain, posix.join(plain, 'index')].flatMap((base) =>
      EXTENSIONS.map((extension) => base + extension),
    );
    return [plain, ...tries].find((file) => known.has(file)) ?? mainOf(plain);
  };
  const mainOf = (folder) => {
    const path = join(root, folder, 'package.json');
    const { main } = isFile(path) ? json(path) : {};
    return typeof main === 'string' && posix.normalize(posix.join(folder, main)) !== folder
      ? find(posix.join(folder, main))
      : null;
  };
  const first = (paths) => paths.reduce((found, path) => found ?? find(path), null);

  function aliased(from, specifier) {
    for (const { base, paths, baseUrl } of configsFor(posix.dirname(from))) {
      for (const [pattern, targets] of Object.entries(paths)) {
        const [head, tail] = pattern.split('*');
        const fits =
          tail === undefined ? specifier === pattern : specifier.startsWith(head) && specifier.endsWith(tail);
        if (!fits) continue;
        const middle = tail === undefined ? '' : specifier.slice(head.length, specifier.length - tail.length);
        const found = first(targets.map((target) => posix.join(base, target.replace('*', middle))));
        if (found) return found;
      }
      const plain = baseUrl && find(posix.join(base, specifier));
      if (plain) return plain;
    }
    return null;
  }

  function configsFor(folder) {
    const cached = configs.get(folder);
    if (cached) return cached;
    const found = [];
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      const config = isFile(join(root, folder, name)) ? readConfig(join(root, folder, name), 0) : null;
      if (config) found.push(config);
    }
    const all = [...found, ...(folder === '.' ? [] : configsFor(posix.dirname(folder)))];
    configs.set(folder, all);
    return all;
  }

  function readConfig(path, depth) {
    const { config } = ts.readConfigFile(path, (name) => readFileSync(name, 'utf8'));
    const options = config?.compilerOptions ?? {};
    if (options.paths || options.baseUrl) {
      const base = posix.normalize(relative(root, join(dirname(path), options.baseUrl ?? '.'))) || '.';
      return { base, paths: options.paths ?? {}, baseUrl: options.baseUrl !== undefined };
    }
    const named = [config?.extends ?? []].flat().map((parent) => join(dirname(path), parent));
    const parents = named.flatMap((parent) => [parent, `${parent}.json`]).filter(isFile);
    return depth > 4 || parents.length === 0 ? null : readConfig(parents[0], depth + 1);
  }

  function inWorkspace(specifier) {
    const parts = specifier.split('/');
    const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    const found = packages.get(name);
    if (!found) return null;
    const inner = parts.slice(name.split('/').length).join('/');
    const entry =
      found.manifest.exports?.[inner ? `./${inner}` : '.'] ?? (inner ? null : (found.manifest.main ?? null));
    const sources = (target) => ['src/', ''].map((folder) => target.replace(/^(?:\.\/)?(?:dist|lib|build)\//, folder));
    const built = targetsOf(entry).flatMap((target) => [target, ...sources(target)]);
    const tries = inner
      ? [inner, `src/${inner}`, `lib/${inner}`]
      : [...built, 'src/index', 'index', 'src/main', 'lib/index'];
    return first([...(inner ? built : []), ...tries].map((path) => posix.join(found.folder, path)));
  }

  return (from, specifier) => {
    if (specifier.startsWith('.')) return find(posix.join(posix.dirname(from), specifier));
    return aliased(from, specifier) ?? inWorkspace(specifier);
  };
}

function targetsOf(entry) {
  if (typeof entry === 'string') return [entry];
  return entry && typeof entry === 'object' ? Object.values(entry).flatMap(targetsOf) : [];
}
