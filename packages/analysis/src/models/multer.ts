import { defineModel, type MemberModel } from './define.js';

const ACCEPT: MemberModel = { call: { duty: ['upload'] } };

export const multer = defineModel({
  library: 'multer',
  modules: ['multer'],
  family: 'upload',
  exports: {
    default: {
      call: { returns: 'Multer' },
      members: {
        diskStorage: { call: { callbacks: [{ arg: 0, property: 'filename', params: ['express#Request', 'File', null], promise: 'ignored' }, { arg: 0, property: 'destination', params: ['express#Request', 'File', null], promise: 'ignored' }] } },
        memoryStorage: { call: {} },
        MulterError: { type: 'MulterError' },
      },
    },
  },
  types: {
    Multer: { conventionalNames: ['upload'], members: { single: ACCEPT, array: ACCEPT, fields: ACCEPT, any: ACCEPT, none: ACCEPT } },
    MulterError: {},
    /** Names and types come from the client; where it was stored does not. */
    File: {
      members: {
        originalname: { source: { kind: 'file-upload', shapes: ['str'] } }, mimetype: { source: { kind: 'file-upload', shapes: ['str'] } }, fieldname: { source: { kind: 'file-upload', shapes: ['str'] } }, buffer: { source: { kind: 'file-upload', shapes: ['obj'] } }, encoding: { source: { kind: 'file-upload', shapes: ['str'] } },
        path: { value: 'constant' }, filename: { value: 'constant' }, destination: { value: 'constant' }, size: { value: 'constant' },
        toBuffer: { call: { async: 'promise' } }, file: {},
      },
    },
  },
});

export const nestjsPlatformExpress = defineModel({
  library: '@nestjs/platform-express',
  modules: ['@nestjs/platform-express'],
  family: 'http',
  exports: { FileInterceptor: { call: { duty: ['upload'] } }, FilesInterceptor: { call: { duty: ['upload'] } }, FileFieldsInterceptor: { call: { duty: ['upload'] } }, AnyFilesInterceptor: { call: { duty: ['upload'] } }, NestExpressApplication: { type: '@nestjs/core#Application' }, MulterModule: { members: { register: { call: {} } } } },
});
export const nestjsPlatformFastify = defineModel({ library: '@nestjs/platform-fastify', modules: ['@nestjs/platform-fastify'], family: 'http', exports: { NestFastifyApplication: { type: '@nestjs/core#Application' }, FastifyAdapter: { new: {} } } });
