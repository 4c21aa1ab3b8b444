import {
  bare,
  memberName,
  returnedExpressions,
  type FileAnalysis,
  type Node,
  type Range,
} from '@backend-architect/analysis';

const HOPS = 3;

/**
 * Every quote in the value is doubled, or gets a backslash as every backslash does: `value.replace(/'/g, "''")`, or a
 * function of this file that does so. That holds between quotes, and not in every database: a backslash that MySQL
 * reads is let through by the former.
 * @param at Where the value stands in the text.
 */
export function escapesQuotes(file: FileAnalysis, at: Range): boolean {
  const node = file.nodes('CallExpression', 'Identifier').find(({ range }) => range[0] === at[0] && range[1] === at[1]);
  return node !== undefined && isEscaped(file, node, 0);
}

function isEscaped(file: FileAnalysis, expression: Node, hops: number): boolean {
  const node = bare(expression);
  if (hops > HOPS) return false;
  if (node.type === 'Identifier') {
    const definition = file.variableOf(node)?.defs[0]?.node as Node | undefined;
    return (
      definition?.type === 'VariableDeclarator' &&
      definition.parent.type === 'VariableDeclaration' &&
      definition.parent.kind === 'const' &&
      definition.id.type === 'Identifier' &&
      definition.init !== null &&
      isEscaped(file, definition.init, hops + 1)
    );
  }
  if (node.type !== 'CallExpression') return false;
  const callee = bare(node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type === 'MemberExpression' && (name === 'replace' || name === 'replaceAll')) {
    const [pattern, replacement] = node.arguments;
    const by = replacement ? file.valueOf(replacement).constant : undefined;
    if (pattern && matchesEvery(pattern, "'", name))
      if (by === "''" || (by === "\\'" && isReplaced(callee.object, '\\'))) return true;
    // What is put in afterwards must bring no quote back.
    return typeof by === 'string' && !by.includes("'") && isEscaped(file, callee.object, hops + 1);
  }
  const fn = file.localFunctionOf(callee);
  const returned = fn ? returnedExpressions(fn) : [];
  return returned.length > 0 && returned.every((one) => isEscaped(file, one, hops + 1));
}

/** `text.replace(/\\/g, ...)` */
function isReplaced(expression: Node, sign: string): boolean {
  const node = bare(expression);
  const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
  const name = callee?.type === 'MemberExpression' ? memberName(callee) : null;
  return (
    node.type === 'CallExpression' &&
    (name === 'replace' || name === 'replaceAll') &&
    node.arguments[0] !== undefined &&
    matchesEvery(node.arguments[0], sign, name)
  );
}

function matchesEvery(pattern: Node, sign: string, method: string): boolean {
  const plain = bare(pattern);
  if (plain.type !== 'Literal') return false;
  if ('regex' in plain) return plain.regex.flags.includes('g') && [sign, `\\${sign}`].includes(plain.regex.pattern);
  return method === 'replaceAll' && plain.value === sign;
}
