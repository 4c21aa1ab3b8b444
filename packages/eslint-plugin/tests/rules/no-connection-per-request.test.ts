import { testRule } from '../harness.js';
import rule from '../../../rules/src/no-connection-per-request/rule.js';

const EXPRESS = `import express from 'express';
import { Pool, Client } from 'pg';
import Redis from 'ioredis';
import { PrismaClient } from '@prisma/client';
const app = express();
`;

testRule(rule, {
  valid: [
    {
      name: 'clients that share the agent of their library',
      code: `${EXPRESS}import Stripe from 'stripe';
import { Resend } from 'resend';
app.post('/', async (req, res) => { const stripe = new Stripe(process.env.KEY); \
const mail = new Resend(process.env.MAIL); res.json(await stripe.customers.list()); });`,
    },
    {
      name: 'a mapper around a pool that is shared',
      code: `${EXPRESS}import { drizzle } from 'drizzle-orm/node-postgres';
const pool = new Pool();
app.get('/', async (req, res) => { const db = drizzle(pool); const other = drizzle({ client: pool }); \
res.json(await db.execute('select 1')); });`,
    },
    {
      name: 'settings that are tried out',
      code:
        `${EXPRESS}app.post('/', async (req, res) => { const pool = new Pool({ ` +
        `host: req.body.host, user: req.body.user }); res.json(await pool.query('select 1')); });`,
    },
    `${EXPRESS}const pool = new Pool();
app.get('/', async (req, res) => { res.json(await pool.query('select 1')); });`,
    `${EXPRESS}let pool;
app.get('/', async (req, res) => { pool ??= new Pool(); res.json(await pool.query('select 1')); });`,
    `${EXPRESS}let pool;
app.get('/', async (req, res) => { if (!pool) { pool = new Pool(); } res.json(await pool.query('select 1')); });`,
    `${EXPRESS}app.get('/', async (req, res) => { globalThis.prisma = globalThis.prisma ?? new ` +
      'PrismaClient(); res.end(); });',
    `${EXPRESS}const tenants = new Map();
app.get('/', (req, res) => { tenants.set(req.params.t, new Pool()); res.end(); });`,
    `${EXPRESS}const pool = new Pool();
app.get('/', async (req, res) => { const client = await pool.connect(); client.release(); res.end(); });`,
    { code: "import { Pool } from 'pg';\nexport function makePool() { return new Pool(); }" },
    {
      code: `import express from 'express';
class Pool {}
express().get('/', (req, res) => { const p = new Pool(); res.json(p); });`,
    },
  ],
  invalid: [
    {
      name: 'a mail transport',
      code: `${EXPRESS}import nodemailer from 'nodemailer';
app.post('/', async (req, res) => { const mail = «nodemailer.createTransport({ host: process.env.HOST })»; \
await mail.sendMail({ to: 'a@b.c' }); res.end(); });`,
      errors: [{ messageId: 'perRequest', data: { call: 'nodemailer.createTransport', to: ' to the mail server' } }],
    },
    {
      name: 'a queue',
      code: `${EXPRESS}import { Queue } from 'bullmq';
app.post('/', async (req, res) => { const jobs = «new Queue('mails')»; await jobs.add('a', {}); res.end(); });`,
      errors: [{ messageId: 'perRequest', data: { call: 'Queue', to: ' to the broker' } }],
    },
    {
      name: 'a mapper that opens its own',
      code: `${EXPRESS}import { drizzle } from 'drizzle-orm/node-postgres';
app.get('/', async (req, res) => { const db = «drizzle(process.env.DATABASE_URL)»; res.json(await db.execute('select 1')); });`,
      errors: ['perRequest'],
    },
    {
      code:
        `${EXPRESS}app.get('/', async (req, res) => { const p = «new PrismaClient()»; ` +
        'res.json(await p.user.findMany({ take: 5 })); });',
      errors: ['perRequest'],
    },
    {
      code: `${EXPRESS}app.get('/', async (req, res) => { const c = «new Client()»; await c.connect(); res.end(); });`,
      errors: ['perRequest'],
    },
    {
      code: `${EXPRESS}app.get('/', (req, res) => { const r = «new Redis()»; r.get('a').then((v) => res.json(v)); });`,
      errors: ['perRequest'],
    },
    {
      code:
        `${EXPRESS}app.get('/', async (req, res) => { const load = async () => { const p = «new Pool()»; ` +
        `return p.query('select 1'); }; res.json(await load()); });`,
      errors: ['perRequest'],
    },
    {
      code: `import { Controller, Get } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
@Controller('a')
export class A { @Get() all() { return «new PrismaClient()».user.findMany({ take: 5 }); } }`,
      file: 'src/a.controller.ts',
      errors: ['perRequest'],
    },
  ],
});
