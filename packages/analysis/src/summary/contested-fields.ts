import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { isClass } from '../syntax/functions.js';
import { keyOf } from '../syntax/keys.js';
import { unwrap } from '../syntax/wrappers.js';

/**
 * Fields that hold a library's thing here and something else there, a fake or another library's: what is found in them
 * is not known.
 */
export function contestedFields(
  file: FileAnalysis,
  node: Node,
  assigned: readonly { readonly name: string; readonly value: Node }[],
): ReadonlySet<string> {
  const kinds = new Map<string, Set<string>>();
  const own = isClass(node)
    ? node.body.body.flatMap((member) =>
        member.type === 'PropertyDefinition' && member.value
          ? [{ name: keyOf(member.key, member.computed), value: member.value }]
          : [],
      )
    : [];
  for (const { name, value } of [...own, ...assigned]) {
    const kind = kindOf(file, value);
    if (name !== null && kind !== null) kinds.set(name, (kinds.get(name) ?? new Set<string>()).add(kind));
  }
  return new Set([...kinds].flatMap(([name, found]) => (found.size > 1 ? [name] : [])));
}

/** The library it is of, `own` for an object that is written here; null when it may be anything. */
function kindOf(file: FileAnalysis, value: Node): string | null {
  const plain = unwrap(value);
  if (plain.type === 'ObjectExpression') return plain.properties.length > 0 ? 'own' : null;
  const type = file.typeOf(plain);
  return type && type.rung <= 3 ? type.model.library : null;
}
