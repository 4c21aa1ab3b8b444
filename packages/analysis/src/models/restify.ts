import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const PARSER: MemberModel = { call: { duty: ['body-parser'], parsesBody: {} } };

/** Handlers call `next`, or since version 9 may be asynchronous and go on when they are done. */
const restifyFor = (versions: string, promise: 'awaited' | 'ignored'): LibraryModel => {
  const HANDLER = { arg: 'rest', params: ['Request', 'Response', 'Next'], promise } as const;
  const verb = (method: string): MemberModel => ({
    call: {
      returns: 'this',
      route: { method, path: { arg: 0, property: 'path' }, handlersFrom: 1, goesOnWhenDone: true },
      callbacks: [{ ...HANDLER, from: 1 }],
    },
  });
  /** `use` runs once a route is found, `pre` before. */
  const before: CallModel = {
    returns: 'this',
    mount: { from: 0, scope: 'ordered', goesOnWhenDone: true },
    callbacks: [HANDLER],
  };

  return defineModel({
    library: 'restify',
    versions,
    modules: ['restify'],
    family: 'http',
    exports: {
      createServer: { call: { returns: 'Server' } },
      Server: { type: 'Server' },
      Request: { type: 'Request' },
      Response: { type: 'Response' },
      Next: { type: 'Next' },
      RequestHandler: { type: 'Handler' },
      plugins: {
        members: {
          bodyParser: PARSER,
          jsonBodyParser: PARSER,
          urlEncodedBodyParser: PARSER,
          multipartBodyParser: PARSER,
          queryParser: { call: {} },
          acceptParser: { call: {} },
          dateParser: { call: {} },
          gzipResponse: { call: { duty: ['compression'] } },
          throttle: { call: { duty: ['rate-limit'], narrowedBy: ['overrides', 'username'] } },
          serveStatic: {
            call: { duty: ['static-files'], sinks: [{ kind: 'file-path', arg: 0, property: 'directory' }] },
          },
          auditLogger: { call: { duty: ['logging'] } },
          requestLogger: { call: { duty: ['logging'] } },
        },
      },
    },
    types: {
      Handler: { params: ['Request', 'Response', 'Next'] },
      Next: { conventionalNames: ['next'], call: {} },
      Server: {
        members: {
          get: verb('GET'),
          post: verb('POST'),
          put: verb('PUT'),
          patch: verb('PATCH'),
          del: verb('DELETE'),
          head: verb('HEAD'),
          opts: verb('OPTIONS'),
          use: { call: before },
          pre: { call: before },
          param: { call: { returns: 'this' } },
          on: { call: { returns: 'this' } },
          listen: { call: { listens: true, callbacks: [{ arg: 'last', params: [], promise: 'ignored' }] } },
          close: { call: {} },
        },
      },
      Request: {
        extends: 'express#Request',
        members: {
          getQuery: { call: { result: { is: 'source', source: { kind: 'query', shapes: ['str'] } } } },
          href: { call: { result: { is: 'source', source: { kind: 'url', shapes: ['str'] } } } },
          username: { source: { kind: 'header', shapes: ['str'] } },
          authorization: { source: { kind: 'header', shapes: ['obj'] } },
          getId: { call: {} },
          id: { call: {} },
        },
      },
      Response: { extends: 'express#Response', members: { code: { call: {} }, charSet: { call: {} } } },
    },
  });
};

export const restify = restifyFor('>=9', 'awaited');
export const restifyBefore9 = restifyFor('<9', 'ignored');
