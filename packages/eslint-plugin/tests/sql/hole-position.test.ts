import { describe, expect, it } from 'vitest';
import { isSqlStatement } from '../../../analysis/src/domain/sql/grammar.js';
import { holePosition } from '../../../analysis/src/domain/sql/hole-position.js';

describe('holePosition', () => {
  it.each([
    ['SELECT * FROM t WHERE id = ', 'value'],
    ['SELECT * FROM t WHERE a > ', 'value'],
    ['select * from t where a like ', 'value'],
    ['select * from t limit ', 'value'],
    ['select * from t limit 10 offset ', 'value'],
    ['select * from t where a between ? and ', 'value'],
    ['insert into t (a, b) values (', 'value'],
    ['insert into t (a, b) values (?, ', 'value'],
    ['insert into t (a, b) values (?, ?), (', 'value'],
    ['select * from t where id in (', 'value'],
    ['select * from t where lower(a) = lower(', 'argument'],
    ['select coalesce(a, ', 'argument'],
    ['update t set a = ?, b = ', 'value'],
    ["select * from t where a = '", 'quoted'],
    ["select * from t where a like '%", 'quoted'],
    ["select * from t where a = 'it''s ", 'quoted'],
    ["select * from t where a = 'x' and b = ", 'value'],
    ['select * from ', 'name'],
    ['select * from app.', 'name'],
    ['select ', 'name'],
    ['select a, ', 'name'],
    ['select * from t order by ', 'name'],
    ['select * from t order by created_at ', 'name'],
    ['select * from t order by a, ', 'name'],
    ['insert into ', 'name'],
    ['insert into t (', 'name'],
    ['insert into t (a, ', 'name'],
    ['update ', 'name'],
    ['select * from "', 'name'],
    ['select * from `', 'name'],
    ['select * from [', 'name'],
    ['select * from t where ', 'clause'],
    ['select * from t where a = ? and ', 'clause'],
    ['select * from t ', 'clause'],
    ['', 'statement'],
    ['  \n', 'statement'],
    ['explain ', 'statement'],
    ['begin; ', 'statement'],
    ['select count(*) from (', 'statement'],
    ['with page as (', 'statement'],
    ['select * from t where exists (', 'statement'],
    ['select * from t where (', 'clause'],
    ['-- find users\n', 'statement'],
  ])('%j', (before, position) => {
    expect(holePosition(before)).toBe(position);
  });

  it('does not let a quote inside a comment open a string', () => {
    expect(holePosition("/* don't */ select * from t where a = ")).toBe('value');
    expect(holePosition("select 1 -- it's\n from t where a = ")).toBe('value');
  });
});

describe('isSqlStatement', () => {
  it.each([
    'select a from b', '  SELECT\n * FROM t', 'insert into t values (?)', 'UPDATE t SET a = ?', 'update t u set a = 1',
    'delete from t', 'with x as (select 1) select * from x', '-- a comment\nselect a from b', 'create table ? (id int)',
    'truncate table ?',
  ])('%j is', (text) => {
    expect(isSqlStatement(text)).toBe(true);
  });

  it.each([
    '', 'select ? please', 'update available: ?', 'delete ?', 'insert coin', 'ping ?', 'with love', 'from a to b',
    'query { users { id } }', 'MATCH (n) WHERE n.id = ? RETURN n', 'drop ?',
  ])('%j is not', (text) => {
    expect(isSqlStatement(text)).toBe(false);
  });
});
