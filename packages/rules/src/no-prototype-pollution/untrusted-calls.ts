import { bare, bindingOf, conditionsAt, type FileAnalysis, type Node, type Value } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { isKeyless, isVetted, untrustedKey } from './untrusted-writes.js';

/** A function that is looked up by a key from outside and called, whatever it is. */
export interface UntrustedCall {
  readonly node: TSESTree.CallExpression;
  /** What it is looked up by. */
  readonly member: TSESTree.MemberExpression;
  readonly value: Value;
}

/** `handlers[req.body.action](...)`, and `const handler = handlers[...]` that is called without a question. */
export function untrustedCalls(file: FileAnalysis): UntrustedCall[] {
  return file.nodes('CallExpression').flatMap((node): UntrustedCall[] => {
    const member = node.optional ? null : lookupOf(file, node);
    if (!member || isKeyless(file, member.object) || isVetted(file, member) || isAskedBefore(file, member)) return [];
    const value = untrustedKey(file, member);
    return value ? [{ node, member, value }] : [];
  });
}

/** `if (handlers[name]) handlers[name](...)`: a reader of the code has asked whether it is there. */
function isAskedBefore(file: FileAnalysis, member: Node): boolean {
  const words = file.text.slice(...member.range);
  return conditionsAt(member).some(({ test }) => file.text.slice(...test.range).includes(words));
}

function lookupOf(file: FileAnalysis, { callee }: TSESTree.CallExpression): TSESTree.MemberExpression | null {
  const plain = bare(callee);
  if (plain.type === 'MemberExpression') return plain;
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (!variable || binding?.kind !== 'value' || binding.path.length > 0 || !binding.init) return null;
  const held = bare(binding.init);
  const isAsked = (test: Node): boolean =>
    variable.references.some(
      ({ identifier }) => identifier.range[0] >= test.range[0] && identifier.range[1] <= test.range[1],
    );
  return held.type === 'MemberExpression' && !conditionsAt(plain).some(({ test }) => isAsked(test)) ? held : null;
}
