import type { LibraryCases } from './model-case.js';

const OLD = {
  lodash: '4.17.10',
  'set-value': '2.0.0',
  'dot-prop': '4.2.0',
  'deep-extend': '0.4.2',
  'merge-deep': '3.0.2',
};

/** What becomes code, keys, entries or live objects when it is read: found with its sinks, with its neighbours. */
export const cases: LibraryCases = {
  lodash: {
    found: [
      { code: "import _ from 'lodash'; «_.set(o, path, v)»;", is: 'lodash#set', sinks: ['object-path'] },
      {
        code: "import { setWith } from 'lodash'; «setWith(o, path, v)»;",
        is: 'lodash#setWith',
        sinks: ['object-path'],
      },
      { code: "import _ from 'lodash'; «_.merge({}, a, b)»;", is: 'lodash#merge', sinks: [] },
      {
        code: "import _ from 'lodash'; «_.merge({}, a, b)»;",
        is: 'lodash#merge',
        sinks: ['merged-object', 'merged-object'],
        versions: OLD,
      },
      {
        code: "const { defaultsDeep } = require('lodash'); «defaultsDeep({}, a)»;",
        is: 'lodash#defaultsDeep',
        sinks: ['merged-object'],
        versions: OLD,
      },
      {
        code: "import { merge as join } from 'lodash-es'; «join({}, a)»;",
        is: 'lodash#merge',
        sinks: ['merged-object'],
        versions: OLD,
      },
    ],
    lookAlikes: [
      ["import { merge } from './mine'; «merge({}, a)»;", null],
      ['const _ = { set() {} }; «_.set(o, p, v)»;', null],
      { code: "import _ from 'lodash'; «_.assign({}, a)»;", is: 'lodash#assign', sinks: [], versions: OLD },
      { code: "import _ from 'lodash'; «_.get(o, path)»;", is: 'lodash#get', sinks: [] },
    ],
  },
  'set-value': {
    found: [
      {
        code: "import set from 'set-value'; «set(o, path, v)»;",
        is: 'set-value#default',
        sinks: ['object-path'],
        versions: OLD,
      },
      {
        code: "const set = require('set-value'); «set(o, path, v)»;",
        is: 'set-value#default',
        sinks: ['object-path'],
        versions: OLD,
      },
    ],
    lookAlikes: [
      { code: "import set from 'set-value'; «set(o, path, v)»;", is: 'set-value#default', sinks: [] },
      ["import set from './set-value'; «set(o, path, v)»;", null],
    ],
  },
  'dot-prop': {
    found: [
      {
        code: "import dot from 'dot-prop'; «dot.set(o, path, v)»;",
        is: 'dot-prop#set',
        sinks: ['object-path'],
        versions: OLD,
      },
    ],
    lookAlikes: [
      {
        code: "import { setProperty } from 'dot-prop'; «setProperty(o, path, v)»;",
        is: 'dot-prop#setProperty',
        sinks: [],
        versions: { 'dot-prop': '9.0.0' },
      },
    ],
  },
  'deep-extend': {
    found: [
      {
        code: "const extend = require('deep-extend'); «extend({}, a)»;",
        is: 'deep-extend#default',
        sinks: ['merged-object'],
        versions: OLD,
      },
    ],
    lookAlikes: [
      {
        code: "const extend = require('deep-extend'); «extend({}, a)»;",
        is: 'deep-extend#default',
        sinks: [],
        versions: { 'deep-extend': '0.6.0' },
      },
    ],
  },
  'merge-deep': {
    found: [
      {
        code: "import merge from 'merge-deep'; «merge({}, a)»;",
        is: 'merge-deep#default',
        sinks: ['merged-object'],
        versions: OLD,
      },
    ],
    lookAlikes: [["import merge from './merge-deep'; «merge({}, a)»;", null]],
  },
  'js-yaml': {
    found: [
      {
        code: "import yaml from 'js-yaml'; «yaml.load(x)»;",
        is: 'js-yaml#load',
        sinks: ['deserialized'],
        versions: { 'js-yaml': '3.13.0' },
      },
      {
        code: "const { loadAll } = require('js-yaml'); «loadAll(x)»;",
        is: 'js-yaml#loadAll',
        sinks: ['deserialized'],
        versions: { 'js-yaml': '3.13.0' },
      },
    ],
    lookAlikes: [
      { code: "import yaml from 'js-yaml'; «yaml.load(x)»;", is: 'js-yaml#load', sinks: [] },
      {
        code: "import yaml from 'js-yaml'; «yaml.safeLoad(x)»;",
        is: 'js-yaml#safeLoad',
        sinks: [],
        versions: { 'js-yaml': '3.13.0' },
      },
      {
        code: "import yaml from 'js-yaml'; «yaml.load(x, { schema: yaml.SAFE_SCHEMA })»;",
        is: 'js-yaml#load',
        sinks: [],
        versions: { 'js-yaml': '3.13.0' },
      },
    ],
  },
  'node-serialize': {
    found: [
      {
        code: "const s = require('node-serialize'); «s.unserialize(x)»;",
        is: 'node-serialize#unserialize',
        sinks: ['deserialized'],
      },
      {
        code: "import { deepDeserialize } from 'funcster'; «deepDeserialize(x)»;",
        is: 'node-serialize#deepDeserialize',
        sinks: ['deserialized'],
      },
    ],
    lookAlikes: [
      { code: "const s = require('node-serialize'); «s.serialize(x)»;", is: 'node-serialize#serialize', sinks: [] },
      ["const s = require('./serialize'); «s.unserialize(x)»;", null],
    ],
  },
  libxmljs: {
    found: [
      {
        code: "import libxml from 'libxmljs'; «libxml.parseXml(x, { noent: true })»;",
        is: 'libxmljs#parseXml',
        hazards: ['external-entities'],
      },
      {
        code: "const libxml = require('libxmljs2'); «libxml.parseXmlString(x, { noblanks: true, noent: true })»;",
        is: 'libxmljs#parseXmlString',
        hazards: ['external-entities'],
      },
    ],
    lookAlikes: [
      { code: "import libxml from 'libxmljs'; «libxml.parseXml(x)»;", is: 'libxmljs#parseXml', hazards: [] },
      {
        code: "import libxml from 'libxmljs'; «libxml.parseXml(x, { noent: false })»;",
        is: 'libxmljs#parseXml',
        hazards: [],
      },
      ['const libxml = { parseXml() {} }; «libxml.parseXml(x, { noent: true })»;', null],
    ],
  },
  'node:zlib': {
    found: [
      {
        code: "import zlib from 'zlib'; «zlib.gunzipSync(x)»;",
        is: 'node:zlib#gunzipSync',
        hazards: ['unbounded-output'],
      },
      {
        code: "import { inflate } from 'node:zlib'; «inflate(x, (error, data) => use(data))»;",
        is: 'node:zlib#inflate',
        hazards: ['unbounded-output'],
      },
      {
        code: "import { unzipSync } from 'node:zlib'; «unzipSync(x, { level: 1 })»;",
        is: 'node:zlib#unzipSync',
        hazards: ['unbounded-output'],
      },
    ],
    lookAlikes: [
      {
        code: "import zlib from 'zlib'; «zlib.gunzipSync(x, { maxOutputLength: 1024 })»;",
        is: 'node:zlib#gunzipSync',
        hazards: [],
      },
      { code: "import zlib from 'zlib'; «zlib.gunzipSync(x, options)»;", is: 'node:zlib#gunzipSync', hazards: [] },
      { code: "import zlib from 'zlib'; «zlib.gzipSync(x)»;", is: 'node:zlib#gzipSync', hazards: [] },
    ],
  },
  unzipper: {
    found: [
      {
        code: "import unzipper from 'unzipper'; const open = await unzipper.Open.buffer(x); «open.files»;",
        is: 'unzipper#Directory.files',
        taint: 'tainted',
      },
      {
        code:
          "import { Open } from 'unzipper'; const open = await Open.file(x); " +
          'for (const entry of open.files) use(«entry.path»);',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: "import unzipper from 'unzipper'; const open = await unzipper.Open.buffer(x); «open.comment»;",
        taint: 'unknown',
      },
      ["import unzipper from './unzipper'; const open = await unzipper.Open.buffer(x); «open.files»;", null],
    ],
  },
  'adm-zip': {
    found: [
      {
        code: "import AdmZip from 'adm-zip'; const zip = new AdmZip(x); «zip.getEntries()»;",
        is: 'adm-zip#Zip.getEntries',
        taint: 'tainted',
      },
      {
        code:
          "const AdmZip = require('adm-zip'); const zip = new AdmZip(x); zip.getEntries().forEach((entry) => " +
          'use(«entry.entryName»));',
        taint: 'tainted',
      },
    ],
    lookAlikes: [['const zip = { getEntries() {} }; «zip.getEntries()»;', null]],
  },
  'node:fs': {
    found: [
      { code: "import fs from 'node:fs'; «fs.readFileSync('a.json')»;", is: 'node:fs#readFileSync', taint: 'safe' },
      {
        code:
          "import fs from 'node:fs'; import express from 'express'; const app = express(); " +
          "app.get('/', (req, res) => { res.send(«fs.readFileSync(req.query.f)»); });",
        taint: 'unknown',
        sinks: ['file-path'],
      },
    ],
    lookAlikes: [["import fs from './fs'; «fs.readFileSync('a.json')»;", null]],
  },
  multer: {
    found: [
      {
        code: "import multer from 'multer'; «multer({ dest: 'a' })»;",
        is: 'multer#default',
        hazards: ['upload-limit'],
      },
      { code: "const multer = require('multer'); «multer()»;", is: 'multer#default', hazards: ['upload-limit'] },
      {
        code: "import multer from '@koa/multer'; «multer({ limits: { files: 1 } })»;",
        is: 'multer#default',
        hazards: ['upload-limit'],
      },
      {
        code:
          "import multer from 'multer'; «multer.diskStorage({ filename: (req, file, done) => " +
          'done(null, file.originalname) })»;',
        is: 'multer#diskStorage',
        sinks: ['stored-name'],
      },
    ],
    lookAlikes: [
      {
        code: "import multer from 'multer'; «multer({ limits: { fileSize: 1 } })»;",
        is: 'multer#default',
        hazards: [],
      },
      { code: "import multer from 'multer'; «multer()».none();", is: 'multer#default', hazards: [] },
      { code: "import multer from 'multer'; «multer(options)»;", is: 'multer#default', hazards: [] },
      {
        code:
          "import multer from 'multer'; «multer.diskStorage({ destination: (req, file, done) => " +
          "done(null, 'a') })»;",
        is: 'multer#diskStorage',
        sinks: [],
      },
    ],
  },
  busboy: {
    found: [
      { code: "import busboy from 'busboy'; «busboy({ headers })»;", is: 'busboy#default', hazards: ['upload-limit'] },
      {
        code: "import { Busboy } from '@fastify/busboy'; «new Busboy({ headers })»;",
        is: '@fastify/busboy#Busboy',
        hazards: ['upload-limit'],
      },
    ],
    lookAlikes: [
      {
        code: "import busboy from 'busboy'; «busboy({ headers, limits: { fileSize: 5 } })»;",
        is: 'busboy#default',
        hazards: [],
      },
      ["import busboy from './busboy'; «busboy({ headers })»;", null],
    ],
  },
  'express-fileupload': {
    found: [
      {
        code: "import upload from 'express-fileupload'; «upload({ useTempFiles: true })»;",
        is: 'express-fileupload#default',
        hazards: ['upload-limit'],
      },
    ],
    lookAlikes: [
      {
        code: "import upload from 'express-fileupload'; «upload({ limits: { fileSize: 5 } })»;",
        is: 'express-fileupload#default',
        hazards: [],
      },
    ],
  },
  formidable: {
    found: [
      {
        code: "import formidable from 'formidable'; «formidable({ maxFileSize: Infinity })»;",
        is: 'formidable#default',
        hazards: ['upload-limit'],
      },
    ],
    lookAlikes: [
      {
        code: "import formidable from 'formidable'; «formidable({ maxFiles: 1 })»;",
        is: 'formidable#default',
        hazards: [],
      },
    ],
  },
};
