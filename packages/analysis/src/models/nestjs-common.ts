import { defineModel, type DecoratorModel, type MemberModel, type SourceModel } from './define.js';

const route = (method: string): MemberModel => ({ decorator: { is: 'route', method, pathArg: 0 } });
const param = (source: SourceModel): MemberModel => ({ decorator: { is: 'parameter', source, validatingPipes: true } });
const handed = (type: string): MemberModel => ({ decorator: { is: 'parameter', type } });
const mark = (is: Extract<DecoratorModel['is'], 'injectable' | 'module' | 'metadata' | 'composite'>): MemberModel => ({ decorator: { is }, call: {} });
const refuses = (status: number): MemberModel => ({ type: 'HttpException', new: { response: { status, bodyArg: 0, ends: true }, sinks: [{ kind: 'response-body', arg: 0 }] } });
const PIPE: MemberModel = { type: 'Pipe', new: { duty: ['validation'] } };
const NUMBER_PIPE: MemberModel = { type: 'Pipe', new: { duty: ['validation'], result: { is: 'safe', shapes: ['num'] } } };
const BOOL_PIPE: MemberModel = { type: 'Pipe', new: { duty: ['validation'], result: { is: 'safe', shapes: ['bool'] } } };
const TEXT_PIPE: MemberModel = { type: 'Pipe', new: { duty: ['validation'], result: { is: 'safe', shapes: ['str'] } } };
const LOG: MemberModel = { call: { sinks: [{ kind: 'log-entry', arg: 'rest' }] } };

export const nestjsCommon = defineModel({
  library: '@nestjs/common',
  modules: ['@nestjs/common', '@nestjs/common/*'],
  family: 'http',
  exports: {
    Controller: { decorator: { is: 'controller', pathArg: 0, pathProperty: 'path' } },
    Get: route('GET'), Post: route('POST'), Put: route('PUT'), Patch: route('PATCH'), Delete: route('DELETE'), Head: route('HEAD'), Options: route('OPTIONS'), All: route('ALL'), Sse: route('GET'), Search: route('SEARCH'),
    Body: param({ kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] }),
    RawBody: param({ kind: 'body', shapes: ['obj'] }),
    Query: param({ kind: 'query', shapes: ['obj', 'str', 'arr', 'null'] }),
    Param: param({ kind: 'param', shapes: ['str', 'obj'], memberShapes: ['str'] }),
    Headers: param({ kind: 'header', shapes: ['str', 'obj', 'null'], memberShapes: ['str', 'null'] }),
    HostParam: param({ kind: 'header', shapes: ['str', 'obj'], memberShapes: ['str'] }),
    UploadedFile: { decorator: { is: 'parameter', type: 'multer#File' } },
    UploadedFiles: param({ kind: 'file-upload', shapes: ['arr', 'obj'], ownMembers: ['path', 'filename', 'destination', 'size', 'tempFilePath', 'filepath', 'newFilename'] }),
    Req: handed('express#Request'), Request: handed('express#Request'), Res: handed('express#Response'), Response: handed('express#Response'), Next: handed('express#Next'), Session: handed('express-session#Session'),
    Ip: { decorator: { is: 'parameter' } },
    UseGuards: { decorator: { is: 'guards' }, call: {} },
    UsePipes: { decorator: { is: 'pipes' }, call: {} },
    UseInterceptors: { decorator: { is: 'interceptors' }, call: {} },
    UseFilters: mark('metadata'), Catch: mark('metadata'), HttpCode: mark('metadata'), Header: mark('metadata'), Redirect: mark('metadata'), Render: mark('metadata'), Version: mark('metadata'), SetMetadata: { decorator: { is: 'metadata', keyArg: 0 }, call: {} }, SerializeOptions: mark('metadata'), Optional: mark('metadata'), Bind: mark('metadata'), Dependencies: mark('metadata'),
    applyDecorators: mark('composite'),
    createParamDecorator: { call: {} },
    Injectable: mark('injectable'),
    Module: mark('module'), Global: mark('metadata'),
    Inject: { decorator: { is: 'injection' } },
    forwardRef: { call: {} },
    ValidationPipe: PIPE, ParseArrayPipe: PIPE, DefaultValuePipe: { type: 'Pipe', new: {} }, ParseFilePipe: PIPE, ParseFilePipeBuilder: { new: {} },
    ParseIntPipe: NUMBER_PIPE, ParseFloatPipe: NUMBER_PIPE, ParseBoolPipe: BOOL_PIPE, ParseUUIDPipe: TEXT_PIPE, ParseEnumPipe: TEXT_PIPE, ParseDatePipe: { type: 'Pipe', new: { duty: ['validation'], result: { is: 'safe', shapes: ['obj'] } } },
    ClassSerializerInterceptor: { new: {} },
    Logger: { type: 'Logger', new: {}, members: { log: LOG, error: LOG, warn: LOG, debug: LOG, verbose: LOG, fatal: LOG } },
    ConsoleLogger: { type: 'Logger', new: {} },
    LoggerService: { type: 'Logger' },
    INestApplication: { type: '@nestjs/core#Application' },
    MiddlewareConsumer: { type: '@nestjs/core#MiddlewareConsumer' },
    ExecutionContext: { type: '@nestjs/core#ExecutionContext' },
    ArgumentsHost: { type: '@nestjs/core#ExecutionContext' },
    HttpException: { type: 'HttpException', new: { response: { bodyArg: 0, statusArg: 1, ends: true }, sinks: [{ kind: 'response-body', arg: 0 }] } },
    BadRequestException: refuses(400), UnauthorizedException: refuses(401), PaymentRequiredException: refuses(402), ForbiddenException: refuses(403), NotFoundException: refuses(404), MethodNotAllowedException: refuses(405), NotAcceptableException: refuses(406), RequestTimeoutException: refuses(408), ConflictException: refuses(409), GoneException: refuses(410), PreconditionFailedException: refuses(412), PayloadTooLargeException: refuses(413), UnsupportedMediaTypeException: refuses(415), ImATeapotException: refuses(418), UnprocessableEntityException: refuses(422), InternalServerErrorException: refuses(500), NotImplementedException: refuses(501), BadGatewayException: refuses(502), ServiceUnavailableException: refuses(503), GatewayTimeoutException: refuses(504),
    HttpStatus: { members: { '*': { value: 'constant' } } },
    RequestMethod: { members: { '*': { value: 'constant' } } },
    StreamableFile: { new: {} },
  },
  types: {
    Pipe: {},
    HttpException: {},
    Logger: { conventionalNames: ['logger'], members: { log: LOG, error: LOG, warn: LOG, debug: LOG, verbose: LOG, fatal: LOG } },
  },
});
