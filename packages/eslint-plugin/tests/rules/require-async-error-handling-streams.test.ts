import rule from '../../../rules/src/require-async-error-handling/rule.js';
import { testRule } from '../harness.js';

const handler = (body: string): string => `import express from 'express';
import { createReadStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
express().get('/files/:name', (req, res, next) => {
  const at = \`/files/\${basename(req.params.name)}\`;
  ${body}
});
`;

testRule(rule, {
  valid: [
    { name: 'listened for', code: handler("createReadStream(at).on('error', next).pipe(res);") },
    {
      name: 'listened for, through a name',
      code: handler("const file = createReadStream(at); file.once('error', next); file.pipe(res);"),
    },
    {
      name: 'listened for after something else',
      code: handler("createReadStream(at).on('open', () => {}).on('error', next).pipe(res);"),
    },
    { name: 'a pipeline', code: handler('pipeline(createReadStream(at), res, next);') },
    {
      name: 'handed on: somebody else may listen',
      code: handler('const file = createReadStream(at); watch(file); file.pipe(res);'),
    },
    { name: 'looked for first', code: handler('if (existsSync(at)) createReadStream(at).pipe(res);') },
    { name: 'a file of the program', code: handler("createReadStream('/files/terms.pdf').pipe(res);") },
    { name: 'one of a list', code: handler("createReadStream(req.query.big ? '/a.pdf' : '/b.pdf').pipe(res);") },
    { name: 'not read yet', code: handler('const file = createReadStream(at); res.locals.size = file.bytesRead;') },
    { name: 'a stream of no file', code: handler('req.pipe(res);') },
  ],
  invalid: [
    { code: handler('«createReadStream(at)».pipe(res);'), errors: ['stream'] },
    {
      name: 'through a name',
      code: handler("const file = «createReadStream(at)»; file.on('open', () => res.status(200)); file.pipe(res);"),
      errors: ['stream'],
    },
    {
      name: 'the other end is no end of this one',
      code: handler("«createReadStream(at)».pipe(res).on('error', next);"),
      errors: ['stream'],
    },
    {
      name: 'a helper of handlers, through a transformation',
      code:
        "import fs from 'node:fs';\nimport zlib from 'node:zlib';\nexport function send(req, res) { " +
        "«fs.createReadStream('/files/' + req.query.name)».pipe(zlib.createGzip()).pipe(res); }",
      errors: ['stream'],
    },
  ],
});
