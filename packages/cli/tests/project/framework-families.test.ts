/** Small programs, one of each framework: the rows they have, who may call them, and what of a request reaches SQL. */
import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';
import { FAMILIES, type Family } from './framework-families.js';

async function rows({ dependencies, files }: Family): Promise<readonly string[]> {
  const { stdout } = await runCli(projectIn(dependencies, files), ['routes', '--format', 'json', '--no-cache']);
  const table = JSON.parse(stdout) as {
    rows: { kind: string; method: string | null; name: string; access: string; complete: boolean }[];
  };
  return table.rows.map(
    ({ kind, method, name, access, complete }) =>
      `${kind === 'http' ? '' : `${kind} `}${method === null ? '' : `${method} `}${name} ${access}${complete ? '' : ' ?'}`,
  );
}

/** The lines, by their texts, on which input is found to become SQL. */
async function injected({ dependencies, files }: Family): Promise<readonly string[]> {
  const { stdout } = await runCli(projectIn(dependencies, files), [
    'review', '--format', 'json', '--no-cache', '--fail-on', 'none',
  ]);
  const { findings } = JSON.parse(stdout) as {
    findings: { ruleId: string; location: { file: string; startLine: number } }[];
  };
  return findings
    .filter(({ ruleId }) => ruleId === 'no-sql-injection')
    .map(({ location: { file, startLine } }) => (files[file] ?? '').split('\n')[startLine - 1]?.trim() ?? '')
    .sort();
}

function projectIn(dependencies: Family['dependencies'], files: Family['files']): string {
  const manifest = { name: 'shop', type: 'module', dependencies: { pg: '^8.11.0', ...dependencies } };
  return tempProject({ 'package.json': JSON.stringify(manifest), ...files });
}

it('each framework has several sources', () => {
  const without = Object.entries(FAMILIES).filter(
    ([name, { files }]) => !name.includes(' ') && Object.values(files).join('\n').split('// tainted').length <= 2,
  );
  expect(without.map(([name]) => name)).toEqual([]);
});

describe.each(Object.entries(FAMILIES))('%s', (_, family) => {
  it('has these rows', async () => {
    expect(await rows(family)).toEqual(family.rows);
  });

  it('has these sources', async () => {
    const marked = Object.values(family.files)
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.includes('// tainted'))
      .map((line) => line.trim());
    expect(await injected(family)).toEqual(marked.sort());
  });
});
