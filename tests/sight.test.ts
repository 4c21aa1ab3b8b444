import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { countRepository } from '../scripts/sight/count.mjs';

interface Row {
  readonly file: string;
  readonly line: number;
  readonly library: string;
  readonly how: string;
}

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** `file:line library how` of every counted call. */
function counted(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'sight-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return (countRepository(root) as Row[]).map(({ file, line, library, how }) => `${file}:${line} ${library} ${how}`);
}

it('counts a chain once, and not what a promise is asked', () => {
  const a = `const knex = require('knex')({});
knex('t').where({ a: 1 }).first().then((row) => row);
knex.select('a').from('t');
knex.destroy;`;
  expect(counted({ 'a.js': a })).toEqual(['a.js:2 knex construction', 'a.js:3 knex construction']);
});

it('counts clients that are imported or made, and nothing that only looks like one', () => {
  const a = `import axios, { isAxiosError } from 'axios';
import { Pool } from 'pg';
const http = axios.create({ baseURL: 'x' });
const pool = new Pool();
const cache = new Map();
axios(config);
http.get('/a');
pool.query('select 1');
pool.on('error', log);
isAxiosError(e);
cache.get('a');
list.find(x);`;
  expect(counted({ 'a.ts': a })).toEqual([
    'a.ts:6 axios import', 'a.ts:7 axios construction', 'a.ts:8 pg construction',
  ]);
});

it('follows names through files, however they are exported', () => {
  const files = {
    'package.json': '{ "name": "root" }',
    'packages/db/package.json': '{ "name": "@acme/db", "main": "dist/index.js" }',
    'packages/db/src/index.ts': "export * from './client';\nexport { prisma as default } from './client';",
    'packages/db/src/client.ts':
      "import { PrismaClient } from '@prisma/client';\n" +
      "export const prisma = keep('db', () => new PrismaClient());\n" +
      'function keep<T>(name: string, make: () => T): T { return make(); }',
    'src/a.ts': "import db, { prisma } from '@acme/db';\nprisma.user.findMany();\ndb.user.count();",
    'src/models/member.js':
      "const { model, Schema } = require('mongoose');\nmodule.exports = model('Member', new Schema({}));",
    'src/models/index.js': "exports.Member = require('./member');",
    'src/b.js': "const { Member } = require('./models');\nMember.findOne({});\nMember.findByNick('a');",
    'src/c.ts': "import * as all from './models';\nall.Member.deleteMany({});",
  };
  expect(counted(files)).toEqual([
    'src/a.ts:2 @prisma/client re-export', 'src/a.ts:3 @prisma/client re-export', 'src/b.js:2 mongoose re-export',
    'src/c.ts:2 mongoose re-export',
  ]);
});

it('knows what is injected, inherited and annotated', () => {
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["src/*"] } } }',
    'src/prisma.service.ts':
      "import { PrismaClient } from '@prisma/client';\nexport class PrismaService extends PrismaClient {}",
    'src/users.ts': `import { PrismaService } from '@/prisma.service';
import { Repository } from 'typeorm';
import type { Knex } from 'knex';
export class Users {
  constructor(private readonly prisma: PrismaService, private readonly users: Repository<User>, private readonly store: Store) {}
  all() { return this.prisma.user.findMany(); }
  one() { return this.users.createQueryBuilder('u').where('a').getOne(); }
  other() { return this.store.find(1); }
}
export const rows = (db: Knex) => db('t').select();`,
  };
  expect(counted(files)).toEqual([
    'src/users.ts:6 @prisma/client injection', 'src/users.ts:7 typeorm injection', 'src/users.ts:10 knex parameter',
  ]);
});

it('knows what a caller or a client hands in', () => {
  const files = {
    'app.js':
      "const { MongoClient } = require('mongodb');\nMongoClient.connect(url, (err, db) => { require('./dao')(db); });",
    'dao.js':
      "module.exports = function Dao(db) {\n  const users = db.collection('users');\n" +
      '  this.all = () => users.find({}).toArray();\n};',
    'tx.ts': "import { prisma } from './db';\nprisma.$transaction(async (tx) => {\n  await tx.user.create({});\n});",
    'db.ts':
      "import { PrismaClient } from '@prisma/client';\nexport const prisma = globalThis.p ?? new PrismaClient();",
  };
  expect(counted(files)).toEqual([
    'dao.js:3 mongodb construction', 'tx.ts:2 @prisma/client re-export', 'tx.ts:3 @prisma/client parameter',
  ]);
});

it('leaves out tests, migrations and what a browser runs', () => {
  const call = "import axios from 'axios';\naxios.get('/a');";
  const files = {
    'src/a.ts': call,
    'src/a.test.ts': call,
    'tests/b.ts': call,
    'src/migrations/1.ts': call,
    'public/c.js': call,
    'src/page.tsx': `import { useState } from 'react';\n${call}`,
  };
  expect(counted(files)).toEqual(['src/a.ts:2 axios import']);
});
