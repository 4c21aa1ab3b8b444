/**
 * Secrets as they are planted in code, and texts that only resemble them. Assembled, so that no scanner takes this file
 * for a leak.
 */

export interface Plant {
  readonly what: string;
  readonly code: string;
  /** Texts that must not leave the process. */
  readonly secrets: readonly string[];
  readonly file?: string;
}

const GITHUB = `ghp_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3gH6'}`;
const SLACK = ['xoxb', '1234567890', '1234567890123', 'AbCdEfGhIjKlMnOpQrStUvWx'].join('-');
const AWS_ID = `AKIA${'QZ7WX3LMN4PT6RSV'}`;
const AWS_SECRET = 'kT4mQz8vLw2NxR7pYb3H/9sDfG6jK1lZ0xCvBnMa';
const HEX = '9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c';
const BASE64 = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ';
const JWT = [
  'eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiI0NzExIiwicm9sZSI6ImFkbWluIn0', 'dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk',
].join('.');
const PEM = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7';
const BASIC = 'YWRtaW46aHVudGVyMg==';
const KEY = 'BEGIN PRIVATE KEY';

export const PLANTS: readonly Plant[] = [
  // what is joined to a password before it is hashed, and vectors that never change
  {
    what: 'a pepper at the end',
    code: `import { createHash } from 'node:crypto';
export const f = (req) => createHash('md5').update(req.body.password + 'gravel and sand').digest('hex');`,
    secrets: ['gravel and sand'],
  },
  {
    what: 'a pepper in a template',
    code: `import { createHash } from 'node:crypto';
export const f = (password) => createHash('sha256').update(\`gravel\${password}sandbank\`).digest('hex');`,
    secrets: ['gravel', 'sandbank'],
  },
  {
    what: 'a pepper by a name of its own',
    code: `import { createHash } from 'node:crypto';
const stone = 'gravelbank';
export const f = (password) => createHash('sha256').update(stone + password).digest('hex');`,
    secrets: ['gravelbank'],
  },
  {
    what: 'a pepper in an update of its own',
    code: `import { createHash } from 'node:crypto';
export const f = (password) => createHash('sha256').update('gravelbank').update(password).digest('hex');`,
    secrets: ['gravelbank'],
  },
  {
    what: 'a fixed vector in settings',
    code: "export const encryption = { iv: 'Xy7pQ9w2Lm4Rt8Zk', initialVector: 'Qw3Lm4Rt8ZkXy7p' };",
    secrets: ['Xy7pQ9w2Lm4Rt8Zk', 'Qw3Lm4Rt8ZkXy7p'],
  },
  {
    what: 'a short fixed vector in settings',
    code: "export const encryption = { iv: 'Gravel12Xy7pQ' };",
    secrets: ['Gravel12Xy7pQ'],
  },
  {
    what: 'a fixed vector that is used',
    code: `import { createCipheriv } from 'node:crypto';
const start = 'sixteenlettersxx';
export const c = (key) => createCipheriv('aes-256-cbc', key, Buffer.from(start, 'utf8'));`,
    secrets: ['sixteenlettersxx'],
  },
  // by what they say themselves, under any name
  { what: 'a token of a vendor', code: `send('${GITHUB}');`, secrets: [GITHUB] },
  {
    what: 'a token that is too short for the vendor',
    code: "send('ghp_4mQz8vLw2NxR7pYb');",
    secrets: ['ghp_4mQz8vLw2NxR7pYb'],
  },
  { what: 'a chat token', code: `const t = '${SLACK}';`, secrets: [SLACK] },
  {
    what: 'a key pair on one line',
    code: `const aws = { accessKeyId: '${AWS_ID}', secretAccessKey: '${AWS_SECRET}' };`,
    secrets: [AWS_ID, AWS_SECRET],
  },
  {
    what: 'the secret half under any name',
    code: `const k = ['${AWS_ID}', '${AWS_SECRET}'];`,
    secrets: [AWS_ID, AWS_SECRET],
  },
  { what: 'a hexadecimal key', code: `send('${HEX}');`, secrets: [HEX] },
  { what: 'a short hexadecimal key', code: "send('9f8a7b6c5d4e3f2a');", secrets: ['9f8a7b6c5d4e3f2a'] },
  { what: 'a base64 key', code: `send('${BASE64}');`, secrets: [BASE64] },
  { what: 'a signed token', code: `send('${JWT}');`, secrets: [JWT] },
  {
    what: 'a private key in a template',
    code: `send(\`-----${KEY}-----\n${PEM}\n-----END PRIVATE KEY-----\`);`,
    secrets: [PEM],
  },
  {
    what: 'a private key with written line ends',
    code: `send('-----${KEY}-----\\n${PEM}\\n-----END PRIVATE KEY-----\\n');`,
    secrets: [PEM],
  },
  {
    what: 'an address with a password',
    code: "const u = 'postgres://me:orange77@db.internal/shop';",
    secrets: ['orange77'],
  },
  {
    what: 'an address of this machine',
    code: "connect('postgres://me:apfelmus@localhost/shop');",
    secrets: ['apfelmus'],
  },
  { what: 'an address in a template', code: 'connect(`mysql://me:orange77@${host}/shop`);', secrets: ['orange77'] },
  {
    what: 'an address split around a hole',
    code: 'connect(`mysql://${user}:orange77@${host}/shop`);',
    secrets: ['orange77'],
  },
  { what: 'a connection string', code: "connect('Server=db;User Id=sa;Password=Orange-77;');", secrets: ['Orange-77'] },
  {
    what: 'a query of an address',
    code: "fetch('https://api.acme.io/v1?token=k3-9fQx2&page=2');",
    secrets: ['k3-9fQx2'],
  },
  {
    what: 'a value in a statement',
    code: "query(\"select 1 from users where password = 'apfelmus' or apikey=\\'k1-x9\\'\");",
    secrets: ['apfelmus', 'k1-x9'],
  },
  { what: 'a body in a text', code: 'post(\'{"user":"me","password":"apfelmus"}\');', secrets: ['apfelmus'] },
  { what: 'a basic login', code: `call('Basic ${BASIC}');`, secrets: [BASIC] },
  { what: 'a bearer token', code: "call('Bearer k3y.9fQx2-7');", secrets: ['k3y.9fQx2-7'] },
  {
    what: 'a stored hash',
    code: "insert('$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy');",
    secrets: ['N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'],
  },
  {
    what: 'a token in a route',
    code: "app.post('/hooks/9f8a7b6c5d4e3f2a1b/orders', handler);",
    secrets: ['9f8a7b6c5d4e3f2a1b'],
  },
  {
    what: 'a mixed token in a route',
    code: "app.post('/hooks/kT4mQz8vLw2NxR7pYb3H', handler);",
    secrets: ['kT4mQz8vLw2NxR7pYb3H'],
  },
  { what: 'a token in a pattern', code: `const r = /${SLACK}/;`, secrets: [SLACK] },
  { what: 'a token in a comment', code: `// old: ${GITHUB}\nnext();`, secrets: [GITHUB] },
  { what: 'a password in a comment', code: '// password=apfelmus7\nnext();', secrets: ['apfelmus7'] },
  { what: 'a token in markup', code: `export const a = <p>${GITHUB}</p>;`, secrets: [GITHUB], file: 'a.tsx' },
  // by name
  { what: 'pwd', code: "const pwd = 'apfelmus';", secrets: ['apfelmus'] },
  { what: 'passcode', code: "const passcode = 'blue7';", secrets: ['blue7'] },
  { what: 'sessionKey', code: "const sessionKey = 'orders-4471';", secrets: ['orders-4471'] },
  { what: 'pin', code: "const account = { pin: '4711' };", secrets: ['4711'] },
  { what: 'a pin that is a number', code: 'const pin = 4711;', secrets: ['4711'] },
  {
    what: 'a passphrase',
    code: "const passphrase = 'correct horse battery staple';",
    secrets: ['correct horse battery staple', 'battery'],
  },
  {
    what: 'a passphrase as a password',
    code: "const dbPassword = 'correct horse battery staple';",
    secrets: ['battery'],
  },
  { what: 'a passphrase of the keyboard', code: "session({ secret: 'keyboard cat' });", secrets: ['keyboard cat'] },
  { what: 'a word', code: "const secret = 'apfelmus';", secrets: ['apfelmus'] },
  { what: 'a made-up secret', code: "const jwtSecret = 'my-super-secret';", secrets: ['my-super-secret'] },
  { what: 'one word with others', code: "const dbpassword = 'apfelmus';", secrets: ['apfelmus'] },
  {
    what: 'pass of a login',
    code: "createTransport({ auth: { user: 'me', pass: 'apfelmus' } });",
    secrets: ['apfelmus'],
  },
  { what: 'a pair of a login', code: "get(url, { auth: 'me:apfelmus' });", secrets: ['apfelmus'] },
  { what: 'short keys in an array', code: "const apiKeys = ['k1-x', 'k2-y'];", secrets: ['k1-x', 'k2-y'] },
  { what: 'short keys in a set', code: "const tokens = new Set(['abc1', 'def2']);", secrets: ['abc1', 'def2'] },
  { what: 'a map of passwords', code: "const passwords = new Map([['bob', 'apfelmus']]);", secrets: ['apfelmus'] },
  {
    what: 'an entry of a map',
    code: "const m = new Map([['apiKey', 'k1-x'], ['host', 'db.acme.io']]);",
    secrets: ['k1-x'],
  },
  { what: 'a tuple', code: "const [user, password] = ['bob', 'apfelmus'];", secrets: ['apfelmus'] },
  {
    what: 'a record of secrets',
    code: "const secrets = { mail: 'apfelmus', db: 'birnenmus' };",
    secrets: ['apfelmus', 'birnenmus'],
  },
  { what: 'joined with +', code: "const apiKey = 'k1-x' + 'y9' + suffix;", secrets: ['k1-x', 'y9'] },
  { what: 'joined from a list', code: "const secret = ['apfel', 'mus77'].join('');", secrets: ['apfel', 'mus77'] },
  { what: 'joined with concat', code: "const secret = 'apfel'.concat('mus77');", secrets: ['apfel', 'mus77'] },
  {
    what: 'pieces under names',
    code: "const keyPartA = 'k3x9';\nconst keyPartB = 'q7z2';\nconst apiKey = keyPartA + keyPartB;",
    secrets: ['k3x9', 'q7z2'],
  },
  {
    what: 'pieces under any name',
    code: "const a = 'apfel';\nconst b = 'mus';\nconst apiKey = a + b;",
    secrets: ["'apfel'", "'mus'"],
  },
  { what: 'split over a template', code: 'const secret = `apfel-${env}-mus77`;', secrets: ['apfel', 'mus77'] },
  { what: 'bytes from a text', code: "const key = Buffer.from('k3x9-q7z2', 'utf8');", secrets: ['k3x9-q7z2'] },
  {
    what: 'bytes from a list',
    code: 'const encryptionKey = Buffer.from([17, 4, 99, 201, 33, 7, 81, 250]);',
    secrets: ['99, 201'],
  },
  { what: 'a default parameter', code: "function connect(password = 'apfelmus') {}", secrets: ['apfelmus'] },
  { what: 'a default of a destructured name', code: "const { apiKey = 'k1-x' } = options;", secrets: ['k1-x'] },
  { what: 'a default under another name', code: "const { apiKey: k = 'k1-x' } = options;", secrets: ['k1-x'] },
  {
    what: 'a fallback of the environment',
    code: "const k = process.env.JWT_SECRET ?? 'apfelmus';",
    secrets: ['apfelmus'],
  },
  {
    what: 'a fallback of the settings',
    code: "const k = config.get('JWT_SECRET', 'apfelmus');",
    secrets: ['apfelmus'],
  },
  { what: 'an enum member', code: "enum Settings { Password = 'apfelmus' }", secrets: ['apfelmus'] },
  { what: 'a class field', code: "class A { private readonly apiKey = 'k1-x'; }", secrets: ['k1-x'] },
  { what: 'an assigned member', code: "this.options.password = 'apfelmus';", secrets: ['apfelmus'] },
  { what: 'a getter', code: "class A { get password() { return 'apfelmus'; } }", secrets: ['apfelmus'] },
  { what: 'a function that returns it', code: "const getSecret = () => 'apfelmus';", secrets: ['apfelmus'] },
  {
    what: 'an attribute',
    code: 'export const a = <Login password="apfelmus" token={\'k1-x\'} />;',
    secrets: ['apfelmus', 'k1-x'],
    file: 'a.tsx',
  },
  { what: 'an argument of a decorator', code: "class A { @ApiKey('k1-x') run() {} }", secrets: ['k1-x'] },
  { what: 'a setter', code: "user.setPassword('apfelmus');", secrets: ['apfelmus'] },
  {
    what: 'an argument under the name of a parameter',
    code: "function login(name, password) {}\nlogin('bob', 'apfelmus');",
    secrets: ['apfelmus'],
  },
  {
    what: 'an argument of a constructor',
    code: `class Client { constructor(private host: string, private secret: string) {} }
new Client('db', 'apfelmus');`,
    secrets: ['apfelmus'],
  },
  {
    what: 'an authorization header',
    code: "const headers = { Authorization: 'Bearer apfelmus' };",
    secrets: ['apfelmus'],
  },
  { what: 'a header that is set', code: "headers.set('x-api-key', 'k1-x');", secrets: ['k1-x'] },
  { what: 'a comparison', code: "if (req.query.token === 'k1-x9') open();", secrets: ['k1-x9'] },
  { what: 'a recovery code', code: "const recoveryCodes = ['a1b2-c3d4'];", secrets: ['a1b2-c3d4'] },
  { what: 'a secret quoted as a key', code: "const c = { 'api-key': 'k1-x' };", secrets: ['k1-x'] },
  { what: 'pw', code: "const users = [{ name: 'bob', pw: 'durian6' }];", secrets: ['durian6'] },
  { what: 'pw of the environment', code: "process.env.ADMIN_PW = 'okra86xy';", secrets: ['okra86xy'] },
  { what: 'creds', code: "const creds = ['admin', 'turn90ip'];", secrets: ['turn90ip'] },
  {
    what: 'a password in another language',
    code: "const motDePasse = 'navet88x'; const contrasena = 'nabo89xy';",
    secrets: ['navet88x', 'nabo89xy'],
  },
  { what: 'a seed of codes', code: "const totpSeed = 'JBSWY3DPEHPK3PXQ';", secrets: ['JBSWY3DPEHPK3PXQ'] },
  {
    what: 'an unlock code',
    code: "const unlockCode = 'salsify125'; const authCode = 'endiv124';",
    secrets: ['salsify125', 'endiv124'],
  },
  {
    what: 'a table of tokens',
    code: "const tokensByUser = { bob: 't0k3n1', eve: 't0k3n2' };",
    secrets: ['t0k3n1', 't0k3n2'],
  },
  { what: 'one of two names', code: "const o = { secretOrKey: 'manioc95' };", secrets: ['manioc95'] },
  { what: 'a secret word', code: "const secretWord = 'apfelmus';", secrets: ['apfelmus'] },
  {
    what: 'a login with name and password',
    code: "login('admin', 'beet91xy'); client.signIn('bob@acme.io', 'apfelmus');",
    secrets: ['beet91xy', 'apfelmus'],
  },
  { what: 'a case', code: "switch (req.body.password) { case 'dill104x': open(); }", secrets: ['dill104x'] },
  {
    what: 'one of several',
    code: "if (['cumin105', 'anise106'].includes(req.query.key)) open();",
    secrets: ['cumin105', 'anise106'],
  },
  {
    what: 'one of a set',
    code: "const known = new Set(['cumin105']);\nif (known.has(req.query.apiKey)) open();",
    secrets: ['cumin105'],
  },
  { what: 'a header of our own', code: "if (req.headers['x-admin'] === 'mint103x') open();", secrets: ['mint103x'] },
  {
    what: 'a password as a pattern',
    code: 'const word = /^chives116x$/;\nif (word.test(req.body.password)) open();',
    secrets: ['chives116x'],
  },
  { what: 'a tag', code: 'const tp = secret`chervil117`;', secrets: ['chervil117'] },
  {
    what: 'written backwards',
    code: "const w = 'drowssap114'.split('').reverse().join('');",
    secrets: ['drowssap114'],
  },
  {
    what: 'written as codes',
    code: 'const token = String.fromCharCode(115, 101, 99, 114, 101, 116);',
    secrets: ['115, 101, 99'],
  },
  {
    what: 'written as codes of a list',
    code: 'const apiKey = String.fromCharCode(...[107, 51, 120, 57, 113]);',
    secrets: ['107, 51'],
  },
  {
    what: 'a filled field',
    code: 'export const a = <input type="password" name="password" defaultValue="coriander" />;',
    secrets: ['coriander'],
    file: 'a.tsx',
  },
  // stated in a text
  { what: 'a pair that is encoded', code: "const h = 'Basic ' + btoa('root:plumJam41');", secrets: ['plumJam41'] },
  { what: 'a pair of bytes', code: "const h = Buffer.from('root:figjam').toString('base64');", secrets: ['figjam'] },
  { what: 'a pair with a hole', code: 'const h = `Basic ${btoa(`${user}:figjam`)}`;', secrets: ['figjam'] },
  { what: 'a pair after the scheme', code: "const h = 'Basic ' + encode('root:figjam');", secrets: ['figjam'] },
  {
    what: 'a user of a database',
    code:
      'query("CREATE USER app IDENTIFIED BY \'fennel\'"); ' +
      'query("ALTER USER app WITH PASSWORD \'endive\'"); ' +
      "query(\"SET PASSWORD FOR 'app' = PASSWORD('sorrel')\");",
    secrets: ['fennel', 'endive', 'sorrel'],
  },
  {
    what: 'a row that is inserted',
    code:
      "query(\"INSERT INTO users (name, password, role) VALUES ('admin', 'chard80x', 'owner'), ('bob', " +
      "'sorrel', 'user')\");",
    secrets: ['chard80x', 'sorrel'],
  },
  {
    what: 'command lines',
    code:
      "exec('curl -u admin:carrot72 https://x.io'); exec('mysqldump -uroot -pcelery73 shop'); " +
      "exec('sshpass -p garlic ssh root@h'); exec('redis-cli -a onion76 ping');",
    secrets: ['carrot72', 'celery73', 'garlic', 'onion76'],
  },
  {
    what: 'options',
    code: "exec('pg_restore --password leek74xy db'); exec('tool --pass onion75xy'); exec('tool --api-key=k1-x9');",
    secrets: ['leek74xy', 'onion75xy', 'k1-x9'],
  },
  {
    what: 'an address whose user is a token',
    code: "clone('https://turnip71zx@git.acme.io/r.git');",
    secrets: ['turnip71zx'],
  },
  {
    what: 'a file of settings',
    code: "write('user: a\\npassword: marjoram112\\n'); write('host: db\\npassword: marjoram\\n');",
    secrets: ['marjoram112', 'marjoram'],
  },
  {
    what: 'markup in a text',
    code: 'send(\'<input name="password" value="coriander">\'); send(\'<input value="fennel110" type="password">\');',
    secrets: ['coriander', 'fennel110'],
  },
  {
    what: 'the number of a card',
    code: "const card = { number: '4539578763621486', other: '4539 5787 6362 1486', raw: 4539578763621486 };",
    secrets: ['4539578763621486', '4539 5787 6362 1486'],
  },
  { what: 'a sentence in a comment', code: '// the db password is kale83xy\nnext();', secrets: ['kale83xy'] },
  {
    what: 'a login in a comment',
    code: '/* creds: admin/arugula84 */\n// login: bob / sprout82\nnext();',
    secrets: ['arugula84', 'sprout82'],
  },
  {
    what: 'users that a library takes',
    code: `import basicAuth from 'express-basic-auth';
app.use(basicAuth({ users: { admin: 'yam92xyz', bob: 'apfelmus' } }));`,
    secrets: ['yam92xyz', 'apfelmus'],
  },
  {
    what: 'the key of a strategy',
    code: `import { Strategy } from 'passport-jwt';
new Strategy({ secretOrKey: 'orders', jwtFromRequest: from }, verify);`,
    secrets: ["'orders'"],
  },
  {
    what: 'what a library takes as a secret',
    code: "import jwt from 'jsonwebtoken';\njwt.sign({ id: 1 }, 'orders');",
    secrets: ["'orders'"],
  },
  {
    what: 'the same through a constant',
    code: "import jwt from 'jsonwebtoken';\nconst word = 'orders';\njwt.verify(t, word);",
    secrets: ["'orders'"],
  },
  {
    what: 'what a library takes as a password',
    code: "import bcrypt from 'bcrypt';\nbcrypt.hash('orders', 12);",
    secrets: ["'orders'"],
  },
];

/** Code that must stay as it is. */
export const INNOCENTS: readonly (readonly [what: string, code: string, file?: string])[] = [
  [
    'a digest of a file',
    `import { createHash } from 'node:crypto';
export const f = (path) => createHash('sha256').update('v1:' + path).update('end of file').digest('hex');`,
  ],
  ['a numeral', "export const titles = { partIV: 'The fourth part', iv: 'hex' };"],
  ['a vector of a drawing', "export const drawing = { vector: 'M0 0L10 10', startVector: 'left' };"],
  [
    'how a vector is written',
    `import { createDecipheriv } from 'node:crypto';
export const d = (key, iv) => createDecipheriv('aes-256-cbc', key, Buffer.from(iv, 'hex'));`,
  ],
  ['SQL', "const tokenQuery = 'SELECT id, token FROM sessions WHERE token = $1 AND password = $2';"],
  ['SQL under a secret name', "const token = await db.one('SELECT token FROM sessions WHERE id = $1');"],
  ['SQL with names', "query('UPDATE users SET password=:password, pin = ? WHERE api_key=@key');"],
  ['a message', "const password = 'Password must be longer than 8 letters';"],
  [
    'messages of a validator',
    "const v = { password: 'The password is required.', token: 'Invalid or expired token', secret: " +
      "'Please enter the secret' };",
  ],
  ['a validator', "const password = z.string().min(8, 'Password too short').regex(/[a-z]/, 'one letter');"],
  ['an error', "throw new Error('token expired: sign in again');"],
  ['routes', "app.post('/auth/password/reset/:token', requireApiKey, resetPassword);"],
  ['a versioned route', "app.get('/api/v2/users/:userId/tokens/:tokenId', show);"],
  [
    'header names',
    "const apiKeyHeader = 'x-api-key'; req.get('authorization'); res.setHeader('x-content-type-options', 'nosniff');",
  ],
  ['column names', "const columns = ['password', 'email', 'created_at', 'token']; const passwordField = 'password';"],
  ['columns by option', "const strategy = new Strategy({ usernameField: 'email', passwordField: 'password' });"],
  ['a field that names itself', "const c = { password: 'password', apiKey: 'api_key', token: 'refresh_token' };"],
  [
    'enum words',
    "enum Grant { Password = 'password', ClientCredentials = 'client_credentials', RefreshToken = 'refresh_token' }",
  ],
  [
    'types',
    "const schema = { password: 'string', token: 'uuid', secret: { type: 'string', required: true }, pin: 'number' };",
  ],
  ['numbers', 'const PASSWORD_MIN_LENGTH = 12; const saltRounds = 10; const tokenTtl = 3600;'],
  [
    'an address without a password',
    "const tokenUrl = 'https://auth.acme.io/oauth2/token'; fetch('http://localhost:3000/health');",
  ],
  ['an address with holes', 'const u = `postgres://${user}:${password}@${host}:5432/shop`;'],
  [
    'names of the environment',
    "const secret = requireEnv('JWT_SECRET'); const k = process.env['API_KEY']; const names = { " +
      "secret: 'JWT_SECRET' };",
  ],
  ['a scheme', 'const h = { Authorization: `Bearer ${token}` };'],
  [
    'a challenge',
    "res.setHeader('WWW-Authenticate', 'Basic realm=\"shop\"'); const m = 'Bearer authentication is required';",
  ],
  [
    'algorithms',
    "jwt.verify(t, key, { algorithms: ['HS256', 'RS512'] }); const c = 'aes-256-gcm'; " +
      "const s = 'sha256WithRSAEncryption';",
  ],
  [
    'css classes',
    "const c = 'md:grid-cols-2 lg:px-4 text-gray-900 hover:bg-indigo-500 sk-circle12 sk-child'; " +
      "const d = 'btn-primary-2xl-rounded-full-v2';",
  ],
  [
    'error codes',
    "const e = 'ERR_AUTH_0012_INVALID_TOKEN'; const f = { code: 'auth/invalid-password', status: 'E4711' };",
  ],
  ['uuid namespaces', "const NAMESPACE_DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';"],
  [
    'checksums',
    "const integrity = 'sha512-oLDq3jw7AcLqKWH2AhCpVTZl8mf6X2YReP+Neh0SJUzV/BdZYjth94tG5toiMB1PPrYtxOCfaoUCkvtuH+3AJA==';",
  ],
  ['alphabets', "const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';"],
  [
    'charsets and media types',
    "const c = 'utf8mb4_0900_ai_ci'; const m = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';",
  ],
  ['identifiers', "const f = 'getUserById2FromCache'; const p = 'src/modules/orders/orders.controller.v2';"],
  ['dates and versions', "const d = '2024-01-31T12:00:00.000Z'; const v = 'v20.19.0-nightly20240131';"],
  ['imports', "import { x } from './token-store-9f8a7b6c5d4e3f2a.js';"],
  [
    'keys of caches',
    "const cacheKey = 'orders:v2'; const primaryKey = 'id'; const key = 'orders'; " +
      "const translationKey = 'errors.password.required';",
  ],
  [
    'a public key',
    `const publicKey = '-----BEGIN ${'PUBLIC KEY'}-----\\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\\n-----END ` +
      `PUBLIC KEY-----';`,
  ],
  [
    'a path to a key',
    "const privateKey = readFileSync('/etc/ssl/private/server.key'); const key = './certs/server.pem';",
  ],
  ['asking for a secret', "const s = await secrets.getSecret('orders-db'); const t = getToken('reset');"],
  ['sizes and places', "const token = randomBytes(32).toString('hex'); const [scheme, given] = header.split(' ');"],
  [
    'a hidden input', 'export const a = <input type="password" name="password" placeholder="Your password" />;',
    'a.tsx',
  ],
  ['comments', '// the password is hashed; token: see RFC 6749\nnext();'],
  ['placeholders', "const c = { apiKey: '<API_KEY>', password: '${DB_PASSWORD}', token: '********' };"],
  ['cookie names', "res.cookie('refresh_token', token, { sameSite: 'strict', path: '/auth' });"],
  [
    'names of constraints',
    'query(\'ALTER TABLE orders ADD CONSTRAINT "PK_3a5169bcd3d5463cefeec78be82" PRIMARY KEY (id)\'); ' +
      "class LinkWorkspaceId1729130948686 { name = 'LinkWorkspaceId1729130948686'; }",
  ],
  ['identifiers that sort', "const planId = '01KC6VHE9VYKDN12C5VASZ5GQY';"],
  [
    'places in a repository',
    '// see https://github.com/knex/knex/blob/bbbe4d4637b3838e4a297a457460cd2c76a700d5/lib/transaction.js\nnext();',
  ],
  [
    'a drawing',
    "const d = 'M10.616 16.077H7.077q-1.692 0-2.884-1.192T3 " +
      "12t1.193-2.885t2.884-1.193h3.539v1H7.077q-1.27 0-2.173.904';",
  ],
  [
    'references of a schema',
    "const spec = { tokens: { type: 'array', items: { $ref: '#/components/schemas/apiTokenSchema' } " +
      "}, credential: { credentialNames: ['slackApi'] } };",
  ],
  ['titles', "const titles = { a2_broken_auth: 'A2: Broken Authentication' };"],
  [
    'keys that are compared',
    "if (key !== '$vars' && key !== 'flow') knex('roles').update({ key: knex.raw('LOWER(??)', ['name']) });",
  ],
  [
    'a password that is spoken of',
    "const e = 'The password is incorrect'; const f = 'password is base64-encoded'; " +
      "const g = 'the token is sha256, 32bytes long';",
  ],
  [
    'comments on secrets',
    '// the password is hashed with argon2id, the token is 32 bytes; login: see src/auth\nnext();',
  ],
  [
    'statements with holes',
    "query('INSERT INTO users (name, password) VALUES ($1, $2)'); " +
      'query("INSERT INTO users (name, password) VALUES (\'admin\', ?)"); ' +
      'query("INSERT INTO orders (id, state) VALUES (1, \'open77x\')"); ' +
      'query("CREATE USER app IDENTIFIED BY \'${pw}\'");',
  ],
  [
    'command lines without secrets',
    "exec('tar -p x -u me'); exec('mysql -uroot -p shop'); exec('curl -u admin https://x.io'); " +
      "exec('mkdir -p build7/a'); exec('docker run -p 8080:80 -u root:root img');",
  ],
  [
    'options that are described',
    "cli.option('--password [password]', 'new password'); cli.option('--token <token>', 'a token'); " +
      "log('--password is required'); log('use --password-file /run/x9');",
  ],
  [
    'pairs that are no login',
    "cache.get('user:orders'); const key = Buffer.from('user:orders'); const n = btoa('hello'); " +
      "const m = Buffer.from('orders').toString('base64');",
  ],
  [
    'addresses with a user',
    "clone('ssh://git@github.com/a/b.git'); clone('https://deploy@git.acme.io/r.git'); " +
      "get('https://medium.com/@acme2024');",
  ],
  [
    'lines that are no settings',
    "help('user: string\\npassword: string\\n'); help('Passwords:\\n  password: required\\n');",
  ],
  [
    'markup without values',
    'send(\'<input name="password" type="password" placeholder="Your password1">\'); ' +
      'send(\'<input name="email" value="me7@acme.io">\'); send(\'<input name="password" value="${x}">\');',
  ],
  [
    'numbers that are no cards',
    "const a = '4539578763621487'; const b = 1700000000000; const c = '2024 0131 1200 0000'; " +
      'const d = 4539578763621487;',
  ],
  [
    'cases',
    "switch (req.body.action) { case 'dill104x': open(); } " +
      "if (['cumin105'].includes(req.query.sort)) open(); " +
      "if (req.headers['x-api-version'] === 'v2beta17') open();",
  ],
  [
    'strategies and flows',
    "passport.authenticate('jwt', 'session'); signIn('google', { redirect: false }); login('/login', '/dashboard');",
  ],
  [
    'places to sign in',
    "const a = 'https://login.acme.io/7d6246d1-273b-4981-ad1e-e7bb27b86569/saml2'; const b = 'login at auth/v2beta';",
  ],
  [
    'seeds and codes',
    "const seed = 'orders-2024x'; const countryCode = 'de123'; const statusCode = 'e4711'; " +
      "const authCode = 'invalid_grant';",
  ],
  [
    'words and tables',
    "const spw = 'orders'; const usersByToken = { a: 'bob77' }; const sortOrKey = 'orders-7'; " +
      "const word = 'abc'.split('').reverse().join(''); const t = String.fromCharCode(65, 66, 67, 68);",
  ],
  [
    'encodings of a signature',
    `import { createVerify } from 'node:crypto';
createVerify('sha256').update(d).verify({ key, dsaEncoding: 'ieee-p1363' }, s);`,
  ],
  ['log texts', "log.info('password reset mail sent to %s', user.email); const e = { event: 'token.refreshed' };"],
];
