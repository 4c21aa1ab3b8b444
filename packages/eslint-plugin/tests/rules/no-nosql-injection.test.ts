import rule from '../../../rules/src/no-nosql-injection/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import mongoose from 'mongoose';
import { z } from 'zod';
const app = express();
const User = mongoose.model('User', new mongoose.Schema({ email: String, password: String }));
${before}app.post('/login', async (req, res) => {
  ${body}
});
`;

/** One field that `String()` makes harmless. */
const madeText = (output: string) => [{ messageId: 'field', suggestions: [{ messageId: 'text', output }] }];

/** A session that is found by its token, and what happens to it then. */
const found = (token: string, then: string): string =>
  inHandler(`const { token } = req.body;
  const user = await User.findOne({ 'sessions.token': ${token} });
  if (!user) return res.sendStatus(401);
  ${then}`);
const AGAIN = `const entry = user.sessions.find((one) => one.token === token);
  if (!entry) return res.sendStatus(401);
  res.json({ token: issue(user) });`;
const ONCE = 'res.json({ token: issue(user) });';
const ELSE =
  "if (user.kind === 'admin' && user.name !== other) return res.sendStatus(403); res.json({ token: issue(user) });";

testRule(rule, {
  valid: [
    {
      name: 'a cookie of the framework is text',
      code:
        "import { cookies } from 'next/headers'; import { PrismaClient } from '@prisma/client'; " +
        'const prisma = new PrismaClient(); export async function mark() { const store = await cookies(); ' +
        "const id = store.get('application')?.value; await prisma.event.updateMany({ where: { id }, data: { " +
        'done: true } }); }',
    },
    inHandler('await User.findOne({ email: String(req.body.email) });'),
    inHandler('await User.findOne({ email: { $eq: req.body.email } });'),
    inHandler('await User.findOne({ email: req.body.email.trim() });'),
    inHandler('await User.findOne({ email: `${req.body.email}` });'),
    inHandler('await User.findById(req.params.id);'),
    inHandler('await User.findOne({ _id: req.params.id });'),
    {
      name: 'bytes are compared as they are',
      code: inHandler(
        "const key = Buffer.from(JSON.parse(req.body.credential).id, 'base64url'); " +
          "await User.findOne({ 'keys.id': key });",
      ),
    },
    inHandler('await User.findOne({ key: Buffer.concat(req.body.parts) });'),
    inHandler("await User.findOne({ key: req.body.key ? Buffer.from(req.body.key, 'hex') : null });"),
    {
      name: 'bytes that a function makes of what it is given',
      code: inHandler(
        'await User.findOne({ key: bytesOf(req.body.key) });',
        "const bytesOf = (key) => Buffer.from(key, 'base64');\n",
      ),
    },
    {
      name: 'bytes by import, and compressed',
      code: `import { Buffer } from 'node:buffer';\nimport { gzipSync } from 'node:zlib';\n${inHandler(
        'await User.findOne({ key: Buffer.from(req.body.key), packed: gzipSync(req.body.text) });',
      )}`,
    },
    inHandler('await User.findOne({ born: new Date(req.body.born) });'),
    inHandler('await User.findOne({ id: new mongoose.Types.ObjectId(req.body.id) });'),
    inHandler("await User.findOne({ agent: req.get('user-agent') });"),
    inHandler('await User.find({ _id: new mongoose.Types.ObjectId(req.body.id) });'),
    inHandler('await User.find({ age: { $gt: Number(req.body.age) } });'),
    {
      name: 'parsed by a schema',
      code: inHandler(
        'const { email, password } = Login.parse(req.body); await User.findOne({ email, password });',
        'const Login = z.object({ email: z.string(), password: z.string() });\n',
      ),
    },
    {
      name: 'made text where it is none',
      code: inHandler(
        "const { email: raw } = req.body; const email = raw && typeof raw !== 'string' ? raw.toString() : " +
          'raw; await User.findOne({ email });',
      ),
    },
    {
      name: 'made text where it is none, by a statement',
      code: inHandler(
        "let { email } = req.body; if (typeof email !== 'string') email = String(email); " +
          'await User.findOne({ email });',
      ),
    },
    {
      name: 'made text where it is none, in a block',
      code: inHandler(
        "let email = req.body.email; if (typeof email !== 'string') { email = ''; } await User.findOne({ email });",
      ),
    },
    {
      name: 'nothing but what is false',
      code: inHandler('if (req.body.email) return res.sendStatus(400); await User.findOne({ email: req.body.email });'),
    },
    {
      name: 'type checked',
      code: inHandler(
        "if (typeof req.body.email !== 'string') return res.sendStatus(400); await User.findOne({ " +
          'email: req.body.email });',
      ),
    },
    {
      name: 'below a comparing operator',
      code: inHandler('await User.find({ tags: { $in: req.body.tags }, age: { $lt: req.body.age } });'),
    },
    {
      name: 'query string of Express 5 has no nested objects',
      versions: { express: '5.1.0' },
      code: inHandler('await User.findOne({ email: req.query.email });'),
    },
    {
      name: 'operators switched off',
      code: inHandler('await User.findOne({ email: req.body.email });', "mongoose.set('sanitizeFilter', true);\n"),
    },
    {
      name: 'middleware that drops operators',
      code: inHandler(
        'await User.findOne({ email: req.body.email });',
        "import mongoSanitize from 'express-mongo-sanitize';\napp.use(mongoSanitize());\n",
      ),
    },
    { name: 'array', code: inHandler('[1, 2].find((x) => x === req.body.x);') },
    { name: 'map', code: inHandler('const users = new Map(); users.find?.({ email: req.body.email });') },
    {
      name: 'function parameter alone',
      code:
        "import mongoose from 'mongoose'; const User = mongoose.model('User', new mongoose.Schema({})); " +
        'export const find = (filter) => User.find(filter);',
    },
    {
      name: 'sub-document compared as it is',
      code: inHandler('await User.find({ address: { city: req.body.city } });'),
    },
    {
      name: 'a cookie, which is text there',
      code:
        "import { cookies } from 'next/headers'; import mongoose from 'mongoose'; " +
        "const Visit = mongoose.model('Visit', new mongoose.Schema({})); export async function mark(id) { " +
        "const store = await cookies(); const key = store.get('visit')?.value; await Visit.findOne({ " +
        '...(key ? { key } : { id }), at: null }); }',
    },
    { name: 'other receiver', code: inHandler('await userService.findOne({ email: req.body.email });') },
  ],
  invalid: [
    {
      name: 'a token that is compared again with what was found lets nobody in',
      code: found('token', AGAIN).replace("{ 'sessions.token': token }", "«{ 'sessions.token': token }»"),
      errors: [{ messageId: 'field', severity: undefined }],
    },
    {
      name: 'a token that is compared with one of the environment, which has found nothing',
      code: found('token', `if (token === process.env.MASTER) console.log('again'); ${ONCE}`).replace(
        "{ 'sessions.token': token }",
        "«{ 'sessions.token': token }»",
      ),
      errors: [{ messageId: 'field', severity: 'critical' }],
    },
    {
      name: 'a token that nobody compares again',
      code: found('token', ONCE).replace("{ 'sessions.token': token }", "«{ 'sessions.token': token }»"),
      errors: [{ messageId: 'field', severity: 'critical' }],
    },
    {
      name: 'something else that is compared',
      code: found('token', ELSE).replace("{ 'sessions.token': token }", "«{ 'sessions.token': token }»"),
      errors: [{ messageId: 'field', severity: 'critical' }],
    },
    {
      name: 'what is read out of bytes may be anything',
      code: inHandler(
        "const { email } = JSON.parse(Buffer.from(req.body.token, 'base64').toString()); " +
          'await User.findOne({ «email» });',
      ),
      errors: madeText(
        inHandler(
          "const { email } = JSON.parse(Buffer.from(req.body.token, 'base64').toString()); " +
            'await User.findOne({ email: String(email) });',
        ),
      ),
    },
    {
      name: 'bytes, or what was sent',
      code: inHandler(
        'const { id } = req.body; const key = req.body.raw ? id : Buffer.from(id); ' +
          'await User.findOne({ id: «key» });',
      ),
      errors: madeText(
        inHandler(
          'const { id } = req.body; const key = req.body.raw ? id : Buffer.from(id); ' +
            'await User.findOne({ id: String(key) });',
        ),
      ),
    },
    {
      name: 'the type of something else is checked',
      code: inHandler(
        "const { email, token } = req.body; if (typeof email !== 'string') return res.sendStatus(400); " +
          'await User.findOne({ email, «token» });',
      ),
      errors: [
        {
          messageId: 'field',
          severity: 'critical',
          data: { path: 'token' },
          suggestions: [
            {
              messageId: 'text',
              output: inHandler(
                "const { email, token } = req.body; if (typeof email !== 'string') return res.sendStatus(400); " +
                  'await User.findOne({ email, token: String(token) });',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'only that it is there',
      code: inHandler(
        'const { email } = req.body; if (!email) return res.sendStatus(400); await User.findOne({ «email» });',
      ),
      errors: madeText(
        inHandler(
          'const { email } = req.body; if (!email) return res.sendStatus(400); await User.findOne({ ' +
            'email: String(email) });',
        ),
      ),
    },
    {
      name: 'something else is made text',
      code: inHandler(
        "let { email, name } = req.body; if (typeof email !== 'string') name = String(name); " +
          'await User.findOne({ «email» });',
      ),
      errors: madeText(
        inHandler(
          "let { email, name } = req.body; if (typeof email !== 'string') name = String(name); " +
            'await User.findOne({ email: String(email) });',
        ),
      ),
    },
    {
      code: inHandler('await User.findOne({ email: «req.body.email» });'),
      errors: [
        {
          messageId: 'field',
          data: { source: 'The request body', path: 'email', call: 'User.findOne' },
          suggestions: [
            { messageId: 'text', output: inHandler('await User.findOne({ email: String(req.body.email) });') },
          ],
        },
      ],
    },
    {
      name: 'a password in the filter',
      code: inHandler('await User.findOne({ password: «req.body.password» });'),
      errors: [
        {
          messageId: 'field',
          severity: 'critical',
          suggestions: [
            { messageId: 'text', output: inHandler('await User.findOne({ password: String(req.body.password) });') },
          ],
        },
      ],
    },
    {
      name: 'shorthand',
      code: inHandler('const { email } = req.body; await User.findOne({ «email» });'),
      errors: madeText(inHandler('const { email } = req.body; await User.findOne({ email: String(email) });')),
    },
    {
      name: 'the whole query string',
      code: inHandler('await User.find(«req.query»);'),
      errors: [{ messageId: 'whole', data: { source: 'The query string' } }],
    },
    { name: 'spread', code: inHandler('await User.find(«{ active: true, ...req.body }»);'), errors: ['whole'] },
    {
      name: 'inside a logical operator',
      code: inHandler('await User.find(«{ $or: [{ email: req.body.email }] }»);'),
      errors: [{ messageId: 'field', data: { path: '$or.email' } }],
    },
    {
      name: 'query string of Express 4 nests',
      versions: { express: '4.21.0' },
      code: inHandler('await User.findOne({ email: «req.query.email» });'),
      errors: [
        {
          messageId: 'field',
          suggestions: [
            { messageId: 'text', output: inHandler('await User.findOne({ email: String(req.query.email) });') },
          ],
        },
      ],
    },
    {
      name: 'code',
      code: inHandler("await User.find(«{ $where: `this.email == '${req.body.email}'` }»);"),
      errors: [{ messageId: 'code', severity: 'critical' }],
    },
    {
      name: 'code for an unknown store',
      code: inHandler("db.reviews.find({ $where: «'this.product == ' + req.params.id» });"),
      errors: [{ messageId: 'code', severity: 'critical' }],
    },
    {
      name: 'the field that opens a login is named',
      code: inHandler('await User.findOne({ name: req.body.name, password: «req.body.password» });'),
      errors: [
        {
          messageId: 'field',
          severity: 'critical',
          data: { path: 'password' },
          suggestions: [
            {
              messageId: 'text',
              output: inHandler(
                'await User.findOne({ name: String(req.body.name), password: String(req.body.password) });',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'through a constant',
      code: inHandler('const filter = { email: req.body.email }; await User.findOne(«filter»);'),
      errors: ['field'],
    },
    {
      name: 'Prisma',
      code:
        "import { PrismaClient } from '@prisma/client'; import express from 'express'; " +
        "const prisma = new PrismaClient(); express().post('/', async (req) => { " +
        'await prisma.user.findFirst({ where: «req.body» }); });',
      errors: ['whole'],
    },
  ],
});
