import rule from '../../../rules/src/require-structured-logging/rule.js';
import { testRule } from '../harness.js';

const LOGGER = "import { logger } from './logger.js';\n";
const CONTEXT = [{ context: true }];

testRule(rule, {
  valid: [
    {
      name: 'no logger at hand',
      code:
        `${LOGGER}export function tell(context, text) { if (context.logger) { context.logger.info(text); } ` +
        'else { console.log(text); } }',
    },
    {
      name: 'no logger at hand, asked with others',
      code:
        `${LOGGER}export function tell(logger, store, text) { if (logger && store) logger.info(text); ` +
        'else console.log(text); if (!logger) { console.warn(text); return; } ' +
        'logger === undefined ? console.log(text) : logger.info(text); ' +
        'logger != null || console.error(text); }',
    },
    {
      name: 'left when there is one',
      code: `${LOGGER}export function tell(log, text) { if (log) return log.info(text); console.log(text); }`,
    },
    `${LOGGER}try { run(); } catch (error) { logger.error({ err: error }, 'run failed'); }`,
    `${LOGGER}try { run(); } catch (error) { logger.error(error); }`,
    `${LOGGER}try { run(); } catch (error) { logger.error(error.message, error.stack); }`,
    { name: 'thrown on', code: `${LOGGER}try { run(); } catch (error) { logger.error(error.message); throw error; }` },
    {
      name: 'handed on',
      code: `${LOGGER}app.use((error, req, res, next) => { logger.error(error.message); next(error); });`,
    },
    {
      name: 'told apart',
      code:
        `${LOGGER}try { run(); } catch (error) { if (error.code === 'ENOENT') logger.error(error.message); ` +
        'else throw error; }',
    },
    { name: 'no alarm', code: `${LOGGER}try { run(); } catch (error) { logger.warn(error.message); }` },
    { name: 'message of something else', code: `${LOGGER}export const show = (mail) => logger.error(mail.message);` },
    { name: 'no logger in the file', code: 'try { run(); } catch (error) { console.error(error.message); }' },
    { name: 'other things called log', code: 'export const size = Math.log(2); catalog.info(1); console.log(1);' },
    {
      name: 'the logger itself',
      file: 'src/app-logger.ts',
      code: 'export function log(text: string) { logger.info(text); console.log(text); }',
    },
    { name: 'a script', file: 'scripts/a.ts', code: `${LOGGER}logger.info('a'); console.log('b');` },
    { name: 'text with values', code: `${LOGGER}logger.info(\`user \${id} logged in\`);` },
    {
      name: 'fields',
      code: `${LOGGER}logger.info({ id }, 'user logged in'); logger.info('a' + 'b');`,
      options: CONTEXT,
    },
  ],
  invalid: [
    {
      name: 'a logger is at hand',
      code:
        `${LOGGER}export function tell(logger, text) { if (logger) { logger.info(text); ` +
        '«console.log»(text); } if (!logger) return; if (logger !== undefined) «console.warn»(text); }',
      errors: ['console', 'console'],
    },
    {
      name: 'another thing is missing',
      code: `${LOGGER}export function tell(user, text) { if (user) logger.info(text); else «console.log»(text); }`,
      errors: ['console'],
    },
    {
      code: `${LOGGER}try { run(); } catch (error) { logger.error(«error.message»); }`,
      errors: [{ messageId: 'error', data: { what: 'error.message', call: 'logger.error' } }],
    },
    {
      name: 'in a text',
      code: `${LOGGER}try { run(); } catch (e) { logger.error(\`failed: \${«e.message»}\`); }`,
      errors: ['error'],
    },
    {
      name: 'as a field',
      code: `import pino from 'pino';
const log = pino();
run().catch((err) => log.error({ message: «err.message» }));`,
      errors: ['error'],
    },
    {
      name: 'logger of the class',
      code: 'class A { run() { try { go(); } catch (error) { this.logger.error("failed " + «error.message»); } } }',
      errors: ['error'],
    },
    {
      name: 'logger of the request',
      code: `import Fastify from 'fastify';
const app = Fastify();
app.get('/', async (request) => { try { return await run(); } catch (err) { request.log.error(«err.message»); return null; } });`,
      errors: ['error'],
    },
    {
      name: 'console beside a logger',
      code: `${LOGGER}logger.info('started'); «console.log»('started');`,
      errors: [{ messageId: 'console', data: { call: 'console.log' } }],
    },
    {
      name: 'text with values, when asked for',
      code: `${LOGGER}logger.info(«\`user \${id} logged in\`»); logger.debug(«'count ' + count»);`,
      options: CONTEXT,
      errors: ['context', 'context'],
    },
  ],
});
