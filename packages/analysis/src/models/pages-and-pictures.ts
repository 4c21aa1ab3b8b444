/** Pages, pictures and sheets that a server reads or makes. */
import { type CallModel, defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const PATH: readonly SinkModel[] = [{ kind: 'file-path', arg: 0 }];
const SCRIPTS = { arg: 1, property: 'runScripts', is: 'dangerously' } as const;

/** Runs the scripts of a page in this process where it is told so. */
export const jsdom = defineModel({
  library: 'jsdom',
  modules: ['jsdom'],
  family: 'other',
  exports: {
    JSDOM: {
      type: 'Dom',
      new: { returns: 'Dom', sinks: [{ kind: 'code-text', arg: 0, when: SCRIPTS }] },
      members: {
        fromURL: {
          call: { async: 'promise', external: 'network', returns: 'Dom', sinks: [{ kind: 'outbound-url', arg: 0 }] },
        },
        fromFile: { call: { async: 'promise', returns: 'Dom', sinks: PATH } },
        fragment: { call: {} },
      },
    },
  },
  types: { Dom: { members: { window: { members: { eval: { call: { sinks: [{ kind: 'code-text', arg: 0 }] } } } } } } },
});

/** A path, or the bytes of a picture. */
const PICTURE: CallModel = { returns: 'Sharp', sinks: [{ kind: 'file-path', arg: 0, onlyTexts: true }] };
export const sharp = defineModel({
  library: 'sharp',
  modules: ['sharp'],
  family: 'other',
  exports: { default: { call: PICTURE } },
  types: {
    Sharp: {
      members: {
        toFile: { call: { async: 'callback', sinks: PATH } },
        toBuffer: { call: { async: 'callback' } },
        metadata: { call: { async: 'callback' } },
        stats: { call: { async: 'callback' } },
        '*': { call: { returns: 'this' } },
      },
    },
  },
});

const SHEETS: Readonly<Record<string, MemberModel>> = {
  readFile: { call: { sinks: PATH, blocking: true } },
  writeFile: { call: { sinks: [{ kind: 'file-path', arg: 1 }], blocking: true } },
  read: { call: { blocking: true } },
};
export const xlsx = defineModel({
  library: 'xlsx',
  modules: ['xlsx'],
  family: 'other',
  exports: { default: { members: SHEETS }, ...SHEETS },
});

/** A page of the server, made from markup or from an address: whatever it names is fetched from here. */
const OPENED: readonly SinkModel[] = [{ kind: 'html-response', arg: 0, opened: true }];
export const wkhtmltopdf = defineModel({
  library: 'wkhtmltopdf',
  modules: ['wkhtmltopdf'],
  family: 'other',
  exports: {
    default: {
      call: {
        returns: 'node:stream#Readable',
        external: 'network',
        sinks: [
          { kind: 'outbound-url', arg: 0 },
          ...OPENED,
          { kind: 'file-path', arg: 1, property: 'output', propertyOnly: true },
        ],
      },
    },
  },
});
const pages = (library: string, names: readonly string[], call: CallModel): LibraryModel => {
  const members = Object.fromEntries(names.map((name): [string, MemberModel] => [name, { call }]));
  return defineModel({ library, modules: [library], family: 'other', exports: { default: { members }, ...members } });
};
export const htmlPdf = pages('html-pdf', ['create'], { sinks: OPENED });
export const htmlPdfNode = pages('html-pdf-node', ['generatePdf', 'generatePdfs'], {
  async: 'callback',
  sinks: [
    { kind: 'html-response', arg: 0, property: 'content', propertyOnly: true, opened: true },
    { kind: 'outbound-url', arg: 0, property: 'url', propertyOnly: true },
  ],
});
export const nodeHtmlToImage = defineModel({
  library: 'node-html-to-image',
  modules: ['node-html-to-image'],
  family: 'other',
  exports: {
    default: {
      call: {
        async: 'promise',
        sinks: [{ kind: 'html-response', arg: 0, property: 'html', propertyOnly: true, opened: true }],
      },
    },
  },
});
