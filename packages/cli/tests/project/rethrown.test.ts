import { expect, it } from 'vitest';
import { gate, seen } from './guard-twins.js';

/** A check whose failure goes through a function before the next handler is reached. */
const failing = (failed: string): ReturnType<typeof gate> =>
  gate(
    `req.user = await verified(req).catch(${failed}); next();`,
    'const verified = async (req) => jwt.verify(req.headers.authorization, process.env.KEY);',
  );

it.each([
  ['at once', '(error) => { throw error; }'],
  ['after a note', '(error) => { console.warn(error); throw error; }'],
  ['made of what was read before', '(error) => { const why = error.message; throw new Error(why); }'],
  ['after a choice', '(error) => { if (error.expired) console.warn("expired"); throw error; }'],
  ['after a callback that returns', '(error) => { [1].forEach((one) => { return; }); throw error; }'],
])('a failure that is thrown on keeps out: %s', (_, failed) => {
  expect(seen(failing(failed))).toBe('guarded');
});

it.each([
  ['without a value', '(error) => { if (error.expired) return; throw error; }'],
  ['with one', '(error) => { if (error.expired) return { id: 1 }; throw error; }'],
  ['in a loop', '(error) => { for (const one of error.list) { if (one) return; } throw error; }'],
  ['in what is tried', '(error) => { try { return; } finally { console.warn(error); } throw error; }'],
  ['and is not thrown on', '(error) => { console.warn(error); }'],
])('a failure that ends before does not: %s', (_, failed) => {
  expect(seen(failing(failed))).toBe('not known');
});
