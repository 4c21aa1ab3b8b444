import { type FileAnalysis, nameTokens, type Node } from '@backend-architect/analysis';
import { ownsLock } from './lock-owner.js';
import { isNameSuffix } from './name-suffix.js';
import { isQuantity } from './quantity.js';
import type { RandomTarget } from '../randomness/random-target.js';

/** Texts that say that there is none. A guest has a session like everyone. */
const NOBODY = /^(?:null|none|nobody|undefined|unknown|missing|empty|dummy|fake|placeholder)(?![a-z])/;

/**
 * What becomes of a value under a name that says secret shows that it is none: it owns a lock, is a count, says that
 * there is nobody, or keeps a name apart from others.
 */
export function isNoCredential(file: FileAnalysis, source: Node, target: RandomTarget): boolean {
  const { name, node } = target;
  if (saysNobody(file, source, node)) return true;
  if (ownsLock(source)) return true;
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  if (node.type !== 'Identifier' || !variable) return isQuantity(file, name, heldBy(node) ?? node);
  const reads = variable.references
    .filter((reference) => reference.isRead() && !reference.isWrite())
    .map(({ identifier }): Node => identifier);
  if (reads.some((read) => ownsLock(read))) return true;
  const made = heldBy(node);
  if (made && isQuantity(file, name, made)) return true;
  return nameTokens(name).at(-1) === 'salt' && isNameSuffix(file, reads);
}

/** What a name is given where it stands: the value of its declaration, assignment or entry. */
function heldBy(node: Node): Node | null {
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator' && parent.id === node) return parent.init;
  if (parent?.type === 'AssignmentExpression' && parent.left === node) return parent.right;
  return parent?.type === 'Property' && parent.key === node ? parent.value : null;
}

/** `nullSessionId-${Math.random()}`: a text around the value, before it gets its name, begins so. */
function saysNobody(file: FileAnalysis, source: Node, target: Node): boolean {
  for (
    let current: Node | undefined = source.parent;
    current && !current.type.endsWith('Statement');
    current = current.parent
  ) {
    if (current.range[0] <= target.range[0] && target.range[1] <= current.range[1] && current !== target) return false;
    if (current.type !== 'TemplateLiteral' && current.type !== 'BinaryExpression') continue;
    const [first] = file.valueOf(current).parts ?? [];
    if (first && 'text' in first && NOBODY.test(nameTokens(first.text).join(' '))) return true;
  }
  return false;
}
