import { defineModel, type MemberModel, type SourceModel } from '../vocabulary/library-model.js';

const BODY: SourceModel = { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'], parsed: true };
const QUERY: SourceModel = { kind: 'query', shapes: ['str', 'arr', 'obj', 'null'] };
const PARAM: SourceModel = { kind: 'param', shapes: ['str', 'obj'], memberShapes: ['str'] };
const HEADER: SourceModel = { kind: 'header', shapes: ['str', 'obj', 'null'], memberShapes: ['str', 'null'] };
const COOKIE: SourceModel = { kind: 'cookie', shapes: ['str', 'obj', 'null'], memberShapes: ['str', 'null'] };
const from = (source: SourceModel): MemberModel => ({ decorator: { is: 'parameter', source } });
const handed = (type: string): MemberModel => ({ decorator: { is: 'parameter', type } });
const NOTHING: MemberModel = { decorator: { is: 'parameter' } };
const MARK: MemberModel = { decorator: { is: 'metadata' } };
const METHODS = { Get: 'GET', Post: 'POST', Put: 'PUT', Patch: 'PATCH', Delete: 'DELETE', Head: 'HEAD' };

/** Middleware stands behind the path, as functions, classes or what the container holds under a token. */
const guarded = (method: string): MemberModel => ({ decorator: { is: 'route', method, pathArg: 0, linksFrom: 1 } });

export const inversifyExpress = defineModel({
  library: 'inversify-express-utils',
  modules: ['inversify-express-utils'],
  family: 'http',
  exports: {
    controller: { decorator: { is: 'controller', pathArg: 0, linksFrom: 1 } },
    httpGet: guarded('GET'),
    httpPost: guarded('POST'),
    httpPut: guarded('PUT'),
    httpPatch: guarded('PATCH'),
    httpDelete: guarded('DELETE'),
    httpHead: guarded('HEAD'),
    all: guarded('ALL'),
    requestBody: from(BODY),
    queryParam: from(QUERY),
    requestParam: from(PARAM),
    requestHeaders: from(HEADER),
    cookies: from(COOKIE),
    request: handed('express#Request'),
    response: handed('express#Response'),
    next: handed('express#Next'),
    principal: NOTHING,
    httpContext: { decorator: { is: 'injection' } },
    BaseMiddleware: { type: 'Middleware', new: {} },
    BaseHttpController: { type: 'BaseController', new: {} },
    InversifyExpressServer: { type: 'Server', new: {} },
  },
  types: {
    Middleware: {},
    BaseController: { members: { httpContext: {}, ok: { call: {} }, json: { call: {} }, redirect: { call: {} } } },
    Server: {
      members: {
        setConfig: {
          call: { returns: 'this', callbacks: [{ arg: 0, params: ['express#Application'], promise: 'ignored' }] },
        },
        setErrorConfig: {
          call: { returns: 'this', callbacks: [{ arg: 0, params: ['express#Application'], promise: 'ignored' }] },
        },
        build: { call: { returns: 'express#Application' } },
      },
    },
  },
});

export const routingControllers = defineModel({
  library: 'routing-controllers',
  modules: ['routing-controllers'],
  family: 'http',
  exports: {
    Controller: { decorator: { is: 'controller', pathArg: 0 } },
    JsonController: { decorator: { is: 'controller', pathArg: 0 } },
    ...Object.fromEntries(
      Object.entries(METHODS).map(([name, method]): [string, MemberModel] => [
        name,
        { decorator: { is: 'route', method, pathArg: 0 } },
      ]),
    ),
    All: { decorator: { is: 'route', method: 'ALL', pathArg: 0 } },
    // Who may pass is decided by the `authorizationChecker` of the application, which it does not start without.
    Authorized: { decorator: { is: 'guards', duty: ['authentication'] }, call: {} },
    UseBefore: { decorator: { is: 'links' }, call: {} },
    UseAfter: MARK,
    UseInterceptor: MARK,
    Middleware: { decorator: { is: 'injectable' } },
    Body: from(BODY),
    BodyParam: from(BODY),
    QueryParam: from(QUERY),
    QueryParams: from(QUERY),
    Param: from(PARAM),
    Params: from(PARAM),
    HeaderParam: from(HEADER),
    HeaderParams: from(HEADER),
    CookieParam: from(COOKIE),
    CookieParams: from(COOKIE),
    UploadedFile: handed('multer#File'),
    CurrentUser: NOTHING,
    Session: handed('express-session#Session'),
    Req: handed('express#Request'),
    Res: handed('express#Response'),
    HttpCode: MARK,
    OnUndefined: MARK,
    createExpressServer: { call: { returns: 'express#Application' } },
    useExpressServer: { call: {} },
    createKoaServer: { call: { returns: 'koa#Application' } },
  },
});

export const tsoa = defineModel({
  library: 'tsoa',
  modules: ['tsoa', '@tsoa/runtime'],
  family: 'http',
  exports: {
    Route: { decorator: { is: 'controller', pathArg: 0, braces: true } },
    ...Object.fromEntries(
      Object.entries(METHODS).map(([name, method]): [string, MemberModel] => [
        name,
        { decorator: { is: 'route', method, pathArg: 0, braces: true } },
      ]),
    ),
    // The routes it generates ask `expressAuthentication` first, and are not generated without.
    Security: { decorator: { is: 'guards', duty: ['authentication'] }, call: {} },
    NoSecurity: MARK,
    Middlewares: { decorator: { is: 'links' }, call: {} },
    Controller: { type: 'Controller', new: {} },
    Body: from(BODY),
    BodyProp: from(BODY),
    Query: from(QUERY),
    Queries: from(QUERY),
    Path: from(PARAM),
    Header: from(HEADER),
    FormField: from(BODY),
    UploadedFile: handed('multer#File'),
    Request: handed('express#Request'),
    Res: NOTHING,
    Inject: NOTHING,
    Tags: MARK,
    Response: MARK,
    SuccessResponse: MARK,
    OperationId: MARK,
    Example: MARK,
    Hidden: MARK,
    Produces: MARK,
  },
  types: { Controller: { members: { setStatus: { call: {} }, setHeader: { call: {} }, getHeaders: { call: {} } } } },
});
