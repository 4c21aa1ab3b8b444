import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  inversify: {
    found: [
      ["import { Container } from 'inversify'; «new Container().bind(A).to(B)»;", 'inversify#Binding.to'],
      [
        "import { Container } from 'inversify'; const c = new Container(); «c.bind<A>(T).toConstantValue(b)»;",
        'inversify#Binding.toConstantValue',
      ],
      [
        "import type { Container } from 'inversify'; function f(c: Container) { «c.rebind(T).toDynamicValue(() => b)»; }",
        'inversify#Binding.toDynamicValue',
      ],
    ],
    lookAlikes: [
      ["import { Container } from './mine'; «new Container().bind(A).to(B)»;", null],
      ["import { Container } from 'inversify'; function f(c) { «c.bind(A).to(B)»; }", null],
      ["import { Container } from 'inversify'; «new Container().isBound(A).to(B)»;", null],
    ],
  },
  tsyringe: {
    found: [
      [
        "import { container } from 'tsyringe'; «container.register(T, { useClass: A })»;",
        'tsyringe#Container.register',
      ],
      [
        "import { container } from 'tsyringe'; «container.registerSingleton(T, A)»;",
        'tsyringe#Container.registerSingleton',
      ],
      [
        "import { container as c } from 'tsyringe'; «c.createChildContainer().registerInstance(T, a)»;",
        'tsyringe#Container.registerInstance',
      ],
    ],
    lookAlikes: [
      ["import { container } from './mine'; «container.register(T, A)»;", null],
      ["import { container } from 'tsyringe'; function f(container) { «container.register(T, A)»; }", null],
      ["import { container } from 'tsyringe'; «container.isRegistered(T).register(T, A)»;", null],
    ],
  },
  typedi: {
    found: [
      ["import { Container } from 'typedi'; «Container.set(T, a)»;", 'typedi#Container.set'],
      ["import Container from 'typedi'; «Container.set(T, a)»;", 'typedi#set'],
      ["const { Container } = require('typedi'); «Container.set(T, a)»;", 'typedi#Container.set'],
    ],
    lookAlikes: [
      ["import { Container } from './mine'; «Container.set(T, a)»;", null],
      ["import { Container } from 'typedi'; function f(Container) { «Container.set(T, a)»; }", null],
      ["import { Container } from 'typedi'; «Container.reset().set(T, a)»;", null],
    ],
  },
  commander: {
    found: [
      ["import { program } from 'commander'; «program.command('a').action(run)»;", 'commander#Command.action'],
      ["import { Command } from 'commander'; «new Command('a').option('-b').action(run)»;", 'commander#Command.action'],
      ["const { program } = require('commander'); «program.action(run)»;", 'commander#Command.action'],
      [
        "const program = require('commander'); «program.version('1').command('a').action(run)»;",
        'commander#Command.action',
      ],
    ],
    lookAlikes: [
      ["import { program } from './mine'; «program.command('a').action(run)»;", null],
      ["import { program } from 'commander'; function f(program) { «program.action(run)»; }", null],
      ["import { program } from 'commander'; «program.opts().action(run)»;", null],
    ],
  },
  yargs: {
    found: [
      ["import yargs from 'yargs'; «yargs(args).command('a', 'b', {}, run)»;", 'yargs#Argv.command'],
      ["import yargs from 'yargs/yargs'; «yargs(args).help().command(it)»;", 'yargs#Argv.command'],
      ["const yargs = require('yargs'); «yargs.command('a', 'b', {}, run)»;", 'yargs#command'],
    ],
    lookAlikes: [
      ["import yargs from './mine'; «yargs(args).command('a', 'b', {}, run)»;", null],
      ["import yargs from 'yargs'; function f(yargs) { «yargs.command('a')»; }", null],
      ["import yargs from 'yargs'; «yargs(args).parse().command('a')»;", null],
    ],
  },
  'cross-spawn': {
    found: [
      ["import it from 'cross-spawn'; «it(x)»;", 'cross-spawn#default'],
      ["import * as it from 'cross-spawn'; «it(x)»;", 'cross-spawn#default'],
      ["«require('cross-spawn')(x)»;", 'cross-spawn#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'cross-spawn'; function f(it) { return «it(x)»; }", null],
    ],
  },
  execa: {
    found: [
      ["import { execa as it } from 'execa'; «it(x)»;", 'execa#execa'],
      ["import * as lib from 'execa'; «lib.execa(x)»;", 'execa#execa'],
      ["const lib = require('execa'); «lib.execa(x)»;", 'execa#execa'],
    ],
    lookAlikes: [
      ["import { execa as it } from './mine'; «it(x)»;", null],
      ['const lib = { execa() {} }; «lib.execa(x)»;', null],
      ["import { execa as it } from 'execa'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:assert': {
    found: [
      ["import { ok as it } from 'node:assert'; «it(x)»;", 'node:assert#ok'],
      ["import * as lib from 'node:assert'; «lib.ok(x)»;", 'node:assert#ok'],
      ["const lib = require('node:assert'); «lib.ok(x)»;", 'node:assert#ok'],
    ],
    lookAlikes: [
      ["import { ok as it } from './mine'; «it(x)»;", null],
      ['const lib = { ok() {} }; «lib.ok(x)»;', null],
      ["import { ok as it } from 'node:assert'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:async_hooks': {
    found: [
      [
        "import { AsyncLocalStorage } from 'node:async_hooks'; «new AsyncLocalStorage(x)»;",
        'node:async_hooks#AsyncLocalStorage',
      ],
      [
        "import * as lib from 'node:async_hooks'; «new lib.AsyncLocalStorage(x)»;",
        'node:async_hooks#AsyncLocalStorage',
      ],
      [
        "const { AsyncLocalStorage: It } = require('node:async_hooks'); «new It(x)»;",
        'node:async_hooks#AsyncLocalStorage',
      ],
    ],
    lookAlikes: [
      ["import { AsyncLocalStorage } from './mine'; «new AsyncLocalStorage(x)»;", null],
      ['class AsyncLocalStorage {} «new AsyncLocalStorage(x)»;', null],
      [
        "import { AsyncLocalStorage } from 'node:async_hooks'; function f(AsyncLocalStorage) { " +
          'return «new AsyncLocalStorage(x)»; }',
        null,
      ],
    ],
  },
  'node:module': {
    found: [
      {
        code: "import { createRequire } from 'node:module'; const load = createRequire(import.meta.url); «load(name)»;",
        is: 'node:module#Require()',
      },
      ["import * as lib from 'module'; «lib.createRequire(x)»;", 'node:module#createRequire'],
      ["«require('node:module').createRequire(x)»;", 'node:module#createRequire'],
    ],
    lookAlikes: [
      ["import { createRequire } from './mine'; «createRequire(x)»;", null],
      ['const createRequire = (x) => x; «createRequire(x)»;', null],
      ["import { createRequire } from 'node:module'; function f(createRequire) { return «createRequire(x)»; }", null],
    ],
  },
  'node:buffer': {
    found: [
      ["import { Buffer } from 'node:buffer'; «Buffer.from(x)»;", 'node:buffer#Buffer.from'],
      ["import { Buffer as Bytes } from 'buffer'; «Bytes.concat(x)»;", 'node:buffer#Buffer.concat'],
      ["const { Buffer } = require('buffer'); «Buffer.from(x)»;", 'node:buffer#Buffer.from'],
    ],
    lookAlikes: [
      ["import { Buffer } from './buffer'; «Buffer.from(x)»;", null],
      ['const Buffer = { from() {} }; «Buffer.from(x)»;', null],
      ['class Buffer { static from() {} } «Buffer.from(x)»;', null],
    ],
  },
  'node:events': {
    found: [
      ["import { once as it } from 'node:events'; «it(x)»;", 'node:events#once'],
      ["import * as lib from 'node:events'; «lib.once(x)»;", 'node:events#once'],
      ["const lib = require('node:events'); «lib.once(x)»;", 'node:events#once'],
    ],
    lookAlikes: [
      ["import { once as it } from './mine'; «it(x)»;", null],
      ['const lib = { once() {} }; «lib.once(x)»;', null],
      ["import { once as it } from 'node:events'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:http': {
    found: [
      ["import { request as it } from 'node:http'; «it(x)»;", 'node:http#request'],
      ["import * as lib from 'node:http'; «lib.request(x)»;", 'node:http#request'],
      ["const lib = require('node:http'); «lib.request(x)»;", 'node:http#request'],
    ],
    lookAlikes: [
      ["import { request as it } from './mine'; «it(x)»;", null],
      ['const lib = { request() {} }; «lib.request(x)»;', null],
      ["import { request as it } from 'node:http'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:http2': {
    found: [
      ["import { createServer as it } from 'node:http2'; «it(x)»;", 'node:http2#createServer'],
      ["import * as lib from 'node:http2'; «lib.createServer(x)»;", 'node:http2#createServer'],
      ["const lib = require('node:http2'); «lib.createServer(x)»;", 'node:http2#createServer'],
    ],
    lookAlikes: [
      ["import { createServer as it } from './mine'; «it(x)»;", null],
      ['const lib = { createServer() {} }; «lib.createServer(x)»;', null],
      ["import { createServer as it } from 'node:http2'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:https': {
    found: [
      ["import { request as it } from 'node:https'; «it(x)»;", 'node:https#request'],
      ["import * as lib from 'node:https'; «lib.request(x)»;", 'node:https#request'],
      ["const lib = require('node:https'); «lib.request(x)»;", 'node:https#request'],
    ],
    lookAlikes: [
      ["import { request as it } from './mine'; «it(x)»;", null],
      ['const lib = { request() {} }; «lib.request(x)»;', null],
      ["import { request as it } from 'node:https'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:os': {
    found: [
      ["import { hostname as it } from 'node:os'; «it(x)»;", 'node:os#hostname'],
      ["import * as lib from 'node:os'; «lib.hostname(x)»;", 'node:os#hostname'],
      ["const lib = require('node:os'); «lib.hostname(x)»;", 'node:os#hostname'],
    ],
    lookAlikes: [
      ["import { hostname as it } from './mine'; «it(x)»;", null],
      ['const lib = { hostname() {} }; «lib.hostname(x)»;', null],
      ["import { hostname as it } from 'node:os'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:process': {
    found: [
      ["import process from 'node:process'; «process.cwd()»;", 'node:process#cwd'],
      ["import * as process from 'node:process'; «process.cwd()»;", 'node:process#cwd'],
      ["«require('node:process').cwd()»;", 'node:process#cwd'],
    ],
    lookAlikes: [
      ["import process from './process'; «process.cwd()»;", null],
      ['const process = { cwd() {} }; «process.cwd()»;', null],
      ['function f(process) { return «process.cwd()»; }', null],
    ],
  },
  'node:querystring': {
    found: [
      ["import { parse as it } from 'node:querystring'; «it(x)»;", 'node:querystring#parse'],
      ["import * as lib from 'node:querystring'; «lib.parse(x)»;", 'node:querystring#parse'],
      ["const lib = require('node:querystring'); «lib.parse(x)»;", 'node:querystring#parse'],
    ],
    lookAlikes: [
      ["import { parse as it } from './mine'; «it(x)»;", null],
      ['const lib = { parse() {} }; «lib.parse(x)»;', null],
      ["import { parse as it } from 'node:querystring'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:stream/promises': {
    found: [
      ["import { pipeline as it } from 'node:stream/promises'; «it(x)»;", 'node:stream/promises#pipeline'],
      ["import * as lib from 'node:stream/promises'; «lib.pipeline(x)»;", 'node:stream/promises#pipeline'],
      ["const lib = require('node:stream/promises'); «lib.pipeline(x)»;", 'node:stream/promises#pipeline'],
    ],
    lookAlikes: [
      ["import { pipeline as it } from './mine'; «it(x)»;", null],
      ['const lib = { pipeline() {} }; «lib.pipeline(x)»;', null],
      ["import { pipeline as it } from 'node:stream/promises'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:timers': {
    found: [
      ["import { setTimeout as it } from 'node:timers'; «it(x)»;", 'node:timers#setTimeout'],
      ["import * as lib from 'node:timers'; «lib.setTimeout(x)»;", 'node:timers#setTimeout'],
      ["const lib = require('node:timers'); «lib.setTimeout(x)»;", 'node:timers#setTimeout'],
    ],
    lookAlikes: [
      ["import { setTimeout as it } from './mine'; «it(x)»;", null],
      ['const lib = { setTimeout() {} }; «lib.setTimeout(x)»;', null],
      ["import { setTimeout as it } from 'node:timers'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:timers/promises': {
    found: [
      ["import { setTimeout as it } from 'node:timers/promises'; «it(x)»;", 'node:timers/promises#setTimeout'],
      ["import * as lib from 'node:timers/promises'; «lib.setTimeout(x)»;", 'node:timers/promises#setTimeout'],
      ["const lib = require('node:timers/promises'); «lib.setTimeout(x)»;", 'node:timers/promises#setTimeout'],
    ],
    lookAlikes: [
      ["import { setTimeout as it } from './mine'; «it(x)»;", null],
      ['const lib = { setTimeout() {} }; «lib.setTimeout(x)»;', null],
      ["import { setTimeout as it } from 'node:timers/promises'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:url': {
    found: [
      ["import { fileURLToPath as it } from 'node:url'; «it(x)»;", 'node:url#fileURLToPath'],
      ["import * as lib from 'node:url'; «lib.fileURLToPath(x)»;", 'node:url#fileURLToPath'],
      ["const lib = require('node:url'); «lib.fileURLToPath(x)»;", 'node:url#fileURLToPath'],
    ],
    lookAlikes: [
      ["import { fileURLToPath as it } from './mine'; «it(x)»;", null],
      ['const lib = { fileURLToPath() {} }; «lib.fileURLToPath(x)»;', null],
      ["import { fileURLToPath as it } from 'node:url'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:util': {
    found: [
      ["import { promisify as it } from 'node:util'; «it(x)»;", 'node:util#promisify'],
      ["import * as lib from 'node:util'; «lib.promisify(x)»;", 'node:util#promisify'],
      ["const lib = require('node:util'); «lib.promisify(x)»;", 'node:util#promisify'],
    ],
    lookAlikes: [
      ["import { promisify as it } from './mine'; «it(x)»;", null],
      ['const lib = { promisify() {} }; «lib.promisify(x)»;', null],
      ["import { promisify as it } from 'node:util'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:v8': {
    found: [
      ["import { deserialize as it } from 'node:v8'; «it(x)»;", 'node:v8#deserialize'],
      ["import * as lib from 'node:v8'; «lib.deserialize(x)»;", 'node:v8#deserialize'],
      ["const lib = require('node:v8'); «lib.deserialize(x)»;", 'node:v8#deserialize'],
    ],
    lookAlikes: [
      ["import { deserialize as it } from './mine'; «it(x)»;", null],
      ['const lib = { deserialize() {} }; «lib.deserialize(x)»;', null],
      ["import { deserialize as it } from 'node:v8'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:vm': {
    found: [
      ["import { runInNewContext as it } from 'node:vm'; «it(x)»;", 'node:vm#runInNewContext'],
      ["import * as lib from 'node:vm'; «lib.runInNewContext(x)»;", 'node:vm#runInNewContext'],
      ["const lib = require('node:vm'); «lib.runInNewContext(x)»;", 'node:vm#runInNewContext'],
    ],
    lookAlikes: [
      ["import { runInNewContext as it } from './mine'; «it(x)»;", null],
      ['const lib = { runInNewContext() {} }; «lib.runInNewContext(x)»;', null],
      ["import { runInNewContext as it } from 'node:vm'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node:zlib': {
    found: [
      ["import { gzipSync as it } from 'node:zlib'; «it(x)»;", 'node:zlib#gzipSync'],
      ["import * as lib from 'node:zlib'; «lib.gzipSync(x)»;", 'node:zlib#gzipSync'],
      ["const lib = require('node:zlib'); «lib.gzipSync(x)»;", 'node:zlib#gzipSync'],
    ],
    lookAlikes: [
      ["import { gzipSync as it } from './mine'; «it(x)»;", null],
      ['const lib = { gzipSync() {} }; «lib.gzipSync(x)»;', null],
      ["import { gzipSync as it } from 'node:zlib'; function f(it) { return «it(x)»; }", null],
    ],
  },
  shelljs: {
    found: [
      ["import { exec as it } from 'shelljs'; «it(x)»;", 'shelljs#exec'],
      ["import * as lib from 'shelljs'; «lib.exec(x)»;", 'shelljs#exec'],
      ["const lib = require('shelljs'); «lib.exec(x)»;", 'shelljs#exec'],
    ],
    lookAlikes: [
      ["import { exec as it } from './mine'; «it(x)»;", null],
      ['const lib = { exec() {} }; «lib.exec(x)»;', null],
      ["import { exec as it } from 'shelljs'; function f(it) { return «it(x)»; }", null],
    ],
  },
  zx: {
    found: [
      ["import { $ as it } from 'zx'; «it(x)»;", 'zx#$'],
      ["import * as lib from 'zx'; «lib.$(x)»;", 'zx#$'],
      ["const lib = require('zx'); «lib.$(x)»;", 'zx#$'],
    ],
    lookAlikes: [
      ["import { $ as it } from './mine'; «it(x)»;", null],
      ['const lib = { $() {} }; «lib.$(x)»;', null],
      ["import { $ as it } from 'zx'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
