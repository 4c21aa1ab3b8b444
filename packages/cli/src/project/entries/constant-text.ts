import type { ArgFact, ProjectView } from '@backend-architect/analysis';

/** The text an argument is: written there, or a constant of another file. Null when it is not known. */
export function constantText(view: ProjectView, { text, ref }: ArgFact): string | null {
  if (text !== undefined) return text;
  if (ref?.kind !== 'import') return null;
  let found = view.imported(ref.specifier, ref.name);
  for (const key of ref.path) found = found?.member(key) ?? null;
  const constant = found?.value?.constant;
  return typeof constant === 'string' ? constant : null;
}
