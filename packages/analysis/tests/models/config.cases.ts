import type { LibraryCases } from './model-case.js';

/** Policies of cross-origin access. */
export const cases: LibraryCases = {
  '@koa/cors': {
    found: [
      ["import it from '@koa/cors'; «it()»;", '@koa/cors#default'],
      { code: "import it from '@koa/cors'; «it()»;", is: '@koa/cors#default', versions: { '@koa/cors': '4.0.0' } },
    ],
    lookAlikes: [["import it from './mine'; «it(x)»;", null]],
  },
  got: {
    found: [
      { code: "import got from 'got'; «got('https://a.com')»;", is: 'got#default', hazards: ['no-timeout'] },
      { code: "import got from 'got'; «got('https://a.com', { signal })»;", is: 'got#default', hazards: [] },
      { code: "import got from 'got'; «got.extend({ timeout: { request: 5 } })»;", is: 'got#extend', hazards: [] },
    ],
    lookAlikes: [["import got from './mine'; «got(x)»;", null]],
  },
  ky: {
    found: [
      { code: "import ky from 'ky'; «ky.get('https://a.com')»;", is: 'ky#get', hazards: [] },
      ["import { ky } from 'ky'; «ky(url)»;", 'ky#ky'],
      ["import ky from 'ky'; const api = ky.create({}); «api.post(url)»;", 'ky#Instance.post'],
    ],
    lookAlikes: [["import ky from './mine'; «ky(x)»;", null]],
  },
  undici: {
    found: [
      { code: "import { request } from 'undici'; «request(url)»;", is: 'undici#request', hazards: ['no-timeout'] },
      ["import { setGlobalDispatcher } from 'undici'; «setGlobalDispatcher(agent)»;", 'undici#setGlobalDispatcher'],
    ],
    lookAlikes: [["import { request } from './mine'; «request(url)»;", null]],
  },
  'node-fetch': {
    found: [
      { code: "import fetch from 'node-fetch'; «fetch(url)»;", is: 'node-fetch#default', hazards: ['no-timeout'] },
      { code: "import fetch from 'node-fetch'; «fetch(url, { timeout: 5 })»;", is: 'node-fetch#default', hazards: [] },
    ],
    lookAlikes: [["import fetch from './mine'; «fetch(url)»;", null]],
  },
  'body-parser': {
    found: [
      {
        code: "import bodyParser from 'body-parser'; «bodyParser.json({ limit: '500mb' })»;",
        is: 'body-parser#json',
        hazards: ['body-limit'],
      },
      {
        code: "import { urlencoded } from 'body-parser'; «urlencoded({ limit: 200 * 1024 * 1024, depth: Infinity })»;",
        is: 'body-parser#urlencoded',
        hazards: ['body-limit', 'body-limit'],
      },
      {
        code: "import bodyParser from 'body-parser'; «bodyParser.json({ limit: '10mb' })»;",
        is: 'body-parser#json',
        hazards: [],
      },
    ],
    lookAlikes: [["import bodyParser from './mine'; «bodyParser.json({ limit: '500mb' })»;", null]],
  },
  'koa-bodyparser': {
    found: [
      {
        code: "import parse from 'koa-bodyparser'; «parse({ jsonLimit: '1gb' })»;",
        is: 'koa-bodyparser#default',
        hazards: ['body-limit'],
      },
    ],
    lookAlikes: [["import parse from './mine'; «parse({ jsonLimit: '1gb' })»;", null]],
  },
};
