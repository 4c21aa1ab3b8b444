import type { TSESTree } from '@typescript-eslint/types';
import { enclosingClass } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { annotatedMeaning } from './annotations.js';
import { fieldSites } from './fields.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

/** What a map holds, when it says so: `clients.get(name)` of a `Map<string, Client>`. */
export function containedMeaning(r: Resolution, call: TSESTree.CallExpression): Meaning | null {
  const callee = bare(call.callee);
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'get') return null;
  for (const type of heldTypes(r, bare(callee.object), 'Map')) {
    const meaning = annotatedMeaning(r, type);
    if (meaning) return meaning;
  }
  return null;
}

/** What an object holds under names nobody can tell: `clients[name]` of a `Record<string, Client>`. */
export function keyedMeaning(r: Resolution, object: Node): Meaning | null {
  for (const type of heldTypes(r, bare(object), 'Record')) {
    const meaning = annotatedMeaning(r, type);
    if (meaning) return meaning;
  }
  return null;
}

/** Types of the values a variable or field of this file holds by key. */
function heldTypes(r: Resolution, holder: Node, kind: 'Map' | 'Record'): TSESTree.TypeNode[] {
  return placesOf(r, holder).flatMap(({ annotation, value }) => {
    const made = value && bare(value);
    const isMade =
      made?.type === 'NewExpression' && made.callee.type === 'Identifier' && made.callee.name.endsWith('Map');
    const written = [
      ...(annotation?.type === 'TSTypeReference' && isNamed(annotation, kind)
        ? [annotation.typeArguments?.params[1]]
        : []),
      ...(kind === 'Map' && isMade ? [made.typeArguments?.params[1]] : []),
    ];
    return written.filter((type) => type !== undefined);
  });
}

function isNamed({ typeName }: TSESTree.TSTypeReference, kind: 'Map' | 'Record'): boolean {
  return (
    typeName.type === 'Identifier' && (kind === 'Map' ? typeName.name.endsWith('Map') : typeName.name === 'Record')
  );
}

function placesOf(
  r: Resolution,
  holder: Node,
): readonly { readonly annotation: TSESTree.TypeNode | null; readonly value: TSESTree.Expression | null }[] {
  if (holder.type === 'MemberExpression' && holder.object.type === 'ThisExpression') {
    const owner = enclosingClass(holder);
    return owner ? (fieldSites(owner).get(memberName(holder) ?? '') ?? []) : [];
  }
  const binding = r.bindingOf(holder);
  return binding?.kind === 'value' && binding.path.length === 0
    ? [{ annotation: binding.annotation, value: binding.init }]
    : [];
}
