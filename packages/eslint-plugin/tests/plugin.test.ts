import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import { rulePageUrl } from '../../rules/src/rule-page-url.js';

describe('configs', () => {
  it('can be spread and listed without anything being loaded', () => {
    expect(Object.keys({ ...plugin.configs })).toEqual(['recommended', 'strict']);
    expect(JSON.stringify(Object.values(plugin.configs).map(({ name }) => name))).toBe(
      '["backend-architect/recommended","backend-architect/strict"]',
    );
    expect(Object.getOwnPropertyDescriptor(plugin.configs, 'recommendedTypeChecked')).toMatchObject({
      enumerable: false,
      get: expect.any(Function) as unknown,
    });
  });

  it('can each be spread, into an array or an object', () => {
    const { recommended } = plugin.configs;
    expect([...recommended]).toEqual([recommended]);
    expect(Object.keys({ ...recommended })).toEqual(['name', 'plugins', 'rules']);
    expect(Object.keys(recommended)).toEqual(['name', 'plugins', 'rules']);
  });

  it.each([
    ['as it is', [plugin.configs.recommended]],
    ['spread into the array', [...plugin.configs.recommended]],
    ['spread into an object', [{ ...plugin.configs.recommended }]],
    ['through defineConfig', defineConfig(plugin.configs.recommended)],
  ])('work in ESLint %s', (_, config) => {
    const code = `import { exec } from 'node:child_process';
import express from 'express';
express().get('/', (req, res) => { exec(req.query.q); res.end(); });
`;
    expect(new Linter().verify(code, config).map(({ ruleId }) => ruleId)).toContain(
      'backend-architect/no-command-injection',
    );
  });

  it('still has the one with types by its name', () => {
    expect(plugin.configs.recommendedTypeChecked[0]?.name).toBe('backend-architect/recommended');
  });
});

describe('the address of a page', () => {
  const { homepage } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    homepage?: string;
  };

  it('stands in every rule when the package has a home, and in none while it has not', () => {
    for (const [id, rule] of Object.entries(plugin.rules ?? {}))
      expect((rule as { meta: { docs: { url?: string } } }).meta.docs.url).toBe(rulePageUrl(id, homepage));
    expect(rulePageUrl('no-ssrf', undefined)).toBeUndefined();
    expect(rulePageUrl('no-ssrf', 'no address')).toBeUndefined();
  });

  it('lies below the home of the package', () => {
    expect(rulePageUrl('no-ssrf', 'https://example.com/o/r/tree/main/packages/eslint-plugin#readme')).toBe(
      'https://example.com/o/r/tree/main/packages/eslint-plugin/docs/rules/no-ssrf.md',
    );
    expect(rulePageUrl('no-ssrf', 'https://example.com/')).toBe('https://example.com/docs/rules/no-ssrf.md');
  });
});
