/** Libraries that take a command line apart and run what belongs to it: nobody sends anything to that. */
import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import { each } from '../vocabulary/each.js';

const chained = (returns: string): MemberModel => ({ call: { returns } });

export const commander = defineModel({
  library: 'commander',
  modules: ['commander', '@commander-js/extra-typings'],
  family: 'other',
  exports: {
    default: { type: 'Command' },
    program: { type: 'Command' },
    Command: { type: 'Command', new: {} },
    createCommand: { call: { returns: 'Command' } },
    Option: { new: {} },
    Argument: { new: {} },
  },
  types: {
    Command: {
      members: {
        ...each(
          [
            'command', 'addCommand', 'argument', 'arguments', 'addArgument', 'option', 'requiredOption', 'addOption',
            'description', 'summary', 'usage', 'name', 'version', 'alias', 'aliases', 'allowUnknownOption',
            'allowExcessArguments', 'showHelpAfterError', 'addHelpText', 'helpOption', 'exitOverride',
            'configureOutput', 'enablePositionalOptions', 'passThroughOptions', 'parse',
          ],
          chained('Command'),
        ),
        action: {
          call: { returns: 'Command', background: true, callbacks: [{ arg: 0, params: [], promise: 'awaited' }] },
        },
        hook: {
          call: { returns: 'Command', background: true, callbacks: [{ arg: 1, params: [], promise: 'awaited' }] },
        },
        parseAsync: { call: { async: 'promise' } },
        opts: { call: {} },
        help: { call: {} },
        error: { call: {} },
      },
    },
  },
});

export const yargs = defineModel({
  library: 'yargs',
  modules: ['yargs', 'yargs/yargs'],
  family: 'other',
  exports: { default: { type: 'Argv', call: { returns: 'Argv' } } },
  types: {
    Argv: {
      members: {
        ...each(
          [
            'option', 'options', 'positional', 'usage', 'alias', 'demandOption', 'demandCommand', 'strict', 'help',
            'version', 'example', 'epilogue', 'scriptName', 'middleware', 'wrap', 'fail', 'recommendCommands',
          ],
          chained('Argv'),
        ),
        command: {
          call: {
            returns: 'Argv',
            background: true,
            callbacks: [
              { arg: 3, params: [], promise: 'awaited' },
              { arg: 0, property: 'handler', params: [], promise: 'awaited' },
            ],
          },
        },
        parse: { call: {} },
        parseAsync: { call: { async: 'promise' } },
      },
    },
  },
});
