import type { LibraryModel } from './define.js';
import { ecmascript } from './ecmascript.js';
import { express4Http, express5Http } from './express-http.js';
import { express4, express5 } from './express.js';
import { knex } from './knex.js';
import { nestjsCommon } from './nestjs-common.js';
import { nestjsCore } from './nestjs-core.js';
import { nodeAsyncHooks, nodeOs, nodeQuerystring, nodeStream, nodeStreamPromises, nodeUtil, nodeV8, nodeZlib } from './node-builtins.js';
import { nodeChildProcess, nodeVm } from './node-child-process.js';
import { nodeCrypto } from './node-crypto.js';
import { nodeEvents, nodeTimers, nodeTimersPromises } from './node-events.js';
import { fsExtra, nodeFs, nodeFsPromises } from './node-fs.js';
import { nodeHttp, nodeHttp2, nodeHttps } from './node-http.js';
import { nodePath } from './node-path.js';
import { pg, pgPool } from './pg.js';
import { prisma } from './prisma.js';
import { nodeBuffer, nodeProcess, nodeUrl, webPlatform } from './web-platform.js';

/** Every built-in model. Of two versions of a library the first one listed holds when the installed version is not known. */
export const builtInModels: readonly LibraryModel[] = [
  ecmascript,
  webPlatform, nodeProcess, nodeUrl, nodeBuffer,
  express5Http, express4Http,
  express5, express4,
  knex,
  nestjsCommon,
  nestjsCore,
  nodeUtil, nodeStream, nodeStreamPromises, nodeOs, nodeZlib, nodeQuerystring, nodeAsyncHooks, nodeV8,
  nodeChildProcess, nodeVm,
  nodeCrypto,
  nodeEvents, nodeTimers, nodeTimersPromises,
  nodeFs, nodeFsPromises, fsExtra,
  nodeHttp, nodeHttps, nodeHttp2,
  nodePath,
  pg, pgPool,
  prisma,
];
