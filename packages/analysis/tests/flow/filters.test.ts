import { expect, it } from 'vitest';
import { analyseText } from '../analyse-text.js';

const HEAD = `import express from 'express';
import mongoose from 'mongoose';
const User = mongoose.model('User', new mongoose.Schema({}));
`;

function filterTaint(filter: string): string | undefined {
  const file = analyseText(
    `${HEAD}express().post('/:id', async (req, res) => { const { email } = req.body; await User.find(${filter}); });`,
  );
  const [sink] = file.sinks('nosql-filter');
  return sink && file.judge(file.valueOf(sink.node), 'nosql-filter');
}

it.each([
  ['{ email: String(req.body.email) }', 'safe'],
  ['{ [field]: `%${req.body.name}%` }', 'safe'],
  ['{ _id: req.params.id }', 'safe'],
  ['{ age: Number(req.query.age) }', 'safe'],
  ['{ email }', 'tainted'],
  ['{ email: req.body.email }', 'tainted'],
  ['{ ...req.body }', 'tainted'],
  ['req.query', 'tainted'],
])('filter %s is %s', (filter, taint) => {
  expect(filterTaint(filter)).toBe(taint);
});

it('knows a source that is imported by name', () => {
  const file = analyseText(
    "import { argv } from 'node:process';\nimport { Pool } from 'pg';\nnew Pool().query(`select ${argv[2]}`);",
  );
  const [sink] = file.sinks('sql-text');
  expect(sink && file.judge(file.valueOf(sink.node), 'sql-text')).toBe('tainted');
});
