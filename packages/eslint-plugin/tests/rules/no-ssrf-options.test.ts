import rule from '../../../rules/src/no-ssrf/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import axios from 'axios';
import got from 'got';
import http from 'node:http';
const app = express();
${before}app.post('/a', async (req, res) => {
  ${body}
});
`;
const FILTERS = "import { agent } from './agent.js';\n";

testRule(rule, {
  valid: [
    {
      name: 'an agent that is put in later',
      code: inHandler('const init = {}; init.agent = agent; await fetch(req.query.u, init);', FILTERS),
    },
    {
      name: 'an agent that is assigned',
      code: inHandler(
        'const init = {}; Object.assign(init, { dispatcher: agent }); await fetch(req.query.u, init);',
        FILTERS,
      ),
    },
    {
      name: 'an agent beside other options',
      code: inHandler(
        'await fetch(req.query.u, { ...defaults, agent });',
        `${FILTERS}import { defaults } from './defaults.js';\n`,
      ),
    },
    {
      name: 'an agent in either case',
      code: inHandler('await fetch(req.query.u, req.query.x ? { agent } : { agent, method: "POST" });', FILTERS),
    },
    {
      name: 'an agent that is spread in',
      code: inHandler('const safe = { agent }; await fetch(req.query.u, { ...safe, method: "POST" });', FILTERS),
    },
    {
      name: 'an agent beside an address written later',
      code: inHandler('const o = { httpAgent: agent }; o.url = req.query.u; await axios(o);', FILTERS),
    },
    {
      name: 'a fixed address written later',
      code: inHandler("const o = {}; o.url = 'https://api.example.com'; o.data = req.body; await axios(o);"),
    },
    {
      name: 'an address written after the request',
      code: inHandler('const o = { url: "https://api.example.com" }; await axios(o); o.url = req.query.u;'),
    },
    {
      name: 'an address hidden by a fixed one',
      code: inHandler('const o = {}; o.url = req.query.u; o.url = "https://api.example.com"; await axios(o);'),
    },
    {
      name: 'a path written later',
      code: inHandler("const o = { host: 'a.example' }; o.path = req.query.p; http.request(o);"),
    },
    {
      name: 'an object of its own that is assigned',
      code: inHandler(
        "const o = Object.assign({}, { url: 'https://api.example.com' }, { data: req.body }); await axios(o);",
      ),
    },
  ],
  invalid: [
    {
      name: 'options of another file',
      code: inHandler(
        'await fetch(«req.query.u», init); await axios.get(«req.query.v», config); await got(«req.query.w», init);',
        "import { init, config } from './options.js';\n",
      ),
      errors: ['whole', 'whole', 'whole'],
    },
    {
      name: 'options of the caller',
      code: inHandler(
        'await load(req.query.u, { method: "POST" });',
        'const load = (url, init) => fetch(«url», init);\n',
      ),
      errors: ['whole'],
    },
    {
      name: 'options with a default',
      code: inHandler('await load(req.query.u);', 'const load = (url, init = {}) => fetch(«url», init);\n'),
      errors: ['whole'],
    },
    {
      name: 'options that a call gives',
      code: inHandler('await fetch(«req.query.u», optionsFor(req));', "import { optionsFor } from './options.js';\n"),
      errors: ['whole'],
    },
    {
      name: 'options that are spread in',
      code: inHandler(
        "await fetch(«req.query.u», { ...init, method: 'POST' });",
        "import { init } from './options.js';\n",
      ),
      errors: ['whole'],
    },
    {
      name: 'a computed option',
      code: inHandler('await fetch(«req.query.u», { [key]: 1 });', "import { key } from './options.js';\n"),
      errors: ['whole'],
    },
    {
      name: 'other options put in later',
      code: inHandler("const init = {}; init.method = 'POST'; await fetch(«req.query.u», init);"),
      errors: ['whole'],
    },
    {
      name: 'an agent in one of two cases',
      code: inHandler('await fetch(«req.query.u», req.query.x ? { agent } : {});', FILTERS),
      errors: ['whole'],
    },
    {
      name: 'an address written into options',
      code: inHandler('const o = {}; o.url = «req.query.u»; await axios(o);'),
      errors: ['whole'],
    },
    {
      name: 'an address written under a quoted name',
      code: inHandler("const o = { method: 'get' }; o['url'] = «req.query.u»; await axios.request(o);"),
      errors: ['whole'],
    },
    {
      name: 'an address that is assigned',
      code: inHandler('const o = {}; Object.assign(o, { url: «req.query.u» }); await axios(o);'),
      errors: ['whole'],
    },
    {
      name: 'an address assigned to a new object',
      code: inHandler("const o = Object.assign({}, { method: 'get' }, { url: «req.query.u» }); await axios(o);"),
      errors: ['whole'],
    },
    {
      name: 'an address put in under a condition',
      code: inHandler(
        "const o = { url: 'https://api.example.com' }; if (req.query.u) o.url = «req.query.u»; await axios(o);",
      ),
      errors: ['whole'],
    },
    {
      name: 'a host written into options',
      code: inHandler('const o = { path: "/" }; o.hostname = «req.query.h»; http.get(o);'),
      errors: ['whole'],
    },
    {
      name: 'an address behind other options',
      code: inHandler(
        'const o = { ...init }; o.url = «req.query.u»; await axios(o);',
        "import { init } from './options.js';\n",
      ),
      errors: ['whole'],
    },
    {
      name: 'options declared first and written later',
      code: inHandler('let o; o = { url: «req.query.u» }; await axios(o);'),
      errors: ['whole'],
    },
  ],
});
