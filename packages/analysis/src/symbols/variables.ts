import type { ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';

export interface Variables {
  /** Variable an identifier reads, writes or declares; null for globals and unresolved names. */
  of(identifier: TSESTree.Node): Variable | null;
}

/**
 * The only way from a name to its declaration (AST-CONTRACT 13): one map from reference and definition identifiers to
 * variables. Scope types, levels and counts differ between hosts and are never read.
 */
export function createVariables(scopeManager: () => ScopeManager | null): Variables {
  let map: Map<TSESTree.Node, Variable> | null = null;
  const build = (): Map<TSESTree.Node, Variable> => {
    const built = new Map<TSESTree.Node, Variable>();
    for (const scope of scopeManager()?.scopes ?? []) {
      for (const variable of scope.variables) {
        if (variable.defs.length === 0) continue;
        for (const definition of variable.defs) built.set(definition.name, variable);
      }
      for (const reference of scope.references) {
        const { resolved } = reference;
        if (resolved && resolved.defs.length > 0) built.set(reference.identifier, resolved);
      }
    }
    return built;
  };
  return { of: (identifier) => (map ??= build()).get(identifier) ?? null };
}

/** The same, where what stands in closed branches neither reads nor writes anything. */
export function withoutReferences(variables: Variables, isClosed: (node: TSESTree.Node) => boolean): Variables {
  const open = new Map<Variable, Variable>();
  const opened = (variable: Variable): Variable => {
    const known = open.get(variable);
    if (known) return known;
    const references = variable.references.filter(({ identifier }) => !isClosed(identifier));
    const found =
      references.length === variable.references.length
        ? variable
        : (Object.create(variable, { references: { value: references } }) as Variable);
    open.set(variable, found);
    return found;
  };
  return {
    of(identifier) {
      const variable = variables.of(identifier);
      return variable && opened(variable);
    },
  };
}
