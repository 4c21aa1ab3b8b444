import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectors } from '../packages/cli/src/detectors/index.js';
import { ruleCatalogue } from '../packages/cli/src/rule-catalogue.js';
import { rules } from '../packages/rules/src/rule-index.js';
import { readmeWithExcerpt } from '../scripts/excerpt.mjs';
import { detectorDocuments } from '../scripts/generate.mjs';
import { ROOT } from './fixture-expectations.js';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

describe('README.md', () => {
  it('shows what the command prints today (node scripts/excerpt.mjs)', () => {
    expect(readme).toBe(readmeWithExcerpt());
  });

  it('names every detector and every rule', () => {
    const ids = [...detectors.map(({ id }) => id), ...Object.keys(rules)];
    expect(ids.filter((id) => !readme.includes(`\`${id}\``) && !readme.includes(`[${id}](`))).toEqual([]);
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npx -y pnpm@12 (\w+)/g)].map((match) => match[1]!);
    expect(new Set(named)).toEqual(new Set(['review', 'test']));
    for (const name of named) expect(scripts).toHaveProperty(name);
  });
});

describe('pages of what only the command reports', () => {
  it('follow from the detectors (node scripts/generate.mjs)', () => {
    const documents = Object.entries(detectorDocuments(ruleCatalogue(), rules));
    expect(documents.length).toBeGreaterThan(3);
    for (const [path, text] of documents) expect(readFileSync(join(ROOT, path), 'utf8'), path).toBe(text);
  });
});

describe.each([
  'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/quality.md', 'docs/decisions/README.md',
  'packages/eslint-plugin/README.md',
])('links in %s', (page) => {
  it('lead somewhere', () => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
  });
});
