import { defineModel, type CallbackModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import { BODY_PARSERS } from './express-guards.js';
import { SERVED_FOLDER } from './served-interfaces.js';

/** Express 5 forwards a rejected handler promise to the error handlers; Express 4 drops it. */
const expressFor = (versions: string, promise: 'awaited' | 'ignored'): LibraryModel => {
  const handlers: CallbackModel = {
    arg: 'rest',
    params: ['Request', 'Response', 'Next'],
    errorParams: [null, 'Request', 'Response', 'Next'],
    promise,
  };
  const verb = (method: string): MemberModel => ({
    call: {
      returns: 'this',
      route: { method, path: { arg: 0 }, handlersFrom: 1 },
      callbacks: [{ ...handlers, from: 1 }],
    },
  });
  const onPath = (method: string): MemberModel => ({
    call: { returns: 'this', route: { method, path: 'from-receiver', handlersFrom: 0 }, callbacks: [handlers] },
  });
  const use: MemberModel = {
    call: { returns: 'this', mount: { pathArg: 0, from: 0, scope: 'ordered' }, callbacks: [handlers] },
  };
  const router: MemberModel = { type: 'Router', call: { returns: 'Router' }, new: { returns: 'Router' } };
  return defineModel({
    library: 'express',
    modules: ['express'],
    versions,
    family: 'http',
    exports: {
      default: { call: { returns: 'Application' } },
      Router: router,
      ...BODY_PARSERS,
      static: { call: { duty: ['static-files'], sinks: [{ kind: 'file-path', arg: 0 }], hazards: SERVED_FOLDER } },
      application: { type: 'Application' },
      Application: { type: 'Application' },
      Express: { type: 'Application' },
      IRouter: { type: 'Router' },
      Request: { type: 'Request' },
      Response: { type: 'Response' },
      NextFunction: { type: 'Next' },
      RequestHandler: { type: 'Handler' },
      ErrorRequestHandler: { type: 'Handler' },
    },
    types: {
      Router: {
        conventionalNames: ['router'],
        call: { callbacks: [] },
        members: {
          get: verb('GET'),
          post: verb('POST'),
          put: verb('PUT'),
          patch: verb('PATCH'),
          delete: verb('DELETE'),
          del: verb('DELETE'),
          head: verb('HEAD'),
          options: verb('OPTIONS'),
          all: verb('ALL'),
          use,
          route: { call: { returns: 'Route' } },
          param: {
            call: {
              returns: 'this',
              callbacks: [{ arg: 'last', params: ['Request', 'Response', 'Next', 'source:param'], promise }],
            },
          },
        },
      },
      Route: {
        members: {
          get: onPath('GET'),
          post: onPath('POST'),
          put: onPath('PUT'),
          patch: onPath('PATCH'),
          delete: onPath('DELETE'),
          head: onPath('HEAD'),
          options: onPath('OPTIONS'),
          all: onPath('ALL'),
        },
      },
      Application: {
        extends: 'Router',
        call: { serves: true },
        conventionalNames: ['app'],
        members: {
          listen: {
            call: {
              listens: true,
              returns: 'node:http#Server',
              callbacks: [{ arg: 'last', params: [], promise: 'ignored' }],
            },
          },
          set: { call: { returns: 'this' } },
          enable: { call: {} },
          disable: { call: {} },
          engine: { call: { returns: 'this' } },
          locals: {},
          render: {
            call: {
              sinks: [{ kind: 'template-settings', arg: 1 }],
              callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }],
            },
          },
        },
      },
      Handler: { params: ['Request', 'Response', 'Next'], errorParams: [null, 'Request', 'Response', 'Next'] },
    },
  });
};

export const express5 = expressFor('>=5', 'awaited');
export const express4 = expressFor('<5', 'ignored');
