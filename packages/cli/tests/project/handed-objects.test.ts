/** What a step or a handler is handed in one object, and what helpers give back without running it. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

const access = (files: Readonly<Record<string, string>>): readonly string[] => {
  const { operations } = projectOf(files, {
    versions: { '@trpc/server': '11.0.0', '@prisma/client': '6.0.0', 'next': '15.0.0', 'next-auth': '4.24.0' },
  });
  return operations.map((route) => accessOf(route, {}));
};

const step = (text: string): Readonly<Record<string, string>> => ({
  'trpc.ts': `import { initTRPC, TRPCError } from '@trpc/server';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
const t = initTRPC.context<Context>().create();
const signedIn = t.middleware(${text});
export const appRouter = t.router({
  add: t.procedure.use(signedIn).mutation(async () => { await prisma.thing.create({ data: { a: 1 } }); }),
});
`,
});
const REFUSE = "throw new TRPCError({ code: 'UNAUTHORIZED' })";

describe('a step that is handed one object', () => {
  it.each([
    ['taken apart where it arrives', `({ ctx, next }) => { if (!ctx.session?.user) ${REFUSE}; return next(); }`],
    [
      'taken apart inside',
      `async (opts) => { const { ctx, next } = opts; if (!ctx.session?.user) ${REFUSE}; return next({ ctx }); }`,
    ],
    [
      'taken apart in part',
      `async (opts) => { const { ctx } = opts; if (!ctx.session?.user) ${REFUSE}; return opts.next({ ctx }); }`,
    ],
    [
      'taken by its members',
      `async (opts) => { const ctx = opts.ctx; if (!ctx.session?.user) ${REFUSE}; return opts.next(); }`,
    ],
    ['read where it is', `async (opts) => { if (!opts.ctx.session?.user) ${REFUSE}; return opts.next(); }`],
    [
      'asked for something else as well',
      `async (opts) => { const { ctx, next } = opts; log(await opts.getRawInput()); if (!ctx.session?.user) ${REFUSE}; return next(); }`,
    ],
  ])('guards: %s', (_, text) => {
    expect(access(step(text))).toEqual(['guarded']);
  });

  it.each([
    [
      'goes on first',
      `async (opts) => { const { ctx, next } = opts; const done = await next(); if (!ctx.session?.user) ${REFUSE}; return done; }`,
    ],
    [
      'goes on by its other name',
      `async (opts) => { const { ctx, next } = opts; if (!ctx.session?.user) return opts.next(); return next({ ctx }); }`,
    ],
    [
      'hands it to somebody else',
      `async (opts) => { const { ctx, next } = opts; await run(opts); if (!ctx.session?.user) ${REFUSE}; return next({ ctx }); }`,
    ],
    [
      'asks what it was sent',
      `async (opts) => { const { ctx, next } = opts; if (!opts.input.user) ${REFUSE}; return next({ ctx }); }`,
    ],
    ['asks whether there is a context', `async (opts) => { if (!opts.ctx) ${REFUSE}; return opts.next(); }`],
    [
      'keeps it for later',
      `async (opts) => { const { ctx, next } = opts; later.push(next); if (!ctx.session?.user) ${REFUSE}; return next({ ctx }); }`,
    ],
  ])('is not known to: %s', (_, text) => {
    expect(access(step(text))).not.toEqual(['guarded']);
  });
});

const handler = (auth: string): Readonly<Record<string, string>> => ({
  'lib/auth.ts': `import { getServerSession } from 'next-auth';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
${auth}
export const session = async (req, res) => getServerSession(req, res, await options());
`,
  'pages/api/things.ts': `import type { NextApiRequest, NextApiResponse } from 'next';
import { PrismaClient } from '@prisma/client';
import { session } from '../../lib/auth';
const prisma = new PrismaClient();
export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const known = await session(req, res);
  if (!known?.user) return res.status(401).end();
  await prisma.thing.create({ data: { name: String(req.body.name) } });
  res.end();
}
`,
});
const SEEN = 'await prisma.user.update({ where: { id: token.sub }, data: { seen: new Date() } });';

describe('a function that a helper gives back', () => {
  it('does not run with it', () => {
    expect(
      access(
        handler(`async function options() {
  const all = { callbacks: { async session({ session, token }) { ${SEEN} return session; } } };
  return all;
}`),
      ),
    ).toEqual(['guarded']);
  });

  it('runs where it is handed to somebody as well', () => {
    expect(
      access(
        handler(`async function options() {
  const touch = async (token) => { ${SEEN} };
  tokens.forEach(touch);
  return { touch };
}`),
      ),
    ).not.toEqual(['guarded']);
  });

  it('runs where the helper calls it', () => {
    expect(
      access(
        handler(`async function options() {
  const touch = async (token) => { ${SEEN} };
  await touch(last);
  return { touch };
}`),
      ),
    ).not.toEqual(['guarded']);
  });
});
