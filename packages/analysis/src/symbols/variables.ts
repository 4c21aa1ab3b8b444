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
