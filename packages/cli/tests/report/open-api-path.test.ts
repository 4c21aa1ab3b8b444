import { expect, it } from 'vitest';
import { operationIds } from '../../src/report/entries/operation-ids.js';
import { templatedPath } from '../../src/report/entries/open-api-path.js';

it.each([
  ['/', '/'],
  ['/users', '/users'],
  ['/users/:id', '/users/{id}'],
  ['/users/:user_id/posts/:postId', '/users/{user_id}/posts/{postId}'],
  ['/flights/:from-:to', '/flights/{from}-{to}'],
  ['/files/:name.json', '/files/{name}.json'],
  [String.raw`/users/:id(\d+)`, '/users/{id}'],
  ['/users/:id((?:a|b)+)/edit', '/users/{id}/edit'],
  ['/users/:id{[0-9]+}', '/users/{id}'],
])('%s is %s', (path, text) => {
  expect(templatedPath(path)?.text).toBe(text);
});

it.each([
  '/files/*', '/files/*path', '/files/:path*', '/files/:path+', '/users/:id?', '/users{/:id}', '/ab?cd', '/ab(cd)?e',
  '/a|b', '/users/:?', '/:id/and/:id', '/users/:id(\\d+)?', '(.*)', '/users/::escaped',
])('%s has parts that OpenAPI cannot say', (path) => {
  expect(templatedPath(path)).toBeNull();
});

it('takes paths that differ in names for one', () => {
  expect(templatedPath('/users/:id')?.shape).toBe(templatedPath('/users/:name')?.shape);
  expect(templatedPath('/users/:id')?.shape).not.toBe(templatedPath('/users/id')?.shape);
});

it('names operations by as much as it takes, and no two alike', () => {
  const row = (handler: string | null, method: string, name: string) => ({ handler, method, name });
  expect(
    operationIds([
      row('Users.find', 'GET', '/users'),
      row('Orders.find', 'GET', '/orders'),
      row('Orders.find', 'GET', '/orders/:id'),
      row('remove', 'DELETE', '/a-b'),
      row('remove', 'DELETE', '/a/b'),
      row('save', 'POST', '/save'),
      row('app.get("/x")', 'GET', '/x'),
      row('<anonymous>', 'GET', '/y'),
      row('GET', 'GET', '/z'),
      row(null, 'GET', '/n'),
    ]),
  ).toEqual([
    'Users_find',
    'Orders_find_get_orders',
    'Orders_find_get_orders_id',
    'remove_delete_a_b',
    'remove_delete_a_b_2',
    'save',
    null,
    null,
    null,
    null,
  ]);
});
