import rule from '../../../rules/src/no-timing-unsafe-compare/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.post('/a', async (req, res) => {
  ${body}
});
`;
const equal = (left: string, right: string): string =>
  `crypto.timingSafeEqual(crypto.createHash('sha256').update(String(${left})).digest(), crypto.createHash('sha256').update(String(` +
  `${right})).digest())`;

testRule(rule, {
  valid: [
    {
      name: 'password and its confirmation',
      code: inHandler('if (req.body.password !== req.body.passwordConfirm) res.end();'),
    },
    {
      name: 'missing',
      code: inHandler(
        "if (req.body.token === undefined || req.body.token === null || req.body.token === '') res.end();",
      ),
    },
    { name: 'kind of a field', code: inHandler("if (req.body.type === 'password') res.end();") },
    {
      name: 'stored digest against own digest',
      code: inHandler(
        "const hash = crypto.createHash('sha256').update(req.body.token).digest('hex'); " +
          'if (hash === user.secret) res.end();',
        "import crypto from 'node:crypto';\n",
      ),
    },
    { name: 'lookup', code: inHandler("const key = await db.keys.find({ apiKey: req.get('x-api-key') });") },
    { name: 'length', code: inHandler('if (req.body.key.length !== process.env.API_KEY.length) res.end();') },
    { name: 'no secret', code: inHandler('if (req.body.mode === process.env.NODE_ENV) res.end();') },
    { name: 'name of the header', code: inHandler('if (req.body.name === config.apiKeyHeader) res.end();') },
    { name: 'both from the request', code: inHandler('if (req.body.csrfToken === req.cookies.secret) res.end();') },
    { name: 'stored password, another flaw', code: inHandler('if (req.body.password === user.password) res.end();') },
    { name: 'not from a request', code: 'export const isKey = (key) => key === process.env.API_KEY;' },
    {
      name: 'two digests with keys',
      code:
        "import crypto from 'node:crypto'; const seal = (x) => " +
        "crypto.createHmac('sha256', process.env.KEY).update(x).digest('hex'); " +
        'export const same = (a, b) => seal(a) === seal(b);',
    },
    {
      name: 'timingSafeEqual',
      code: inHandler(
        "if (crypto.timingSafeEqual(Buffer.from(req.get('x-sig')), crypto.createHmac('sha256', " +
          'process.env.KEY).update(req.body).digest())) res.end();',
        "import crypto from 'node:crypto';\n",
      ),
    },
    { name: 'equals of something else', code: inHandler('if (moment.equals(req.body.at)) res.end();') },
    {
      name: 'a constant is another flaw',
      code: inHandler("const apiKey = 'abc'; if (req.body.key === apiKey) res.end();"),
    },
  ],
  invalid: [
    {
      code: inHandler("if («req.headers['x-api-key'] === process.env.API_KEY») res.end();"),
      errors: [
        { messageId: 'secret', data: { source: 'A request header', secret: 'process.env.API_KEY', operator: '===' } },
      ],
    },
    {
      name: 'the other way round',
      code: inHandler("if («process.env.API_KEY != req.get('x-api-key')») res.end();"),
      errors: ['secret'],
    },
    {
      name: 'through names',
      code: inHandler(
        "const key = req.get('x-api-key'); if («key !== apiKey») res.end();",
        'const apiKey = process.env.API_KEY;\n',
      ),
      errors: ['secret'],
    },
    {
      name: 'inside a text',
      code: inHandler('if («req.headers.authorization !== `Bearer ${process.env.CRON_SECRET}`») res.end();'),
      errors: ['secret'],
    },
    {
      name: 'setting',
      code: inHandler("if («req.body.key === config.get('webhook.secret')») res.end();"),
      errors: ['secret'],
    },
    {
      name: 'imported setting',
      code: inHandler(
        'if («req.body.key === config.auth.apiKey») res.end();',
        "import { config } from './config.js';\n",
      ),
      errors: ['secret'],
    },
    {
      name: 'member of a record',
      code: inHandler('const project = await load(); if («req.query.key === project.apiKey») res.end();'),
      errors: ['secret'],
    },
    {
      name: 'password the program is given',
      code: inHandler('if («req.body.password === process.env.ADMIN_PASSWORD») res.end();'),
      errors: ['secret'],
    },
    {
      name: 'signature',
      code:
        "import crypto from 'node:crypto'; export function verify(body, sig) { " +
        "const hmac = crypto.createHmac('sha256', process.env.KEY).update(body); " +
        "return «sig === hmac.digest('hex')»; }",
      errors: [
        {
          messageId: 'digest',
          suggestions: [
            {
              messageId: 'useTimingSafeEqual',
              output:
                `import crypto from 'node:crypto'; export function verify(body, sig) { ` +
                `const hmac = crypto.createHmac('sha256', process.env.KEY).update(body); return ` +
                `${equal('sig', "hmac.digest('hex')")}; }`,
            },
          ],
        },
      ],
    },
    {
      name: 'signature with its prefix',
      code:
        "import { createHmac } from 'node:crypto'; export function verify(body, sig) { " +
        "const own = 'sha256=' + createHmac('sha256', process.env.KEY).update(body).digest('hex'); " +
        "if («own !== sig») throw new Error('no'); }",
      errors: ['digest'],
    },
    {
      name: 'signature from a function of the file',
      code: inHandler(
        "if («req.get('x-sig') !== sign(req.body)») res.end();",
        `import { createHmac } from 'node:crypto';
const sign = (body) => createHmac('sha256', process.env.KEY).update(body).digest('hex');
`,
      ),
      errors: ['digest'],
    },
    {
      name: 'buffers',
      code:
        "import { createHmac } from 'node:crypto'; export const verify = (body, sig) => " +
        "«createHmac('sha256', process.env.KEY).update(body).digest().equals(sig)»;",
      errors: ['digest'],
    },
  ],
});
