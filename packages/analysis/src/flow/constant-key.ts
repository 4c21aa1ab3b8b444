/** Names of members that are written as expressions. */
import type { TSESTree } from '@typescript-eslint/types';
import { keyOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { ITERATOR } from './keyed.js';

type Node = TSESTree.Node;

/** Name of a property or member, also where it is a constant; a symbol is named by its place. Null: it may be any. */
export function keyAt(e: Engine, key: Node, computed: boolean | undefined): string | null {
  const written = keyOf(key, computed);
  if (written !== null || !computed) return written;
  const plain = bare(key);
  const symbol = symbolAt(e, plain);
  if (symbol !== null) return symbol;
  const { constant } = e.evaluate(plain);
  return typeof constant === 'string' || typeof constant === 'number' ? String(constant) : null;
}

function symbolAt(e: Engine, node: Node): string | null {
  if (node.type === 'MemberExpression')
    return isGlobal(e, node.object, 'Symbol') && /^(?:asyncI|i)terator$/.test(keyOf(node.property, node.computed) ?? '')
      ? ITERATOR
      : null;
  const binding = node.type === 'Identifier' ? e.r.bindingOf(node) : null;
  const init = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : null;
  return init?.type === 'CallExpression' && isGlobal(e, init.callee, 'Symbol') ? `@@${init.range[0]}` : null;
}

/** A name of the language that the file does not declare. */
export function isGlobal(e: Engine, node: Node, name: string): boolean {
  const plain = bare(node);
  return plain.type === 'Identifier' && plain.name === name && e.r.variables.of(plain) === null;
}
