import { defineModel, type SourceModel } from '../vocabulary/library-model.js';

/** Whoever packed the archive chose the names: `../../etc/cron.d/job` is one. */
const ENTRIES: SourceModel = { kind: 'file-upload', shapes: ['arr'] };

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
    Extract: { call: { returns: 'node:stream#Writable' } },
  },
  types: {
    Directory: { members: { files: { source: ENTRIES }, extract: { call: { async: 'promise' } } } },
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

export const admZip = defineModel({
  library: 'adm-zip',
  modules: ['adm-zip'],
  family: 'other',
  exports: { default: { type: 'Zip', new: { returns: 'Zip' }, call: { returns: 'Zip' } } },
  types: {
    Zip: {
      members: {
        getEntries: { call: { result: { is: 'source', source: ENTRIES } } },
        getEntry: { call: {} },
        extractAllTo: { call: { blocking: true } },
        extractEntryTo: { call: { blocking: true } },
        readAsText: { call: {} },
      },
    },
  },
});
