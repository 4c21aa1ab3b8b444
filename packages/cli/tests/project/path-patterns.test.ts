import { expect, it } from 'vitest';
import { covers } from '../../src/project/routes/path-patterns.js';

it.each([
  ['/(.*)', '/a/b', 'all'],
  ['(.*)', '/', 'all'],
  ['/:path*', '/a', 'all'],
  ['/admin(.*)', '/admin', 'all'],
  ['/admin(.*)', '/administrators', 'all'],
  ['/admin(.*)', '/adm', 'none'],
  ['/admin/:path*', '/admin', 'all'],
  ['/admin/:path*', '/admin/', 'all'],
  ['/admin/:path*', '/admin/:id', 'all'],
  ['/admin/:path*', '/administrators', 'none'],
  ['/admin/:path+', '/admin', 'none'],
  ['/admin/:path+', '/admin/a', 'all'],
  ['/admin/(.*)', '/admin/a', 'all'],
  ['/admin/(.*)', '/admin', 'some'],
  ['/admin/(.*)', '/users', 'none'],
  ['/admin/:path*', '/:page/a', 'some'],
  ['/admin', '/admin', 'all'],
  ['/admin', '/admin/a', 'none'],
  ['/admin', '/:page', 'some'],
  ['/a/:id/b', '/a/1/b', 'some'],
  ['/((?!api|_next/static).*)', '/users', 'all'],
  ['/((?!api|_next/static).*)', '/api/a', 'none'],
] as const)('%s covers of %s: %s', (pattern, path, covered) => {
  expect(covers(pattern, path)).toBe(covered);
});
