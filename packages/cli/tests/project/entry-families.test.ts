import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';
import { CALLS } from './entry-families/calls.js';
import { MESSAGES } from './entry-families/messages.js';
import { PAGES } from './entry-families/pages.js';
import { PLATFORMS } from './entry-families/platforms.js';
import type { Family } from './entry-families/family.js';

const FAMILIES: Readonly<Record<string, readonly Family[]>> = {
  platforms: PLATFORMS,
  pages: PAGES,
  messages: MESSAGES,
  calls: CALLS,
};

interface Row {
  readonly kind: string;
  readonly name: string;
  readonly access: string;
}

async function rowsOf({ libraries, files }: Family): Promise<readonly (readonly [string, string, string])[]> {
  const manifest = JSON.stringify({
    name: 'shop',
    dependencies: Object.fromEntries(libraries.map((name) => [name, '*'])),
  });
  const { stdout } = await runCli(tempProject({ 'package.json': manifest, ...files }), [
    'routes', '--format', 'json', '--no-cache',
  ]);
  const { rows } = JSON.parse(stdout) as { readonly rows: readonly Row[] };
  return rows.map(({ kind, name, access }) => [kind, name, access]);
}

describe.each(Object.entries(FAMILIES))('%s', (_name, families) => {
  it.each(families.map((family) => [family.name, family] as const))('%s', async (_title, family) => {
    expect(await rowsOf(family)).toEqual(family.rows);
  });
});
