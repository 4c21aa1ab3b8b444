import { z } from 'zod';
import { didYouMean } from './closest-name.js';
import type { Config } from './config.js';
import { CONFIG_FILE } from './read-config.js';
import { ConfigError } from './user-error.js';

/** Rule and detector ids a config may name, each with the JSON schemas of its options; none for one without options. */
export type KnownRules = ReadonlyMap<string, readonly object[]>;

/**
 * Throws a `ConfigError` for the first rule nobody has, and for options that its rule does not take: a setting that
 * does nothing looks like a decision.
 */
export function refuseRuleSettings(config: Config, known: KnownRules): void {
  for (const [id, setting] of Object.entries(config.rules ?? {})) {
    const schemas = known.get(id);
    if (schemas === undefined)
      throw new ConfigError(`${CONFIG_FILE}: rules: "${id}" is not a rule; ${hintFor(id, known)}`);
    const fault = typeof setting === 'string' ? null : faultIn(setting.slice(1), schemas);
    if (fault !== null) throw new ConfigError(`${CONFIG_FILE}: rules.${id}${fault}`);
  }
}

function hintFor(id: string, known: KnownRules): string {
  const bare = id.replace(/^.*\//, '');
  if (known.has(bare)) return `write "${bare}", without a prefix`;
  return didYouMean(id, known.keys()) || `known rules: ${[...known.keys()].sort().join(', ')}`;
}

/** The rest of a sentence that begins with the rule's key; null when the options are what the schemas ask for. */
function faultIn(options: readonly unknown[], schemas: readonly object[]): string | null {
  if (schemas.length === 0) return options.length === 0 ? null : ': this rule takes no options';
  if (options.length > schemas.length)
    return (
      `: this rule takes ${schemas.length === 1 ? 'one object of options' : `${schemas.length} options`}, after ` +
      'the severity'
    );
  for (const [index, option] of options.entries()) {
    const schema = schemas[index] as { readonly properties?: Readonly<Record<string, object>> };
    const names = Object.keys(schema.properties ?? {});
    const parsed = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(option);
    const issue = parsed.error?.issues[0];
    if (!issue) continue;
    if (issue.code !== 'unrecognized_keys')
      return `${issue.path.map((part) => `.${String(part)}`).join('')}: ${expected(issue)}`;
    const key = issue.keys[0] ?? '';
    return (
      `: "${key}" is not an option of this rule; ` + `${didYouMean(key, names) || `known options: ${names.join(', ')}`}`
    );
  }
  return null;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message;
  return issue.expected === 'boolean'
    ? 'use true or false'
    : `expected ${issue.expected === 'object' ? 'an object of options' : issue.expected}`;
}
