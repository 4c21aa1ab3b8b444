import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const ACCEPT: MemberModel = { call: { duty: ['upload'] } };
/** A gigabyte: beyond it a limit is none. */
const HUGE = 2 ** 30;
const SIZE: readonly HazardModel[] = [
  { hazard: 'upload-limit', arg: 0, property: 'limits.fileSize', missing: true, above: HUGE, unlessOnly: ['none'] },
];
const STORED: readonly SinkModel[] = [
  { kind: 'stored-name', arg: 0, property: 'filename', propertyOnly: true, handedTo: { param: 2, arg: 1 } },
];
/** Options given where the interceptor is used; without a storage of its own the limits may stand in the module. */
const local = (arg: number): MemberModel => ({
  call: {
    duty: ['upload'],
    hazards: ['storage', 'dest'].map((property): HazardModel => ({
      hazard: 'upload-limit',
      arg,
      property: 'limits.fileSize',
      missing: true,
      above: HUGE,
      when: { arg, property },
    })),
  },
});

export const multer = defineModel({
  library: 'multer',
  modules: ['multer', '@koa/multer', 'koa-multer', 'fastify-multer'],
  family: 'upload',
  exports: {
    default: {
      call: { returns: 'Multer', parsesBody: {}, hazards: SIZE, uploadFilter: { arg: 0, property: 'fileFilter' } },
      members: {
        diskStorage: {
          call: {
            sinks: STORED,
            callbacks: [
              { arg: 0, property: 'filename', params: ['express#Request', 'File', null], promise: 'ignored' },
              { arg: 0, property: 'destination', params: ['express#Request', 'File', null], promise: 'ignored' },
            ],
          },
        },
        memoryStorage: { call: {} },
        MulterError: { type: 'MulterError' },
      },
    },
  },
  types: {
    Multer: {
      conventionalNames: ['upload'],
      members: { single: ACCEPT, array: ACCEPT, fields: ACCEPT, any: ACCEPT, none: ACCEPT },
    },
    MulterError: {},
    /** Names and types come from the client; where it was stored does not. */
    File: {
      members: {
        originalname: { source: { kind: 'file-upload', shapes: ['str'] } },
        mimetype: { source: { kind: 'file-upload', shapes: ['str'] } },
        fieldname: { source: { kind: 'file-upload', shapes: ['str'] } },
        buffer: { source: { kind: 'file-upload', shapes: ['obj'] } },
        encoding: { source: { kind: 'file-upload', shapes: ['str'] } },
        path: { value: 'constant' },
        filename: { value: 'constant' },
        destination: { value: 'constant' },
        size: { value: 'constant' },
        toBuffer: { call: { async: 'promise' } },
        file: {},
      },
    },
  },
});

export const nestjsPlatformExpress = defineModel({
  library: '@nestjs/platform-express',
  modules: ['@nestjs/platform-express'],
  family: 'http',
  exports: {
    FileInterceptor: local(1),
    FilesInterceptor: local(2),
    FileFieldsInterceptor: local(1),
    AnyFilesInterceptor: local(0),
    NestExpressApplication: { type: '@nestjs/core#Application' },
    MulterModule: {
      members: { register: { call: { hazards: SIZE.map((hazard) => ({ ...hazard, forUses: true as const })) } } },
    },
  },
});
export const nestjsPlatformFastify = defineModel({
  library: '@nestjs/platform-fastify',
  modules: ['@nestjs/platform-fastify'],
  family: 'http',
  exports: { NestFastifyApplication: { type: '@nestjs/core#Application' }, FastifyAdapter: { new: {} } },
});
