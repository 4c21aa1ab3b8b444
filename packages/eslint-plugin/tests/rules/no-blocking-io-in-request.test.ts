import { testRule } from '../harness.js';
import rule from '../../src/rules/no-blocking-io-in-request.js';

const HEAD = "import express from 'express';\nimport fs from 'node:fs';\nimport bcrypt from 'bcrypt';\nimport { execSync } from 'node:child_process';\nconst app = express();\n";

testRule(rule, {
  valid: [
    `${HEAD}const config = fs.readFileSync('./config.json', 'utf8');\napp.get('/', (req, res) => res.send(config));`,
    `${HEAD}export function load() { return fs.readFileSync('./config.json', 'utf8'); }`,
    `${HEAD}app.get('/', async (req, res) => { res.send(await fs.promises.readFile('./a.txt', 'utf8')); });`,
    `${HEAD}app.post('/', async (req, res) => { res.json(await bcrypt.hash(req.body.password, 12)); });`,
    { code: "import express from 'express';\nconst db = { readFileSync() {} };\nexpress().get('/', (req, res) => { db.readFileSync('/a'); res.end(); });" },
  ],
  invalid: [
    { code: `${HEAD}app.get('/', (req, res) => { res.send(«fs.readFileSync('./a.txt', 'utf8')»); });`, errors: [{ messageId: 'blocks', severity: 'medium' }] },
    { code: `${HEAD}app.post('/', (req, res) => { res.json(«bcrypt.hashSync(req.body.password, 12)»); });`, errors: ['blocks'] },
    { code: `${HEAD}app.post('/', (req, res) => { res.json(«bcrypt.hashSync(req.body.password, bcrypt.genSaltSync(10))»); });`, errors: ['blocks'] },
    { code: `${HEAD}app.get('/', (req, res) => { [1].forEach(() => { «execSync('ls')»; }); res.end(); });`, errors: ['blocks'] },
    { code: `${HEAD}export function show(req, res) { res.send(«fs.readFileSync('./a.txt', 'utf8')»); }`, errors: [{ messageId: 'blocks', severity: 'medium' }] },
  ],
});
