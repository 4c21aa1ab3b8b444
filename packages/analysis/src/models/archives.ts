import { defineModel, type CallModel, type LibraryModel, type SourceModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

/** Whoever packed the archive chose the names: `../../etc/cron.d/job` is one. */
const ENTRIES: SourceModel = { kind: 'file-upload', shapes: ['arr'] };

/** What stands in the first argument is unpacked, to whatever size. */
const BOMB: HazardModel = { hazard: 'unbounded-output' };

export const unzipper = defineModel({
  library: 'unzipper',
  modules: ['unzipper'],
  family: 'other',
  exports: {
    Open: {
      members: {
        buffer: { call: { async: 'promise', returns: 'Directory' } },
        file: { call: { async: 'promise', returns: 'Directory' } },
        url: { call: { async: 'promise', returns: 'Directory' } },
      },
    },
    Parse: { type: 'Parse', call: { returns: 'Parse' } },
    Extract: {
      call: {
        returns: 'node:stream#Writable',
        sinks: [{ kind: 'file-path', arg: 0, property: 'path', propertyOnly: true }],
      },
    },
  },
  types: {
    Directory: {
      members: {
        files: { source: ENTRIES },
        extract: {
          call: { async: 'promise', sinks: [{ kind: 'file-path', arg: 0, property: 'path', propertyOnly: true }] },
        },
      },
    },
    Parse: {
      extends: 'node:stream#Writable',
      members: {
        on: {
          call: { returns: 'this', callbacks: [{ arg: 1, params: ['source:file-upload'], promise: 'error-event' }] },
        },
      },
    },
  },
});

const AT: NonNullable<CallModel['sinks']> = [{ kind: 'file-path', arg: 0 }];
/** A path, or the archive itself. */
const FROM: NonNullable<CallModel['sinks']> = [{ kind: 'file-path', arg: 0, onlyTexts: true }];
export const admZip = defineModel({
  library: 'adm-zip',
  modules: ['adm-zip'],
  family: 'other',
  exports: {
    default: {
      type: 'Zip',
      new: { returns: 'Zip', sinks: FROM, hazards: [BOMB] },
      call: { returns: 'Zip', sinks: FROM, hazards: [BOMB] },
    },
  },
  types: {
    Zip: {
      members: {
        getEntries: { call: { result: { is: 'source', source: ENTRIES } } },
        getEntry: { call: {} },
        extractAllTo: { call: { blocking: true, sinks: AT } },
        extractAllToAsync: { call: { async: 'callback', sinks: AT } },
        extractEntryTo: { call: { blocking: true, sinks: [{ kind: 'file-path', arg: 1 }] } },
        addLocalFile: { call: { blocking: true, sinks: AT } },
        addLocalFolder: { call: { blocking: true, sinks: AT } },
        writeZip: { call: { blocking: true, sinks: AT } },
        readAsText: { call: { result: { is: 'source', source: { kind: 'file-upload', shapes: ['str'] } } } },
      },
    },
  },
});

const PLACES: NonNullable<CallModel['sinks']> = [
  { kind: 'file-path', arg: 0, property: ['file', 'f', 'cwd', 'C'], propertyOnly: true },
];
/** With it names of the archive are taken as they are: absolute ones, and those that climb up. */
const KEEPS_PATHS: readonly HazardModel[] = ['preservePaths', 'P'].map((property) => ({
  hazard: 'archive-names',
  arg: 0,
  property,
  is: true,
}));
const UNPACK: CallModel = {
  async: 'callback',
  sinks: PLACES,
  hazards: KEEPS_PATHS,
  // The second since version 7.
  callbacks: ['onentry', 'onReadEntry'].map((property) => ({
    arg: 0,
    property,
    params: ['Entry'],
    promise: 'ignored',
  })),
};
export const tar = defineModel({
  library: 'tar',
  modules: ['tar'],
  family: 'other',
  exports: {
    x: { call: UNPACK },
    extract: { call: UNPACK },
    t: { call: { ...UNPACK, hazards: [] } },
    list: { call: { ...UNPACK, hazards: [] } },
    c: { call: { async: 'callback', sinks: PLACES } },
    create: { call: { async: 'callback', sinks: PLACES } },
    Unpack: { new: { sinks: PLACES, hazards: KEEPS_PATHS } },
  },
  types: { Entry: { members: { path: { source: { kind: 'file-upload', shapes: ['str'] } } } } },
});

const HEADER = { kind: 'file-upload', shapes: ['obj'], memberShapes: ['str', 'num', 'obj', 'null'] } as const;
/** `extract.on('entry', (header, stream, next) => ...)`: names as the archive has them. */
export const tarStream = defineModel({
  library: 'tar-stream',
  modules: ['tar-stream'],
  family: 'other',
  exports: { extract: { call: { returns: 'Extract' } }, pack: { call: {} } },
  types: {
    Extract: {
      extends: 'node:stream#Writable',
      members: {
        on: {
          call: {
            returns: 'this',
            callbacks: [
              { arg: 1, params: ['Header', null, null], promise: 'error-event', only: { arg: 0, is: ['entry'] } },
            ],
          },
        },
      },
    },
    Header: { source: HEADER },
  },
});
/** Names are refused where they climb up, before 2.10 and after: what they are called below the folder is not. */
export const tarFs = defineModel({
  library: 'tar-fs',
  modules: ['tar-fs'],
  family: 'other',
  exports: {
    extract: { call: { returns: 'node:stream#Writable', sinks: AT } },
    pack: { call: { returns: 'node:stream#Readable', sinks: AT } },
  },
});

/** Given up by its authors: it writes every entry where its name says (CVE-2018-1002203). */
export const unzip = defineModel({
  library: 'unzip',
  modules: ['unzip'],
  family: 'other',
  exports: {
    Parse: { type: 'unzipper#Parse', call: { returns: 'unzipper#Parse' } },
    Extract: {
      call: {
        returns: 'node:stream#Writable',
        sinks: [{ kind: 'file-path', arg: 0, property: 'path', propertyOnly: true }],
        hazards: [{ hazard: 'archive-names' }],
      },
    },
  },
});

const decompressFor = (versions: string, hazards: readonly HazardModel[]): LibraryModel =>
  defineModel({
    library: 'decompress',
    modules: ['decompress'],
    versions,
    family: 'other',
    exports: {
      default: {
        call: { async: 'promise', sinks: [...FROM, { kind: 'file-path', arg: 1 }], hazards: [BOMB, ...hazards] },
      },
    },
  });
/** Before 4.2.1 it wrote every entry where its name says (CVE-2020-12265). */
export const decompress = decompressFor('>=4.2.1', []);
export const decompressBefore421 = defineModel({
  ...decompressFor('<4.2.1', [{ hazard: 'archive-names' }]),
  outdated: true,
});
export const extractZip = defineModel({
  library: 'extract-zip',
  modules: ['extract-zip'],
  family: 'other',
  exports: {
    default: {
      call: {
        async: 'promise',
        sinks: [
          { kind: 'file-path', arg: 0 },
          { kind: 'file-path', arg: 1, property: 'dir', propertyOnly: true },
        ],
      },
    },
  },
});

const LOADED: CallModel = { async: 'promise', returns: 'Zip' };
const NAME: SourceModel = { kind: 'file-upload', shapes: ['str'] };
const CONTENT: SourceModel = { kind: 'file-upload', shapes: ['str', 'obj'] };
const jszipFor = (versions: string, names: 'cleaned' | 'raw'): LibraryModel =>
  defineModel({
    library: 'jszip',
    modules: ['jszip'],
    versions,
    family: 'other',
    exports: { default: { type: 'Zip', new: { returns: 'Zip' }, members: { loadAsync: { call: LOADED } } } },
    types: {
      Zip: {
        members: {
          loadAsync: { call: LOADED },
          files: names === 'raw' ? { source: { kind: 'file-upload', shapes: ['obj'], memberShapes: ['obj'] } } : {},
          forEach: {
            call: {
              callbacks: [
                { arg: 0, params: [names === 'raw' ? 'source:file-upload' : null, 'File'], promise: 'ignored' },
              ],
            },
          },
          file: { call: { returns: 'File' } },
          generateAsync: { call: { async: 'promise' } },
        },
      },
      File: {
        members: {
          name: names === 'raw' ? { source: NAME } : {},
          unsafeOriginalName: { source: NAME },
          async: { call: { async: 'promise', result: { is: 'source', source: CONTENT } } },
        },
      },
    },
  });
/** Since 3.8 names are cleaned of what climbs up (CVE-2022-48285); what the archive says is kept beside them. */
export const jszip = jszipFor('>=3.8.0', 'cleaned');
export const jszipBefore38 = defineModel({ ...jszipFor('<3.8.0', 'raw'), outdated: true });
