import rule from '../../../rules/src/no-path-traversal/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import fs from 'node:fs';
import path from 'node:path';
const app = express();
${before}app.get('/a', async (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    // Whatever comes before, it ends in the one file the program keeps there.
    `import express from 'express'; import path from 'node:path';
const app = express(); app.get('/:key', (req, res, next) => { \
const svg = path.resolve(\`\${__dirname}/../apps/\${req.params.key}/assets/favicon.svg\`); \
const own = path.resolve(\`\${__dirname}/own/\${req.params.key}/assets/favicon.svg\`); \
express.static(req.query.own ? own : svg)(req, res, next); });`,
    `import express from 'express'; import fs from 'node:fs'; import path from 'node:path';
express().get('/:key', (req, res) => { fs.createReadStream(path.join('/apps', req.params.key, 'assets', \
'icon.png')).pipe(res); });`,
    `import express from 'express'; import fs from 'node:fs';
express().get('/:key', (req, res) => { fs.createReadStream('/apps/' + req.params.key + '/logo.svg').pipe(res); });`,
    // An object is no path.
    `import express from 'express'; import fs from 'node:fs';
const load = (t) => fs.promises.readFile('/views/' + t, 'utf8');
express().get('/', async (req, res) => { const t = { layout: req.query.layout }; \
if (typeof t === 'object') return res.end(); await fs.promises.readFile(t); });`,
    {
      name: 'where an upload was stored',
      code:
        "import express from 'express'; import fs from 'node:fs'; const app = express(); " +
        "app.post('/a', (req, res) => { const stored = req.files; stored.forEach((one) => { " +
        'if (one.path) fs.unlink(one.path, () => {}); }); fs.unlink(req.files[0].path, () => {}); ' +
        'res.end(); });',
    },
    {
      name: 'a pattern of another file',
      code: inHandler(
        "if (!THEME.test(req.params.theme)) throw new Error('no such theme'); " +
          "fs.readFile(path.join('/data', req.params.theme, 'theme.json'), () => {});",
        "import { THEME } from './patterns.js';\n",
      ),
    },
    {
      name: 'asked in another file, of the joined path',
      code: inHandler(
        "const folder = path.join('/data', req.query.dir || ''); " +
          "if (!isPathInside('/data', folder)) return next(new Error('no')); fs.readdir(folder, () => {}); " +
          "fs.readdir(path.join('/data', req.query.dir), () => {});",
        "import { isPathInside } from './files.js';\n",
      ),
    },
    {
      name: 'an asked folder joined with names read from it',
      code: inHandler(
        "const folder = path.join('/data', req.query.dir || ''); " +
          "if (!isPathInside('/data', folder)) return next(new Error('no')); " +
          'for (const name of fs.readdirSync(folder)) fs.stat(path.join(folder, name), () => {});',
        "import { isPathInside } from './files.js';\n",
      ),
    },
    {
      name: 'a parameter called req that is no request',
      code: "import { readFileSync } from 'node:fs';\nexport function load(req) { return readFileSync(req.file); }",
    },
    inHandler("fs.readFileSync(path.join(__dirname, 'templates', 'x.html'));"),
    inHandler("fs.readFileSync(path.join(process.cwd(), 'a.json'));"),
    inHandler("res.sendFile(req.params.f, { root: '/data' });"),
    inHandler("fs.readFile(path.join('/data', path.basename(req.query.f)), () => {});"),
    {
      name: 'relative, in a helper',
      code: inHandler(
        "const full = path.resolve('/data', req.query.f); if (!isInside(full)) return res.sendStatus(400); " +
          'fs.readFileSync(full);',
        "function isInside(file) { const relative = path.relative('/data', file); " +
          "return relative === '' || (!relative.startsWith('..' + path.sep) && relative !== '..' && " +
          '!path.isAbsolute(relative)); }\n',
      ),
    },
    {
      name: 'relative by its segments',
      code: inHandler(
        "const full = path.resolve('/data', req.query.f); " +
          "if (path.relative('/data', full).split(path.sep).includes('..')) return res.sendStatus(400); " +
          'fs.readFileSync(full);',
      ),
    },
    {
      name: 'relative by a pattern',
      code: inHandler(
        "const full = path.resolve('/data', req.query.f); const relative = path.relative('/data', full); " +
          'if (/^\\.\\.(?:[\\/\\\\]|$)/.test(relative)) return res.sendStatus(400); fs.readFileSync(full);',
      ),
    },
    {
      name: 'relative by its head',
      code: inHandler(
        "const full = path.resolve('/data', req.query.f); const relative = path.relative('/data', full); " +
          "if (relative.slice(0, 2) === '..') return res.sendStatus(400); fs.readFileSync(full);",
      ),
    },
    {
      name: 'where the root stands',
      code: inHandler(
        "const root = '/data/'; const full = path.resolve(root, req.query.f); " +
          'if (full.indexOf(root) !== 0) return res.sendStatus(400); fs.readFileSync(full);',
      ),
    },
    {
      name: 'head of the length of the root',
      code: inHandler(
        "const root = '/data/'; const full = path.resolve(root, req.query.f); " +
          'if (full.slice(0, root.length) === root) fs.readFileSync(full);',
      ),
    },
    {
      name: 'both with their separators',
      code: inHandler(
        "const root = path.resolve('/data'); const full = path.resolve(root, req.query.f); " +
          'if (!(full + path.sep).startsWith(root + path.sep)) return res.sendStatus(400); ' +
          'fs.readFileSync(full);',
      ),
    },
    {
      name: 'normalised, and no way up',
      code: inHandler(
        "const name = path.normalize(req.query.f); if (name.startsWith('..') || path.isAbsolute(name)) " +
          "return res.sendStatus(400); fs.readFileSync(path.join('/data', name));",
      ),
    },
    {
      name: 'a root that is not seen',
      code: inHandler(
        'const full = path.resolve(root, req.query.f); ' +
          'if (!full.startsWith(root)) return res.sendStatus(400); fs.readFileSync(full);',
        "import { root } from './root.js';\n",
      ),
    },
    {
      name: 'resolved and compared',
      code: inHandler(
        "const full = path.resolve('/data', req.query.f); " +
          "if (!full.startsWith('/data/')) throw new Error('outside'); fs.readFileSync(full);",
      ),
    },
    {
      name: 'resolved and compared with a root and its separator',
      code: inHandler(
        "const root = '/data'; const full = path.resolve(root, req.query.f); " +
          'if (!full.startsWith(root + path.sep)) return res.sendStatus(400); fs.readFileSync(full);',
      ),
    },
    {
      name: 'relative',
      code: inHandler(
        "const full = path.resolve('/data', req.query.f); const relative = path.relative('/data', full); " +
          "if (relative.startsWith('..') || path.isAbsolute(relative)) return res.sendStatus(400); " +
          'fs.readFileSync(full);',
      ),
    },
    {
      name: 'checked in a helper',
      code: inHandler(
        "const full = path.resolve('/data', req.query.f); if (!isInside(full)) return res.sendStatus(400); " +
          'fs.readFileSync(full);',
        "function isInside(file) { return file.startsWith('/data/'); }\n",
      ),
    },
    {
      name: 'pattern',
      code: inHandler(
        'const id = req.params.id; if (!/^[\\w-]+$/.test(id)) return res.sendStatus(400); ' +
          'fs.readFileSync(`/data/${id}.json`);',
      ),
    },
    {
      name: 'list',
      code: inHandler(
        "const FILES = ['a', 'b']; if (!FILES.includes(req.query.f)) return res.sendStatus(404); " +
          'fs.readFileSync(`/data/${req.query.f}`);',
      ),
    },
    {
      name: 'a key of a table',
      code: inHandler(
        'const kind = req.params.kind; if (!(kind in KINDS)) return res.sendStatus(404); ' +
          'fs.readFileSync(`/data/${kind}`);',
        "import { KINDS } from './kinds.js';\n",
      ),
    },
    {
      name: 'a key of a table, enforced in a helper',
      code: inHandler(
        'enforceKind(req.params.kind, req.params.sub); ' +
          "fs.readFile(path.join('/data', req.params.kind, req.params.sub), () => {});",
        `import { KINDS } from './kinds.js'; import { enforce } from './checks.js';
function enforceKind(kind, sub) { enforce(kind in KINDS && sub in KINDS[kind], 'no such kind'); }
`,
      ),
    },
    { name: 'number', code: inHandler('fs.readFileSync(`/data/${Number(req.params.id)}.json`);') },
    {
      name: 'parameter alone',
      code: "import fs from 'node:fs'; export const read = (name) => fs.readFileSync(`/data/${name}`);",
    },
    {
      name: 'truncate of another library',
      code: inHandler('_.truncate(req.query.q); item.link(req.query.q); store.open(req.query.q);'),
    },
    { name: 'random name', code: inHandler('fs.writeFileSync(`/data/${crypto.randomUUID()}`, req.body.text);') },
    {
      name: 'no separator in it',
      code: inHandler(
        "if (req.params.f.includes('/')) return res.sendStatus(403); res.sendFile(path.resolve('logs', req.params.f));",
      ),
    },
    {
      name: 'listed extension',
      code: inHandler(
        "const ext = ['jpg', 'png'].includes(req.body.url.split('.').slice(-1)[0].toLowerCase()) ? " +
          "req.body.url.split('.').slice(-1)[0].toLowerCase() : 'jpg'; fs.createWriteStream(`/data/1.${ext}`);",
      ),
    },
    {
      name: 'listed extension beside something unknown',
      code: inHandler(
        "const ext = ['jpg', 'png'].includes(req.body.ext) ? req.body.ext : 'jpg'; " +
          'const user = await load(req); fs.createWriteStream(`/data/${user.id}.${ext}`);',
      ),
    },
    { name: 'a program is told its files', code: "import fs from 'node:fs'; fs.readFileSync(process.argv[2]);" },
    {
      name: 'found by another file before',
      code: inHandler(
        'const track = await loadTrack(req.params.id); if (!track) return res.sendStatus(404); ' +
          'fs.createReadStream(`/music/${req.params.id}.ogg`);',
        "import { loadTrack } from './tracks.js';\n",
      ),
    },
    {
      name: 'found by a required file, else branch',
      code: `const fs = require('fs'); const shelf = require('./shelf');
module.exports = async (req, res) => { const name = req.body.name; const box = await shelf.boxes.named({ \
name }); if (box === undefined) { res.sendStatus(404); } else { res.send(fs.readFileSync('/boxes/' + name + '.json')); } };`,
    },
    {
      name: 'found in a list, in a try that leaves',
      code: inHandler(
        'const slug = req.query.slug; let post; try { post = await postOf(slug); if (post == null) { ' +
          'res.sendStatus(404); return; } } catch { return res.sendStatus(500); } ' +
          "fs.readFileSync('/posts/' + slug + '.md');",
        `import { allPosts } from './posts.js';
const postOf = async (slug) => { const posts = await allPosts(); return posts.has(slug) ? posts.get(slug) : null; };
`,
      ),
    },
    {
      name: 'no entry begins with it',
      code: inHandler(
        'const { key } = req.query; const found = linesOf(key); ' +
          'if (found.lines.length === 0) return res.sendStatus(404); fs.readFileSync(`/notes/${key}.txt`);',
        `const seen = {};
function linesOf(key) { if (seen[key]) return seen[key]; const lines = []; \
for (const name of fs.readdirSync('/notes')) { if (name.startsWith(\`\${key}-\`)) \
lines.push(fs.readFileSync(\`/notes/\${name}\`)); } seen[key] = { lines }; return seen[key]; }
`,
      ),
    },
    {
      name: 'found in a constant list by its field',
      code: inHandler(
        'const theme = THEMES.find((one) => one.id === req.query.theme); ' +
          "if (!theme) throw new Error('no such theme'); fs.readFileSync(`/themes/${req.query.theme}.css`);",
        "const THEMES = [{ id: 'dark' }, { id: 'light' }];\n",
      ),
    },
    {
      name: 'a row must exist',
      code: inHandler(
        "const { rows } = await pool.query('SELECT 1 FROM covers WHERE name = $1', [req.params.name]); " +
          'if (rows.length < 1) return res.sendStatus(404); ' +
          "fs.readFileSync(path.join('/covers', req.params.name));",
        "import { Pool } from 'pg';\nconst pool = new Pool();\n",
      ),
    },
    {
      name: 'a question that throws',
      code: inHandler(
        'await prisma.cover.findUniqueOrThrow({ where: { name: req.body.name } }); ' +
          "fs.readFileSync(path.join('/covers', req.body.name));",
        "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n",
      ),
    },
    {
      name: 'every one of a list was found',
      code: inHandler(
        'const names = req.body.names; for (const name of names) { const owned = await ownedBy({ ' +
          'user: req.user, name }); if (!(owned?.user === req.user || req.user.admin && owned)) { ' +
          'return res.sendStatus(403); } } for (let i = 0; i < names.length; i += 1) { const name = names[i]; ' +
          'fs.unlinkSync(`/up/${name}`); }',
        "import { ownedBy } from './owners.js';\n",
      ),
    },
    {
      name: 'found in the caller, used in a helper',
      code: inHandler(
        'const id = req.params.id; if (await mails.has(id)) drop(id);',
        "import * as mails from './mails.js';\nconst drop = (name) => fs.unlinkSync(`/mail/${name}`);\n",
      ),
    },
    {
      name: 'text that holds no dots and no separator',
      code: inHandler(
        "fs.readFileSync('/cache/' + Buffer.from(req.query.f).toString('base64url')); " +
          "fs.readFileSync(`/cache/${Buffer.from(req.query.f, 'utf8').toString('hex')}.png`); " +
          "fs.readFileSync(path.join('/cache', crypto.createHash('sha256').update(req.query.f).digest('hex')));",
        "import crypto from 'node:crypto';\n",
      ),
    },
    {
      name: 'made in a helper',
      code: inHandler(
        'const key = keyOf(req.query.src, Number(req.query.w)); const bytes = Buffer.from(req.query.f); ' +
          "fs.readFileSync(path.join('/cache', key)); fs.readFileSync('/cache/' + bytes.toString('hex'));",
        "const keyOf = (src, width) => { const encoded = Buffer.from(src).toString('base64url'); " +
          'return `${encoded}-${width}w.png`; };\n',
      ),
    },
    {
      name: 'normalised, refused and held against a list of folders',
      code: inHandler(
        'let src = req.query.src; const normalized = path.normalize(src); ' +
          "const clean = normalized.startsWith('/') ? normalized.substring(1) : normalized; " +
          "const plain = clean.replace(/\\\\/g, '/'); if (plain.includes('..') || plain.includes('\\0')) " +
          "throw new Error('no'); const allowed = ['media/', 'public/']; " +
          'const isAllowed = allowed.some((one) => plain.startsWith(one)); ' +
          "if (!isAllowed) throw new Error('no'); src = plain; fs.readFileSync(path.join('/root', src));",
      ),
    },
    {
      name: 'checked in the branch that led here',
      code: inHandler(
        "let src = req.query.src; const isRemote = src.startsWith('http://'); if (!isRemote) { " +
          "const plain = path.normalize(src); if (plain.includes('..')) throw new Error('no'); src = plain; } " +
          "if (isRemote) { await load(src); } else { fs.readFileSync(path.join('/root', src)); } " +
          "const text = isRemote ? '' : fs.readFileSync(path.join('/root', src));",
      ),
    },
    { name: 'content is no path', code: inHandler("fs.writeFileSync('/data/a.txt', String(req.body.text));") },
  ],
  invalid: [
    {
      name: 'a root without a separator',
      code: inHandler(
        "const root = path.resolve('/data'); const full = path.resolve(root, req.query.f); " +
          'if (!full.startsWith(root)) return res.sendStatus(403); fs.readFileSync(«full»);',
      ),
      errors: [{ messageId: 'sibling', severity: 'medium' }],
    },
    {
      name: 'a text without a separator',
      code: inHandler(
        "const full = path.join('/data/files', req.query.f); " +
          "if (full.startsWith('/data/files')) fs.readFileSync(«full»);",
      ),
      errors: [{ messageId: 'sibling', severity: 'medium' }],
    },
    {
      name: 'a root joined to where the file lies',
      code: inHandler(
        "const root = path.join(__dirname, 'files'); const full = path.normalize(path.join(root, " +
          'req.query.f)); if (full.indexOf(root) !== 0) return res.sendStatus(403); fs.readFileSync(«full»);',
      ),
      errors: ['path'],
    },
    {
      name: 'never resolved',
      code: inHandler(
        "const file = `/data/${req.query.f}`; if (!file.startsWith('/data/')) return res.sendStatus(403); " +
          'fs.readFileSync(«file»);',
      ),
      errors: ['path'],
    },
    {
      name: 'as it came',
      code: inHandler(
        "const file = String(req.query.f); if (!file.startsWith('/data/')) return res.sendStatus(403); " +
          'fs.readFileSync(«file»);',
      ),
      errors: ['path'],
    },
    {
      name: 'text with slashes',
      code: inHandler("fs.readFileSync(«path.resolve('/cache', Buffer.from(req.query.f).toString('base64'))»);"),
      errors: ['path'],
    },
    {
      name: 'bytes as they came',
      code: inHandler("fs.readFileSync(«'/cache/' + Buffer.from(req.query.f, 'hex').toString()»);"),
      errors: ['path'],
    },
    {
      name: 'a text is no bytes',
      code: inHandler("fs.readFileSync(«'/cache/' + req.query.f.toString('hex')»);"),
      errors: ['path'],
    },
    {
      name: 'checked in the other branch',
      code: inHandler(
        "let src = req.query.src; const isRemote = src.startsWith('http://'); if (!isRemote) { " +
          "const plain = path.normalize(src); if (plain.includes('..')) throw new Error('no'); src = plain; } " +
          "if (isRemote) { fs.readFileSync(«path.join('/root', src)»); }",
      ),
      errors: ['path'],
    },
    {
      name: 'checked in a branch on something that changes',
      code: inHandler(
        "let src = req.query.src; let isRemote = src.startsWith('http://'); if (!isRemote) { " +
          "const plain = path.normalize(src); if (plain.includes('..')) throw new Error('no'); src = plain; } " +
          "isRemote = false; if (!isRemote) { fs.readFileSync(«path.join('/root', src)»); }",
      ),
      errors: ['path'],
    },
    {
      name: 'checked in one branch, used in both',
      code: inHandler(
        'let src = req.query.src; if (req.query.local) { const plain = path.normalize(src); ' +
          "if (plain.includes('..')) throw new Error('no'); src = plain; } " +
          "fs.readFileSync(«path.join('/root', src)»);",
      ),
      errors: ['path'],
    },
    {
      name: 'a key of what was handed in proves nothing',
      code: inHandler(
        'const kind = req.query.kind; if (!(kind in req.body)) return res.sendStatus(404); ' +
          'fs.readFileSync(«`/data/${kind}`»);',
      ),
      errors: ['path'],
    },
    {
      name: 'a key of a store that is filled with keys as they come',
      code: inHandler(
        'const kind = req.query.kind; if (!(kind in seen)) { seen[kind] = 1; return res.end(); } ' +
          'fs.readFileSync(«`/data/${kind}`»);',
        'const seen = {};\n',
      ),
      errors: ['path'],
    },
    {
      name: 'no key of the table',
      code: inHandler(
        'const kind = req.query.kind; if (kind in KINDS) return res.end(); fs.readFileSync(«`/data/${kind}`»);',
        "import { KINDS } from './kinds.js';\n",
      ),
      errors: ['path'],
    },
    // Whether a file is there is little to learn; what stands in it is more.
    {
      code: `import express from 'express'; import fs from 'node:fs';
express().get('/:id', (req, res) => { res.json(fs.existsSync(«\`/data/\${req.params.id}\`»)); });`,
      errors: [{ messageId: 'path', severity: 'low' }],
    },
    {
      code: `import express from 'express'; import fs from 'fs-extra';
express().get('/:id', async (req, res) => { res.json(await fs.pathExists(«'/data/' + req.params.id»)); });`,
      errors: [{ messageId: 'path', severity: 'low' }],
    },
    {
      code: `import express from 'express'; import fs from 'node:fs'; import path from 'node:path';
express().get('/:id', (req, res) => { fs.createReadStream(«path.join('/data', \`\${req.params.id}.hbs\`)»).pipe(res); });`,
      errors: ['path'],
    },
    {
      code: `import express from 'express'; import fs from 'node:fs'; import path from 'node:path';
express().get('/:id', (req, res) => { fs.createReadStream(«path.join('/data', req.params.id, 'config.json')»).pipe(res); });`,
      errors: ['path'],
    },
    {
      name: 'a request known by its name and a part',
      code: `import { readFileSync } from 'node:fs';
export function load(req, folder) { return readFileSync(«\`\${folder}/\${req.query.name}\`»); }`,
      errors: ['path'],
    },
    {
      code: inHandler("fs.readFile(«path.join('/data', req.query.f)», () => {});"),
      errors: [{ messageId: 'path', data: { source: 'The query string', call: 'fs.readFile' } }],
    },
    { name: 'sendFile', code: inHandler('res.sendFile(«path.join(__dirname, req.params.f)»);'), errors: ['path'] },
    { name: 'the path itself', code: inHandler('fs.readFileSync(«req.query.f»);'), errors: ['whole'] },
    { name: 'template', code: inHandler('fs.unlinkSync(«`/data/${req.params.f}`»);'), errors: ['path'] },
    {
      name: 'normalize is no check',
      code: inHandler('fs.readFileSync(«path.normalize(`/data/${req.params.f}`)»);'),
      errors: ['path'],
    },
    {
      name: 'removing dots once is no check',
      code: inHandler("fs.readFileSync(«`/data/${req.params.f.replace('../', '')}`»);"),
      errors: ['path'],
    },
    {
      name: 'promises',
      code: inHandler("await fs.promises.readFile(«path.join('/data', req.body.f)»);"),
      errors: ['path'],
    },
    {
      name: 'that a file exists is no check',
      code: inHandler(
        "const file = path.join('/data', req.query.f); " +
          'if (!fs.existsSync(file)) return res.sendStatus(404); fs.readFileSync(«file»);',
      ),
      errors: ['path'],
    },
    {
      name: 'that another file finds it on disk is no check',
      code: inHandler(
        'if (!(await fileExists(req.query.f))) return res.sendStatus(404); ' +
          "fs.readFileSync(«path.join('/data', req.query.f)»);",
        "import { fileExists } from './disk.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'a helper that asks the disk, remembered',
      code: inHandler(
        'const text = textOf(req.query.f); if (!text) return res.sendStatus(404); ' +
          "fs.appendFileSync(«'/data/' + req.query.f», 'x');",
        `const seen = new Map();
function textOf(name) { if (seen.has(name)) return seen.get(name); const file = path.join('/data', name); \
const text = fs.readFileSync(«file», 'utf8'); seen.set(name, text); return text; }
`,
      ),
      errors: ['path', 'path'],
    },
    {
      name: 'a helper that makes text of it',
      code: inHandler(
        'const wanted = tidy(req.query.f); if (!wanted) return res.sendStatus(400); ' +
          "fs.readFileSync(«'/data/' + req.query.f»);",
        "function tidy(name) { const short = name.trim(); return short === '' ? null : decodeURIComponent(short); }\n",
      ),
      errors: ['path'],
    },
    {
      name: 'text functions of other files',
      code: inHandler(
        'const wanted = cleanName(req.query.f); if (!wanted) return res.sendStatus(400); ' +
          "fs.readFileSync(«'/data/' + req.query.f»);",
        "import { cleanName } from './names.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'its end is asked for, by a helper that asks another file',
      code: inHandler(
        'const { name } = req.params; if (!name || !isText(name)) return res.sendStatus(403); ' +
          "fs.readFileSync(«'/data/' + name»);",
        `import * as texts from './texts.js';
function isText(name) { return texts.endsWith(name, '.txt') || texts.hasEnd(name, '.log') || name === 'notes'; }
`,
      ),
      errors: ['path'],
    },
    {
      name: 'another value was found',
      code: inHandler(
        'const user = await loadUser(req.query.user); if (!user) return res.sendStatus(404); ' +
          "fs.readFileSync(«'/data/' + req.query.f»);",
        "import { loadUser } from './users.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'a row is missing, and it goes on',
      code: inHandler(
        "const user = await loadUser(req.query.f); if (!user) console.log('new'); " +
          "fs.readFileSync(«'/data/' + req.query.f»);",
        "import { loadUser } from './users.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'taken names are refused',
      code: inHandler(
        'const taken = await loadUser(req.body.name); if (taken) return res.sendStatus(409); ' +
          "fs.mkdirSync(«'/home/' + req.body.name»);",
        "import { loadUser } from './users.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'found, then given another value',
      code: inHandler(
        'let name = req.query.a; const row = await loadUser(name); if (!row) return res.sendStatus(404); ' +
          "name = req.query.b; fs.readFileSync(«'/data/' + name»);",
        "import { loadUser } from './users.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'only some of a list are found',
      code: inHandler(
        'for (const name of req.body.names) { const row = await loadUser(name); if (!row) continue; ' +
          'row.seen = true; } for (const name of req.body.names) fs.unlinkSync(«`/up/${name}`»);',
        "import { loadUser } from './users.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'the client wrote the table',
      code: inHandler(
        'const entry = req.body.files[req.query.f]; if (!entry) return res.sendStatus(404); ' +
          "fs.writeFileSync(«'/data/' + req.query.f», entry);",
      ),
      errors: ['path'],
    },
    {
      name: 'a list made of the request',
      code: inHandler(
        "const parts = req.query.list.split(','); if (!parts.find((part) => " +
          "part === req.query.f)) return res.sendStatus(404); fs.readFileSync(«'/data/' + req.query.f»);",
      ),
      errors: ['path'],
    },
    {
      name: 'the last part is found, the whole is used',
      code: inHandler(
        'const row = await loadUser(path.basename(req.query.f)); if (!row) return res.sendStatus(404); ' +
          "fs.readFileSync(«'/data/' + req.query.f»);",
        "import { loadUser } from './users.js';\n",
      ),
      errors: ['path'],
    },
    {
      name: 'another extension than the listed one',
      code: inHandler(
        "const ext = ['jpg', 'png'].includes(req.body.url.split('.')[1]) ? req.body.url.split('.')[2] : " +
          "'jpg'; fs.createWriteStream(«`/data/1.${ext}`»);",
      ),
      errors: ['path'],
    },
    {
      name: 'both ends of a rename',
      code: inHandler("fs.renameSync('/data/a', «`/data/${req.body.to}`»);"),
      errors: ['path'],
    },
    {
      name: 'through a helper of the same file',
      code: inHandler('load(req.query.f);', 'const load = (name) => fs.readFileSync(«`/data/${name}`»);\n'),
      errors: ['path'],
    },
  ],
});
