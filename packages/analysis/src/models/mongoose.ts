import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';
import { modelStatics } from './mongoose-model.js';
import { CONTEXT_MODULES } from './sequelize.js';

/** `save` and its like start at once; the document is the result. */
const SAVED: MemberModel = {
  call: {
    async: 'promise',
    returns: 'this',
    query: { operation: 'write', transactionOption: { arg: 0, property: 'session' }, ofRow: true },
  },
};
const GONE: MemberModel = {
  call: {
    async: 'promise',
    query: { operation: 'delete', transactionOption: { arg: 0, property: 'session' }, ofRow: true },
  },
};
const PROMISE: MemberModel = { call: { async: 'promise' } };
const HOOK: MemberModel = {
  call: { returns: 'this', callbacks: [{ arg: 'last', params: [null], promise: 'awaited' }] },
};
const CHAIN: MemberModel = { call: { returns: 'this' } };
const MODEL: MemberModel = { call: { returns: 'Model', entity: { arg: 0 }, declares: { columns: 1 } } };
const connect = (returns?: string): CallModel => ({
  async: 'promise',
  ...(returns ? { returns } : {}),
  sinks: [{ kind: 'secret', arg: 1, property: ['pass', 'auth.password'], propertyOnly: true }],
});
const TRANSACTION: CallModel = {
  async: 'promise',
  transaction: { callbackArg: 0, handleParam: 0, handleType: 'ClientSession', mayBeAmbient: true },
  callbacks: [{ arg: 0, params: ['ClientSession'], promise: 'awaited' }],
};

const members: Readonly<Record<string, MemberModel>> = {
  connect: { call: connect() },
  createConnection: { call: { returns: 'Connection' } },
  disconnect: PROMISE,
  model: MODEL,
  Schema: { type: 'Schema', new: {}, members: { Types: { members: { '*': { value: 'constant' } } } } },
  Model: {
    type: 'Document',
    new: { returns: 'Document', sinks: [{ kind: 'write-data', arg: 0 }] },
    members: modelStatics,
  },
  Document: { type: 'Document' },
  HydratedDocument: { type: 'Document' },
  Connection: { type: 'Connection' },
  ClientSession: { type: 'ClientSession' },
  Query: { type: 'Query' },
  FilterQuery: {},
  Types: {
    members: {
      ObjectId: {
        call: { result: { is: 'sanitized', arg: 0, for: 'all' } },
        new: { result: { is: 'sanitized', arg: 0, for: 'all' } },
        members: {
          isValid: {
            call: { result: { is: 'safe', shapes: ['bool'] }, guard: { arg: 0, for: ['nosql-filter'], when: true } },
          },
          createFromHexString: { call: { result: { is: 'sanitized', arg: 0, for: 'all' } } },
        },
      },
    },
  },
  isValidObjectId: {
    call: { result: { is: 'safe', shapes: ['bool'] }, guard: { arg: 0, for: ['nosql-filter'], when: true } },
  },
  isObjectIdOrHexString: {
    call: { result: { is: 'safe', shapes: ['bool'] }, guard: { arg: 0, for: ['nosql-filter'], when: true } },
  },
  sanitizeFilter: { call: { result: { is: 'sanitized', arg: 0, for: ['nosql-filter'] } } },
  trusted: { call: {} },
  startSession: { call: { async: 'promise', returns: 'ClientSession', apart: {} } },
  connection: { type: 'Connection' },
  set: { call: { returns: 'this', disarms: { kinds: ['nosql-filter'], arg: 0, is: 'sanitizeFilter' } } },
  plugin: CHAIN,
  models: { members: { '*': { type: 'Model', entity: 'key' } } },
};

export const mongoose = defineModel({
  library: 'mongoose',
  modules: ['mongoose'],
  family: 'document-store',
  byContext: { settings: ['transactionAsyncLocalStorage'], modules: CONTEXT_MODULES },
  exports: {
    default: { members },
    ...members,
    Model: {
      type: 'Model',
      new: { returns: 'Document', sinks: [{ kind: 'write-data', arg: 0 }] },
      members: modelStatics,
    },
  },
  types: {
    Connection: {
      extends: 'node:events#EventEmitter',
      perProcess: true,
      resource: { kind: 'client', releasedBy: ['close'] },
      endsLent: ['close'],
      members: {
        model: MODEL,
        collection: { call: { returns: 'mongodb#Collection', entity: { arg: 0 } } },
        db: { type: 'mongodb#Db' },
        close: PROMISE,
        asPromise: PROMISE,
        openUri: { call: connect() },
        dropDatabase: PROMISE,
        startSession: { call: { async: 'promise', returns: 'ClientSession', apart: {} } },
        transaction: { call: TRANSACTION },
      },
    },
    ClientSession: { extends: 'mongodb#ClientSession', resource: { kind: 'session', releasedBy: ['endSession'] } },
    Document: {
      members: {
        save: SAVED,
        deleteOne: GONE,
        remove: GONE,
        updateOne: {
          call: { async: 'lazy', query: { operation: 'write', ofRow: true }, sinks: [{ kind: 'write-data', arg: 0 }] },
        },
        validate: PROMISE,
        populate: { call: { async: 'promise', returns: 'this' } },
        set: { call: { returns: 'this', sinks: [{ kind: 'write-data', arg: 0 }] } },
        overwrite: CHAIN,
        toObject: { call: {} },
        toJSON: { call: {} },
        isModified: { call: { result: { is: 'safe', shapes: ['bool'] } } },
        get: { call: {} },
        $session: { call: {} },
      },
    },
    Schema: {
      members: {
        pre: HOOK,
        post: HOOK,
        index: CHAIN,
        plugin: CHAIN,
        method: CHAIN,
        static: CHAIN,
        virtual: { call: { returns: 'Virtual' } },
        set: CHAIN,
        add: CHAIN,
        methods: {},
        statics: {},
      },
    },
    Virtual: { members: { get: CHAIN, set: CHAIN } },
  },
});

export const nestjsMongoose = defineModel({
  library: '@nestjs/mongoose',
  modules: ['@nestjs/mongoose'],
  family: 'document-store',
  exports: {
    InjectModel: { decorator: { is: 'injection', type: 'mongoose#Model', entityArg: 0 } },
    InjectConnection: { decorator: { is: 'injection', type: 'mongoose#Connection' } },
    Schema: { decorator: { is: 'entity' } },
    Prop: { decorator: { is: 'column' } },
    SchemaFactory: { members: { createForClass: { call: { returns: 'mongoose#Schema' } } } },
    MongooseModule: { members: { forRoot: { call: {} }, forRootAsync: { call: {} }, forFeature: { call: {} } } },
  },
});
