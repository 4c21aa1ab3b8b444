import type { LibraryCases } from './model-case.js';

/** Archives: where they are unpacked, and what their entries are called. */
export const cases: LibraryCases = {
  'tar': {
    found: [
      { code: "import * as tar from 'tar'; «tar.x({ file, cwd })»;", is: 'tar#x', sinks: ['file-path', 'file-path'] },
      {
        code: "import { extract } from 'tar'; «extract({ file, preservePaths: true })»;",
        is: 'tar#extract',
        hazards: ['archive-names'],
      },
      {
        code: "import * as tar from 'tar'; tar.t({ file, onentry: (entry) => use(«entry.path») });",
        is: 'tar#Entry.path',
        taint: 'tainted',
      },
      {
        code: "import * as tar from 'tar'; tar.t({ file, onReadEntry: (entry) => use(«entry.path») });",
        is: 'tar#Entry.path',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: "import * as tar from 'tar'; «tar.x({ strip: 1 })»;", sinks: [] },
      { code: "import * as tar from 'tar'; «tar.x({ file, preservePaths: false })»;", hazards: [] },
      ["import * as tar from './tar'; «tar.x({ file })»;", null],
    ],
  },
  'tar-stream': {
    found: [
      {
        code:
          "import tar from 'tar-stream'; const e = tar.extract(); " + "e.on('entry', (header) => use(«header.name»));",
        taint: 'tainted',
      },
      { code: "import { extract } from 'tar-stream'; «extract()»;", is: 'tar-stream#extract' },
    ],
    lookAlikes: [
      {
        code:
          "import tar from 'tar-stream'; const e = tar.extract(); " + "e.on('error', (header) => use(«header.name»));",
        taint: 'unknown',
      },
      ["import tar from './tar'; «tar.extract()»;", null],
    ],
  },
  'tar-fs': {
    found: [{ code: "import tar from 'tar-fs'; «tar.extract(folder)»;", is: 'tar-fs#extract', sinks: ['file-path'] }],
    lookAlikes: [["import tar from './tar'; «tar.extract(folder)»;", null]],
  },
  'unzip': {
    found: [
      {
        code: "import unzip from 'unzip'; «unzip.Extract({ path })»;",
        is: 'unzip#Extract',
        sinks: ['file-path'],
        hazards: ['archive-names'],
      },
      {
        code: "const unzip = require('unzip'); unzip.Parse().on('entry', (entry) => use(«entry.path»));",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: "import unzipper from 'unzipper'; «unzipper.Extract({ path })»;", is: 'unzipper#Extract', hazards: [] },
      ["import unzip from './unzip'; «unzip.Extract({ path })»;", null],
    ],
  },
  'decompress': {
    found: [
      {
        code: "import decompress from 'decompress'; «decompress(archive, folder)»;",
        is: 'decompress#default',
        sinks: ['file-path', 'file-path'],
      },
      {
        code: "import decompress from 'decompress'; «decompress(archive, 'dist')»;",
        versions: { 'decompress': '4.2.0' },
        hazards: ['unbounded-output', 'archive-names'],
      },
    ],
    lookAlikes: [
      {
        code: "import decompress from 'decompress'; «decompress(archive, 'dist')»;",
        versions: { 'decompress': '4.2.1' },
        hazards: ['unbounded-output'],
      },
      ["import decompress from './decompress'; «decompress(archive, folder)»;", null],
    ],
  },
  'extract-zip': {
    found: [
      {
        code: "import extract from 'extract-zip'; «extract(file, { dir })»;",
        is: 'extract-zip#default',
        sinks: ['file-path', 'file-path'],
      },
    ],
    lookAlikes: [
      { code: "import extract from 'extract-zip'; «extract(file, { onEntry })»;", sinks: ['file-path'] },
      ["import extract from './extract'; «extract(file, { dir })»;", null],
    ],
  },
  'adm-zip': {
    found: [
      {
        code: "import AdmZip from 'adm-zip'; const zip = new AdmZip(file); «zip.extractAllTo(folder)»;",
        is: 'adm-zip#Zip.extractAllTo',
        sinks: ['file-path'],
      },
      {
        code: "import AdmZip from 'adm-zip'; const zip = new AdmZip(file); «zip.extractEntryTo(entry, folder)»;",
        sinks: ['file-path'],
      },
      { code: "import AdmZip from 'adm-zip'; use(«new AdmZip(file).readAsText('x')»);", taint: 'tainted' },
    ],
    lookAlikes: [
      { code: "import AdmZip from 'adm-zip'; const zip = new AdmZip(file); «zip.getEntries()»;", sinks: [] },
      ["import AdmZip from './zip'; «new AdmZip(file)»;", null],
    ],
  },
  'jszip': {
    found: [
      {
        code: "import JSZip from 'jszip'; const zip = await JSZip.loadAsync(data); use(«zip.files»);",
        is: 'jszip#Zip.files',
        taint: 'tainted',
        versions: { 'jszip': '3.7.1' },
      },
      {
        code: "import JSZip from 'jszip'; const zip = new JSZip(); zip.forEach((path) => use(«path»));",
        taint: 'tainted',
        versions: { 'jszip': '3.7.1' },
      },
      {
        code:
          "import JSZip from 'jszip'; const zip = new JSZip(); " +
          'zip.forEach((path, file) => use(«file.unsafeOriginalName»));',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: "import JSZip from 'jszip'; const zip = new JSZip(); zip.forEach((path) => use(«path»));",
        taint: 'unknown',
      },
      {
        code: "import JSZip from 'jszip'; const zip = new JSZip(); «zip.generateAsync({ type: 'base64' })»;",
        is: 'jszip#Zip.generateAsync',
        sinks: [],
      },
      ["import JSZip from './zip'; «JSZip.loadAsync(data)»;", null],
    ],
  },
};
