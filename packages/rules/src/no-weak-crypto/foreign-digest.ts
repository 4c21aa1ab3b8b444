import {
  dottedName,
  keyOf,
  memberName,
  nameOf,
  nameTokens,
  outer,
  type FileAnalysis,
  type Hazard,
  type Node,
} from '@backend-architect/analysis';
import { chainAround } from './weak-digest.js';

/**
 * Does somebody else hold the other end of a digest? A signature is checked, or was made, elsewhere: with another
 * algorithm here, nothing matches any more. Told from the call (`createSign`, `verify`), from a comparison with the
 * digest, and from what it becomes.
 */
export function isForeign(file: FileAnalysis, { call }: Hazard, target: string | undefined): boolean {
  const { node } = call;
  const callee = node.type === 'TaggedTemplateExpression' ? null : dottedName(node.callee);
  if (isSigning(callee?.split('.').at(-1)) || isSigning(target)) return true;
  const whole = chainAround(node);
  const fn = file.functionOf(node);
  if (isSigning(keptAs(whole) ?? undefined) || (fn && isSigning(nameOf(fn)?.split('.').at(-1)))) return true;
  return usesOf(file, whole).some((use) => isCompared(use));
}

const SIGNING = new Set(
  'sign signs signed signature signatures sig mac verify verifies verified webhook checksign'.split(' '),
);

function isSigning(name: string | undefined): boolean {
  return name !== undefined && nameTokens(name).some((token) => SIGNING.has(token));
}

/** The digest where it is made, and wherever the name it is kept under is read. */
function usesOf(file: FileAnalysis, whole: Node): readonly Node[] {
  const { parent } = whole;
  const variable =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? file.variableOf(parent.id) : null;
  return [
    whole,
    ...(variable?.references ?? [])
      .filter((reference) => reference.isRead())
      .map(({ identifier }) => identifier as Node),
  ];
}

/** In `a === b`, `timingSafeEqual(a, b)`, `a.equals(b)`, also inside `Buffer.from(...)` or a text. */
function isCompared(use: Node): boolean {
  let current = outer(use);
  for (let hops = 0; hops < 4; hops += 1) {
    const { parent } = current;
    if (!parent) return false;
    if (parent.type === 'BinaryExpression') {
      if (/^[!=]==?$/.test(parent.operator)) return true;
    } else if (parent.type === 'CallExpression') {
      const { callee } = parent;
      const name = callee.type === 'MemberExpression' ? memberName(callee) : dottedName(callee);
      if (/equal|compare|verify/i.test(name ?? '')) return true;
    } else if (parent.type !== 'TemplateLiteral' && parent.type !== 'MemberExpression') return false;
    current = outer(parent);
  }
  return false;
}

function keptAs({ parent }: Node): string | null {
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : null;
    case 'Property':
    case 'PropertyDefinition':
      return keyOf(parent.key, parent.computed);
    case 'AssignmentExpression':
      if (parent.left.type === 'MemberExpression') return memberName(parent.left);
      return parent.left.type === 'Identifier' ? parent.left.name : null;
    default:
      return null;
  }
}
