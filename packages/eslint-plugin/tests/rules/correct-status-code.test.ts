import rule from '../../../rules/src/correct-status-code/rule.js';
import { testRule } from '../harness.js';

const app = (body: string, path = '/a'): string => `import express from 'express';
const app = express();
app.post('${path}', async (req, res) => { ${body} });
`;

testRule(rule, {
  valid: [
    app("res.status(404).json({ error: 'not found' });"),
    app('res.status(500).json({ success: false });'),
    { name: 'set before', code: app("res.status(404); res.json({ error: 'not found' });") },
    {
      name: 'set at another place',
      code: app("if (req.body.a) { res.statusCode = 400; } res.json({ error: 'not found' });"),
    },
    { name: 'computed', code: app("res.status(req.app.locals.status).json({ error: 'not found' });") },
    { name: 'no failure', code: app('res.json({ error: null, success: true });') },
    { name: 'a field of what was asked for', code: app("res.json({ id: 1, error: 'timeout' }); ") },
    {
      name: 'a question whose answer is no',
      code: app("res.status(200).json({ success: false, message: 'not minted', status: 3 });"),
    },
    { name: 'a computed error', code: app('res.json({ error: req.app.locals.lastError });') },
    {
      name: 'a hook whose sender tries again',
      code: app("res.status(200).json({ error: 'unknown event' });", '/webhooks/pay'),
    },
    { name: 'JSON-RPC', code: app("res.json({ jsonrpc: '2.0', error: 'no method' });") },
    { name: 'GraphQL', code: app("res.json({ error: 'no query' });", '/graphql') },
    { name: 'many at once', code: app('res.status(207).json({ success: false });') },
    { name: 'something else', code: "const out = { json: (x) => x }; out.json({ error: 'a' });" },
    {
      name: 'Fastify with a status',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/a', async (request, reply) => " +
        "reply.code(404).send({ error: 'not found' }));",
    },
  ],
  invalid: [
    {
      code: app("res.status(200).json({ «error: 'not found'» });"),
      errors: [{ messageId: 'failure', data: { status: '200' } }],
    },
    {
      name: 'no status at all',
      code: app("res.json({ «success: false», message: 'no' });"),
      errors: [{ messageId: 'failure', data: { status: '200' } }],
    },
    {
      name: 'in a handler of errors',
      code: app('try { await work(); } catch (err) { res.json({ «error: err.message» }); }'),
      errors: ['failure'],
    },
    {
      name: 'status after the answer',
      code: app("res.json({ error: 'not found' }).«status»(404);"),
      errors: [{ messageId: 'late', severity: 'medium' }],
    },
    {
      name: 'Fastify',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/a', async (request, reply) => " +
        "reply.code(200).send({ «error: 'not found'» }));",
      errors: ['failure'],
    },
  ],
});
