import { expect, test } from 'vitest';
import { leafHash } from '../../src/agent/leaf-hash.js';
import { parseFile } from '../../src/extract/parse-file.js';

function hashOf(text: string): string {
  const parsed = parseFile('a.ts', text);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return leafHash(parsed.source, [0, text.length]);
}

const BASE = `import { Repo } from './repo';
export async function find(id: string) {
  const re = /a\\/\\/b/; return (await Repo.get(id)) + 'x' + \`t\${id}\` + 1;
}
`;

test.each([
  ['a comment', BASE.replace('export', '// safe, reviewed\nexport')],
  ['layout', BASE.replace(/\n {2}/g, '\n\n      ')],
  ['line ends', BASE.replace(/\n/g, '\r\n')],
  ['quote style', BASE.replace(/'([^']*)'/g, '"$1"')],
  ['a doc comment', BASE.replace('export', '/** @deprecated */\nexport')],
])('%s does not count', (_, text) => {
  expect(hashOf(text)).toBe(hashOf(BASE));
});

test.each([
  ['import type', BASE.replace('import {', 'import type {')],
  ['async', BASE.replace('async ', '').replace('await ', '')],
  ['code after a regular expression with slashes', BASE.replace('+ 1', '+ 2')],
  ['the regular expression', BASE.replace('b/;', 'c/;')],
  ['a string', BASE.replace("'x'", "'y'")],
  ['the text of a template', BASE.replace('`t$', '`u$')],
  ['an operator', BASE.replace("+ 'x'", "- 'x'")],
  ['a name', BASE.replace('Repo.get', 'Repo.put')],
  ['a type', BASE.replace('id: string', 'id: number')],
])('%s counts', (_, text) => {
  expect(text).not.toBe(BASE);
  expect(hashOf(text)).not.toBe(hashOf(BASE));
});

test('what stands outside the range does not count, what surrounds it does', () => {
  const parsed = (text: string) => {
    const result = parseFile('a.ts', text);
    if (result.kind === 'unread') throw new Error(result.reason);
    return leafHash(result.source, [text.indexOf('query('), text.indexOf(')', text.indexOf('query(')) + 1]);
  };
  const one = 'const a = 1;\nfunction f() { query(a); }\n';
  expect(parsed(one.replace('const a = 1', 'const a = 2'))).toBe(parsed(one));
  expect(parsed(one.replace('function f', 'async function f'))).not.toBe(parsed(one));
});
