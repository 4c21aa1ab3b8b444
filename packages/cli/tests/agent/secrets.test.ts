import { analyse } from '@backend-architect/analysis';
import { expect, test } from 'vitest';
import { maskSecrets, withoutLengths } from '../../src/agent/secrets.js';
import { parseFile } from '../../src/extract/parse-file.js';

async function mask(text: string, lines: readonly (readonly [number, number])[] = []) {
  const parsed = parseFile('a.ts', text);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return maskSecrets(analyse(parsed.source), text, lines);
}

// Assembled, so that no scanner takes this file for a leak.
const SLACK = ['xoxb', '1234567890', '1234567890123', 'AbCdEfGhIjKlMnOpQrStUvWx'].join('-');

test.each([
  ['a token a scanner knows', `const t = '${SLACK}';`, SLACK],
  ['a connection string', "const u = 'postgres://me:orange77@db.internal/shop';", 'orange77'],
  ['a literal named like a secret', "const jwtSecret = 'orders-4471-blue';", 'orders-4471-blue'],
  ['a property named like a secret', "const c = { password: 'Tr0ub4dor' };", 'Tr0ub4dor'],
  [
    'a fallback of the environment', "const k = process.env.K; export const apiKey = k ?? 'blue44horses';",
    'blue44horses',
  ],
  ['a random literal', "send('9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c');", '9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c'],
  ['a template', 'const token = `blue44horses99`;', 'blue44horses99'],
])('%s is masked with the same length', async (_, text, secret) => {
  const masked = await mask(text);
  expect(masked.text).not.toContain(secret);
  expect(masked.text).toHaveLength(text.length);
  expect(masked).toMatchObject({ count: 1, outsideLiteral: false });
});

test.each([
  "const passwordField = 'new-password';", "const message = 'Password must be longer than 8 letters';",
  "const table = 'orders'; const sql = 'SELECT id FROM orders WHERE id = $1';", "import { x } from './token-store.js';",
  "const path = 'src/modules/orders/orders.controller';",
])('ordinary text is kept: %s', async (text) => {
  expect((await mask(text)).text).toBe(text);
});

test('what our own rule reported on a line is masked there', async () => {
  const text = "connect('orders', 'blue horse');\nlog('orders');";
  expect((await mask(text, [[1, 1]])).text).toBe(
    "connect('••••••', '‹SECRET:2›');\nlog('orders');".replace(
      '‹SECRET:2›',
      (await mask(text, [[1, 1]])).text.slice(19, 29),
    ),
  );
  expect((await mask(text, [[1, 1]])).text).not.toMatch(/blue horse/);
  expect((await mask(text, [[1, 1]])).text).toContain("log('orders')");
});

test('lines stay lines', async () => {
  const text = `const privateKey = \`first line 123\nsecond line 456\`;\nnext();`;
  const masked = await mask(text);
  expect(masked.text.split('\n')).toHaveLength(3);
  expect(masked.text).toMatch(/^const privateKey = `‹SECRET:1·+›\n‹SECRET:1·+›`;\nnext\(\);$/);
});

test('a secret that is no literal stops the text from being sent', async () => {
  expect((await mask(`const r = /${SLACK}/;`)).outsideLiteral).toBe(true);
});

test('what is sent does not tell how long a secret is', async () => {
  const short = await mask("const password = 'apfel';");
  const long = await mask("const password = 'apfelmus-and-much-more-of-it';");
  expect(withoutLengths(short.text)).toBe("const password = '‹SECRET›';");
  expect(withoutLengths(long.text)).toBe("const password = '‹SECRET:1›';");
});
