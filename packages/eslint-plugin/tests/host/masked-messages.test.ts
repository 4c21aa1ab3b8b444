import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';

/** Everything ESLint says of a text, but for the edits it would make: the file holds those anyway. */
function said(code: string): string {
  const messages = new Linter().verify(code, [plugin.configs.recommended], { filename: 'src/a.js' });
  expect(messages.filter((message) => message.fatal)).toEqual([]);
  return messages
    .map(({ message, suggestions }) => [message, ...(suggestions ?? []).map(({ desc }) => desc)].join('\n'))
    .join('\n');
}

const signed = (key: string) =>
  said(
    `import jwt from 'jsonwebtoken';
export const token = (id) => jwt.sign({ id }, ${key} ?? 'kirschmus', { expiresIn: '1h' });
`,
  );

describe('messages in ESLint hold no secret of the file', () => {
  it('in a piece of code that is quoted', () => {
    const text = signed("load({ password: 'apfelmus' })");
    expect(text).toContain("When `load({ password: '••••••••' })` is not set");
    expect(text).not.toContain('apfelmus');
  });

  it('in one that is cut off in the middle of a secret', () => {
    const text = signed("load('region-of-the-sea', 'postgres://me:orange77@db.acme.io/shop')");
    expect(text).toContain("When `load('region-of-the-sea', 'postgres://me:••••••••...` is not set");
    expect(text).not.toMatch(/me:o/);
  });

  it('while its neighbour is quoted whole', () => {
    expect(signed("load({ database: 'apfelmus' })")).toContain("When `load({ database: 'apfelmus' })` is not set");
  });
});
