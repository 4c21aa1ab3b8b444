import rule from '../../../rules/src/require-outbound-timeout/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import axios from 'axios';
const app = express();
${before}app.get('/a', async (req, res) => {
  ${body}
});
`;
const axiosCall = (body: string, output: string, before = '') => ({
  code: inHandler(body, before),
  errors: [{ messageId: 'unbounded', suggestions: [{ messageId: 'setLimit', output: inHandler(output, before) }] }],
});
const strict = [{ longDefaults: true }];

testRule(rule, {
  valid: [
    {
      name: 'timeout',
      code: inHandler(
        "await axios.get('https://a.com', { timeout: 2000 }); await axios({ " +
          "url: 'https://a.com', timeout: 2000 }); await axios('https://a.com', { timeout: 5 });",
      ),
    },
    {
      name: 'signal',
      code: inHandler(
        "await axios.post('https://a.com', data, { signal: AbortSignal.timeout(2000) }); " +
          "await fetch('https://a.com', { signal: req.signal });",
      ),
      options: strict,
    },
    { name: 'cancel token', code: inHandler("await axios.get('https://a.com', { cancelToken: source.token });") },
    {
      name: 'options out of sight',
      code: inHandler(
        "await fetch('https://a.com', options); await axios.get('https://a.com', { ...options }); " +
          'await axios(config); await axios.get(...args);',
      ),
      options: strict,
    },
    {
      name: 'made elsewhere',
      code: inHandler("await client.get('https://a.com');", "import { client } from './client.js';\n"),
    },
    { name: 'own instance', code: inHandler("await api.get('/x');", 'const api = axios.create({ timeout: 2000 });\n') },
    {
      name: 'instance whose options cannot be seen',
      code: inHandler("await api.get('/x');", 'const api = axios.create(settings);\n'),
    },
    {
      name: 'instance of a parameter',
      code: `import axios, { AxiosInstance } from 'axios';
export const routes = (api: AxiosInstance) => app.get('/a', async (req, res) => { await api.get('/x'); });`,
      file: 'src/a.ts',
    },
    { name: 'limit for all', code: inHandler("await axios.get('https://a.com');", 'axios.defaults.timeout = 2000;\n') },
    {
      name: 'limit of an interceptor',
      code: inHandler(
        "await axios.get('https://a.com');",
        'axios.interceptors.request.use((config) => { config.timeout = 2000; return config; });\n',
      ),
    },
    {
      name: 'limit by the dispatcher',
      code: inHandler(
        "await fetch('https://a.com');",
        `import { Agent, setGlobalDispatcher } from 'undici';
setGlobalDispatcher(new Agent({ headersTimeout: 2000 }));
`,
      ),
      options: strict,
    },
    { name: 'race against a timer', code: inHandler("await Promise.race([axios.get('https://a.com'), after(2000)]);") },
    {
      name: 'named race',
      code: inHandler("const answer = axios.get('https://a.com'); await Promise.race([answer, after(2000)]);"),
    },
    {
      name: 'wrapped',
      code: inHandler(
        "await withTimeout(axios.get('https://a.com'), 2000); await pTimeout(axios.get('https://a.com'), { " +
          'milliseconds: 5 });',
      ),
    },
    {
      name: 'a stream that is meant to last',
      code: inHandler(
        "await axios.get('https://a.com', { responseType: 'stream' }); await fetch('https://ai.com', { " +
          "method: 'POST', body: JSON.stringify({ stream: true }) });",
      ),
      options: strict,
    },
    { name: 'fetch ends by itself', code: inHandler("await fetch('https://a.com');") },
    {
      name: 'a client with a short default',
      code: inHandler("await ky.get('https://a.com');", "import ky from 'ky';\n"),
    },
    {
      name: 'got with options',
      code: inHandler(
        "await got('https://a.com', { timeout: { request: 2000 } }); await got({ " +
          "url: 'https://a.com', timeout: { request: 2000 } });",
        "import got from 'got';\n",
      ),
    },
    {
      name: 'got instance',
      code: inHandler(
        "await api('https://a.com');",
        "import got from 'got';\nconst api = got.extend({ timeout: { request: 2000 } });\n",
      ),
    },
    { name: 'at start-up', code: "import axios from 'axios';\nconst keys = await axios.get('https://a.com/keys');" },
    {
      name: 'no handler',
      code: "import axios from 'axios';\nexport async function load() { return axios.get('https://a.com'); }",
    },
    {
      name: 'lasts as long as the client listens',
      code: inHandler(
        "const feed = request('https://a.com/feed'); const stop = () => { feed.abort(); }; " +
          "req.once('close', stop); feed.pipe(res);",
        "import request from 'request';\n",
      ),
    },
    {
      name: 'own client of that name',
      code: inHandler("await request('https://a.com');", "import request from './request.js';\n"),
    },
    {
      name: 'only while developing',
      code: inHandler("if (process.env.NODE_ENV !== 'production') await axios.get('https://a.com');"),
    },
    {
      name: 'counted retry',
      code: inHandler(
        "let n = 0; while (true) { try { return res.json(await load(await fetch('https://a.com'))); } " +
          'catch (error) { if (++n > 3) throw error; } }',
      ),
    },
    {
      name: 'counted before',
      code: inHandler(
        "let n = 0; while (true) { if (n++ > 3) break; try { await fetch('https://a.com'); break; } catch { " +
          'await wait(100); } }',
      ),
    },
    {
      name: 'bounded retry',
      code: inHandler(
        "for (let n = 0; n < 3; n += 1) { try { await fetch('https://a.com'); break; } catch { await wait(100); } }",
      ),
    },
    {
      name: 'a failure leaves the loop',
      code: inHandler("while (true) { const page = await fetch('https://a.com'); if (!page.ok) break; }"),
    },
    {
      name: 'a worker that never ends',
      code:
        "export async function poll() { while (true) { try { await fetch('https://a.com'); break; } catch { " +
        'await wait(100); } } }',
    },
  ],
  invalid: [
    axiosCall("await «axios.get('https://a.com')»;", "await axios.get('https://a.com', { timeout: 5000 });"),
    axiosCall('await «axios.get(url, { headers })»;', 'await axios.get(url, { timeout: 5000, headers });'),
    axiosCall("await «axios({ url: 'https://a.com' })»;", "await axios({ timeout: 5000, url: 'https://a.com' });"),
    axiosCall(
      "await «axios.post('https://a.com', { timeout: 1 })»;",
      "await axios.post('https://a.com', { timeout: 1 }, { timeout: 5000 });",
    ),
    axiosCall(
      "await «api.get('/x')»;",
      "await api.get('/x', { timeout: 5000 });",
      "const api = axios.create({ baseURL: 'https://a.com' });\n",
    ),
    {
      name: 'no place for the options',
      code: inHandler("await «axios.post('https://a.com')»;"),
      errors: [{ messageId: 'unbounded', data: { call: 'axios.post', limit: 'a `timeout`' } }],
    },
    {
      name: 'required',
      code: `const http = require('axios');
app.get('/a', (req, res) => { «http.get(url)».then((r) => res.json(r.data)); });`,
      file: 'src/a.js',
      errors: [
        {
          messageId: 'unbounded',
          suggestions: [
            {
              messageId: 'setLimit',
              output: `const http = require('axios');
app.get('/a', (req, res) => { http.get(url, { timeout: 5000 }).then((r) => res.json(r.data)); });`,
            },
          ],
        },
      ],
    },
    {
      name: 'fastify',
      code: `import Fastify from 'fastify';
import axios from 'axios';
const app = Fastify();
app.get('/a', async () => «axios.post(u)»);`,
      errors: ['unbounded'],
    },
    {
      name: 'a route of a controller',
      code: `import { Controller, Get } from '@nestjs/common';
import axios from 'axios';
@Controller()
export class A { @Get() async a() { return «axios.post(u)»; } }`,
      file: 'src/a.ts',
      errors: ['unbounded'],
    },
    {
      name: 'another fetch',
      code: inHandler("await «get('https://a.com')»;", "import get from 'node-fetch';\n"),
      errors: [
        {
          messageId: 'unbounded',
          suggestions: [
            {
              messageId: 'setLimit',
              output: inHandler(
                "await get('https://a.com', { signal: AbortSignal.timeout(5000) });",
                "import get from 'node-fetch';\n",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'got',
      code: inHandler("await «got.post('https://a.com')»;", "import got from 'got';\n"),
      errors: [
        {
          messageId: 'unbounded',
          suggestions: [
            {
              messageId: 'setLimit',
              output: inHandler(
                "await got.post('https://a.com', { signal: AbortSignal.timeout(5000) });",
                "import got from 'got';\n",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'ended for another reason',
      code: inHandler(
        "const feed = «request('https://a.com/feed')»; feed.on('error', () => feed.abort()); feed.pipe(res);",
        "import request from 'request';\n",
      ),
      errors: ['unbounded'],
    },
    {
      name: 'the old client',
      code: inHandler(
        "«request('https://a.com', (error, answer) => res.json(answer))»;",
        "import request from 'request';\n",
      ),
      errors: ['unbounded'],
    },
    {
      name: 'fetch, when asked',
      code: inHandler("await «fetch('https://a.com')»;"),
      options: strict,
      errors: [
        {
          messageId: 'long',
          severity: 'low',
          data: { call: 'fetch', limit: '`signal: AbortSignal.timeout(5000)`', seconds: '300' },
          suggestions: [
            {
              messageId: 'setLimit',
              output: inHandler("await fetch('https://a.com', { signal: AbortSignal.timeout(5000) });"),
            },
          ],
        },
      ],
    },
    {
      name: 'retry without an end',
      code: inHandler("while (true) { try { await «fetch('https://a.com')»; break; } catch { await wait(100); } }"),
      errors: [{ messageId: 'retried', data: { call: 'fetch' } }],
    },
    {
      name: 'retry that returns',
      code: inHandler(
        "for (;;) { try { return res.json((await «axios.get('https://a.com')»).data); } catch (error) { " +
          'log(error); } }',
      ),
      errors: ['retried'],
    },
  ],
});
