/** A token that the program keeps itself says nothing of who calls, however well it is verified. */
import { describe, expect, it } from 'vitest';
import { accessBy } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import { express, twins, type Files } from './guard-twins.js';

const REFUSE = 'return res.status(401).end();';
const gate = (token: string, more: Files = {}): Files => ({
  ...express(`import { verified } from './tokens.js';
import { kept, read, sent } from './kept.js';
import { redis } from './client.js';
async function gate(req, res, next) { const token = ${token}; if (!verified(token)) ${REFUSE} next(); }
app.post('/x', gate, write);`),
  'src/tokens.js': `import { verify } from './jwt.js';
export const verified = (token) => verify(token);
`,
  'src/jwt.js': `import jwt from 'jsonwebtoken';
export const verify = (token) => { try { return jwt.verify(token, process.env.KEY); } catch { return null; } };
`,
  'src/client.js': "import Redis from 'ioredis';\nexport const redis = new Redis();\n",
  'src/kept.js': `import { redis } from './client.js';
import { cookies } from 'next/headers';
export const kept = async (key) => { try { return await redis.get(key); } catch (error) { throw error; } };
export const read = async (key) => kept(key);
export const sent = async (key) => (await cookies()).get(key)?.value;
`,
  ...more,
});
const SENT = gate('req.cookies.token');

describe('a token that is verified', () => {
  it.each(["await kept('token')", "await read('token')", "await redis.get('token')"])(
    'and kept by the program itself is no caller: %s',
    (token) => twins(gate(token), SENT),
  );

  it.each([
    'await kept(req.cookies.id)', 'await read(req.headers["x-session"])', "await sent('token')",
    "req.get('authorization')", 'req.headers.authorization?.slice(7)',
  ])('and hangs on what the client sent is: %s', (token) => {
    const [route] = projectOf(gate(token)).routes;
    expect(accessBy(route!)).toBe('guarded');
  });

  it('is no caller in the function that verifies it either', () => {
    const here = (token: string): Files =>
      express(`import jwt from 'jsonwebtoken';
import { kept } from './kept.js';
async function gate(req, res, next) {
  const token = ${token};
  try { jwt.verify(token, process.env.KEY); } catch { ${REFUSE} } next();
}
app.post('/x', gate, write);`);
    const more = { 'src/kept.js': gate('')['src/kept.js']!, 'src/client.js': gate('')['src/client.js']! };
    twins({ ...here("await kept('token')"), ...more }, { ...here('req.cookies.token'), ...more });
  });
});
