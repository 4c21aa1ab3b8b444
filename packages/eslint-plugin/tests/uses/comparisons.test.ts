import rule from '../../../rules/src/no-timing-unsafe-compare/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.post('/a', async (req, res) => {
  ${body}
});
`;

/** What the result of a comparison is for decides whether its duration tells anybody anything. */
testRule(rule, {
  valid: [
    {
      name: 'asks whether to save',
      code: inHandler(
        'const { licenseKey } = req.body; const org = await load(); ' +
          'if (licenseKey && licenseKey.trim() !== org.licenseKey) { updates.licenseKey = licenseKey.trim(); ' +
          'await setLicenseKey(org, updates.licenseKey); }',
      ),
    },
    {
      name: 'asks whether to save, in one expression',
      code: inHandler(
        'const org = await load(); if (req.body.apiKey !== undefined && org.apiKey !== req.body.apiKey) ' +
          'await org.update({ apiKey: req.body.apiKey });',
      ),
    },
    {
      name: 'leaves when nothing changed',
      code: inHandler(
        'const site = await load(); const { webhookSecret } = req.body; ' +
          'if (site.webhookSecret === webhookSecret) return res.json(site); ' +
          'site.webhookSecret = webhookSecret; await site.save(); res.json(site);',
      ),
    },
    {
      name: 'an entry of what changed',
      code: inHandler(
        'const org = await load(); const { apiKey } = req.body; const patch = { ' +
          '...(apiKey !== org.apiKey && { apiKey }) }; await org.update(patch);',
      ),
    },
    {
      name: 'marks the current one of a list',
      code: inHandler(
        "const token = req.get('x-token'); const rows = await sessions(); res.json(rows.map((session) => ({ " +
          'id: session.id, current: !!token && (session.refreshToken === token || session.accessToken === ' +
          'token) })));',
      ),
    },
    {
      name: 'marks by a name',
      code: inHandler(
        'const token = req.cookies.sid; const rows = await sessions(); res.json(rows.map((row) => { ' +
          'const current = row.sessionToken === token; return { id: row.id, current }; }));',
      ),
    },
    {
      name: 'leaves the current one out',
      code: inHandler(
        'const rows = await sessions(); const others = rows.filter((row) => ' +
          'row.refreshToken !== req.cookies.refresh); await end(others);',
      ),
    },
    {
      name: 'name among names',
      code: inHandler(
        'if (req.body.name === SettingName.NAMES.MfaSecret) await check();',
        "import { SettingName } from './names.js';\n",
      ),
    },
    {
      name: 'name of an enumeration',
      code: inHandler(
        'if (req.body.field === FieldName.ApiKey || req.body.kind === Kind.Password) await check();',
        "import { FieldName, Kind } from './names.js';\n",
      ),
    },
    {
      name: 'name in a table of names',
      code: inHandler(
        'if (req.body.header === HEADERS.API_KEY || req.body.key === SETTING_KEYS.CLIENT_SECRET) await check();',
        "import { HEADERS, SETTING_KEYS } from './names.js';\n",
      ),
    },
  ],
  invalid: [
    {
      name: 'refuses when it differs',
      code: inHandler(
        'const org = await load(); const { apiKey } = req.body; if («apiKey !== org.apiKey») { ' +
          'return res.status(401).end(); } await run(org);',
      ),
      errors: ['secret'],
    },
    {
      name: 'refuses when it differs, and keeps what came',
      code: inHandler(
        'const org = await load(); const { apiKey } = req.body; if («apiKey !== org.apiKey») { ' +
          'audit.apiKey = apiKey; return res.status(401).end(); } await run(org);',
      ),
      errors: ['secret'],
    },
    {
      name: 'another way in',
      code: inHandler(
        'let user; const { token } = req.query; if («token !== config.accessToken») user = await ' +
          "users.byToken(token); if (!user) throw new Error('no');",
        "import { config } from './config.js';\n",
      ),
      errors: ['secret'],
    },
    {
      name: 'guards the rest',
      code: inHandler(
        "const config = await load(); if (config.type !== 'a' || «config.settings.apiKey !== " +
          "req.query.api_token») { return res.json({ error: 'invalid' }); } res.json({ key: config.key });",
      ),
      errors: ['secret'],
    },
    {
      name: 'lets in',
      code: inHandler(
        "if («req.header('X-API-Key') === settings.main.apiKey») { req.user = await users.first(); }",
        "import { settings } from './settings.js';\n",
      ),
      errors: ['secret'],
    },
    {
      name: 'finds who it is',
      code: inHandler(
        'const keys = await load(); const who = keys.find((one) => «one.apiKey === req.query.key»); ' +
          'if (!who) return res.sendStatus(401);',
      ),
      errors: ['secret'],
    },
    {
      name: 'a setting in capitals',
      code: inHandler(
        'if («req.query.key === Config.API_KEY») res.json(await all());',
        "import { Config } from './config.js';\n",
      ),
      errors: ['secret'],
    },
    {
      name: 'refuses, after the same was let through',
      code: inHandler(
        'const site = await load(); const { apiKey } = req.body; ' +
          "if («site.apiKey === apiKey») return res.json(site); audit.apiKey = apiKey; throw new Error('no');",
      ),
      errors: ['secret'],
    },
  ],
});
