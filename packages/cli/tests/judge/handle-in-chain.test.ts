/** A query joins a transaction by the handle that is given where its chain begins, or in the middle of it. */
import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings-of.js';

const base = {
  'account.ts':
    `import { Model } from 'objection'; export class Account extends Model {} ` + 'export class Entry extends Model {}',
};
const within = (body: string): Readonly<Record<string, string>> => ({
  ...base,
  'use.ts':
    `import { Account, Entry } from './account'; export async function move(from: string) { ` +
    `await Account.transaction(async (trx) => { ${body} }); }`,
});

describe('a handle in the chain', () => {
  it.each([
    ['where the query begins', 'await Account.query(trx).insert({ from }); await Entry.query(trx).insert({ from });'],
    ['as the second of a relation', `await Account.relatedQuery('entries', trx).insert({ from });`],
    [
      'in the middle',
      'await Account.query().transacting(trx).insert({ from }); await Entry.query().where({ ' +
        'from }).transacting(trx).delete();',
    ],
  ])('joins it: %s', async (_title, body) => {
    expect(await findingsOf('no-transaction-misuse', within(body))).toEqual([]);
  });

  it.each([
    ['no handle', 'await Account.query(trx).insert({ from }); await Entry.query().insert({ from });'],
    [
      'nothing in its place',
      'await Account.query(trx).insert({ from }); await Entry.query(undefined).insert({ from });',
    ],
  ])('does not join it: %s', async (_title, body) => {
    expect(await findingsOf('no-transaction-misuse', within(body))).toHaveLength(1);
  });

  it('is the same for a builder of tables', async () => {
    const files = (rest: string): Readonly<Record<string, string>> => ({
      'db.ts': `import knex from 'knex'; export const db = knex({});`,
      'use.ts':
        `import { db } from './db'; export async function move(a: string) { ` +
        `await db.transaction(async (trx) => { await trx('entries').insert({ a }); ` +
        `await db('accounts').where({ a })${rest}.update({ a }); }); }`,
    });
    expect(await findingsOf('no-transaction-misuse', files('.transacting(trx)'))).toEqual([]);
    expect(await findingsOf('no-transaction-misuse', files(''))).toHaveLength(1);
  });
});

describe('the rows a chain means', () => {
  const models = { 'base.ts': `import { Model } from 'objection'; export class Base extends Model {}` };
  const of = (body: string): Readonly<Record<string, string>> => ({
    ...models,
    'use.ts': `import { Base } from './base'; export class Flow extends Base { async stop() { ${body} } }`,
  });

  it.each([
    ['its own row', 'await this.$query().delete();'],
    ['its relation', `await this.$relatedQuery('steps').patch({ a: 1 });`],
    ['a row by its id', 'await Flow.query().deleteById(1);'],
    ['rows by a filter', 'await Flow.query().patch({ a: 1 }).where({ b: 1 });'],
  ])('are some: %s', async (_title, body) => {
    expect(await findingsOf('no-unscoped-mutation', of(body))).toEqual([]);
  });

  it('are all of the heir, not of a class in between', async () => {
    const [found] = await findingsOf('no-unscoped-mutation', of('await Flow.query().delete();'));
    expect(found?.says).toContain('every row of `Flow`');
  });
});
