import rule from '../../../rules/src/no-command-injection/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import { exec, execFile, spawn } from 'node:child_process';
import { execa } from 'execa';
import crossSpawn from 'cross-spawn';
const app = express();
${before}app.get('/a', (req, res) => {
  ${body}
});
`;
const OPTION = { messageId: 'option', severity: 'medium' } as const;
const OPTIONS = "import { options } from './options.js';\n";

testRule(rule, {
  valid: [
    {
      name: 'pushed behind two dashes',
      code: inHandler("const args = ['clone']; args.push('--', req.query.u); spawn('git', args);"),
    },
    {
      name: 'pushed after two dashes',
      code: inHandler("const args = ['clone', '--']; args.push(req.query.u); spawn('git', args);"),
    },
    {
      name: 'a constant is pushed',
      code: inHandler(
        "const args = ['-c']; args.push('uptime'); args.push(String(Number(req.query.n))); spawn('sh', args);",
      ),
    },
    {
      name: 'pushed after the script',
      code: inHandler(
        "const args = ['-c', 'ping -c 1 \"$1\"', 'sh']; args.push('--', req.query.host); spawn('sh', args);",
      ),
    },
    {
      name: 'pushed when it runs already',
      code: inHandler("const args = ['-c', 'uptime']; spawn('sh', args); args.push(req.query.u);"),
    },
    {
      name: 'pushed to another list',
      code: inHandler("const args = ['-c', 'uptime']; const log = []; log.push(req.query.u); spawn('sh', args);"),
    },
    {
      name: 'written over before it runs',
      code: inHandler("let args = ['-c', req.query.u]; args = ['-c', 'uptime']; spawn('sh', args);"),
    },
    { name: 'joined behind two dashes', code: inHandler("spawn('git', ['clone', '--'].concat(req.query.u));") },
    {
      name: 'spread behind two dashes',
      code: inHandler("const base = ['clone', '--']; spawn('git', [...base, req.query.u]);"),
    },
    {
      name: 'replaced by a constant',
      code: inHandler("const args = ['-c', req.query.u]; args[1] = 'uptime'; spawn('sh', args);"),
    },
    {
      name: 'given back by a function behind two dashes',
      code: inHandler(
        "spawn('git', argumentsFor(req.query.u));",
        "function argumentsFor(url) { const args = ['clone']; args.push('--', url); return args; }\n",
      ),
    },
    {
      name: 'put in before the script',
      code: inHandler("const args = ['-c', 'uptime']; args.splice(2, 0, '--', req.query.u); spawn('sh', args);"),
    },
    {
      name: 'taken out',
      code: inHandler("const args = ['-c', req.query.u]; args.splice(1, 1, 'uptime'); spawn('sh', args);"),
    },
    {
      name: 'a list that is spread behind two dashes',
      code: inHandler("spawn('git', ['add', '--', ...req.body.files]);"),
    },
    { name: 'options from a request are no arguments', code: inHandler("execFile('ls', { cwd: req.query.dir });") },
    {
      name: 'a list of the caller',
      code:
        "import { spawn } from 'node:child_process'; export const git = (args) => spawn('git', args); " +
        "export const add = (...files) => spawn('git', ['add', ...files]);",
    },
    {
      name: 'a shell that may be asked for',
      code: inHandler(
        "spawn('ls', ['--', req.query.dir], { shell: process.platform === 'win32' }); " +
          "spawn('ls', ['--', req.query.dir], { shell: '' });",
      ),
    },
    {
      name: 'a shell that is taken out',
      code: inHandler("const o = { shell: true }; delete o.shell; spawn('ls', ['--', req.query.dir], o);"),
    },
    { name: 'no shell', code: inHandler("spawn('ls', ['--', req.query.dir], { shell: false });") },
    {
      name: 'options that are not seen and two dashes',
      code: inHandler("spawn('ls', ['--', req.query.dir], options);", OPTIONS),
    },
    {
      name: 'a callback',
      code: inHandler("execFile('ls', ['--', req.query.dir], done);", "import { done } from './done.js';\n"),
    },
  ],
  invalid: [
    {
      name: 'options of another file',
      code: inHandler(
        "spawn('git', ['clone', «req.query.u»], options); " +
          "execFile('git', ['clone', «req.query.v»], options); execa('git', [«req.query.w»], options); " +
          "crossSpawn('git', [«req.query.x»], options);",
        OPTIONS,
      ),
      errors: [OPTION, OPTION, OPTION, OPTION],
    },
    {
      name: 'a callback that is handed in',
      code: inHandler("execFile('git', ['clone', «req.query.u»], done);", "import { done } from './done.js';\n"),
      errors: [OPTION],
    },
    {
      name: 'options of the caller',
      code: inHandler(
        'run(req.query.u, {});',
        "const run = (url, options) => spawn('git', ['clone', «url»], options);\n",
      ),
      errors: [OPTION],
    },
    {
      name: 'a command with options that are not seen',
      code: inHandler('exec(«`ls ${req.query.d}`», options);', OPTIONS),
      errors: ['shell'],
    },
    {
      name: 'a shell by name',
      code: inHandler("spawn('ls', «[req.query.dir]», { shell: '/bin/bash' });"),
      errors: ['program'],
    },
    {
      name: 'a shell that is put in later',
      code: inHandler("const o = { cwd: '/tmp' }; o.shell = true; spawn('ls', «[req.query.dir]», o);"),
      errors: ['program'],
    },
    {
      name: 'a shell that is assigned',
      code: inHandler("const o = Object.assign({}, { shell: true }); spawn('ls', «[req.query.dir]», o);"),
      errors: ['program'],
    },
    {
      name: 'a shell behind other options',
      code: inHandler("spawn('ls', «[req.query.dir]», { ...options, shell: true });", OPTIONS),
      errors: ['program'],
    },
    {
      name: 'pushed',
      code: inHandler("const args = ['-c']; args.push(«req.query.u»); spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'pushed with what comes before',
      code: inHandler("const args = []; args.push('-c', «`ls ${req.query.u}`»); execFile('bash', args);"),
      errors: ['shell'],
    },
    {
      name: 'pushed under a condition',
      code: inHandler("const args = ['-c']; if (req.query.u) { args.push(«req.query.u»); } spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'put in at a place',
      code: inHandler("const args = ['-c']; args[1] = «req.query.u»; spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'put before',
      code: inHandler("const args = [«req.query.u»]; args.unshift('-c'); spawn('sh', args);"),
      errors: ['program'],
    },
    { name: 'joined', code: inHandler("spawn('sh', ['-c'].concat(«req.query.u»));"), errors: ['program'] },
    {
      name: 'a list is joined',
      code: inHandler("const base = ['-c']; const args = base.concat([«req.query.u»]); spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'spread',
      code: inHandler("const base = ['-c']; spawn('sh', [...base, «req.query.u»]);"),
      errors: ['program'],
    },
    {
      name: 'spread through a name',
      code: inHandler("const base = ['-c']; const args = [...base, «req.query.u»]; spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'pushed from a list',
      code: inHandler("const args = ['-c']; const more = [«req.query.u»]; args.push(...more); spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'written again',
      code: inHandler("let args = ['-c']; args = args.concat(«req.query.u»); spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'one of two lists',
      code: inHandler(
        "let args; if (req.query.a) args = ['-c', 'uptime']; else args = ['-c', «req.query.u»]; spawn('sh', args);",
      ),
      errors: ['program'],
    },
    {
      name: 'chosen',
      code: inHandler("spawn('sh', req.query.a ? ['-c', 'uptime'] : ['-c', «req.query.u»]);"),
      errors: ['program'],
    },
    {
      name: 'given back by a function',
      code: inHandler(
        "spawn('sh', scriptFor(req.query.u));",
        "function scriptFor(text) { const args = ['-c']; args.push(«text»); return args; }\n",
      ),
      errors: ['program'],
    },
    {
      name: 'without what is empty',
      code: inHandler("spawn('sh', ['-c', «req.query.u»].filter(Boolean));"),
      errors: ['program'],
    },
    {
      name: 'put in between',
      code: inHandler("const args = ['-c']; args.splice(1, 0, «req.query.u»); spawn('sh', args);"),
      errors: ['program'],
    },
    {
      name: 'pushed by a callback',
      code: inHandler("const args = ['add']; req.body.files.forEach((file) => args.push(«file»)); spawn('git', args);"),
      errors: [OPTION],
    },
    { name: 'the whole list', code: inHandler("spawn('git', «req.body.args»);"), errors: [OPTION] },
    { name: 'a list that is spread', code: inHandler("spawn('git', ['add', «...req.body.files»]);"), errors: [OPTION] },
    {
      name: 'an option that is pushed',
      code: inHandler("const args = ['clone']; args.push(«req.query.u»); spawn('git', args);"),
      errors: [OPTION],
    },
    {
      name: 'an option that is spread',
      code: inHandler("const base = ['clone']; execFile('git', [...base, «req.query.u»]);"),
      errors: [OPTION],
    },
    {
      name: 'an option in a list with a name',
      code: inHandler("const args = ['clone', «req.query.u»]; execFile('git', args);"),
      errors: [OPTION],
    },
    {
      name: 'two dashes in one of two lists',
      code: inHandler("const args = req.query.a ? ['--', req.query.u] : [«req.query.u»]; execFile('git', args);"),
      errors: [OPTION],
    },
  ],
});
