import rule from '../../../rules/src/no-unsafe-logging/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.post('/login', async (req, res) => {
  ${body}
});
`;
const PINO = "import pino from 'pino';\nconst logger = pino();\n";
const LINES = [{ lineBreaks: true }];

testRule(rule, {
  valid: [
    {
      name: 'a foreign call at a level that is off',
      code:
        "import express from 'express'; const app = express(); app.post('/hook', (req, res) => { " +
        'logger.debug(req.headers); logger.trace({ headers: req.headers }); logger.silly(JSON.stringify({ ' +
        'headers: req.headers, body: req.body })); res.end(); });',
    },
    {
      name: 'a script that makes a token for whoever runs it',
      file: 'scripts/create-token.js',
      code: "const accessToken = await create(); console.log('Token: ' + accessToken);",
    },
    inHandler("console.log('password updated for', req.params.id); console.error('Invalid token');"),
    inHandler(
      'const { password } = req.body; console.log(password.length, Boolean(password), typeof password, !!password);',
    ),
    inHandler('const { password } = req.body; console.log(mask(password), hash(password));'),
    inHandler(
      'console.log(passwordResetUrlPath, changePasswordChallenge, apiKeyHeader, tokenCount);',
      'const { passwordResetUrlPath, changePasswordChallenge, apiKeyHeader, tokenCount } = load();\n',
    ),
    { name: 'the name of a setting', code: "const secretKey = 'JWT_SECRET'; console.log('missing', secretKey);" },
    {
      name: 'a text about it',
      code: "const messages = { password: 'Enter a password' }; console.log(messages.password);",
    },
    { name: 'a flag', code: 'const password = process.argv.includes("--password"); console.log(password);' },
    {
      name: 'left out by the logger',
      code: inHandler('logger.info({ body: req.body, password: req.body.password });', PINO),
    },
    {
      name: 'body without a password',
      code: `import express from 'express';
const app = express();
app.post('/notes', (req, res) => { console.log(req.body); });`,
    },
    { name: 'one header', code: inHandler("console.log(req.headers['user-agent'], req.cookies.theme);") },
    { name: 'one variable', code: 'console.log(process.env.NODE_ENV, process.env.PORT);' },
    {
      name: 'left out, perhaps, by a logger of the project',
      code: `import { log } from './log.js';
export const start = (accessToken) => log.info('started', { accessToken });`,
    },
    {
      name: 'a logger of the project on the machine of a developer',
      code: `import { log } from './log.js';
import { isDev } from './mode.js';
export const start = (accessToken) => { if (isDev) { log.info('started with ' + accessToken); } };`,
    },
    {
      name: 'another thing with such methods',
      code: "import { toast } from './toast.js';\nexport const start = (accessToken) => toast.info(accessToken);",
    },
    {
      name: 'a name that has more than one value',
      code:
        'export function show(user, brief) { let shown = user.password; if (brief) shown = user.name; ' +
        'console.log(shown); }',
    },
    {
      name: 'input as a value of a fixed format',
      code: inHandler("save(format('%s by %s', req.query.what, user.name));", "import { format } from 'node:util';\n"),
    },
    {
      name: 'a format with nothing beside it',
      code: inHandler('save(util.format(req.query.what));', "import util from 'util';\n"),
    },
    {
      name: 'a format from a list',
      code: inHandler(
        'save(util.format(FORMATS[req.query.style] ?? FORMATS.short, user.name));',
        "import util from 'util';\nconst FORMATS = { short: '%s', long: 'user %s' };\n",
      ),
    },
    {
      name: 'a format of dates',
      code: inHandler('save(format(req.query.when, new Date()));', "import { format } from 'date-fns';\n"),
    },
    { name: 'a mathematical log', code: 'Math.log(secret); catalog.info(password);' },
    { name: 'input in a line', code: inHandler("console.log('user ' + req.query.name);") },
    {
      name: 'JSON keeps it in one line',
      code: inHandler("logger.info('user ' + req.query.name); console.log(JSON.stringify(req.query.name));", PINO),
      options: LINES,
    },
    { name: 'a number in a line', code: inHandler('console.log(`page ${Number(req.query.page)}`);'), options: LINES },
  ],
  invalid: [
    {
      name: 'a body of which no password is taken',
      code: `import express from 'express';
const app = express();
app.post('/reviews', async (req, res) => { console.log(«req.body»); \
res.json(await create(req.body).populate({ path: 'user', select: '-password' })); });`,
      errors: [{ messageId: 'body', severity: 'low' }],
    },
    {
      name: 'a password, code or token taken out of the body',
      code:
        inHandler(
          'console.log(«req.body»); const { email, user: { password } } = req.body; await signIn(email, password);',
        ) +
        `app.post('/a', async (req, res) => { console.log(«req.body»); await confirm(req.body.otp); });
app.post('/b', async (req, res) => { console.log(«req.body»); let refreshToken; ({ refreshToken } \
= req.body); await renew(refreshToken); });`,
      errors: [{ messageId: 'request' }, { messageId: 'request' }, { messageId: 'request' }],
    },
    {
      name: 'a sign-in at a level that is off',
      code:
        "import express from 'express'; const app = express(); app.post('/login', async (req, res) => { " +
        "logger.debug('sign in', «req.body»); await signIn(req.body.email, req.body.password); res.end(); });",
      errors: [{ messageId: 'request', severity: 'low' }],
    },
    {
      name: 'headers at a level that is on',
      code:
        "import express from 'express'; const app = express(); app.post('/hook', (req, res) => { " +
        'logger.info(«req.headers»); res.end(); });',
      errors: ['request'],
    },
    {
      code: inHandler("console.log('login', «req.body.password»);"),
      errors: [{ messageId: 'secret', data: { what: 'req.body.password', call: 'console.log' } }],
    },
    {
      name: 'in a text',
      code: inHandler('const { password } = req.body; logger.info(`login with ${«password»}`);', PINO),
      errors: ['secret'],
    },
    {
      name: 'in a sum',
      code: "export function check(user, apiKey) { console.debug('key ' + «apiKey»); }",
      errors: [{ messageId: 'secret', severity: 'low' }],
    },
    {
      name: 'as a property',
      code: inHandler('console.log({ email: req.body.email, password: «req.body.password» });'),
      errors: ['secret'],
    },
    {
      name: 'printed',
      code: 'export const show = (config) => console.log(JSON.stringify({ secret: «config.clientSecret» }));',
      errors: ['secret'],
    },
    {
      name: 'from the environment',
      code: 'const secret = process.env.JWT_SECRET; console.log(«secret»);',
      errors: ['secret'],
    },
    {
      name: 'the whole environment',
      code: "console.log('started with', «process.env»);",
      errors: [{ messageId: 'environment', data: { what: 'process.env' } }],
    },
    { name: 'all headers', code: inHandler('console.log(«req.headers»);'), errors: ['request'] },
    {
      name: 'a body with a password',
      code: inHandler('console.log(JSON.stringify(«req.body»)); await login(req.body.email, req.body.password);'),
      errors: ['request'],
    },
    {
      name: 'a logger of the framework',
      file: 'src/a.ts',
      code: `import { Logger } from '@nestjs/common';
class A { private readonly logger = new Logger('a'); run(accessToken: string) { this.logger.log(\`token \${«accessToken»}\`); } }`,
      errors: ['secret'],
    },
    {
      name: 'a logger of the project',
      code: `import { log } from './log.js';
export const start = (accessToken) => log.info('started with ' + «accessToken»);`,
      errors: [{ messageId: 'secret', data: { what: 'accessToken', call: 'log.info' } }],
    },
    {
      name: 'a logger of a class',
      code: 'class Mailer { send(options) { this.logger.warn(String(«options.smtpPassword»)); } }',
      errors: ['secret'],
    },
    {
      name: 'under another name',
      code: "export function refuse(user) { const typed = user.password; console.warn('refused', «typed»); }",
      errors: ['secret'],
    },
    {
      name: 'input as a format',
      code: inHandler(
        'save(format(«req.body.layout», user.name, user.token));',
        "import { format } from 'node:util';\n",
      ),
      errors: [{ messageId: 'format', severity: 'medium', data: { source: 'The request body', call: 'format' } }],
    },
    {
      name: 'input as a format, with settings',
      code: inHandler(
        'save(util.formatWithOptions({ colors: true }, «req.query.layout», user));',
        "const util = require('util');\n",
      ),
      errors: [{ messageId: 'format', severity: 'medium' }],
    },
    {
      name: 'input in a line, when asked for',
      code: inHandler("console.log('user ' + «req.query.name»);"),
      options: LINES,
      errors: [{ messageId: 'lineBreaks', severity: 'low' }],
    },
  ],
});
