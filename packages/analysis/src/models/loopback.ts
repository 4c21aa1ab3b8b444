import { defineModel, type MemberModel, type SourceModel } from '../vocabulary/library-model.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const verb = (method: string): MemberModel => ({
  decorator: { is: 'route', method, pathArg: 0, braces: true, alone: true, behind: 'sequence' },
});
/** Values are refused where they are not what the name of the decorator says: nobody writes a text into a number. */
const NUMBERS = Object.fromEntries(
  ['number', 'integer', 'long', 'float', 'double', 'boolean'].map((name): [string, MemberModel] => [
    name,
    { decorator: { is: 'parameter' } },
  ]),
);
const typed = (kind: SourceModel['kind']): Record<string, MemberModel> => ({
  ...NUMBERS,
  ...Object.fromEntries(
    Object.entries({
      string: ['str', 'null'],
      password: ['str', 'null'],
      byte: ['str', 'null'],
      binary: ['str', 'null'],
      date: ['str', 'null'],
      dateTime: ['str', 'null'],
      object: ANY,
      array: ['arr', 'null'],
    } satisfies Record<string, SourceModel['shapes']>).map(([name, shapes]): [string, MemberModel] => [
      name,
      { decorator: { is: 'parameter', source: { kind, shapes } } },
    ]),
  ),
});
const FILTER: MemberModel = { decorator: { is: 'parameter', source: { kind: 'query', shapes: ANY } } };

/** Methods of classes are routes by their own decorators; parts of the path that are parameters stand in braces. */
export const loopbackRest = defineModel({
  library: '@loopback/rest',
  modules: ['@loopback/rest', '@loopback/openapi-v3'],
  family: 'http',
  exports: {
    get: verb('GET'),
    post: verb('POST'),
    put: verb('PUT'),
    patch: verb('PATCH'),
    del: verb('DELETE'),
    api: { decorator: { is: 'controller', pathArg: 0, pathProperty: 'basePath' } },
    param: {
      members: {
        path: { members: typed('param') },
        query: { members: typed('query') },
        header: { members: typed('header') },
        cookie: { members: typed('cookie') },
        filter: FILTER,
        where: FILTER,
      },
    },
    requestBody: {
      decorator: { is: 'parameter', source: { kind: 'body', shapes: ANY } },
      members: {
        file: { decorator: { is: 'parameter', source: { kind: 'body', shapes: ANY } } },
        array: { decorator: { is: 'parameter', source: { kind: 'body', shapes: ['arr'] } } },
      },
    },
    response: { decorator: { is: 'metadata' } },
    oas: { members: {} },
    HttpErrors: {},
    Request: { type: 'express#Request' },
    Response: { type: 'express#Response' },
  },
});

/** Whether anybody asks for what they say hangs on the sequence of the application, which is not followed. */
export const loopbackAuthentication = defineModel({
  library: '@loopback/authentication',
  modules: ['@loopback/authentication', '@loopback/authorization'],
  family: 'auth',
  exports: {
    authenticate: { decorator: { is: 'guards' }, members: { skip: { decorator: { is: 'metadata' } } } },
    authorize: { decorator: { is: 'guards' }, members: { skip: { decorator: { is: 'metadata' } } } },
  },
});
