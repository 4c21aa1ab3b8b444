import type { LibraryModel } from './define.js';
import { argon2 } from './argon2.js';
import { axios, nestAxios } from './axios.js';
import { bcrypt, bcryptjs } from './bcrypt.js';
import { betterSqlite3, bunSqlite, nodeSqlite, sqlite, sqlite3 } from './better-sqlite3.js';
import { drizzle } from './drizzle.js';
import { ecmascript } from './ecmascript.js';
import { bodyParser, compression, cors, csrfSync, csurf, expressBasicAuth, expressJwt, expressOpenid, expressRateLimit, expressSlowDown, helmet, lusca, morgan, multerLike, oauth2Bearer } from './express-guards.js';
import { express4Http, express5Http } from './express-http.js';
import { cookieParser, cookieSession, expressSession } from './express-session.js';
import { express4, express5 } from './express.js';
import { fastify } from './fastify.js';
import { hono, honoGuards, honoProtections } from './hono.js';
import { got, needle, nodeFetch, superagent, undici } from './http-clients.js';
import { joi } from './joi.js';
import { jsonwebtoken8, jsonwebtoken9 } from './jsonwebtoken.js';
import { knex } from './knex.js';
import { koa, koaBodyparser, koaRouter } from './koa.js';
import { kysely } from './kysely.js';
import { mikroOrm } from './mikro-orm.js';
import { mongodb } from './mongodb.js';
import { mongooseModel } from './mongoose-model.js';
import { mongoose, nestjsMongoose } from './mongoose.js';
import { mysql, mysql2, mysql2Promise, pgFormat, sqlstring } from './mysql2.js';
import { nestjsCommon } from './nestjs-common.js';
import { nestjsCore } from './nestjs-core.js';
import { nestjsTypeorm } from './nestjs-typeorm.js';
import { next } from './next.js';
import { nodeAssert } from './node-assert.js';
import { nodeAsyncHooks, nodeOs, nodeQuerystring, nodeStream, nodeStreamPromises, nodeUtil, nodeV8, nodeZlib } from './node-builtins.js';
import { nodeChildProcess, nodeVm } from './node-child-process.js';
import { nodeCrypto } from './node-crypto.js';
import { nodeEvents, nodeTimers, nodeTimersPromises } from './node-events.js';
import { fsExtra, nodeFs, nodeFsPromises } from './node-fs.js';
import { nodeHttp, nodeHttp2, nodeHttps } from './node-http.js';
import { nodePath } from './node-path.js';
import { pgPromise } from './pg-promise.js';
import { pg, pgPool } from './pg.js';
import { pino, pinoHttp } from './pino.js';
import { postgres, slonik } from './postgres.js';
import { prisma } from './prisma.js';
import { nestjsSequelize, sequelizeTypescript } from './sequelize-typescript.js';
import { sequelize } from './sequelize.js';
import { typeormRepository } from './typeorm-repository.js';
import { typeorm } from './typeorm.js';
import { valibot } from './valibot.js';
import { nodeBuffer, nodeProcess, nodeUrl, webPlatform } from './web-platform.js';
import { bunyan, winston } from './winston.js';
import { yup } from './yup.js';
import { zod } from './zod.js';

/** Every built-in model. Of two versions of a library the first one listed holds when the installed version is not known. */
export const builtInModels: readonly LibraryModel[] = [
  ecmascript,
  webPlatform, nodeProcess, nodeUrl, nodeBuffer,
  argon2,
  axios, nestAxios,
  bcrypt, bcryptjs,
  betterSqlite3, nodeSqlite, bunSqlite, sqlite3, sqlite,
  drizzle,
  cors, helmet, expressRateLimit, expressSlowDown, compression, csurf, csrfSync, lusca, morgan, bodyParser, multerLike, expressJwt, expressBasicAuth, expressOpenid, oauth2Bearer,
  express5Http, express4Http,
  expressSession, cookieSession, cookieParser,
  express5, express4,
  fastify,
  hono, honoGuards, honoProtections,
  nodeFetch, undici, got, superagent, needle,
  joi,
  jsonwebtoken9, jsonwebtoken8,
  knex,
  koa, koaRouter, koaBodyparser,
  kysely,
  mikroOrm,
  mongodb,
  mongooseModel,
  mongoose, nestjsMongoose,
  mysql2Promise, mysql2, mysql, sqlstring, pgFormat,
  nestjsCommon,
  nestjsCore,
  nestjsTypeorm,
  next,
  nodeAssert,
  nodeUtil, nodeStream, nodeStreamPromises, nodeOs, nodeZlib, nodeQuerystring, nodeAsyncHooks, nodeV8,
  nodeChildProcess, nodeVm,
  nodeCrypto,
  nodeEvents, nodeTimers, nodeTimersPromises,
  nodeFs, nodeFsPromises, fsExtra,
  nodeHttp, nodeHttps, nodeHttp2,
  nodePath,
  pgPromise,
  pg, pgPool,
  pino, pinoHttp,
  postgres, slonik,
  prisma,
  sequelizeTypescript, nestjsSequelize,
  sequelize,
  typeormRepository,
  typeorm,
  valibot,
  winston, bunyan,
  yup,
  zod,
];
