import { expect, it } from 'vitest';
import { analyseText } from '../analyse-text.js';

const HEAD = `import express from 'express';
import mongoose from 'mongoose';
const User = mongoose.model('User', new mongoose.Schema({}));
`;

function given(around: string, filter: string): { taint: string | undefined; built: boolean } {
  const file = analyseText(
    `${HEAD}${around}\nexpress().post('/:id', async (req, res) => { await User.find(${filter}); });`,
  );
  const [sink] = file.sinks('nosql-filter');
  const value = sink && file.valueOf(sink.node);
  return { taint: value && file.judge(value, 'nosql-filter'), built: value?.built === true };
}

it.each([
  ['const by = (name) => ({ name: String(name) });', 'by(req.body.name)', 'safe'],
  ['const by = (name) => ({ name });', 'by(req.params.id)', 'safe'],
  ['const by = (name) => ({ name });', 'by(req.body.name)', 'tainted'],
  ['const by = (name) => ({ name: { $in: [String(name)] } });', 'by(req.body.name)', 'safe'],
])('%s keeps in %s that the object was put together here: %s', (around, filter, taint) => {
  expect(given(around, filter)).toEqual({ taint, built: true });
});

it('does not take an object of the caller for one that was put together here', () => {
  expect(given('const same = (filter) => filter;', 'same(req.body)')).toEqual({ taint: 'tainted', built: false });
  expect(given('const some = (filter) => (filter.x ? { x: 1 } : filter);', 'some(req.body)')).toEqual({
    taint: 'tainted',
    built: false,
  });
});

const ZOD = "import { z } from 'zod';\n";

it.each([
  [
    'parsed as a whole', 'const check = (body) => z.object({ name: z.string() }).parse(body);',
    '{ name: check(req.body).name }', 'safe',
  ],
  [
    'a member of what was parsed',
    'const check = (body) => { const found = z.object({ name: z.string() }).safeParse(body); ' +
      'return found.success ? found.data.name : null; };',
    '{ name: check(req.body) }',
    'safe',
  ],
  [
    'parsed, and what was parsed given back',
    'const check = (body) => { z.object({ name: z.string() }).parse(body); return body.name; };',
    '{ name: check(req.body) }', 'safe',
  ],
  [
    'parsed, and something else given back',
    'const check = (body) => { z.object({ name: z.string() }).parse(body); return body.other; };',
    '{ name: check(req.body) }', 'tainted',
  ],
  [
    'parsed by a schema that lets everything through', 'const check = (body) => z.any().parse(body);',
    '{ name: check(req.body) }', 'tainted',
  ],
])('knows in a caller what a function has checked: %s', (_, check, filter, taint) => {
  expect(given(`${ZOD}${check}`, filter).taint).toBe(taint);
});
