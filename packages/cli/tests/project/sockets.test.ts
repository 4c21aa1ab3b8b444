/** Events of sockets, wherever their handlers are registered, and what comes in by one of them under names of its own. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

const events = (files: Files): readonly string[] =>
  projectOf(files)
    .entries.filter(({ kind }) => kind !== 'http')
    .map(({ kind, name, complete }) => `${kind} ${name}${complete ? '' : ' open'}`);

const SERVER = `import { Server, Socket } from 'socket.io'; const io = new Server(1);\n`;
const REQUIRED = `const { Server } = require('socket.io'); const io = new Server(1);\n`;

describe('a socket that is handed on', () => {
  it.each([
    `export interface Own extends Socket { user: string }`,
    `export type Own = Socket & { user: string };`,
    `export type Own = Socket<In, Out>;`,
    `export class Own extends Socket { user = '' }`,
  ])('has the events that methods of classes register on it: %s', (type) => {
    expect(
      events({
        'own.ts': `import { Socket } from 'socket.io'; ${type}`,
        'main.ts': `import type { Own } from './own';
export class Main {
  create(socket: Own) { socket.on('setup', (a) => a); socket.on('disconnect', () => 1); socket.on('error', () => 1); }
}`,
        'app.ts': `${SERVER}import { Main } from './main'; const list = [new Main()];
io.on('connection', (socket: Socket) => { for (const one of list) one.create(socket as any); });`,
      }),
    ).toEqual(['socket setup']);
  });

  it('has those of functions and classes without types', () => {
    expect(
      events({
        'orders.js': `module.exports = (io, socket) => { const read = (x) => x; socket.on('order:read', read); };`,
        'chat.js': `class Chat {
  constructor(socket) { this.socket = socket; }
  listen() { this.socket.on('chat', this.said.bind(this)); }
  said(x) { return x; }
}
module.exports = Chat;`,
        'app.js': `${REQUIRED}const orders = require('./orders'); const Chat = require('./chat');
io.of('/shop').on('connection', (s) => { orders(io, s); const chat = new Chat(s); chat.listen(); });`,
      }),
    ).toEqual(['socket chat', 'socket order:read']);
  });

  it('that the program opens itself lets nobody in', () => {
    expect(
      events({
        'a.js': `const { io } = require('socket.io-client'); io('http://x').on('chat', (x) => x);`,
        'b.js': `const WebSocket = require('ws'); const s = new WebSocket('ws://x'); s.on('message', (m) => m);`,
      }),
    ).toEqual([]);
    expect(
      events({
        'a.ts': `import WebSocket, { WebSocketServer } from 'ws'; import { listen } from './b';
new WebSocketServer({ port: 1 }).on('connection', (s: WebSocket) => listen(s));`,
        'b.ts': `import type WebSocket from 'ws';
export function listen(s: WebSocket) { s.on('message', (m) => m); s.on('close', () => 1); }`,
      }),
    ).toEqual(['socket message']);
  });
});

describe('handlers that the program keeps under names', () => {
  const SOCKET = `io.on('connection', (s) => { s.on('agent', (name, ...args) => { bus.call(name, ...args); }); });`;
  const withBus = (bus: string, call = SOCKET): Files => ({
    'bus.ts': bus,
    'handlers.ts': `import { Bus } from './bus';
export class Main { create(bus: Bus) { bus.on('deploy', async (x) => x); bus.on(name(), (x) => x); } }`,
    'app.ts': `${SERVER}import { Bus } from './bus'; import { Main } from './handlers';
const bus = new Bus(); new Main().create(bus);\n${call}`,
  });
  const MAP = `export class Bus {
  list: Map<string, Run> = new Map();
  on(name: string, run: Run) { this.list.set(name, run); }
  call(name: string, ...args: unknown[]) { const run = this.list.get(name); if (run) run(...args); }
}`;
  const FOUND = ['socket agent', 'socket agent::? open', 'socket agent:deploy'];

  it.each([
    MAP,
    `export class Bus {
  #list = {};
  on(name, run) { this.#list[name] = run; return this; }
  call(name, ...args) { this.#list[name]?.(...args); }
}`,
    `export class Bus {
  list = new Map();
  on(name, run) { if (!this.list.has(name)) this.list.set(name, []); this.list.get(name).push(run); }
  call(name, ...args) { for (const run of this.list.get(name) ?? []) run(...args); }
}`,
    `export class Bus {
  list = {};
  on(name, run) { (this.list[name] ??= []).push(run); }
  call(name, ...args) { this.list[name].forEach((run) => run(...args)); }
}`,
  ])('come in by the event that names them', (bus) => {
    expect(events(withBus(bus))).toEqual(FOUND);
  });

  it('come in by a name that a message holds, also in a table of a file', () => {
    const bus = `const runs = {};
exports.on = (name, run) => { runs[name] = run; };
exports.dispatch = (name, data) => runs[name](data);`;
    expect(
      events({
        'bus.js': bus,
        'handlers.js': `const { on } = require('./bus'); on('deploy', (x) => x);`,
        'app.js': `const { WebSocketServer } = require('ws'); const bus = require('./bus'); require('./handlers');
new WebSocketServer({ port: 1 }).on('connection', (s) => {
  s.on('message', (m) => { const { type, data } = JSON.parse(m); bus.dispatch(type, data); });
});`,
      }),
    ).toEqual(['socket message', 'socket message:deploy']);
  });

  it('are no way in where the program names them itself, or nothing from outside does', () => {
    expect(events(withBus(MAP, `bus.call('deploy', 1);`))).toEqual([]);
    expect(
      events(withBus(MAP, `io.on('connection', (s) => { s.on('agent', (x) => { bus.call('deploy', x); }); });`)),
    ).toEqual(['socket agent']);
  });

  it('stand in a table that a message chooses from', () => {
    expect(
      events({
        'app.js': `const { WebSocketServer } = require('ws');
const runs = { join(data) { return data; }, leave: (data) => data };
new WebSocketServer({ port: 1 }).on('connection', (s) => {
  s.on('message', (m) => { const { type, data } = JSON.parse(m); runs[type](data); });
});`,
      }),
    ).toEqual(['socket message', 'socket message:join', 'socket message:leave']);
  });
});
