import rule from '../../../rules/src/no-scattered-config/rule.js';
import { testRule } from '../harness.js';

const compared = (output: string) => [{ messageId: 'compare', output }];

testRule(rule, {
  valid: [
    {
      name: 'the default stands in the same expression, around what else is asked',
      code: `config.port = args.port || Number(process.env.PORT) || 5001;
const limit = (args.limit ?? parseInt(process.env.LIMIT, 10)) || 20;
const size = (args.size && Number.parseInt(process.env.SIZE)) || 20;
const wait = Number(process.env.WAIT) * 1000 || 5000;
const most = Math.floor(args.most || Number(process.env.MOST)) || 3;
const least = (args.quick ? Number(process.env.QUICK) : 2) || 1;`,
    },
    "if (process.env.ENABLE_CACHE === 'true') start();",
    "const debug = process.env.DEBUG === '1';",
    'if (process.env.NODE_ENV) start(); if (process.env.CI) quiet();',
    {
      name: 'is it there',
      code: 'const billing = Boolean(process.env.STRIPE_SECRET_KEY); if (process.env.REDIS_URL) connect();',
    },
    {
      name: 'compared right away',
      code: "const on = process.env.ENABLE_CACHE && process.env.ENABLE_CACHE !== 'false';",
    },
    {
      name: 'parsed',
      code: 'const on = toBoolean(process.env.ENABLE_CACHE); const cache = JSON.parse(process.env.ENABLE_CACHE);',
    },
    {
      name: 'read when it is set',
      code: 'if (process.env.CACHE_ENABLED) config.cache = toBoolean(process.env.CACHE_ENABLED);',
    },
    {
      name: 'a thing with a switch in its name',
      code: 'if (process.env.SSL_CERT_PATH) read(); if (process.env.USE_PROXY_URL) proxy();',
    },
    {
      name: 'number with a default',
      code:
        'const port = Number(process.env.PORT) || 3000; const max = Number(process.env.MAX_ITEMS || 10); ' +
        'const min = parseInt(process.env.MIN_ITEMS ?? "1", 10);',
    },
    {
      name: 'number that is checked',
      code: 'const port = Number(process.env.PORT); if (Number.isNaN(port)) throw new Error("PORT");',
    },
    {
      name: 'number that is compared',
      code: 'const limit = Number(process.env.LIMIT); if (!(limit > 0)) throw new Error("LIMIT");',
    },
    {
      name: 'number that is asked for',
      code:
        'const limit = process.env.LIMIT ? Number(process.env.LIMIT) : undefined; ' +
        'if (process.env.SIZE) use(Number(process.env.SIZE));',
    },
    {
      name: 'refused before',
      code: 'if (!process.env.PORT) throw new Error("PORT");\nlisten(Number(process.env.PORT));',
    },
    { name: 'number by a schema', code: 'const port = schema.parse(Number(process.env.PORT));' },
    { name: 'another process', code: 'function f(process) { if (process.env.ENABLE_CACHE) start(); }' },
    {
      name: 'there or not',
      code:
        'if (process.env.ENABLE_CACHE) start(); if (!process.env.DISABLE_JOBS) run(); ' +
        'const level = process.env.DEBUG ? "debug" : "info"; if (process.env.USE_MOCKS && ready) start(); ' +
        'process.env.ENABLE_CACHE && start();',
    },
    { name: 'a script', file: 'scripts/seed.ts', code: 'const size = Number(process.env.SIZE); fill(size);' },
  ],
  invalid: [
    {
      name: 'what stands around it gives no number either',
      code: `config.port = args.port || «Number(process.env.PORT)»;
const limit = (args.limit || «parseInt(process.env.LIMIT, 10)») ?? 20;
const wait = «Number(process.env.WAIT)» * 1000 ?? 5000;
const most = args.most || Math.floor(«Number(process.env.MOST)»);
const least = args.quick ? «Number(process.env.QUICK)» : 2;`,
      errors: Array.from({ length: 5 }, () => 'number'),
    },
    {
      name: 'kept as a value',
      code: 'export const cache = Boolean(«process.env.ENABLE_CACHE»);',
      errors: [
        {
          messageId: 'truth',
          data: { name: 'ENABLE_CACHE' },
          suggestions: compared("export const cache = process.env.ENABLE_CACHE === 'true';"),
        },
      ],
    },
    {
      name: 'what it turns off is a check',
      code: 'if («process.env.ALLOW_UNAUTHORIZED_CERTS») send({ tls: { rejectUnauthorized: false } });',
      errors: [
        {
          messageId: 'truth',
          severity: 'high',
          suggestions: compared(
            "if (process.env.ALLOW_UNAUTHORIZED_CERTS === 'true') send({ tls: { rejectUnauthorized: false } });",
          ),
        },
      ],
    },
    {
      name: 'converted',
      code: 'export const ssl = Boolean(«process.env.DB_SSL»);',
      errors: [{ messageId: 'truth', suggestions: compared("export const ssl = process.env.DB_SSL === 'true';") }],
    },
    {
      name: 'negated',
      code: 'start({ jobs: !«process.env.DISABLE_JOBS» });',
      errors: [{ messageId: 'truth', suggestions: compared("start({ jobs: process.env.DISABLE_JOBS !== 'true' });") }],
    },
    {
      name: 'with another condition',
      code: 'export const mocks = «process.env.USE_MOCKS» && ready;',
      errors: [
        {
          messageId: 'truth',
          suggestions: compared("export const mocks = process.env.USE_MOCKS === 'true' && ready;"),
        },
      ],
    },
    {
      name: 'number without a default',
      code: 'setTimeout(run, «Number(process.env.RETRY_DELAY)»);',
      errors: [{ messageId: 'number', data: { call: 'Number(process.env.RETRY_DELAY)' } }],
    },
    {
      name: 'whole number without a default',
      code: 'export const config = { rounds: «parseInt(process.env.SALT_ROUNDS, 10)» };',
      errors: ['number'],
    },
    {
      name: 'a default that comes too late',
      code: 'const max = «Number(process.env.MAX_ITEMS)» ?? 10;',
      errors: ['number'],
    },
    {
      name: 'kept in a const',
      code: 'const days = «Number(process.env.TRIAL_DAYS)»;\nexport const ends = (start) => start + days * 86400;',
      errors: ['number'],
    },
  ],
});
