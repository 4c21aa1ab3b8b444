import rule from '../../../rules/src/no-async-callback-misuse/rule.js';
import { testRule } from '../harness.js';

const EMITTER = "import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();\n";

testRule(rule, {
  valid: [
    // The process is on its way out.
    "process.on('SIGTERM', async () => { await queue.close(); });",
    "import process from 'node:process';\nprocess.once('SIGINT', async () => { await queue.close(); });",
    "for (const signal of ['SIGINT', 'SIGTERM']) { process.on('SIGHUP', async () => { await queue.close(); }); }",
    'async function run(list) { for (const x of list) await save(x); }',
    'async function run(list) { await Promise.all(list.map(async (x) => { await save(x); })); }',
    'async function run(list) { const saving = list.map(async (x) => { await save(x); }); ' +
      'await Promise.allSettled(saving); }',
    'function run(list) { return list.map(async (x) => { await save(x); }); }',
    'list.forEach((x) => { save(x); });',
    {
      name: 'catches everything',
      code:
        'function run(list) { list.forEach(async (x) => { try { await save(x); } catch (error) { ' +
        'log(error); } }); }',
    },
    {
      name: 'hands failures on by a callback',
      code:
        'setTimeout(async () => { try { return done(null, await load()); } catch (error) { ' +
        'return done(error); } }, 10);',
    },
    {
      name: 'the inner catch throws, the outer one does not',
      code:
        'setTimeout(async () => { try { try { await load(); } catch (error) { throw new Error("x"); } } ' +
        'catch (error) { return done(error); } }, 10);',
    },
    {
      name: 'waits for a function that handles its own failures',
      code: `class Poll { async load() { try { await work(); } catch (error) { log(error); } }
 start() { setInterval(async () => { await this.load(); }, 10); } }`,
    },
    {
      name: 'code of a page',
      code: 'setTimeout(async () => { await refresh(); }, 10);\nwindow.addEventListener("load", show);',
    },
    { name: 'each wait ends in catch', code: 'setInterval(async () => { await refresh().catch(log); }, 1000);' },
    {
      name: 'what handles it is given the failure too',
      code:
        'setInterval(async () => { await refresh().catch(log).finally(done); ' +
        'await load().catch(async (error) => { try { await tell(error); } catch { /* nobody left */ } }); ' +
        '}, 1000);',
    },
    {
      name: 'all that is waited for together settles',
      code: `async function tidy(x) { try { await work(x); } catch (error) { log(error); } }
setInterval(async () => { await Promise.all([tidy(1), tidy(2), refresh().catch(log)]); }, 1000);`,
    },
    {
      name: 'a plain function that gives nothing, or only waits',
      code: `const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
function note(x) { seen.push(x); }
setInterval(async () => { await sleep(10); await note(1); }, 1000);`,
    },
    { name: 'only waits', code: 'list.forEach(async () => { await new Promise((done) => setTimeout(done, 10)); });' },
    {
      name: 'a cursor waits',
      code: 'async function run(cursor) { await cursor.forEach(async (row) => { await save(row); }); }',
    },
    {
      name: 'a stream with async helpers',
      code: `import { Readable } from 'node:stream';
async function run(rows) { return await rows.filter(async (row) => { return await isNew(row); }).toArray(); }`,
    },
    {
      name: 'a library that waits',
      code: 'async function run(list) { await each(list, async (x) => { await save(x); }); }',
    },
    {
      name: 'a reduce that chains',
      code:
        'async function run(list) { await list.reduce(async (before, x) => { await before; await save(x); ' +
        '}, Promise.resolve()); }',
    },
    'new Promise((done, fail) => { work(done, fail); });',
    'setTimeout(() => { void refresh().catch(log); }, 10);',
    `${EMITTER}bus.on('saved', (x) => { void save(x).catch(log); });`,
    `${EMITTER}bus.on('saved', async (x) => { try { await save(x); } catch (error) { log(error); } });`,
    {
      name: 'the emitter captures rejections',
      code: `import { EventEmitter } from 'node:events';
const bus = new EventEmitter({ captureRejections: true });
bus.on('saved', async (x) => { await save(x); });`,
    },
    { name: 'something that is no emitter', code: "bus.on('saved', async (x) => { await save(x); });" },
    {
      name: 'routes have a rule of their own',
      code: `import express from 'express';
const app = express();
app.get('/', async (req, res) => { res.json(await load()); });`,
      versions: { express: '4.21.0' },
    },
    {
      name: 'start-up may end the process',
      code: `import express from 'express';
const app = express();
app.listen(3000, async () => { await connect(); });`,
    },
    { name: 'a test', code: 'list.forEach(async (x) => { await save(x); });', file: 'src/list.spec.js' },
    {
      name: 'setTimeout of another module',
      code: "import { setTimeout } from './clock.js';\nsetTimeout(async () => { await refresh(); }, 10);",
    },
    { name: 'an async generator', code: 'list.forEach(async function* (x) { yield x; });' },
  ],
  invalid: [
    {
      code: `import { EventEmitter } from 'node:events';
new EventEmitter().on('SIGTERM', «async () => { await queue.close(); }»);`,
      errors: ['listener'],
    },
    {
      name: 'fails only while it handles a failure',
      code: `${EMITTER}export class Delta {
  constructor() { bus.on('saved', «this.update»); }
  async update() { try { await load(); } catch (error) { if (error.stale) { await reload(); } else { log(error); } } }
}`,
      errors: [{ messageId: 'listener', severity: 'low' }],
    },
    {
      name: 'fails while it handles a failure, and before',
      code: `${EMITTER}export class Delta {
  constructor() { bus.on('saved', «this.update»); }
  async update() { await first(); try { await load(); } catch (error) { await reload(); } }
}`,
      errors: ['listener'],
    },
    {
      name: 'throws what it caught again',
      code: `${EMITTER}bus.on('saved', «async (x) => {
  try { await save(x); } catch (error) { await note(error); throw error; }
}»);`,
      errors: ['listener'],
    },
    { code: "process.on('message', «async () => { await queue.close(); }»);", errors: ['listener'] },
    {
      code: 'async function run(list) { list.forEach(«async (x) => { await save(x); }»); done(); }',
      errors: [
        {
          messageId: 'ignoredByList',
          data: { callee: 'list.forEach' },
          suggestions: [
            {
              messageId: 'loop',
              output: 'async function run(list) { for (const x of list) { await save(x); } done(); }',
            },
          ],
        },
      ],
    },
    {
      name: 'what handles the failure fails',
      code: 'setInterval(«async () => { await refresh().catch((error) => { throw new Error("lost"); }); }», 1000);',
      errors: ['ignored'],
    },
    {
      name: 'what handles the failure waits for what may fail',
      code: 'setInterval(«async () => { await refresh().catch(async (error) => { await tell(error); }); }», 1000);',
      errors: ['ignored'],
    },
    {
      name: 'what follows in the end fails',
      code: 'setInterval(«async () => { await refresh().catch(log).finally(async () => { await close(); }); }», 1000);',
      errors: ['ignored'],
    },
    {
      name: 'in `finally` nothing is caught',
      code:
        'setInterval(«async () => { try { await refresh(); } catch (error) { log(error); } finally { ' +
        'await close(); } }», 1000);',
      errors: ['ignored'],
    },
    {
      name: 'one of those that are waited for together fails',
      code: `async function tidy(x) { try { await work(x); } catch (error) { log(error); } }
setInterval(«async () => { await Promise.all([tidy(1), work(2)]); }», 1000);`,
      errors: ['ignored'],
    },
    {
      name: 'some of those that are waited for together are not seen',
      code: 'setInterval(«async () => { await Promise.all([...running]); }», 1000);',
      errors: ['ignored'],
    },
    {
      name: 'a plain function that throws or hands on',
      code: `function check(x) { if (!x) throw new Error("no x"); }
function hand(x) { return work(x); }
setInterval(«async () => { await check(1); }», 1000);
setInterval(«async () => { await hand(1); }», 1000);`,
      errors: ['ignored', 'ignored'],
    },
    {
      name: 'an element under the name of its list',
      code: 'async function run(item) { item.forEach(«async (item) => { await save(item); }»); done(); }',
      errors: ['ignoredByList'],
    },
    {
      name: 'return leaves the round only: no suggestion',
      code: 'async function run(list) { list.forEach(«async (x) => { if (!x) return; await save(x); }»); }',
      errors: ['ignoredByList'],
    },
    {
      name: 'a plain function around it: no suggestion',
      code: 'function run(list) { list.forEach(«async (x) => save(x)»); }',
      errors: ['ignoredByList'],
    },
    {
      name: 'by name',
      code: 'async function store(x) { await save(x); }\nfunction run(list) { list.forEach(«store»); }',
      errors: ['ignoredByList'],
    },
    {
      name: 'awaiting forEach of a list waits for nothing',
      code: 'async function run() { await [1, 2].forEach(«async (x) => save(x)»); }',
      errors: ['ignoredByList'],
    },
    {
      name: 'map as a statement',
      code: 'function run(list) { list.map(«async (x) => { await save(x); }»); }',
      errors: ['ignoredByList'],
    },
    {
      code: 'function run(list) { const open = list.filter(«async (x) => (await load(x)).open»); return open.length; }',
      errors: ['predicate'],
    },
    {
      name: 'handed on',
      code: 'function run(list) { return list.filter(«async (x) => (await load(x)).open»); }',
      errors: ['predicate'],
    },
    { code: 'function run(list) { if (list.some(«async (x) => isAllowed(x)»)) open(); }', errors: ['predicate'] },
    {
      code: 'function run(list) { const one = list.find(«async (x) => { return (await load(x)).open; }»); use(one); }',
      errors: ['predicate'],
    },
    {
      code: 'function run(list) { list.sort(«async (a, b) => (await rank(a)) - (await rank(b))»); }',
      errors: ['ordering'],
    },
    { code: 'new Promise(«async (done) => { done(await load()); }»);', errors: ['executor'] },
    {
      code: 'setTimeout(«async () => { await refresh(); }», 10);',
      errors: [{ messageId: 'ignored', data: { callee: 'setTimeout' } }],
    },
    {
      name: 'catches only a part',
      code: 'setInterval(«async () => { try { await refresh(); } catch (error) { log(error); } await store(); }», 10);',
      errors: ['ignored'],
    },
    {
      name: 'throws again',
      code: 'setInterval(«async () => { try { await refresh(); } catch (error) { throw new Error("x"); } }», 10);',
      errors: ['ignored'],
    },
    { code: `${EMITTER}bus.on('saved', «async (x) => { await save(x); }»);`, errors: ['listener'] },
    {
      name: 'a subclass of the emitter',
      code: `import { EventEmitter } from 'node:events';
class Bus extends EventEmitter {}
const bus = new Bus();
bus.once('saved', «async (x) => { await save(x); }»);`,
      errors: ['listener'],
    },
    {
      name: 'wide characters and CRLF',
      code: '/* 😀 */\r\nlist.forEach(«async (é) => { await save(é); }»);',
      errors: ['ignoredByList'],
    },
  ],
});
