import { type CallModel, defineModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const CALLBACK: CallModel['callbacks'] = [{ arg: 'last', params: [null, null, null], promise: 'ignored', later: true }];
const SHELL_TEXT: readonly SinkModel[] = [{ kind: 'shell-command', arg: 0 }];
/** `true`, or the name of the shell. */
const ONLY_WITH_SHELL = { arg: 2, property: 'shell', matches: '^(?!false$|null$|0$).' } as const;

/** The program is chosen by the text; its arguments are parsed by a shell only with `shell: true`. */
const PROGRAM: readonly SinkModel[] = [
  { kind: 'shell-command', arg: 0 },
  { kind: 'shell-command', arg: 1, when: ONLY_WITH_SHELL },
  { kind: 'process-argument', arg: 1, unless: ONLY_WITH_SHELL },
];

export const nodeChildProcess = defineModel({
  library: 'node:child_process',
  modules: ['node:child_process'],
  family: 'runtime',
  exports: {
    exec: { call: { returns: 'ChildProcess', sinks: SHELL_TEXT, callbacks: CALLBACK } },
    execSync: { call: { sinks: SHELL_TEXT, blocking: true } },
    execFile: { call: { returns: 'ChildProcess', sinks: PROGRAM, callbacks: CALLBACK } },
    execFileSync: { call: { sinks: PROGRAM, blocking: true } },
    spawn: { call: { returns: 'ChildProcess', sinks: PROGRAM } },
    spawnSync: { call: { sinks: PROGRAM, blocking: true } },
    fork: {
      call: {
        returns: 'ChildProcess',
        sinks: [
          { kind: 'file-path', arg: 0 },
          { kind: 'process-argument', arg: 1 },
        ],
      },
    },
    ChildProcess: { type: 'ChildProcess' },
  },
  types: {
    ChildProcess: {
      extends: 'node:events#EventEmitter',
      members: {
        kill: { call: {} },
        send: { call: {} },
        unref: { call: {} },
        stdout: {},
        stderr: {},
        stdin: {},
        pid: {},
      },
    },
  },
});

const RUNS_CODE: CallModel = { sinks: [{ kind: 'code-text', arg: 0 }] };

export const nodeVm = defineModel({
  library: 'node:vm',
  modules: ['node:vm'],
  family: 'runtime',
  exports: {
    runInNewContext: { call: RUNS_CODE },
    runInThisContext: { call: RUNS_CODE },
    runInContext: { call: RUNS_CODE },
    compileFunction: { call: RUNS_CODE },
    Script: { new: RUNS_CODE },
    SourceTextModule: { new: RUNS_CODE },
    createContext: { call: {} },
  },
});
