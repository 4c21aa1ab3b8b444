/** Guards that leave out what a helper says: the helper's own conditions decide which routes are meant. */
import { describe, it } from 'vitest';
import { express, twins, type Files } from './guard-twins.js';

const guard = (test: string, more: Files = {}, before = ''): Files =>
  express(
    `import * as open from './open'; import { isOpen } from './open';
${before}
app.use((req, res, next) => { if (${test}) return next(); requireUser(req, res, next); });
app.post('/x', write);`,
    more,
  );
const file = (text: string): Files => ({ 'src/open.ts': text });

describe('a guard that leaves out what a helper says', () => {
  it.each<[string, string, string, string]>([
    [
      'by the method and a list nobody can read',
      'isOpen(req)',
      `const list = load(); export function isOpen(req) { return req.method === 'GET' && list.some((one) => one.test(req.path)); }`,
      `const list = load(); export function isOpen(req) { return req.method === 'POST' && list.some((one) => one.test(req.path)); }`,
    ],
    [
      'by its path, through a namespace',
      'open.isOpen(req)',
      `export const isOpen = (req) => ['/login', '/health'].includes(req.path);`,
      `export const isOpen = (req) => ['/login', '/x'].includes(req.path);`,
    ],
    [
      'by one of two conditions',
      'isOpen(req)',
      `export const isOpen = (req) => req.method === 'GET' || req.path.startsWith('/public/');`,
      `export const isOpen = (req) => req.method === 'GET' || req.headers['x-internal'] === '1';`,
    ],
    [
      'in statements',
      'isOpen(req)',
      `export function isOpen(req) { if (req.method !== 'GET') return false; return listed(req.path); }`,
      `export function isOpen(req) { if (req.method === 'GET') return false; return listed(req.path); }`,
    ],
    [
      'by the opposite',
      '!isOpen(req)',
      `export function isOpen(req) { return req.method === 'POST'; }`,
      `export function isOpen(req) { return req.method === 'GET'; }`,
    ],
    [
      'through another helper',
      'isOpen(req)',
      `const isRead = (req) => req.method === 'GET' || req.method === 'HEAD';
export const isOpen = (req) => isRead(req) && settings.publicReads;`,
      `const isRead = (req) => req.method === 'GET' || settings.all;
export const isOpen = (req) => isRead(req) && settings.publicReads;`,
    ],
    [
      'that is waited for',
      'isOpen(req)',
      `export const isOpen = (req) => req.method === 'GET';`,
      `export const isOpen = async (req) => req.method === 'GET';`,
    ],
  ])('%s', (_, test, innocent, guilty) => {
    twins(guard(test, file(guilty)), guard(test, file(innocent)));
  });

  it('is a method of the class that holds the guard', () => {
    const auth = (method: string): Files => ({
      'src/auth.ts': `import passport from 'passport';
export class Auth { patterns = [/cover/];
  isOpen(req) { return req.method === '${method}' && this.patterns.some((one) => one.test(req.path)); }
  ifNeeded(check) { return (req, res, next) => { if (this.isOpen(req)) { return next(); } check(req, res, next); }; }
}`,
    });
    const app = `import { Auth } from './auth'; const auth = new Auth();
app.use(auth.ifNeeded(requireUser)); app.post('/x', write);`;
    twins(express(app, auth('POST')), express(app, auth('GET')));
  });
});
