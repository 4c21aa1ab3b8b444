import {
  type CallModel,
  type ChainedRouteModel,
  defineModel,
  type MemberModel,
  type SourceModel,
} from '../vocabulary/library-model.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const gives = (kind: SourceModel['kind'], shapes = ANY, memberShapes?: SourceModel['shapes']): MemberModel => ({
  call: { result: { is: 'source', source: { kind, shapes, ...(memberShapes && { memberShapes }) } } },
});
/** It fails for whoever is not signed in. */
const MUST: MemberModel = { call: { async: 'promise', token: { does: 'verify' } } };
const ASKS: MemberModel = { call: { async: 'promise', identifies: 'result' } };

const AFTER = {
  prefix: ['prefix'],
  guards: ['use', 'middleware'],
  controllers: String.raw`(?:^|/)controllers/(?:http/)?{name}\.[cm]?[jt]s$`,
  runs: 'handle',
};
const HANDLER = { arg: 1, params: ['Context'], promise: 'awaited' } as const;
const routed = (method: string, from = 0): MemberModel => ({
  call: {
    returns: 'Route',
    chained: { does: 'route', method, path: from, handler: from + 1, ...AFTER },
    callbacks: [{ ...HANDLER, arg: from + 1 }],
  },
});
/** Names of methods of a controller, and what they answer. */
const ACTIONS: NonNullable<ChainedRouteModel['actions']> = {
  index: { methods: ['GET'], path: '' },
  create: { methods: ['GET'], path: 'create' },
  store: { methods: ['POST'], path: '' },
  show: { methods: ['GET'], path: ':id' },
  edit: { methods: ['GET'], path: ':id/edit' },
  update: { methods: ['PUT', 'PATCH'], path: ':id' },
  destroy: { methods: ['DELETE'], path: ':id' },
};
const resource: CallModel = {
  returns: 'Resource',
  chained: {
    does: 'resource',
    path: 0,
    handler: 1,
    actions: ACTIONS,
    without: { apiOnly: ['create', 'edit'] },
    only: 'only',
    except: 'except',
    below: ':{name}_id',
    ...AFTER,
  },
};
const OWN: MemberModel = { call: { returns: 'this' } };
const own = (names: readonly string[]): Record<string, MemberModel> =>
  Object.fromEntries(names.map((name) => [name, OWN]));
const CHAINED = own([
  'prefix', 'use', 'middleware', 'as', 'where', 'domain', 'namespace', 'apiOnly', 'only', 'except', 'params',
]);

const ROUTER: MemberModel = { type: 'Router' };
const CONTEXT: MemberModel = { type: 'Context' };

/** The router of the program, on which files of routes register; groups and guards are said behind the calls. */
export const adonis = defineModel({
  library: '@adonisjs/core',
  modules: [
    '@adonisjs/core', '@adonisjs/core/http', '@adonisjs/core/services/router', '@ioc:Adonis/Core/Route',
    '@ioc:Adonis/Core/HttpContext', '@ioc:Adonis/Core/Server',
  ],
  family: 'http',
  exports: {
    default: {
      type: 'Router',
      members: {
        middleware: {
          members: {
            registerNamed: { call: { namesGuards: { arg: 0, runs: 'handle' } } },
            register: { call: { namesGuards: { arg: 0, all: true, runs: 'handle' } } },
          },
        },
      },
    },
    Router: ROUTER,
    HttpContext: CONTEXT,
    HttpContextContract: CONTEXT,
  },
  types: {
    Router: {
      members: {
        get: routed('GET'),
        post: routed('POST'),
        put: routed('PUT'),
        patch: routed('PATCH'),
        delete: routed('DELETE'),
        any: routed('ALL'),
        group: { call: { returns: 'Group', chained: { does: 'group', handler: 0, ...AFTER } } },
        resource: { call: resource },
        shallowResource: { call: resource },
        named: { call: { returns: 'argument:0', namesGuards: { arg: 0, runs: 'handle' } } },
        use: { call: { namesGuards: { arg: 0, all: true, runs: 'handle' } } },
        on: { call: {} },
        where: { call: {} },
      },
    },
    Route: { members: CHAINED },
    Group: { members: CHAINED },
    Resource: { members: CHAINED },
    Context: {
      members: {
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        request: { type: 'Request' },
        response: { type: 'Response' },
        auth: { type: 'Auth' },
        session: {},
        view: {},
        bouncer: {},
        logger: { type: 'pino#Logger' },
      },
    },
    Request: {
      members: {
        input: gives('body'),
        all: gives('body', ['obj'], ANY),
        body: gives('body', ['obj'], ANY),
        only: gives('body', ['obj'], ANY),
        except: gives('body', ['obj'], ANY),
        qs: gives('query', ['obj'], ['str', 'arr', 'obj', 'null']),
        param: gives('param', ['str', 'null']),
        params: gives('param', ['obj'], ['str', 'null']),
        header: gives('header', ['str', 'null']),
        headers: gives('header', ['obj'], ['str', 'arr', 'null']),
        cookie: gives('cookie'),
        plainCookie: gives('cookie'),
        url: gives('url', ['str']),
        raw: gives('body', ['str', 'null']),
        method: { call: { result: { is: 'safe', shapes: ['str'] } } },
        validateUsing: { call: { async: 'promise' } },
        validate: { call: { async: 'promise' } },
      },
    },
    Response: {
      members: {
        redirect: { call: { returns: 'Redirect', sinks: [{ kind: 'redirect-target', arg: 0 }] } },
        send: {
          call: {
            sinks: [
              { kind: 'html-response', arg: 0 },
              { kind: 'response-body', arg: 0 },
            ],
            response: { bodyArg: 0 },
          },
        },
        json: { call: { sinks: [{ kind: 'response-body', arg: 0 }], response: { bodyArg: 0 } } },
        status: { call: { returns: 'this', response: { statusArg: 0 } } },
        ok: { call: { sinks: [{ kind: 'response-body', arg: 0 }], response: { bodyArg: 0, status: 200 } } },
        created: { call: { sinks: [{ kind: 'response-body', arg: 0 }], response: { bodyArg: 0, status: 201 } } },
        unauthorized: { call: { response: { bodyArg: 0, status: 401, ends: true } } },
        forbidden: { call: { response: { bodyArg: 0, status: 403, ends: true } } },
        badRequest: { call: { response: { bodyArg: 0, status: 400, ends: true } } },
        notFound: { call: { response: { bodyArg: 0, status: 404, ends: true } } },
        abort: { call: { response: { bodyArg: 0, statusArg: 1, ends: true }, throws: true } },
        header: OWN,
        noContent: { call: { response: { status: 204 } } },
      },
    },
    Redirect: {
      members: {
        toPath: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }] } },
        toRoute: { call: {} },
        back: { call: {} },
      },
    },
    Auth: {
      members: {
        authenticateUsing: MUST,
        authenticate: MUST,
        getUserOrFail: { call: { token: { does: 'verify' } } },
        check: ASKS,
        checkUsing: ASKS,
        use: { call: { returns: 'this' } },
        user: {},
      },
    },
  },
});
