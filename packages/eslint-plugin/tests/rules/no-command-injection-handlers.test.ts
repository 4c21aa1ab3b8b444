import rule from '../../../rules/src/no-command-injection/rule.js';
import { testRule } from '../harness.js';

/** Handlers that nothing registers here, and that take the request apart where it is handed in. */
const handler = (params: string, command: string): string =>
  `import { exec } from 'node:child_process';\nexport const run = (${params}) => { exec(${command}); res.end(); };`;

testRule(rule, {
  valid: [
    { name: 'no answer beside it', code: handler('{ body }, rows', '`ls ${body.at}`') },
    { name: 'things that are no parts of a request', code: handler('{ title }, res', '`ls ${title}`') },
    { name: 'only what other things have as well', code: handler('{ path }, res', '`ls ${path}`') },
    { name: 'one that no request has', code: handler('{ body, rows }, res', '`ls ${body.at}`') },
    { name: 'a number', code: handler('{ body }, res', '`kill ${Number(body.pid)}`') },
  ],
  invalid: [
    { code: handler('{ body }, res', '«`ls ${body.at}`»'), errors: ['shell'] },
    { code: handler('{ query: { at }, user }, res', '«`ls ${at}`»'), errors: ['shell'] },
    {
      name: 'by the name of its library',
      code:
        "import express from 'express';\nimport { exec } from 'node:child_process';\n" +
        'export const run = ({ params }, res, next) => { exec(«`ls ${params.at}`», next); };',
      errors: ['shell'],
    },
  ],
});
