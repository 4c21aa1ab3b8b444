import type { CallNode, FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { unwrap } from '../../syntax/wrappers.js';

/** What stands right before the name of a table in SQL. */
const BEFORE_TABLE = /\b(?:from|into|update|table|join|truncate)\s+(?:only\s+)?(?:[\w"`[\]]+\.)?["'`[]?$/i;

/**
 * The expression that says which table a call speaks of: an argument of its model, or the hole after `from` in its
 * text. Null where neither is given.
 */
export function tableNode(file: FileAnalysis, library: LibraryCall | null, node: CallNode): Node | null {
  if (!library) return null;
  const { entity, query } = library.call;
  const given = node.type === 'TaggedTemplateExpression' ? [] : node.arguments;
  if (typeof entity === 'object') return given[entity.arg] ?? null;
  const text =
    node.type === 'TaggedTemplateExpression'
      ? node.quasi
      : query?.textArg === undefined
        ? undefined
        : given[query.textArg];
  return text ? tableHole(file, text, 0) : null;
}

function tableHole(file: FileAnalysis, text: Node, depth: number): Node | null {
  const plain = unwrap(text);
  if (plain.type === 'TemplateLiteral')
    return plain.expressions.find((_, index) => BEFORE_TABLE.test(plain.quasis[index]?.value.raw ?? '')) ?? null;
  if (plain.type === 'BinaryExpression' && plain.operator === '+') {
    const { left, right } = plain;
    const before = unwrap(left.type === 'BinaryExpression' ? left.right : left);
    if (before.type === 'Literal' && typeof before.value === 'string' && BEFORE_TABLE.test(before.value)) return right;
    return tableHole(file, left, depth);
  }
  const variable = plain.type === 'Identifier' && depth < 2 ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  return binding?.kind === 'value' && binding.init && binding.path.length === 0
    ? tableHole(file, binding.init, depth + 1)
    : null;
}
