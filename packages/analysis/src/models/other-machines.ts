/** Commands that run on another machine, and programs that are steered by arguments. */
import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

/** The shell of the other machine parses it. */
const LINE: readonly SinkModel[] = [{ kind: 'shell-command', arg: 0 }];
const LOGIN: readonly SinkModel[] = [
  { kind: 'secret', arg: 0, property: ['password', 'privateKey', 'passphrase'], propertyOnly: true },
];

export const ssh2 = defineModel({
  library: 'ssh2',
  modules: ['ssh2'],
  family: 'other',
  exports: { Client: { type: 'Client', new: { returns: 'Client' } } },
  types: {
    Client: {
      extends: 'node:events#EventEmitter',
      members: {
        connect: { call: { returns: 'this', external: 'network', sinks: LOGIN } },
        exec: {
          call: {
            external: 'network',
            sinks: LINE,
            callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }],
          },
        },
        shell: { call: { callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }] } },
        sftp: { call: { callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }] } },
        end: { call: {} },
      },
    },
  },
});

const RUN: CallModel = { async: 'promise', external: 'network', sinks: LINE };
export const nodeSsh = defineModel({
  library: 'node-ssh',
  modules: ['node-ssh'],
  family: 'other',
  exports: { NodeSSH: { type: 'Ssh', new: { returns: 'Ssh' } }, default: { type: 'Ssh', new: { returns: 'Ssh' } } },
  types: {
    Ssh: {
      members: {
        connect: { call: { async: 'promise', external: 'network', sinks: LOGIN } },
        execCommand: { call: RUN },
        // Its arguments are quoted for the shell.
        exec: { call: RUN },
        putFile: { call: { async: 'promise', external: 'network', sinks: [{ kind: 'file-path', arg: 0 }] } },
        getFile: { call: { async: 'promise', external: 'network', sinks: [{ kind: 'file-path', arg: 0 }] } },
        dispose: { call: {} },
      },
    },
  },
});

/** Each is an argument of `git`, which runs what some of its options name. */
const ARGUMENT: CallModel = { async: 'promise', sinks: [{ kind: 'process-argument', arg: 'rest' }] };
const GIT: CallModel = { returns: 'Git', sinks: [{ kind: 'file-path', arg: 0, property: 'baseDir' }] };
export const simpleGit = defineModel({
  library: 'simple-git',
  modules: ['simple-git', 'simple-git/promise'],
  family: 'other',
  exports: { default: { call: GIT }, simpleGit: { call: GIT }, gitP: { call: GIT } },
  types: {
    Git: {
      members: {
        ...Object.fromEntries(
          'raw clone mirror fetch pull push checkout checkoutBranch checkoutLocalBranch diff log show listRemote addRemote'
            .split(' ')
            .map((name): [string, MemberModel] => [name, { call: ARGUMENT }]),
        ),
        '*': { call: { async: 'promise' } },
      },
    },
  },
});
