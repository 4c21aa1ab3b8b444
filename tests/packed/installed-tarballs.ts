import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../fixture-expectations.js';

/**
 * Folder with package.json, package-lock.json, tarballs/ and node_modules, as a user of the published packages has it.
 */
export interface Installed {
  readonly folder: string;
  readonly tarballs: readonly string[];
}

const CACHE = join(ROOT, 'node_modules/.cache/packed');
const PATIENCE_MS = 280_000;

/** Linters of the user's project, beside our packages. */
const COMPANIONS = {
  eslint: '^10.15.0',
  eslint9: 'npm:eslint@^9.39.5',
  oxlint: '~1.94.0',
  '@typescript-eslint/parser': '~8.73.0',
  typescript: '~6.0.3',
};

/**
 * Packs the built packages and installs them with npm, once per state of the build; test files that ask meanwhile wait.
 */
export async function installedTarballs(): Promise<Installed> {
  const folder = join(CACHE, stateOfBuild());
  const lock = `${folder}.lock`;
  while (!existsSync(folder)) {
    mkdirSync(CACHE, { recursive: true });
    try {
      mkdirSync(lock);
    } catch {
      // A run that was killed leaves its lock behind.
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > PATIENCE_MS)
        rmSync(lock, { recursive: true, force: true });
      await sleep(500);
      continue;
    }
    try {
      if (!existsSync(folder)) renameSync(install(), folder);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return { folder, tarballs: tarballsIn(join(folder, 'tarballs')) };
}

/** A temporary project that has the packages installed, with these files; `remove` when done. */
export function projectWith(
  installed: Installed,
  files: Readonly<Record<string, string>>,
): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'backend-architect-'));
  symlinkSync(join(installed.folder, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function install(): string {
  for (const old of readdirSync(CACHE))
    if (!old.endsWith('.lock')) rmSync(join(CACHE, old), { recursive: true, force: true });
  const folder = mkdtempSync(`${CACHE}/making-`);
  const destination = join(folder, 'tarballs');
  mkdirSync(destination);
  run(
    'npx',
    ['-y', 'pnpm@12', '-r', '--filter', '!@backend-architect/rules', 'pack', '--pack-destination', destination],
    ROOT,
  );
  const ours = Object.fromEntries(tarballsIn(destination).map((file) => [packageOf(file), `file:./tarballs/${file}`]));
  const manifest = {
    name: 'someone-s-project',
    private: true,
    type: 'module',
    devDependencies: { ...ours, ...COMPANIONS },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  completeLock(folder);
  return folder;
}

/**
 * npm writes no entry for an optional binding of another platform that the registry in use does not offer, and `npm ci`
 * then refuses its own lock file. Such bindings are taken out of the lists that ask for them.
 */
function completeLock(folder: string): void {
  const path = join(folder, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8')) as {
    packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
  };
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place.startsWith('node_modules/') && !entry.version) delete lock.packages[place];
  }
  for (const entry of Object.values(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!Object.keys(lock.packages).some((place) => place.endsWith(`node_modules/${name}`)))
        delete entry.optionalDependencies?.[name];
    }
  }
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}

/** Changes when anything changes that goes into a tarball. */
function stateOfBuild(): string {
  const hash = createHash('sha256').update(JSON.stringify(COMPANIONS));
  const shipped = [
    'README.md',
    'agents',
    ...['analysis', 'rules', 'eslint-plugin', 'cli'].flatMap((name) =>
      ['package.json', 'dist', 'docs', 'schema', 'README.md'].map((part) => `packages/${name}/${part}`),
    ),
  ];
  for (const path of shipped) {
    if (path === 'packages/cli/README.md' || !existsSync(join(ROOT, path))) continue;
    for (const file of filesIn(join(ROOT, path))) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.tsbuildinfo'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [path];
  }
}

const tarballsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.tgz'))
    .sort();

function packageOf(tarball: string): string {
  const name = tarball.replace(/-\d+\.\d+\.\d+\.tgz$/, '');
  return name === 'backend-architect-analysis' ? '@backend-architect/analysis' : name;
}

/** Runs a command; what it printed becomes part of the error when it fails. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): string {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
}
