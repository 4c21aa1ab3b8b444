import codeInjection from '../../../rules/src/no-code-injection/rule.js';
import secrets from '../../../rules/src/no-hardcoded-secrets/rule.js';
import cors from '../../../rules/src/no-insecure-cors/rule.js';
import jwt from '../../../rules/src/no-insecure-jwt/rule.js';
import oauth from '../../../rules/src/no-insecure-oauth/rule.js';
import transport from '../../../rules/src/no-insecure-transport/rule.js';
import config from '../../../rules/src/no-scattered-config/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string =>
  `import express from 'express';
${before}const app = express();
app.post('/a', async (req, res) => {
  ${body}
});
`;
const KEY = '9325eb970bdd6a70b1e35528b39ed2fe';
const fromEnvironment = (output: string): { messageId: string; output: string }[] => [
  { messageId: 'environment', output },
];

testRule(secrets, {
  valid: [
    {
      name: 'marker',
      code: "export const REDACTED_CREDENTIAL_VALUE = '_SHOP_BLANK_07167752-1a71-43b1-bf8f-4f32252165db';",
    },
    { name: 'marker by its text', code: "export const apiKey = '__UNCHANGED__f3Rt9xQ2v';" },
    {
      name: 'marker by its name',
      code:
        "export const MASKED_PASSWORD = 'zQ8#kk2LmP0vXx7w'; export const secretPlaceholder = { " +
        "maskedApiKey: 'zQ8fkk2LmP0vXx7w9dE3' };",
    },
    {
      name: 'search of documentation',
      code:
        `export default { themeConfig: { algolia: { appId: 'I7I8MRYC3P', apiKey: '${KEY}', indexName: 'docs' } ` +
        '} };',
    },
    {
      name: 'search by headers a browser sends',
      code:
        `export const headers = { 'x-algolia-agent': 'Algolia for JavaScript (4.14.3); ` +
        `Browser (lite)', 'x-algolia-api-key': '${KEY}', 'x-algolia-application-id': '79FRDP12PN' };`,
    },
    {
      name: 'application of a browser',
      code:
        `export const firebaseConfig = { apiKey: 'AIzaSyD9x8QkW7vT5r3N1m2B4c6Z8a0L9k7J5h3', authDomain: ` +
        `'shop.firebaseapp.com', projectId: 'shop', appId: '1:2:web:3' };`,
    },
    {
      name: 'map of a browser',
      code:
        "export const mapToken = 'pk.eyJ1Ijoic2hvcHBlciIsImEiOiJjazl4eXoxMjMwMDAwM2xwbXhwMnJ4dDFqIn0.Q4nOwvFm0Xk1pQ7h2L9v3A'; " +
        'export const accessToken = mapToken;',
    },
    {
      name: 'where errors are sent',
      code: "export const dsn = 'https://3f1c9a7b2d4e4f6a8b0c1d2e3f4a5b6c@o12345.ingest.sentry.io/67890';",
    },
    {
      name: 'key of a site',
      code: "export const recaptcha = { siteKey: '6LcQx8kUAAAAAH3k9dPq2vX7tL5mN1bZ4cF6gJ8s' };",
    },
    {
      name: 'catalogue every installation asks',
      code:
        "import axios from 'axios'; export const api = axios.create({ " +
        "baseURL: 'https://api.themoviedb.org/3', params: { api_key: 'db55323b8d3e4154498498a75642b381' } });",
    },
    {
      name: 'what old data was encrypted with',
      code:
        "import { AES, enc } from 'crypto-js'; const [oldEncryptionKey] = process.argv.slice(2); " +
        "export const read = (text) => AES.decrypt(text, oldEncryptionKey || 'dev').toString(enc.Utf8);",
    },
  ],
  invalid: [
    {
      name: 'a value',
      code: "export const apiKey = «'zQ8fkk2LmP0vXx7w9dE3'»;",
      errors: [{ messageId: 'named', suggestions: fromEnvironment('export const apiKey = process.env.API_KEY;') }],
    },
    {
      name: 'the key that writes',
      code: `export const search = { appId: 'I7I8MRYC3P', adminApiKey: «'${KEY}'», indexName: 'docs' };`,
      errors: [
        {
          messageId: 'named',
          suggestions: fromEnvironment(
            "export const search = { appId: 'I7I8MRYC3P', adminApiKey: process.env.ADMIN_API_KEY, indexName: 'docs' };",
          ),
        },
      ],
    },
    {
      name: 'the key of a service that hides',
      code: "export const HIDDEN_SERVICE_PRIVATE_KEY = «'zQ8fkk2LmP0vXx7w9dE3'»;",
      errors: [
        {
          messageId: 'named',
          suggestions: fromEnvironment(
            'export const HIDDEN_SERVICE_PRIVATE_KEY = process.env.HIDDEN_SERVICE_PRIVATE_KEY;',
          ),
        },
      ],
    },
    {
      name: 'an index that is written',
      code:
        `export const plugin = { resolve: 'indexer', options: { appId: 'I7I8MRYC3P', apiKey: «'${KEY}'», indexName: ` +
        `'docs' } };`,
      errors: [
        {
          messageId: 'named',
          suggestions: fromEnvironment(
            "export const plugin = { resolve: 'indexer', options: { " +
              "appId: 'I7I8MRYC3P', apiKey: process.env.API_KEY, indexName: 'docs' } };",
          ),
        },
      ],
    },
    {
      name: 'no index beside it',
      code: `export const search = { appId: 'I7I8MRYC3P', apiKey: «'${KEY}'» };`,
      errors: [
        {
          messageId: 'named',
          suggestions: fromEnvironment("export const search = { appId: 'I7I8MRYC3P', apiKey: process.env.API_KEY };"),
        },
      ],
    },
    {
      name: 'the secret half',
      code: "export const recaptcha = { secretKey: «'6LcQx8kUAAAAAH3k9dPq2vX7tL5mN1bZ4cF6gJ8s'» };",
      errors: [
        {
          messageId: 'named',
          suggestions: fromEnvironment('export const recaptcha = { secretKey: process.env.RECAPTCHA_SECRET_KEY };'),
        },
      ],
    },
    {
      name: "today's key",
      code:
        "import { AES } from 'crypto-js'; const encryptionKey = process.env.KEY; " +
        "export const write = (text) => AES.encrypt(text, encryptionKey || «'dev'»).toString();",
      errors: [
        {
          messageId: 'fallback',
          suggestions: [
            {
              messageId: 'noFallback',
              output:
                "import { AES } from 'crypto-js'; const encryptionKey = process.env.KEY; " +
                'export const write = (text) => AES.encrypt(text, encryptionKey).toString();',
            },
          ],
        },
      ],
    },
    {
      name: 'fallback of a setting',
      code: "export const auth = { secret: process.env.JWT_SECRET ?? «'533Cr3tK3yF0rH4sh1nGJ4W773k3n$'» };",
      errors: [
        {
          messageId: 'fallbackNamed',
          suggestions: [{ messageId: 'noFallback', output: 'export const auth = { secret: process.env.JWT_SECRET };' }],
        },
      ],
    },
  ],
});

const compared = (output: string): { messageId: string; output: string }[] => [{ messageId: 'compare', output }];

testRule(config, {
  valid: [
    { name: 'compared beside it', code: "export const quiet = !process.env.DEBUG || process.env.DEBUG !== 'true';" },
    {
      name: 'compared beside it, further out',
      code: "if ((!process.env.ENABLE_LOG || process.env.ENABLE_LOG !== '1') && ready) start();",
    },
    {
      name: 'set or not',
      code:
        "if (!process.env.NO_INIT && ready) init(); export const pretty = process.env.LOG_PRETTY === 'true' " +
        '&& !process.env.FORCE_NO_PRETTY;',
    },
    {
      name: 'port a client has a default for',
      code: 'export default { mail: { host: process.env.MAIL_HOST, port: parseInt(process.env.MAIL_PORT, 10) } };',
    },
    {
      name: 'port through a name',
      code: `const SMTP_PORT = parseInt(process.env.SMTP_PORT, 10);
export const transport = createTransport({ host: 'a', port: SMTP_PORT });`,
    },
  ],
  invalid: [
    {
      name: 'compared somewhere else',
      code: "start({ log: !«process.env.ENABLE_LOG» }); export const on = process.env.ENABLE_LOG === 'true';",
      errors: [
        {
          messageId: 'truth',
          suggestions: compared(
            "start({ log: process.env.ENABLE_LOG !== 'true' }); export const on = process.env.ENABLE_LOG === 'true';",
          ),
        },
      ],
    },
    {
      name: 'turns a protection off',
      code: 'export const tls = «process.env.ALLOW_UNAUTHORIZED_CERTS» ? { rejectUnauthorized: false } : undefined;',
      errors: [
        {
          messageId: 'truth',
          severity: 'high',
          suggestions: compared(
            "export const tls = process.env.ALLOW_UNAUTHORIZED_CERTS === 'true' ? { rejectUnauthorized: false } " +
              ': undefined;',
          ),
        },
      ],
    },
    {
      name: 'no capacity',
      code:
        'export const db = { writeCapacityUnits: process.env.DB_RCUS ? «Number(process.env.DB_WCUS)» : ' +
        'undefined };',
      errors: ['number'],
    },
    { name: 'where the server listens', code: 'app.listen(«Number(process.env.PORT)»);', errors: ['number'] },
    {
      name: 'where the server listens, by options',
      code: 'await app.listen({ port: «Number(process.env.PORT)», host: "0.0.0.0" });',
      errors: ['number'],
    },
  ],
});

testRule(codeInjection, {
  valid: [
    {
      name: 'a template that runs no code',
      code: inHandler(
        'const template = Handlebars.compile(req.body.text, { strict: true }); res.json(template({}));',
        "import Handlebars from 'handlebars';\n",
      ),
    },
    {
      name: 'of today',
      versions: { handlebars: '4.7.8' },
      code: inHandler(
        'const template = Handlebars.compile(req.body.text); res.json(template({}));',
        "import Handlebars from 'handlebars';\n",
      ),
    },
  ],
  invalid: [
    {
      name: 'a version with ways out',
      versions: { handlebars: '4.5.2' },
      code: inHandler(
        'const template = Handlebars.compile(«req.body.text»); res.json(template({}));',
        "import Handlebars from 'handlebars';\n",
      ),
      errors: ['template'],
    },
    {
      name: 'a template that runs code',
      code: inHandler('res.json(ejs.render(«req.body.text»));', "import ejs from 'ejs';\n"),
      errors: ['template'],
    },
  ],
});

testRule(oauth, {
  valid: [
    {
      name: 'exchange of the code',
      code: inHandler(
        'const data = { client_id: CLIENT, client_secret: SECRET, code: req.query.code, grant_type: ' +
          "'authorization_code', redirect_uri: `${req.protocol}://${req.get('host')}/callback` }; " +
          'await post(new URLSearchParams(data));',
      ),
    },
    {
      name: 'own host',
      code: inHandler(
        "const back = `${req.protocol}://${req.get('host')}/callback`; const params = new URLSearchParams({ " +
          "client_id: CLIENT, response_type: 'code', redirect_uri: back }); " +
          'res.redirect(`https://id.example/authorize?${params}`);',
      ),
    },
    {
      name: 'own host as a default',
      code: inHandler(
        'const own = `https://${req.headers.host}/callback`; const back = settings.redirect || own; ' +
          "res.json({ client_id: CLIENT, redirect_uri: back, response_type: 'code' });",
        "import { settings } from './settings.js';\n",
      ),
    },
  ],
  invalid: [
    {
      name: 'who asks decides',
      code: inHandler("res.json({ client_id: CLIENT, redirect_uri: «req.body.back», response_type: 'code' });"),
      errors: ['redirect'],
    },
    {
      name: 'a header of the page',
      code: inHandler("res.json({ client_id: CLIENT, redirect_uri: «req.get('referer')», response_type: 'code' });"),
      errors: ['redirect'],
    },
    {
      name: 'host of an address of the client',
      code: inHandler(
        'const back = new URL(req.query.back); res.json({ ' +
          "client_id: CLIENT, redirect_uri: «`https://${back.hostname}/callback`», response_type: 'code' });",
      ),
      errors: ['redirect'],
    },
    {
      name: 'own host and a path of the client',
      code: inHandler(
        "res.json({ client_id: CLIENT, redirect_uri: «`https://${req.query.host}/callback`», response_type: 'code' });",
      ),
      errors: ['redirect'],
    },
  ],
});

testRule(jwt, {
  valid: [
    {
      name: 'set when it is given',
      code: inHandler(
        'const options = {}; if (req.body.days > 0) options.expiresIn = req.body.days * 86400; ' +
          'res.json(jwt.sign({ id: 1 }, process.env.KEY, options));',
        "import jwt from 'jsonwebtoken';\n",
      ),
    },
    {
      name: 'filled by somebody',
      code: inHandler(
        'const options = {}; Object.assign(options, lifetime()); res.json(jwt.sign({ ' +
          'id: 1 }, process.env.KEY, options));',
        "import jwt from 'jsonwebtoken';\nimport { lifetime } from './lifetime.js';\n",
      ),
    },
  ],
  invalid: [
    {
      name: 'another option is set',
      code: inHandler(
        'const options = {}; options.issuer = "shop"; res.json(«jwt.sign({ id: 1 }, process.env.KEY, options)»);',
        "import jwt from 'jsonwebtoken';\n",
      ),
      errors: ['noExpiry'],
    },
  ],
});

const withCors = (options: string): string =>
  `import express from 'express';\nimport cors from 'cors';\nexpress().use(cors(${options}));\n`;

testRule(cors, {
  valid: [
    {
      name: 'no origin has two schemes',
      code: withCors(
        '{ origin: (origin, done) => done(null, origin?.match(/http:\\/\\/localhost:\\d+/) !== null), ' +
          'credentials: true }',
      ),
    },
    {
      name: 'a scheme and the end',
      code: withCors('{ origin: /https:\\/\\/app\\.example\\.com$/, credentials: true }'),
    },
    {
      name: 'a scheme and a port, as text',
      code: withCors(
        "{ origin: (origin, done) => done(null, origin.includes('http://localhost:')), credentials: true }",
      ),
    },
  ],
  invalid: [
    {
      name: 'a scheme and no end',
      code: withCors('{ origin: «/https:\\/\\/app\\.example\\.com/», credentials: true }'),
      errors: [{ messageId: 'loose', data: { passes: 'a host that only begins so (`example.com.evil.net`)' } }],
    },
    {
      name: 'a scheme and no end, as text',
      code: withCors(
        "{ origin: (origin, done) => done(null, «origin.includes('http://localhost')»), credentials: true }",
      ),
      errors: ['loose'],
    },
    {
      name: 'a port and no scheme',
      code: withCors('{ origin: «/localhost:\\d+/», credentials: true }'),
      errors: ['loose'],
    },
  ],
});

const verify = (output: string): { messageId: string; output: string }[] => [{ messageId: 'verify', output }];

testRule(transport, {
  valid: [
    {
      name: 'no encryption at all',
      code:
        "import _ from 'lodash'; export class Network { constructor(given) { _.defaults(this, given, { " +
        "host: '', port: 6667, tls: false, rejectUnauthorized: false }); } }",
    },
    {
      name: 'a default of settings',
      code: "export const defaults = { host: '', useTLS: false, rejectUnauthorized: false };",
    },
  ],
  invalid: [
    {
      name: 'encryption begun later',
      code:
        "import nodemailer from 'nodemailer'; nodemailer.createTransport({ " +
        "host: 'mail.example.com', secure: false, tls: { rejectUnauthorized: «false» } });",
      errors: [
        {
          messageId: 'unverified',
          suggestions: verify(
            "import nodemailer from 'nodemailer'; nodemailer.createTransport({ " +
              "host: 'mail.example.com', secure: false, tls: { rejectUnauthorized: true } });",
          ),
        },
      ],
    },
    {
      name: 'encryption without a check',
      code: "export const network = { host: 'irc.example.com', tls: true, rejectUnauthorized: «false» };",
      errors: [
        {
          messageId: 'unverified',
          suggestions: verify(
            "export const network = { host: 'irc.example.com', tls: true, rejectUnauthorized: true };",
          ),
        },
      ],
    },
  ],
});
