import rule from '../../../rules/src/no-insecure-jwt/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import jwt from 'jsonwebtoken';
const app = express();
${before}app.post('/a', async (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    {
      name: 'the end of validity is compared later',
      code:
        "import jwt from 'jsonwebtoken'; export const read = (data, key) => { " +
        "const claims = jwt.verify(data, key, { ignoreExpiration: true, algorithms: ['ES256'] }); return { " +
        'claims, expired: claims.exp * 1000 < Date.now() }; };',
    },
    inHandler("const claims = jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256'] });"),
    {
      name: 'version 9 refuses unsigned tokens by itself',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler("const claims = jwt.verify(req.get('authorization'), process.env.KEY);"),
    },
    {
      name: 'version 8 with a key that is there',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler(
        "const claims = jwt.verify(req.get('authorization'), KEY);",
        "import { KEY } from './keys.js';\n",
      ),
    },
    {
      name: 'version 8 with algorithms',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler(
        "const claims = jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256'] });",
      ),
    },
    {
      name: 'version 8, options out of sight',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler("const claims = jwt.verify(req.get('authorization'), process.env.KEY, options);"),
    },
    inHandler("const token = jwt.sign({ id: 1 }, process.env.KEY, { expiresIn: '1h' });"),
    {
      name: 'exp in the payload',
      code: inHandler('const token = jwt.sign({ id: 1, exp: Math.floor(Date.now() / 1000) + 60 }, process.env.KEY);'),
    },
    {
      name: 'a lifetime the application checks',
      code: inHandler('const token = jwt.sign({ id: 1, expiresAt: soon() }, process.env.KEY);'),
    },
    { name: 'payload out of sight', code: inHandler('const token = jwt.sign(payload, process.env.KEY);') },
    {
      name: 'payload partly out of sight',
      code: inHandler('const token = jwt.sign({ ...claims, id: 1 }, process.env.KEY);'),
    },
    { name: 'options out of sight', code: inHandler('const token = jwt.sign({ id: 1 }, process.env.KEY, options);') },
    {
      name: 'options partly out of sight',
      code: inHandler('const token = jwt.sign({ id: 1 }, process.env.KEY, { ...options, issuer: "a" });'),
    },
    {
      name: 'the key in the code is another finding',
      code: inHandler("const token = jwt.sign({ id: 1 }, 'secret123');"),
    },
    {
      name: 'header before verification',
      code: inHandler("const { header } = jwt.decode(req.get('authorization'), { complete: true });"),
    },
    { name: 'lifetime only', code: inHandler("const { exp } = jwt.decode(req.get('authorization'));") },
    {
      name: 'lifetime only, by member',
      code: inHandler("const token = jwt.decode(req.get('authorization')); res.json({ until: token.exp });"),
    },
    {
      name: 'cookies of the caller sorted by their lifetime',
      code: inHandler(
        'const all = Object.entries(req.cookies).filter(([key]) => ' +
          "key.endsWith('_token')).map(([key, value]) => ({ key, payload: jwt.decode(value) })); " +
          'const old = all.filter((one) => one.payload.exp < now()); const valid = all.filter(({ payload: { ' +
          'exp } }) => exp >= now()); old.forEach((one) => res.clearCookie(one.key)); if (valid.length > ' +
          '10) valid.sort((a, b) => a.payload.exp - b.payload.exp).slice(0, -10).forEach((one) => ' +
          'res.clearCookie(one.key));',
      ),
    },
    {
      name: 'lifetime of each',
      code: inHandler(
        "const ends = { token: jwt.decode(req.cookies.a) }; if (ends.token.exp < now()) res.clearCookie('a');",
      ),
    },
    {
      name: 'the same token is verified',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler(
        "const token = req.get('authorization'); const seen = jwt.decode(token); log(seen.sub); " +
          'const claims = jwt.verify(token, process.env.KEY);',
      ),
    },
    {
      name: 'own token',
      code: 'import jwt from "jsonwebtoken"; export const claimsOf = (token) => jwt.decode(token);',
    },
    {
      name: 'several public-key algorithms',
      code: inHandler("jwt.verify(req.get('authorization'), key, { algorithms: ['RS256', 'ES256'] });"),
    },
    { name: 'other decode', code: inHandler('const text = new TextDecoder().decode(req.body);') },
    {
      name: 'ignoreExpiration off',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { ignoreExpiration: false });"),
    },
  ],
  invalid: [
    {
      name: 'none',
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: [«'none'»] });"),
      errors: [{ messageId: 'none', severity: 'critical' }],
    },
    {
      name: 'none among others',
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256', «'none'»] });"),
      errors: [{ messageId: 'none', severity: 'critical' }],
    },
    {
      name: 'none when signing',
      code: inHandler("jwt.sign({ id: 1 }, '', { algorithm: «'none'» });"),
      errors: [{ messageId: 'none', severity: 'critical' }],
    },
    {
      name: 'mixed',
      code: inHandler("jwt.verify(req.get('authorization'), key, { algorithms: «['HS256', 'RS256']» });"),
      errors: [{ messageId: 'mixed', data: { call: 'jwt.verify' } }],
    },
    {
      name: 'a key that may be missing, in a version that is not known',
      code: inHandler("«jwt.verify(req.get('authorization'), process.env.KEY)»;"),
      errors: [{ messageId: 'mayAccept', severity: 'low' }],
    },
    {
      name: 'the same where only any version is asked for',
      versions: { jsonwebtoken: '*' },
      code: inHandler("«jwt.verify(req.get('authorization'), process.env.KEY)»;"),
      errors: [{ messageId: 'mayAccept', severity: 'low' }],
    },
    {
      name: 'ignoreExpiration',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { ignoreExpiration: «true» });"),
      errors: ['ignoreExpiration'],
    },
    {
      name: 'no expiry',
      code: inHandler('const token = «jwt.sign({ id: 1 }, process.env.KEY)»;'),
      errors: ['noExpiry'],
    },
    {
      name: 'no expiry among the options',
      code: inHandler('const token = «jwt.sign({ id: 1 }, process.env.KEY, { issuer: "shop" })»;'),
      errors: ['noExpiry'],
    },
    {
      name: 'decoded',
      code: inHandler("const { sub } = «jwt.decode(req.get('authorization'))»; await load(sub);"),
      errors: [
        { messageId: 'decoded', severity: 'critical', data: { source: 'A request header', call: 'jwt.decode' } },
      ],
    },
    {
      name: 'cookies of the caller, of which one says who it is',
      code: inHandler(
        'const all = Object.entries(req.cookies).map(([key, value]) => ({ ' +
          'key, payload: «jwt.decode(value)» })); const valid = all.filter((one) => ' +
          'one.payload.exp >= now()); valid.forEach((one) => load(one.payload.sub));',
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'cookies of the caller, handed on',
      code: inHandler(
        'const all = Object.entries(req.cookies).map(([key, value]) => «jwt.decode(value)»); ' +
          'const valid = all.filter((one) => one.exp >= now()); res.json(valid);',
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'another token is verified',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler(
        'const claims = jwt.verify(req.body.other, process.env.KEY); const user = «jwt.decode(req.body.token)»;',
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'version 8, key may be missing',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler("const claims = «jwt.verify(req.get('authorization'), process.env.KEY)»;"),
      errors: [{ messageId: 'noAlgorithms', severity: 'medium', data: { key: 'process.env.KEY' } }],
    },
  ],
});
