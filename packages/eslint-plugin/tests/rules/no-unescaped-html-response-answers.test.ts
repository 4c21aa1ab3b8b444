import rule from '../../../rules/src/no-unescaped-html-response/rule.js';
import { testRule } from '../harness.js';

/** What other hosts answer: it is the client's where the client chooses the host. */
const handler = (body: string): string => `import axios from 'axios';
import express from 'express';
import needle from 'needle';
const HOSTS = new Set(['https://a.example', 'https://b.example']);
express().get('/a/:id', async (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    {
      name: 'a fixed host',
      code: handler(
        "const { data } = await axios.get('https://a.example/users/' + encodeURIComponent(req.params.id)); res.send(data);",
      ),
    },
    {
      name: 'a host of a list',
      code: handler(
        'if (!HOSTS.has(req.query.host)) return res.sendStatus(400); ' +
          'const { data } = await axios.get(req.query.host); res.send(data);',
      ),
    },
    {
      name: 'an object, as its members tell',
      code: handler('const paid = await pay(); paid.id = req.query.id; res.send(paid);'),
    },
    { name: 'as JSON', code: handler('const { data } = await axios.get(req.query.at); res.json(data);') },
    {
      name: 'a number of it',
      code: handler('const { data } = await axios.get(req.query.at); res.send(`<b>${Number(data.count)}</b>`);'),
    },
    {
      name: 'only whether there was one',
      code: handler(
        "const answer = await fetch(req.query.at); res.type('html').send(answer.ok ? '<b>up</b>' : '<b>down</b>');",
      ),
    },
    {
      name: 'a failure',
      code: handler("needle.get(req.query.at, (error) => { res.type('html').send(error ? 'down' : 'up'); });"),
    },
  ],
  invalid: [
    {
      name: 'an object, or a text in its place',
      code: handler("let out = {}; out.id = 1; if (req.query.raw) out = '<b>' + req.query.name; res.send(«out»);"),
      errors: ['html'],
    },
    {
      name: 'an object, or what was asked in its place',
      code: handler('let out = {}; out.id = 1; if (req.query.raw) out = req.query.name; res.send(«out»);'),
      errors: ['html'],
    },
    { code: handler('const { data } = await axios.get(req.query.at); res.send(«data»);'), errors: ['html'] },
    {
      name: 'by options',
      code: handler('const answer = await axios({ url: req.body.at }); res.send(«answer.data.title»);'),
      errors: ['html'],
    },
    {
      name: 'a text that is waited for',
      code: handler("const answer = await fetch(req.query.at); res.type('html').send(«await answer.text()»);"),
      errors: ['html'],
    },
    {
      name: 'a member of JSON',
      code: handler(
        "const { title } = await (await fetch(`https://${req.params.id}/`)).json(); res.type('html').send(«`<h1>${title}</h1>`»);",
      ),
      errors: ['html'],
    },
    {
      name: 'a callback',
      code: handler(
        "needle.get(req.query.at + req.query.name, (error, answer, body) => { res.writeHead(200, { 'Content-Type': " +
          "'text/html' }); res.write(«body»); res.end(); });",
      ),
      errors: ['html'],
    },
    {
      name: 'what a promise is settled with',
      code: handler("axios.get(req.query.at).then((answer) => { res.type('html').send(«answer.data»); });"),
      errors: ['html'],
    },
  ],
});
