import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from '../../src/options/read-config.js';
import { ConfigError } from '../../src/options/user-error.js';
import { tempProject } from '../temp-project.js';

const messageOf = (text: string): string => {
  try {
    parseConfig(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return 'accepted';
};

describe('config', () => {
  it('is JSON with comments and trailing commas', () => {
    const text = `// why
{ "$schema": "x", "rules": { "no-sql-injection": "high", "no-n-plus-one": ["low", { "max": 2 }], }, "failOn": "none" }`;
    expect(parseConfig(text)).toEqual({
      $schema: 'x',
      rules: { 'no-sql-injection': 'high', 'no-n-plus-one': ['low', { max: 2 }] },
      failOn: 'none',
    });
  });

  it('may be absent', () => {
    expect(readConfig(tempProject({}))).toEqual({});
  });

  it('names place and key, and what is allowed', () => {
    expect(messageOf('{\n  "polic": {}\n}')).toBe(
      'backend-architect.json:2:3: "polic" is not known here; ' +
        'allowed: $schema, rules, models, policy, ignore, failOn, strict',
    );
    expect(messageOf('{ "failOn": "never" }')).toBe(
      'backend-architect.json:1:13: failOn: use "critical", "high", "medium", "low" or "none"',
    );
    expect(messageOf('{ "rules": { "a": "error" } }')).toBe(
      'backend-architect.json:1:19: rules.a: use "off", "critical", "high", "medium" or "low", ' +
        'or a list that starts with one of them and goes on with the options of the rule',
    );
    expect(messageOf('{ "policy": { "gateway": { "auth": true } } }')).toBe(
      'backend-architect.json:1:28: policy.gateway: "auth" is not known here; allowed: authenticates, rateLimits',
    );
  });

  it('says where broken JSON breaks', () => {
    expect(messageOf('{\n  "rules": \n}')).toBe('backend-architect.json:3:1: not valid JSON (value expected)');
    expect(messageOf('')).toMatch(/^backend-architect\.json:1:1: not valid JSON|the file is empty/);
  });

  it('accepts a library model and refuses words outside its vocabulary', () => {
    const model = (kind: string): string =>
      JSON.stringify({
        models: [
          {
            library: 'acme-db',
            modules: ['acme-db'],
            family: 'sql-driver',
            exports: { run: { call: { async: 'promise', sinks: [{ kind, arg: 0 }] } } },
          },
        ],
      });
    expect(messageOf(model('sql-text'))).toBe('accepted');
    expect(messageOf(model('sql'))).toContain('models.0.exports.run.call.sinks.0.kind: use "sql-text"');
  });
});
