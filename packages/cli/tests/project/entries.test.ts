import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';

type Files = Readonly<Record<string, string>>;
interface Row {
  readonly kind: string;
  readonly name: string;
  readonly handler: string | null;
  readonly file: string;
  readonly line: number;
  readonly complete: boolean;
  readonly access: string;
  readonly duties: readonly string[];
}

const manifest = (...libraries: readonly string[]): Files => ({
  'package.json': JSON.stringify({
    name: 'shop',
    dependencies: Object.fromEntries(libraries.map((name) => [name, '*'])),
  }),
});

async function rowsOf(files: Files): Promise<readonly Row[]> {
  const { stdout } = await runCli(tempProject(files), ['routes', '--format', 'json', '--no-cache']);
  return (JSON.parse(stdout) as { readonly rows: readonly Row[] }).rows;
}

/** `kind name -> handler`. */
async function entries(files: Files): Promise<readonly string[]> {
  return (await rowsOf(files)).map(({ kind, name, handler }) => `${kind} ${name} -> ${handler ?? '?'}`);
}

describe('procedures', () => {
  const trpc = `import { initTRPC } from '@trpc/server';
const t = initTRPC.create();
export const createRouter = t.router;
export const open = t.procedure;
export const merge = t.mergeRouters;
`;

  it('have the names of the routers around them, across files and aliases', async () => {
    expect(
      await entries({
        ...manifest('@trpc/server'),
        'trpc.ts': trpc,
        'users.ts': `import { createRouter, open } from './trpc';
const remove = open.mutation(async () => 1);
export const users = createRouter({
  byId: open.input(schema).query(function find() { return 1; }),
  remove,
  admin: { ban: open.mutation(() => 1) },
});
`,
        'root.ts': `import { createRouter, merge } from './trpc';
import { users } from './users';
import { health } from './health';
const own = createRouter({ users, v2: createRouter({ users }) });
export const root = merge(own, health);
`,
        'health.ts': `import { createRouter, open } from './trpc';
export const health = createRouter({ ping: open.query(() => 'pong') });
`,
      }),
    ).toEqual([
      'rpc ping -> open.query()', 'rpc users.admin.ban -> open.mutation()', 'rpc users.byId -> find',
      'rpc users.remove -> open.mutation()', 'rpc v2.users.admin.ban -> open.mutation()', 'rpc v2.users.byId -> find',
      'rpc v2.users.remove -> open.mutation()',
    ]);
  });

  it('are said to have no known name where no router is seen', async () => {
    const [row] = await rowsOf({
      ...manifest('@trpc/server'),
      'trpc.ts': trpc,
      'lost.ts': "import { open } from './trpc';\nexport const lost = register(open.query(() => 1));\n",
    });
    expect([row?.kind, row?.name, row?.complete]).toEqual(['rpc', ':?', false]);
  });

  it('are none where the router is the project’s own', async () => {
    expect(
      await entries({
        ...manifest('@trpc/server'),
        'own.ts': `const open = { query: (fn) => fn };
export const users = { byId: open.query(() => 1) };
`,
      }),
    ).toEqual([]);
  });
});

describe('fields', () => {
  it('stand by type and name in what a server is given, from other files and lists too', async () => {
    expect(
      await entries({
        ...manifest('@apollo/server'),
        'server.ts': `import { ApolloServer } from '@apollo/server';
import { users } from './users';
import * as posts from './posts';
const scalars = { Date: DateScalar };
export const server = new ApolloServer({ typeDefs, resolvers: [users, posts, scalars] });
`,
        'users.ts': `const Query = { me: (_, args, context) => context.user };
export const users = { Query, User: { __resolveType() { return 'User'; }, posts: (user) => user.posts } };
`,
        'posts.ts': `export const Mutation = { post(_, { text }) { return text; } };
export const Subscription = { posted: { subscribe: () => listen() } };
`,
      }),
    ).toEqual([
      'graphql Mutation.post -> post', 'graphql Query.me -> me', 'graphql Subscription.posted -> subscribe',
      'graphql User.posts -> posts',
    ]);
  });

  it('of a type that several objects speak of are those of all, the last word last', async () => {
    expect(
      await entries({
        ...manifest('@apollo/server'),
        'a.ts': 'export const a = { Query: { one: () => 1, both: function first() { return 1; } } };\n',
        'b.ts': 'export const b = { Query: { two: () => 2, both: function last() { return 2; } } };\n',
        'all.ts': "import { a } from './a';\nimport { b } from './b';\nexport const resolvers = [a, b];\n",
        'server.ts': `import { ApolloServer } from '@apollo/server';
import { resolvers } from './all';
export const server = new ApolloServer({ resolvers });
`,
      }),
    ).toEqual(['graphql Query.both -> last', 'graphql Query.one -> one', 'graphql Query.two -> two']);
  });

  it('that a function of the project is handed are those of its callers', async () => {
    expect(
      await entries({
        ...manifest('@apollo/server'),
        'make.ts': `import { ApolloServer } from '@apollo/server';
export const serve = (resolvers) => new ApolloServer({ typeDefs, resolvers });
`,
        'app.ts': "import { serve } from './make';\nserve({ Query: { me: () => 1 } });\n",
      }),
    ).toEqual(['graphql Query.me -> me']);
  });

  it('are told to be more where something is spread in that is not followed', async () => {
    const rows = await rowsOf({
      ...manifest('@graphql-tools/schema'),
      'schema.ts': `import { makeExecutableSchema } from '@graphql-tools/schema';
export const schema = makeExecutableSchema({ typeDefs, resolvers: { Query: { a: () => 1, ...load() } } });
`,
    });
    expect(rows.map(({ name, complete }) => [name, complete])).toEqual([
      [':?', false],
      ['Query.a', true],
    ]);
  });

  it('stand on the methods of resolver classes', async () => {
    for (const library of ['@nestjs/graphql', 'type-graphql']) {
      const field = library === 'type-graphql' ? 'FieldResolver' : 'ResolveField';
      expect(
        await entries({
          ...manifest(library),
          'users.ts': `import { Resolver, Query, Mutation, ${field} } from '${library}';
export class User {}
@Resolver(() => User)
export class Users {
  @Query(() => [User]) users() { return []; }
  @Query(() => User, { name: 'me' }) whoAmI() { return null; }
  @Mutation(() => Boolean) remove() { return true; }
  @${field}() posts() { return []; }
  helper() { return 1; }
}
`,
        }),
      ).toEqual([
        'graphql Mutation.remove -> Users.remove', 'graphql Query.me -> Users.whoAmI',
        'graphql Query.users -> Users.users', 'graphql User.posts -> Users.posts',
      ]);
    }
  });
});

describe('what stands before fields', () => {
  const GUARD = `import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { verify } from 'jsonwebtoken';
@Injectable()
export class SignedIn implements CanActivate {
  canActivate(context: ExecutionContext) {
    const { req } = GqlExecutionContext.create(context).getContext();
    const token = req.headers.authorization;
    if (!token) throw new UnauthorizedException();
    verify(token, process.env.KEY, { algorithms: ['HS256'] });
    return true;
  }
}
@Injectable()
export class Passing implements CanActivate { canActivate() { return true; } }
`;
  const users = (before: string, guards = ''): string => `import { UseGuards, SetMetadata } from '@nestjs/common';
import { Resolver, Query, ResolveField } from '@nestjs/graphql';
import { SignedIn, Passing } from './guard';
export const Public = () => SetMetadata('isPublic', true);
${guards}
@Resolver('User')
export class Users {
  ${before} @Query('users') users() { return []; }
  @ResolveField('posts') posts() { return []; }
}
`;
  const app = (providers: string): string => `import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SignedIn, Passing } from './guard';
import { Users } from './users';
@Module({ providers: [Users, ${providers}] })
export class App {}
`;

  it.each([
    ['nothing', users(''), '', 'open'],
    ['a guard of the method', users('@UseGuards(SignedIn)'), '', 'checked'],
    ['a guard of the class', users('', '@UseGuards(SignedIn)'), '', 'checked'],
    ['a guard of the application', users(''), '{ provide: APP_GUARD, useClass: SignedIn }', 'checked'],
    ['a guard that lets everybody pass', users('@UseGuards(Passing)'), '', 'open'],
    ['a word of the project that says so', users('@Public()'), '', 'public'],
  ])('is told: %s', async (_what, resolver, providers, access) => {
    const rows = await rowsOf({
      ...manifest('@nestjs/common', '@nestjs/core', '@nestjs/graphql', 'jsonwebtoken'),
      'guard.ts': GUARD,
      'users.ts': resolver,
      'app.ts': app(providers),
    });
    // Guards do not run for every field of every row, unless somebody switches it on.
    expect(rows.map((row) => [row.name, row.access])).toEqual([
      ['Query.users', access],
      ['User.posts', 'unknown'],
    ]);
  });

  it('is not followed in a server whose middlewares are not those of the classes', async () => {
    const [row] = await rowsOf({
      ...manifest('type-graphql'),
      'users.ts': `import { Resolver, Query } from 'type-graphql';
@Resolver()
export class Users { @Query(() => Number) users() { return 1; } }
`,
    });
    expect([row?.name, row?.access]).toEqual(['Query.users', 'unknown']);
  });
});

describe('jobs and messages', () => {
  it('have the name of their queue', async () => {
    expect(
      await entries({
        ...manifest('bullmq', 'bull', 'kafkajs', 'amqplib', 'agenda'),
        'names.ts': "export enum Queues { Mail = 'mail' }\nexport const names = { sms: 'sms' };\n",
        'work.ts': `import { Worker } from 'bullmq';
import Queue from 'bull';
import { Kafka } from 'kafkajs';
import amqp from 'amqplib';
import Agenda from 'agenda';
import { Queues, names } from './names';
import { send } from './send';
new Worker(Queues.Mail, send);
new Worker(names.sms, async (job) => send(job));
new Worker('sandboxed', './processor.js');
const images = new Queue('images');
images.process('resize', 4, async function resize(job) { return job; });
const consumer = new Kafka({}).consumer({ groupId: 'a' });
await consumer.run({ eachMessage: async function each({ message }) { return message; } });
const channel = await (await amqp.connect('amqp://localhost')).createChannel();
channel.consume('orders', function order(message) { return message; });
new Agenda().define('report', async function report(job) { return job; });
`,
        'send.ts': 'export async function send(job) { return job; }\n',
      }),
    ).toEqual([
      'queue :? -> each', 'queue mail -> send', 'queue orders -> order', 'queue report -> report',
      'queue resize -> resize', 'queue sandboxed -> ?', 'queue sms -> <anonymous>',
    ]);
  });

  it('have names that constants of this file say', async () => {
    expect(
      await entries({
        ...manifest('bullmq', 'kafkajs'),
        'work.ts': `import { Worker } from 'bullmq';
import { Kafka } from 'kafkajs';
import { Later } from './later';
enum Queues { Mail = 'mail' }
enum Status { Open, Closed }
const names = { sms: 'sms', fax: { slow: 'fax' } };
new Worker(Queues.Mail, one);
new Worker(names.sms, one);
new Worker(names.fax.slow, one);
new Worker(Later.Paper, one);
new Worker(Status[0], one);
new Worker(names[pick()], one);
function one(job) { return job; }
new Kafka({}).consumer({ groupId: 'a' }).run({ eachBatch: one });
`,
        'later.ts': "enum Later { Paper = 'paper' }\nexport { Later };\n",
      }),
    ).toEqual([
      'queue :? -> one', 'queue :? -> one', 'queue :? -> one', 'queue fax -> one', 'queue mail -> one',
      'queue paper -> one', 'queue sms -> one',
    ]);
  });

  it('that a function of the project registers are those of its calls', async () => {
    const rows = await rowsOf({
      ...manifest('bullmq'),
      'manager.ts': `import { Worker } from 'bullmq';
export class Manager {
  static measured(run) { return async (job) => run(job); }
  static register(name, run) { return new Worker(name, Manager.measured(run)); }
}
`,
      'app.ts': `import { Manager } from './manager';
import { mail, sms } from './processors';
Manager.register('mail', mail);
Manager.register(pick(), sms);
`,
      'processors.ts':
        'export async function mail(job) { return job; }\nexport async function sms(job) { return job; }\n',
    });
    expect(rows.map(({ name, handler, file, line }) => `${name} ${handler} ${file}:${line}`)).toEqual([
      ':? sms app.ts:4',
      'mail mail app.ts:3',
    ]);
  });

  it('are declared by decorators, with the queue of the class', async () => {
    expect(
      await entries({
        ...manifest('@nestjs/bull', '@nestjs/bullmq', '@nestjs/event-emitter', '@nestjs/microservices'),
        'jobs.ts': `import { Process, Processor } from '@nestjs/bull';
import { OnEvent } from '@nestjs/event-emitter';
import { MessagePattern } from '@nestjs/microservices';
import { events } from './events';
@Processor('images')
export class Images { @Process('resize') resize() { return 1; } @Process() all() { return 1; } }
@Processor('mail')
export class Mail { process() { return 1; } }
export class Listener {
  @OnEvent(events.paid) paid() { return 1; }
  @OnEvent(pick()) other() { return 1; }
  @MessagePattern({ cmd: 'sum' }) sum() { return 1; }
}
`,
        'events.ts': "export const events = { paid: 'order.paid' };\n",
      }),
    ).toEqual([
      'event :? -> Listener.other', 'event order.paid -> Listener.paid', 'queue images -> Images.all',
      'queue images:resize -> Images.resize', 'queue mail -> Mail.process', 'queue sum -> Listener.sum',
    ]);
  });
});

describe('sockets and times', () => {
  it('are listed by message and by schedule; what a library tells of itself is none', async () => {
    expect(
      await entries({
        ...manifest('socket.io', 'ws', 'node-cron', 'cron', '@nestjs/schedule', '@nestjs/websockets', 'mitt'),
        'sockets.ts': `import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import mitt from 'mitt';
const io = new Server();
io.on('connection', (socket) => {
  socket.on('chat', function chat(text) { return text; });
  socket.on('disconnect', () => leave());
});
new WebSocketServer({ port: 1 }).on('connection', (ws) => {
  ws.on('message', function heard(data) { return data; });
  ws.on('close', () => leave());
});
mitt().on('chat', () => leave());
`,
        'times.ts': `import cron from 'node-cron';
import { CronJob } from 'cron';
import { Cron } from '@nestjs/schedule';
import { SubscribeMessage } from '@nestjs/websockets';
cron.schedule('0 3 * * *', function clean() { return 1; });
new CronJob('5 4 * * *', function report() { return 1; });
export class Tasks { @Cron('* * * * *') tick() { return 1; } @SubscribeMessage('join') join() { return 1; } }
`,
      }),
    ).toEqual([
      'schedule * * * * * -> Tasks.tick', 'schedule 0 3 * * * -> clean', 'schedule 5 4 * * * -> report',
      'socket chat -> io.on("connection").chat', 'socket join -> Tasks.join', 'socket message -> <anonymous>.heard',
    ]);
  });

  it('are heard on what has all members of a socket, by interfaces of other files', async () => {
    expect(
      await entries({
        ...manifest('socket.io', 'mitt'),
        'types.ts': `import type { Socket } from 'socket.io';
export interface Base extends Socket { user: string }
export interface ShopSocket extends Base { shop: string }
export interface Bus { on(name: string, heard: (text: string) => void): void }
export interface Own extends Bus { shop: string }
export default interface Plain extends Socket {}
`,
        'handlers.ts': `import type { Own, ShopSocket } from './types';
import type Plain from './types';
export class Chat { create(socket: ShopSocket) { socket.on('chat', function chat(text) { return text; }); } }
export class Talk { create(socket: Plain) { socket.on('talk', function talk(text) { return text; }); } }
export class Bell { create(bus: Own) { bus.on('ring', function ring(text) { return text; }); } }
`,
      }),
    ).toEqual(['socket chat -> Chat.create.chat', 'socket talk -> Talk.create.talk']);
  });

  it('of tests are none', async () => {
    expect(
      await entries({
        ...manifest('node-cron'),
        'times.test.ts': "import cron from 'node-cron';\ncron.schedule('0 3 * * *', () => 1);\n",
      }),
    ).toEqual([]);
  });
});

describe('resolvers that a folder is read for', () => {
  const server = `import { ApolloServer } from '@apollo/server';
import { load } from './load';
export const start = async () => new ApolloServer({ typeDefs, resolvers: await load('./resolvers') });
`;

  it('are those that files export under the types of a schema', async () => {
    expect(
      await entries({
        ...manifest('@apollo/server'),
        'server.ts': server,
        'load.ts': 'export async function load(folder) { return import(`${folder}/index`); }\n',
        'resolvers/users.ts': `export default {
  Query: { users: async function users() { return []; } },
  Mutation: { removeUser: async function removeUser() { return 1; } },
  User: { posts: async function posts() { return []; } },
};
`,
        'resolvers/optional.ts': `const own = { Query: { audits: async function audits() { return []; } } };
export default process.env.AUDIT ? own : {};
`,
        'shapes.ts': 'export const labels = { Query: { title: "Ask" }, Mutation: { title: "Change" } };\n',
      }),
    ).toEqual([
      'graphql :? -> ?', 'graphql Mutation.removeUser -> removeUser', 'graphql Query.audits -> audits',
      'graphql Query.users -> users', 'graphql User.posts -> posts',
    ]);
  });

  it('are none where the server says all it has', async () => {
    expect(
      await entries({
        ...manifest('@apollo/server'),
        'server.ts': `import { ApolloServer } from '@apollo/server';
new ApolloServer({ typeDefs, resolvers: { Query: { me() { return 1; } } } });
`,
        'old.ts': 'export default { Query: { gone() { return 1; } } };\n',
      }),
    ).toEqual(['graphql Query.me -> me']);
  });
});
