import {
  dottedName,
  type FileAnalysis,
  isWithin,
  type LibraryCall,
  type Node,
  nodesWithin,
  outer,
} from '@backend-architect/analysis';

const COMPARES = /(?:^|\.)(?:timingSafeEqual|equals|compare|safeCompare|constantTimeEqual)$/;

/**
 * The derived value is compared in the function that derives it: its cost is the one the stored hash was made with, and
 * is reported where that is made.
 */
export function isVerification(file: FileAnalysis, call: LibraryCall): boolean {
  const fn = file.functionOf(call.node);
  if (!fn) return false;
  const derived = [call.node as Node, ...readsOfResult(file, call.node), ...callbackResults(file, call)];
  const compared = [
    ...nodesWithin(file, fn, 'CallExpression')
      .filter(({ callee }) => COMPARES.test(dottedName(callee) ?? file.text.slice(...callee.range)))
      .map((node): Node => node),
    ...nodesWithin(file, fn, 'BinaryExpression')
      .filter(({ operator }) => /^[!=]==?$/.test(operator))
      .map((node): Node => node),
  ];
  return compared.some((place) => derived.some((value) => isWithin(value, place)));
}

/** Reads of the constant the result is kept in. */
function readsOfResult(file: FileAnalysis, call: Node): Node[] {
  for (let current: Node | undefined = outer(call); current; current = current.parent) {
    if (
      current.type.endsWith('Statement') ||
      current.type === 'ArrowFunctionExpression' ||
      current.type === 'FunctionExpression'
    )
      return [];
    if (current.type === 'VariableDeclarator') return current.id.type === 'Identifier' ? readsOf(file, current.id) : [];
  }
  return [];
}

/** `scrypt(password, salt, 64, (error, derived) => ...)`: reads of the last parameter. */
function callbackResults(file: FileAnalysis, { node }: LibraryCall): Node[] {
  const last = node.type === 'TaggedTemplateExpression' ? undefined : node.arguments.at(-1);
  const given =
    last?.type === 'ArrowFunctionExpression' || last?.type === 'FunctionExpression' ? last.params.at(-1) : undefined;
  return given?.type === 'Identifier' ? readsOf(file, given) : [];
}

function readsOf(file: FileAnalysis, name: Node): Node[] {
  const variable = name.type === 'Identifier' ? file.variableOf(name) : null;
  return (variable?.references ?? [])
    .filter((reference) => reference.isRead())
    .map(({ identifier }): Node => identifier);
}
