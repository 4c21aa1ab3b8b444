import weakCrypto from '../../../rules/src/no-weak-crypto/rule.js';
import passwords from '../../../rules/src/no-weak-password-storage/rule.js';
import { testRule } from '../harness.js';

const NODE = "import crypto from 'node:crypto';\nimport bcrypt from 'bcrypt';\n";
const inHandler = (body: string): string =>
  `import express from 'express';
${NODE}const app = express();
app.post('/a', async (req, res) => {
  ${body}
});
`;

testRule(passwords, {
  valid: [
    {
      name: 'identifier of an item of a feed',
      code: `${NODE}const hashItem = async (value) => await bcrypt.hash(value, 1);
export const idOf = async (item) => item.guid ?? (await hashItem(JSON.stringify(item)));`,
    },
    {
      name: 'something else that is hashed slowly',
      code: `${NODE}export const mark = (visit) => bcrypt.hash(visit.ipAddress, 4);`,
    },
    {
      name: 'fingerprint of a hash',
      code:
        `${NODE}export const claims = (user) => ({ id: user.id, seal: ` +
        `crypto.createHash('sha256').update(user.encryptedPassword).digest('hex') });`,
    },
    {
      name: 'fingerprint of a hash, by other names',
      code: `${NODE}export const seal = (user) => crypto.createHash('sha256').update(user.hashed_password).digest('hex');
export const other = (row) => crypto.createHash('sha1').update(row.cryptedPassword).digest('hex');`,
    },
    {
      name: 'a bucket',
      code: `${NODE}function bucketOf(text) { const hash = crypto.createHash('sha1').update(text).digest(); \
let sum = 0; for (let i = 0; i < hash.length; i++) sum += hash[i]; return (sum % 32).toString(16); }
export const find = (user, password) => keys.find({ user, bucket: bucketOf(password) });`,
    },
    {
      name: 'a bucket by one byte',
      code:
        `${NODE}export const bucketOf = (password) => crypto.createHash('sha256').update(password).digest().readUInt8(0) ` +
        '% 16;',
    },
    {
      name: 'a bucket by two digits',
      code:
        `${NODE}export const bucketOf = (password) => crypto.createHash('sha256').update(password).digest('hex').slice(0, ` +
        '2);',
    },
    {
      name: 'check with the cost the stored hash has',
      code: `${NODE}import { promisify } from 'node:util';
const derive = promisify(crypto.scrypt);
export async function verify(user, password) { const [salt, key] = user.passwordHash.split(':'); \
const derived = await derive(password, salt, 64); return crypto.timingSafeEqual(Buffer.from(key, 'hex'), derived); }`,
    },
    {
      name: 'check with few rounds',
      code:
        `${NODE}export function verify(password, salt, stored) { ` +
        `return crypto.pbkdf2Sync(password, salt, 1000, 32, 'sha256').toString('hex') === stored; }`,
    },
    {
      name: 'code of a document, looked up by itself',
      code: inHandler(
        'const form = await forms.findById(req.body.formId); ' +
          'if (form.settings.requirePassword && req.body.password !== form.settings.password) return ' +
          'res.sendStatus(400);',
      ),
    },
    {
      name: 'code of a room',
      code: inHandler(
        'const room = await rooms.findOne({ id: req.params.id }); ' +
          'if (room.password !== req.body.password) return res.sendStatus(403);',
      ),
    },
  ],
  invalid: [
    {
      name: 'kept',
      code: `${NODE}export const keep = (password) => store.save(crypto.createHash('sha1').update(«password»).digest('hex'));`,
      errors: ['fastHash'],
    },
    {
      name: 'read byte by byte into a text that is kept',
      code:
        `${NODE}export function keep(password) { const hash = ` +
        `crypto.createHash('sha1').update(«password»).digest(); let text = ''; for (let i = 0; ` +
        'i < hash.length; i++) text += hash[i].toString(16); return store.save(text); }',
      errors: ['fastHash'],
    },
    {
      name: 'half of it',
      code:
        `${NODE}export const keep = (password) => store.save(crypto.createHash('sha1').update(«password»).digest().slice(0, ` +
        '8));',
      errors: ['fastHash'],
    },
    {
      name: 'answer of a question',
      code: `${NODE}export const keep = (form) => bcrypt.hash(form.secretAnswer, «4»);`,
      errors: ['cost'],
    },
    {
      name: 'cost of a helper that gets a password',
      code: `${NODE}const hashOf = async (value) => await bcrypt.hash(value, «1»);
export const signUp = async (body) => users.create({ password: await hashOf(body.password) });`,
      errors: ['cost'],
    },
    {
      name: 'cost of a helper nobody is seen to call',
      code: `${NODE}export const hashOf = (plain) => bcrypt.hash(plain, «4»);`,
      errors: ['cost'],
    },
    {
      name: 'made where it is stored',
      code: `${NODE}import { promisify } from 'node:util';
const derive = promisify(crypto.scrypt);
export async function hash(password) { const salt = crypto.randomBytes(16).toString('hex'); \
const derived = await «derive(password, salt, 64)»; return salt + ':' + derived.toString('hex'); }`,
      errors: [{ messageId: 'defaultCost', severity: 'low' }],
    },
    {
      name: 'a user by name',
      code: inHandler(
        'const user = await users.findOne({ email: req.body.email }); ' +
          'if («user.password !== req.body.password») return res.sendStatus(401);',
      ),
      errors: ['compared'],
    },
    {
      name: 'a user by number',
      code: inHandler(
        'const account = await accounts.findById(req.params.id); ' +
          'if («account.password !== req.body.password») return res.sendStatus(401);',
      ),
      errors: ['compared'],
    },
    {
      name: 'who knows what',
      code: inHandler(
        'const [row] = await load(req.body.name); if («row.password !== req.body.password») return ' +
          'res.sendStatus(401);',
      ),
      errors: ['compared'],
    },
    {
      name: 'the encrypted one is what is typed',
      code: inHandler(
        "const hash = crypto.createHash('md5').update(«req.body.password»).digest('hex'); " +
          'await users.create({ encryptedPassword: hash });',
      ),
      errors: ['fastHash'],
    },
  ],
});

testRule(weakCrypto, {
  valid: [
    {
      name: 'whoever signs chooses',
      code:
        `${NODE}export const isTheirs = (body, key, signature) => { ` +
        `const verifier = crypto.createVerify('sha1'); verifier.write(body); verifier.end(); ` +
        `return verifier.verify(key, signature, 'base64'); };`,
    },
    {
      name: 'whoever signs chooses, in one call',
      code: `${NODE}export const isTheirs = (body, key, signature) => crypto.verify('RSA-SHA1', body, key, signature);`,
    },
    {
      name: 'signature of a partner',
      code: inHandler(
        "if (req.body.signature !== crypto.createHash('md5').update(text(req.body) + KEY).digest('hex')) " +
          'return res.sendStatus(401);',
      ),
    },
    {
      name: 'signature of a partner in the query',
      code: inHandler(
        "if (req.query.signature !== crypto.createHash('sha1').update([KEY, req.query.timestamp, " +
          "req.query.nonce].sort().join('')).digest('hex')) return res.sendStatus(401);",
      ),
    },
    {
      name: 'header of a partner',
      code: inHandler(
        "if (crypto.createHash('sha1').update(req.rawBody + KEY).digest('hex') !== " +
          "req.headers['x_signature']) return res.sendStatus(401);",
      ),
    },
  ],
  invalid: [
    {
      name: 'own signature',
      code: `${NODE}export const sign = (body, key) => crypto.createSign(«'sha1'»).update(body).sign(key);`,
      errors: [{ messageId: 'hash', severity: 'medium' }],
    },
    {
      name: 'collisions for everyone',
      code:
        `${NODE}export const isTheirs = (body, key, signature) => ` +
        `crypto.createVerify(«'md5'»).update(body).verify(key, signature);`,
      errors: [{ messageId: 'hash', severity: 'medium' }],
    },
    {
      name: 'token of a link of its own',
      code: inHandler(
        "if (req.query.token === crypto.createHash(«'md5'»).update(req.query.login).digest('hex')) " +
          'res.sendStatus(200);',
      ),
      errors: [{ messageId: 'use', severity: 'medium' }],
    },
  ],
});
