import { bare, bindingOf, memberName, textOf, unwrap, type FileAnalysis, type Node } from '@backend-architect/analysis';

const MAX_HOPS = 4;

/**
 * Is all that a request decides in an address the host it was sent to (`req.get('host')`, `req.headers.host`,
 * `req.hostname`)? A browser sets that header itself: nobody chooses it for somebody else.
 */
export function isOwnHost(file: FileAnalysis, node: Node, hops = 0): boolean {
  const plain = unwrap(node);
  if (hops > MAX_HOPS) return false;
  if (namesHost(file, plain)) return true;
  const isHarmless = (part: Node): boolean =>
    isOwnHost(file, part, hops + 1) ||
    namesScheme(bare(part)) ||
    file.judge(file.valueOf(part), 'redirect-target') !== 'tainted';
  switch (plain.type) {
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      return (
        binding?.kind === 'value' &&
        binding.init !== null &&
        binding.path.length === 0 &&
        isOwnHost(file, binding.init, hops + 1)
      );
    }
    case 'TemplateLiteral':
      return plain.expressions.every(isHarmless);
    case 'BinaryExpression':
      return plain.operator === '+' && [plain.left, plain.right].every(isHarmless);
    case 'LogicalExpression':
      return [plain.left, plain.right].every(isHarmless);
    case 'ConditionalExpression':
      return [plain.consequent, plain.alternate].every(isHarmless);
    default:
      return false;
  }
}

/** A member of the request itself, not of an address that came with it. */
function namesHost(file: FileAnalysis, node: Node): boolean {
  if (node.type === 'MemberExpression')
    return /^host(?:name)?$/.test(memberName(node) ?? '') && isRequest(file, node.object);
  const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
  const [first] = node.type === 'CallExpression' ? node.arguments : [];
  return (
    callee?.type === 'MemberExpression' &&
    /^(?:get|header)$/.test(memberName(callee) ?? '') &&
    first !== undefined &&
    textOf(first)?.toLowerCase() === 'host'
  );
}

/**
 * A parameter, alone or by the members frameworks keep the request and its headers under: `ctx.request`, `req.headers`.
 */
function isRequest(file: FileAnalysis, node: Node): boolean {
  let plain = bare(node);
  while (plain.type === 'MemberExpression' && /^(?:req|request|raw|headers)$/.test(memberName(plain) ?? ''))
    plain = bare(plain.object);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  return variable !== null && bindingOf(variable)?.kind === 'param';
}

function namesScheme(node: Node): boolean {
  return node.type === 'MemberExpression' && memberName(node) === 'protocol';
}
