import rule from '../../../rules/src/require-async-error-handling/rule.js';
import { testRule } from '../harness.js';

const handler = (body: string): string => `import express from 'express';
import fs from 'node:fs';
import https from 'node:https';
import bcrypt from 'bcrypt';
import jwt from 'jsonwebtoken';
import mysql from 'mysql2';
const db = mysql.createPool({ uri });
express().get('/users', (req, res, next) => {
  ${body}
});
`;
const socket = (body: string): string => `import { WebSocketServer } from 'ws';
const server = new WebSocketServer({ port: 8080 });
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    ${body}
  });
});
`;

testRule(rule, {
  valid: [
    {
      name: 'handed on',
      code: handler("fs.readFile('/a', (err, data) => { if (err) return next(err); res.send(data); });"),
    },
    {
      name: 'caught there',
      code: handler("fs.readFile('/a', (err) => { try { if (err) throw err; } catch (e) { next(e); } });"),
    },
    { name: 'in the handler itself', code: handler("if (!req.query.id) throw new Error('no id');") },
    { name: 'run at once', code: handler("['a'].forEach((name) => { if (!name) throw new Error(name); });") },
    { name: 'run while the call runs', code: handler('jwt.verify(token, key, (err) => { if (err) throw err; });') },
    { name: 'a promise that rejects', code: handler("new Promise(() => { throw new Error('no'); }).catch(next);") },
    {
      name: 'the business of another rule',
      code: handler("fs.readFile('/a', async (err) => { try { if (err) throw err; } catch (e) { next(e); } });"),
    },
    {
      name: 'a function that is only made there',
      code: handler("fs.readFile('/a', () => { res.locals.fail = () => { throw new Error('no'); }; next(); });"),
    },
    {
      name: 'own text',
      code: handler("fs.readFile('/a', (err, data) => { if (err) return next(err); res.json(JSON.parse(data)); });"),
    },
    {
      name: 'an emitter of the program, whose `emit` throws',
      code:
        "import { EventEmitter } from 'node:events';\nimport express from 'express';\nconst bus = new EventEmitter();\n" +
        "express().get('/a', (req, res) => { bus.once('a', () => { throw new Error('no'); }); res.end(); });",
    },
    {
      name: 'at start-up',
      code:
        "import mysql from 'mysql2';\nconst db = mysql.createConnection({ uri });\n" +
        'db.connect((err) => { if (err) throw err; });',
    },
    { name: 'a message that is tried', code: socket('try { handle(JSON.parse(data)); } catch { socket.close(); }') },
    { name: 'a message as it is', code: socket('handle(data);') },
  ],
  invalid: [
    { code: handler("fs.readFile('/a', (err) => { if (err) «throw err;» });"), errors: ['apart'] },
    { name: 'a query', code: handler("db.query('select 1', (err) => { if (err) «throw err;» });"), errors: ['apart'] },
    { name: 'a hash', code: handler('bcrypt.hash(word, 12, (err) => { if (err) «throw err;» });'), errors: ['apart'] },
    { name: 'a timer', code: handler("setTimeout(() => { «throw new Error('late');» }, 100);"), errors: ['apart'] },
    {
      name: 'a named function',
      code: handler("const done = (err) => { if (err) «throw err;» }; fs.unlink('/a', done);"),
      errors: ['apart'],
    },
    {
      name: 'in a list',
      code: handler(
        "db.query('select 1', (err, rows) => { rows.forEach((row) => { if (!row.id) «throw new Error('no');» }); });",
      ),
      errors: ['apart'],
    },
    {
      name: 'a try outside of it',
      code: handler("try { fs.readFile('/a', (err) => { if (err) «throw err;» }); } catch (e) { next(e); }"),
      errors: ['apart'],
    },
    {
      name: 'thrown again',
      code: handler("fs.readFile('/a', () => { try { work(); } catch (e) { «throw e;» } });"),
      errors: ['apart'],
    },
    {
      name: 'what another server answers',
      code: handler(
        "https.get('https://api.example', (answer) => { let text = ''; answer.on('data', (part) => { text += part; }); " +
          "answer.on('end', () => { res.json(«JSON.parse(text)»); }); });",
      ),
      errors: ['apart'],
    },
    {
      name: 'in pieces',
      code: handler(
        "https.get('https://api.example', (answer) => { const parts = []; answer.on('data', (part) => parts.push(part)); " +
          "answer.on('end', () => { res.json(«JSON.parse(Buffer.concat(parts).toString())»); }); });",
      ),
      errors: ['apart'],
    },
    { name: 'a message of a client', code: socket('handle(«JSON.parse(data)»);'), errors: ['apart'] },
    {
      name: 'again and again',
      code: "export function watch(state) { setInterval(() => { if (!state.ok) «throw new Error('no');» }, 1000); }",
      errors: [{ messageId: 'apartAlone', severity: 'medium' }],
    },
  ],
});
