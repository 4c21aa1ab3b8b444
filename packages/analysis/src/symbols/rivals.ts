import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction } from '../syntax/functions.js';
import { unwrap } from '../syntax/wrappers.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

/** A variable that also holds something of another kind, a fake or another library's client, is neither for certain. */
export function unlessReplaced(r: Resolution, variable: Variable | null, meaning: Meaning): Meaning | null {
  const library = libraryOf(meaning);
  if (!variable || library === null) return meaning;
  const isReplaced = variable.references.some(
    (reference) =>
      reference.isWrite() && !reference.init && reference.writeExpr && isRival(r, library, reference.writeExpr),
  );
  return isReplaced ? null : meaning;
}

/** The other value is seen to be something else than one of this library. */
export function isRival(r: Resolution, library: string, other: Node): boolean {
  const plain = unwrap(other);
  if (plain.type === 'ObjectExpression') return plain.properties.length > 0;
  if (isFunction(plain)) return true;
  const meaning = r.meaningOf(plain);
  const found = meaning && libraryOf(meaning);
  if (found !== null && found !== undefined) return !isRelated(r, library, found);
  const made = !meaning && plain.type === 'NewExpression' ? r.bindingOf(plain.callee) : null;
  return made?.kind === 'class' && !made.node.superClass;
}

/** Libraries that hand each other's things out: an object mapper and its driver. */
function isRelated(r: Resolution, a: string, b: string): boolean {
  return a === b || r.registry.faces.reachable([a]).has(b) || r.registry.faces.reachable([b]).has(a);
}

export function libraryOf(meaning: Meaning): string | null {
  switch (meaning.kind) {
    case 'instance':
      return meaning.ref.model.library;
    case 'member':
      return meaning.ref.model.library;
    default:
      return null;
  }
}
