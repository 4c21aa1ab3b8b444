import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';
import { tlsHazards } from './node-tls.js';

const HTML_BODY: NonNullable<CallModel['sinks']> = [
  { kind: 'html-response', arg: 0, property: 'html', propertyOnly: true },
];
const SENT: CallModel = {
  async: 'callback',
  external: 'mail',
  sinks: HTML_BODY,
  callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }],
};

export const nodemailer = defineModel({
  library: 'nodemailer',
  modules: ['nodemailer'],
  family: 'mail',
  exports: {
    createTransport: {
      call: {
        returns: 'Transporter',
        hazards: tlsHazards(0, 'tls'),
        sinks: [
          {
            kind: 'secret',
            arg: 0,
            property: ['auth.pass', 'auth.clientSecret', 'auth.refreshToken'],
            propertyOnly: true,
          },
        ],
      },
    },
    createTestAccount: { call: { async: 'callback' } },
    getTestMessageUrl: { call: {} },
    Transporter: { type: 'Transporter' },
  },
  types: {
    Transporter: {
      perProcess: true,
      conventionalNames: ['transporter', 'mailer'],
      members: {
        sendMail: { call: SENT },
        verify: { call: { async: 'callback', callbacks: SENT.callbacks } },
        close: { call: {} },
        use: { call: {} },
      },
    },
  },
});
export const sendgrid = defineModel({
  library: '@sendgrid/mail',
  modules: ['@sendgrid/mail'],
  family: 'mail',
  exports: {
    default: {
      members: {
        send: { call: SENT },
        sendMultiple: { call: SENT },
        setApiKey: { call: { sinks: [{ kind: 'secret', arg: 0, issued: true }] } },
      },
    },
  },
});
export const resend = defineModel({
  library: 'resend',
  modules: ['resend'],
  family: 'mail',
  exports: { Resend: { type: 'Resend', new: { sinks: [{ kind: 'secret', arg: 0, issued: true }] } } },
  types: {
    Resend: {
      members: {
        emails: {
          members: {
            send: { call: { async: 'promise', external: 'mail', sinks: HTML_BODY } },
            create: { call: { async: 'promise', external: 'mail', sinks: HTML_BODY } },
          },
        },
        batch: { members: { send: { call: { async: 'promise', external: 'mail', sinks: HTML_BODY } } } },
      },
    },
  },
});
export const nestMailer = defineModel({
  library: '@nestjs-modules/mailer',
  modules: ['@nestjs-modules/mailer'],
  family: 'mail',
  exports: { MailerService: { type: 'Mailer' } },
  types: { Mailer: { members: { sendMail: { call: { async: 'promise', external: 'mail', sinks: HTML_BODY } } } } },
});

const CHARGED: NonNullable<CallModel['sinks']> = [
  { kind: 'charged-amount', arg: 0, property: ['amount', 'unit_amount'], propertyOnly: true },
];
/** Every call takes a callback last, or returns a promise. */
const RESOURCE = {
  members: {
    ...Object.fromEntries(
      [
        'create', 'retrieve', 'update', 'list', 'del', 'cancel', 'confirm', 'capture', 'search', 'attach', 'detach',
        'pay', 'finalizeInvoice', 'sendInvoice', 'expire',
      ].map((name): [string, MemberModel] => [
        name,
        { call: { async: 'callback', external: 'network', sinks: CHARGED } },
      ]),
    ),
    sessions: { type: 'Resource' },
  },
};

export const stripe = defineModel({
  library: 'stripe',
  modules: ['stripe'],
  family: 'other',
  exports: {
    default: {
      type: 'Stripe',
      new: { sinks: [{ kind: 'secret', arg: 0, issued: true }] },
      call: { returns: 'Stripe', sinks: [{ kind: 'secret', arg: 0, issued: true }] },
    },
    Stripe: { type: 'Stripe', new: { sinks: [{ kind: 'secret', arg: 0, issued: true }] } },
  },
  types: {
    Stripe: {
      conventionalNames: ['stripe'],
      members: {
        webhooks: {
          members: {
            constructEvent: {
              call: {
                duty: ['signature'],
                token: { does: 'verify', payloadArg: 0, keyArg: 2 },
                sinks: [{ kind: 'secret', arg: 2 }],
                result: { is: 'safe', shapes: ['obj'] },
              },
            },
            constructEventAsync: {
              call: {
                async: 'promise',
                duty: ['signature'],
                token: { does: 'verify', payloadArg: 0, keyArg: 2 },
                sinks: [{ kind: 'secret', arg: 2 }],
                result: { is: 'safe', shapes: ['obj'] },
              },
            },
            generateTestHeaderString: { call: {} },
          },
        },
        '*': { type: 'Resource' },
      },
    },
    Resource: RESOURCE,
  },
});
export const svix = defineModel({
  library: 'svix',
  modules: ['svix', 'standardwebhooks'],
  family: 'other',
  exports: { Webhook: { type: 'Webhook', new: { sinks: [{ kind: 'secret', arg: 0 }] } } },
  types: {
    Webhook: {
      members: {
        verify: {
          call: {
            duty: ['signature'],
            token: { does: 'verify', payloadArg: 0, madeWithKey: 0 },
            result: { is: 'safe', shapes: ['obj'] },
          },
        },
      },
    },
  },
});
export const octokitWebhooks = defineModel({
  library: '@octokit/webhooks',
  modules: ['@octokit/webhooks', '@octokit/webhooks-methods'],
  family: 'other',
  exports: {
    Webhooks: {
      type: 'Webhooks',
      new: { sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }] },
    },
    createNodeMiddleware: { call: { duty: ['signature'] } },
    verify: {
      call: {
        async: 'promise',
        duty: ['signature'],
        token: { does: 'verify', keyArg: 0, payloadArg: 1 },
        result: { is: 'safe', shapes: ['bool'] },
      },
    },
  },
  types: {
    Webhooks: {
      members: {
        verify: {
          call: {
            async: 'promise',
            duty: ['signature'],
            token: { does: 'verify', payloadArg: 0 },
            result: { is: 'safe', shapes: ['bool'] },
          },
        },
        verifyAndReceive: { call: { async: 'promise', duty: ['signature'], token: { does: 'verify' } } },
        on: { call: { callbacks: [{ arg: 1, params: [null], promise: 'awaited' }] } },
      },
    },
  },
});
