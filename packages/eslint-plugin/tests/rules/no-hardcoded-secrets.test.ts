import rule from '../../../rules/src/no-hardcoded-secrets/rule.js';
import { testRule } from '../harness.js';

// Put together here, so that no scanner takes this file for a leak.
const stripe = ['sk', 'live', '51H8kQ2vR9zXk7pQ2vR9zMw4'].join('_');
const random = 'kT4mQz8vLw2NxR7pYb3H';
const google = ['AIza', 'Zq8KvT3mXc7RwLp2NdYh5GsJb9Ff4EaU6i1'].join('');
const uuid = ['7c1e4b92', '5d0f', '4a83', '9e26', 'b8d3f7a10c54'].join('-');
const session = (options: string): string =>
  `import session from 'express-session'; export default session(${options});`;
const sign = (key: string, before = ''): string =>
  `import jwt from 'jsonwebtoken';
${before}export const issue = (id) => jwt.sign({ id }, ${key}, { expiresIn: '1h' });`;

testRule(rule, {
  valid: [
    {
      name: 'names of settings that hold secrets',
      code: `export const SECRET_KEYS = ['azureStorageConnectionString', 's3SecretAccessKey', 'oauth2ClientSecret'];
export const secretKey = 's3SecretAccessKey';
export const config = { secret: 'OAUTH2_CLIENT_SECRET', accessKey: 's3_secret_access_key' };`,
    },
    {
      name: 'said to be none',
      code: `// This is not actually a secret, only text to mix letters with.
const XOR_SECRET_KEY = '58ff90c0dc372ded858cbf8fb2306066';`,
    },
    {
      name: 'a sample',
      code: "export const samples = [{ event: 'recorded', payload: { play_passcode: 'aB3dE9fG' } }];",
    },
    {
      name: 'a shown form of an address',
      code: "throw new Error('Write postgres://[username]:[password]@[host.name]:[port]/[name]');",
    },
    {
      name: 'the label of a digest of a random token',
      code:
        "import crypto from 'node:crypto'; export const hashInvite = (token) => " +
        "crypto.createHmac('sha256', 'invite-of-project').update(token).digest('hex');",
    },
    {
      name: 'no key of the service',
      code:
        "import Stripe from 'stripe'; import { Resend } from 'resend'; " +
        "export const stripe = new Stripe(process.env.STRIPE_KEY || 'sk_nothing'); " +
        "export const resend = new Resend(process.env.RESEND_KEY || 're_123');",
    },
    {
      name: 'a word of another language',
      code: "export default { private_key: 'OIDC-Privatschlüssel2', api_key: 'Clé-API-générée-9' };",
    },
    {
      name: 'a project key that browsers send',
      code: "const POSTHOG_API_KEY = 'phc_8Kd2mPq4Xz7Lw9Rt3Vb6Nc1Hf5Js0Ya2Ge4Ui8Oo6';",
    },
    session('{ secret: process.env.SESSION_SECRET, resave: false }'),
    session('{ secret: config.secret }'),
    sign('process.env.JWT_SECRET'),
    sign('key', 'const key = process.env.JWT_SECRET ?? fail();\n'),
    sign("process.env.NODE_ENV === 'production' ? process.env.JWT_SECRET : 'local-only'"),
    sign('publicKey', "import { readFileSync } from 'node:fs';\nconst publicKey = readFileSync('key.pem');\n"),
    {
      name: 'a variable that is set later',
      code: sign('key', "let key = 'unset';\nexport const setKey = (value) => { key = value; };\n"),
    },
    { name: 'a key that pages publish', code: `export const firebase = { appId: '1:2:web:3', browser: '${google}' };` },
    { name: 'a UUID that is no key', code: `export const HUBSPOT_PORTAL_ID = '${uuid}';` },
    "const PASSWORD_RESET_SUBJECT = 'Reset your password';",
    "const password = 'password';",
    "const TOKEN_HEADER = 'x-access-token';",
    "const errors = { password: 'Password must be at least 8 characters', secretKey: 'errors.secret.required' };",
    "const INTEGRITY = 'sha512-oLDq3jw7AcLqKWH2AhCpVTZl8mf6X2YReP+Neh0SJUzV/BdZYjth94tG5toiMB1PPrYtxOCfaoUCkvtuH+3AJA==';",
    "const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';",
    "const DATABASE_URL = 'postgres://postgres:postgres@localhost:5432/test';",
    "const apiKey = '3b241101-e2bb-4255-8caf-4136c566a962';",
    "const secretId = '507f1f77bcf86cd799439011';",
    "const publishableKey = 'pk_live_51H8kQ2vR9zXk7pQ2vR9zMw4';",
    "const types = { API_KEY: 'API_KEY', accessToken: 'access_token', PASSWORD: 'PasswordCredentials' };",
    "const secrets = { apiKey: process.env.API_KEY, password: '${DB_PASSWORD}', token: '<token>' };",
    {
      name: 'type',
      file: 'src/a.ts',
      code: "type Grant = { clientSecret: 'client_secret_basic' | 'client_secret_post' };",
    },
    "import { Pool } from 'pg'; export const pool = new Pool({ host: 'localhost', password: 'postgres' });",
    "import { Pool } from 'pg'; export const pool = new Pool({ user: 'postgres', password: 'postgres' });",
    "import { Pool } from 'pg'; export const pool = new Pool({ connectionString: 'postgres://app@db.acme.io/app' });",
    "import { Pool } from 'pg'; export const pool = new Pool({ " +
      'connectionString: `postgres://app:${process.env.DB_PASSWORD}@db.acme.io/app` });',
    "import { Sequelize } from 'sequelize'; export const db = new Sequelize('database', 'username', " +
      "'password', { dialect: 'sqlite' });",
    {
      name: 'public key',
      code:
        "import jwt from 'jsonwebtoken'; const publicKey = load() || 'placeholder-public-key'; " +
        'export const check = (token) => jwt.verify(token, publicKey);',
    },
    {
      name: 'label that separates uses of one hash',
      code:
        "import { createHmac } from 'node:crypto'; export const derive = (secret) => " +
        "createHmac('sha256', 'session-v1').update(secret).digest();",
    },
    "import { createHmac } from 'node:crypto'; export const sign = (key, body) => " +
      "createHmac('sha256', key).update('payload').digest('hex');",
    "import { createHash } from 'node:crypto'; export const tag = (body) => " +
      "createHash('md5').update(body).digest('hex');",
    { name: 'test', file: 'src/auth.spec.ts', code: `const apiKey = '${random}'; const key = '${stripe}';` },
    { name: 'destructured name', code: "const { password: pass = 'Password is required to continue' } = options;" },
    {
      name: 'public key file',
      code: `const key = \`-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo
4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u
-----END PUBLIC KEY-----\`;`,
    },
  ],
  invalid: [
    {
      name: 'a comment about something else',
      code: "// not for production\nconst XOR_SECRET_KEY = «'58ff90c0dc372ded858cbf8fb2306066'»;",
      errors: [
        {
          messageId: 'named',
          suggestions: [
            {
              messageId: 'environment',
              output: '// not for production\nconst XOR_SECRET_KEY = process.env.XOR_SECRET_KEY;',
            },
          ],
        },
      ],
    },
    {
      name: 'the same under a name that says key',
      code: `export const GOOGLE_API_KEY = «'${google}'»;`,
      errors: [
        {
          messageId: 'provider',
          severity: 'medium',
          suggestions: [
            { messageId: 'environment', output: 'export const GOOGLE_API_KEY = process.env.GOOGLE_API_KEY;' },
          ],
        },
      ],
    },
    {
      name: 'a vendor whose keys are UUIDs',
      code: `export const SNYK_TOKEN = «'${uuid}'»;`,
      errors: [
        {
          messageId: 'named',
          suggestions: [{ messageId: 'environment', output: 'export const SNYK_TOKEN = process.env.SNYK_TOKEN;' }],
        },
      ],
    },
    {
      name: 'a name that the shell gives to its folder',
      file: 'src/index.js',
      code: "const pwd = «'kiwi77mango99x'»;",
      errors: [
        { messageId: 'named', suggestions: [{ messageId: 'environment', output: 'const pwd = process.env.APP_PWD;' }] },
      ],
    },
    {
      name: 'session secret',
      code: session("{ secret: «'keyboard cat'», resave: false }"),
      errors: [
        {
          messageId: 'used',
          data: { call: 'session' },
          suggestions: [
            { messageId: 'environment', output: session('{ secret: process.env.SESSION_SECRET, resave: false }') },
          ],
        },
      ],
    },
    {
      name: 'one of several session secrets',
      code: session("{ secret: [process.env.SECRET, «'old secret'»] }"),
      errors: ['used'],
    },
    {
      name: 'signing key',
      code: sign("«'secret123'»"),
      errors: [
        {
          messageId: 'used',
          data: { call: 'jwt.sign' },
          suggestions: [{ messageId: 'environment', output: sign('process.env.JWT_SECRET') }],
        },
      ],
    },
    {
      name: 'through a constant',
      code: sign('JWT_KEY', "const JWT_KEY = «'secret123'»;\n"),
      errors: [
        {
          messageId: 'used',
          suggestions: [
            { messageId: 'environment', output: sign('JWT_KEY', 'const JWT_KEY = process.env.JWT_KEY;\n') },
          ],
        },
      ],
    },
    {
      name: 'through a constant object',
      code: sign('config.jwt', "const config = { jwt: «'not so secret'» };\n"),
      errors: [
        {
          messageId: 'used',
          suggestions: [
            {
              messageId: 'environment',
              output: sign('config.jwt', 'const config = { jwt: process.env.JWT_SECRET };\n'),
            },
          ],
        },
      ],
    },
    {
      name: 'fallback',
      code: sign("process.env.JWT_SECRET || «'changeme'»"),
      errors: [
        {
          messageId: 'fallback',
          data: { variable: 'process.env.JWT_SECRET', call: 'jwt.sign' },
          suggestions: [{ messageId: 'noFallback', output: sign('process.env.JWT_SECRET') }],
        },
      ],
    },
    {
      name: 'fallback in a constant',
      code: sign('key', "const key = process.env.JWT_SECRET ?? «'dev'»;\n"),
      errors: [
        {
          messageId: 'fallback',
          suggestions: [
            {
              messageId: 'stopAtStart',
              output: sign(
                'key',
                "const key = process.env.JWT_SECRET;\nif (!key) throw new Error('JWT_SECRET is not set');\n",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'fallback of a destructured variable',
      code: sign('JWT_SECRET', "const { JWT_SECRET = «'dev'» } = process.env;\n"),
      errors: [{ messageId: 'fallback', data: { variable: 'JWT_SECRET' } }],
    },
    {
      name: 'provider format',
      code: `const stripe = new Stripe(«'${stripe}'»);`,
      errors: [
        {
          messageId: 'provider',
          data: { what: 'a Stripe live key' },
          suggestions: [
            { messageId: 'environment', output: 'const stripe = new Stripe(process.env.STRIPE_SECRET_KEY);' },
          ],
        },
      ],
    },
    { name: 'provider format inside other text', code: `const header = «'Bearer ${stripe}'»;`, errors: ['provider'] },
    {
      name: 'named and random',
      code: `export const config = { zapApiKey: «'v9dn0balpqas1pcc281tn5ood1'» };`,
      errors: [
        {
          messageId: 'named',
          data: { name: 'zapApiKey' },
          suggestions: [
            { messageId: 'environment', output: 'export const config = { zapApiKey: process.env.ZAP_API_KEY };' },
          ],
        },
      ],
    },
    {
      name: 'assigned member',
      code: `app.apiKey = «'${random}'»;`,
      errors: [
        {
          messageId: 'named',
          suggestions: [{ messageId: 'environment', output: 'app.apiKey = process.env.API_KEY;' }],
        },
      ],
    },
    {
      name: 'class field',
      code: `class Mail { password = «'${random}'»; }`,
      errors: [
        {
          messageId: 'named',
          suggestions: [{ messageId: 'environment', output: 'class Mail { password = process.env.MAIL_PASSWORD; }' }],
        },
      ],
    },
    {
      name: 'named fallback',
      code: `const apiKey = process.env.API_KEY ?? «'${random}'»;\nexport default apiKey;\n`,
      errors: [
        {
          messageId: 'fallbackNamed',
          data: { variable: 'process.env.API_KEY', name: 'apiKey' },
          suggestions: [
            {
              messageId: 'stopAtStart',
              output: `const apiKey = process.env.API_KEY;
if (!apiKey) throw new Error('API_KEY is not set');
export default apiKey;
`,
            },
          ],
        },
      ],
    },
    {
      name: 'named fallback inside a function',
      code: `export function options() { return { apiKey: process.env.API_KEY || «'${random}'» }; }`,
      errors: [
        {
          messageId: 'fallbackNamed',
          suggestions: [
            {
              messageId: 'noFallback',
              output: 'export function options() { return { apiKey: process.env.API_KEY }; }',
            },
          ],
        },
      ],
    },
    {
      name: 'default of an environment variable',
      code: `const { API_KEY = «'${random}'» } = process.env;`,
      errors: ['named'],
    },
    {
      name: 'two secrets get two names',
      code: `import jwt from 'jsonwebtoken';
export const access = (id) => jwt.sign({ id }, «'access-secret-1'», { expiresIn: '1h' });
export function issueRefresh(id) { return jwt.sign({ id }, «'refresh-secret-2'», { expiresIn: '7d' }); }`,
      errors: [
        {
          messageId: 'used',
          suggestions: [
            {
              messageId: 'environment',
              output: `import jwt from 'jsonwebtoken';
export const access = (id) => jwt.sign({ id }, process.env.ACCESS_JWT_SECRET, { expiresIn: '1h' });
export function issueRefresh(id) { return jwt.sign({ id }, 'refresh-secret-2', { expiresIn: '7d' }); }`,
            },
          ],
        },
        {
          messageId: 'used',
          suggestions: [
            {
              messageId: 'environment',
              output: `import jwt from 'jsonwebtoken';
export const access = (id) => jwt.sign({ id }, 'access-secret-1', { expiresIn: '1h' });
export function issueRefresh(id) { return jwt.sign({ id }, process.env.REFRESH_JWT_SECRET, { expiresIn: '7d' }); }`,
            },
          ],
        },
      ],
    },
    {
      name: 'one secret at two places keeps one name',
      code: `import jwt from 'jsonwebtoken';
export const issue = (id) => jwt.sign({ id }, «'one-secret-1'», { expiresIn: '1h' });
export const check = (token) => jwt.verify(token, «'one-secret-1'», { algorithms: ['HS256'] });`,
      errors: [
        {
          messageId: 'used',
          suggestions: [
            {
              messageId: 'environment',
              output: `import jwt from 'jsonwebtoken';
export const issue = (id) => jwt.sign({ id }, process.env.JWT_SECRET, { expiresIn: '1h' });
export const check = (token) => jwt.verify(token, 'one-secret-1', { algorithms: ['HS256'] });`,
            },
          ],
        },
        {
          messageId: 'used',
          suggestions: [
            {
              messageId: 'environment',
              output: `import jwt from 'jsonwebtoken';
export const issue = (id) => jwt.sign({ id }, 'one-secret-1', { expiresIn: '1h' });
export const check = (token) => jwt.verify(token, process.env.JWT_SECRET, { algorithms: ['HS256'] });`,
            },
          ],
        },
      ],
    },
    {
      name: 'default of a parameter',
      code: `function call(apiKey = «'${random}'») {}`,
      errors: [
        {
          messageId: 'named',
          suggestions: [{ messageId: 'environment', output: 'function call(apiKey = process.env.API_KEY) {}' }],
        },
      ],
    },
    {
      name: 'address of a remote database',
      code:
        "import { Pool } from 'pg'; export const pool = new Pool({ " +
        "connectionString: «'postgres://app:kT4mQz8vLw@db.acme.io/app'» });",
      errors: [
        {
          messageId: 'address',
          suggestions: [
            {
              messageId: 'environment',
              output:
                "import { Pool } from 'pg'; export const pool = new Pool({ " +
                'connectionString: process.env.CONNECTION_STRING });',
            },
          ],
        },
      ],
    },
    {
      name: 'password of a remote database',
      code: "import { Pool } from 'pg'; export const pool = new Pool({ host: 'db.acme.io', password: «'postgres'» });",
      errors: [
        {
          messageId: 'used',
          data: { call: 'Pool' },
          suggestions: [
            {
              messageId: 'environment',
              output:
                "import { Pool } from 'pg'; export const pool = new Pool({ " +
                "host: 'db.acme.io', password: process.env.DB_PASSWORD });",
            },
          ],
        },
      ],
    },
    {
      name: 'HMAC key',
      code:
        "import { createHmac } from 'node:crypto'; export const sign = (body) => " +
        "createHmac('sha256', «'k3y'»).update(body).digest('hex');",
      errors: [
        {
          messageId: 'used',
          suggestions: [
            {
              messageId: 'environment',
              output:
                "import { createHmac } from 'node:crypto'; export const sign = (body) => " +
                "createHmac('sha256', process.env.HMAC_SECRET).update(body).digest('hex');",
            },
          ],
        },
      ],
    },
    {
      name: 'CommonJS',
      file: 'src/a.cjs',
      code: `const session = require('express-session'); module.exports = session({ secret: «'keyboard cat'» });`,
      errors: [
        {
          messageId: 'used',
          suggestions: [
            {
              messageId: 'environment',
              output:
                `const session = require('express-session'); module.exports = session({ ` +
                'secret: process.env.SESSION_SECRET });',
            },
          ],
        },
      ],
    },
  ],
});
