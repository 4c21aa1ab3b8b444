import { bare, unwrap } from '../../syntax/wrappers.js';
import { bindingOf } from '../../symbols/binding.js';
import { memberName } from '../../syntax/keys.js';
import { returnedExpressions } from '../../syntax/functions.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';

const MAX_HOPS = 4;

/**
 * The call that gives back a digest only the holder of a key can compute: directly, under a name, from a function of
 * the file, or inside a text.
 */
export function keyedDigest(file: FileAnalysis, node: Node, hops = 0): Node | null {
  const plain = unwrap(node);
  if (hops > MAX_HOPS) return null;
  switch (plain.type) {
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      return binding?.kind === 'value' && binding.init && binding.path.length === 0
        ? keyedDigest(file, binding.init, hops + 1)
        : null;
    }
    case 'TemplateLiteral':
      return firstOf(plain.expressions, (inner) => keyedDigest(file, inner, hops + 1));
    case 'BinaryExpression':
      return plain.operator === '+'
        ? firstOf([plain.left, plain.right], (inner) => keyedDigest(file, inner, hops + 1))
        : null;
    case 'CallExpression': {
      const callee = bare(plain.callee);
      if (callee.type === 'MemberExpression' && memberName(callee) === 'digest' && isKeyed(file, callee.object))
        return plain;
      const [first] = plain.arguments;
      if (callee.type === 'MemberExpression' && memberName(callee) === 'from' && first)
        return keyedDigest(file, first, hops + 1);
      const fn = file.localFunctionOf(plain.callee);
      return fn ? firstOf(returnedExpressions(fn), (inner) => keyedDigest(file, inner, hops + 1)) : null;
    }
    default:
      return null;
  }
}

/** Is the receiver of a digest made with a key? */
export function isKeyed(file: FileAnalysis, receiver: Node, hops = 0): boolean {
  let current = bare(receiver);
  while (current.type === 'CallExpression') {
    const made = current;
    if (file.sinks('secret').some((sink) => sink.call.node === made)) return true;
    const callee = bare(current.callee);
    if (callee.type !== 'MemberExpression') return false;
    current = bare(callee.object);
  }
  const variable = current.type === 'Identifier' && hops < MAX_HOPS ? file.variableOf(current) : null;
  const binding = variable && bindingOf(variable);
  return binding?.kind === 'value' && binding.init != null && isKeyed(file, binding.init, hops + 1);
}

function firstOf(nodes: readonly Node[], find: (node: Node) => Node | null): Node | null {
  for (const node of nodes) {
    const found = find(node);
    if (found) return found;
  }
  return null;
}
