import rule from '../../../rules/src/no-mass-assignment/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import mongoose from 'mongoose';
import { PrismaClient } from '@prisma/client';
import knexFactory from 'knex';
import { z } from 'zod';
const app = express();
const prisma = new PrismaClient();
const knex = knexFactory({});
const User = mongoose.model('User', new mongoose.Schema({ email: String }));
${before}app.post('/users', async (req, res) => {
  ${body}
});
`;
const SCHEMA = 'const Input = z.object({ email: z.string() });\n';

testRule(rule, {
  valid: [
    {
      name: 'fields of a list in the code, one after the other',
      code: inHandler(
        `const patch = {}; for (const key of ['name', 'email']) if (req.body[key] !== undefined) patch[key] = req.body[key];
  await prisma.user.update({ where: { id: 1 }, data: patch });`,
      ),
    },
    {
      name: 'fields of a constant, by a method of the list',
      code: inHandler(
        'const patch = { at: new Date() }; FIELDS.forEach((key) => { if (key in req.body) patch[key] = req.body[key]; });' +
          ' await User.create(patch);',
        "const FIELDS = ['name', 'email'];\n",
      ),
    },
    {
      name: 'names of the request that a list in the code has',
      code: inHandler(
        "const patch = {}; for (const key of Object.keys(req.body)) if (['name', 'email'].includes(key))" +
          ' patch[key] = req.body[key];' +
          ' await User.create(patch);',
      ),
    },
    {
      name: 'a column that is called data',
      code: inHandler('await User.create({ title: String(req.body.title), data: req.body.data });'),
    },
    {
      name: 'a column that is called data, set on a row',
      code: inHandler('const user = await User.findById(1); user.data = req.body.data; await User.create(user);'),
    },
    inHandler('await User.create({ email: req.body.email, name: req.body.name });'),
    inHandler('const { email, name } = req.body; await prisma.user.create({ data: { email, name } });'),
    { name: 'parsed', code: inHandler('await User.create(Input.parse(req.body));', SCHEMA) },
    {
      name: 'parsed and spread',
      code: inHandler(
        'const input = Input.parse(req.body); await prisma.user.create({ data: { ...input, createdBy: 1 } });',
        SCHEMA,
      ),
    },
    {
      name: 'nested value under a named field',
      code: inHandler('await User.create({ settings: req.body.settings });'),
    },
    {
      name: 'update operator with named fields',
      code: inHandler('await User.updateOne({ _id: req.params.id }, { $set: { email: req.body.email } });'),
    },
    {
      name: 'picked',
      code: inHandler("await User.create(_.pick(req.body, ['email', 'name']));", "import _ from 'lodash';\n"),
    },
    { name: 'a text', code: inHandler('await User.create(String(req.body));') },
    { name: 'parameter alone', code: inHandler('res.end();', 'export const save = (data) => User.create(data);\n') },
    {
      name: 'hash',
      code: inHandler(
        "createHash('md5').update(req.body).digest('hex');",
        "import { createHash } from 'node:crypto';\n",
      ),
    },
    { name: 'other receiver', code: inHandler('await userService.create(req.body); events.create(req.body);') },
    { name: 'Object.create', code: inHandler('Object.create(req.body); Object.assign({}, req.body);') },
    {
      name: 'merged into something that is not stored',
      code: inHandler('const view = { a: 1 }; Object.assign(view, req.body); res.json(view);'),
    },
    {
      name: 'merged with named fields',
      code: inHandler(
        'const user = await User.findById(req.params.id); Object.assign(user, { email: req.body.email }); ' +
          'await user.save();',
      ),
    },
    { name: 'insert of named rows', code: inHandler("await knex('users').insert([{ email: req.body.email }]);") },
    {
      name: 'a DTO class is checked by the validation pipe',
      file: 'src/users.controller.ts',
      code: `import { Body, Controller, Post } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
import { CreateUserDto } from './create-user.dto';
@Controller('users')
export class UsersController { constructor(private readonly prisma: PrismaClient) {} \
@Post() create(@Body() dto: CreateUserDto) { return this.prisma.user.create({ data: dto }); } }`,
    },
  ],
  invalid: [
    {
      name: 'all names of the request, one after the other',
      code: inHandler(
        'const patch = {}; for (const key of Object.keys(req.body)) patch[key] = req.body[key]; await User.create(«patch»);',
      ),
      errors: ['spread'],
    },
    {
      name: 'fields of a list beside all others',
      code: inHandler(
        "const patch = { ...req.body }; for (const key of ['name']) patch[key] = req.body[key]; await User.create(«patch»);",
      ),
      errors: ['spread'],
    },
    {
      name: 'all others beside fields of a list',
      code: inHandler(
        "const patch = {}; for (const key of ['name']) patch[key] = req.body[key];" +
          ' await User.create(«{ ...patch, ...req.body }»);',
      ),
      errors: ['spread'],
    },
    {
      name: 'all others put into fields of a list',
      code: inHandler(
        "const patch = {}; for (const key of ['name']) patch[key] = req.body[key]; Object.assign(patch, req.body);" +
          ' await User.create(«patch»);',
      ),
      errors: ['spread'],
    },
    {
      name: 'picked by names of the client',
      code: inHandler('await User.create(«_.pick(req.body, req.body.fields)»);', "import _ from 'lodash';\n"),
      errors: ['whole'],
    },
    {
      name: 'the record of a nested write',
      code: inHandler(
        'await prisma.user.update({ where: { id: 1 }, data: «{ update: { where: { id: 2 }, data: { ' +
          '...req.body } } }» });',
      ),
      errors: [{ messageId: 'spread' }],
    },
    {
      code: inHandler('await User.create(«req.body»);'),
      errors: [{ messageId: 'whole', data: { source: 'The request body', call: 'User.create' } }],
    },
    { name: 'spread', code: inHandler('await User.create(«{ ...req.body, createdBy: 1 }»);'), errors: ['spread'] },
    {
      name: 'spread into data',
      code: inHandler('await prisma.user.update({ where: { id: Number(req.params.id) }, data: «{ ...req.body }» });'),
      errors: [{ messageId: 'spread', data: { call: 'prisma.user.update' } }],
    },
    { name: 'update', code: inHandler('await User.updateOne({ _id: req.params.id }, «req.body»);'), errors: ['whole'] },
    {
      name: 'update operator',
      code: inHandler('await User.updateOne({ _id: req.params.id }, «{ $set: req.body }»);'),
      errors: ['spread'],
    },
    { name: 'member of the body', code: inHandler('await User.create(«req.body.user»);'), errors: ['whole'] },
    { name: 'list', code: inHandler('await User.insertMany(«req.body.users»);'), errors: ['whole'] },
    {
      name: 'constructor',
      code: inHandler('const user = new User(«req.body»); await user.save();'),
      errors: ['whole'],
    },
    { name: 'query builder', code: inHandler("await knex('users').insert(«req.body»);"), errors: ['whole'] },
    {
      name: 'merged into a loaded record',
      code: inHandler(
        'const user = await User.findById(req.params.id); «Object.assign(user, req.body)»; await user.save();',
      ),
      errors: [{ messageId: 'spread', data: { call: 'Object.assign' } }],
    },
    {
      name: 'through a constant',
      code: inHandler('const data = { ...req.body }; await User.create(«data»);'),
      errors: ['spread'],
    },
    {
      name: 'schema that keeps unknown keys',
      code: inHandler(
        'await User.create(«Input.parse(req.body)»);',
        'const Input = z.object({ email: z.string() }).passthrough();\n',
      ),
      errors: ['whole'],
    },
  ],
});
