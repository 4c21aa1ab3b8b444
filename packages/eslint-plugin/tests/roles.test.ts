import { describe, expect, it } from 'vitest';
import { speaksOf } from '../../rules/src/file-problems.js';
import { rules } from '../../rules/src/rule-index.js';

const ROLES = ['source', 'config', 'script', 'migration', 'client', 'test', 'vendored', 'generated'] as const;

/** Besides `source`: where each rule speaks. A new rule is put into one of the lists by who wrote it, with a reason. */
const DECISIONS = {
  // What a request can do: no request arrives in a script or in the settings of a tool.
  source: [
    'no-blocking-io-in-request', 'no-double-response', 'no-error-detail-leak', 'no-exposed-internals',
    'no-insecure-cookie', 'no-n-plus-one', 'no-path-traversal', 'no-ssrf', 'no-unescaped-html-response',
    'no-unsafe-file-upload', 'require-async-error-handling', 'require-body-limits', 'require-graceful-lifecycle',
    'require-input-validation', 'require-outbound-timeout', 'require-structured-logging',
  ],
  // Work by hand, where a lost failure is as bad: settings of tools are not such work.
  'source, script': ['no-async-callback-misuse', 'no-swallowed-error'],
  // Settings are read here, or kept here, and a script sets its own.
  'source, config': [
    'no-lost-update', 'no-scattered-config', 'no-unsafe-logging', 'require-bounded-cache', 'require-secure-session',
  ],
  // A flaw wherever the program has it: secrets, ciphers, statements, commands.
  'source, config, script': [
    'correct-status-code', 'no-client-controlled-identity', 'no-code-injection', 'no-command-injection',
    'no-connection-per-request', 'no-fail-open-auth', 'no-hardcoded-secrets', 'no-insecure-cors', 'no-insecure-jwt',
    'no-insecure-oauth', 'no-insecure-randomness', 'no-insecure-transport', 'no-mass-assignment', 'no-nosql-injection',
    'no-placeholder-mismatch', 'no-prototype-pollution', 'no-raw-sql-concatenation', 'no-regex-dos', 'no-sql-injection',
    'no-state-change-on-get', 'no-timing-unsafe-compare', 'no-transaction-misuse', 'no-unawaited-io',
    'no-unbounded-query', 'no-unsafe-deserialization', 'no-unscoped-mutation', 'no-untrusted-redirect-or-link',
    'no-weak-crypto', 'no-weak-password-storage', 'require-resource-cleanup', 'require-transaction',
  ],
} as const;

describe('roles of files', () => {
  it('are decided by every rule', () => {
    expect(Object.values(DECISIONS).flat().sort()).toEqual(Object.keys(rules).sort());
  });

  it.each(Object.entries(DECISIONS).flatMap(([roles, ids]) => ids.map((id) => [id, roles] as const)))(
    '%s speaks in %s',
    (id, roles) => {
      const rule = rules[id];
      if (!rule) throw new Error(`no rule ${id}`);
      expect(ROLES.filter((role) => speaksOf(rule, role)).join(', ')).toBe(roles);
    },
  );
});
