import { expect, it } from 'vitest';
import { withoutReferences, withReferences } from '../../src/extract/source-references.js';

const SOURCE = "const users = db.query('SELECT id, name FROM users'); // SELECT id, name, mail FROM users\n";

function coded(text: string): unknown {
  const kept = withReferences({ text }, SOURCE, 'the-hash') as { readonly text: string };
  expect(withoutReferences(structuredClone(kept), SOURCE, 'the-hash')).toEqual({ text });
  return kept.text;
}

const place = (text: string): string => `${SOURCE.indexOf(text)},${text.length}`;

it('keeps a text that stands in the source as its first place', () => {
  expect(coded('users')).toBe(`\u0001${place('users')}`);
  expect(coded('SELECT id, name FROM users')).toBe(`\u0001${place('SELECT id, name FROM users')}`);
  expect(coded('the-hash')).toBe('\u0001h');
});

it('keeps what is joined as the longest parts, from left to right', () => {
  expect(coded('SELECT id, name, mail; users')).toBe(
    `\u0001[[${place('SELECT id, name, mail')}],";",[${place(' users')}]]`,
  );
  // The longer part stands behind the shorter one.
  expect(coded('x:SELECT id, name, m')).toBe(`\u0001["x:",[${place('SELECT id, name, m')}]]`);
});

it('keeps what stands nowhere as it is, short parts among them', () => {
  expect(coded('nowhere to be found')).toBe('nowhere to be found');
  expect(coded('db')).toBe('db');
  expect(coded('')).toBe('');
});

it('keeps nothing when a long mix of letters and digits stands nowhere in the source', () => {
  expect(withReferences({ text: 'users a8f3k29dk2l3m4n5' }, SOURCE, 'the-hash')).toBeNull();
});
