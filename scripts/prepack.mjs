/**
 * Runs as `prepack` in the packages that are published: makes what ships in their tarballs and lies elsewhere in the
 * repository, or in many files. `node prepack.mjs undo`, as `postpack`, takes it away again: nothing of it is tracked,
 * and a stale copy would stand in for what is built later.
 *
 * `bundle/` holds the code in few files, because a host that starts for one commit reads some hundred modules longer
 * than it reviews; the private package of rules is bundled in, everything else stays a dependency. Declarations stay as
 * they were compiled, with those of the rules beside them.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const TOP = join(import.meta.dirname, '..');
const HERE = process.cwd();
const BUNDLE = join(HERE, 'bundle');
const RULES = '@backend-architect/rules';
/** Declarations of the rules, in `bundle/`. */
const RULES_FOLDER = 'rules';

const PAGES = 'packages/eslint-plugin/docs/rules';
const pages = readdirSync(join(TOP, PAGES)).filter((name) => name !== 'README.md');

/** What begins each bundle, in `dist/`, and what each package ships besides its own files. */
const PACKAGES = {
  analysis: { begins: ['index'], copies: [] },
  'eslint-plugin': { begins: ['index', 'checks'], copies: [] },
  cli: {
    begins: ['bin', 'index', 'crew/worker'],
    copies: [
      ['README.md', 'README.md'],
      ['agents', 'agents'],
      ...pages.map((name) => [join(PAGES, name), join('docs/rules', name)]),
    ],
  },
};

const asked = PACKAGES[HERE.slice(resolve(TOP, 'packages').length + 1)];
if (!asked) throw new Error(`${HERE} is no package that is published`);

undo();
if (process.argv[2] !== 'undo') {
  for (const [from, to] of asked.copies) cpSync(join(TOP, from), join(HERE, to), { recursive: true });
  await bundle();
  declarations();
}

function undo() {
  rmSync(BUNDLE, { recursive: true, force: true });
  for (const [, to] of asked.copies) rmSync(join(HERE, to), { recursive: true, force: true });
}

/** All files lie in `bundle/` itself: what looks for our package.json looks one above, as in `dist/`. */
async function bundle() {
  const made = await rolldown({
    input: Object.fromEntries(asked.begins.map((path) => [path.split('/').at(-1), join(HERE, 'dist', `${path}.js`)])),
    platform: 'node',
    external: (id) => !/^[./]/.test(id) && id !== RULES,
  });
  await made.write({ dir: BUNDLE, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
}

function declarations() {
  const isDeclaration = (path) => !/\.(?:js|tsbuildinfo)$/.test(path);
  cpSync(join(HERE, 'dist'), BUNDLE, { recursive: true, filter: isDeclaration });
  const files = filesIn(BUNDLE).filter((path) => path.endsWith('.d.ts') && readFileSync(path, 'utf8').includes(RULES));
  if (files.length === 0) return;
  const rules = join(BUNDLE, RULES_FOLDER);
  cpSync(join(TOP, 'packages/rules/dist'), rules, { recursive: true, filter: isDeclaration });
  for (const file of files) {
    const path = relative(dirname(file), join(rules, 'index.js')).replaceAll('\\', '/');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(`'${RULES}'`, `'${path.startsWith('.') ? path : `./${path}`}'`));
  }
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
