import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import { rulePageUrl } from '../src/rule-page-url.js';

describe('configs', () => {
  it('can be spread and listed without anything being loaded', () => {
    expect(Object.keys({ ...plugin.configs })).toEqual(['recommended', 'strict']);
    expect(JSON.stringify(Object.values(plugin.configs).map(({ name }) => name))).toBe('["backend-architect/recommended","backend-architect/strict"]');
    expect(Object.getOwnPropertyDescriptor(plugin.configs, 'recommendedTypeChecked')).toMatchObject({ enumerable: false, get: expect.any(Function) as unknown });
  });

  it('still has the one with types by its name', () => {
    expect(plugin.configs.recommendedTypeChecked[0]?.name).toBe('backend-architect/recommended');
  });
});

describe('the address of a page', () => {
  const { homepage } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { homepage?: string };

  it('stands in every rule when the package has a home, and in none while it has not', () => {
    for (const [id, rule] of Object.entries(plugin.rules ?? {})) expect((rule as { meta: { docs: { url?: string } } }).meta.docs.url).toBe(rulePageUrl(id, homepage));
    expect(rulePageUrl('no-ssrf', undefined)).toBeUndefined();
    expect(rulePageUrl('no-ssrf', 'no address')).toBeUndefined();
  });

  it('lies below the home of the package', () => {
    expect(rulePageUrl('no-ssrf', 'https://example.com/o/r/tree/main/packages/eslint-plugin#readme')).toBe('https://example.com/o/r/tree/main/packages/eslint-plugin/docs/rules/no-ssrf.md');
    expect(rulePageUrl('no-ssrf', 'https://example.com/')).toBe('https://example.com/docs/rules/no-ssrf.md');
  });
});
