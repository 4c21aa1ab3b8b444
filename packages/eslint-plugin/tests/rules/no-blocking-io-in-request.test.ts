import { testRule } from '../harness.js';
import rule from '../../../rules/src/no-blocking-io-in-request/rule.js';

const HEAD = `import express from 'express';
import fs from 'node:fs';
import bcrypt from 'bcrypt';
import { execSync } from 'node:child_process';
const app = express();
`;

testRule(rule, {
  valid: [
    `${HEAD}const config = fs.readFileSync('./config.json', 'utf8');\napp.get('/', (req, res) => res.send(config));`,
    `${HEAD}export function load() { return fs.readFileSync('./config.json', 'utf8'); }`,
    `${HEAD}app.get('/', async (req, res) => { res.send(await fs.promises.readFile('./a.txt', 'utf8')); });`,
    `${HEAD}app.post('/', async (req, res) => { res.json(await bcrypt.hash(req.body.password, 12)); });`,
    {
      code: `import express from 'express';
const db = { readFileSync() {} };
express().get('/', (req, res) => { db.readFileSync('/a'); res.end(); });`,
    },
    // One look at a directory takes microseconds.
    `${HEAD}app.get('/:id', (req, res) => { if (!fs.existsSync('/a/' + req.params.id)) return ` +
      `res.end(); res.json(fs.statSync('/a').size); });`,
    `${HEAD}app.post('/', (req, res) => { fs.mkdirSync('./up', { recursive: true }); ` +
      `fs.accessSync('./up'); for (const dir of ['a', 'b']) fs.mkdirSync(dir); res.end(); });`,
    `${HEAD}app.post('/', (req, res) => { fs.unlinkSync(req.file.path); fs.renameSync('a', 'b'); res.end(); });`,
    `import express from 'express';
import fs from 'fs-extra';
express().get('/', (req, res) => { fs.ensureDirSync('./up'); fs.pathExistsSync('./up'); res.end(); });`,
    // One file of the program itself, read once for a request.
    `${HEAD}app.get('/', (req, res) => { res.send(fs.readFileSync('./a.txt', 'utf8')); });`,
    `${HEAD}export function show(req, res) { res.send(fs.readFileSync('./a.txt', 'utf8')); }`,
    `${HEAD}import path from 'node:path';
app.get('/', (req, res) => {
  const page = path.join(__dirname, '../pages/index.html');
  if (fs.existsSync(page)) res.send(fs.readFileSync(page, 'utf8'));
});`,
    `${HEAD}import { join } from 'node:path';
app.get('/health', (req, res) => {
  res.json({ version: JSON.parse(fs.readFileSync(join(process.cwd(), 'package.json'), 'utf8')).version });
});`,
    `${HEAD}app.get('/', (req, res) => { for (const page of ['a', 'b']) res.write(fs.readFileSync(page)); res.end(); });`,
    `import express from 'express';
import fs from 'fs-extra';
express().get('/', (req, res) => { res.json(fs.readJsonSync('./package.json')); fs.ensureFileSync('a'); });`,
    // One entry that is taken away, by the newer name for it.
    `${HEAD}app.post('/', (req, res) => { fs.rmSync(req.file.path); fs.rmSync('a', { force: true }); fs.rmdirSync('b'); res.end(); });`,
    // Files that were uploaded, which took longer to come in.
    `${HEAD}import multer from 'multer';
app.post('/', multer({ dest: 'up' }).array('a', 5), (req, res) => {
  req.files.forEach((file) => { if (fs.existsSync(file.path)) fs.unlinkSync(file.path); });
  for (const file of req.files) fs.unlinkSync(file.path);
  res.end();
});`,
    // Read once and kept.
    `${HEAD}let robots = '';
app.get('/', (req, res) => { if (!robots) { if (fs.existsSync('a')) robots = \
fs.readFileSync('a').toString(); } res.send(robots); });`,
    `${HEAD}let page;
app.get('/', (req, res) => { page ??= JSON.parse(fs.readFileSync('a', 'utf8')); res.send(page); });`,
    `${HEAD}let page;
app.get('/', (req, res) => { if (page) return res.send(page); const text = fs.readFileSync('a', 'utf8'); \
page = text; res.send(page); });`,
    `${HEAD}const pages = new Map();
app.get('/:id', (req, res) => { if (!pages.has('x')) pages.set('x', fs.readFileSync('x', 'utf8')); res.send(pages.get('x')); });`,
    `${HEAD}const pages = {};
app.get('/', (req, res) => { if (!pages.x) pages.x = fs.readFileSync('x', 'utf8'); res.send(pages.x); });`,
  ],
  invalid: [
    {
      code:
        `${HEAD}app.post('/', (req, res) => { for (const name of req.body.names) «fs.unlinkSync(name)»; ` +
        '«fs.rmSync("up", { recursive: true })»; res.end(); });',
      errors: [
        { messageId: 'blocks', severity: 'low' },
        { messageId: 'blocks', severity: 'medium' },
      ],
    },
    {
      code:
        `${HEAD}app.post('/', (req, res) => { for (const name of req.body.names) if («fs.existsSync(name)») ` +
        'return res.end(); res.end(); });',
      errors: [{ messageId: 'blocks', severity: 'low' }],
    },
    {
      code:
        `${HEAD}app.post('/', (req, res) => { res.json(req.body.names.filter((name) => ` +
        '«fs.existsSync(name)»)); });',
      errors: [{ messageId: 'blocks', severity: 'low' }],
    },
    ...[
      [
        'kept for one request only',
        "let page = ''; if (!page) page = «fs.readFileSync(req.params.id, 'utf8')»; res.send(page);",
      ],
      ['chosen by the client', "res.send(«fs.readFileSync('./pages/' + req.params.id, 'utf8')»);"],
      ['elsewhere on the machine', "res.send(«fs.readFileSync('/var/log/app.log')»);"],
      ['uploaded', 'res.send(«fs.readFileSync(req.file.path)»);'],
      ['where the environment says', 'res.send(«fs.readFileSync(process.env.LOG_FILE)»);'],
      ['where somebody else says', 'res.send(«fs.readFileSync(place())»);'],
      ['one of a folder', 'for (const name of names()) res.write(«fs.readFileSync(name)»); res.end();'],
      ['again and again', "names().forEach(() => res.write(«fs.readFileSync('./a.txt')»)); res.end();"],
      ['a folder', "res.json(«fs.readdirSync('./up')»);"],
      ['written', "«fs.writeFileSync('./a.txt', req.body)»; res.end();"],
      ['a folder and all below it', "«fs.rmdirSync('./up', { recursive: true })»; res.end();"],
      ['perhaps all below it', "«fs.rmSync('./up', options)»; res.end();"],
    ].map(([name, code]) => ({
      name: `a file: ${name}`,
      code: `${HEAD}import { names, options, place } from './own.js';\napp.get('/:id', (req, res) => { ${code} });`,
      errors: [{ messageId: 'blocks', severity: 'medium' as const }],
    })),
    {
      code: `${HEAD}let debug = true, last;
app.get('/:id', (req, res) => { if (debug) last = «fs.readFileSync(req.params.id, 'utf8')»; res.send(last); });`,
      errors: [{ messageId: 'blocks', severity: 'medium' }],
    },
    {
      code: `${HEAD}app.post('/', (req, res) => { res.json(«bcrypt.hashSync(req.body.password, 12)»); });`,
      errors: ['blocks'],
    },
    {
      code:
        `${HEAD}app.post('/', (req, res) => { res.json(«bcrypt.hashSync(req.body.password, ` +
        'bcrypt.genSaltSync(10))»); });',
      errors: ['blocks'],
    },
    {
      code: `${HEAD}app.get('/', (req, res) => { [1].forEach(() => { «execSync('ls')»; }); res.end(); });`,
      errors: ['blocks'],
    },
  ],
});
