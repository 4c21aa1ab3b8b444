import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { LibraryCases } from '../../packages/analysis/tests/models/model-case.js';
import { mutated } from '../../scripts/crash-safety/mutations.mjs';
import { numbers } from '../../scripts/crash-safety/random.mjs';
import { survives } from './survives.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MUTATIONS = 20;

it(`nothing throws: every conformance case mutated ${MUTATIONS} ways`, { timeout: 600_000 }, async () => {
  const folder = join(ROOT, 'packages/analysis/tests/models');
  let read = 0;
  let seed = 0;
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.cases.ts'))) {
    const { cases } = (await import(join(folder, name))) as { cases: LibraryCases };
    for (const entry of Object.values(cases).flatMap(({ found, lookAlikes }) => [...found, ...lookAlikes])) {
      const code = ('code' in entry ? entry.code : entry[0]).replace(/[«»]/g, '');
      for (let way = 0; way < MUTATIONS; way += 1)
        if (survives('src/case.ts', mutated(code, numbers((seed += 1))))) read += 1;
    }
  }
  expect(read).toBeGreaterThan(seed * 0.3);
});
