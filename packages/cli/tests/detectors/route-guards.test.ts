import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import type { Route } from '../../src/project/types.js';

const route = (line: string): Route => {
  const [method = '', path = ''] = line.split(' ');
  return {
    framework: 'express',
    method,
    path,
    file: 'src/app.js',
    at: [0, 1],
    chain: [],
    handler: null,
    handlerName: 'handler',
    complete: true,
  };
};

describe('a route for strangers, by its path', () => {
  it.each([
    'POST /login', 'POST /api/:tenant/login', 'POST /login/google', 'POST /users/signup', 'POST /verify/:token',
    'POST /reset-password/:token', 'POST /auth/forgot-password', 'POST /password/reset', 'POST /oauth/token',
    'POST /newsletter/subscribe', 'DELETE /session', 'POST /users/verify-email/:token', 'POST /auth/2fa/verify',
    'POST /api/auth/:nextauth*', 'POST /api/auth/refresh',
  ])('%s', (line) => {
    expect(accessOf(route(line), {})).toBe('public');
  });

  it.each([
    'POST /api/send-money', 'POST /auth/change-role', 'POST /auth/users', 'POST /confirm-payment',
    'POST /orders/:id/confirm', 'POST /token/transfer', 'PUT /users/:id/activate', 'PATCH /users/:id/reset-mfa',
    'POST /register-device', 'POST /subscribe/orders', 'POST /tickets/:id/verify', 'POST /status/all',
    'DELETE /users/:id/token',
  ])("is not %s, which only holds such a word, or one that is said of somebody's thing", (line) => {
    expect(accessOf(route(line), {})).toBe('open');
  });
});
