import { describe, expect, it } from 'vitest';
import { entryReach } from '../../src/project/entry-reach.js';
import { nameOf } from '../../src/project/function-name.js';
import { projectOf } from '../project-of.js';

const ROUTE = `import express from 'express';
import { shown } from './shown.js';
const app = express();
app.get('/a', function handle(req, res) { res.json(shown(req.query.a)); });
`;
const SHOWN = `import { tables } from './tables.js';
export function shown(name) { return tables[name](name); }
`;
const TABLES = `import { first } from './first.js';
export const tables = { first };
`;
const FIRST = `export function first(name) { return inner(name); }
function inner(name) { return name; }
`;
const TOOL = `import { program } from 'commander';
import { removed } from './removed.js';
program.command('rm').action((name) => removed(name));
`;
const REMOVED = 'export function removed(name) { return name; }\n';
const CLOCK = `import cron from 'node-cron';
import { swept } from './swept.js';
cron.schedule('* * * * *', () => swept('a'));
`;
const SWEPT = 'export function swept(name) { return name; }\n';

const files = {
  'app.js': ROUTE,
  'shown.js': SHOWN,
  'tables.js': TABLES,
  'first.js': FIRST,
  'tool.js': TOOL,
  'removed.js': REMOVED,
  'clock.js': CLOCK,
  'swept.js': SWEPT,
};

/** The way to a function by name: `null`, `guessed`, or the names it is told by. */
function wayTo(texts: Readonly<Record<string, string>>, name: string): string | null {
  const project = projectOf(texts, { versions: { express: '4.18.0' } });
  const reach = entryReach(project);
  if (!reach) return 'no entry';
  const found = [...project.functions.values()].find(({ fact }) => fact?.name.split('.').at(-1) === name);
  if (!found) throw new Error(`no function ${name}`);
  const way = reach.wayTo(found.id);
  if (!way) return null;
  const names = way.through.map((id) => nameOf(project.functions.get(id)!));
  return way.entry ? `${way.entry.name}: ${names.join(', ')}` : 'guessed';
}

describe('what comes in reaches', () => {
  it('what a handler calls, and says by which way', () => {
    expect(wayTo(files, 'shown')).toBe('GET /a: handle, shown');
  });

  it('perhaps what stands in a table that is asked by name, and what that calls', () => {
    expect(wayTo(files, 'first')).toBe('guessed');
    expect(wayTo(files, 'inner')).toBe('guessed');
  });

  it('perhaps any method of the name that is called on something unknown', () => {
    const called = {
      'app.js': ROUTE,
      'shown.js': 'export function shown(name, { store } = globalThis.parts) { return store.keep(name); }\n',
      'store.js': 'export class Store { keep(name) { return name; } }\n',
      'other.js': 'export class Other { drop(name) { return name; } }\n',
    };
    expect(wayTo(called, 'keep')).toBe('guessed');
    expect(wayTo(called, 'drop')).toBeNull();
  });

  it('perhaps what another file holds as a value, whoever has that', () => {
    const held = {
      ...files,
      'held.js': "import * as removed from './lonely.js';\nexport const all = { ...removed };\n",
      'lonely.js': 'export function lonely(name) { return name; }\n',
    };
    expect(wayTo(held, 'lonely')).toBe('guessed');
    expect(wayTo({ ...held, 'held.js': '' }, 'lonely')).toBeNull();
  });

  it('nothing that only a command line or a clock runs', () => {
    expect(wayTo(files, 'removed')).toBeNull();
    expect(wayTo(files, 'swept')).toBeNull();
  });

  it('nothing that only pages in a browser run', () => {
    const page = {
      ...files,
      'shown.js': "import { Page } from './page.jsx';\nexport function shown(name) { return render(Page, name); }\n",
      'page.jsx': `import React, { useState } from 'react';
import { sought } from './sought.js';
export function Page({ rows }) { return <ul onClick={pick(sought)}>{rows}</ul>; }
`,
      'sought.js': 'export function sought(rows, text) { return rows.filter((row) => row.match(text)); }\n',
    };
    expect(wayTo(page, 'sought')).toBeNull();
    const server = { ...page, 'other.js': "import { sought } from './sought.js';\nexport const all = { sought };\n" };
    expect(wayTo(server, 'sought')).toBe('guessed');
  });

  it('what a command line and a route run', () => {
    const both = { ...files, 'shown.js': "export { removed as shown } from './removed.js';\n" };
    expect(wayTo(both, 'removed')).toBe('GET /a: handle, removed');
  });

  it('perhaps what is handed to somebody unknown when a file is loaded', () => {
    const handed = { ...files, 'tool.js': TOOL.replace("'commander'", "'some-server'") };
    expect(wayTo(handed, 'removed')).toBe('guessed');
  });

  it('perhaps everything, where nothing that comes in is seen', () => {
    expect(wayTo({ 'removed.js': REMOVED }, 'removed')).toBe('no entry');
    expect(wayTo({ 'clock.js': CLOCK, 'swept.js': SWEPT }, 'swept')).toBe('no entry');
  });
});
