import rule from '../../../rules/src/no-insecure-oauth/rule.js';
import { testRule } from '../harness.js';

const STRATEGY =
  "import { Strategy as OAuth2Strategy } from 'passport-oauth2';\nimport { verify } from './verify.js';\n";
const SETTINGS = 'authorizationURL, tokenURL, clientID, clientSecret, callbackURL';
const inHandler = (body: string): string =>
  `import express from 'express';
import { CLIENT, CALLBACK } from './settings.js';
const app = express();
app.get('/login', async (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    {
      name: 'the service itself',
      code:
        "import express from 'express'; const app = express(); app.get('/authorize', async (req, res) => { " +
        'const { client_id, redirect_uri, response_type } = req.query; await requests.set({ ' +
        'client_id, redirect_uri, response_type }); res.end(); });',
    },
    { name: 'state kept in the session', code: `${STRATEGY}new OAuth2Strategy({ ${SETTINGS}, state: true }, verify);` },
    {
      name: 'a store of its own',
      code: `${STRATEGY}import { store } from './store.js';\nnew OAuth2Strategy({ ${SETTINGS}, store }, verify);`,
    },
    {
      name: 'settings of another file',
      code: `${STRATEGY}import { settings } from './settings.js';
new OAuth2Strategy(settings, verify);
new OAuth2Strategy({ ...settings, callbackURL: '/back' }, verify);`,
    },
    {
      name: 'proof of the client',
      code: `${STRATEGY}new OAuth2Strategy({ ${SETTINGS}, pkce: true, state: true }, verify);`,
    },
    {
      name: 'another strategy',
      code: "import { OAuth2Strategy } from './strategies.js';\nnew OAuth2Strategy({ state: false });",
    },
    {
      name: 'a library that does it by itself',
      code: `import * as client from 'openid-client';
import { config, CALLBACK } from './settings.js';
export const url = client.buildAuthorizationUrl(config, { redirect_uri: CALLBACK, scope: 'openid' });`,
    },
    {
      name: 'a fixed address',
      code: inHandler(
        'const query = new URLSearchParams({ client_id: CLIENT, redirect_uri: CALLBACK, response_type: ' +
          "'code', state: req.session.state }); res.redirect(`https://id.example/authorize?${query}`);",
      ),
    },
    {
      name: 'a listed address',
      code: inHandler(
        "const LISTED = ['https://a.example/back', 'https://b.example/back']; " +
          'if (!LISTED.includes(req.query.back)) return res.sendStatus(400); res.json({ ' +
          'client_id: CLIENT, redirect_uri: req.query.back });',
      ),
    },
    {
      name: 'machine to machine',
      code: inHandler(
        "const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: CLIENT }); res.json(body);",
      ),
    },
    { name: 'no login', code: inHandler('res.json({ redirect_uri: req.query.back });') },
    { name: 'an identity alone', code: inHandler("res.json({ client_id: CLIENT, response_type: 'code id_token' });") },
  ],
  invalid: [
    {
      code: `${STRATEGY}new OAuth2Strategy({ ${SETTINGS}, «state: false» }, verify);`,
      errors: [{ messageId: 'state', data: { call: 'OAuth2Strategy' } }],
    },
    { name: 'left out', code: `${STRATEGY}«new OAuth2Strategy({ ${SETTINGS} }, verify)»;`, errors: ['state'] },
    {
      name: 'CommonJS',
      code: `const OAuth2Strategy = require('passport-oauth2');
passport.use(«new OAuth2Strategy({ ${SETTINGS} }, verify)»);`,
      errors: ['state'],
    },
    {
      name: 'switched off later',
      code: `import { Strategy } from 'passport-facebook';
import { clientID, verify } from './settings.js';
const own = { clientID };
own['state'] = «false»;
new Strategy(own, verify);`,
      errors: ['state'],
    },
    {
      name: 'a service built on it',
      code: `import { Strategy as GoogleStrategy } from 'passport-google-oauth20';
new GoogleStrategy({ clientID, clientSecret, callbackURL, «state: false» }, verify);`,
      errors: ['state'],
    },
    {
      name: 'an address of the client',
      code: inHandler(
        "const query = new URLSearchParams({ client_id: CLIENT, response_type: 'code', redirect_uri: " +
          '«req.query.redirect» }); res.redirect(`https://id.example/authorize?${query}`);',
      ),
      errors: [{ messageId: 'redirect', data: { source: 'The query string' } }],
    },
    {
      name: 'in an address',
      code: inHandler(
        'const back = req.query.back; res.json({ url: ' +
          '`https://id.example/authorize?client_id=${CLIENT}&redirect_uri=${«back»}` });',
      ),
      errors: ['redirect'],
    },
    {
      name: 'a token in the address',
      code: inHandler("res.json({ client_id: CLIENT, redirect_uri: CALLBACK, «response_type: 'token'» });"),
      errors: [{ messageId: 'implicit', data: { setting: "response_type: 'token'" } }],
    },
    {
      name: 'a token in the address, written out',
      code: inHandler(
        'res.json({ url: «`https://id.example/authorize?client_id=${CLIENT}&response_type=token&redirect_uri=${CALLBACK}`» ' +
          '});',
      ),
      errors: ['implicit'],
    },
  ],
});
