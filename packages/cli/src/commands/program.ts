import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { closestName } from '../options/closest-name.js';
import { FAIL_LEVELS, FORMATS } from '../options/options.js';
import type { ReviewFlags } from '../options/read-options.js';
import { startDirectory } from '../options/start-directory.js';
import { UsageError, UserError } from '../options/user-error.js';
import { ENTRY_FORMATS, ENTRY_KIND_NAMES } from '../report/entries/formats.js';
import { printable } from '../report/pretty/printable.js';
import { toolVersion } from '../tool-version.js';
import type { EscalateCommandFlags } from './escalate-command.js';
import type { Io } from './io.js';
import type { RoutesFlags } from './routes-command.js';
import { safeIo } from './safe-io.js';

/**
 * Runs one command line and returns the exit code. Errors for people become one line on standard error; every other
 * error is thrown.
 */
export async function run(argv: readonly string[], given: Io): Promise<number> {
  const io = safeIo(given);
  let code = 0;
  try {
    const commands = program(io, (result) => (code = result));
    // Before options are read: those of another command than `review` would be called unknown.
    if (!commands.commands.some((command) => command.name() === argv[0])) rejectUnknownCommand(argv, commands, io);
    await commands.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UserError)) throw error;
    // What a person wrote in a config or an address is repeated without its secrets.
    const { textMask } = await import('@backend-architect/rules');
    io.stderr(`backend-architect: ${printable(textMask()(error.message))}\n`);
    return 2;
  }
}

function program(io: Io, done: (code: number) => void): Command {
  const root = new Command('backend-architect')
    .description('Reviews a Node backend: what one file proves, what the whole project proves, and what stays open.')
    .version(toolVersion())
    .exitOverride()
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      outputError: (text, write) => write(text.replace(/^error: /, 'backend-architect: ')),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('(backend-architect --help lists commands and options)');

  root
    .command('review', { isDefault: true })
    .description('review a project (the default command)')
    .argument('[paths...]', 'report only what touches these files and directories; everything is analysed')
    .addOption(new Option('--format <format>', 'how the report is written').choices(FORMATS))
    .option('--output <file>', 'write the report to a file instead of standard output')
    .addOption(
      new Option('--fail-on <level>', 'lowest severity of a new finding that exits with 1 (default: high)').choices(
        FAIL_LEVELS,
      ),
    )
    .option('--project-only', 'leave out what a file shows by itself, as a linter tells it; the report says so')
    .option(
      '--strict',
      'run also the rules that were right too seldom in first looks (docs/quality.md of the repository)',
    )
    .option('--staged', 'review the next commit: report what touches staged files')
    .option(
      '--changed [base]',
      'report what touches files changed since the merge base with this ref (default: the default branch)',
    )
    .option(
      '--quiet',
      'print nothing when all is well, else one line for each new problem, with the number of its places',
    )
    .option('--all', 'show everything instead of a first screen of at most ten problems, every place of each')
    .option('--require-answers', 'exit with 3 when a question is open')
    .option('--require-complete', 'exit with 3 when a file was not read')
    .option('--escalate', 'ask the agent about open questions first, with the defaults of the escalate command')
    .option('--no-cache', 'read every file again')
    .option(
      '--concurrency <threads>',
      'threads that read and judge: a number, off, or auto, which uses several for large projects on more than two ' +
        'processors (default: auto)',
      threads,
    )
    .option('--no-color', 'print no colours')
    .action(async (paths: string[], flags: ReviewFlags) => {
      rejectUnknownCommand(paths, root, io);
      const { reviewCommand } = await import('./review-command.js');
      done(await reviewCommand(paths, flags, io));
    });

  root
    .command('baseline')
    .description('write what is found today to .backend-architect/baseline, so that only new findings count')
    .argument('[path]', 'the project', '.')
    .option(
      '--migrate',
      'write only what the baseline knows already, as a new release names it; nothing new is accepted',
    )
    .option('--strict', 'with what only review --strict finds')
    .option('--no-cache', 'read every file again')
    .option(
      '--concurrency <threads>',
      'threads that read and judge: a number, off, or auto, which uses several for large projects on more than two ' +
        'processors (default: auto)',
      threads,
    )
    .action(async (path: string, flags: ReviewFlags & { readonly migrate?: boolean }) => {
      const { baselineCommand } = await import('./baseline-command.js');
      done(await baselineCommand(path, flags, io));
    });

  root
    .command('routes')
    .description('list every way into the program: routes, fields, procedures, jobs, messages, times')
    .argument('[path]', 'the project', '.')
    .addOption(new Option('--format <format>', 'how the table is written').choices(ENTRY_FORMATS))
    .addOption(new Option('--kind <kinds...>', 'list only these').choices(ENTRY_KIND_NAMES))
    .option('--output <file>', 'write the table to a file instead of standard output')
    .option('--require-complete', 'exit with 3 when a file was not read')
    .option('--no-cache', 'read every file again')
    .option(
      '--concurrency <threads>',
      'threads that read: a number, off, or auto, which uses several for large projects on more than two processors ' +
        '(default: auto)',
      threads,
    )
    .action(async (path: string, flags: RoutesFlags) => {
      const { routesCommand } = await import('./routes-command.js');
      done(await routesCommand(path, flags, io));
    });

  root
    .command('explain')
    .description('show one finding or question in full, or the page of a rule')
    .argument('<what>', 'a fingerprint from a report (its first digits suffice), or a rule')
    .argument('[path]', 'the project', '.')
    .option('--no-color', 'print no colours')
    .action(async (what: string, path: string, flags: ReviewFlags) => {
      const { explainCommand } = await import('./explain-command.js');
      done(await explainCommand(what, path, flags, io));
    });

  root
    .command('escalate')
    .description('ask the agent about open questions and keep the answers that can be checked')
    .argument('[path]', 'the project', '.')
    .option('--strict', 'with the questions of review --strict')
    .option('--plan', 'say what would be asked and what it costs, and stop')
    .option('--export <file>', 'write the questions to a file for somebody else to answer')
    .option('--import <file>', 'read answers from a file; they are checked like any other')
    .option('--prune', 'delete answers whose question is gone')
    .option('--accept <fingerprint>', 'accept a question as a risk; needs --reason and --expires')
    .option('--reason <text>', 'why it is acceptable')
    .option('--expires <date>', 'YYYY-MM-DD, the last day it is accepted')
    .option('--by <name>', 'who accepts it (default: user.name of git)')
    .option('--model <id>', 'the model to ask')
    .option('--effort <level>', 'low, medium, high or none')
    .option('--max-usd <amount>', 'stop before this is spent, or none', amount)
    .option('--max-calls <count>', 'most calls')
    .option('--timeout <seconds>', 'for one call')
    .option('--deadline <seconds>', 'for the whole run')
    .option('--price-file <file>', 'prices of models this version does not know')
    .option('--allow-base-url', 'allow ANTHROPIC_BASE_URL to name another host')
    .option('--allow-custom-headers', 'allow ANTHROPIC_CUSTOM_HEADERS in CI')
    .option('--again', 'ask also what was answered before')
    .option('--retry-unusable', 'ask again where the reply before could not be used')
    .action(async (path: string, flags: EscalateCommandFlags) => {
      const { escalateCommand } = await import('./escalate-command.js');
      done(await escalateCommand(path, flags, io));
    });

  return root;
}

/** `review` may be left out, so a mistyped command arrives as its first path: a word that names nothing there is. */
function rejectUnknownCommand([first]: readonly string[], root: Command, { cwd, env }: Io): void {
  if (
    first === undefined ||
    first === 'help' ||
    root.args[0] === 'review' ||
    !/^[a-z][a-z-]*$/i.test(first) ||
    existsSync(resolve(startDirectory(cwd, env), first))
  )
    return;
  const commands = root.commands.map((command) => command.name());
  const closest = closestName(first, commands, 3);
  throw new UsageError(
    `"${first}" is neither a command nor a path; ` +
      `${closest === null ? `commands are ${commands.join(', ')}` : `did you mean "backend-architect ${closest}"?`}`,
  );
}

function threads(text: string): number | 'auto' {
  if (text === 'auto') return text;
  const count = text === 'off' ? 1 : Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('expected a number of threads from 1 on, auto or off');
  return count;
}

function amount(text: string): string {
  if (text !== 'none' && !(Number(text) >= 0))
    throw new InvalidArgumentError('expected dollars, such as 0.50, or none');
  return text;
}
