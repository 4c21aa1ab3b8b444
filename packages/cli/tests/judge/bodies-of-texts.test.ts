import { describe, expect, it } from 'vitest';
import { recorded, saysTheSame } from '../../src/judge/consulted.js';
import { projectOf } from '../project-of.js';
import { toldOf } from './findings-of.js';

const LOOK = `import mongoose from 'mongoose';
const User = mongoose.model('User', new mongoose.Schema({ email: String }));
export async function look(req, res) { res.json(await User.findOne(FILTER)); }
`;
const FORM = 'app.use(express.urlencoded({ extended: false }));';

/** A handler of one file behind the parsers of another. */
const files = (parsers: string, filter = '{ email: req.body.email }', more: Readonly<Record<string, string>> = {}) => ({
  'look.js': LOOK.replace('FILTER', filter),
  'app.js': `import express from 'express';
import { look } from './look.js';
const app = express();
${parsers}
app.post('/look', look);`,
  ...more,
});

const said = async (...given: Parameters<typeof files>): Promise<number> =>
  (await toldOf('no-nosql-injection', files(...given))).length;

describe('a body that is only filled with texts', () => {
  it.each([
    ['a form without nested names', FORM],
    ['such forms and uploads', `import fileUpload from 'express-fileupload';\n${FORM}\napp.use(fileUpload());`],
    ['middleware that is known for something else', `import flash from 'express-flash';\n${FORM}\napp.use(flash());`],
    ['a parser by its own name', "import parser from 'body-parser';\napp.use(parser.urlencoded({ extended: false }));"],
  ])('holds no operators: %s', async (_name, parsers) => {
    expect(await said(parsers)).toBe(0);
  });

  it('holds none where a middleware of the project only changes a number in it', async () => {
    const count = 'export const count = (req, res, next) => { req.body.page = Number(req.body.page); next(); };';
    const parsers = `import { count } from './count.js';\n${FORM}\napp.use(count);`;
    expect(await said(parsers, undefined, { 'count.js': count })).toBe(0);
  });

  it.each([
    ['the whole of it is the filter', 'req.body'],
    ['a text in it is read as JSON', 'JSON.parse(req.body.filter)'],
    ['the query is', '{ email: req.query.email }'],
  ])('says nothing where %s', async (_name, filter) => {
    expect(await said(FORM, filter)).toBe(1);
  });
});

describe('a body that may be filled with anything', () => {
  it.each([
    ['nothing is seen to fill it', ''],
    ['nested names', 'app.use(express.urlencoded({ extended: true }));'],
    ['a setting nobody sees', 'app.use(express.urlencoded({ extended: process.env.DEEP }));'],
    ['JSON as well', `${FORM}\napp.use(express.json());`],
    ['uploads with nested names', `import up from 'express-fileupload';\n${FORM}\napp.use(up({ parseNested: true }));`],
    ['uploads of a parser that nests', `import multer from 'multer';\n${FORM}\napp.use(multer().none());`],
    ['a middleware nobody knows', `import other from 'other-parser';\n${FORM}\napp.use(other());`],
  ])('is judged as one: %s', async (_name, parsers) => {
    expect(await said(parsers)).toBe(1);
  });

  it('is, where the project fills it by itself', async () => {
    const own =
      "import qs from 'qs';\nexport const own = (req, res, next) => { req.body = qs.parse(req.rawBody); next(); };";
    const parsers = `import { own } from './own.js';\n${FORM}\napp.use(own);`;
    expect(await said(parsers, undefined, { 'own.js': own })).toBe(1);
  });
});

it('is asked of the project, and a verdict holds as long as the answer does', () => {
  const view = (parsers: string) => projectOf(files(parsers)).viewOf('look.js');
  const { view: watched, consulted } = recorded(view(FORM));
  expect(watched.bodiesOfTexts).toBe(true);
  expect(saysTheSame(view(FORM), consulted)).toBe(true);
  expect(saysTheSame(view(`${FORM}\napp.use(express.json());`), consulted)).toBe(false);
});
