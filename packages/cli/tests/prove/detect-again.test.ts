import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectAgain } from '../../src/prove/detect-again.js';
import { proveFix } from '../../src/prove/prove-fix.js';
import { projectOf } from '../project-of.js';

const FILES: Readonly<Record<string, string>> = {
  'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
  'src/orders.ts': `import { pool } from './db.js';
export async function find(id: string) {
  return pool.query(\`SELECT * FROM orders WHERE id = '\${id}'\`);
}
`,
};

test('a fix is checked by the analysis that found the problem', async () => {
  const root = mkdtempSync(join(tmpdir(), 'again-'));
  const project = projectOf(FILES);
  const detect = detectAgain({ root, project, config: {}, settings: {}, preset: 'recommended' });
  const prove = (replacement: string) =>
    proveFix({
      edits: [{ file: 'src/orders.ts', anchor_quote: "`SELECT * FROM orders WHERE id = '${id}'`", replacement }],
      target: { ruleId: 'no-raw-sql-concatenation', file: 'src/orders.ts' },
      textOf: (file) => FILES[file] ?? null,
      importsOf: () => ['src/db.ts'],
      detect,
    });
  expect(await detect(new Map(Object.entries(FILES)))).toContainEqual({
    ruleId: 'no-raw-sql-concatenation',
    file: 'src/orders.ts',
  });
  expect(await prove("'SELECT * FROM orders WHERE id = $1', [id]")).toEqual({ checked: true });
  expect(await prove("'SELECT * FROM orders WHERE id = ' + id")).toEqual({
    checked: false,
    because: 'the problem is still there',
  });
  expect(await detect(new Map([['src/orders.ts', 'export const = ;']]))).toBeNull();
  rmSync(root, { recursive: true });
});
