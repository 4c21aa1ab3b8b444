import rule from '../../../rules/src/no-client-controlled-identity/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = '', guard = ''): string => `import express from 'express';
const app = express();
${before}app.post('/posts', ${guard}async (req, res) => {
  ${body}
});
`;
const STRIPE = "import Stripe from 'stripe';\nconst stripe = new Stripe(process.env.STRIPE_KEY);\n";

testRule(rule, {
  valid: [
    {
      name: 'role of the session',
      code: inHandler("if (req.user.role !== 'admin') return res.sendStatus(403); res.end();"),
    },
    {
      name: 'role of a verified token',
      code: inHandler(
        "const { role } = jwt.verify(req.headers.authorization, KEY, { algorithms: ['HS256'] }); " +
          "if (role !== 'admin') return res.sendStatus(403); res.end();",
        "import jwt from 'jsonwebtoken';\nimport { KEY } from './key.js';\n",
      ),
    },
    {
      name: 'role as data',
      code: inHandler(
        "if (req.body.role === 'admin') return res.sendStatus(400); const user = { role: 'member' }; res.json(user);",
      ),
    },
    {
      name: 'role as a filter',
      code: inHandler("const where = req.query.role === 'admin' ? { admin: true } : {}; res.json(where);"),
    },
    { name: 'a role that gives nothing', code: inHandler("if (req.headers['x-role'] === 'guest') res.end();") },
    {
      name: 'another header',
      code: inHandler(
        "if (req.headers['x-theme'] === 'admin') res.end(); if (req.headers.accept === 'root') res.end();",
      ),
    },
    {
      name: 'header of a gateway that proved itself',
      code: inHandler(
        "if (req.headers['x-gateway-secret'] !== process.env.GATEWAY_SECRET) return res.sendStatus(401); " +
          "if (req.headers['x-role'] === 'admin') res.end();",
      ),
    },
    {
      name: 'author of the session',
      code: inHandler(
        'await createPost({ title: req.body.title, authorId: req.user.id });',
        "import { createPost } from './posts.js';\n",
      ),
    },
    {
      name: 'nobody is known',
      code: inHandler(
        'await createPost({ title: req.body.title, authorId: req.body.userId });',
        "import { createPost } from './posts.js';\n",
      ),
    },
    {
      name: 'an administrator for others',
      code: inHandler(
        "if (req.user.role !== 'admin') return res.sendStatus(403); await createPost({ authorId: req.body.userId });",
        "import { createPost } from './posts.js';\n",
      ),
    },
    {
      name: 'for oneself',
      code: inHandler(
        'if (req.body.userId !== req.user.id) return res.sendStatus(403); await createPost({ ' +
          'authorId: req.body.userId });',
        "import { createPost } from './posts.js';\n",
      ),
    },
    {
      name: 'members somebody adds',
      code: inHandler(
        'await addMember({ teamId: req.user.teamId, userId: req.body.userId });',
        "import { addMember } from './teams.js';\n",
      ),
    },
    {
      name: 'who something is for',
      code: inHandler(
        'await createTask({ authorId: req.user.id, assigneeId: req.body.assigneeId });',
        "import { createTask } from './tasks.js';\n",
      ),
    },
    {
      name: 'reading by author',
      code: inHandler(
        'const mine = req.user.id; res.json(await findPosts({ authorId: req.query.authorId, mine }));',
        "import { findPosts } from './posts.js';\n",
      ),
    },
    {
      name: 'own prices',
      code: inHandler(
        'const item = await findItem(req.body.item); await stripe.paymentIntents.create({ ' +
          'amount: item.price * 100, currency: "eur" });',
        `import { findItem } from './items.js';\n${STRIPE}`,
      ),
    },
    {
      name: 'compared with own prices',
      code: inHandler(
        'const item = await findItem(req.body.item); if (req.body.total !== item.price) return ' +
          'res.sendStatus(400); await stripe.paymentIntents.create({ amount: req.body.total });',
        `import { findItem } from './items.js';\n${STRIPE}`,
      ),
    },
    {
      name: 'listed amounts',
      code: inHandler(
        'const AMOUNTS = [500, 1000]; if (!AMOUNTS.includes(req.body.amount)) return res.sendStatus(400); ' +
          'await stripe.paymentIntents.create({ amount: req.body.amount });',
        STRIPE,
      ),
    },
  ],
  invalid: [
    {
      code: inHandler("if («req.headers['x-role']» === 'admin') res.end();"),
      errors: [{ messageId: 'role', data: { source: 'A request header' } }],
    },
    {
      name: 'read by a function',
      code: inHandler(
        "const role = req.get('x-user-role'); if («role» !== 'admin') return res.sendStatus(403); res.end();",
      ),
      errors: ['role'],
    },
    {
      name: 'refused unless the body says so',
      code: inHandler("if («req.body.role» !== 'admin') return res.sendStatus(403); res.end();"),
      errors: ['role'],
    },
    {
      name: 'a flag',
      code: inHandler(
        "if («req.query.isAdmin» !== 'true') return res.sendStatus(403); res.end(); " +
          "const admin = «req.cookies.admin» === 'true' ? 1 : 0;",
      ),
      errors: ['role', 'role'],
    },
    {
      name: 'kept in a name',
      code: inHandler(
        "const isAdmin = «req.headers['x-role']» === 'admin'; const mayRead = () => " +
          "'owner' === «req.headers['x-role']»; res.json({ isAdmin, may: mayRead() });",
      ),
      errors: ['role', 'role'],
    },
    {
      name: 'author of the body',
      code: inHandler(
        'const me = req.user; await createPost({ title: req.body.title, authorId: «req.body.userId» }); res.json(me);',
        "import { createPost } from './posts.js';\n",
      ),
      errors: [{ messageId: 'author', data: { field: 'authorId', call: 'createPost' } }],
    },
    {
      name: 'behind a guard',
      code: inHandler(
        'await prisma.post.create({ data: { title: req.body.title, userId: «req.body.userId» } });',
        `import { PrismaClient } from '@prisma/client';
import { requireAuth } from './auth.js';
const prisma = new PrismaClient();
`,
        'requireAuth, ',
      ),
      errors: [{ messageId: 'author', data: { field: 'userId', call: 'prisma.post.create' } }],
    },
    {
      name: 'NestJS',
      file: 'src/posts.controller.ts',
      code:
        "import { Controller, Post, Body, UseGuards } from '@nestjs/common'; import { JwtAuthGuard } " +
        "from './jwt-auth.guard'; import { PostsService } from './posts.service'; " +
        '@Controller() @UseGuards(JwtAuthGuard) export class Posts { ' +
        'constructor(private readonly posts: PostsService) {} @Post() add(@Body() body: any) { ' +
        'return this.posts.create({ title: body.title, authorId: «body.authorId» }); } }',
      errors: ['author'],
    },
    {
      name: 'charge',
      code: inHandler('await stripe.paymentIntents.create({ amount: «req.body.total», currency: "eur" });', STRIPE),
      errors: [{ messageId: 'amount', data: { source: 'The request body', call: 'stripe.paymentIntents.create' } }],
    },
    {
      name: 'charge, worked out',
      code: inHandler(
        'const cents = Math.round(Number(req.body.total) * 100); await stripe.charges.create({ amount: «cents» });',
        STRIPE,
      ),
      errors: ['amount'],
    },
  ],
});
