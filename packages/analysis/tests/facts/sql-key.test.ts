import { describe, expect, it } from 'vitest';
import { isKeyIn } from '../../src/domain/sql/sql-key.js';

describe('a select that gives rows only where a column equals the value', () => {
  it.each([
    ['select id from t where k = $1', true],
    ['select id from t where $1 = k', true],
    ['SELECT * FROM "t" AS x WHERE x."k"=$1 AND active LIMIT 1;', true],
    ["select id from t where k = digest($1, 'sha256')", true],
    ['select id from t where k = $1::uuid and (a or b)', true],
    ['select (select count(*) from o where o.t = t.id) as n from t where k = $1', true],
    ['select count(*) from t where k = $1 group by id', true],
    ['select count(*) over () from t where k = $1', true],
    ['select id -- or\n from t where k = $1', true],
    ['select count(*) from t where k = $1', false],
    ['select id from t where k = $2', false],
    ['select id from t where k = $11', false],
    ['select id from t where k <> $1', false],
    ['select id from t where k >= $1', false],
    ['select id from t where not k = $1', false],
    ['select id from t where (k = $1 or open)', false],
    ['select id from t where k = coalesce($1, k)', false],
    ['select id from t where k = any($1)', false],
    ['select id from t where 1 = $1', false],
    ['select id from t where k = (select k from t where id = $1)', false],
    ['select exists(select 1 from t where k = $1)', false],
    ['insert into t (k) values ($1)', false],
    ["select id from t where note = ' and k = $1'", false],
    ['select id from t where k like $1', false],
    ['select id from t limit $1', false],
    ['with o as (select 1) select id from t where k = $1', false],
  ])('%s', (sql, expected) => {
    expect(isKeyIn(sql, { index: 0 })).toBe(expected);
  });
  it('by the position of a mark, or by a name', () => {
    expect(isKeyIn('select id from t where a > ? and k = ?', { index: 1 })).toBe(true);
    expect(isKeyIn('select id from t where a > ? and k = ?', { index: 0 })).toBe(false);
    expect(isKeyIn('select id from t where k = :key', { name: 'key' })).toBe(true);
    expect(isKeyIn('select id from t where k = @other', { name: 'key' })).toBe(false);
    expect(isKeyIn('select id from t where k = ${key}', { name: 'key' })).toBe(true);
  });
});
