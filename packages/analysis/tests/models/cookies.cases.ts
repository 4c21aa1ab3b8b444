import type { LibraryCases } from './model-case.js';

/** Calls that give a cookie or a session to the browser, and calls that only sound so. */
export const cases: LibraryCases = {
  cookie: {
    found: [["import { serialize } from 'cookie'; «serialize('session', id, {})»;", 'cookie#serialize'], ["import * as cookie from 'cookie'; «cookie.serialize('session', id)»;", 'cookie#serialize'], ["import { parse } from 'cookie'; «parse(text)»;", 'cookie#parse']],
    lookAlikes: [["import { serialize } from './cookie'; «serialize('session', id)»;", null]],
  },
  cookies: {
    found: [["import Cookies from 'cookies'; const jar = new Cookies(req, res); «jar.set('session', id)»;", 'cookies#Cookies.set'], { code: "const Cookies = require('cookies'); const jar = new Cookies(req, res); «jar.get('session')»;", is: 'cookies#Cookies.get', taint: 'tainted' }],
    lookAlikes: [["import Cookies from 'js-cookie'; «Cookies.set('session', id)»;", null]],
  },
  'iron-session': {
    found: [{ code: "import { getIronSession } from 'iron-session'; «getIronSession(store, { cookieName: 'app', password: secret })»;", is: 'iron-session#getIronSession', async: 'promise', sinks: ['secret'] }, { code: "import { getIronSession } from 'iron-session'; «getIronSession(req, res, { cookieName: 'app', password: secret })»;", sinks: ['secret'] }, { code: "import { sealData } from 'iron-session'; «sealData(data, { password: secret })»;", is: 'iron-session#sealData', sinks: ['secret'] }],
    lookAlikes: [["import { getIronSession } from './session'; «getIronSession(store, {})»;", null]],
  },
};
