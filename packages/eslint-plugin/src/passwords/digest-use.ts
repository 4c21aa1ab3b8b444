import { bindingOf, outer, type CallNode, type FileAnalysis, type Node } from '@backend-architect/analysis';

/** Is the digest only the input of a real password hash? Hashing first lifts that function's limit of length. */
export function feedsPasswordHash(file: FileAnalysis, hash: CallNode): boolean {
  const whole = chainEnd(hash);
  const inputs = file.sinks('password-hash').map((sink) => sink.node);
  if (inputs.some((input) => contains(input, whole))) return true;
  const holder = outer(whole).parent;
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return false;
  const variable = file.variableOf(holder.id);
  return variable !== null && bindingOf(variable).kind === 'value' && variable.references.some((reference) => inputs.some((input) => contains(input, reference.identifier)));
}

/** The range query of a list of leaked passwords: only the first five digits leave the process. */
export function isLookupOfLeaks(file: FileAnalysis, hash: CallNode): boolean {
  const fn = file.functionOf(hash);
  const text = fn ? file.text.slice(...fn.range) : file.text;
  return /pwned|hibp|breach|leaked|compromised/i.test(text) || /\.(?:slice|substring|substr)\(\s*0\s*,\s*5\s*\)/.test(text);
}

/** `createHash().update(x).digest('hex')` around the call that takes the input. */
function chainEnd(node: Node): Node {
  let current: Node = outer(node);
  for (;;) {
    const member = current.parent;
    if (member?.type !== 'MemberExpression' || member.object !== current) return current;
    const call = outer(member).parent;
    if (call?.type !== 'CallExpression') return current;
    current = outer(call);
  }
}

function contains(holder: Node, inner: Node): boolean {
  return holder.range[0] <= inner.range[0] && inner.range[1] <= holder.range[1];
}
