import rule from '../../../rules/src/no-weak-crypto/rule.js';
import { testRule } from '../harness.js';

const withCrypto = (code: string): string => `import crypto from 'node:crypto'; ${code}`;
const sha256 = (output: string): { messageId: string; output: string }[] => [
  { messageId: 'useSha256', output: withCrypto(output) },
];

testRule(rule, {
  valid: [
    // Whoever holds the other end has chosen the hash, and under a key collisions break nothing.
    {
      name: 'a signature somebody else made',
      code: withCrypto(
        "export const isOurs = (req) => crypto.createHmac('md5', " +
          "process.env.KEY).update(req.body).digest('hex') === req.headers['x-sum'];",
      ),
    },
    {
      name: 'the same under a name',
      code: withCrypto(
        "export function isOurs(req) { const expected = crypto.createHmac('md5', " +
          'process.env.KEY).update(req.body).digest(); return crypto.timingSafeEqual(Buffer.from(expected), ' +
          "Buffer.from(req.headers['x-sum'], 'hex')); }",
      ),
    },
    {
      name: 'a signature for somebody else',
      code: withCrypto(
        "export const headers = (body) => ({ 'x-signature': crypto.createHmac('md5', " +
          "process.env.KEY).update(body).digest('hex') });",
      ),
    },
    {
      name: 'fixed vector of a key that is derived anew',
      code: withCrypto(
        'const k = crypto.scryptSync(password, record.salt, 32); ' +
          "const c = crypto.createCipheriv('aes-256-ctr', k, Buffer.alloc(16, 0));",
      ),
    },
    {
      name: 'a check sum that is compared',
      code: "import md5 from 'md5';\nexport const isSame = (file, etag) => etag === md5(file);",
    },
    {
      name: 'a protocol that prescribes it',
      file: 'src/ntlm/hash.js',
      code: `import crypto from 'node:crypto';
export const block = (key) => crypto.createCipheriv('des-ecb', key, '');`,
    },
    withCrypto("const iv = crypto.randomBytes(12); const c = crypto.createCipheriv('aes-256-gcm', key, iv);"),
    { name: 'etag', code: withCrypto("const etag = crypto.createHash('md5').update(body).digest('hex');") },
    { name: 'cache key', code: withCrypto("const cacheKey = crypto.createHash('sha1').update(url).digest('hex');") },
    {
      name: 'git object',
      code: withCrypto("const sha = crypto.createHash('sha1').update('blob ' + text).digest('hex');"),
    },
    {
      name: 'gravatar',
      code: withCrypto(
        "const url = 'https://gravatar.com/avatar/' + crypto.createHash('md5').update(email).digest('hex');",
      ),
    },
    {
      name: 'content header',
      code: withCrypto("const headers = { 'Content-MD5': crypto.createHash('md5').update(body).digest('base64') };"),
    },
    {
      name: 'websocket accept',
      code: withCrypto("const accept = crypto.createHash('sha1').update(key + GUID).digest('base64');"),
    },
    {
      name: 'one-time passwords want SHA-1',
      code: withCrypto("const mac = crypto.createHmac('sha1', secret).update(counter).digest();"),
    },
    {
      name: 'digest of something random',
      code: withCrypto("const token = crypto.createHash('sha1').update(crypto.randomBytes(20)).digest('hex');"),
    },
    {
      name: 'a password has another rule',
      code: withCrypto("const token = crypto.createHash('md5').update(req.body.password).digest('hex');"),
    },
    {
      name: 'long key',
      code: withCrypto(
        "crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }); crypto.generateKeyPairSync('ec', { " +
          "namedCurve: 'P-256' });",
      ),
    },
    { name: 'size out of sight', code: withCrypto("crypto.generateKeyPairSync('rsa', { modulusLength: bits });") },
    {
      name: 'algorithm out of sight',
      code: withCrypto('const c = crypto.createCipheriv(config.algorithm, key, config.iv);'),
    },
    {
      name: 'tag is set',
      code: withCrypto(
        "const d = crypto.createDecipheriv('aes-256-gcm', key, iv); d.setAuthTag(tag); " +
          'const text = d.update(x) + d.final();',
      ),
    },
    {
      name: 'given away, who knows',
      code: withCrypto("const d = crypto.createDecipheriv('aes-256-gcm', key, iv); finish(d);"),
    },
    {
      name: 'no vector where the mode has none',
      code: withCrypto("const d = crypto.createDecipheriv('aes-256-cbc', key, null);"),
    },
    {
      name: 'filled vector',
      code: withCrypto(
        'const iv = Buffer.alloc(12); iv.writeUInt32BE(counter, 8); ' +
          "const c = crypto.createCipheriv('aes-256-gcm', key, iv);",
      ),
    },
    {
      name: 'a list that is filled',
      code: withCrypto(
        'const iv = new Uint8Array([0, 0, 0, 0]); crypto.getRandomValues(iv); ' +
          "const c = crypto.createCipheriv('aes-256-gcm', key, iv);",
      ),
    },
    {
      name: 'a list with an unknown number',
      code: withCrypto("const c = crypto.createCipheriv('aes-256-gcm', key, Buffer.from([1, 2, counter]));"),
    },
    {
      name: 'a vector that is random in one branch',
      code: withCrypto(
        'let iv = Buffer.alloc(16); if (fresh) iv = crypto.randomBytes(16); ' +
          "const c = crypto.createCipheriv('aes-256-cbc', key, iv);",
      ),
    },
    {
      name: 'old data under a fixed vector',
      code: withCrypto("const d = crypto.createDecipheriv('aes-256-cbc', key, '0123456789abcdef');"),
    },
    { name: 'decryption of old data', code: withCrypto("const d = crypto.createDecipheriv('des-cbc', key, iv);") },
    { name: 'own function', code: "function createCipheriv() {} createCipheriv('des', key, 'abcdefgh');" },
    {
      name: 'other library',
      code:
        "import CryptoJS from 'crypto-js'; const c = CryptoJS.AES.encrypt(text, key, { " +
        'mode: CryptoJS.mode.CBC, iv: CryptoJS.lib.WordArray.random(16) });',
    },
  ],
  invalid: [
    {
      name: 'fixed vector of a key that is always the same',
      code: withCrypto(
        "const k = crypto.scryptSync(password, 'salt', 32); " +
          "const c = crypto.createCipheriv('aes-256-ctr', k, «'0123456789abcdef'»);",
      ),
      errors: ['vector'],
    },
    {
      name: 'a token anyone can work out',
      code: "import md5 from 'md5';\nexport const mayReset = (user, token) => token === «md5(user.email)»;",
      errors: [{ messageId: 'use', severity: 'medium' }],
    },
    {
      name: 'ecb',
      code: withCrypto("const c = crypto.createCipheriv(«'aes-256-ecb'», key, null);"),
      errors: [{ messageId: 'ecb', data: { value: 'aes-256-ecb' } }],
    },
    {
      name: 'des',
      code: withCrypto("const c = crypto.createCipheriv(«'des-ede3-cbc'», key, crypto.randomBytes(8));"),
      errors: [{ messageId: 'cipher', data: { value: 'des-ede3-cbc' } }],
    },
    {
      name: 'rc4 through a constant',
      code:
        "import { createCipheriv as seal } from 'crypto'; const ALGORITHM = 'rc4'; " +
        "const c = seal(«ALGORITHM», key, '');",
      errors: [{ messageId: 'cipher', data: { value: 'rc4' } }],
    },
    {
      name: 'createCipher',
      code: withCrypto("const c = «crypto.createCipher('aes192', password)»;"),
      errors: ['call'],
    },
    {
      name: 'hmac',
      code: withCrypto("const token = crypto.createHmac(«'md5'», k).update(id).digest('hex');"),
      errors: [
        {
          messageId: 'keyed',
          severity: 'low',
          suggestions: sha256("const token = crypto.createHmac('sha256', k).update(id).digest('hex');"),
        },
      ],
    },
    {
      name: 'signature',
      code: withCrypto("const s = crypto.createSign(«'RSA-SHA1'»);"),
      errors: [{ messageId: 'hash', severity: 'medium' }],
    },
    {
      name: 'token',
      code: withCrypto("user.resetToken = crypto.createHash(«'sha1'»).update(email + id).digest('hex');"),
      errors: [
        {
          messageId: 'use',
          severity: 'medium',
          data: { name: 'resetToken', value: 'sha1' },
          suggestions: sha256("user.resetToken = crypto.createHash('sha256').update(email + id).digest('hex');"),
        },
      ],
    },
    {
      name: 'signature without a keyed digest',
      code: withCrypto(
        "export function sign(params) { const signature = crypto.createHash(«'md5'»).update(params + " +
          "secret).digest('hex'); return signature; }",
      ),
      errors: [{ messageId: 'use', severity: 'medium' }],
    },
    {
      name: 'short RSA key',
      code: withCrypto("crypto.generateKeyPairSync('rsa', { modulusLength: «1024» });"),
      errors: [
        {
          messageId: 'key',
          data: { value: '1024' },
          suggestions: [
            { messageId: 'use3072', output: withCrypto("crypto.generateKeyPairSync('rsa', { modulusLength: 3072 });") },
          ],
        },
      ],
    },
    {
      name: 'short curve',
      code: withCrypto("crypto.generateKeyPair('ec', { namedCurve: «'secp160r1'» }, () => {});"),
      errors: ['key'],
    },
    {
      name: 'web crypto',
      code:
        "await crypto.subtle.generateKey({ name: 'RSA-OAEP', modulusLength: «1024», hash: 'SHA-256' }, " +
        "true, ['encrypt']);",
      errors: [
        {
          messageId: 'key',
          suggestions: [
            {
              messageId: 'use3072',
              output:
                "await crypto.subtle.generateKey({ name: 'RSA-OAEP', modulusLength: 3072, hash: 'SHA-256' }, true, " +
                "['encrypt']);",
            },
          ],
        },
      ],
    },
    {
      name: 'fixed vector',
      code: withCrypto("const c = crypto.createCipheriv('aes-256-cbc', key, «'0123456789abcdef'»);"),
      errors: ['vector'],
    },
    {
      name: 'fixed vector through a constant',
      code: withCrypto(
        "const IV = Buffer.from('0123456789abcdef'); const c = crypto.createCipheriv('aes-256-cbc', key, «IV»);",
      ),
      errors: ['vector'],
    },
    {
      name: 'zeros',
      code: withCrypto("const iv = Buffer.alloc(16); const c = crypto.createCipheriv('aes-256-cbc', key, «iv»);"),
      errors: ['vector'],
    },
    {
      name: 'a list of numbers',
      code: withCrypto(
        'const START = new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2]); ' +
          "const c = crypto.createCipheriv('aes-256-gcm', key, «START»);",
      ),
      errors: ['vector'],
    },
    {
      name: 'bytes written out',
      code: withCrypto(
        "const c = crypto.createCipheriv('aes-256-gcm', key, «Buffer.from([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2])»);",
      ),
      errors: ['vector'],
    },
    {
      name: 'fixed in every branch',
      code: withCrypto(
        "let iv = Buffer.alloc(16); if (old) { iv = Buffer.from('0123456789abcdef'); } " +
          "const c = crypto.createCipheriv('aes-256-cbc', key, «iv»);",
      ),
      errors: ['vector'],
    },
    {
      name: 'piece of the key',
      code: withCrypto("const c = crypto.createCipheriv('aes-256-cbc', key, «key.slice(0, 16)»);"),
      errors: ['vector'],
    },
    {
      name: 'tag is not set',
      code: withCrypto(
        "const d = «crypto.createDecipheriv('aes-256-gcm', key, iv)»; const text = d.update(x, 'hex', 'utf8');",
      ),
      errors: ['unchecked'],
    },
    {
      name: 'other libraries',
      code:
        "import CryptoJS from 'crypto-js'; const a = «CryptoJS.DES.encrypt(text, key)»; " +
        'const b = CryptoJS.AES.encrypt(text, key, { mode: «CryptoJS.mode.ECB» });',
      errors: ['call', { messageId: 'ecb' }],
    },
  ],
});
