/** What only pages run is no code of the backend, whether or not it says so itself. */
import { expect, it } from 'vitest';
import { recorded, saysTheSame } from '../../src/judge/consulted.js';
import { projectOf } from '../project-of.js';
import { toldOf } from './findings-of.js';

const SERVER =
  "import express from 'express';\nconst app = express();\napp.get('/a', (req, res) => res.end());\napp.listen(1);\n";
const PAGE =
  "import React from 'react';\nimport { load } from './actions.js';\nexport const Page = () => <b onClick={load} />;\n";
const ACTIONS = `import { send } from './send.js';
export const load = async () => { send('a'); };
`;
const SEND = 'export const send = async (name) => { await fetch(`/api/${name}`); };\n';
const files = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'server.js': SERVER,
  'ui/page.jsx': PAGE,
  'ui/actions.js': ACTIONS,
  'ui/send.js': SEND,
  ...more,
});
const said = async (more?: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await toldOf('no-unawaited-io', files(more))).map(({ place }) => place);

it('is what only components import, and what only that imports', async () => {
  expect(await said()).toEqual([]);
  // Each of two imports the other.
  expect(
    await said({ 'ui/send.js': `import { load } from './actions.js';\nexport const again = load;\n${SEND}` }),
  ).toEqual([]);
});

it.each([
  [
    'the server imports it too',
    { 'server.js': `${SERVER}import { load } from './ui/actions.js';\napp.get('/b', load);\n` },
  ],
  [
    'it answers requests itself',
    { 'ui/actions.js': `${ACTIONS}import express from 'express';\nexpress().get('/b', load);\n` },
  ],
  ['it speaks to a database', { 'ui/send.js': `import { Pool } from 'pg';\nexport const pool = new Pool();\n${SEND}` }],
  [
    'what it imports does',
    {
      'ui/send.js': `import { pool } from './pool.js';\nexport const all = () => pool.query('select 1');\n${SEND}`,
      'ui/pool.js': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
    },
  ],
  ['nothing is seen to import it', { 'ui/page.jsx': "import React from 'react';\nexport const Page = () => <b />;\n" }],
  [
    'a server renders components',
    { 'ui/link.jsx': "import Link from 'next/link';\nexport const A = () => <Link />;\n" },
  ],
  [
    'it does so by itself',
    { 'render.js': "import { renderToString } from 'react-dom/server';\nexport { renderToString };\n" },
  ],
  [
    'a page imports its types alone',
    {
      'ui/page.jsx':
        "import React from 'react';\nimport type { load } from './actions.js';\nexport const Page = () => <b />;\n",
    },
  ],
])('is not, where %s', async (_name, more) => {
  expect(await said(more)).toHaveLength(1);
});

it('is asked of the project, and a verdict holds as long as the answer does', () => {
  const view = (more?: Readonly<Record<string, string>>) => projectOf(files(more)).viewOf('ui/actions.js');
  const { view: watched, consulted } = recorded(view());
  expect(watched.ofClients).toBe(true);
  expect(saysTheSame(view(), consulted)).toBe(true);
  expect(saysTheSame(view({ 'other.js': "import { load } from './ui/actions.js';\nload();\n" }), consulted)).toBe(
    false,
  );
});
