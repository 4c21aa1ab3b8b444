import { bindingOf, outer, unwrap, type FileAnalysis, type Node, type Value } from '@backend-architect/analysis';

/** Paths of links that let whoever opens them in. */
const LETS_IN = /reset|verif|confirm|activat|invit|magic|password|token=/i;

export interface SecretLink {
  readonly node: Node;
  /** The header that decides the host. */
  readonly host: Value;
}

/** Absolute links with a secret in them whose host is taken from a header of the request. */
export function* secretLinks(file: FileAnalysis): Generator<SecretLink> {
  const found = new Set<Node>();
  for (const node of file.nodes('TemplateLiteral', 'BinaryExpression')) {
    // A sum is read whole, at its outermost plus.
    if (node.type === 'BinaryExpression' && (node.operator !== '+' || outer(node).parent?.type === 'BinaryExpression'))
      continue;
    if (!LETS_IN.test(file.text.slice(...node.range))) continue;
    const host = hostFromHeader(file, file.valueOf(node));
    if (!host || quotesOne(file, node, found)) continue;
    found.add(node);
    yield { node, host };
  }
}

/** A text around a link that was found already. */
function quotesOne(file: FileAnalysis, node: Node, found: ReadonlySet<Node>): boolean {
  const parts =
    node.type === 'TemplateLiteral'
      ? node.expressions
      : node.type === 'BinaryExpression'
        ? [node.left, node.right]
        : [];
  return parts.some((part) => {
    const plain = unwrap(part);
    if (plain.type === 'BinaryExpression') return quotesOne(file, plain, found);
    const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
    const binding = variable && bindingOf(variable);
    return found.has(plain) || (binding?.kind === 'value' && binding.init !== null && found.has(unwrap(binding.init)));
  });
}

function hostFromHeader(file: FileAnalysis, value: Value): Value | null {
  const parts = value.parts ?? [];
  const index = parts.findIndex(
    (part) => 'hole' in part && part.hole.source === 'header' && file.judge(part.hole, 'outbound-url') === 'tainted',
  );
  const hole = parts[index];
  const before = parts[index - 1];
  if (!hole || !('hole' in hole) || !before || !('text' in before) || !before.text.endsWith('://')) return null;
  const path = parts
    .slice(index + 1)
    .map((part) => ('text' in part ? part.text : ''))
    .join('');
  return LETS_IN.test(path) ? hole.hole : null;
}
