import rule from '../../../rules/src/no-mass-assignment/rule.js';
import { testRule } from '../harness.js';

const put = (statement: string): string => `import express from 'express';
import mysql from 'mysql2/promise';
import sqlite3 from 'sqlite3';
const pool = mysql.createPool({ uri: process.env.DB });
const file = new sqlite3.Database('a.db');
express().put('/users/:id', async (req, res) => {
  ${statement}
  res.end();
});
`;

testRule(rule, {
  valid: [
    {
      name: 'columns by name',
      code: put("await pool.query('UPDATE users SET name = ? WHERE id = ?', [req.body.name, req.params.id]);"),
    },
    {
      name: 'an object that is written out',
      code: put("await pool.query('UPDATE users SET ? WHERE id = ?', [{ name: req.body.name }, req.params.id]);"),
    },
    {
      name: 'a prepared statement refuses it',
      code: put("await pool.execute('UPDATE users SET ? WHERE id = ?', [req.body, req.params.id]);"),
    },
    { name: 'another driver', code: put("file.run('UPDATE users SET ? WHERE id = ?', [req.body, 1]);") },
    {
      name: 'elsewhere in the statement',
      code: put("await pool.query('INSERT INTO events (data) VALUES (?)', [JSON.stringify(req.body)]);"),
    },
    {
      name: 'a text that has the word',
      code: put('await pool.query("UPDATE t SET note = \'set ?\' WHERE id = ?", [req.body]);'),
    },
  ],
  invalid: [
    {
      name: 'the body',
      code: put("await pool.query('UPDATE users SET ? WHERE id = ?', [«req.body», req.params.id]);"),
      errors: ['whole'],
    },
    { name: 'by itself', code: put("await pool.query('INSERT INTO users SET ?', «req.body»);"), errors: ['whole'] },
    {
      name: 'spread',
      code: put("await pool.query('UPDATE users SET ? WHERE id = ?', [«{ ...req.body, at: new Date() }», 1]);"),
      errors: ['spread'],
    },
    {
      name: 'beside its text',
      code: put("await pool.query({ sql: 'UPDATE ?? SET ?', values: ['users', «req.body»] });"),
      errors: ['whole'],
    },
    {
      name: 'what is there already',
      code: put("await pool.query('INSERT INTO users SET ? ON DUPLICATE KEY UPDATE ?', [{ id: 1 }, «req.body»]);"),
      errors: ['whole'],
    },
  ],
});
