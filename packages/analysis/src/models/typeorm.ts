import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';
import { tlsHazards } from './node-tls.js';
import { managerMembers } from './typeorm-repository.js';

const mark = (is: 'entity' | 'column' | 'relation' | 'metadata', nameArg?: number): MemberModel => ({
  decorator: is === 'metadata' ? { is } : { is, ...(nameArg === undefined ? {} : { nameArg }) },
});
const COLUMN = mark('column');
const RELATION = mark('relation');
const METADATA = mark('metadata');
const PROMISE: MemberModel = { call: { async: 'promise' } };
/** A find operator compares with a bound value, whatever the value is. */
const OPERATOR: MemberModel = { call: { result: { is: 'sanitized', arg: 0, for: ['sql-text', 'nosql-filter'] } } };
const RAW_OPERATOR: MemberModel = { call: { sinks: [{ kind: 'sql-text', arg: 0 }] } };
const TRANSACTION: CallModel = {
  async: 'promise',
  transaction: { callbackArg: 'last', handleParam: 0, handleType: 'TransactionManager' },
  callbacks: [{ arg: 'last', params: ['TransactionManager'], promise: 'awaited' }],
};
const RAW_QUERY: CallModel = {
  async: 'promise',
  sinks: [{ kind: 'sql-text', arg: 0 }],
  query: { operation: 'raw', textArg: 0 },
};
const CONNECTION: CallModel = {
  hazards: [...tlsHazards(0, 'ssl'), ...tlsHazards(0, 'extra.ssl')],
  sinks: [{ kind: 'secret', arg: 0, property: ['password', 'url'], propertyOnly: true }],
};
const repository = (type: string): MemberModel => ({ call: { returns: type, entity: { arg: 0 } } });

export const typeorm = defineModel({
  library: 'typeorm',
  modules: ['typeorm'],
  family: 'orm',
  exports: {
    DataSource: { type: 'DataSource', new: CONNECTION },
    Connection: { type: 'DataSource' },
    EntityManager: { type: 'EntityManager' },
    QueryRunner: { type: 'QueryRunner' },
    Repository: { type: 'Repository', new: {} },
    TreeRepository: { type: 'Repository', new: {} },
    MongoRepository: { type: 'Repository', new: {} },
    SelectQueryBuilder: { type: 'QueryBuilder' },
    BaseEntity: { type: 'BaseEntity', new: {}, members: managerMembers(-1, 'BaseEntity') },
    getRepository: repository('Repository'),
    getTreeRepository: repository('Repository'),
    getCustomRepository: repository('Repository'),
    getManager: { call: { returns: 'EntityManager' } },
    getConnection: { call: { returns: 'DataSource' } },
    // Before version 0.3 a data source was a connection.
    createConnection: { call: { ...CONNECTION, async: 'promise', returns: 'DataSource' } },
    createConnections: { call: { async: 'promise' } },
    Entity: mark('entity', 0),
    ViewEntity: mark('entity'),
    ChildEntity: mark('entity'),
    Column: COLUMN,
    PrimaryColumn: COLUMN,
    PrimaryGeneratedColumn: COLUMN,
    CreateDateColumn: COLUMN,
    UpdateDateColumn: COLUMN,
    DeleteDateColumn: COLUMN,
    VersionColumn: COLUMN,
    ObjectIdColumn: COLUMN,
    Generated: METADATA,
    ViewColumn: COLUMN,
    VirtualColumn: COLUMN,
    OneToOne: RELATION,
    OneToMany: RELATION,
    ManyToOne: RELATION,
    ManyToMany: RELATION,
    JoinColumn: METADATA,
    JoinTable: METADATA,
    RelationId: METADATA,
    TreeChildren: RELATION,
    TreeParent: RELATION,
    Tree: METADATA,
    Index: METADATA,
    Unique: METADATA,
    Check: METADATA,
    Exclusion: METADATA,
    TableInheritance: METADATA,
    EventSubscriber: METADATA,
    EntityRepository: METADATA,
    BeforeInsert: METADATA,
    BeforeUpdate: METADATA,
    AfterInsert: METADATA,
    AfterUpdate: METADATA,
    AfterLoad: METADATA,
    BeforeRemove: METADATA,
    AfterRemove: METADATA,
    Transaction: { decorator: { is: 'transactional' } },
    In: OPERATOR,
    Like: OPERATOR,
    ILike: OPERATOR,
    Not: OPERATOR,
    Equal: OPERATOR,
    LessThan: OPERATOR,
    LessThanOrEqual: OPERATOR,
    MoreThan: OPERATOR,
    MoreThanOrEqual: OPERATOR,
    Between: OPERATOR,
    Any: OPERATOR,
    ArrayContains: OPERATOR,
    IsNull: OPERATOR,
    Raw: RAW_OPERATOR,
    Brackets: {
      new: {
        result: { is: 'safe', shapes: ['obj'] },
        callbacks: [{ arg: 0, params: ['QueryBuilder'], promise: 'ignored' }],
      },
    },
    NotBrackets: {
      new: {
        result: { is: 'safe', shapes: ['obj'] },
        callbacks: [{ arg: 0, params: ['QueryBuilder'], promise: 'ignored' }],
      },
    },
  },
  types: {
    DataSource: {
      perProcess: true,
      conventionalNames: ['dataSource', 'AppDataSource', 'appDataSource'],
      endsLent: ['destroy', 'close'],
      resource: { kind: 'pool', releasedBy: ['destroy', 'close'] },
      members: {
        initialize: { call: { async: 'promise', returns: 'this' } },
        connect: { call: { async: 'promise', returns: 'this' } },
        destroy: PROMISE,
        close: PROMISE,
        synchronize: PROMISE,
        runMigrations: PROMISE,
        dropDatabase: PROMISE,
        query: { call: RAW_QUERY },
        sql: { tag: { async: 'promise', query: { operation: 'raw', textArg: 0 }, result: { is: 'bound-sql' } } },
        transaction: { call: TRANSACTION },
        manager: { type: 'EntityManager' },
        getRepository: repository('Repository'),
        getTreeRepository: repository('Repository'),
        getMongoRepository: repository('Repository'),
        getCustomRepository: repository('Repository'),
        createQueryBuilder: { call: { returns: 'QueryBuilder', entity: { arg: 0 } } },
        createQueryRunner: { call: { returns: 'QueryRunner', apart: {} } },
        createEntityManager: { call: { returns: 'EntityManager' } },
      },
    },
    QueryRunner: {
      resource: { kind: 'connection', releasedBy: ['release'], takenOnUse: true },
      transactional: true,
      conventionalNames: ['queryRunner'],
      members: {
        connect: PROMISE,
        release: PROMISE,
        startTransaction: { call: { async: 'promise', transaction: { manual: true } } },
        commitTransaction: { call: { async: 'promise', endsTransaction: 'commit' } },
        rollbackTransaction: { call: { async: 'promise', endsTransaction: 'rollback' } },
        query: { call: RAW_QUERY },
        manager: { type: 'TransactionManager' },
      },
    },
    /** The manager handed to a transaction, or of a query runner. */
    TransactionManager: { extends: 'EntityManager', transactional: true },
  },
});
