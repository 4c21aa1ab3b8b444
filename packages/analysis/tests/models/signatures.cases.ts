import type { LibraryCases } from './model-case.js';

/** A function or class that a module gives by name. */
const named = (module: string, name: string, isClass = false): LibraryCases[string] => {
  const use = (it: string): string => `«${isClass ? 'new ' : ''}${it}(x)»;`;
  return {
    found: [
      [`import { ${name} } from '${module}'; ${use(name)}`, `${module}#${name}`],
      [`import * as lib from '${module}'; ${use(`lib.${name}`)}`, `${module}#${name}`],
      [`const { ${name}: it } = require('${module}'); ${use('it')}`, `${module}#${name}`],
    ],
    lookAlikes: [
      [`import { ${name} } from './mine'; ${use(name)}`, null],
      [`${isClass ? `class ${name} {}` : `function ${name}() {}`} ${use(name)}`, null],
      [`import { ${name} } from '${module}'; function f(${name}) { return ${use(name)} }`, null],
    ],
  };
};
/** The function a module is. */
const whole = (module: string): LibraryCases[string] => ({
  found: [
    [`import it from '${module}'; «it(x)»;`, `${module}#default`],
    [`const it = require('${module}'); «it(x)»;`, `${module}#default`],
    [`«require('${module}')(x)»;`, `${module}#default`],
  ],
  lookAlikes: [
    ["import it from './mine'; «it(x)»;", null],
    ['function it(x) { return x; } «it(x)»;', null],
    [`import it from '${module}'; function f(it) { return «it(x)»; }`, null],
  ],
});

export const cases: LibraryCases = {
  twilio: named('twilio', 'webhook'),
  'discord-interactions': named('discord-interactions', 'verifyKey'),
  razorpay: named('razorpay', 'validateWebhookSignature'),
  '@slack/bolt': named('@slack/bolt', 'verifySlackRequest'),
  '@clerk/backend/webhooks': named('@clerk/backend/webhooks', 'verifyWebhook'),
  '@polar-sh/sdk/webhooks': named('@polar-sh/sdk/webhooks', 'validateEvent'),
  '@paddle/paddle-node-sdk': named('@paddle/paddle-node-sdk', 'Paddle', true),
  '@workos-inc/node': named('@workos-inc/node', 'WorkOS', true),
  '@line/bot-sdk': named('@line/bot-sdk', 'middleware'),
  '@sendgrid/eventwebhook': named('@sendgrid/eventwebhook', 'EventWebhook', true),
  '@upstash/qstash': named('@upstash/qstash', 'Receiver', true),
  tweetnacl: {
    found: [
      ["import nacl from 'tweetnacl'; «nacl.sign.detached.verify(a, b, c)»;", 'tweetnacl#sign.detached.verify'],
      ["import { sign } from 'tweetnacl'; «sign.detached.verify(a, b, c)»;", 'tweetnacl#sign.detached.verify'],
      ["const nacl = require('tweetnacl'); «nacl.sign.detached.verify(a, b, c)»;", 'tweetnacl#sign.detached.verify'],
    ],
    lookAlikes: [
      ["import nacl from './mine'; «nacl.sign.detached.verify(a, b, c)»;", null],
      ['const sign = { detached: { verify() {} } }; «sign.detached.verify(a, b, c)»;', null],
      ["import nacl from 'tweetnacl'; function f(nacl) { return «nacl.sign.detached.verify(a, b, c)»; }", null],
    ],
  },
  tsscmp: whole('tsscmp'),
  'safe-compare': whole('safe-compare'),
  'secure-compare': whole('secure-compare'),
  scmp: whole('scmp'),
  'buffer-equal-constant-time': whole('buffer-equal-constant-time'),
  'raw-body': whole('raw-body'),
  micro: named('micro', 'buffer'),
  'fastify-raw-body': whole('fastify-raw-body'),
};
