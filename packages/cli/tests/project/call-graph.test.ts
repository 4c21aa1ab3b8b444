import { describe, expect, it } from 'vitest';
import type { Project } from '../../src/project/types.js';
import { projectOf } from '../project-of.js';

/** `caller -> target` and `caller -> symbol` lines, by symbol path. */
function edges(project: Project): string[] {
  return [...project.functions.values()].flatMap(({ fact, file, calls }) =>
    calls.flatMap((call) => {
      const from = fact?.name ?? file;
      const to = [
        ...call.targets.map((id) => project.functions.get(id)?.fact?.name ?? id),
        ...(call.symbol === undefined || call.indirect ? [] : [call.symbol]),
      ];
      return to.map((name) => `${from} ${call.indirect ? '~>' : '->'} ${name}`);
    }),
  );
}

describe('call graph', () => {
  it('follows imports, re-exports and export *', () => {
    const project = projectOf({
      'src/db.ts': `import { Pool } from 'pg'; export const pool = new Pool();`,
      'src/index.ts': `export * from './users.js'; export { pool as db } from './db.js';`,
      'src/users.ts':
        `import { pool } from './db'; export async function findUser(id: string) { ` +
        `return pool.query('select * from users where id = $1', [id]); }`,
      'src/app.ts':
        `import { findUser, db } from '.'; export async function main() { await findUser('1'); ` +
        `await db.query('select 1'); }`,
    });
    expect(edges(project)).toEqual([
      'main -> findUser', 'main -> pg#ClientBase.query', 'src/db.ts -> pg#Pool', 'findUser -> pg#ClientBase.query',
    ]);
  });

  it('gives a query of a pool from another file at rung 3, with its table', () => {
    const project = projectOf({
      'db.js': `const { Pool } = require('pg'); const database = new Pool(); module.exports = { database };`,
      'users.js': `const { database } = require('./db'); exports.all = () => database.query('select * from users');`,
    });
    const queries = [...project.functions.values()].flatMap((fn) => fn.queries);
    expect(queries).toMatchObject([
      {
        operation: 'read',
        entity: 'users',
        many: true,
        bounded: 'no',
        filtered: 'no',
        rung: 3,
        symbol: 'pg#ClientBase.query',
        binding: 'none',
      },
    ]);
  });

  it('calls through injected classes, interfaces with one implementation, and inherited methods', () => {
    const project = projectOf({
      'clock.ts': `export interface Clock { now(): number }`,
      'system-clock.ts':
        `import type { Clock } from './clock'; export class SystemClock implements Clock { now() { ` + 'return 1; } }',
      'base.ts': `export abstract class Base { protected log() {} run() { this.step(); } abstract step(): void }`,
      'orders.ts': `import { Base } from './base'; import type { Clock } from './clock';
        export class Orders extends Base { constructor(private readonly clock: Clock) { super(); } step() { \
this.clock.now(); this.log(); } }`,
      'controller.ts':
        `import { Orders } from './orders'; export class Controller { ` +
        'constructor(private orders: Orders) {} list() { this.orders.step(); } }',
    });
    expect(edges(project)).toEqual([
      'Base.run -> Orders.step', 'Controller.list -> Orders.step', 'Orders.step -> SystemClock.now',
      'Orders.step -> Base.log',
    ]);
  });

  it('knows what a constructor function and a factory are given by their callers', () => {
    const project = projectOf({
      'dao.js':
        'function Dao(db) { this.find = function (id) { ' +
        `return db.query('select * from t where id = ' + id); }; } module.exports = { Dao };`,
      'repo.js':
        `module.exports = function createRepo(db) { return { all() { return db.query('select * from t'); } ` + '}; };',
      'app.js': `const { Pool } = require('pg'); const { Dao } = require('./dao'); const createRepo = require('./repo');
        const pool = new Pool(); const dao = new Dao(pool); const repo = createRepo(pool);
        function main(id) { dao.find(id); repo.all(); }`,
    });
    expect(edges(project)).toContain('Dao.find -> pg#ClientBase.query');
    expect(edges(project)).toContain('createRepo.all -> pg#ClientBase.query');
    expect(edges(project)).toContain('main -> Dao.find');
    expect(edges(project)).toContain('main -> createRepo.all');
  });

  it('does not guess: an unknown receiver stays unresolved, and hides callers of methods of that name', () => {
    const project = projectOf({
      'a.ts': `export class Store { save() {} load() {} }`,
      'b.ts':
        `import { Store } from './a'; export function f(x: any) { new Store().save(); new Store().load(); ` +
        'x.thing.save(); }',
    });
    const visible = (name: string) => {
      const fn = [...project.functions.values()].find((candidate) => candidate.fact?.name === name);
      return fn && project.callersVisible(fn.id);
    };
    expect([visible('Store.save'), visible('Store.load')]).toEqual([false, true]);
  });
});

it('knows a type by another name', () => {
  const project = projectOf({
    'db.ts': `import type { Pool } from 'pg'; export type Db = Pool;`,
    'store.ts':
      `import type { Db } from './db'; export class Store { private db: Db; constructor(db: Db) { ` +
      `this.db = db; } all() { return this.db.query('select * from t'); } }`,
  });
  expect(edges(project)).toEqual(['Store.all -> pg#ClientBase.query']);
});
