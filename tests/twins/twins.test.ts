import { describe, expect, it } from 'vitest';
import { runCli } from '../../packages/cli/tests/commands/run-cli.js';
import { tempProject } from '../../packages/cli/tests/temp-project.js';
import { readPairs, stateOf } from '../../scripts/twins/read-pairs.mjs';

/** Innocent ones that are asked about: what their libraries or settings do is not known. None is ever accused. */
const ASKED: ReadonlySet<string> = new Set([
  'gql-context-decodes-only', 'gql-shield-hole', 'mw-empty-admin-key', 'nest-observable-catch-true',
  'trpc-error-not-thrown',
]);

/** Guilty ones that are silent: their author declares the whole controller public. */
const DECLARED: ReadonlySet<string> = new Set(['nest-public-on-class']);

const pairs = readPairs();
/** Every ninth here, all of them by `node scripts/twins.mjs`. */
const tried = pairs.filter((_, index) => index % 9 === 0);

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

  it.each(tried.map((pair) => [pair.name, pair] as const))('%s', async (name, { guilty, innocent, subject, why }) => {
    expect(DECLARED.has(name) ? ['silent'] : ['finding', 'open'], `${why}: nothing is said`).toContain(
      await said(guilty, subject),
    );
    expect(ASKED.has(name) ? ['open'] : ['silent', 'cleared'], 'innocent').toContain(await said(innocent, subject));
  });
});
