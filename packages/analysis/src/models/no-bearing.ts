/** Middleware and set-ups that have no bearing on who may pass: they measure, log, tidy up or add pages. */
import { defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const NOTHING: MemberModel = { call: { duty: [] } };
const LOGGING: MemberModel = { call: { duty: ['logging'] } };

const plain = (library: string, main: MemberModel = NOTHING): LibraryModel =>
  defineModel({ library, modules: [library], family: 'other', exports: { default: main } });

export const noBearing: readonly LibraryModel[] = [
  plain('morgan-body', LOGGING),
  plain('express-robots-txt'),
  plain('response-time'),
  plain('serve-favicon'),
  plain('connect-timeout'),
  plain('method-override'),
  plain('express-useragent'),
  plain('express-request-id'),
  plain('express-list-endpoints'),
  plain('express-prom-bundle', LOGGING),
  plain('hpp'),
  plain('nocache', { call: { duty: ['security-headers'] } }),
  plain('errorhandler', { call: { duty: ['error-handler'], hazards: [{ hazard: 'exposed-errors' }] } }),
  defineModel({
    library: 'express-winston',
    modules: ['express-winston'],
    family: 'logging',
    exports: { logger: LOGGING, errorLogger: { call: { duty: ['error-handler'] } } },
  }),
  defineModel({
    library: 'nestjs-redoc',
    modules: ['nestjs-redoc'],
    family: 'other',
    exports: { RedocModule: { members: { setup: NOTHING } } },
  }),
  defineModel({
    library: '@nestjs/platform-ws',
    modules: ['@nestjs/platform-ws', '@nestjs/platform-socket.io'],
    family: 'http',
    exports: { WsAdapter: { new: { duty: [] } }, IoAdapter: { new: { duty: [] } } },
  }),
];
