import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { SERVED_FIND } from '../commands/served-find.js';

/** A reviewed folder full of code that must not run. Each trap leaves a file in `markers` when it runs. */
export interface Trapped {
  readonly root: string;
  readonly markers: string;
  /** Root-relative scripts; each one runs its trap when it is loaded. */
  readonly scripts: readonly string[];
}

/** What ran, by name of the trap. */
export function fired(markers: string): readonly string[] {
  return readdirSync(markers).sort();
}

/** Where lilconfig, cosmiconfig, c12, rc and their like look for the configuration of a tool. */
const places = (tool: string): readonly string[] => [
  ...['js', 'cjs', 'mjs', 'ts'].flatMap((ending) => [
    `.${tool}rc.${ending}`,
    `${tool}.config.${ending}`,
    `.config/${tool}rc.${ending}`,
    `.config/${tool}.${ending}`,
  ]),
  `${tool}file.js`,
];

/** The same, as data that names a script. */
const dataPlaces = (tool: string): readonly string[] => [
  `.${tool}rc`,
  `.${tool}rc.json`,
  `.${tool}rc.yaml`,
  `.config/${tool}rc`,
  `.config/${tool}rc.json`,
  `${tool}.config.json`,
];

/** Tools whose configuration is code, whether or not we have them; some dependency may come to load it. */
const TOOLS = [
  'prisma-ast', 'prisma', 'secretlint', 'eslint', 'oxlint', 'oxc', 'babel', 'mocha', 'jest', 'vitest', 'vite', 'rollup',
  'rolldown', 'webpack', 'esbuild', 'swc', 'tsup', 'prettier', 'postcss', 'tailwind', 'nuxt', 'next', 'svelte', 'astro',
  'nest-cli', 'knex', 'ormconfig', 'drizzle', 'mikro-orm', 'sequelize', 'lint-staged', 'commitlint', 'release',
  'graphql', 'codegen', 'jiti', 'c12', 'lilconfig', 'cosmiconfig', 'rc', 'config', 'anthropic', 'typescript', 'ts-node',
  'opentelemetry', 'node', 'npm', 'pnpm', 'yarn', 'git',
] as const;

const HOOKS = [
  'post-index-change', 'post-checkout', 'post-commit', 'post-merge', 'post-rewrite', 'pre-commit', 'pre-auto-gc',
  'reference-transaction', 'fsmonitor-watchman', 'query-watchman',
] as const;
const PROGRAMS = [
  'git', 'git.exe', 'git.cmd', 'ldd', 'node', 'npm', 'npx', 'pnpm', 'sh', 'env', 'which', 'ssh', 'git-lfs', 'less',
  'false', 'cat',
] as const;

/**
 * A git repository with one finding, one question, and a trap in every place that is known; `packages` are names that
 * somebody may load.
 */
export function trappedProject(packages: readonly string[]): Trapped {
  const markers = tempProject({});
  const root = tempProject({
    'package.json': '{}',
    'src/db.js': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
    'src/users.js':
      `import { pool } from './db.js';
import './aliased.js';
export async function find(id) {
  return pool.query('select * from users where id = ' + id);
}
` + SERVED_FIND,
    'src/aliased.js': "import '#trap';\nimport 'evil-main';\nimport '@app/x.js';\n",
    'src/app.js': `import express from 'express';
import { remove } from './orders.js';
const app = express();
app.delete('/orders/:id', remove);
app.listen(3000);
`,
    'src/orders.js': `import { pool } from './db.js';
export async function remove(req, res) {
  await pool.query('DELETE FROM orders WHERE id = $1', [req.params.id]);
  res.status(204).end();
}
`,
    'prisma/schema.prisma': 'generator client {\n  provider = "node ./trap.cjs"\n}\nmodel User {\n  id Int @id\n}\n',
    // Most are ignored: a search for configuration does not ask git, and the review has less to read.
    'db/1.sql': 'create table users (id int);\n',
    '.gitignore':
      'node_modules\n.config\n.*rc.*\n*.config.*\n*file.js\n!eslint.config.*\n!prisma.config.*\n!prisma-ast.config.*\n',
  });
  const scripts = new Set<string>();
  const plant = (path: string): void => {
    scripts.add(path);
    writeFiles(root, { [path]: script(markers, path) });
  };
  const tools = [
    ...new Set([
      ...TOOLS,
      ...packages.map((name) => name.replace(/^@/, '').replace('/', '-')),
      ...packages.map((name) => name.split('/').at(-1)!),
    ]),
  ];
  for (const tool of tools) {
    places(tool).forEach(plant);
    for (const path of dataPlaces(tool)) writeFiles(root, { [path]: DATA });
  }
  for (const name of [
    ...packages, 'supports-color', 'jiti', 'lilconfig', 'evil-main', 'evil-tsconfig', 'typescript-evil-plugin', 'pg',
    'express',
  ]) {
    plant(`node_modules/${name}/index.js`);
    writeFiles(root, {
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '99.0.0', main: 'index.js' }),
      [`node_modules/${name}/tsconfig.json`]: TSCONFIG,
    });
  }
  for (const path of [
    'trap.cjs', '.pnpmfile.cjs', '.eslintrc.js', '.mocharc.js', 'index.js', 'server.js', 'register.js', 'preload.js',
    '.yarn/releases/yarn.cjs', '.yarn/plugins/evil.cjs', '.vscode/settings.js', 'config/default.js',
  ])
    plant(path);
  writeFiles(root, {
    'package.json': JSON.stringify({
      name: 'shop',
      dependencies: { pg: '^8.0.0', express: '^5.0.0' },
      main: './trap.cjs',
      bin: './trap.cjs',
      imports: { '#trap': './trap.cjs' },
      exports: './trap.cjs',
      scripts: { preinstall: 'node trap.cjs', prepare: 'node trap.cjs', trap: 'node -e 0' },
      prisma: { seed: 'node trap.cjs', schema: './prisma/schema.prisma' },
      workspaces: ['packages/*'],
      ...Object.fromEntries(
        tools
          .filter((tool) => !['config', 'release'].includes(tool))
          .map((tool) => [tool, JSON.parse(DATA) as unknown]),
      ),
    }),
    'tsconfig.json': TSCONFIG,
    '.npmrc': 'node-options=--require=./trap.cjs\nscript-shell=./trap.sh\ngit=./trap.sh\nonload-script=./trap.cjs\n',
    '.yarnrc': 'yarn-path "./trap.cjs"\n',
    '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn.cjs\nplugins:\n  - .yarn/plugins/evil.cjs\n',
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\nconfigDependencies:\n  evil: 1.0.0\n',
    '.env': 'NODE_OPTIONS=--require=./trap.cjs\n',
    '.envrc': './trap.sh\n',
    'node.config.json': '{ "nodeOptions": { "import": ["./trap.cjs"] } }',
    '.secretlintrc.json': '{ "rules": [{ "id": "./trap.cjs" }] }',
    '.oxlintrc.json': '{ "jsPlugins": ["./trap.cjs"] }',
    'prisma.yml': 'generate: [{ generator: ./trap.cjs }]\n',
    'backend-architect.json': '{ "ignore": ["packages/none"] }',
    'packages/api/package.json': '{ "name": "api", "main": "../../trap.cjs" }',
  });
  for (const name of PROGRAMS)
    for (const folder of ['.', 'node_modules/.bin', 'bin', 'node_modules/pg/node_modules/.bin'])
      program(root, markers, `${folder}/${name}`);
  program(root, markers, 'trap.sh');
  plantInGit(root, markers);
  return { root, markers, scripts: [...scripts] };
}

const DATA = JSON.stringify({
  require: ['./trap.cjs'],
  extends: './trap.cjs',
  plugins: ['./trap.cjs'],
  presets: ['./trap.cjs'],
  rules: [{ id: './trap.cjs' }],
  import: './trap.cjs',
  parser: './trap.cjs',
  spec: './trap.cjs',
});
const TSCONFIG = JSON.stringify({
  extends: ['evil-tsconfig/tsconfig.json'],
  compilerOptions: {
    plugins: [{ name: '../trap.cjs', transform: './trap.cjs' }, { name: 'typescript-evil-plugin' }],
    baseUrl: '.',
    paths: { '@app/*': ['./src/*', './trap.cjs'] },
  },
  'ts-node': { require: ['./trap.cjs'], transpiler: './trap.cjs' },
  files: ['trap.cjs'],
});

/** Works as CommonJS and as a module; writes what it could have stolen. */
function script(markers: string, name: string): string {
  return `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(join(markers, name.replace(/\//g, '+')))}, \
String(process.env.ANTHROPIC_API_KEY));
`;
}

function program(root: string, markers: string, path: string): string {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), shell(markers, path));
  chmodSync(join(root, path), 0o755);
  return join(root, path);
}

function shell(markers: string, name: string): string {
  return `#!/bin/sh\necho "$ANTHROPIC_API_KEY" > '${join(markers, name.replace(/\//g, '+'))}'\n`;
}

/**
 * Everything by which the configuration of a repository runs a program, in the repository itself, a file it includes
 * and a submodule.
 */
function plantInGit(root: string, markers: string): void {
  const inside = tempProject({ 'a.txt': 'a' });
  for (const [folder, commit] of [
    [inside, 'inside'],
    [root, 'before'],
  ] as const) {
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', commit);
  }
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inside, 'vendor-repository');
  git(root, 'commit', '-qm', 'a submodule');
  writeFiles(root, {
    '.gitattributes': `*.js filter=plain diff=shown
*.prisma diff=prisma
*.sql filter=long-running
orders.js filter=included
*.md filter=Dotted.Name
`,
    'readme.md': '# Shop\n',
    'vendor-repository/.gitattributes': '*.txt filter=submodule\n',
    'vendor-repository/a.txt': 'b',
  });
  git(root, 'add', '-f', '.gitattributes', 'readme.md');
  git(root, 'commit', '-qm', 'attributes');
  const trap = (name: string): string => program(root, markers, `.git/traps/${name}`);
  const set = (folder: string, key: string, value: string): void => void git(folder, 'config', key, value);
  for (const driver of ['plain', 'Dotted.Name'])
    for (const kind of ['clean', 'smudge'])
      set(root, `filter.${driver}.${kind}`, `${trap(`filter-${driver}-${kind}`)}; cat`);
  set(root, 'filter.long-running.process', trap('filter-long-running-process'));
  set(root, 'core.fsmonitor', trap('fsmonitor'));
  set(root, 'diff.external', trap('diff-external'));
  set(root, 'diff.shown.textconv', trap('diff-textconv'));
  set(root, 'diff.shown.command', trap('diff-command'));
  for (const [key, name] of [
    ['core.pager', 'pager'],
    ['core.editor', 'editor'],
    ['core.sshCommand', 'ssh-command'],
    ['core.askPass', 'ask-pass'],
    ['core.gitProxy', 'git-proxy'],
    ['gpg.program', 'gpg-program'],
    ['interactive.diffFilter', 'interactive-filter'],
    ['sequence.editor', 'sequence-editor'],
    ['core.alternateRefsCommand', 'alternate-refs'],
  ] as const)
    set(root, key, trap(name));
  for (const key of ['credential.helper', 'alias.ls-files', 'alias.diff', 'alias.config', 'alias.unheard-of'])
    set(root, key, `!${trap(key.replace('.', '-'))}`);
  set(root, 'user.name', 'Somebody');
  set(root, 'log.showSignature', 'true');
  set(root, 'submodule.recurse', 'true');
  set(root, 'diff.ignoreSubmodules', 'none');
  set(root, 'diff.submodule', 'diff');
  writeFileSync(
    join(root, '.git/included'),
    `[filter "included"]
\tclean = ${trap('filter-included-clean')}; cat
[diff "prisma"]
\ttextconv = ${trap('included-textconv')}
`,
  );
  set(root, `includeIf.gitdir:${root}/.path`, 'included');
  for (const hook of HOOKS) program(root, markers, `.git/hooks/${hook}`);
  const submodule = join(root, 'vendor-repository');
  set(submodule, 'core.fsmonitor', trap('submodule-fsmonitor'));
  set(submodule, 'filter.submodule.clean', `${trap('submodule-filter')}; cat`);
}

/**
 * Edits after everything was planted: what is staged, what is not, and files whose state git can only tell by reading
 * them.
 */
export function edit({ root, markers }: Trapped): void {
  writeFiles(root, {
    'src/new.js':
      `import { pool } from './db.js';
export const find = (name) => pool.query('select * from users where name = ' + name);
` + SERVED_FIND,
  });
  // The one filter that breaks whoever runs it.
  git(root, '-c', 'filter.long-running.process=', 'add', 'src/new.js');
  // The same size as before: git cannot tell without reading them, which is what runs filters.
  for (const [file, from, to] of [
    ['src/users.js', 'where id', 'where no'],
    ['src/aliased.js', 'x.js', 'y.js'],
    ['src/orders.js', '204', '205'],
    ['prisma/schema.prisma', 'User', 'Unit'],
    ['db/1.sql', 'users', 'units'],
    ['readme.md', 'Shop', 'Shot'],
  ] as const) {
    writeFiles(root, { [file]: readFileSync(join(root, file), 'utf8').replace(from, to) });
  }
  writeFiles(root, { 'src/new.js': 'export const fixed = 1;\n' });
  // Only touched: git would write its index anew, and then run a hook.
  utimesSync(join(root, 'src/db.js'), 1_000_000_000, 1_000_000_000);
  for (const marker of readdirSync(markers)) rmSync(join(markers, marker));
}
