import { describe, expect, it } from 'vitest';
import { runCli } from '../../packages/cli/tests/commands/run-cli.js';
import { tempProject } from '../../packages/cli/tests/temp-project.js';
import { readPairs, stateOf } from '../../scripts/twins/read-pairs.mjs';

/** Innocent ones that are asked about: what their libraries or settings do is not known. None is ever accused. */
const ASKED: ReadonlySet<string> = new Set([]);

const pairs = readPairs();

async function said(
  files: Readonly<Record<string, string>>,
  subject: (typeof pairs)[number]['subject'],
): Promise<string> {
  const { stdout } = await runCli(tempProject(files), ['review', '.', '--strict', '--format', 'json', '--no-cache']);
  return stateOf(JSON.parse(stdout), subject);
}

describe('twins', () => {
  it('are at least sixty, of every kind', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(60);
    expect([...new Set(pairs.map(({ kind }) => kind))].sort()).toEqual(['auth', 'signature', 'transaction']);
  });

  it.each(pairs.map((pair) => [pair.name, pair] as const))('%s', async (name, { guilty, innocent, subject, why }) => {
    expect(['finding', 'open'], `${why}: nothing is said`).toContain(await said(guilty, subject));
    expect(ASKED.has(name) ? ['open'] : ['silent', 'cleared'], 'innocent').toContain(await said(innocent, subject));
  });
});
