import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/options/config.js';
import { refuseRuleSettings } from '../../src/options/refuse-rule-settings.js';
import { ConfigError } from '../../src/options/user-error.js';
import { knownRuleOptions } from '../../src/rule-catalogue.js';

const messageOf = (rules: Config['rules']): string => {
  try {
    refuseRuleSettings({ ...(rules && { rules }) }, knownRuleOptions());
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return 'accepted';
};

describe('settings of rules', () => {
  it('name rules there are, and options these have', () => {
    expect(messageOf(undefined)).toBe('accepted');
    expect(
      messageOf({
        'no-sql-injection': 'off',
        'no-import-cycle': ['low'],
        'no-unsafe-logging': ['high', { lineBreaks: true }],
        'no-insecure-cors': ['off', {}],
      }),
    ).toBe('accepted');
  });

  it('are told with the rule that was meant', () => {
    expect(messageOf({ 'backend-architect/no-sql-injection': 'off' })).toBe(
      'backend-architect.json: rules: "backend-architect/no-sql-injection" is not a rule; ' +
        'write "no-sql-injection", without a prefix',
    );
    expect(messageOf({ 'no-slq-injection': 'off' })).toBe(
      'backend-architect.json: rules: "no-slq-injection" is not a rule; did you mean "no-sql-injection"?',
    );
    expect(messageOf({ 'no-sqli': 'off' })).toBe(
      'backend-architect.json: rules: "no-sqli" is not a rule; did you mean "no-sql-injection"?',
    );
    expect(messageOf({ quotes: 'off' })).toMatch(
      /^backend-architect\.json: rules: "quotes" is not a rule; known rules: correct-status-code, /,
    );
  });

  it('are told with the option that was meant', () => {
    expect(messageOf({ 'no-unsafe-logging': ['high', { linebreaks: true }] })).toBe(
      'backend-architect.json: rules.no-unsafe-logging: "linebreaks" is not an option of this rule; ' +
        'did you mean "lineBreaks"?',
    );
    expect(messageOf({ 'no-unsafe-logging': ['high', { max: 2 }] })).toBe(
      'backend-architect.json: rules.no-unsafe-logging: "max" is not an option of this rule; known options: lineBreaks',
    );
    expect(messageOf({ 'no-unsafe-logging': ['high', { lineBreaks: 'yes' }] })).toBe(
      'backend-architect.json: rules.no-unsafe-logging.lineBreaks: use true or false',
    );
    expect(messageOf({ 'no-unsafe-logging': ['high', true] })).toBe(
      'backend-architect.json: rules.no-unsafe-logging: expected an object of options',
    );
    expect(messageOf({ 'no-unsafe-logging': ['off', {}, {}] })).toBe(
      'backend-architect.json: rules.no-unsafe-logging: this rule takes one object of options, after the severity',
    );
  });

  it('have options only where the rule takes some', () => {
    expect(messageOf({ 'no-ssrf': ['high', { max: 2 }] })).toBe(
      'backend-architect.json: rules.no-ssrf: this rule takes no options',
    );
    expect(messageOf({ 'no-import-cycle': ['high', {}] })).toBe(
      'backend-architect.json: rules.no-import-cycle: this rule takes no options',
    );
  });
});
