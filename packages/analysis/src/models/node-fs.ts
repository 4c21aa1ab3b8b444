import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const PATH: readonly SinkModel[] = [{ kind: 'file-path', arg: 0 }];
const TWO_PATHS: readonly SinkModel[] = [...PATH, { kind: 'file-path', arg: 1 }];

const CONTENT: CallModel['result'] = { is: 'content', of: 0, shapes: ['str', 'obj'] };
const READING = ['readFile', 'readdir', 'readlink'];
/** Where a path leads in the end: asked before that is compared with the folder it has to lie in. */
const RESOLVING = ['realpath'];
const LOOKED: readonly SinkModel[] = [{ kind: 'file-path', arg: 0, onlyLooks: true }];
const LOOKING = ['stat', 'lstat', 'access', 'exists', 'statfs'];
const OPENING = ['opendir', 'open'];
/** One entry of a directory is looked up, made, changed or taken away, however large the file. */
const BRIEF = [
  'stat', 'lstat', 'access', 'exists', 'mkdir', 'mkdtemp', 'readlink', 'realpath', 'pathExists', 'ensureDir', 'mkdirs',
  'mkdirp', 'unlink', 'rename', 'chmod', 'chown', 'truncate', 'utimes', 'link', 'symlink', 'ensureFile',
];
/** The same for one entry, and a walk through all below it where the option says so. */
const BY_DEPTH = ['rm', 'rmdir'];
const BY_SIZE = ['readFile', 'readJson', 'readJSON'];

function blockingOf(name: string): NonNullable<CallModel['blocking']> {
  if (BRIEF.includes(name)) return 'brief';
  if (BY_DEPTH.includes(name)) return 'by-depth';
  return BY_SIZE.includes(name) ? 'by-size' : true;
}
const WRITING = [
  'writeFile', 'appendFile', 'unlink', 'rm', 'rmdir', 'mkdir', 'mkdtemp', 'chmod', 'chown', 'truncate', 'utimes',
];
const MOVING = ['rename', 'copyFile', 'cp', 'link', 'symlink'];

/** The four forms of one operation differ only in how they report. */
const operations = (suffix: string, form: CallModel): Record<string, MemberModel> => {
  const named = (names: readonly string[], call: CallModel): [string, MemberModel][] =>
    names.map((name) => [
      name + suffix,
      { call: { ...call, ...form, ...(form.blocking && { blocking: blockingOf(name) }) } },
    ]);
  return Object.fromEntries([
    ...named(READING, { sinks: PATH, result: CONTENT }),
    ...named(RESOLVING, { result: { is: 'derived', from: [0], shapes: ['str'] } }),
    ...named(LOOKING, { sinks: LOOKED }),
    ...named(OPENING, { sinks: PATH }),
    ...named(WRITING, { sinks: PATH, external: 'file' }),
    ...named(MOVING, { sinks: TWO_PATHS, external: 'file' }),
  ]);
};

const STREAMS: Record<string, MemberModel> = {
  createReadStream: { call: { sinks: PATH, returns: 'node:stream#Readable' } },
  createWriteStream: { call: { sinks: PATH, returns: 'node:stream#Writable' } },
  watch: { call: { sinks: PATH, callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }] } },
  constants: { value: 'constant' },
};
const BY_CALLBACK: CallModel = { callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }] };
const PROMISED = {
  ...operations('', { async: 'promise' }),
  open: { call: { async: 'promise', sinks: PATH, returns: 'node:fs/promises#FileHandle' } },
} satisfies Record<string, MemberModel>;

/** fs, its drop-in replacement graceful-fs, and the members they share with fs-extra. */
export const nodeFs = defineModel({
  library: 'node:fs',
  modules: ['node:fs', 'graceful-fs'],
  family: 'runtime',
  exports: {
    ...operations('', BY_CALLBACK),
    ...operations('Sync', { blocking: true }),
    existsSync: { call: { sinks: LOOKED, blocking: 'brief', result: { is: 'safe', shapes: ['bool'] } } },
    ...STREAMS,
    promises: { members: PROMISED },
  },
});

export const nodeFsPromises = defineModel({
  library: 'node:fs/promises',
  modules: ['node:fs/promises'],
  family: 'runtime',
  exports: PROMISED,
  types: {
    FileHandle: {
      resource: { kind: 'file', releasedBy: ['close'] },
      members: {
        close: { call: { async: 'promise' } },
        readFile: { call: { async: 'promise' } },
        writeFile: { call: { async: 'promise', external: 'file' } },
        read: { call: { async: 'promise' } },
        write: { call: { async: 'promise', external: 'file' } },
        appendFile: { call: { async: 'promise', external: 'file' } },
        stat: { call: { async: 'promise' } },
      },
    },
  },
});

const EXTRA: readonly [string, SinkModel[]][] = [
  ...[
    'ensureDir', 'ensureFile', 'emptyDir', 'remove', 'outputFile', 'readJson', 'readJSON', 'writeJson', 'writeJSON',
    'outputJson', 'pathExists', 'mkdirs', 'mkdirp',
  ].map((name): [string, SinkModel[]] => [name, [...(name === 'pathExists' ? LOOKED : PATH)]]),
  ...['copy', 'move'].map((name): [string, SinkModel[]] => [name, [...TWO_PATHS]]),
];

export const fsExtra = defineModel({
  library: 'fs-extra',
  modules: ['fs-extra', 'fs-extra/esm'],
  family: 'runtime',
  exports: {
    ...operations('', { async: 'callback', ...BY_CALLBACK }),
    ...operations('Sync', { blocking: true }),
    ...STREAMS,
    ...Object.fromEntries(
      EXTRA.flatMap(([name, sinks]): [string, MemberModel][] => [
        [
          name,
          {
            call: {
              sinks,
              async: 'callback',
              ...BY_CALLBACK,
              ...(name === 'pathExists' && { neverRejects: true as const }),
            },
          },
        ],
        [`${name}Sync`, { call: { sinks, blocking: blockingOf(name) } }],
      ]),
    ),
  },
});
