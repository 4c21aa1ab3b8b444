import { micromatch, minimatch, pathToRegexp, picomatch, urlPattern } from './path-patterns.js';
import type { LibraryModel } from '../vocabulary/library-model.js';
import { expressWs, fastifySwagger, sentry } from './application-setups.js';
import {
  admZip,
  decompress,
  decompressBefore421,
  extractZip,
  jszip,
  jszipBefore38,
  tar,
  tarFs,
  tarStream,
  unzip,
  unzipper,
} from './archives.js';
import { authCore, authExpress, betterAuth, betterAuthCookies } from './auth-servers.js';
import { adonis } from './adonis.js';
import { argon2 } from './argon2.js';
import { axios, nestAxios } from './axios.js';
import { bcrypt, bcryptjs } from './bcrypt.js';
import { betterSqlite3, bunSqlite, nodeSqlite, sqlite3 } from './better-sqlite3.js';
import { cryptoJs, cryptoJsGuessable, md5, nodeForge, nodeRsa } from './crypto-libraries.js';
import { awsCdk, sst } from './deploy-code.js';
import { awsDeployments } from './deploy-files.js';
import { drizzle } from './drizzle.js';
import { ecmascript } from './ecmascript.js';
import {
  bodyParser,
  connectFlash,
  expressFlash,
  compression,
  cors,
  csrfSync,
  csurf,
  expressBasicAuth,
  expressJwt,
  expressJwtBefore6,
  expressOpenid,
  expressRateLimit,
  expressSlowDown,
  helmet,
  lusca,
  morgan,
  oauth2Bearer,
} from './express-guards.js';
import { doT, eta, etaBefore3, mathjs, notevil, safeEval, squirrelly, staticEval, swig, vm2 } from './evaluators.js';
import { express4Http, express5Http } from './express-http.js';
import { cookie, cookies, ironSession, remix } from './cookies.js';
import { h3 } from './h3.js';
import { cookieParser, cookieSession, expressSession } from './express-session.js';
import { express4, express5 } from './express.js';
import { bun, deno, workers } from './edge-servers.js';
import { fastifyHttp } from './fastify-http.js';
import {
  fastifyBasicAuth,
  fastifyBearerAuth,
  fastifyCompress,
  fastifyCookie,
  fastifyCors,
  fastifyCsrf,
  fastifyFormbody,
  fastifyRawBody,
  fastifyHelmet,
  fastifyJwt,
  fastifyMultipart,
  fastifyPlugin,
  fastifyRateLimit,
  fastifySecureSession,
  fastifySession,
  fastifyStatic,
} from './fastify-plugins.js';
import { fastify } from './fastify.js';
import { apolloServer, graphqlJs, graphqlTools, graphqlYoga, mercurius, trpcServer } from './graphql-servers.js';
import { hono, honoNode, honoZodValidator } from './hono.js';
import {
  auth0Next,
  kindeMiddleware,
  authkit,
  awsJwtVerify,
  firebaseAdmin,
  firebaseAdminAuth,
  googleAuth,
  supabase,
  supabaseServer,
} from './hosted-auth.js';
import { hapi } from './hapi.js';
import { boom, hapiPlugins } from './hapi-plugins.js';
import { feathers, feathersLibraries } from './feathers.js';
import { got, ky, needle, nodeFetch, request, requestPromise, superagent, undici } from './http-clients.js';
import { ittyRouter } from './itty-router.js';
import { elysia, elysiaPlugins } from './elysia.js';
import { joi } from './joi.js';
import { jsonwebtoken8, jsonwebtoken9 } from './jsonwebtoken.js';
import { knex } from './knex.js';
import {
  koaBody,
  koaBodyparser,
  koaBodyparserScoped,
  koaCompress,
  koaCors,
  koaCors4,
  koaHelmet,
  koaJwt,
  koaRatelimit,
  koaSend,
  koaSession,
  koaStatic,
} from './koa-middleware.js';
import { koa, koaRouter, koaRouterScoped } from './koa.js';
import { inversifyExpress, routingControllers, tsoa } from './controller-classes.js';
import { restify, restifyBefore9 } from './restify.js';
import { kysely } from './kysely.js';
import { amqplib, amqplibCallback, kafkajs } from './message-queues.js';
import { mikroOrm } from './mikro-orm.js';
import { expressMongoSanitize, mongoSanitize } from './mongo-sanitize.js';
import { mongodb, mongodb2 } from './mongodb.js';
import { mongooseModel } from './mongoose-model.js';
import { mongoose, nestjsMongoose } from './mongoose.js';
import { multer, nestjsPlatformExpress, nestjsPlatformFastify } from './multer.js';
import { mysql, mysql2, mysql2Promise, pgFormat, sqlstring } from './mysql2.js';
import {
  nestjsConfig,
  nestjsEventEmitter,
  nestjsJwt,
  nestjsMicroservices,
  nestjsPassport,
  nestjsSchedule,
  nestjsThrottler,
} from './nestjs-auth.js';
import { nestjsCommon } from './nestjs-common.js';
import { nestjsCore, nestjsCore10 } from './nestjs-core.js';
import { nestjsTypeorm } from './nestjs-typeorm.js';
import { agenda, bull, bullmq, nestBull } from './job-queues.js';
import { nestjsWebsockets, socketIo, ws } from './sockets.js';
import { nestjsGraphql, typeGraphql } from './graphql-classes.js';
import { nestMailer, nodemailer, octokitWebhooks, resend, sendgrid, stripe, svix } from './network.js';
import {
  bufferEqual,
  clerkWebhooks,
  discordInteractions,
  lineBot,
  micro,
  paddle,
  polarWebhooks,
  qstash,
  rawBody,
  razorpay,
  safeCompare,
  scmp,
  secureCompare,
  sendgridEvents,
  slackVerifier,
  tsscmp,
  tweetnacl,
  twilio,
  workos,
} from './webhook-signatures.js';
import { loopbackAuthentication, loopbackRest } from './loopback.js';
import { xrpcServer } from './xrpc.js';
import { lodash, lodashFollowing } from './lodash.js';
import { next } from './next.js';
import { objectTools } from './object-tools.js';
import { objection } from './objection.js';
import { nodeAssert } from './node-assert.js';
import {
  nodeAsyncHooks,
  nodeModule,
  nodeOs,
  nodeQuerystring,
  nodeStream,
  nodeStreamPromises,
  nodeUtil,
  nodeV8,
} from './node-builtins.js';
import { nodeChildProcess, nodeVm } from './node-child-process.js';
import { nodeCrypto } from './node-crypto.js';
import { eventemitter3, nodeEvents, nodeTimers, nodeTimersPromises } from './node-events.js';
import { fsExtra, nodeFs, nodeFsPromises } from './node-fs.js';
import { nodeHttp, nodeHttp2, nodeHttps } from './node-http.js';
import { nodePath } from './node-path.js';
import { nodeTls } from './node-tls.js';
import { nodeZlib } from './node-zlib.js';
import { expressHttpProxy, httpProxy, httpProxyMiddleware, ofetch, playwright, puppeteer } from './outbound.js';
import { classTransformer, classValidator, mappedTypes, zodClasses } from './class-rules.js';
import { noBearing } from './no-bearing.js';
import { inversify, tsyringe, typedi } from './containers.js';
import { commander, yargs } from './command-lines.js';
import { clerkBackend, clerkExpress, clerkFastify, clerkNext, clerkNextBefore6 } from './clerk.js';
import { authCoreJwt, nextAuth, nextAuthJwt, nextAuthMiddleware } from './next-auth.js';
import { jose, passport, passportAnonymous, passportLocal, passportOauth2, passportStrategies } from './passport.js';
import { pgPromise } from './pg-promise.js';
import { pg, pgPool } from './pg.js';
import { pino, pinoHttp } from './pino.js';
import { azureServiceBus, googlePubSub, sqsClient } from './polled-queues.js';
import { postgres, slonik } from './postgres.js';
import { prisma } from './prisma.js';
import {
  cron,
  crossSpawn,
  dataloader,
  dotenv,
  execa,
  expressAsyncErrors,
  expressAsyncHandler,
  expressPromiseRouter,
  nodeCron,
  pAll,
  pLimit,
  pMap,
  pQueue,
  pRetry,
  promClient,
  shelljs,
  zx,
} from './processes.js';
import { ioredis, redis } from './redis.js';
import { nestjsSequelize, sequelizeTypescript } from './sequelize-typescript.js';
import { jsYaml, jsYamlWithFunctions, libxmljs, nodeSerialize } from './serializers.js';
import { sequelize, sequelize4 } from './sequelize.js';
import {
  agendash,
  bullBoard,
  expressGraphql,
  expressStatusMonitor,
  graphqlPlayground,
  nestjsSwagger,
  serveIndex,
  serveStatic,
  swaggerUiExpress,
} from './served-interfaces.js';
import { convict, envalid, nconf, nodeConfig } from './settings.js';
import { guessableRandom } from './guessable-random.js';
import {
  dateFns,
  domPurify,
  ejs,
  escapeHtml,
  escapeStringRegexp,
  handlebars,
  handlebarsBefore477,
  he,
  htmlEntities,
  isomorphicDompurify,
  nanoid,
  nunjucks,
  pug,
  sanitizeHtml,
  uuid,
  xss,
} from './text-tools.js';
import { typeormRepository } from './typeorm-repository.js';
import { typeorm } from './typeorm.js';
import { busboy, expressFileupload, fastifyBusboy, formidable } from './uploads.js';
import { tsRestCore, tsRestExpress, tsRestFastify, tsRestNest } from './ts-rest.js';
import { typebox } from './typebox.js';
import { valibot } from './valibot.js';
import { celebrate, expressValidator } from './request-checks.js';
import { ajv, expressOpenapiValidator, validator } from './validators.js';
import { nodeBuffer, nodeProcess, nodeUrl, webPlatform } from './web-platform.js';
import { bunyan, winston } from './winston.js';
import { awsLambda, middy } from './aws-lambda.js';
import { nexus, pothos } from './graphql-builders.js';
import { connectRpc, grpc, moleculer } from './rpc-services.js';
import { beeQueue, graphileWorker, inngest, pgBoss, triggerDev } from './background-jobs.js';
import {
  firebaseFunctions,
  firebaseFunctionsBefore6,
  firebaseFunctionsV1,
  firebaseFunctionsV2,
} from './firebase-functions.js';
import { mqtt, nats, sqsConsumer } from './message-brokers.js';
import { svelteKit } from './page-frameworks.js';
import { cloudflareWorkers, netlifyFunctions, vercelNode } from './platform-functions.js';
import { bree, croner, nodeSchedule, toadScheduler } from './schedules.js';
import { mssql, oracledb, tedious } from './further-sql.js';
import {
  cassandra,
  clickhouse,
  databricks,
  duckdb,
  duckdbApi,
  duckdbAsync,
  libsql,
  neo4j,
  neon,
  planetscale,
  snowflake,
  vercelPostgres,
} from './hosted-databases.js';
import { lokijs, mongoist, mongojs, monk, nedb, nedbPromises, tingodb } from './small-document-stores.js';
import { nodeSsh, simpleGit, ssh2 } from './other-machines.js';
import { hogan, markdownIt, marked, mjml, mustache, remark, serializeJavascript, showdown, unified } from './markup.js';
import { jwtDecode, otplib, speakeasy } from './one-time-codes.js';
import {
  awsClients,
  awsDocuments,
  awsHelpers,
  azureBlobs,
  elasticsearch,
  googleStorage,
  opensearch,
} from './cloud-clients.js';
import { anthropic, modelContext, openai } from './language-models.js';
import { htmlPdf, htmlPdfNode, jsdom, nodeHtmlToImage, sharp, wkhtmltopdf, xlsx } from './pages-and-pictures.js';
import { yup } from './yup.js';
import { zod } from './zod.js';

/**
 * Every built-in model. Of several for one library the one with most to say against it stands first: it holds where the
 * version is not known.
 */
export const builtInModels: readonly LibraryModel[] = [
  ecmascript, webPlatform, nodeProcess, nodeUrl, nodeBuffer, argon2, axios, nestAxios, bcrypt, bcryptjs, betterSqlite3,
  nodeSqlite, bunSqlite, sqlite3, cryptoJs, cryptoJsGuessable, nodeForge, nodeRsa, md5, drizzle, cors, helmet,
  expressRateLimit, expressSlowDown, compression, csurf, csrfSync, lusca, morgan, bodyParser, connectFlash,
  expressFlash, expressJwt, expressJwtBefore6, expressBasicAuth, expressOpenid, oauth2Bearer, express4Http,
  express5Http, expressSession, cookieSession, cookieParser, cookie, cookies, ironSession, remix, h3, nextAuth,
  nextAuthJwt, nextAuthMiddleware, authCoreJwt, authCore, authExpress, betterAuth, betterAuthCookies, firebaseAdmin,
  firebaseAdminAuth, supabase, supabaseServer, googleAuth, awsJwtVerify, express4, express5, fastifyHttp, fastifyCors,
  fastifyHelmet, fastifyRateLimit, fastifyCompress, fastifyCsrf, fastifyStatic, fastifyMultipart, fastifyFormbody,
  fastifyRawBody, fastifyBasicAuth, fastifyBearerAuth, fastifySession, fastifySecureSession, fastifyCookie, fastifyJwt,
  fastifyPlugin, fastify, sentry, expressWs, fastifySwagger, apolloServer, graphqlYoga, graphqlTools, graphqlJs,
  mercurius, trpcServer, typeGraphql, hono, honoZodValidator, honoNode, nodeFetch, undici, got, ky, superagent, needle,
  request, requestPromise, joi, jsonwebtoken8, jsonwebtoken9, knex, objection, koaCors4, koaCors, koaHelmet,
  koaRatelimit, koaCompress, koaBodyparser, koaBodyparserScoped, koaBody, koaSession, koaJwt, koaStatic, koaSend, koa,
  koaRouterScoped, koaRouter, restify, restifyBefore9, inversifyExpress, hapi, ...hapiPlugins, boom, routingControllers,
  tsoa, kysely, mikroOrm, expressMongoSanitize, mongoSanitize, mongodb, mongodb2, mongooseModel, mongoose,
  nestjsMongoose, multer, busboy, fastifyBusboy, expressFileupload, formidable, nestjsPlatformExpress,
  nestjsPlatformFastify, mysql2Promise, mysql2, mysql, sqlstring, pgFormat, nestjsJwt, nestjsPassport, nestjsThrottler,
  nestjsGraphql, nestjsSchedule, nestjsEventEmitter, nestjsMicroservices, nestjsConfig, nodeConfig, convict, nconf,
  envalid, nestjsCommon, nestjsCore10, nestjsCore, nestjsTypeorm, nodemailer, sendgrid, resend, nestMailer, stripe,
  svix, octokitWebhooks, twilio, discordInteractions, razorpay, slackVerifier, clerkWebhooks, polarWebhooks, paddle,
  workos, lineBot, sendgridEvents, qstash, tweetnacl, tsscmp, safeCompare, secureCompare, scmp, bufferEqual, rawBody,
  micro, bullmq, bull, nestBull, agenda, awsLambda, awsDeployments, middy, awsCdk, sst, feathers, ...feathersLibraries,
  adonis, sqsClient, googlePubSub, azureServiceBus, tsRestCore, tsRestExpress, tsRestFastify, tsRestNest,
  firebaseFunctions, firebaseFunctionsBefore6, firebaseFunctionsV1, firebaseFunctionsV2, vercelNode, netlifyFunctions,
  cloudflareWorkers, pothos, nexus, grpc, connectRpc, moleculer, triggerDev, inngest, graphileWorker, pgBoss, beeQueue,
  mqtt, nats, sqsConsumer, eventemitter3, nodeSchedule, croner, bree, toadScheduler, svelteKit, socketIo, ws,
  nestjsWebsockets, kafkajs, amqplib, amqplibCallback, next, nodeAssert, nodeUtil, nodeStream, nodeStreamPromises,
  nodeOs, nodeZlib, nodeQuerystring, nodeAsyncHooks, nodeModule, nodeV8, nodeChildProcess, nodeVm, vm2, safeEval,
  notevil, staticEval, mathjs, swig, doT, squirrelly, eta, etaBefore3, nodeCrypto, nodeEvents, nodeTimers,
  nodeTimersPromises, nodeFs, nodeFsPromises, fsExtra, nodeHttp, bun, deno, workers, ittyRouter, loopbackRest,
  loopbackAuthentication, xrpcServer, elysia, ...elysiaPlugins, nodeTls, nodeHttps, nodeHttp2, nodePath, puppeteer,
  playwright, httpProxy, httpProxyMiddleware, expressHttpProxy, ofetch, micromatch, minimatch, picomatch, pathToRegexp,
  urlPattern, clerkBackend, clerkExpress, clerkFastify, clerkNext, clerkNextBefore6, authkit, kindeMiddleware,
  auth0Next, passport, passportAnonymous, passportStrategies, passportOauth2, passportLocal, jose, pgPromise, pg,
  pgPool, pino, pinoHttp, postgres, slonik, prisma, execa, zx, crossSpawn, shelljs, dotenv, pMap, pAll, pLimit, pRetry,
  pQueue, dataloader, expressAsyncHandler, expressAsyncErrors, expressPromiseRouter, nodeCron, cron, promClient, redis,
  ioredis, serveStatic, serveIndex, swaggerUiExpress, nestjsSwagger, expressGraphql, graphqlPlayground, bullBoard,
  agendash, expressStatusMonitor, sequelizeTypescript, nestjsSequelize, sequelize, sequelize4, escapeHtml, dateFns, he,
  sanitizeHtml, xss, domPurify, isomorphicDompurify, htmlEntities, escapeStringRegexp, ejs, pug, handlebars,
  handlebarsBefore477, nunjucks, lodash, lodashFollowing, ...objectTools, jsYaml, jsYamlWithFunctions, nodeSerialize,
  libxmljs, unzipper, admZip, decompress, decompressBefore421, extractZip, jszip, jszipBefore38, tar, tarFs, tarStream,
  unzip, uuid, nanoid, ...guessableRandom, typeormRepository, typeorm, typebox, valibot, classValidator,
  classTransformer, mappedTypes, zodClasses, ajv, expressValidator, expressOpenapiValidator, celebrate, validator,
  winston, bunyan, yup, zod, cassandra, clickhouse, databricks, duckdb, duckdbApi, duckdbAsync, libsql, mssql, neo4j,
  neon, oracledb, planetscale, snowflake, tedious, vercelPostgres, lokijs, mongojs, mongoist, tingodb, monk, nedb,
  nedbPromises, nodeSsh, simpleGit, ssh2, hogan, markdownIt, marked, mjml, mustache, remark, serializeJavascript,
  showdown, unified, jwtDecode, otplib, speakeasy, ...awsClients, awsDocuments, ...awsHelpers, azureBlobs,
  elasticsearch, googleStorage, opensearch, anthropic, modelContext, openai, htmlPdf, htmlPdfNode, jsdom,
  nodeHtmlToImage, sharp, wkhtmltopdf, xlsx, ...noBearing, commander, yargs, inversify, tsyringe, typedi,
];
