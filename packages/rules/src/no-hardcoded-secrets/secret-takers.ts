import { builtInModels, type LibraryModel } from '@backend-architect/analysis';

/**
 * Imports of libraries that are given a secret. Where one is handed its options as a whole, by a name of another file,
 * no name of a secret need stand beside the call.
 */
export const SECRET_TAKERS = new RegExp(
  `['"](?:${builtInModels.filter(takesSecret).flatMap(specifiers).map(escaped).join('|')})['"/]`,
);

function specifiers({ library, modules = [] }: LibraryModel): readonly string[] {
  return [...new Set([library, ...modules.map((name) => name.replace(/\/\*$/, ''))])];
}

/** Models are plain data: a sink stands wherever a call is described. */
function takesSecret(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ((part as { readonly kind?: unknown }).kind === 'secret') return true;
  return Object.values(part).some(takesSecret);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
