import { registryOf } from '@backend-architect/analysis';
import { expect, it } from 'vitest';
import { linkAgain, linkCalls, type LinkedCall } from '../../src/project/call-linker.js';
import { createClassTree } from '../../src/project/class-tree.js';
import { createModules } from '../../src/project/modules.js';
import { createParameters } from '../../src/project/parameter-oracle.js';
import type { Resolver } from '../../src/project/resolution.js';
import { createResolver } from '../../src/project/resolver.js';
import { factsOf } from '../project-of.js';

const FILES = {
  'src/db.ts': "import { Pool } from 'pg';\nexport const db = new Pool({ max: 4 });\n",
  'src/orders.ts': `import { hand } from './hand';
import { db } from './db';
export const orders = () => hand(db);
export const now = () => db.query('SELECT now()');
`,
  'src/hand.ts': "import { read } from './read';\nexport const hand = (first) => read(first);\n",
  'src/read.ts': "export const read = (second) => second.query('SELECT id FROM orders LIMIT 5');\n",
};

const nameOf = ({ file, fact }: LinkedCall): string => `${file}:${fact.at[0]}`;

it('links only those calls again that asked what callers pass', () => {
  const files = new Map(Object.entries(FILES).map(([file, text]) => [file, factsOf(file, text, {})]));
  const modules = createModules('/nowhere', new Set(files.keys()));
  const classes = createClassTree(files, modules, () => () => null);
  const parameters = createParameters((): Resolver => resolver);
  const resolver = createResolver(files, modules, registryOf({}), classes, parameters.oracle);
  const first = linkCalls(resolver, files);
  const leaning = first.filter((call) => call.leans);
  expect(leaning.map(({ file, fact }) => [file, fact.callee.kind])).toEqual([
    ['src/hand.ts', 'import'],
    ['src/read.ts', 'param'],
  ]);
  expect(leaning.map((call) => call.target)).toEqual([null, null]);

  parameters.learn(first);
  const second = linkAgain(resolver, first);
  expect(second.map(nameOf)).toEqual(first.map(nameOf));
  const again = second.filter((call, index) => call !== first[index]);
  expect(again.map((call) => call.file)).toEqual(['src/hand.ts', 'src/read.ts']);
  expect(again[1]?.target?.symbol).toBe('pg#ClientBase.query');
});
