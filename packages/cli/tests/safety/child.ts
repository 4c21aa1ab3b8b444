import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempProject } from '../temp-project.js';

const WORKSPACE = fileURLToPath(new URL('../../../../', import.meta.url));
const WATCH = new URL('./watch.mjs', import.meta.url).href;
export const PACKAGE = join(WORKSPACE, 'packages/cli');
export const BIN = join(PACKAGE, 'dist/bin.js');

/** What a watched process did; `kind` tells which fields there are. */
export type Deed =
  | { readonly kind: 'module'; readonly path: string }
  /** Below the reviewed folder, relative to it. */
  | { readonly kind: 'file'; readonly path: string; readonly by: string }
  | {
      readonly kind: 'program';
      readonly program: string;
      readonly shell: boolean;
      readonly environment: readonly string[];
    }
  | { readonly kind: 'key' };

export interface Watched {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly deeds: readonly Deed[];
}

/** Builds what is stale: a child process runs the build, and no old one may make a test pass. */
export function build(): void {
  execFileSync(process.execPath, [join(WORKSPACE, 'node_modules/typescript-7/bin/tsc'), '-b'], {
    cwd: WORKSPACE,
    stdio: 'inherit',
  });
}

/**
 * Runs Node with these arguments, watched, with a key in the environment and programs of the reviewed folder first on
 * PATH.
 */
export function watched(
  root: string,
  cwd: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<Watched> {
  const folder = tempProject({ 'home/.keep': '', log: '' });
  const log = join(folder, 'log');
  const path = [
    '',
    '.',
    'bin',
    join(root, 'node_modules/.bin'),
    root,
    join(root, 'bin'),
    dirname(process.execPath),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ].join(delimiter);
  const env = {
    PATH: path,
    HOME: join(folder, 'home'),
    ANTHROPIC_API_KEY: 'sk-ant-bait',
    WATCH_LOG: log,
    WATCH_ROOT: root,
    LANG: 'C',
    ...more,
  };
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--import', WATCH, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.on('error', failed);
    child.on('close', (code) =>
      done({
        code,
        ...output,
        deeds: readFileSync(log, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Deed),
      }),
    );
  });
}

/**
 * Names of all packages that the command brings with it, as they are installed here: dependencies, and of the optional
 * ones those that are there.
 */
export function packagesOf(folder: string): readonly string[] {
  const found = new Map<string, string>();
  const visit = (manifest: string): void => {
    const { name, dependencies, optionalDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<
      Record<string, Readonly<Record<string, string>>>
    > & { readonly name: string };
    if (found.has(name)) return;
    found.set(name, dirname(manifest));
    const wanted = Object.keys({ ...dependencies, ...optionalDependencies });
    for (const other of wanted) {
      const path = createRequire(manifest)
        .resolve.paths(other)
        ?.map((place) => join(place, other, 'package.json'))
        .find((place) => existsSync(place));
      if (path !== undefined) visit(realpathSync(path));
      else if (dependencies?.[other] !== undefined && optionalDependencies?.[other] === undefined)
        throw new Error(`${other}, which ${name} needs, is not installed`);
    }
  };
  visit(realpathSync(join(folder, 'package.json')));
  return [...found.keys()].sort();
}

/** Package a module belongs to, by the nearest package.json with a name; null for what is part of Node. */
export function packageOfModule(path: string): string | null {
  if (path.startsWith('node:') || !path.includes('/')) return null;
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    const manifest = join(at, 'package.json');
    const name = existsSync(manifest)
      ? (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: string }).name
      : undefined;
    if (name !== undefined) return name;
  }
  return path;
}
