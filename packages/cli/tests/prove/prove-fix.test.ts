import { expect, test } from 'vitest';
import { proveFix, type DetectAgain, type Detection, type ProveFixInput } from '../../src/prove/prove-fix.js';

const FILES: Readonly<Record<string, string>> = {
  'src/orders.ts': `import { query } from './db.js';
export async function find(id: string): Promise<unknown> {
  return query(\`SELECT * FROM orders WHERE id = \${id}\`, []);
}
`,
  'src/db.ts': `export async function query(text: string, values: readonly unknown[]): Promise<unknown> {
  return [text, values];
}
`,
};
const TARGET: Detection = { ruleId: 'no-sql', file: 'src/orders.ts' };

/** Stands for the analysis: a hole in SQL text is one detection. */
const detect: DetectAgain = async (texts) =>
  Object.keys(FILES).flatMap((file) =>
    ((texts.get(file) ?? FILES[file]!).match(/\$\{/g) ?? []).map(() => ({ ruleId: 'no-sql', file })),
  );

const prove = (anchor: string, replacement: string, over: Partial<ProveFixInput> = {}) =>
  proveFix({
    edits: [{ file: 'src/orders.ts', anchor_quote: anchor, replacement }],
    target: TARGET,
    textOf: (file) => FILES[file] ?? null,
    importsOf: () => ['src/db.ts'],
    detect,
    ...over,
  });

const HOLE = '`SELECT * FROM orders WHERE id = ${id}`, []';

test('a fix that applies, compiles and removes the problem is checked', async () => {
  expect(await prove(HOLE, "'SELECT * FROM orders WHERE id = $1', [id]")).toEqual({ checked: true });
});

test.each([
  ['its anchor is not there', 'no such text', 'x', 'its anchor does not stand in src/orders.ts'],
  ['its anchor is ambiguous', 'id', 'x', 'its anchor stands more than once in src/orders.ts'],
  ['it changes nothing', 'return query', 'return query', 'it changes nothing in src/orders.ts'],
  ['it does not parse', HOLE, "'SELECT", 'it does not compile: src/orders.ts: TS1002 Unterminated string literal.'],
  [
    'it uses what does not exist', HOLE, "'SELECT 1', [missing]",
    "it does not compile: src/orders.ts: TS2304 Cannot find name 'missing'.",
  ],
  [
    'it breaks a call', HOLE, "'SELECT 1'",
    'it does not compile: src/orders.ts: TS2554 Expected 2 arguments, but got 1.',
  ],
  ['it leaves the problem', HOLE, '`SELECT id FROM orders WHERE id = ${id}`, []', 'the problem is still there'],
])('%s', async (_, anchor, replacement, because) => {
  expect(await prove(anchor, replacement)).toEqual({ checked: false, because });
});

test('a fix that brings a new problem elsewhere is not checked', async () => {
  const edits = [
    { file: 'src/orders.ts', anchor_quote: HOLE, replacement: "'SELECT * FROM orders WHERE id = $1', [id]" },
    { file: 'src/db.ts', anchor_quote: 'return [text, values]', replacement: 'return [`${text}`, values]' },
  ];
  expect(await prove('', '', { edits })).toEqual({ checked: false, because: 'it brings a new no-sql in src/db.ts' });
});

test('a fix may not touch files that were not read', async () => {
  expect(await prove('', '', { edits: [{ file: '../../etc/passwd', anchor_quote: 'root', replacement: '' }] })).toEqual(
    { checked: false, because: '../../etc/passwd is not among the files read' },
  );
});

test('what could not be determined stays unchecked', async () => {
  expect(await prove(HOLE, "'SELECT * FROM orders WHERE id = $1', [id]", { detect: null })).toEqual({
    checked: false,
    because: 'whether the problem is gone was not determined',
  });
});
