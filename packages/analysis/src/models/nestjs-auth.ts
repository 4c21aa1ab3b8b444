import { defineModel, type CallModel, type SourceModel } from '../vocabulary/library-model.js';

const VERIFY: CallModel = { token: { does: 'verify', optionsArg: 1 }, result: { is: 'validated', arg: 0 } };
// No `token`: lifetime and algorithm come from `signOptions` of the module, so a call alone proves nothing about them.
const SIGN: CallModel = { result: { is: 'safe', shapes: ['str'] } };

export const nestjsJwt = defineModel({
  library: '@nestjs/jwt',
  modules: ['@nestjs/jwt'],
  family: 'auth',
  exports: {
    JwtService: {
      type: 'JwtService',
      new: { sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }] },
    },
    JwtModule: {
      members: {
        register: {
          call: { sinks: [{ kind: 'secret', arg: 0, property: ['secret', 'secretOrPrivateKey'], propertyOnly: true }] },
        },
        registerAsync: { call: {} },
      },
    },
  },
  types: {
    JwtService: {
      conventionalNames: ['jwtService'],
      members: {
        sign: {
          call: {
            ...SIGN,
            sinks: [{ kind: 'secret', arg: 1, property: ['secret', 'privateKey'], propertyOnly: true }],
          },
        },
        signAsync: {
          call: {
            ...SIGN,
            async: 'promise',
            sinks: [{ kind: 'secret', arg: 1, property: ['secret', 'privateKey'], propertyOnly: true }],
          },
        },
        verify: {
          call: {
            ...VERIFY,
            sinks: [{ kind: 'secret', arg: 1, property: ['secret', 'publicKey'], propertyOnly: true }],
          },
        },
        verifyAsync: {
          call: {
            ...VERIFY,
            async: 'promise',
            sinks: [{ kind: 'secret', arg: 1, property: ['secret', 'publicKey'], propertyOnly: true }],
          },
        },
        decode: {
          call: { token: { does: 'decode', optionsArg: 1 }, result: { is: 'derived', from: [0], shapes: ['obj'] } },
        },
      },
    },
  },
});

export const nestjsPassport = defineModel({
  library: '@nestjs/passport',
  modules: ['@nestjs/passport'],
  family: 'auth',
  exports: {
    AuthGuard: {
      call: {
        strategyArg: 0,
        duty: ['authentication'],
        dutyUnless: [{ arg: 0, matches: '^anonymous$' }],
        returns: 'Guard',
      },
    },
    PassportStrategy: { call: { returns: 'Strategy', installs: { nameArg: 1, valueArg: 0 } } },
    PassportModule: { members: { register: { call: {} }, registerAsync: { call: {} } } },
  },
  types: {
    Guard: { new: { duty: ['authentication'] }, refusesIn: [{ member: 'handleRequest', missing: 1 }] },
    Strategy: {},
  },
});

export const nestjsThrottler = defineModel({
  library: '@nestjs/throttler',
  modules: ['@nestjs/throttler'],
  family: 'other',
  exports: {
    ThrottlerGuard: { type: 'Guard', new: { duty: ['rate-limit'] } },
    ThrottlerModule: { members: { forRoot: { call: {} }, forRootAsync: { call: {} } } },
    Throttle: { decorator: { is: 'guards', duty: ['rate-limit'] } },
    SkipThrottle: { decorator: { is: 'metadata' } },
  },
  types: { Guard: {} },
});

export const nestjsSchedule = defineModel({
  library: '@nestjs/schedule',
  modules: ['@nestjs/schedule'],
  family: 'queue',
  exports: {
    Cron: { decorator: { is: 'entry', kind: 'schedule' } },
    Interval: { decorator: { is: 'entry', kind: 'schedule' } },
    Timeout: { decorator: { is: 'entry', kind: 'schedule' } },
    CronExpression: { members: { '*': { value: 'constant' } } },
  },
});
export const nestjsEventEmitter = defineModel({
  library: '@nestjs/event-emitter',
  modules: ['@nestjs/event-emitter'],
  family: 'queue',
  exports: { OnEvent: { decorator: { is: 'entry', kind: 'event' } }, EventEmitter2: { type: 'Emitter' } },
  types: { Emitter: { extends: 'node:events#EventEmitter', members: { emitAsync: { call: { async: 'promise' } } } } },
});
/** What another service sends, which is the first parameter where nothing says otherwise. */
const SENT: SourceModel = { kind: 'message', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] };
export const nestjsMicroservices = defineModel({
  library: '@nestjs/microservices',
  modules: ['@nestjs/microservices'],
  family: 'queue',
  exports: {
    MessagePattern: { decorator: { is: 'entry', kind: 'message', input: SENT } },
    EventPattern: { decorator: { is: 'entry', kind: 'message', input: SENT } },
    GrpcMethod: { decorator: { is: 'entry', kind: 'rpc', input: { ...SENT, kind: 'rpc-input' } } },
    GrpcStreamMethod: { decorator: { is: 'entry', kind: 'rpc' } },
    GrpcStreamCall: { decorator: { is: 'entry', kind: 'rpc' } },
    Payload: { decorator: { is: 'parameter', source: SENT, validatingPipes: true } },
    Ctx: { decorator: { is: 'parameter' } },
  },
});
export const nestjsConfig = defineModel({
  library: '@nestjs/config',
  modules: ['@nestjs/config'],
  family: 'other',
  exports: {
    ConfigService: { type: 'ConfigService', new: {} },
    ConfigModule: { members: { forRoot: { call: {} } } },
    registerAs: { call: {} },
  },
  types: {
    ConfigService: {
      conventionalNames: ['configService'],
      members: {
        get: {
          call: {
            setting: { arg: 0, otherwise: 1 },
            result: { is: 'safe', shapes: ['str', 'num', 'bool', 'obj', 'null'] },
          },
        },
        getOrThrow: { call: { result: { is: 'safe', shapes: ['str', 'num', 'bool', 'obj'] } } },
      },
    },
  },
});
