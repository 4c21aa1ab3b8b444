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
    { name: 'taken away', code: route('get', '/users', 'delete req.query.password; res.json(await find(req.query));') },
    { name: 'written over', code: route('get', '/users', "req.query.password = '***'; log(req.query); res.end();") },
    {
      name: 'refused where it is there',
      code: route('get', '/users', 'if (req.query.password !== undefined) throw new Error(); res.end();'),
    },
    {
      name: 'refused by a plain test',
      code: route('get', '/users', 'if (req.query.password) return res.status(400).end(); res.end();'),
    },
    {
      name: 'named to be left out',
      code: route('get', '/users', 'const { password, ...rest } = req.query; log(rest); res.end();'),
    },
  ],
  invalid: [
    {
      name: 'tested, then taken',
      code: route(
        'get',
        '/login',
        'if (!req.query.password) return res.status(400).end(); res.json(await logIn(«req.query.password»));',
      ),
      errors: ['password'],
    },
    {
      name: 'compared with what is right',
      code: route('get', '/login', 'if («req.query.password» === config.password) open(); res.end();'),
      errors: ['password'],
    },
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
