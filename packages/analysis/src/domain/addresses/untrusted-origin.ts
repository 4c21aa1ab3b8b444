import { bare } from '../../syntax/wrappers.js';
import { memberName } from '../../syntax/keys.js';
import { type AddressKind, originOf } from '../../guards/address.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { Value } from '../../vocabulary/value.js';

/** The untrusted value that decides scheme or host of an address; null when the address is fixed, safe or not known. */
export function untrustedOrigin(file: FileAnalysis, node: Node, value: Value, kind: AddressKind): Value | null {
  if (file.judge(value, kind) !== 'tainted' || isGivenHost(file, node, kind)) return null;
  return value.parts ? (originOf(value.parts, kind, (hole) => file.judge(hole, kind)).at ?? value) : value;
}

/** `const target = new URL(request.url); target.hostname = HOST; fetch(target)` */
function isGivenHost(file: FileAnalysis, node: Node, kind: AddressKind): boolean {
  const plain = bare(node);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : plain;
  const name = callee.type === 'MemberExpression' ? bare(callee.object) : callee;
  const references = name.type === 'Identifier' ? (file.variableOf(name)?.references ?? []) : [];
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    if (
      parent.type !== 'MemberExpression' ||
      parent.object !== identifier ||
      !/^host(?:name)?$/.test(memberName(parent) ?? '')
    )
      return false;
    const write = parent.parent;
    return (
      write.type === 'AssignmentExpression' &&
      write.left === parent &&
      write.range[1] < node.range[0] &&
      file.functionOf(write) === file.functionOf(node) &&
      file.judge(file.valueOf(write.right), kind) !== 'tainted'
    );
  });
}
