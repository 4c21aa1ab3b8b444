import { bare, bindingOf, memberName, propertyOf, textOf, type FileAnalysis, type Node } from '@backend-architect/analysis';

const MAX_HOPS = 4;

/** A text in the code that can arrive at a place, and the name under which it is kept there. */
export interface LiteralBehind {
  readonly node: Node;
  readonly text: string;
  /** It is used when something else is missing: the other operand of `??`, or the destructured name. */
  readonly fallbackFor?: Node;
  readonly name?: string;
}

/**
 * Texts of the file that an expression can have as its whole value: the literal itself, a fallback (`process.env.X ?? 'text'`),
 * a branch, an element of a list, or the same through constants and members of constant objects. A branch that is
 * chosen by the environment is left out when it is not the one for production.
 */
export function literalsBehind(file: FileAnalysis, node: Node, hops = 0): LiteralBehind[] {
  const plain = bare(node);
  const text = textOf(plain);
  if (text !== null && plain.type !== 'MemberExpression') return plain.type === 'Literal' && typeof plain.value !== 'string' ? [] : [{ node: plain, text }];
  if (hops > MAX_HOPS) return [];
  switch (plain.type) {
    case 'LogicalExpression':
      if (plain.operator === '&&') return literalsBehind(file, plain.right, hops);
      return [...literalsBehind(file, plain.left, hops), ...literalsBehind(file, plain.right, hops).map((found) => ({ ...found, fallbackFor: found.fallbackFor ?? plain.left }))];
    case 'ConditionalExpression':
      if (/NODE_ENV|\b(?:is)?_?(?:dev|prod|test)/i.test(file.text.slice(...plain.test.range))) return [];
      return [...literalsBehind(file, plain.consequent, hops), ...literalsBehind(file, plain.alternate, hops)];
    case 'ArrayExpression':
      return plain.elements.flatMap((element) => (element ? literalsBehind(file, element, hops) : []));
    case 'CallExpression': {
      // Buffer.from('text'), new TextEncoder().encode('text'), 'text'.trim()
      const callee = bare(plain.callee);
      const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
      const first = plain.arguments[0];
      return (name === 'from' || name === 'encode') && first ? literalsBehind(file, first, hops + 1) : [];
    }
    case 'Identifier':
      return behindName(file, plain, hops);
    case 'MemberExpression': {
      const key = memberName(plain);
      return key === null ? [] : behindMember(file, plain.object, key, hops);
    }
    default:
      return [];
  }
}

function behindName(file: FileAnalysis, node: Node, hops: number): LiteralBehind[] {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && bindingOf(variable);
  if (!variable || binding?.kind !== 'value' || !binding.init) return [];
  // A variable that is set elsewhere too is no constant.
  const declared = variable.defs[0]?.name;
  if (variable.references.some((reference) => reference.isWrite() && reference.identifier !== declared)) return [];
  const [first, ...rest] = binding.path;
  if (first === undefined) return literalsBehind(file, binding.init, hops + 1).map((found) => ({ name: variable.name, ...found }));
  const found = rest.length === 0 ? behindMember(file, binding.init, first, hops) : [];
  const fallbacks = binding.defaults.flatMap((fallback) => literalsBehind(file, fallback, hops + 1).map((one) => ({ ...one, fallbackFor: binding.at })));
  return [...found, ...fallbacks].map((one) => ({ name: variable.name, ...one }));
}

function behindMember(file: FileAnalysis, object: Node, key: string, hops: number): LiteralBehind[] {
  let plain = bare(object);
  if (plain.type === 'Identifier') {
    const variable = file.variableOf(plain);
    const binding = variable && bindingOf(variable);
    if (binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return [];
    plain = bare(binding.init);
  }
  if (plain.type === 'CallExpression' && plain.arguments[0]) plain = bare(plain.arguments[0]); // Object.freeze({...})
  if (plain.type !== 'ObjectExpression') return [];
  const entry = propertyOf(plain, key);
  return entry === null || entry === 'unknown' ? [] : literalsBehind(file, entry.value, hops + 1).map((found) => ({ name: key, ...found }));
}
