import rule from '../../../rules/src/no-state-change-on-get/rule.js';
import { testRule } from '../harness.js';

const route = (method: string, path: string, body: string): string =>
  `import express from 'express';\nexpress().${method}('${path}', async (req, res) => { ${body} });`;

testRule(rule, {
  valid: [
    { name: 'in the body', code: route('post', '/login', 'res.json(await logIn(req.body.name, req.body.password));') },
    { name: 'in the query of a POST', code: route('post', '/login', 'res.json(await logIn(req.query.password));') },
    { name: 'a flag', code: route('get', '/users', 'res.json(await list({ hasPassword: req.query.hasPassword }));') },
    { name: 'a token of a link', code: route('get', '/reset', 'res.json(await find(req.query.token));') },
    {
      name: 'of a row',
      code: route('get', '/me', 'const user = await find(req.query.id); res.json(user.password === null);'),
    },
  ],
  invalid: [
    {
      name: 'in the query',
      code: route('get', '/login', 'res.json(await logIn(req.query.email, «req.query.password»));'),
      errors: ['password'],
    },
    {
      name: 'by its name',
      code: route('get', '/login', 'const { email, «password» } = req.query; res.json(await logIn(email, password));'),
      errors: ['password'],
    },
    {
      name: 'in the path',
      code: route('get', '/login/:name/:pwd', 'res.json(await logIn(req.params.name, «req.params.pwd»));'),
      errors: ['password'],
    },
  ],
});
