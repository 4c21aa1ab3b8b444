import { describe, expect, it } from 'vitest';
import { speaksOf } from '../../rules/src/file-problems.js';
import { rules } from '../../rules/src/rule-index.js';

const ROLES = ['source', 'config', 'script', 'migration', 'client', 'test', 'vendored', 'generated'] as const;

/** Besides `source`: where rules speak, by who wrote the file. Each rule says which of these it is, in its meta. */
const DECISIONS = [
  // What a request can do: no request arrives in a script or in the settings of a tool.
  'source',
  // Work by hand, where a lost failure is as bad: settings of tools are not such work.
  'source, script',
  // Settings are read here, or kept here, and a script sets its own.
  'source, config',
  // A flaw wherever the program has it: secrets, ciphers, statements, commands.
  'source, config, script',
];

/** A few that decide otherwise than one would think, each for its reason. */
const KNOWN = {
  'no-ssrf': 'source',
  'no-swallowed-error': 'source, script',
  'no-scattered-config': 'source, config',
  'require-bounded-cache': 'source, config',
  'no-hardcoded-secrets': 'source, config, script',
  'no-sql-injection': 'source, config, script',
} as const;

const spoken = (id: string): string => ROLES.filter((role) => speaksOf(rules[id]!, role)).join(', ');

describe('roles of files', () => {
  it.each(Object.keys(rules))('%s speaks where one of the decisions says', (id) => {
    expect(DECISIONS).toContain(spoken(id));
  });

  it.each(Object.entries(KNOWN))('%s speaks in %s', (id, roles) => {
    expect(spoken(id)).toBe(roles);
  });
});
