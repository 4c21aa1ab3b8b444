import {
  defineModel,
  type LibraryModel,
  type MemberModel,
  type ServicesModel,
  type SourceModel,
} from '../vocabulary/library-model.js';

const ONE = '/:id';
const services: ServicesModel = {
  path: 0,
  service: 1,
  listed: { arg: 2, property: 'methods' },
  methods: {
    find: { method: 'GET', path: '', params: ['Params'] },
    get: { method: 'GET', path: ONE, params: ['Id', 'Params'] },
    create: { method: 'POST', path: '', params: ['Data', 'Params'] },
    update: { method: 'PUT', path: ONE, params: ['Id', 'Data', 'Params'] },
    patch: { method: 'PATCH', path: ONE, params: ['Id', 'Data', 'Params'] },
    remove: { method: 'DELETE', path: ONE, params: ['Id', 'Params'] },
  },
  before: ['around', 'before'],
  all: 'all',
};
const ID: SourceModel = { kind: 'param', shapes: ['str'] };
const DATA: SourceModel = {
  kind: 'body',
  shapes: ['obj', 'arr'],
  memberShapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'],
};
const OWN: MemberModel = { call: { returns: 'this' } };
const APPLICATION: MemberModel = { type: 'Application' };
const made: MemberModel = { call: { returns: '@feathersjs/feathers#Application' } };

export const feathers = defineModel({
  library: '@feathersjs/feathers',
  modules: ['@feathersjs/feathers'],
  family: 'http',
  exports: {
    feathers: made,
    default: made,
    Application: APPLICATION,
    HookContext: { type: 'Context' },
    Params: { type: 'Params' },
    Id: { type: 'Id' },
  },
  types: {
    Application: {
      members: {
        use: { call: { returns: 'this', services } },
        service: { call: { returns: 'Service', findsService: { arg: 0 } } },
        hooks: { call: { returns: 'this', hooksServices: { arg: 0, all: true } } },
        configure: OWN,
        set: OWN,
        get: { call: {} },
        on: OWN,
        listen: { call: { async: 'promise', listens: true } },
        setup: { call: { async: 'promise' } },
      },
    },
    Service: { members: { hooks: { call: { returns: 'this', hooksServices: { arg: 0 } } }, on: OWN, publish: OWN } },
    Params: {
      members: {
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'obj', 'null'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        route: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str'] } },
        user: {},
        provider: { value: 'constant' },
      },
    },
    Id: { source: ID },
    Data: {
      source: { kind: 'body', shapes: ['obj', 'arr'], memberShapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] },
    },
    Context: {
      members: {
        data: { source: DATA },
        id: { source: ID },
        params: { type: 'Params' },
        result: {},
        app: { type: 'Application' },
      },
    },
  },
});

/** `authenticate('jwt')` refuses whoever comes from outside and is not signed in. */
const authentication = defineModel({
  library: '@feathersjs/authentication',
  modules: ['@feathersjs/authentication', '@feathersjs/authentication/lib'],
  family: 'auth',
  exports: {
    authenticate: { call: { duty: ['authentication'], dutyUnless: [{ arg: 0, is: 'anonymous' }] } },
    AuthenticationService: { new: {} },
    JWTStrategy: { new: {} },
    hooks: { members: { authenticate: { call: { duty: ['authentication'] } } } },
  },
});

/** Servers around an application, with its members. */
const server = (library: string, name: string): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'http',
    exports: { [name]: made, default: made, rest: { call: {} }, bodyParser: { call: {} }, errorHandler: { call: {} } },
  });

export const feathersLibraries: readonly LibraryModel[] = [
  authentication,
  server('@feathersjs/koa', 'koa'),
  server('@feathersjs/express', 'express'),
];
