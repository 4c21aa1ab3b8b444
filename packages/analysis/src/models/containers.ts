/** Containers that give things by tokens: which class stands behind a token is said where it is bound. */
import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const INJECTION: MemberModel = { decorator: { is: 'injection' } };
const INJECTABLE: MemberModel = { decorator: { is: 'injectable' } };
const MARK: MemberModel = { decorator: { is: 'metadata' } };
const BOUND: MemberModel = { call: { returns: 'Bound', binds: { arg: 0 } } };
const SCOPED: MemberModel = { call: { returns: 'Bound' } };
const bind: MemberModel = { call: { returns: 'Binding' } };

export const inversify = defineModel({
  library: 'inversify',
  modules: ['inversify'],
  family: 'other',
  exports: {
    Container: { type: 'Container', new: {} },
    ContainerModule: { new: {} },
    injectable: INJECTABLE,
    inject: INJECTION,
    multiInject: MARK,
    named: MARK,
    tagged: MARK,
    optional: MARK,
    unmanaged: MARK,
    postConstruct: MARK,
    preDestroy: MARK,
  },
  types: {
    Container: {
      members: {
        bind,
        rebind: bind,
        rebindSync: bind,
        load: { call: {} },
        loadSync: { call: {} },
        unbind: { call: {} },
        isBound: { call: {} },
      },
    },
    Binding: {
      members: {
        to: BOUND,
        toConstantValue: BOUND,
        toDynamicValue: BOUND,
        toResolvedValue: BOUND,
        toService: BOUND,
        toSelf: SCOPED,
      },
    },
    Bound: {
      members: {
        inSingletonScope: SCOPED,
        inTransientScope: SCOPED,
        inRequestScope: SCOPED,
        whenNamed: SCOPED,
        when: SCOPED,
        onActivation: SCOPED,
      },
    },
  },
});

const REGISTERED: MemberModel = { call: { returns: 'Container', binds: { token: 0, arg: 1 } } };

export const tsyringe = defineModel({
  library: 'tsyringe',
  modules: ['tsyringe'],
  family: 'other',
  exports: {
    container: { type: 'Container' },
    injectable: INJECTABLE,
    singleton: INJECTABLE,
    inject: INJECTION,
    registry: MARK,
    autoInjectable: INJECTABLE,
  },
  types: {
    Container: {
      members: {
        register: REGISTERED,
        registerSingleton: REGISTERED,
        registerInstance: REGISTERED,
        registerType: REGISTERED,
        isRegistered: { call: {} },
        createChildContainer: { call: { returns: 'Container' } },
        clearInstances: { call: {} },
      },
    },
  },
});

export const typedi = defineModel({
  library: 'typedi',
  modules: ['typedi'],
  family: 'other',
  exports: { Container: { type: 'Container' }, default: { type: 'Container' }, Service: INJECTABLE, Inject: INJECTION },
  types: { Container: { members: { set: { call: { binds: { token: 0, arg: 1 } } }, reset: { call: {} } } } },
});
