/**
 * The one door to git. The configuration of the reviewed repository is not trusted: nothing that it names is run, no
 * hook, no monitor, no filter, no diff program, and nothing is fetched. A test plants a trap in each of these.
 */
import { spawn, type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { UsageError } from '../options/user-error.js';
import { blockingFile } from './blocking-file.js';
import { gitProgram, repositoryAround } from './git-program.js';

/**
 * Standard output of a git command run in `directory`, or null when it failed or git is missing. `input` goes to its
 * standard input.
 */
export async function git(directory: string, args: readonly string[], input = ''): Promise<string | null> {
  const run = await runGit(directory, args, input);
  return run?.code === 0 ? run.stdout : null;
}

/** Paths of a `-z` listing. */
export function pathsOf(listing: string): readonly string[] {
  return listing.split('\0').filter((path) => path !== '');
}

/**
 * Why git does not serve a directory that lies in a repository, in one line; null when it serves, or when there is no
 * repository.
 */
export async function gitRefusal(directory: string): Promise<string | null> {
  const repository = repositoryAround(directory);
  if (!existsSync(join(repository, '.git'))) return null;
  const run = await runGit(directory, ['rev-parse', '--is-inside-work-tree'], '');
  if (run?.code === 0)
    return run.stdout.trim() === 'true'
      ? null
      : 'this folder lies outside of what its repository tracks (see core.worktree and core.bare)';
  if (run === null) return 'there is a .git folder here, but no git outside of the project on PATH';
  if (/dubious ownership|unsafe repository/.test(run.stderr)) {
    return (
      'git refuses this repository, because it belongs to another user; ' +
      'to trust it: git config --global --add safe.directory PATH'
    );
  }
  return `git cannot read this repository: ${oneLine(run.stderr)}`;
}

interface GitRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function runGit(directory: string, args: readonly string[], input: string): Promise<GitRun | null> {
  const program = gitProgram(directory, process.env);
  if (program === null) return null;
  const environment = environmentFor(directory, program.searchPath);
  // Also asked without filters: reading the configuration runs none.
  const filters = await runProgram(
    program.path,
    directory,
    [...CAUTION, 'config', '-z', '--name-only', '--get-regexp', '^filter\\.'],
    environment,
    '',
  );
  return runProgram(
    program.path,
    directory,
    [...CAUTION, ...withoutFilters(filters?.stdout ?? ''), ...withCaution(args)],
    environment,
    input,
  );
}

/** Settings of the command line win over those of the repository, also in the processes that git starts itself. */
const CAUTION: readonly string[] = [
  '--no-pager',
  ...[
    'core.quotepath=off', 'core.fsmonitor=false', 'core.hooksPath=/dev/null', 'submodule.recurse=false',
    'log.showSignature=false',
  ].flatMap((setting) => ['-c', setting]),
];

/**
 * Commands that compare: no program of the repository shows the difference, and no submodule is asked for its own, by
 * its own settings.
 */
function withCaution([command = '', ...rest]: readonly string[]): readonly string[] {
  return /^(?:diff|show|log)(?:$|-)/.test(command)
    ? [command, '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', ...rest]
    : [command, ...rest];
}

/** Each takes four settings on a command line, which systems bound and git reads one by one. */
const MOST_FILTERS = 500;

/** Switches every filter off that any configuration names: comparing with the work tree would run them. */
function withoutFilters(listing: string): readonly string[] {
  const names = new Set(pathsOf(listing).map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))));
  if (names.size > MOST_FILTERS)
    throw new UsageError(
      `git is configured with ${names.size} filters, more than can be switched off on one command line; ` +
        'remove those nobody uses',
    );
  return [...names].flatMap((name) => {
    // Git reads `-c name=value` up to the first `=`, so such a filter could not be switched off.
    if (/[=\uFFFD]/.test(name))
      throw new UsageError(
        `git is configured with a filter called ${JSON.stringify(name)}, which cannot be switched off; ` +
          'rename it in its configuration',
      );
    return ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((setting) => [
      '-c',
      `filter.${name}.${setting}`,
    ]);
  });
}

/** What git and its settings of the user need; nothing else is handed on, least of all a key. */
const HANDED_ON = new RegExp(
  String.raw`^(?:home|homedrive|homepath|userprofile|username|user|logname|appdata|localappdata|programdata|` +
    String.raw`programfiles.*|systemroot|systemdrive|windir|comspec|pathext|tmpdir|tmp|temp|xdg_config_home|` +
    String.raw`ld_library_path|dyld_.*|sudo_uid|git_config_.*|git_exec_path|git_ceiling_directories|` +
    String.raw`git_discovery_across_filesystem|git_object_directory|git_alternate_object_directories)$`,
  'i',
);

/**
 * Inside a hook git exports GIT_DIR and GIT_INDEX_FILE. The first makes git take a subdirectory for the whole work
 * tree, so the repository is found again from the directory. The second must stay: a partial commit has its own index.
 */
function environmentFor(directory: string, searchPath: string): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => HANDED_ON.test(name))
      .map((name) => [name, process.env[name]]),
  );
  const index = process.env['GIT_INDEX_FILE'];
  const isOurs = !relative(process.cwd(), directory).startsWith('..');
  return {
    ...kept,
    PATH: searchPath,
    ...(index && isOurs && { GIT_INDEX_FILE: resolve(index) }),
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    // A partial clone would fetch what is missing, by a program that the repository names. The empty list allows no
    // transport.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
  };
}

/** Milliseconds after which it is looked for what git may be waiting for, and after which it is given up. */
const PATIENCE = 3_000;
const LONGEST = 600_000;

function runProgram(
  program: string,
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input: string,
): Promise<GitRun | null> {
  return new Promise((done, fail) => {
    const child = started(program, args, { cwd, env, shell: false, windowsHide: true, stdio: 'pipe' });
    const output: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = { stdout: [], stderr: [] };
    child.stdout.on('data', (chunk: Buffer) => output.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.stderr.push(chunk));
    // A command that reads nothing closes its input early.
    child.stdin.on('error', () => undefined).end(input);
    const giveUp = (why: string): void => {
      child.kill('SIGKILL');
      fail(new UsageError(why));
    };
    const look = setTimeout(() => {
      const file = blockingFile(cwd);
      if (file !== null)
        giveUp(`${file} is a pipe or a device, not a file, and git waits for it without an end; remove it`);
    }, PATIENCE);
    const end = setTimeout(
      () =>
        giveUp(
          `git did not come to an end within ${LONGEST / 60_000} minutes (` +
            `${args.filter((arg) => /^[a-z-]+$/.test(arg)).join(' ')})`,
        ),
      LONGEST,
    );
    const settled = (): void => [look, end].forEach((timer) => clearTimeout(timer));
    child.on('error', () => {
      settled();
      done(null);
    });
    // Decoded once and whole: a character may be split between two chunks.
    child.on('close', (code) => {
      settled();
      done({
        code: code ?? -1,
        stdout: Buffer.concat(output.stdout).toString('utf8'),
        stderr: Buffer.concat(output.stderr).toString('utf8'),
      });
    });
  });
}

/** Node throws at once for what the system cannot start at all, such as a command line that is too long. */
function started(
  program: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio,
): ChildProcessWithoutNullStreams {
  try {
    return spawn(program, args, options);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code !== 'E2BIG' && code !== 'ENAMETOOLONG') throw new UsageError(`git cannot be started (${code})`);
    throw new UsageError(
      `git cannot be started (${code}): its command line is too long; ` +
        'the names of filters in its configuration stand in it',
    );
  }
}

function oneLine(text: string): string {
  return (
    text
      .trim()
      .replace(/^fatal: /, '')
      .replace(/\s+/g, ' ')
      .replace(/[^\P{C}]/gu, '?')
      .slice(0, 200) || 'no reason given'
  );
}
