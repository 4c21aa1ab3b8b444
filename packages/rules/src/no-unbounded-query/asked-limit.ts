import { bare, bindingOf, type FileAnalysis, isTested, type Node, type Value } from '@backend-architect/analysis';

/** Reads a number out of text, of whatever size. */
const READS_NUMBER = /^(?:Number|parseInt|parseFloat|Number\.parseInt|Number\.parseFloat)$/;
const MAX_HOPS = 6;

/**
 * The request value a limit is, when nothing stands between the client's number and the query; null when it is capped,
 * tested, or not seen.
 */
export function askedLimit(file: FileAnalysis, node: Node, hops = 0): Value | null {
  const plain = bare(node);
  if (hops > MAX_HOPS || isTested(file, plain)) return null;
  switch (plain.type) {
    case 'LogicalExpression':
      return plain.operator === '&&' ? null : askedLimit(file, plain.left, hops + 1);
    case 'UnaryExpression':
      return plain.operator === '+' ? askedLimit(file, plain.argument, hops + 1) : null;
    case 'CallExpression': {
      const [first] = plain.arguments;
      return first && first.type !== 'SpreadElement' && READS_NUMBER.test(file.text.slice(...plain.callee.range))
        ? askedLimit(file, first, hops + 1)
        : null;
    }
    case 'MemberExpression':
      return isDescribed(file, plain) ? null : asked(file, plain);
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
      // Written again: that may be the ceiling.
      if (
        !variable ||
        binding?.kind !== 'value' ||
        !binding.init ||
        variable.references.some((reference) => reference.isWrite() && !reference.init)
      )
        return null;
      return binding.path.length === 0
        ? askedLimit(file, binding.init, hops + 1)
        : isDescribed(file, binding.init)
          ? null
          : asked(file, plain);
    }
    default:
      return null;
  }
}

function asked(file: FileAnalysis, node: Node): Value | null {
  const value = file.valueOf(node);
  return value.taint === 'tainted' && !value.validated && (value.source === 'query' || value.source === 'body')
    ? value
    : null;
}

/** A decorated parameter of a class that may say how large it can be. */
function isDescribed(file: FileAnalysis, node: Node): boolean {
  let root = bare(node);
  while (root.type === 'MemberExpression') root = bare(root.object);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return (
    binding?.kind === 'param' &&
    binding.annotation?.type === 'TSTypeReference' &&
    ((binding.at as { decorators?: readonly unknown[] }).decorators?.length ?? 0) > 0
  );
}
