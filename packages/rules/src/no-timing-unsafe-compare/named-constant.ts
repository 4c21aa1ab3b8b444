import { bare, memberName, nameTokens, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Last words of a table that holds names of things: `HEADERS.API_KEY`, `SettingName.MfaSecret`. */
const NAMING = new Set([
  'name', 'names', 'key', 'keys', 'type', 'types', 'kind', 'kinds', 'field', 'fields', 'header', 'headers', 'param',
  'params', 'column', 'columns', 'event', 'events', 'enum', 'constant', 'constants', 'code', 'codes', 'label', 'labels',
  'property', 'properties', 'scope', 'scopes', 'action', 'actions', 'method', 'methods', 'option', 'category', 'grant',
  'flow', 'step', 'mode', 'status',
]);
/** What programs keep their own values in, however it is spelt. */
const HOLDS_VALUES = new Set([
  'config', 'configuration', 'env', 'environment', 'settings', 'secrets', 'credentials', 'vars',
]);

/**
 * Is a member a fixed name of something that is secret, and not the secret: `SettingName.NAMES.MfaSecret`,
 * `Kind.Password`, `HEADERS.API_KEY`?
 */
export function isNamedConstant(member: TSESTree.MemberExpression): boolean {
  const name = memberName(member);
  const holder = bare(member.object);
  const held =
    holder.type === 'MemberExpression' ? memberName(holder) : holder.type === 'Identifier' ? holder.name : null;
  if (name === null || held === null || !/^[A-Z]/.test(name) || !/^[A-Z]/.test(held)) return false;
  const word = nameTokens(held).at(-1) ?? '';
  if (HOLDS_VALUES.has(word) || isEnvironment(holder)) return false;
  // An enumeration and its members are both written like types.
  return NAMING.has(word) || (/^[A-Z][a-z]/.test(held) && /^[A-Z][a-z]/.test(name));
}

function isEnvironment(holder: Node): boolean {
  return holder.type === 'MemberExpression' && /^(?:env|ENV)$/.test(memberName(holder) ?? '');
}
