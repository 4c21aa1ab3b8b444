/**
 * Runs as `prepack` in the packages that are published: what ships in their tarballs and lies elsewhere in the
 * repository. `node prepack.mjs undo`, as `postpack`, takes it away again: the copies are not tracked, and a stale one
 * would stand in for what is built later.
 *
 * The rules are a private package. Their compiled files go into `dist/rules-bundle/`, and what names the package names
 * that folder instead.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const TOP = join(import.meta.dirname, '..');
const HERE = process.cwd();
const DIST = join(HERE, 'dist');
const BUNDLE = join(DIST, 'rules-bundle');
const RULES = '@backend-architect/rules';

const PAGES = 'packages/eslint-plugin/docs/rules';
const pages = readdirSync(join(TOP, PAGES)).filter((name) => name !== 'README.md');

/** What the command ships besides its own files: where it lies, and where it goes. */
const COPIES = {
  cli: [
    ['README.md', 'README.md'],
    ['agents', 'agents'],
    ...pages.map((name) => [join(PAGES, name), join('docs/rules', name)]),
  ],
  'eslint-plugin': [],
};

const copies = COPIES[HERE.slice(resolve(TOP, 'packages').length + 1)];
if (!copies) throw new Error(`${HERE} is no package that is published with rules`);

undo();
if (process.argv[2] !== 'undo') {
  for (const [from, to] of copies) cpSync(join(TOP, from), join(HERE, to), { recursive: true });
  const isCode = (path) => !/\.tsbuildinfo$/.test(path);
  cpSync(join(TOP, 'packages/rules/dist'), BUNDLE, { recursive: true, filter: isCode });
  for (const file of ownFiles()) replaceIn(file, `'${RULES}'`, `'${bundleFrom(file)}'`);
}

function undo() {
  if (existsSync(BUNDLE)) for (const file of ownFiles()) replaceIn(file, `'${bundleFrom(file)}'`, `'${RULES}'`);
  rmSync(BUNDLE, { recursive: true, force: true });
  for (const [, to] of copies) rmSync(join(HERE, to), { recursive: true, force: true });
}

function ownFiles() {
  const entries = readdirSync(DIST, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => /\.(?:js|d\.ts)$/.test(path) && !path.startsWith(BUNDLE));
}

function bundleFrom(file) {
  const path = relative(dirname(file), join(BUNDLE, 'index.js')).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

function replaceIn(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (text.includes(from)) writeFileSync(file, text.replaceAll(from, to));
}
