import rule from '../../../rules/src/no-command-injection/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import { exec, execFile, spawn } from 'node:child_process';
const app = express();
${before}app.get('/a', (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    {
      name: 'a shell with a fixed script and arguments',
      code: inHandler("spawn('sh', ['-c', 'ping -c 1 \"$1\"', 'sh', String(Number(req.query.n))]);"),
    },
    {
      name: 'another program with -c',
      code: inHandler("spawn('ping', ['-c', `1${req.query.n}`, '--', 'localhost']);"),
    },
    inHandler("exec('uptime');"),
    inHandler("execFile('convert', ['--', req.query.f]);"),
    inHandler("execFile('convert', [`--size=${req.query.size}`]);"),
    inHandler("spawn('tar', ['-x', '-f', 'a.tar']);"),
    inHandler("execFile('convert', [String(Number(req.query.w))]);"),
    {
      name: 'regular expression',
      code: inHandler('const m = /a+/.exec(String(req.query.q)); const re = /b/; re.exec(req.query.q);'),
    },
    { name: 'database', code: inHandler('db.exec(`create table ${req.query.t}`);') },
    { name: 'choice', code: inHandler("const COMMANDS = { a: 'ls', b: 'df' }; exec(COMMANDS[req.query.c] ?? 'ls');") },
    {
      name: 'guarded',
      code: inHandler(
        'const host = req.query.host; if (!/^[a-z0-9.]+$/.test(host)) return res.sendStatus(400); ' +
          'exec(`ping -c 1 ${host}`);',
      ),
    },
    { name: 'number', code: inHandler('exec(`kill ${Number(req.params.pid)}`);') },
    {
      name: 'parameter alone',
      code: "import { exec } from 'node:child_process'; export const run = (command) => exec(`nice ${command}`);",
    },
    {
      name: 'own function named exec',
      code: inHandler('run(`ls ${req.query.d}`);', 'function run(text) { return text; }\n'),
    },
    { name: 'environment', code: inHandler('exec(`ls ${process.env.HOME}`);') },
    {
      name: 'a script and who runs it',
      file: 'scripts/release.js',
      code: "import { execSync } from 'node:child_process'; execSync(`git tag ${process.argv[2]}`);",
    },
    {
      name: 'who runs it has a shell already',
      code: "import { exec } from 'node:child_process'; exec(`ls ${process.argv[2]}`);",
    },
    { name: 'options are no arguments', code: inHandler("execFile('ls', { cwd: '/tmp' });") },
  ],
  invalid: [
    {
      name: 'a shell that another program starts',
      code:
        "import { spawn } from 'node:child_process'; import express from 'express'; const app = express(); " +
        "app.get('/a', (req, res) => { spawn('docker', ['exec', 'db', 'sh', '-c', " +
        '«`ls ${req.query.folder}`»]); });',
      errors: ['shell'],
    },
    {
      name: 'a shell started by name',
      code: inHandler("spawn('/bin/bash', ['-lc', «`deploy ${req.query.target}`»], { stdio: 'inherit' });"),
      errors: [{ messageId: 'shell', data: { source: 'The query string', call: 'spawn' } }],
    },
    {
      name: 'its script alone, in a list of its own',
      code: inHandler("const list = ['-c', «req.body.script»]; execFile('sh', list);"),
      errors: [{ messageId: 'program', data: { call: 'execFile' } }],
    },
    {
      code: inHandler('exec(«`convert ${req.query.f}`»);'),
      errors: [{ messageId: 'shell', data: { source: 'The query string', call: 'exec' } }],
    },
    { name: 'concatenation', code: inHandler("exec(«'ping -c 2 ' + req.body.address», () => {});"), errors: ['shell'] },
    {
      name: 'through a constant',
      code: inHandler('const command = `ls ${req.params.dir}`; exec(«command»);'),
      errors: ['shell'],
    },
    {
      name: 'the program itself',
      code: inHandler('spawn(«req.body.program», []);'),
      errors: [{ messageId: 'program' }],
    },
    {
      name: 'arguments read by a shell',
      code: inHandler("spawn('ls', «[req.query.dir]», { shell: true });"),
      errors: ['program'],
    },
    { name: 'quoting by hand', code: inHandler('exec(«`ls "${req.query.dir}"`»);'), errors: ['shell'] },
    {
      name: 'an argument that may be an option',
      code: inHandler("execFile('git', ['clone', «req.body.url»]);"),
      errors: [{ messageId: 'option', severity: 'medium' }],
    },
    {
      name: 'CommonJS',
      file: 'src/a.cjs',
      code:
        "const { exec } = require('child_process'); const app = require('express')(); " +
        "app.get('/', (req, res) => { exec(«'ls ' + req.query.d»); });",
      errors: ['shell'],
    },
    {
      name: 'helper of the same file',
      code: inHandler('ping(req.query.host);', 'const ping = (host) => exec(«`ping ${host}`»);\n'),
      errors: ['shell'],
    },
  ],
});
