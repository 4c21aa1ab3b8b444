import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

/** True where the signature is right. */
const TELLS = (token: Omit<NonNullable<CallModel['token']>, 'does'> = {}): CallModel => ({
  duty: ['signature'],
  token: { does: 'verify', ...token },
  result: { is: 'safe', shapes: ['bool'] },
});
/** Gives what was signed, or throws. */
const OPENS = (token: Omit<NonNullable<CallModel['token']>, 'does'> = {}): CallModel => ({
  duty: ['signature'],
  token: { does: 'verify', ...token },
  result: { is: 'safe', shapes: ['obj'] },
});
const later = (call: CallModel): MemberModel => ({ call: { ...call, async: 'promise' } });
const now = (call: CallModel): MemberModel => ({ call });

/** `webhook()` refuses what is not signed unless it is told not to look; text in place of settings is the token. */
export const twilio = defineModel({
  library: 'twilio',
  modules: ['twilio'],
  family: 'other',
  exports: {
    default: {
      call: { sinks: [{ kind: 'secret', arg: 1 }] },
      members: {
        webhook: now({ duty: ['signature'], dutyUnless: [{ arg: 'last', property: 'validate', is: false }] }),
        validateRequest: now(TELLS({ keyArg: 0, payloadArg: 3 })),
        validateRequestWithBody: now(TELLS({ keyArg: 0, payloadArg: 3 })),
        validateExpressRequest: now(TELLS({ keyArg: 1 })),
      },
    },
    webhook: now({ duty: ['signature'], dutyUnless: [{ arg: 'last', property: 'validate', is: false }] }),
    validateRequest: now(TELLS({ keyArg: 0, payloadArg: 3 })),
    validateRequestWithBody: now(TELLS({ keyArg: 0, payloadArg: 3 })),
    validateExpressRequest: now(TELLS({ keyArg: 1 })),
  },
});

export const discordInteractions = defineModel({
  library: 'discord-interactions',
  modules: ['discord-interactions'],
  family: 'other',
  exports: { verifyKey: later(TELLS({ payloadArg: 0, keyArg: 3 })), verifyKeyMiddleware: now({ duty: ['signature'] }) },
});

export const razorpay = defineModel({
  library: 'razorpay',
  modules: ['razorpay', 'razorpay/dist/utils/razorpay-utils', 'razorpay/dist/utils/razorpay-utils.js'],
  family: 'other',
  exports: {
    default: {
      type: 'Razorpay',
      new: { sinks: [{ kind: 'secret', arg: 0, property: 'key_secret', propertyOnly: true }] },
      members: { validateWebhookSignature: now(TELLS({ payloadArg: 0, keyArg: 2 })) },
    },
    validateWebhookSignature: now(TELLS({ payloadArg: 0, keyArg: 2 })),
    validatePaymentVerification: now(TELLS({ payloadArg: 0, keyArg: 2 })),
  },
  types: { Razorpay: { members: {} } },
});

/** Throws where the signature is wrong. */
export const slackVerifier = defineModel({
  library: '@slack/bolt',
  modules: ['@slack/bolt', '@slack/events-api'],
  family: 'other',
  exports: {
    verifySlackRequest: now(OPENS()),
    isValidSlackRequest: now(TELLS()),
    verifyRequestSignature: now(OPENS()),
  },
});

export const clerkWebhooks = defineModel({
  library: '@clerk/backend/webhooks',
  modules: [
    '@clerk/backend/webhooks', '@clerk/express/webhooks', '@clerk/nextjs/webhooks', '@clerk/fastify/webhooks',
    '@clerk/astro/webhooks', '@clerk/nuxt/webhooks', '@clerk/react-router/webhooks',
    '@clerk/tanstack-react-start/webhooks',
  ],
  family: 'other',
  exports: { verifyWebhook: later(OPENS()) },
});

export const polarWebhooks = defineModel({
  library: '@polar-sh/sdk/webhooks',
  modules: ['@polar-sh/sdk/webhooks', '@polar-sh/sdk/webhooks.js'],
  family: 'other',
  exports: { validateEvent: now(OPENS({ payloadArg: 0, keyArg: 2 })) },
});

export const paddle = defineModel({
  library: '@paddle/paddle-node-sdk',
  modules: ['@paddle/paddle-node-sdk'],
  family: 'other',
  exports: { Paddle: { type: 'Paddle', new: { sinks: [{ kind: 'secret', arg: 0 }] } } },
  types: {
    Paddle: {
      members: {
        webhooks: {
          members: {
            unmarshal: later(OPENS({ payloadArg: 0, keyArg: 1 })),
            isSignatureValid: later(TELLS({ payloadArg: 0, keyArg: 1 })),
          },
        },
      },
    },
  },
});

/** Opens a session that the server sealed, and tells whether it could. */
const SEALED: CallModel = { token: { does: 'verify', validMember: 'authenticated' } };

export const workos = defineModel({
  library: '@workos-inc/node',
  modules: ['@workos-inc/node'],
  family: 'other',
  exports: { WorkOS: { type: 'WorkOS', new: { sinks: [{ kind: 'secret', arg: 0 }] } } },
  types: {
    WorkOS: {
      members: {
        webhooks: { members: { constructEvent: later(OPENS()) } },
        userManagement: { type: 'UserManagement' },
      },
    },
    UserManagement: {
      members: { authenticateWithSessionCookie: later(SEALED), loadSealedSession: now({ returns: 'CookieSession' }) },
    },
    CookieSession: { members: { authenticate: later(SEALED) } },
  },
});

export const lineBot = defineModel({
  library: '@line/bot-sdk',
  modules: ['@line/bot-sdk'],
  family: 'other',
  exports: {
    middleware: now({ duty: ['signature'], refusesBy: 'failure' }),
    validateSignature: now(TELLS({ payloadArg: 0, keyArg: 1 })),
  },
});

export const sendgridEvents = defineModel({
  library: '@sendgrid/eventwebhook',
  modules: ['@sendgrid/eventwebhook'],
  family: 'other',
  exports: { EventWebhook: { type: 'EventWebhook', new: {} } },
  types: { EventWebhook: { members: { verifySignature: now(TELLS({ keyArg: 0, payloadArg: 1 })) } } },
});

export const qstash = defineModel({
  library: '@upstash/qstash',
  modules: ['@upstash/qstash'],
  family: 'other',
  exports: { Receiver: { type: 'Receiver', new: {} } },
  types: { Receiver: { members: { verify: later(OPENS()) } } },
});

export const tweetnacl = defineModel({
  library: 'tweetnacl',
  modules: ['tweetnacl'],
  family: 'crypto',
  exports: {
    default: {
      members: { sign: { members: { detached: { members: { verify: now(TELLS({ payloadArg: 0, keyArg: 2 })) } } } } },
    },
    sign: { members: { detached: { members: { verify: now(TELLS({ payloadArg: 0, keyArg: 2 })) } } } },
  },
});

const comparing = (library: string, modules: readonly string[] = [library]): LibraryModel =>
  defineModel({
    library,
    modules,
    family: 'crypto',
    exports: { default: { call: { compares: true, result: { is: 'safe', shapes: ['bool'] } } } },
  });
export const tsscmp = comparing('tsscmp');
export const safeCompare = comparing('safe-compare');
export const secureCompare = comparing('secure-compare');
export const scmp = comparing('scmp');
export const bufferEqual = comparing('buffer-equal-constant-time');

const reads = (): CallModel => ({
  async: 'promise',
  result: { is: 'source', source: { kind: 'body', shapes: ['str', 'obj'] } },
});
/** The body as it was sent: a signature is made of its bytes. */
export const rawBody = defineModel({
  library: 'raw-body',
  modules: ['raw-body'],
  family: 'other',
  exports: { default: { call: reads() } },
});
export const micro = defineModel({
  library: 'micro',
  modules: ['micro'],
  family: 'other',
  exports: { buffer: { call: reads() }, text: { call: reads() } },
});
