import { describe, expect, it } from 'vitest';
import { readSql } from '../../src/domain/sql/sql-text.js';
import { factsOf } from './facts-of.js';

describe('what a statement gives back', () => {
  it.each([
    'select count(*) from visits',
    'SELECT li.mediaType, SUM(li.size) AS totalSize, COUNT(*) AS numItems FROM libraryItems li group by li.mediaType;',
    'select count_big(*) from visits',
    "select date_trunc('day', at), count(distinct user_id) from visits group by 1 order by 1",
    'select day, uniqExact(user_id) from visits group by day', 'select sum(a), max(b) from visits',
    'select day, total(price) from visits group by day having total(price) > 1',
    'select coalesce(sum(price), 0) from visits',
  ])('is no list: %s', (text) => {
    expect(readSql(text).many).toBe(false);
  });

  it.each([
    'select * from visits', 'select id, count(*) over () from visits',
    'select u.id, count(v.id) from users u left join visits v on v.user_id = u.id group by u.id',
    'select json_agg(v) from visits v', 'select name, (select count(*) from visits) from users',
    'select distinct name from users', 'select country, count from visits_by_country group by country, count',
  ])('is a list: %s', (text) => {
    expect(readSql(text).many).toBe(true);
  });
});

const SEQUELIZE = `import { Sequelize } from 'sequelize';
const sequelize = new Sequelize('sqlite::memory:');
const Podcast = sequelize.define('podcast', {});
const Item = sequelize.define('item', {});
`;

describe('the filter of a joined table', () => {
  const filtered = (options: string): string | undefined =>
    factsOf(`${SEQUELIZE}export const all = (libraryId, include) => Podcast.findAll(${options});`).queries[0]?.filtered;

  it.each([
    '{ include: { model: Item, where: { libraryId } } }',
    "{ attributes: ['id'], include: [{ model: Item, required: true, where: { libraryId } }] }",
  ])('leaves out rows: %s', (options) => {
    expect(filtered(options)).toBe('yes');
  });

  it.each([
    '{ include: [{ model: Item }] }', '{ include: Item }',
    '{ include: [{ model: Item, required: false, where: { libraryId } }] }',
  ])('leaves out none: %s', (options) => {
    expect(filtered(options)).not.toBe('yes');
  });

  it.each(['{ include }', '{ include: [{ model: Item, include: [{ model: Item, where: { libraryId } }] }] }'])(
    'is not known where it cannot be seen: %s',
    (options) => {
      expect(filtered(options)).toBe('unknown');
    },
  );
});
