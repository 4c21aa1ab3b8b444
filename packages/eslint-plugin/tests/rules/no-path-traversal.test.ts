import rule from '../../src/rules/no-path-traversal.js';
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
    { name: 'where an upload was stored', code: "import express from 'express'; import fs from 'node:fs'; const app = express(); app.post('/a', (req, res) => { const stored = req.files; stored.forEach((one) => { if (one.path) fs.unlink(one.path, () => {}); }); fs.unlink(req.files[0].path, () => {}); res.end(); });" },
    { name: 'a pattern of another file', code: inHandler("if (!THEME.test(req.params.theme)) throw new Error('no such theme'); fs.readFile(path.join('/data', req.params.theme, 'theme.json'), () => {});", "import { THEME } from './patterns.js';\n") },
    { name: 'asked in another file, of the joined path', code: inHandler("const folder = path.join('/data', req.query.dir || ''); if (!isPathInside('/data', folder)) return next(new Error('no')); fs.readdir(folder, () => {}); fs.readdir(path.join('/data', req.query.dir), () => {});", "import { isPathInside } from './files.js';\n") },
    { name: 'an asked folder joined with names read from it', code: inHandler("const folder = path.join('/data', req.query.dir || ''); if (!isPathInside('/data', folder)) return next(new Error('no')); for (const name of fs.readdirSync(folder)) fs.stat(path.join(folder, name), () => {});", "import { isPathInside } from './files.js';\n") },
    { name: 'a parameter called req that is no request', code: "import { readFileSync } from 'node:fs';\nexport function load(req) { return readFileSync(req.file); }" },
    inHandler("fs.readFileSync(path.join(__dirname, 'templates', 'x.html'));"),
    inHandler("fs.readFileSync(path.join(process.cwd(), 'a.json'));"),
    inHandler("res.sendFile(req.params.f, { root: '/data' });"),
    inHandler("fs.readFile(path.join('/data', path.basename(req.query.f)), () => {});"),
    { name: 'resolved and compared', code: inHandler("const full = path.resolve('/data', req.query.f); if (!full.startsWith('/data/')) throw new Error('outside'); fs.readFileSync(full);") },
    { name: 'resolved and compared with a root and its separator', code: inHandler("const root = '/data'; const full = path.resolve(root, req.query.f); if (!full.startsWith(root + path.sep)) return res.sendStatus(400); fs.readFileSync(full);") },
    { name: 'relative', code: inHandler("const full = path.resolve('/data', req.query.f); const relative = path.relative('/data', full); if (relative.startsWith('..') || path.isAbsolute(relative)) return res.sendStatus(400); fs.readFileSync(full);") },
    { name: 'checked in a helper', code: inHandler("const full = path.resolve('/data', req.query.f); if (!isInside(full)) return res.sendStatus(400); fs.readFileSync(full);", "function isInside(file) { return file.startsWith('/data/'); }\n") },
    { name: 'pattern', code: inHandler("const id = req.params.id; if (!/^[\\w-]+$/.test(id)) return res.sendStatus(400); fs.readFileSync(`/data/${id}.json`);") },
    { name: 'list', code: inHandler("const FILES = ['a', 'b']; if (!FILES.includes(req.query.f)) return res.sendStatus(404); fs.readFileSync(`/data/${req.query.f}`);") },
    { name: 'number', code: inHandler('fs.readFileSync(`/data/${Number(req.params.id)}.json`);') },
    { name: 'parameter alone', code: "import fs from 'node:fs'; export const read = (name) => fs.readFileSync(`/data/${name}`);" },
    { name: 'truncate of another library', code: inHandler('_.truncate(req.query.q); item.link(req.query.q); store.open(req.query.q);') },
    { name: 'random name', code: inHandler("fs.writeFileSync(`/data/${crypto.randomUUID()}`, req.body.text);") },
    { name: 'no separator in it', code: inHandler("if (req.params.f.includes('/')) return res.sendStatus(403); res.sendFile(path.resolve('logs', req.params.f));") },
    { name: 'listed extension', code: inHandler("const ext = ['jpg', 'png'].includes(req.body.url.split('.').slice(-1)[0].toLowerCase()) ? req.body.url.split('.').slice(-1)[0].toLowerCase() : 'jpg'; fs.createWriteStream(`/data/1.${ext}`);") },
    { name: 'listed extension beside something unknown', code: inHandler("const ext = ['jpg', 'png'].includes(req.body.ext) ? req.body.ext : 'jpg'; const user = await load(req); fs.createWriteStream(`/data/${user.id}.${ext}`);") },
    { name: 'a program is told its files', code: "import fs from 'node:fs'; fs.readFileSync(process.argv[2]);" },
    { name: 'content is no path', code: inHandler("fs.writeFileSync('/data/a.txt', String(req.body.text));") },
  ],
  invalid: [
    { name: 'a request known by its name and a part', code: "import { readFileSync } from 'node:fs';\nexport function load(req, folder) { return readFileSync(«`${folder}/${req.query.name}`»); }", errors: ['path'] },
    { code: inHandler("fs.readFile(«path.join('/data', req.query.f)», () => {});"), errors: [{ messageId: 'path', data: { source: 'The query string', call: 'fs.readFile' } }] },
    { name: 'sendFile', code: inHandler('res.sendFile(«path.join(__dirname, req.params.f)»);'), errors: ['path'] },
    { name: 'the path itself', code: inHandler('fs.readFileSync(«req.query.f»);'), errors: ['whole'] },
    { name: 'template', code: inHandler('fs.unlinkSync(«`/data/${req.params.f}`»);'), errors: ['path'] },
    { name: 'normalize is no check', code: inHandler('fs.readFileSync(«path.normalize(`/data/${req.params.f}`)»);'), errors: ['path'] },
    { name: 'removing dots once is no check', code: inHandler("fs.readFileSync(«`/data/${req.params.f.replace('../', '')}`»);"), errors: ['path'] },
    { name: 'promises', code: inHandler("await fs.promises.readFile(«path.join('/data', req.body.f)»);"), errors: ['path'] },
    { name: 'another extension than the listed one', code: inHandler("const ext = ['jpg', 'png'].includes(req.body.url.split('.')[1]) ? req.body.url.split('.')[2] : 'jpg'; fs.createWriteStream(«`/data/1.${ext}`»);"), errors: ['path'] },
    { name: 'both ends of a rename', code: inHandler("fs.renameSync('/data/a', «`/data/${req.body.to}`»);"), errors: ['path'] },
    { name: 'through a helper of the same file', code: inHandler('load(req.query.f);', 'const load = (name) => fs.readFileSync(«`/data/${name}`»);\n'), errors: ['path'] },
  ],
});
