import rule from '../../../rules/src/require-graceful-lifecycle/rule.js';
import { testRule } from '../harness.js';

const SERVER = "import express from 'express';\nconst app = express();\nconst server = app.listen(3000);\n";
const inHandler = (body: string): string => `${SERVER}app.get('/', (req, res) => { ${body} });\n`;

testRule(rule, {
  valid: [
    { name: 'exits', code: "process.on('uncaughtException', (error) => { console.error(error); process.exit(1); });" },
    {
      name: 'exits after a flush',
      code:
        "process.on('uncaughtException', (error) => { logger.fatal(error); logger.flush(() => " +
        'process.exit(1)); });',
    },
    { name: 'throws', code: "process.on('uncaughtException', (error) => { console.error(error); throw error; });" },
    {
      name: 'a local function that exits',
      code: `const fail = (error) => { console.error(error); process.exit(1); };
process.on('uncaughtException', fail);
process.on('unhandledRejection', (reason) => { throw reason; });`,
    },
    {
      name: 'shuts down through another function',
      code: `function stop() { process.exit(1); }
process.on('uncaughtException', (error) => { console.error(error); stop(); });`,
    },
    {
      name: 'a function of another file',
      code: `import { shutdown } from './shutdown.js';
process.on('uncaughtException', (error) => { console.error(error); shutdown(error); });
process.on('uncaughtException', shutdown);`,
    },
    {
      name: 'another listener exits',
      code: `process.on('uncaughtException', (error) => { console.error(error); });
process.on('uncaughtException', () => process.exit(1));`,
    },
    {
      name: 'sets a flag others act on',
      code: `let healthy = true;
process.on('uncaughtException', () => { healthy = false; });
export const isHealthy = () => healthy;`,
    },
    { name: 'only watches', code: "process.on('uncaughtExceptionMonitor', (error) => { console.error(error); });" },
    {
      name: 'another emitter',
      code: `import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
bus.on('uncaughtException', () => {});`,
    },
    { name: 'no handler of rejections', code: SERVER },
    {
      name: 'while developing',
      code:
        "if (process.env.NODE_ENV === 'development') process.on('uncaughtException', (error) => " +
        'console.error(error));',
    },
    {
      name: 'a program of the command line',
      code: "#!/usr/bin/env node\nprocess.on('SIGINT', () => process.exit(130));",
    },
    { name: 'nothing to close', code: "process.on('SIGTERM', () => { process.exit(0); });" },
    {
      name: 'closes, then exits',
      code: `${SERVER}process.on('SIGTERM', () => { console.log('bye'); server.close(() => process.exit(0)); });`,
    },
    {
      name: 'closes in a function',
      code: `${SERVER}import { close } from './pool.js';
process.on('SIGTERM', async () => { await close(); process.exit(0); });`,
    },
    {
      name: 'a local function that closes',
      code: `${SERVER}function close(code) { server.close(); if (code !== undefined) process.exit(code); }
process.on('SIGTERM', () => { close(0); });`,
    },
    {
      name: 'two listeners',
      code: `${SERVER}process.on('SIGTERM', () => server.close());\nprocess.on('SIGTERM', () => process.exit(0));`,
    },
    {
      name: 'exit at start',
      code: `${SERVER}if (!process.env.KEY) process.exit(1);\nserver.on('error', () => process.exit(1));`,
    },
    { name: 'exit of something else', code: inHandler('const process = makeJob(); process.exit(1); res.end();') },
    {
      name: 'exit in a script',
      file: 'scripts/seed.js',
      code: "process.on('uncaughtException', (error) => console.error(error));",
    },
  ],
  invalid: [
    {
      code: "process.on('uncaughtException', «() => {}»);",
      errors: [
        {
          messageId: 'livesOn',
          suggestions: [{ messageId: 'exit', output: "process.on('uncaughtException', () => { process.exit(1); });" }],
        },
      ],
    },
    {
      name: 'logs',
      code: `import { logger } from './logger.js';
process.on('uncaughtException', «(error) => {
  logger.error({ error }, 'uncaught');
}»);`,
      errors: [
        {
          messageId: 'livesOn',
          suggestions: [
            {
              messageId: 'exit',
              output: `import { logger } from './logger.js';
process.on('uncaughtException', (error) => {
  logger.error({ error }, 'uncaught');
  process.exit(1);
});`,
            },
          ],
        },
      ],
    },
    {
      name: 'a comment behind the last line',
      code: `const kept = [];
kept.push(1);
process.on('uncaughtException', «(error) => {
  console.error(error); // to the log
}»);`,
      errors: [
        {
          messageId: 'livesOn',
          suggestions: [
            {
              messageId: 'exit',
              output: `const kept = [];
kept.push(1);
process.on('uncaughtException', (error) => {
  console.error(error); // to the log
  process.exit(1);
});`,
            },
          ],
        },
      ],
    },
    {
      name: 'without semicolons',
      code: "process.on('uncaughtException', «() => { console.error('x') }»)",
      errors: [
        {
          messageId: 'livesOn',
          suggestions: [
            {
              messageId: 'exit',
              output: "process.on('uncaughtException', () => { console.error('x'); process.exit(1) })",
            },
          ],
        },
      ],
    },
    {
      name: 'an expression',
      code: "process.once('uncaughtException', «(error) => console.error(String(error))»);",
      errors: [
        {
          messageId: 'livesOn',
          suggestions: [
            {
              messageId: 'exit',
              output:
                "process.once('uncaughtException', (error) => { console.error(String(error)); process.exit(1); });",
            },
          ],
        },
      ],
    },
    {
      name: 'a function of the logger',
      code: "process.on('uncaughtException', «console.error»);",
      errors: ['livesOn'],
    },
    {
      name: 'a local function',
      code: `function note(error) { console.error(error.message); }
process.on('uncaughtException', «note»);
process.on('unhandledRejection', note);`,
      errors: ['livesOn'],
    },
    {
      name: 'an exit code is no exit',
      code: `import process from 'node:process';
process.on('uncaughtException', «(error) => { console.error(error); process.exitCode = 1; }»);`,
      errors: [
        {
          messageId: 'livesOn',
          suggestions: [
            {
              messageId: 'exit',
              output: `import process from 'node:process';
process.on('uncaughtException', (error) => { console.error(error); process.exitCode = 1; process.exit(1); });`,
            },
          ],
        },
      ],
    },
    {
      name: 'drops everything',
      code: `${SERVER}process.on('SIGTERM', «() => { console.log('bye'); process.exit(0); }»);`,
      errors: [{ messageId: 'abruptExit', data: { signal: 'SIGTERM' } }],
    },
    {
      name: 'drops everything, named',
      code: `${SERVER}process.on('SIGTERM', «process.exit»);\nprocess.on('SIGINT', «() => process.exit()»);`,
      errors: ['abruptExit', 'abruptExit'],
    },
    {
      name: 'ends for everyone',
      code: inHandler('if (!req.query.id) «process.exit(1)»; res.end();'),
      errors: [{ messageId: 'exitInHandler', data: { call: 'process.exit(1)' } }],
    },
    {
      name: 'ends for everyone, in a callback',
      code: inHandler('load((error) => { if (error) «process.exit(1)»; res.end(); });'),
      errors: ['exitInHandler'],
    },
    {
      name: 'Fastify',
      code: `import Fastify from 'fastify';
const app = Fastify();
app.get('/', async (request, reply) => { «process.abort()»; });`,
      errors: ['exitInHandler'],
    },
    {
      name: 'error middleware',
      code: `${SERVER}app.use((error, req, res, next) => { console.error(error); «process.exit(1)»; });`,
      errors: ['exitInHandler'],
    },
  ],
});
