import {
  bare,
  bindingOf,
  memberName,
  queryCalls,
  unwrap,
  wholeChain,
  type FileAnalysis,
  type Node,
  type QueryCall,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** A field of a row that was read before: `account.balance`, `rows[0].balance`, `balance` taken out of the row. */
export interface ReadField {
  readonly read: QueryCall;
  readonly key: string;
}

/**
 * The field an expression is, when its row was read by a query of this file and the name still holds that row; null
 * otherwise.
 */
export function readFieldOf(file: FileAnalysis, node: Node): ReadField | null {
  const plain = bare(node);
  if (plain.type === 'Identifier') {
    const held = readInto(file, plain);
    const key = held?.path.at(-1);
    return held && key !== undefined && key !== '*' ? { read: held.read, key } : null;
  }
  const key = plain.type === 'MemberExpression' ? memberName(plain) : null;
  if (plain.type !== 'MemberExpression' || key === null) return null;
  let row = bare(plain.object);
  while (row.type === 'MemberExpression' && /^(?:rows|\d+)$/.test(memberName(row) ?? indexOf(row)))
    row = bare(row.object);
  const held = row.type === 'Identifier' ? readInto(file, row) : null;
  return held ? { read: held.read, key } : null;
}

function indexOf(member: TSESTree.MemberExpression): string {
  return member.property.type === 'Literal' ? String(member.property.value) : '';
}

/** The read a name was filled with, and the path from its result to the name. */
export function readInto(
  file: FileAnalysis,
  name: TSESTree.Identifier,
): { readonly read: QueryCall; readonly path: readonly string[] } | null {
  const variable = file.variableOf(name);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (!variable || binding?.kind !== 'value' || !binding.init) return null;
  // Written again before: it may hold another row by now.
  if (
    variable.references.some(
      (reference) =>
        reference.isWrite() &&
        !reference.init &&
        ((reference.identifier as Node).parent ?? reference.identifier).range[1] <= name.range[0],
    )
  )
    return null;
  const source = unwrap(binding.init);
  const read = queryCalls(file).find(
    ({ library, query }) =>
      query.operation === 'read' &&
      library.node.range[0] >= source.range[0] &&
      bare(wholeChain(library.node)) === source,
  );
  return read ? { read, path: binding.path } : null;
}
