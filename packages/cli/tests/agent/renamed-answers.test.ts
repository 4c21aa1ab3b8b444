/** What was paid for is not asked again because a file has another name now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { escalateBench, replying } from './escalate-bench.js';
import { answerTo } from './messages-server.js';
import { reviewedShop, UNGUARDED } from './reviewed-shop.js';

const bench = escalateBench();

const STOCK = `import { Job } from '@acme/jobs';
import { pool } from './db.js';

export class Stock {
  @Job()
  async order(id: string) {
    await pool.query('update orders set a = 1 where id = $1', [id]);
    await pool.query('update stock set a = 1 where id = $1', [id]);
  }
}
`;

/** Two questions: who may delete, and whether the callers of \`order\` open a transaction. */
function project(): string {
  const root = tempProject({
    'package.json': '{"name":"stock","dependencies":{"pg":"^8.0.0","express":"^5.0.0"}}',
    'src/db.ts': "import { Pool } from 'pg';\n\nexport const pool = new Pool();\n",
    'src/once.ts': `import { pool } from './db.js';

export async function once() {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('update orders set a = 1 where id = 1');
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
`,
    'src/stock.ts': STOCK,
    'src/app.js': `import express from 'express';
import { pool } from './db.js';
const app = express();
app.delete('/orders/:id', async (req, res) => {
  await pool.query('DELETE FROM orders WHERE id = $1', [req.params.id]);
  res.status(204).end();
});
app.listen(3000);
`,
  });
  git(root, 'init', '-q', '-b', 'main');
  return root;
}

function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'x');
}

async function escalated(
  root: string,
  ...flags: readonly string[]
): Promise<{ readonly asked: number; readonly code: number; readonly out: string }> {
  const before = bench.seen().length;
  const ran = await runCli(root, ['escalate', ...flags], {
    env: { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: bench.url() },
  });
  return { asked: bench.seen().length - before, code: ran.code, out: ran.stdout };
}

const confirming = replying((request) => answerTo(request));

test('confirmed, renamed, renamed again: nothing is asked, and a change of the code is', async () => {
  bench.respond(confirming);
  const root = project();
  const first = await escalated(root);
  expect([first.asked, first.code]).toEqual([2, 0]);
  commit(root);
  git(root, 'mv', 'src/stock.ts', 'src/store.ts');
  git(root, 'mv', 'src/app.js', 'src/server.js');
  expect(await escalated(root)).toMatchObject({ asked: 0, code: 0 });
  commit(root);
  expect(await escalated(root)).toMatchObject({ asked: 0, code: 0 });
  git(root, 'mv', 'src/store.ts', 'src/stores.ts');
  commit(root);
  expect(await escalated(root)).toMatchObject({ asked: 0, code: 0 });
  writeFiles(root, { 'src/stores.ts': STOCK.replace('set a = 1', 'set a = 2') });
  expect(await escalated(root)).toMatchObject({ asked: 1, code: 0 });
  expect(readFileSync(join(root, 'src/stores.ts'), 'utf8')).toContain('set a = 2');
});

test('a reply that could not be used is not paid for again either', async () => {
  bench.respond(replying(() => ({})));
  const root = project();
  expect(await escalated(root)).toMatchObject({ asked: 2, code: 3 });
  commit(root);
  git(root, 'mv', 'src/stock.ts', 'src/store.ts');
  commit(root);
  expect(await escalated(root)).toMatchObject({ asked: 0, code: 3 });
  bench.respond(confirming);
  expect(await escalated(root, '--retry-unusable')).toMatchObject({ asked: 2, code: 0 });
});

test('another file than its own was renamed, which its facts name', async () => {
  bench.respond(confirming);
  const shop = reviewedShop(UNGUARDED, { 'src/layers/other.ts': 'export const layer = 1;\n' });
  git(shop.root, 'init', '-q', '-b', 'main');
  const [one] = shop.asked;
  const naming = (file: string): typeof shop => ({
    ...shop,
    asked: [
      {
        ...one!,
        detected: {
          ...one!.detected,
          facts: [
            {
              predicate: 'imports',
              args: { fn: `${file}#layer`, text: `see ${file}, and src/layers/other.tsx` },
              value: file,
            },
          ],
        },
      },
    ],
  });
  expect((await bench.run(naming('src/layers/other.ts'))).requests).toHaveLength(1);
  commit(shop.root);
  git(shop.root, 'mv', 'src/layers/other.ts', 'src/layers/inner.ts');
  commit(shop.root);
  expect((await bench.run(naming('src/layers/inner.ts'))).requests).toHaveLength(0);
  expect((await bench.run(naming('src/app.ts'))).requests).toHaveLength(1);
});
