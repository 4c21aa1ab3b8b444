import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { Range } from '../vocabulary/concepts.js';
import { bindingOf } from '../symbols/binding.js';
import { keyOf } from '../syntax/keys.js';
import { isMade } from '../syntax/made.js';
import { bare } from '../syntax/wrappers.js';
import { isNothing } from '../domain/access/written-values.js';
import { onlyValue } from '../domain/http/request-chain.js';
import { leavesOut } from '../domain/access/unlike.js';
import { hasOtherMembers } from './replaced-members.js';
import type { WayFact } from '../vocabulary/facts.js';

/** What is known of the members of an object a function gives back; null where not all of them are written there. */
export function membersOf(
  file: FileAnalysis,
  object: TSESTree.ObjectExpression,
  whenTrue: (node: Node) => readonly number[],
): WayFact['members'] | null {
  const found: Record<string, 'truthy' | 'falsy' | 'nothing' | 'open' | readonly number[]> = {};
  for (const property of object.properties) {
    const name = property.type === 'Property' ? keyOf(property.key, property.computed) : null;
    if (property.type !== 'Property' || name === null) return null;
    const checks = isNothing(property.value) ? [] : whenTrue(property.value);
    found[name] = checks.length > 0 ? checks : truthOf(file, property.value);
  }
  return found;
}

function truthOf(file: FileAnalysis, value: Node): 'truthy' | 'falsy' | 'nothing' | 'open' {
  const plain = bare(value);
  if (leavesOut(plain, 'nullish')) return 'nothing';
  if (isNothing(plain)) return 'falsy';
  if (plain.type === 'Literal') return plain.value ? 'truthy' : 'falsy';
  if (isMade(plain)) return 'truthy';
  // An answer to the request is there.
  if (plain.type === 'CallExpression' && file.libraryCall(plain)?.call.response) return 'truthy';
  if (plain.type === 'TemplateLiteral')
    return plain.quasis.some(({ value: { raw } }) => raw !== '') ? 'truthy' : 'open';
  // What was caught is there.
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  return variable && bindingOf(variable).kind === 'catch' ? 'truthy' : 'open';
}

/** The call whose result this is as it came, itself or under a name that is written once. */
export function resultOf(file: FileAnalysis, node: Node): Range | null {
  if (node.type === 'CallExpression') return file.libraryCall(node) ? null : node.range;
  if (node.type !== 'Identifier') return null;
  const value = onlyValue(file, node);
  if (!value || hasOtherMembers(file, file.variableOf(node)!)) return null;
  const init = value.init && value.path.length === 0 ? bare(value.init) : null;
  const call = init?.type === 'AwaitExpression' ? bare(init.argument) : init;
  return call?.type === 'CallExpression' && !file.libraryCall(call) ? call.range : null;
}
